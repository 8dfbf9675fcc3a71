"""Queries in, a TREC run out: the files by which searches are measured."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.records import FactCheck

_HEADS = {"id", "qid", "query_id", "queryid", "topic", "topic_id", "tweet_id", "tweetid", "iclaim_id", "claim_id", ""}
_TEXTS = {"text", "query", "query_text", "tweet", "tweet_content", "tweet_text", "iclaim", "claim", "post", "content"}
_LARGEST = 256 * 1024 * 1024
_STEP = 1e-6
"""Least distance of two scores; evaluators that keep 32 bits of a number still tell them apart."""


@dataclass(frozen=True)
class BatchQuery:
    """One query of a file."""

    id: str
    """Without white space."""

    text: str

    line: int
    """Where it begins in the file, from 1."""


def read_queries(path: Path) -> list[BatchQuery]:
    """Return the queries of a UTF-8 file with ``id<TAB>text`` lines; see :func:`parse_queries`.

    Raises :class:`NotFound`, :class:`Unavailable`, :class:`Refused` (over 256 MB) or :class:`Invalid`.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused(f"{path} is larger than {_LARGEST:,} bytes.", "Split it into several files.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the path.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.", "Choose a file that can be read.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Invalid(f"{path}, line {line}: this is no UTF-8 text.", "Save the file as UTF-8.") from error
    return parse_queries(text, str(path))


def parse_queries(text: str, name: str = "The file") -> list[BatchQuery]:
    """Return the queries of ``id<TAB>text`` lines; pure.

    Blank lines, CRLF and a first line of column names are passed over. A text in double quotes is read as in CSV
    (quotes doubled inside, line breaks allowed), but only when its closing quote ends a line: anything else that
    begins with a quotation mark is taken as it stands. Raises :class:`Invalid` with the number of the first bad line.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    queries: list[BatchQuery] = []
    seen: dict[str, int] = {}
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        if not line.strip():
            continue
        key, tab, rest = line.partition("\t")
        if not tab:
            raise Invalid(
                f"{name}, line {start + 1}: there is no tab.", "Write an id, a tab and the text on each line."
            )
        key = _unquoted(key.strip())
        if not queries and start == _first(lines) and _is_header(key, rest):
            continue
        rest, at = _quoted(rest, lines, at)
        queries.append(_checked(BatchQuery(key, rest.strip(), start + 1), name))
        if key in seen:
            raise Invalid(
                f"{name}, line {start + 1}: the id {key} is already on line {seen[key]}.", "Give each query its own id."
            )
        seen[key] = start + 1
    if not queries:
        raise Invalid(f"{name} holds no queries.", "Write an id, a tab and the text on each line.")
    return queries


def _first(lines: Sequence[str]) -> int:
    return next(number for number, line in enumerate(lines) if line.strip())


def _is_header(key: str, rest: str) -> bool:
    return key.casefold() in _HEADS and _unquoted(rest.strip()).casefold() in _TEXTS


def _unquoted(field: str) -> str:
    return field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field


def _quoted(rest: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """Return the text behind an id, and the number of lines read with it."""
    if not rest.startswith('"'):
        return rest, at
    body, end = rest[1:], at
    while True:
        closing = re.search(r'(?<!")(?:"")*"(?!")', body)
        if closing is not None:
            whole = not body[closing.end() :].strip()
            return (body[: closing.end() - 1].replace('""', '"'), end) if whole else (rest, at)
        if end == len(lines) or _begins_a_query(lines[end]):
            return rest, at  # the quotation mark belongs to the text
        body, end = f"{body}\n{lines[end]}", end + 1


def _begins_a_query(line: str) -> bool:
    key, tab, _ = line.partition("\t")
    return bool(tab) and len(key.split()) == 1 and key == key.strip()


def _checked(query: BatchQuery, name: str) -> BatchQuery:
    where = f"{name}, line {query.line}:"
    if len(query.id.split()) != 1 or not query.id.isprintable():
        wrong = "has white space or control characters in it" if query.id else "is missing"
        raise Invalid(f"{where} the id {wrong}.", "Give each query an id in one word.")
    if not any(character.isalnum() for character in query.text):
        raise Invalid(f"{where} the query {query.id} has no text.", "Write the text behind the tab.")
    return query


def run_lines(query: str, ranked: Sequence[tuple[FactCheck, float]], tag: str) -> list[str]:
    """Return the lines ``qid Q0 docid rank score tag`` of one query, with scores that fall strictly; pure.

    A document is named by its identifier in the imported file, or by its own when it has none. Of two with one name
    only the better is listed, as evaluators take each document once.
    """
    lines: list[str] = []
    named: set[str] = set()
    last = float("inf")
    for check, score in ranked:
        name = "_".join(check.identifier.split()) or check.id
        if name in named:
            continue
        named.add(name)
        last = min(score, last - _STEP)
        lines.append(f"{query} Q0 {name} {len(lines) + 1} {last:.6f} {tag}\n")
    return lines


def check_run(path: Path, queries: Path) -> Path:
    """Return where a run is written, before any work is done; raises :class:`Invalid` or :class:`Unavailable`."""
    target = path.resolve()
    if target == queries.resolve():
        raise Invalid(f"{path} holds the queries.", "Write the run to another file.")
    if (
        (target.exists() and not target.is_file())
        or not target.parent.is_dir()
        or not os.access(target.parent, os.W_OK)
    ):
        raise Unavailable(f"{path} cannot be written.", "Choose a file in a folder that exists and can be written to.")
    return target


@contextmanager
def writing_run(target: Path) -> Iterator[TextIO]:
    """Yield a file that takes the place of ``target`` when all is written; after an error nothing has changed."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise Unavailable(f"{target} cannot be written: {error.strerror}.", "Choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
