"""A trace as page and as text."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from lxml import html
from report_trace_sample import FULL, PART, PICTURES, sample_trace
from rich.console import Console

from ascertain.faces.report.overlay import overlay
from ascertain.faces.report.tracepage import trace_page
from ascertain.faces.report.traceterminal import print_trace
from ascertain.faces.report.tracewords import clock, days, summary, times
from ascertain.records import Region, Trace


def page(trace: Trace) -> html.HtmlElement:
    return html.fromstring(trace_page(trace, PICTURES))


def text(trace: Trace) -> str:
    out = io.StringIO()
    print_trace(trace, Console(file=out, width=100, highlight=False))
    return out.getvalue()


def test_the_overlay_brings_the_matched_part_onto_the_asked_picture() -> None:
    trace = sample_trace()
    laid = overlay(trace.media, trace.sightings[0])
    assert laid is not None
    assert (laid.width, laid.height) == (1000, 766)
    a, b, c, d, e, f = map(float, laid.matrix.split())
    for (x, y), (across, down) in zip(PART.corners, FULL.corners, strict=True):
        assert a * x + c * y + e == pytest.approx(across * 1000, abs=1)
        assert b * x + d * y + f == pytest.approx(down * 766, abs=1)


def test_a_mirrored_match_is_laid_over_mirrored() -> None:
    trace = sample_trace()
    turned = Region(corners=tuple((1 - x, y) for x, y in PART.corners))  # type: ignore[arg-type]
    laid = overlay(trace.media, trace.sightings[0].model_copy(update={"theirs": turned}))
    assert laid is not None
    matrix = np.array([float(number) for number in laid.matrix.split()]).reshape(3, 2)[:2]
    assert np.linalg.det(matrix) < 0


def test_a_part_without_area_is_outlined_but_not_laid_over() -> None:
    trace = sample_trace()
    line = Region(corners=((0.5, 0.5),) * 4)
    laid = overlay(trace.media, trace.sightings[0].model_copy(update={"theirs": line}))
    assert laid is not None
    assert laid.matrix == ""
    assert (
        page(trace.model_copy(update={"sightings": (trace.sightings[0].model_copy(update={"theirs": line}),)}))
        is not None
    )


def test_the_summary_names_the_earliest_sure_sighting_and_what_was_searched() -> None:
    said = " ".join(summary(sample_trace()))
    assert "Seen 2 times, first on 3 May 2019 at Paper 1." in said
    assert "12,304 pictures and 87 videos" in said


def test_nothing_found_says_what_that_means() -> None:
    trace = sample_trace().model_copy(update={"sightings": (), "contexts": (), "contradictions": ()})
    assert "says nothing about the rest of the web" in text(trace)
    assert not page(trace).xpath("//figure[contains(@class, 'days')]")


def test_the_page_holds_every_sighting_with_date_caption_tier_and_numbers() -> None:
    tree = page(sample_trace())
    items = tree.xpath("//li[@class='one']")
    assert len(items) == 4
    first = " ".join(items[0].text_content().split())
    for part in (
        "Same image",
        "3 May 2019",
        "Story 1",
        "Paper 1",
        "Merin after the flood",
        "cropped to 42",
        "87 points",
    ):
        assert part in first
    assert "Reported by TinEye" in " ".join(items[3].text_content().split())


def test_the_page_carries_its_pictures_and_asks_for_nothing() -> None:
    tree = page(sample_trace())
    sources = tree.xpath("//img/@src") + tree.xpath("//*[local-name()='image']/@href")
    assert sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_the_time_line_leads_to_every_sighting() -> None:
    tree = page(sample_trace())
    targets = tree.xpath("//figure[contains(@class, 'days')]//a/@href")
    assert targets == [f"#sighting-{n}" for n in range(1, 5)]
    assert {target[1:] for target in targets} <= set(tree.xpath("//@id"))


def test_sightings_of_one_day_have_no_time_line() -> None:
    assert days(sample_trace().sightings[:1]) is None


def test_contexts_stand_side_by_side_in_the_order_of_the_sightings() -> None:
    columns = page(sample_trace()).xpath("//ol[@class='columns']/li")
    assert [" ".join(column.xpath(".//time/text()")) for column in columns] == ["3 May 2019", "1 February 2021"]


def test_hostile_words_are_shown_as_words() -> None:
    trace = sample_trace()
    seen = trace.sightings[0].sighting.model_copy(
        update={"caption": "<script>alert(1)</script>\x1b[2J", "page": "javascript:alert(1)", "title": "a\u202eb"}
    )
    hostile = trace.model_copy(
        update={"sightings": (trace.sightings[0].model_copy(update={"sighting": seen}),), "name": '"><img src=x>'}
    )
    made = trace_page(hostile, PICTURES)
    tree = html.fromstring(made)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert "\u202e" not in made
    assert "\x1b" not in text(hostile)


def test_the_terminal_says_the_same() -> None:
    said = text(sample_trace())
    for part in (
        "1. 3 May 2019 · Paper 1",
        "Same image: 87 points agree",
        "cropped to 42 %",
        "Merin, or Borania",
    ):
        assert part in said
    assert re.search(r"^\s+https://paper1\.example/story$", said, re.M)


def test_times_in_videos_are_told_in_words() -> None:
    found = sample_trace().sightings[0].model_copy(update={"ours_at": 3.2, "theirs_at": 127.0, "lasts": 10.0})
    assert times(found) == "here from 3.2 s to 13.2 s, there from 2:07 to 2:17"
    assert clock(3849) == "1:04:09"
