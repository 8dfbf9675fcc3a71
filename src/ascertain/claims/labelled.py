"""Sentences that people labelled as worth checking or not: what the probe is learned from."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from ascertain.errors import Invalid, NotFound

_FILES = {"en": "english", "es": "spanish", "nl": "dutch", "ar": "arabic"}
_TEXT_COLUMNS = ("Text", "tweet_text")
_LABEL_COLUMN = "class_label"
# Addresses, user names and mark-up of posts, which news does not have.
_NOISE = re.compile(r"https?://\S+|@<USER>|@\w+|</?s>|\bRT\b:?")


@dataclass(frozen=True)
class Labelled:
    """A sentence and whether people found it worth checking."""

    text: str
    worth_checking: bool


def read_labelled(path: Path) -> list[Labelled]:
    """Return the sentences of a tab-separated file with a header, in its order.

    Columns are found by name: ``Text`` or ``tweet_text``, and ``class_label`` (Yes or No); others are
    passed over. Lines are split at tabs alone: files of this kind hold single quotation marks that open
    no quoted field, so quotation marks are taken off only where they enclose a whole field. Addresses,
    user names and hash signs are removed. Raises NotFound or Invalid.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "Give the folder that holds files such as english_train.tsv.")
    lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
    header = lines[0].split("\t")
    text_column = next((header.index(name) for name in _TEXT_COLUMNS if name in header), None)
    if text_column is None or _LABEL_COLUMN not in header:
        raise Invalid(f"{path.name} has no columns for text and label.", f"Its first line is “{lines[0][:80]}”.")
    label_column = header.index(_LABEL_COLUMN)
    found = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        fields = line.split("\t")
        label = fields[label_column].strip() if len(fields) == len(header) else ""
        if not label.endswith(("Yes", "No")):
            raise Invalid(
                f"Line {number} of {path.name} has no label Yes or No.", "Check that its fields are tab-separated."
            )
        found.append(Labelled(_plain(fields[text_column]), label.endswith("Yes")))
    return found


def read_split(folder: Path, split: str) -> dict[str, list[Labelled]]:
    """Return the sentences of one split (``train``, ``dev``) by language: ``english_train.tsv`` and so on."""
    return {language: read_labelled(folder / f"{name}_{split}.tsv") for language, name in _FILES.items()}


def files_of(folder: Path) -> list[Path]:
    """Return the files that ``read_split`` reads for training and evaluation."""
    return [folder / f"{name}_{split}.tsv" for name in _FILES.values() for split in ("train", "dev")]


def _plain(field: str) -> str:
    text = field.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    text = _NOISE.sub(" ", html.unescape(text)).replace("#", " ").replace("_", " ")
    return " ".join(text.split())
