"""A file of queries becomes a run that evaluators can read, in the order in which a reader is shown results."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, NotFound, Unavailable
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
CLAIMS = (
    "The army rebuilt the bridge over the Orlava within nine days",
    "Drinking okra water cures diabetes",
    "las imágenes de la inundación de Merin",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk with more fact-checks than are compared in full: 40 with identifiers, and the samples without."""
    with Desk(Settings(home=tmp_path_factory.mktemp("batch"))) as desk:
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        many = tmp_path_factory.mktemp("files") / "many.csv"
        rows = [f"no {n},The river Orla flooded village number {n} in 2024,https://a.example/{n}" for n in range(40)]
        many.write_text("\n".join(["identifier,claim,url", *rows]))
        desk.import_factchecks(many)
        yield desk


def written(run: Path) -> list[list[str]]:
    return [line.split(" ") for line in run.read_text(encoding="utf-8").splitlines()]


def test_the_first_of_a_run_are_those_a_reader_is_shown(desk: Desk, tmp_path: Path) -> None:
    queries, run = tmp_path / "queries.tsv", tmp_path / "out.run"
    queries.write_text("\n".join(f"q{n}\t{claim}" for n, claim in enumerate(CLAIMS)), encoding="utf-8")
    report = desk.related_batch(queries, run)
    rows = written(run)
    assert (report.queries, report.lines, report.empty) == (3, len(rows), ())
    assert all(len(row) == 6 and row[1] == "Q0" and row[5].startswith("ascertain-") for row in rows)
    for n, claim in enumerate(CLAIMS):
        mine = [row for row in rows if row[0] == f"q{n}"]
        assert [int(row[3]) for row in mine] == list(range(1, 51)), "all that is retrieved"
        scores = [float(row[4]) for row in mine]
        assert scores == sorted(set(scores), reverse=True)
        shown = [match.fact_check for match in desk.related(claim, limit=15).matches]
        names = ["_".join(check.identifier.split()) or check.id for check in shown]
        assert [row[2] for row in mine][: len(names)] == names
        assert len({row[2] for row in mine}) == 50


def test_a_run_keeps_to_filters_and_limit(desk: Desk, tmp_path: Path) -> None:
    queries, run = tmp_path / "queries.tsv", tmp_path / "out.run"
    queries.write_text("q1\tThe flooded town of Merin\nq2\thttps://t.co/only\n")
    report = desk.related_batch(queries, run, limit=2, languages=["es"], ratings=["false", "unproven"])
    assert (report.lines, report.empty) == (2, ("q2",))
    found = desk.store.fact_checks([row[2] for row in written(run)])
    assert [check.language for check in found] == ["es", "es"]


def test_progress_reaches_the_end(desk: Desk, tmp_path: Path) -> None:
    queries, seen = tmp_path / "queries.tsv", []
    queries.write_text("".join(f"q{n}\tvillage {n}\n" for n in range(40)))
    desk.related_batch(
        queries, tmp_path / "out.run", limit=1, progress=lambda _, done, total: seen.append((done, total))
    )
    assert seen == [(0, 40), (32, 40), (40, 40)]


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("q1\tfine\nq2 no tab\n", {}, Invalid),
        ("q1\tfine\n", {"limit": 51}, Invalid),
        ("q1\tfine\n", {"ratings": ["wrong"]}, Invalid),
        ("q1\tfine\n", {"corpus": "elsewhere"}, NotFound),
    ],
)
def test_nothing_is_written_when_something_is_wrong(
    text: str, options: dict[str, object], error: type[AscertainError], desk: Desk, tmp_path: Path
) -> None:
    queries, run = tmp_path / "queries.tsv", tmp_path / "out.run"
    queries.write_text(text)
    with pytest.raises(error):
        desk.related_batch(queries, run, **options)  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        desk.related_batch(queries, tmp_path / "none" / "out.run")
    assert [path.name for path in tmp_path.iterdir()] == ["queries.tsv"]
