"""Sets of words, written as text."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of ``words``, parted by white space; an underscore stands for a space inside one."""
    return frozenset(word.replace("_", " ") for word in words.split())
