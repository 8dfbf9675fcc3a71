"""Fact-checks that come in after the claims they answer."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from ascertain.desk import Desk
from ascertain.errors import NotFound
from ascertain.ingest.importing import INDEXING, ImportReport
from ascertain.records import Dossier, FactCheck, LaterMatch, Source
from ascertain.settings import Settings
from ascertain.store.claimqueue import ClaimVectors
from ascertain.verbs.later import finding_of
from ascertain.verbs.revisiting import COMPARING, NEAREST, nearest, revisit

SAMPLES = Path(str(files("ascertain"))) / "samples"
FACT_CHECKS = SAMPLES / "factchecks.jsonl"
WORKER = Path(__file__).parent / "revisiting_worker.py"

Told = set[tuple[str, str, float, str]]
"""Claim, address of the fact-check, score and strength of each match."""


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier]:
    """Return a home in which the sample page was verified before any fact-check came in, and its dossier."""
    home = tmp_path_factory.mktemp("verified")
    with Desk(Settings(home=home)) as desk:
        desk.prepare()
        return home, desk.verify(str(SAMPLES / "article.html"))


@pytest.fixture
def desk(verified: tuple[Path, Dossier], tmp_path: Path) -> Iterator[Desk]:
    """Give a desk over a copy of that home."""
    shutil.copytree(verified[0], tmp_path / "home")
    with Desk(Settings(home=tmp_path / "home")) as desk:
        yield desk


@pytest.fixture
def dossier(verified: tuple[Path, Dossier]) -> Dossier:
    return verified[1]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return what the sample page's claims find when the fact-checks are there first."""
    with Desk(Settings(home=tmp_path_factory.mktemp("other"))) as desk:
        desk.import_factchecks(FACT_CHECKS)
        dossier = desk.verify(str(SAMPLES / "article.html"))
    return {
        (checked.claim.quote, match.fact_check.url, match.score, match.strength)
        for checked in dossier.claims
        for match in checked.related
        if match.strength != "weak"
    }


def reported(report: ImportReport) -> Told:
    return {(one.claim, one.url, one.score, one.strength) for one in report.answered}


def shown(found: list[LaterMatch]) -> Told:
    return {(one.claim.quote, one.match.fact_check.url, one.match.score, one.match.strength) for one in found}


def changed_file(folder: Path, summary: str) -> Path:
    """Write the fact-check of the evacuation with another summary."""
    (line,) = [line for line in FACT_CHECKS.read_text("utf-8").splitlines() if "residents of Merin" in line]
    file = folder / "changed.jsonl"
    file.write_text(json.dumps({**json.loads(line), "summary": summary}) + "\n", encoding="utf-8")
    return file


def test_it_makes_no_difference_whether_page_or_fact_checks_come_first(
    desk: Desk, dossier: Dossier, expected: Told
) -> None:
    report = desk.import_factchecks(FACT_CHECKS)
    assert len(expected) > 5
    assert reported(report) == shown(desk.news(dossier.id)) == shown(desk.news()) == expected
    assert [one.score for one in report.answered] == sorted((one.score for one in report.answered), reverse=True)
    assert {one.dossier for one in report.answered} == {dossier.id}
    assert {one.page_title for one in report.answered} == {dossier.document.title}


def test_verifying_again_shows_the_same_and_leaves_nothing_to_tell(desk: Desk, dossier: Dossier) -> None:
    desk.import_factchecks(FACT_CHECKS)
    later = desk.news(dossier.id)
    again = desk.verify(str(SAMPLES / "article.html"))
    matches = {(c.claim.id, m.fact_check.id): m for c in again.claims for m in c.related if m.strength != "weak"}
    assert {(one.claim.id, one.match.fact_check.id) for one in later} == set(matches)
    for one in later:
        match = matches[one.claim.id, one.match.fact_check.id]
        assert (one.match.features, one.match.differences) == (match.features, match.differences)
    assert desk.news(again.id) == []
    assert shown(desk.news(dossier.id)) == shown(later), "the older dossier is still one from before"


def test_findings_are_kept_about_the_claims_and_the_dossier_stays(desk: Desk, dossier: Dossier) -> None:
    desk.import_factchecks(FACT_CHECKS)
    assert desk.store.dossier(dossier.id) == dossier
    (claim,) = [checked.claim for checked in dossier.claims if "4,200 residents" in checked.claim.quote]
    best = max(desk.store.findings_about(claim.id), key=lambda finding: finding.score)
    assert best.by.startswith("related@")
    assert best.label == "close match"
    assert best.features
    (check,) = desk.store.fact_checks(best.rests_on)
    assert check.url == "https://sarnikfacts.example/2025/merin-evacuation"
    assert desk.store.check() == []


def test_a_second_import_tells_nothing_again(desk: Desk, dossier: Dossier) -> None:
    desk.import_factchecks(FACT_CHECKS)
    before = desk.news(dossier.id)
    assert desk.import_factchecks(FACT_CHECKS).answered == []
    assert desk.news(dossier.id) == before
    assert desk.store.uncompared_count() == 0


