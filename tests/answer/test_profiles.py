from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_weighing import passage

from ascertain.answer.profiles import noted, notes_on
from ascertain.answer.weighing import weigh
from ascertain.desk import Desk
from ascertain.errors import Invalid
from ascertain.records import Source, SourceNote
from ascertain.settings import Settings

STATE = (
    "Country,Outlet,Domain,Typology\nLindmoor,VTK,vtk.example,SC\nLindmoor,Merin One,one.vtk.example,IP\nSarnik,,,SC\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Settings(home=tmp_path / "home"))


def imported(desk: Desk, folder: Path, content: str = STATE, **options: object) -> object:
    path = folder / "state.csv"
    path.write_text(content, encoding="utf-8")
    given = {"name": "State media", "kind": "state-controlled", **options}
    return desk.import_sources(path, **given)  # type: ignore[arg-type]


def test_a_list_is_imported_once_and_read_again_replaces_what_it_held(desk: Desk, tmp_path: Path) -> None:
    first = json.loads(imported(desk, tmp_path).to_json())  # type: ignore[attr-defined]
    assert (first["read"], first["new"], first["rejected"]) == (3, 2, 1)
    reject = json.loads(Path(first["rejects"]).read_text(encoding="utf-8"))
    assert reject["reason"] == "it names no site"
    again = json.loads(imported(desk, tmp_path).to_json())  # type: ignore[attr-defined]
    assert (again["new"], again["same"], again["removed"]) == (0, 2, 0)
    less = json.loads(imported(desk, tmp_path, only={"Typology": ["sc"]}).to_json())  # type: ignore[attr-defined]
    assert (less["same"], less["removed"], less["left_out"]) == (1, 1, 1)
    assert desk.store.source_lists() == {"State media": 1}


@pytest.mark.parametrize(
    ("options", "content"),
    [({"name": "  "}, STATE), ({"kind": "evil"}, STATE), ({}, "domain\nnot a site\n")],
)
def test_what_cannot_be_a_list_is_refused_and_the_old_one_stays(
    desk: Desk, tmp_path: Path, options: dict[str, object], content: str
) -> None:
    imported(desk, tmp_path)
    with pytest.raises(Invalid):
        imported(desk, tmp_path, content, **options)
    assert desk.store.source_lists() == {"State media": 2}


def test_pages_are_noted_by_host_and_parent_domain_and_the_most_particular_entry_counts(
    desk: Desk, tmp_path: Path
) -> None:
    imported(desk, tmp_path)
    found = notes_on(
        [
            ("vtk.example", ""),
            ("", "https://news.vtk.example/a"),
            ("one.vtk.example", ""),
            ("notvtk.example", "https://notvtk.example/"),
            ("", ""),
        ],
        desk.store,
    )
    state = SourceNote(list="State media", kind="state-controlled", words="Lindmoor; VTK; SC")
    assert found[:2] == [(state,), (state,)]
    assert [note.words for note in found[2]] == ["Lindmoor; Merin One; IP"]
    assert found[3:] == [(), ()]


def test_each_list_that_names_a_source_is_told(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path)
    imported(desk, tmp_path, "domain\nvtk.example\n", name="Bad sites", kind="unreliable")
    (notes,) = notes_on([("www.vtk.example", "")], desk.store)
    assert [(note.list, note.kind) for note in notes] == [
        ("Bad sites", "unreliable"),
        ("State media", "state-controlled"),
    ]


def test_media_of_one_state_weigh_as_one_source_once_their_list_is_loaded(desk: Desk, tmp_path: Path) -> None:
    media = [
        passage(1, sure=0.9, url="", source=Source(name="VTK", site="vtk.example")),
        passage(2, sure=0.9, url="", source=Source(name="Merin One", site="one.vtk2.example")),
    ]
    assert weigh(media).verdict == "supported"
    imported(desk, tmp_path, STATE + "Lindmoor,Merin Two,vtk2.example,SC\n")
    found = weigh(noted(media, desk.store))
    assert found.verdict == "not enough evidence"
    assert any("media of one state are one source" in reason for reason in found.reasons)


def test_passages_without_notes_stay_as_they_are(desk: Desk) -> None:
    passages = [passage(1), passage(2)]
    assert noted(passages, desk.store) == passages
