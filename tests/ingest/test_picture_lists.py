from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ascertain.errors import AscertainError, Invalid, NotFound, Refused
from ascertain.ingest.factchecks import Reject
from ascertain.ingest.picturelists import PictureEntry, listed_sighting, read_picture_list
from ascertain.ingest.picturelists.entry import read_day

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "list"
    here.mkdir()
    for name in ("a.jpg", "b.png", "ü ö.jpg"):
        (here / name).write_bytes(b"picture")
    (here / "sub").mkdir()
    (here / "sub" / "c.JPEG").write_bytes(b"picture")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return here


def entries(path: Path, columns: dict[str, str] | None = None, **more: Any) -> list[PictureEntry]:
    found = list(read_picture_list(path, columns, **more))
    assert not [one for one in found if isinstance(one, Reject)], found
    return [one for one in found if isinstance(one, PictureEntry)]


def listed(folder: Path, content: str | bytes, name: str = "list.csv", **more: Any) -> list[PictureEntry | Reject]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_picture_list(path, **more))


def only(found: list[PictureEntry | Reject]) -> PictureEntry:
    (one,) = found
    assert isinstance(one, PictureEntry), one
    return one


# Lists


def test_a_row_holds_file_page_caption_title_publisher_and_date(folder: Path) -> None:
    one, other = listed(
        folder,
        "file,page,caption,title,publisher,date\n"
        'a.jpg,https://pier.example/storm,"Storm, at the ""pier""\nin Alma",Waves,Alma News,2019-05-03\n'
        "sub/c.JPEG,,,,,\n",
    )
    assert isinstance(one, PictureEntry)
    assert (one.position, one.place, one.file) == (1, "row 2", folder / "a.jpg")
    assert (one.page, one.caption, one.title) == ("https://pier.example/storm", 'Storm, at the "pier" in Alma', "Waves")
    assert (one.publisher, one.date, one.exact) == ("Alma News", datetime(2019, 5, 3, tzinfo=UTC), True)
    assert isinstance(other, PictureEntry)
    assert (other.position, other.file, other.date) == (2, folder / "sub/c.JPEG", None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.csv", "Image Path;Source URL;Alt Text;Published At\na.jpg;https://p.example/;Pier;3 May 2019\n"),
        ("l.tsv", "image\tlink\tdescription\tdate\na.jpg\thttps://p.example/\tPier\t03.05.2019\n"),
        ("l.csv", "\ufefffile|page|caption|date\na.jpg|https://p.example/|Pier|2019年5月3日\n"),
        ("l.jsonl", '{"file": "a.jpg", "page": "https://p.example/", "text": "Pier", "timestamp": 1556841600}\n'),
        ("l.jsonl", '\n{"image_path": "a.jpg", "url": "https://p.example/", "alt": "Pier", "date": "20190503"}\n'),
        ("l.json", '[{"file": "a.jpg", "permalink": "https://p.example/", "caption": "Pier", "day": "3. Mai 2019"}]'),
    ],
)
def test_names_delimiters_and_dates_in_many_forms(folder: Path, name: str, content: str) -> None:
    entry = only(listed(folder, content, name))
    assert (entry.file, entry.page, entry.caption) == (folder / "a.jpg", "https://p.example/", "Pier")
    assert entry.date == datetime(2019, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_and_compression(folder: Path, encoding: str, packed: bool) -> None:
    content = "file,caption\nü ö.jpg,Über den Dächern größer als früher\n".encode(encoding)
    entry = only(listed(folder, gzip.compress(content) if packed else content, "l.csv.gz" if packed else "l.csv"))
    assert (entry.file, entry.caption) == (folder / "ü ö.jpg", "Über den Dächern größer als früher")


def test_a_column_map_goes_before_the_known_names(folder: Path) -> None:
    columns = {"file": "Datei", "caption": "Zeile 2", "page": "caption"}
    entry = only(listed(folder, "Datei,Zeile 2,caption\na.jpg,Pier,https://p.example/\n", columns=columns))
    assert (entry.caption, entry.page) == ("Pier", "https://p.example/")
    with pytest.raises(Invalid, match="no column 'Bild'"):
        listed(folder, "Datei,x\na.jpg,1\n", columns={"file": "Bild"})
    with pytest.raises(Invalid, match="have no field 'foto'"):
        listed(folder, "Datei,x\na.jpg,1\n", columns={"foto": "Datei"})


def test_addresses_are_the_pictures_or_the_pages_by_what_else_there_is(folder: Path) -> None:
    assert only(listed(folder, "url,caption\nhttps://p.example/a.jpg,x\n")).url == "https://p.example/a.jpg"
    both = only(listed(folder, "image_url,url\nhttps://p.example/a.jpg,https://p.example/story\n"))
    assert (both.url, both.page) == ("https://p.example/a.jpg", "https://p.example/story")
    beside = only(listed(folder, "file,url\na.jpg,https://p.example/story\n"))
    assert (beside.file, beside.url, beside.page) == (folder / "a.jpg", "", "https://p.example/story")
    column = only(listed(folder, "image,page\nhttps://p.example/a.jpg,https://p.example/\n"))
    assert (column.file, column.url) == (None, "https://p.example/a.jpg")


OUTSIDE = [
    "../secret.jpg",
    "sub/../../secret.jpg",
    "..\\secret.jpg",
    "link.jpg",
    "sub/up/secret.jpg",
    "{root}/secret.jpg",
    "file://{root}/secret.jpg",
    "C:\\pictures\\a.jpg",
    "\\\\server\\share\\a.jpg",
    "/etc/passwd",
    "~/a.jpg",
    "data:image/png;base64,AAAA",
    "ftp://p.example/a.jpg",
    "javascript:alert(1)",
    "sub",
    "nothing.jpg",
    "a\x00.jpg" if os.name != "nt" else "nothing",
    "x" * 5000,
]


@pytest.mark.parametrize("named", OUTSIDE)
def test_a_list_reads_only_files_in_its_own_folder(folder: Path, named: str) -> None:
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    (folder / "sub" / "up").symlink_to(folder.parent)
    row = json.dumps({"file": named.replace("{root}", str(folder.parent)), "caption": "x"})
    found = listed(folder, row + "\n" + json.dumps({"file": "a.jpg"}) + "\n", "l.jsonl")
    assert isinstance(found[0], Reject), found[0]
    assert (found[0].position, found[0].place) == (1, "line 1")
    assert found[0].reason
    assert isinstance(found[1], PictureEntry), "the rest goes on"


def test_files_elsewhere_are_read_only_where_that_is_allowed(folder: Path) -> None:
    content = f"file\n../secret.jpg\n{folder.parent}/secret.jpg\n"
    assert all(isinstance(found, Reject) for found in listed(folder, content))
    assert [
        e.file and e.file.read_bytes() for e in listed(folder, content, outside=True) if isinstance(e, PictureEntry)
    ] == [
        b"secret",
        b"secret",
    ]


def test_bad_rows_are_set_aside_with_their_place_and_reason_and_the_rest_goes_on(folder: Path) -> None:
    found = listed(folder, 'file,caption\na.jpg,x\n,only words\nb.png,one,two many\n\nb.png,"never\nclosed\na.jpg,x\n')
    reasons = [(f.place, f.reason.partition(":")[0]) for f in found if isinstance(f, Reject)]
    assert reasons == [("row 3", "it names no file and no address"), ("row 4", "it has 3 cells under 2 headings")]
    lines = listed(folder, '{"file": "a.jpg"}\n{broken\n[1]\n{"caption": "x"}\n{"file": "b.png"}\n', "l.jsonl")
    assert [type(f).__name__ for f in lines] == ["PictureEntry", "Reject", "Reject", "Reject", "PictureEntry"]
    assert [f.position for f in lines] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("written", "day", "exact"),
    [
        ("2019-05-03", "2019-05-03", True),
        ("2019-05-03T22:30:00+02:00", "2019-05-03", True),
        ("3 mai 2019", "2019-05-03", True),
        ("3 мая 2019", "2019-05-03", True),
        ("31/05/2019", "2019-05-31", True),
        ("2019", "2019-12-31", False),
        ("2019-05", "2019-05-31", False),
        ("May 2019", "2019-05-31", False),
        ("Mai 2019", "2019-05-31", False),
        ("2019年5月", "2019-05-31", False),
        ("", "", True),
        ("yesterday", "", True),
        ("unknown", "", True),
        ("05/06/2019", "", True),
        ("between 2015 and 2019", "", True),
    ],
)
def test_dates_and_parts_of_dates(written: str, day: str, exact: bool) -> None:
    moment, certain = read_day(written)
    assert (moment.date().isoformat() if moment else "", certain) == (day, exact)


