from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.sourcelists import LeftOut, Selection, read_source_list
from ascertain.records import ListedSource

MATRIX = (
    "Region,Country,Media company,Main assets,URL,Typology,Notes,Twitter Link\n"
    "North,Lindmoor,VTK,VTK One,https://www.vtk.example/en/,SC,,https://twitter.com/vtk\n"
    'North,Lindmoor,"Merin Radio, the",Radio,http://radio.merin.example,IP,"founded; 1950",\n'
    "South,Sarnik,Sarnik Post,Post,,SC,,\n"
)


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, selection: Selection | None = None, **columns: str) -> list[ListedSource | LeftOut | Reject]:
    return list(read_source_list(path, "A list", "unreliable", columns, selection))


def sites(found: list[ListedSource | LeftOut | Reject]) -> list[str]:
    return [entry.site for entry in found if isinstance(entry, ListedSource)]


def test_a_table_of_media_is_read_with_the_lists_own_words_country_first(tmp_path: Path) -> None:
    found = read(written(tmp_path, MATRIX))
    assert sites(found) == ["vtk.example", "radio.merin.example"]
    first, second = (entry for entry in found if isinstance(entry, ListedSource))
    assert first.words == "Lindmoor; VTK; SC"
    assert second.words == "Lindmoor; Merin Radio, the; IP; founded, 1950"
    assert isinstance(found[2], Reject)
    assert found[2].reason == "it names no site"


def test_only_the_rows_that_are_asked_for_are_taken(tmp_path: Path) -> None:
    found = read(written(tmp_path, MATRIX), Selection({"Typology": frozenset({"sc"})}))
    assert sites(found) == ["vtk.example"]
    assert LeftOut(2) in found


def test_scores_select_from_a_graded_list(tmp_path: Path) -> None:
    path = written(tmp_path, "domain,pc1\ngood.example,0.93\nbad.example,0.12\nnone.example,\n")
    assert sites(read(path, Selection(at_least=0.8))) == ["good.example"]
    assert sites(read(path, Selection(at_most=0.3))) == ["bad.example"]
    (bad,) = (e for e in read(path, Selection(at_most=0.3)) if isinstance(e, ListedSource))
    assert bad.words == "0.12"


@pytest.mark.parametrize(
    "content",
    [
        "one.example\n# a comment\n\nhttps://www.two.example/path # why\n",
        "one.example,fake news\ntwo.example,satire\n",
        "url\tlabel\none.example\tfake\ntwo.example\thoax\n",
        "site;label\none.example;fake\ntwo.example;hoax\n",
        json.dumps(["one.example", "two.example"]),
        json.dumps([{"domain": "one.example"}, {"domain": "www.two.example"}]),
        json.dumps({"one.example": "fake", "two.example": {"type": "satire"}}),
        json.dumps({"name": "List", "sites": [{"url": "one.example"}, "two.example"]}),
        '{"domain": "one.example", "type": "fake"}\n{"domain": "two.example"}\n',
    ],
)
def test_every_usual_shape_is_read(content: str, tmp_path: Path) -> None:
    assert sites(read(written(tmp_path, content, "list.dat"))) == ["one.example", "two.example"]


def test_compressed_and_wide_encoded_lists_are_read(tmp_path: Path) -> None:
    assert sites(read(written(tmp_path, gzip.compress(b"domain\none.example\n"), "list.csv.gz"))) == ["one.example"]
    assert sites(read(written(tmp_path, "domain,label\none.example,fausse\n".encode("utf-16")))) == ["one.example"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Who,Where it is,Grade\nOne,one.example,E\n")
    with pytest.raises(Invalid, match="No column"):
        read(path)
    (one,) = read(path, site="Where it is", label="Grade", name="Who")
    assert isinstance(one, ListedSource)
    assert (one.site, one.words) == ("one.example", "One; E")
    with pytest.raises(Invalid, match="no field"):
        read(path, colour="Grade")
    with pytest.raises(Invalid, match="no column 'Grades'"):
        read(path, site="Where it is", label="Grades")
    with pytest.raises(Invalid, match="no column 'Type'"):
        read(path, Selection({"Type": frozenset({"e"})}), site="Where it is")


def test_a_whole_platform_and_a_public_suffix_are_rejected_with_the_reason(tmp_path: Path) -> None:
    found = read(written(tmp_path, "youtube.com\nco.uk\nfacebook.com/vtk\n", "list.txt"))
    assert sites(found) == ["facebook.com/vtk"]
    reasons = [(entry.position, entry.place, entry.reason) for entry in found if isinstance(entry, Reject)]
    assert reasons == [
        (1, "line 1", "it is a whole platform; give the address of an account"),
        (2, "line 2", "everybody may have a site under it"),
    ]


@pytest.mark.parametrize("content", [b"", b"  \n", b"%PDF-1.7 x", b"PK\x03\x04zip", b"[1, 2", b'{"broken'])
def test_what_is_no_list_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        read(written(tmp_path, content))


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.csv")
    with pytest.raises(Refused):
        read(tmp_path)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        found = read(path)
    except Invalid:
        return
    assert all(entry.site for entry in found if isinstance(entry, ListedSource))
