"""Compare claims collected earlier with new fact-checks: time beside the obvious ways, and how much is found.

Usage: python bench/retroactive.py DATA_DIR --posts HOME --large HOME [--sizes 50000 10000 1000] [--new 1000]

POSTS and LARGE are collections into which the CheckThat! 2022 and the multilingual fact-checks were imported
(``ascertain --home HOME import factchecks FILE``); both are copied, not changed. On the first, judged posts are kept
as claims and all fact-checks come in afterwards. On the second, sentences of debates and tweets in four languages are
kept as claims, and NEW fact-checks come in.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from judged import Judged, read_judged
from rich.console import Console
from rich.table import Table
from sqlalchemy import delete, select

from ascertain.desk import Desk
from ascertain.records import Attribution, Claim, Document, Finding, Span, content_id
from ascertain.related import Query, find_related
from ascertain.search import Where
from ascertain.settings import Settings
from ascertain.store.claimqueue import await_comparison
from ascertain.store.tables import claims, documents, fact_checks, findings
from ascertain.verbs.revisiting import read_claims, revisit

ON_A_PAGE = 100
LANGUAGES = {"english": "en", "spanish": "es", "dutch": "nl", "arabic": "ar"}
WHERE = Where(corpus="main")
console = Console()


def quiet(_stage: str, _done: int, _total: int | None) -> None:
    """Say nothing."""


@contextmanager
def copied(home: Path) -> Iterator[Desk]:
    """Give a desk over a copy of a collection."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(home, Path(folder) / "home")
        with Desk(Settings(home=Path(folder) / "home")) as desk:
            desk.warm()
            yield desk


def keep(desk: Desk, texts: Sequence[str], language: str, name: str) -> list[str]:
    """Keep texts as claims worth checking, a hundred on a page; return their identifiers in order."""
    kept = []
    for start in range(0, len(texts), ON_A_PAGE):
        some = texts[start : start + ON_A_PAGE]
        body = "\n\n".join(some)
        page = Document(
            id=content_id(name, str(start)),
            title=f"{name} {start}",
            language=language,
            body=body,
            seen=datetime.now(UTC),
        )
        found, place = [], 0
        for text in some:
            found.append(
                Claim(
                    id=content_id(page.id, str(place)),
                    document_id=page.id,
                    span=Span(start=place, end=place + len(text)),
                    quote=text,
                    kind="assertion",
                    attribution=Attribution(how="own voice"),
                    check_worthiness=1.0,
                    worth_checking=True,
                )
            )
            place += len(text) + 2
        desk.store.add_document(page, claims=found)
        kept += [claim.id for claim in found]
    return kept


def come_in(desk: Desk, ids: Sequence[str]) -> None:
    """Let fact-checks of the collection stand as not compared with any claim."""
    with desk.store._database.write() as connection:
        await_comparison(connection, ids)


def stored_ids(desk: Desk) -> list[str]:
    """Return the identifiers of every fact-check."""
    with desk.store._database.read() as connection:
        return list(connection.execute(select(fact_checks.c.id).order_by(fact_checks.c.id)).scalars())


def kept_findings(desk: Desk) -> list[Finding]:
    """Return every finding that the comparison kept."""
    with desk.store._database.read() as connection:
        return [Finding.model_validate_json(one) for one in connection.execute(select(findings.c.record)).scalars()]


def recall(desk: Desk, queries: Sequence[Judged]) -> Table:
    """Return how many judged pairs are reported when the fact-checks come in after the posts, and when before."""
    names = {check.id: check.identifier for check in desk.store.fact_checks(stored_ids(desk))}
    ids = keep(desk, [query.text for query in queries], "", "posts")
    come_in(desk, list(names))
    started = time.perf_counter()
    revisit(desk, quiet)
    seconds = time.perf_counter() - started
    later: dict[str, dict[str, tuple[float, str]]] = {key: {} for key in ids}
    for one in kept_findings(desk):
        later[one.about][names[one.rests_on[0]]] = (one.score, one.label.removesuffix(" match"))
    asked = [Query(query.text) for query in queries]
    at_once: list[dict[str, tuple[float, str]]] = [
        {m.fact_check.identifier: (m.score, m.strength) for m in line if m.strength != "weak"}
        for line in find_related(asked, desk.search, desk.store, desk.embedder, where=WHERE)
    ]
    pairs = sum(len(query.relevant) for query in queries)
    table = Table("", "reported", "judged pairs among them", "close", "judged pairs among them")
    table.title = f"CheckThat! 2022 dev-test: {len(queries)} posts, {len(names):,} fact-checks, {pairs} judged pairs"
    afterwards = [later[key] for key in ids]
    for title, lines in (("posts first, then the import", afterwards), ("find_related", at_once)):
        hits = [sum(key in query.relevant for key in line) for line, query in zip(lines, queries, strict=True)]
        close = [{key for key, (_, strength) in line.items() if strength == "close"} for line in lines]
        right = sum(len(some & query.relevant) for some, query in zip(close, queries, strict=True))
        table.add_row(
            title,
            f"{sum(map(len, lines)):,}",
            f"{sum(hits)} ({sum(hits) / pairs:.3f})",
            f"{sum(map(len, close)):,}",
            f"{right} ({right / pairs:.3f})",
        )
    same = sum(line == later[key] for line, key in zip(at_once, ids, strict=True))
    table.caption = f"{same} of {len(queries)} posts with the same fact-checks, scores and strengths; {seconds:.1f} s"
    return table


