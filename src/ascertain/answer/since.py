"""What has changed between two answers to one question; pure."""

from __future__ import annotations

from collections.abc import Iterable

from ascertain.records import Answer, Passage, Since, Turned
from ascertain.text.webaddress import address_key


def difference(before: Answer, after: Answer) -> Since:
    """Return the evidence that came and went between two answers, and how verdict and stances changed.

    A passage is the same when it has the same identifier, or the same words at an address that both know it from: a
    page that was read again, or a copy that now stands for the others, is no new evidence.
    """
    left = list(before.passages)
    new, turned, same = [], [], 0
    for passage in after.passages:
        known = next((one for one in left if one.id == passage.id), None) or next(
            (one for one in left if _alike(one, passage)), None
        )
        if known is None:
            new.append(passage)
            continue
        left.remove(known)
        if known.stance == passage.stance:
            same += 1
        else:
            turned.append(Turned(passage=passage, before=known.stance))
    return Since(
        earlier=before.id,
        later=after.id,
        from_day=before.at,
        to_day=after.at,
        verdict_before=before.verdict,
        verdict=after.verdict,
        new=tuple(new),
        gone=tuple(left),
        turned=tuple(turned),
        same=same,
        searched_before=before.searched,
        searched=after.searched,
        parts=tuple(part for part in after.made_by if part not in before.made_by),
    )


def _alike(one: Passage, other: Passage) -> bool:
    return _words(one.text) == _words(other.text) and bool(_places(one) & _places(other))


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _places(passage: Passage) -> set[str]:
    return set(_keys((passage.url, *passage.copies)))


def _keys(addresses: Iterable[str]) -> Iterable[str]:
    return filter(None, map(address_key, addresses))
