from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from drawn import photo, saved
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import ListedHash, Media, listed_id
from ascertain.settings import Settings
from ascertain.trace import HashIndex, fingerprint
from ascertain.trace.exchange import HashReject, Shape, Withdrawn, list_hits, listed, read_hashes, write_hashes

ONE, TWO, THREE = ("0123456789abcdef" * 4), ("f0" * 32), ("0e" * 32)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
Entry = ListedHash | Withdrawn | HashReject


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(content: str | bytes, name: str = "shared list.csv", collection: str = "") -> list[Entry]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_hashes(path, collection))

    return run


def brief(entries: list[Entry]) -> list[tuple[str, int | None, str, tuple[str, ...]]]:
    found = []
    for entry in entries:
        assert isinstance(entry, ListedHash), entry
        found.append((entry.pdq, entry.pdq_quality, entry.note, entry.tags))
    return found


def test_the_table_that_tx_prints(read) -> None:  # type: ignore[no-untyped-def]
    (one, other) = read(
        "collab,signal_type,signal_str,category,tags\r\n"
        f"Flood pictures,pdq,{ONE},WORTH_INVESTIGATING,flood old\r\n"
        f"Flood pictures,pdq,{TWO.upper()},POSITIVE_CLASS,\r\n"
    )
    assert (one.collection, one.pdq, one.tags) == ("Flood pictures", ONE, ("WORTH_INVESTIGATING", "flood", "old"))
    assert (other.pdq, other.pdq_quality, other.tags) == (TWO, None, ("POSITIVE_CLASS",))
    assert one.id == listed_id("Flood pictures", ONE)


def test_the_lines_of_the_pdq_tools(read) -> None:  # type: ignore[no-untyped-def]
    plain = read(f"{ONE},100,bridge; a, b.jpg\n{TWO},0,flat.png\n{THREE}\n")
    assert brief(plain) == [(ONE, 100, "bridge; a, b.jpg", ()), (TWO, 0, "flat.png", ()), (THREE, None, "", ())]
    detailed = read(f"hash={ONE},norm=128,delta=0,quality=97,filename=../bridge.jpg\nhash={TWO},{'idx=2'}\n")
    assert brief(detailed)[0] == (ONE, 97, "../bridge.jpg", ())
    assert brief(detailed)[1][0] == TWO
    assert plain[0].collection == "shared list"


def test_the_samples_of_hasher_matcher_actioner(read) -> None:  # type: ignore[no-untyped-def]
    (entry,) = read(f"{ONE},2880742865368386,2020-07-31T18:47:52+0000,disputed media_type_photo\n")
    assert (entry.reference, entry.tags) == ("2880742865368386", ("disputed", "media_type_photo"))
    assert entry.added == datetime(2020, 7, 31, 18, 47, 52, tzinfo=UTC)


def test_other_tables_and_bare_hashes(read) -> None:  # type: ignore[no-untyped-def]
    assert brief(read(f"FilePath,Hash\n../a.jpg,{ONE}\n")) == [(ONE, None, "../a.jpg", ())]
    assert brief(read(f"hash\tquality\tcomment\n{ONE}\t66\tnot the square\n", "x.tsv")) == [
        (ONE, 66, "not the square", ())
    ]
    assert brief(read(f"pdq {ONE}\n# a remark\n\npdq {TWO}\r\n", "x.txt")) == [(ONE, None, "", ()), (TWO, None, "", ())]
    assert brief(read(f"{ONE}\n{TWO}\n")) == [(ONE, None, "", ()), (TWO, None, "", ())]