def test_a_changed_fact_check_is_told_again_and_only_its_present_form_is_shown(
    desk: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    desk.import_factchecks(FACT_CHECKS)
    before = len(desk.news(dossier.id))
    again = desk.verify(str(SAMPLES / "article.html"))
    report = desk.import_factchecks(changed_file(tmp_path, "The fire service counted 3,900 people."))
    assert report.changed == 1
    close = [one for one in report.answered if one.strength == "close"]
    assert [one.url for one in close] == ["https://sarnikfacts.example/2025/merin-evacuation"]
    assert {one.match.fact_check.summary for one in desk.news(again.id)} == {"The fire service counted 3,900 people."}
    assert all(one.changed for one in desk.news(again.id))
    assert len(desk.news(dossier.id)) == before, "the finding about its old form is history"
    (claim_id,) = {one.claim.id for one in desk.news(again.id) if one.match.strength == "close"}
    kept = [one for one in desk.store.findings_about(claim_id) if one.label == "close match"]
    assert len(kept) == 2, "what was found before is not overwritten"


@pytest.mark.parametrize(("stage", "times"), [(INDEXING, 1), (COMPARING, 1), (COMPARING, 2)])
def test_a_killed_import_loses_no_match_and_tells_none_twice(
    desk: Desk, dossier: Dossier, expected: Told, stage: str, times: int
) -> None:
    home = desk.settings.home
    command: list[str | Path] = [sys.executable, WORKER, FACT_CHECKS, home, stage, str(times)]
    killed = subprocess.run(command, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    first, second = desk.import_factchecks(FACT_CHECKS), desk.import_factchecks(FACT_CHECKS)
    # The last time it tells of comparing, everything is kept already: a report that nobody saw is not made again.
    assert reported(first) == (set() if (stage, times) == (COMPARING, 2) else expected)
    assert second.answered == []
    assert shown(desk.news(dossier.id)) == expected
    assert len(desk.news()) == len(expected)


def test_two_processes_at_once_tell_each_match_once(
    desk: Desk, expected: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("ascertain.verbs.revisiting.revisit", lambda *_: [])
        assert desk.import_factchecks(FACT_CHECKS).answered == []
    assert desk.store.uncompared_count() == 12
    with Desk(desk.settings) as other, ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda one: revisit(one, lambda *_: None), [desk, other]))
    told = [(one.claim, one.url, one.score, one.strength) for some in both for one in some]
    assert sorted(told) == sorted(expected)


def test_claims_of_an_older_version_are_read_when_fact_checks_come_in(desk: Desk, expected: Told) -> None:
    from sqlalchemy import delete

    from ascertain.store.tables import claim_vectors

    with desk.store._database.write() as connection:
        connection.execute(delete(claim_vectors))
    assert reported(desk.import_factchecks(FACT_CHECKS)) == expected


@pytest.mark.parametrize("last", ["merin-evacuation", "orlava-most", "inquiry-vote"])
def test_the_last_of_many_fact_checks_is_told_as_if_all_had_come_together(
    desk: Desk, expected: Told, tmp_path: Path, last: str
) -> None:
    lines = FACT_CHECKS.read_text("utf-8").splitlines()
    for name, some in (("others", [x for x in lines if last not in x]), ("last", [x for x in lines if last in x])):
        file = tmp_path / f"{name}.jsonl"
        file.write_text("\n".join(some) + "\n", encoding="utf-8")
        told = reported(desk.import_factchecks(file))
    assert told == {one for one in expected if last in one[1]}
    assert told


def test_other_collections_answer_no_claims(desk: Desk) -> None:
    assert desk.import_factchecks(FACT_CHECKS, corpus="archive").answered == []
    assert desk.store.uncompared_count() == 0


def test_without_claims_nothing_waits_and_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("nothing is to be compared")

    monkeypatch.setattr("ascertain.verbs.revisiting._vectors", fail)
    with Desk(Settings(home=tmp_path)) as desk:
        assert desk.import_factchecks(FACT_CHECKS).answered == []
        assert desk.store.uncompared_count() == 0
        assert desk.news() == []


def test_a_dossier_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.news("none")


def check(number: int, language: str = "en") -> FactCheck:
    return FactCheck(id=f"{number:032x}", claim=f"Claim {number}", source=Source(name="Desk"), language=language)


def block(rows: list[list[float]], bars: list[float], language: str = "en") -> ClaimVectors:
    ids = [f"claim {number}" for number in range(len(rows))]
    return ClaimVectors(ids, np.array(rows, np.float32), [language] * len(rows), np.array(bars))


def test_only_what_reaches_a_claims_bar_is_near_to_it() -> None:
    matrix = np.array([[1.0, 0.0], [0.6, 0.8]], np.float32)
    found = nearest(block([[1, 0], [0, 1], [1, 0]], [0.9, 0.9, 0.5]), [check(1), check(2)], matrix)
    assert {one.claim_id: one.fact_checks for one in found} == {
        "claim 0": (check(1).id,),
        "claim 2": (check(1).id, check(2).id),
    }


def test_another_language_is_near_from_a_little_further_away() -> None:
    matrix = np.array([[0.89, np.sqrt(1 - 0.89**2)]], np.float32)
    assert nearest(block([[1, 0]], [0.9]), [check(1)], matrix) == []
    assert len(nearest(block([[1, 0]], [0.9]), [check(1, "de")], matrix)) == 1


def test_of_many_fact_checks_at_once_only_the_nearest_count_though_the_bar_is_of_an_empty_collection() -> None:
    angles = np.linspace(0.0, 1.0, 100)
    matrix = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    (found,) = nearest(block([[1, 0]], [-1.0]), [check(n) for n in range(100)], matrix)
    assert found.fact_checks == tuple(check(n).id for n in range(NEAREST))


def test_a_finding_has_one_identifier_for_each_content_of_the_fact_check(dossier: Dossier, desk: Desk) -> None:
    desk.import_factchecks(FACT_CHECKS)
    one, *_ = desk.news(dossier.id)
    first = finding_of(one.claim, one.match, one.found)
    later = finding_of(one.claim, one.match, dossier.at)
    altered = one.match.fact_check.model_copy(update={"summary": "Another."})
    other = finding_of(one.claim, one.match.model_copy(update={"fact_check": altered}), one.found)
    assert first.id == later.id != other.id