def test_dates_that_could_not_be_used_are_told(folder: Path) -> None:
    rows = ["2019", "05/06/2019", "soon", "2099-01-01"]
    found = listed(folder, "file,date\n" + "".join(f"a.jpg,{row}\n" for row in rows))
    warnings = [entry.warnings[0] for entry in found if isinstance(entry, PictureEntry)]
    assert [words.split(";")[0].split("(")[0].strip() for words in warnings] == [
        "the date names a month or year",
        "the date may be two days",
        "the date could not be read and was left out",
        "the date lies in the future and was left out",
    ]


@pytest.mark.parametrize(("other", "month"), [("31/12/2018", 6), ("12/31/2018", 5), ("2018-12-31", None)])
def test_one_clear_date_says_which_way_round_a_list_writes_them(folder: Path, other: str, month: int | None) -> None:
    first = listed(folder, f"file,date\na.jpg,05/06/2019\nb.png,{other}\n")[0]
    assert isinstance(first, PictureEntry)
    assert (first.date.month if first.date else None) == month


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("l.csv", b"", Invalid),
        ("l.csv", b"caption,title\nx,y\n", Invalid),
        ("l.csv", b"\x89PNG\r\n\x1a\n", Invalid),
        ("l.xlsx", b"PK\x03\x04abc", Invalid),
        ("l.json", b"[1, 2", Invalid),
        ("l.csv.gz", gzip.compress(b"file\n" + os.urandom(50_000))[:200], Invalid),
    ],
)
def test_what_is_no_list_is_an_error(folder: Path, name: str, content: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        listed(folder, content, name)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(read_picture_list(tmp_path / "nothing"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(Invalid, match="no pictures in"):
        list(read_picture_list(tmp_path / "empty"))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused):
        list(read_picture_list(tmp_path / "pipe"))


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_an_error_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    for start in (b"", b"file,caption\n", b'{"file": "'):
        path.write_bytes(start + content)
        try:
            for found in read_picture_list(path):
                assert isinstance(found, PictureEntry | Reject)
        except AscertainError:
            pass


# Folders


def test_a_folder_gives_its_pictures_by_path_with_captions_beside_them(folder: Path) -> None:
    (folder / "a.jpg.txt").write_text("Storm at the pier\n", encoding="utf-8")
    (folder / "b.txt").write_text("B by its stem", encoding="utf-8")
    sidecar = {"title": "C", "description": "See", "webpage_url": "https://v.example/c", "upload_date": "20190503"}
    (folder / "sub" / "c.info.json").write_text(json.dumps({**sidecar, "uploader": "Ann"}), encoding="utf-8")
    (folder / "ü ö.jpg.json").write_text("{broken", encoding="utf-8")
    (folder / ".hidden.jpg").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.jpg").write_bytes(b"x")
    (folder / "notes.pdf").write_bytes(b"x")
    found = entries(folder)
    assert [(e.position, e.place) for e in found] == [(1, "a.jpg"), (2, "b.png"), (3, "ü ö.jpg"), (4, "sub/c.JPEG")]
    assert [e.caption for e in found] == ["Storm at the pier", "B by its stem", "", "See"]
    last = found[3]
    assert (last.title, last.page, last.publisher) == ("C", "https://v.example/c", "Ann")
    assert last.date == datetime(2019, 5, 3, tzinfo=UTC)
    assert found[2].warnings == ("the JSON beside it could not be read and was left out",)


def test_links_out_of_a_folder_are_not_followed(folder: Path) -> None:
    (folder / "z.jpg").symlink_to(folder.parent / "secret.jpg")
    (folder / "up").symlink_to(folder.parent)
    (folder / "inner.jpg").symlink_to(folder / "a.jpg")
    (folder / "a.jpg.txt").symlink_to(folder.parent / "secret.jpg")
    found = list(read_picture_list(folder))
    rejected = [f.place for f in found if isinstance(f, Reject)]
    assert rejected == ["z.jpg"]
    assert "inner.jpg" in [f.place for f in found]
    assert all("secret" not in getattr(f, "caption", "") for f in found)


def test_one_file_and_videos(folder: Path) -> None:
    (folder / "a.jpg.txt").write_text("Pier", encoding="utf-8")
    (one,) = entries(folder / "a.jpg")
    assert (one.position, one.file, one.caption) == (1, folder / "a.jpg", "Pier")
    (folder / "v.mp4").write_bytes(b"video")
    assert [e.place for e in entries(folder, kind="video")] == ["v.mp4"]
    with pytest.raises(Invalid, match="is a video"):
        entries(folder / "v.mp4")


# Sightings


def sightings(folder: Path, content: str) -> Iterator[Any]:
    for found in listed(folder, content):
        assert isinstance(found, PictureEntry)
        yield listed_sighting(found, "a" * 64, NOW)


def test_a_sighting_says_when_it_was_published_and_otherwise_by_when_it_was_seen(folder: Path) -> None:
    rows = "file,page,date,caption\na.jpg,https://p.example/,2019-05-03,Pier\na.jpg,,2019,\nb.png,,,\n"
    dated, year, bare = sightings(folder, rows)
    assert (dated.date, dated.date_source) == (datetime(2019, 5, 3, tzinfo=UTC), "published")
    assert (dated.page, dated.caption, dated.document_id, dated.found_by) == ("https://p.example/", "Pier", "", "")
    assert (year.date.date().isoformat(), year.date_source, year.title) == ("2019-12-31", "first seen", "a.jpg")
    assert (bare.date, bare.date_source) == (NOW, "first seen")


def test_the_same_row_gives_the_same_sighting_and_another_page_another(folder: Path) -> None:
    rows = "file,page\na.jpg,https://p.example/1\na.jpg,https://p.example/2\na.jpg,\n"
    first = [sighting.id for sighting in sightings(folder, rows)]
    assert [sighting.id for sighting in sightings(folder, rows)] == first
    assert len(set(first)) == 3