def test_pages_of_threatexchange_with_tombstones(read) -> None:  # type: ignore[no-untyped-def]
    page = {
        "data": [
            {
                "id": "77",
                "indicator": ONE,
                "type": "HASH_PDQ",
                "last_updated": 1600000000,
                "should_delete": False,
                "descriptors": {"data": [{"description": "old flood", "tags": ["flood"], "status": "MALICIOUS"}]},
            },
            {"id": "78", "indicator": "a" * 32, "type": "HASH_MD5", "should_delete": False},
            {"id": "79", "indicator": TWO, "type": "HASH_PDQ", "should_delete": True},
        ],
        "paging": {"next": "https://graph.example/x"},
    }
    first, second, third = read(json.dumps(page), "page.json")
    assert (first.pdq, first.note, first.tags, first.reference) == (ONE, "old flood", ("flood",), "77")
    assert first.added == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert isinstance(second, HashReject)
    assert second.reason == "it is a hash of the type HASH_MD5, not PDQ"
    assert third == Withdrawn(listed_id("page", TWO), "entry 3")


@pytest.mark.parametrize("pretty", [None, 2])
def test_other_json_lists(read, pretty: int | None) -> None:  # type: ignore[no-untyped-def]
    stopncii = {
        "count": 2,
        "hasMoreRecords": False,
        "hashRecords": [
            {"lastModtimestamp": 1700000000, "signalType": "ImagePDQ", "hashValue": ONE, "hashStatus": "Active"},
            {"lastModtimestamp": 1700000000, "signalType": "ImagePDQ", "hashValue": TWO, "hashStatus": "Withdrawn"},
        ],
    }
    active, gone = read(json.dumps(stopncii, indent=pretty), "s.json")
    assert active.pdq == ONE
    assert gone == Withdrawn(listed_id("s", TWO), "entry 2")
    terror = [{"hash_digest": ONE, "algorithm": "PDQ", "ideology": "far-right", "file_type": "jpg"}]
    assert brief(read(json.dumps(terror, indent=pretty), "t.json")) == [(ONE, None, "", ("far-right",))]
    banked = [{"id": 1234, "signals": {"pdq": ONE, "video_md5": "e" * 32}}, {"pdq": TWO}]
    assert [entry.pdq for entry in read(json.dumps(banked, indent=pretty), "b.json")] == [ONE, TWO]
    ncmec = [{"id": "image1", "deleted": False, "classification": "A1", "fingerprints": {"md5": "a" * 32, "pdq": ONE}}]
    assert brief(read(json.dumps(ncmec, indent=pretty), "n.json")) == [(ONE, None, "", ("A1",))]
    assert brief(read(json.dumps([ONE, TWO], indent=pretty), "l.json")) == [(ONE, None, "", ()), (TWO, None, "", ())]
    assert brief(read(json.dumps({"pdq": ONE}, indent=pretty), "o.json")) == [(ONE, None, "", ())]
    assert read('{"data": [], "paging": {}}', "e.json") == []


def test_json_lines(read) -> None:  # type: ignore[no-untyped-def]
    lines = [
        json.dumps({"pdq": ONE, "quality": 80}),
        "{broken",
        "",
        json.dumps({"signal": TWO, "tags": ["a b"]}),
        "[1]",
    ]
    first, second, third, fourth = read("\n".join(lines), "x.jsonl")
    assert brief([first, third]) == [(ONE, 80, "", ()), (TWO, None, "", ("a b",))]
    assert (second.place, second.reason[:20]) == ("line 2", "the line is no JSON:")
    assert fourth.reason == "it is not an object with fields"


def test_what_is_no_pdq_hash_is_set_aside_with_its_place_and_reason(read) -> None:  # type: ignore[no-untyped-def]
    rows = [ONE[:-1], "g" * 64, "a" * 32, "", f"{ONE},150,x", f'"{ONE}"x,"', f"video_md5 {'a' * 32}", ONE]
    found = read("\n".join(rows))
    reasons = {r.place: r.reason for r in found if isinstance(r, HashReject)}
    assert reasons["line 1"].startswith("its hash has 63 hex digits")
    assert reasons["line 2"] == "its hash has characters other than hex digits"
    assert reasons["line 3"] == "it has 32 hex digits, as an MD5 hash; a PDQ hash has 64"
    assert reasons["line 6"] == "the quotation marks of the line do not match"
    assert reasons["line 7"] == "it is a hash of the type video_md5, not PDQ"
    assert [e.pdq for e in found if isinstance(e, ListedHash)] == [ONE, ONE], "150 is a reference, no quality"
    (bad,) = read(f"hash,quality\n{ONE},101\n")
    assert bad.reason == "its quality is '101', and PDQ qualities go from 0 to 100"