def sentences(data: Path, most: int) -> dict[str, list[str]]:
    """Return up to ``most`` sentences by language, those of each language in random but fixed order."""
    chance = random.Random(1)
    found: dict[str, list[str]] = {}
    for name, language in LANGUAGES.items():
        lines = (data / "checkthat2024_task1" / f"{name}_train.tsv").read_text("utf-8").split("\n")
        column = next(n for n, head in enumerate(lines[0].split("\t")) if head.lower() in {"text", "tweet_text"})
        rows = [line.split("\t")[column] for line in lines[1:] if line.count("\t") >= column]
        texts = sorted({text.strip() for text in rows if 20 < len(text) < 1000 and "\n" not in text.strip()})
        found[language] = chance.sample(texts, min(len(texts), most))
    total = sum(map(len, found.values()))
    return {language: texts[: round(len(texts) * min(1.0, most / total))] for language, texts in found.items()}


def shrink(desk: Desk, size: int) -> list[str]:
    """Leave ``size`` claims, whole pages in an order without meaning; return what is left. Findings go."""
    with desk.store._database.write() as connection:
        pages = list(connection.execute(select(documents.c.id).order_by(documents.c.id)).scalars())
        connection.execute(delete(documents).where(documents.c.id.in_(pages[-(-size // ON_A_PAGE) :])))
        connection.execute(delete(findings))
        return list(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars())


def one_size(desk: Desk, size: int, chosen: Sequence[str], sample: int) -> tuple[list[str], str]:
    """Return a row for ``size`` claims and, in words, how far the result is that of asking for every claim again."""
    left = shrink(desk, size)
    come_in(desk, chosen)
    started = time.perf_counter()
    revisit(desk, quiet)
    seconds = time.perf_counter() - started
    reported = {(one.about, one.rests_on[0]): (one.score, one.label) for one in kept_findings(desk)}
    placed = desk.store.placed_claims(random.Random(3).sample(left, min(sample, len(left))))
    asked = [Query(one.claim.quote, one.language) for one in placed]
    started = time.perf_counter()
    vectors = desk.embedder.embedder.queries([query.text for query in asked])
    desk.search.vectors("factchecks", vectors, 50, WHERE)
    by_vectors = (time.perf_counter() - started) / len(asked) * len(left)
    started = time.perf_counter()
    full = find_related(asked, desk.search, desk.store, desk.embedder, where=WHERE)
    again = (time.perf_counter() - started) / len(asked) * len(left)
    wanted = set(chosen)
    expected = {
        (one.claim.id, match.fact_check.id): (match.score, f"{match.strength} match")
        for one, line in zip(placed, full, strict=True)
        for match in line
        if match.strength != "weak" and match.fact_check.id in wanted
    }
    same = sum(reported.get(key) == value for key, value in expected.items())
    close = [key for key, (_, label) in expected.items() if label == "close match"]
    told = (
        f"{len(left):,} claims: of {len(expected)} matches that find_related gives for {len(asked)} of them, {same} "
        f"were reported with the same score; of {len(close)} close ones {sum(key in reported for key in close)}."
    )
    cells = [f"{len(left):,}", f"{seconds:.1f} s", f"{len(reported):,}", f"{again:.0f} s", f"{by_vectors:.0f} s"]
    return [*cells, f"{again / seconds:.1f}"], told


def times(desk: Desk, data: Path, sizes: Sequence[int], new: int, sample: int) -> Table:
    """Return how long NEW fact-checks take at each number of claims, beside asking again for every claim."""
    for language, texts in sentences(data, max(sizes)).items():
        keep(desk, texts, language, f"sentences {language}")
    started = time.perf_counter()
    read_claims(desk, quiet)
    reading = time.perf_counter() - started
    every = stored_ids(desk)
    chosen = random.Random(2).sample(every, new)
    table = Table("claims", f"{new:,} fact-checks", "reported", "find_related again*", "vectors again*", "times faster")
    table.title = f"{len(every):,} fact-checks, of which {new:,} are new"
    told = [f"Reading the claims once took {reading:.0f} s. * by a sample of {sample:,}."]
    for size in sorted(sizes, reverse=True):
        cells, agreed = one_size(desk, size, chosen, sample)
        table.add_row(*cells)
        told.append(agreed)
    table.caption = " ".join(told)
    return table


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--posts", type=Path, help="collection of the CheckThat! 2022 fact-checks")
    parser.add_argument("--large", type=Path, help="collection of the multilingual fact-checks")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 10_000, 1000])
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=500, help="claims by which asking again is timed")
    given = parser.parse_args()
    if given.posts:
        with copied(given.posts) as desk:
            console.print(recall(desk, read_judged(given.data, "checkthat2022", "dev-test")))
    if given.large:
        with copied(given.large) as desk:
            console.print(times(desk, given.data, given.sizes, given.new, given.sample))


if __name__ == "__main__":
    main()