def test_json_that_breaks_off_keeps_what_came_before(read) -> None:  # type: ignore[no-untyped-def]
    whole = json.dumps({"data": [{"indicator": ONE, "type": "HASH_PDQ"}, {"indicator": TWO, "type": "HASH_PDQ"}]})
    first, reject = read(whole[: whole.index(TWO)], "x.json")
    assert first.pdq == ONE
    assert reject.reason.startswith("the JSON cannot be read behind entry 1")
    packed = gzip.compress((f"{ONE},100,a\n" * 20_000).encode())
    entries = read(packed[: len(packed) // 2], "x.csv.gz")
    assert isinstance(entries[-1], HashReject)
    assert "breaks off" in entries[-1].reason
    assert len(entries) > 100


def test_encodings_and_long_lines(read) -> None:  # type: ignore[no-untyped-def]
    assert brief(read(f"\ufeffhash,note\n{ONE},Fluß\n".encode())) == [(ONE, None, "Fluß", ())]
    assert brief(read(f"hash,note\n{ONE},Fluß\n".encode("utf-16"))) == [(ONE, None, "Fluß", ())]
    assert brief(read(b"\xef\xbb\xbf" + json.dumps([{"pdq": ONE}]).encode(), "x.json")) == [(ONE, None, "", ())]
    long = read("x" * 200_000 + f"\n{ONE}\n")
    assert (long[0].place, long[0].reason) == ("line 1", "the line is longer than 65,536 characters")
    assert long[1].pdq == ONE
    assert brief(read(f"{ONE},90,wei\xdfer Platz\n".encode("latin-1")))[0][1] == 90


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", Invalid), (b" \n", Invalid), (b"\x89PNG\r\n\0\0", Invalid), (b"<queryResult/>", Invalid)],
)
def test_what_is_no_list_is_refused(read, content: bytes, kind: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(kind):
        read(content)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(read_hashes(tmp_path / "nothing.csv"))
    with pytest.raises(Refused):
        list(read_hashes(tmp_path))


@hypothesis.settings(max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_give_entries_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("lists") / "x.csv"
    path.write_bytes(content)
    try:
        for entry in read_hashes(path):
            assert isinstance(entry, ListedHash | Withdrawn | HashReject)
    except Invalid:
        pass


# Writing

_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"], include_characters=" "), max_size=30
).map(lambda text: " ".join(text.split()))
_WORD = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=12)


@st.composite
def _entries(draw: st.DrawFn) -> ListedHash:
    collection = draw(_TEXT.filter(bool))
    pdq = draw(st.binary(min_size=32, max_size=32)).hex()
    return ListedHash(
        id=listed_id(collection, pdq),
        collection=collection,
        pdq=pdq,
        pdq_quality=draw(st.none() | st.integers(0, 100)),
        note=draw(_TEXT),
        tags=tuple(draw(st.lists(_WORD, unique=True, max_size=4))),
        reference=draw(st.just("") | st.integers(101, 10**15).map(str)),
        added=draw(st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))),
    )


def _round_trip(entries: list[ListedHash], shape: Shape, folder: Path) -> list[Entry]:
    out = io.StringIO(newline="")
    assert write_hashes(iter(entries), out, shape) == len(entries)
    path = folder / "round trip"
    path.write_bytes(out.getvalue().encode())
    return list(read_hashes(path)) if out.getvalue().strip() else []


@hypothesis.settings(max_examples=40)
@given(st.lists(_entries(), max_size=6))
def test_json_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, entries: list[ListedHash]) -> None:
    assert _round_trip(entries, "json", tmp_path_factory.mktemp("json")) == entries


@hypothesis.settings(max_examples=40)
@given(st.lists(_entries(), max_size=6))
def test_the_shapes_of_the_tools_keep_what_they_have_a_place_for(
    tmp_path_factory: pytest.TempPathFactory, entries: list[ListedHash]
) -> None:
    folder = tmp_path_factory.mktemp("shapes")
    tx = _round_trip(entries, "tx", folder)
    assert [(e.collection, e.pdq) for e in tx if isinstance(e, ListedHash)] == [(e.collection, e.pdq) for e in entries]
    assert [set(e.tags) - {"WORTH_INVESTIGATING"} for e in tx if isinstance(e, ListedHash)] == [
        set(e.tags) - {"WORTH_INVESTIGATING"} for e in entries
    ]
    pdq = _round_trip(entries, "pdq", folder)
    assert [(e.pdq, e.pdq_quality, e.note) for e in pdq if isinstance(e, ListedHash)] == [
        (e.pdq, e.pdq_quality, e.note) for e in entries
    ]
    text = _round_trip(entries, "text", folder)
    assert [e.pdq for e in text if isinstance(e, ListedHash)] == [e.pdq for e in entries]


def test_a_written_table_is_what_tx_prints_cell_by_cell() -> None:
    entry = ListedHash(id="i", collection="Ours, of 2026", pdq=ONE, tags=("POSITIVE_CLASS", "old flood"))
    out = io.StringIO(newline="")
    write_hashes([entry], out, "tx")
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [
        ["collab", "signal_type", "signal_str", "category", "tags"],
        ["Ours, of 2026", "pdq", ONE, "POSITIVE_CLASS", "old_flood"],
    ]


def test_a_long_list_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    with path.open("w", encoding="utf-8") as out:
        entry = ListedHash(id="i", collection="long", pdq=ONE, note="a picture of a bridge", tags=("a", "b"))
        write_hashes((entry for _ in range(8_000)), out, "json")
    tracemalloc.start()
    count = sum(isinstance(entry, ListedHash) for entry in read_hashes(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 1_000_000 < path.stat().st_size


# A picture on a list


def _near(media: Media, entries: list[ListedHash]) -> list[tuple[str, int]]:
    return HashIndex([(entry.id, entry.pdq) for entry in entries]).near(media.pdq)


def test_a_picture_on_a_list_is_shown_with_list_distance_note_and_tags() -> None:
    settings = Settings()
    original = fingerprint(saved(photo(4)), settings)
    copy = fingerprint(saved(photo(4).resize((200, 150)), "JPEG", quality=40), settings)
    other = fingerprint(saved(photo(9)), settings)
    entry = listed(original, "Old floods", "2013, Passau", ["flood"]).model_copy(update={"added": NOW})
    entries = [entry, listed(other, "Old floods")]
    (hit,) = list_hits(copy, _near(copy, entries), entries, NOW)
    assert hit.distance is not None
    assert 0 < hit.distance <= 31
    assert (hit.tier, hit.identical, hit.sighting.title) == ("same image", False, "On the list “Old floods”")
    assert (hit.sighting.found_by, hit.sighting.page, hit.sighting.caption) == ("list Old floods", "", "")
    words = hit.features[0].words
    assert words.startswith(f"{hit.distance} of 256 bits differ")
    assert "noted there as “2013, Passau”" in words
    assert "labelled flood" in words
    assert list_hits(other, _near(other, [entry]), [entry], NOW) == ()


def test_flat_pictures_and_flat_hashes_hit_nothing() -> None:
    media = fingerprint(saved(photo(4)), Settings())
    entry = listed(media, "l")
    near = [(entry.id, 0)]
    assert len(list_hits(media, near, [entry], NOW)) == 1
    assert list_hits(media.model_copy(update={"pdq_quality": 49}), near, [entry], NOW) == ()
    assert list_hits(media, near, [entry.model_copy(update={"pdq_quality": 49})], NOW) == ()
    assert len(list_hits(media, near, [entry.model_copy(update={"pdq_quality": None})], NOW)) == 1
    assert [hit.tier for hit in list_hits(media, [(entry.id, 32)], [entry], NOW)] == ["probable"]
    assert list_hits(media, [(entry.id, 64)], [entry], NOW) == ()
