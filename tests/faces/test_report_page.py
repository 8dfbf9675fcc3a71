"""The HTML report: its parts, its links, its policy, and what hostile text can do in it (nothing)."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from lxml import html
from PIL import Image
from report_hostile import hostile_dossier
from report_sample import PICTURE, sample_dossier
from report_sample_claims import BODY

from ascertain.faces.report import dossier_page
from ascertain.records import Attribution, CheckedClaim, Claim, Comment, Dossier, Span


def thumbnail(kind: str = "JPEG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (32, 18), (90, 120, 130)).save(data, kind)
    return data.getvalue()


def parsed(dossier: Dossier, pictures: dict[str, bytes] | None = None) -> html.HtmlElement:
    return html.document_fromstring(dossier_page(dossier, pictures))


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return parsed(sample_dossier(), {PICTURE: thumbnail()})


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def card(page: html.HtmlElement, number: int) -> html.HtmlElement:
    above = page.get_element_by_id(f"claim-{number}").getparent()
    assert above is not None
    return above


def value(element: html.HtmlElement, name: str) -> str:
    found = element.get(name)
    return "" if found is None else str(found)


def test_head_says_what_was_read(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    (headline,) = page.cssselect("h1")
    assert words(headline) == "Ministry Releases Film Praising Its Flood Relief on the Orla"
    assert (headline.get("lang"), headline.get("dir")) == ("en", "ltr")
    byline = words(page.cssselect(".byline")[0])
    assert "Nora Lindqvist, Pavel Orsini" in byline
    assert "13 May 2025" in byline
    assert "English" in byline
    assert page.cssselect(".byline a")[0].get("href") == "https://courier.example/news/flood-film"


def test_undated_page_says_so() -> None:
    dossier = sample_dossier()
    undated = dossier.model_copy(
        update={"document": dossier.document.model_copy(update={"published": None, "source": None, "language": ""})}
    )
    byline = words(parsed(undated).cssselect(".byline")[0])
    assert "The page states no date" in byline
    assert "Language not known" in byline


def test_summary_counts_what_is_shown(page: html.HtmlElement) -> None:
    said = words(page.cssselect(".said")[0])
    assert "We read 23 sentences: 14 worth checking." in said
    assert "5 claims have been rated by fact-checkers, 2 have evidence but no rating, 6 lack evidence" in said
    assert "86,376 fact-checks and 4 documents" in said
    assert "first on 17 July 2021, 3 years before this article" in said
    assert len(page.cssselect("details.card")) == 14
    assert [len(page.cssselect(f"details.card.{state}")) for state in ("rated", "evidence", "lacking")] == [5, 2, 6]


def test_article_text_is_complete_and_claims_are_marked_in_place() -> None:
    page = parsed(sample_dossier())
    paragraphs = []
    for prose in page.cssselect(".prose"):
        for added in prose.cssselect("sup"):
            added.drop_tree()
        paragraphs.append(prose.text_content().replace("\u2060", ""))
    assert "\n\n".join(paragraphs) == BODY
    marked = [mark.text_content().replace("\u2060", "") for mark in page.cssselect(".prose a.mark")]
    listed = [
        c.claim for c in sample_dossier().claims if c.answer or c.claim.worth_checking or c.claim.kind != "assertion"
    ]
    assert marked == [claim.quote for claim in listed]


def test_every_fragment_link_has_its_target_and_ids_are_unique() -> None:
    fresh = parsed(sample_dossier(), {PICTURE: thumbnail()})
    ids = [element.get("id") for element in fresh.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    fragments = {value(link, "href")[1:] for link in fresh.cssselect("a[href^='#']")}
    assert fragments <= set(ids)
    # The target stands inside the details, so that browsers open it by themselves.
    for number in range(1, 15):
        assert card(fresh, number).tag == "details"


def test_rated_card_shows_rating_words_language_and_source(page: html.HtmlElement) -> None:
    shown = card(page, 3)
    assert words(shown.cssselect("summary")[0]) == "3 Claim 3: Rated false The narrator"
    finds = shown.cssselect(".body > .finds > .find")
    assert [words(find.cssselect(".chip")[0]) for find in finds] == ["false", "mostly false", "false"]
    assert [words(find.cssselect(".own")[0]) for find in finds] == [
        "Falso: el vídeo es de 2021",
        "Größtenteils falsch",
        "مضلل",
    ]
    assert [words(find.cssselect(".tongue")[0]) for find in finds] == ["in Spanish", "in German", "in Arabic"]
    assert finds[2].cssselect(".own")[0].get("dir") == "rtl"
    assert (
        words(finds[1].cssselect(".differences")[0]) == "Differs in date: the claim says 2021, the fact-check says 2019"
    )
    assert "shares the name Orla" in words(finds[0])
    assert "3 weak matches" in words(shown.cssselect(".quiet summary")[0])
    assert shown.cssselect("a.cite")[0].get("href") == "#c3-s1"


def test_a_similar_claim_is_not_called_the_claim(page: html.HtmlElement) -> None:
    assert "Similar claim rated true differs in number" in words(card(page, 2).cssselect("summary")[0])


def test_abstention_says_what_is_missing(page: html.HtmlElement) -> None:
    shown = words(card(page, 1))
    assert "That is no sign that the claim is false" in shown
    assert "A source that gives 18-minute for Ministry of Water and Relief" in shown
    assert "Searched: 86,376 fact-checks and 4 documents" in shown


def test_card_says_who_and_what_is_checkable(page: html.HtmlElement) -> None:
    assert "Direct quotation of Ilse Marrak, the minister of water and relief (“said”)." in words(card(page, 4))
    shown = words(card(page, 6))
    assert "0.90, a fact-checker would very likely want this checked" in shown
    assert "about one third of the 41 affected villages = about 33%" in shown
    assert "Situation report 6: Lower Orla" in shown
    assert "Said in the article’s own voice." in words(card(page, 9))


def test_pictures_show_sightings_earliest_first(page: html.HtmlElement) -> None:
    first, second = page.cssselect("figure.plate")
    assert first.cssselect("img")[0].get("src", "").startswith("data:image/jpeg;base64,")
    assert first.cssselect("img")[0].get("alt") == "A bridge breaks apart in brown water"
    dates = [words(found) for found in first.cssselect(".sightings time")]
    assert dates == ["17 July 2021", "15 April 2025"]
    assert "3 years before this article" in words(first)
    assert "first read here" in words(first)
    assert "38 of 256 bits" in words(first)
    assert "could not be read: It is an SVG drawing" in words(second)


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (thumbnail("PNG"), "data:image/png"),
        (thumbnail("WEBP"), "data:image/webp"),
        (b"<svg onload='x'/>", ""),
        (b"", ""),
    ],
)
def test_only_small_pixel_pictures_are_embedded(data: bytes, start: str) -> None:
    shown = parsed(sample_dossier(), {PICTURE: data}).cssselect("figure.plate img")
    assert [image.get("src", "").split(";")[0] for image in shown] == ([start] if start else [])


def test_a_huge_picture_is_left_out() -> None:
    assert not parsed(sample_dossier(), {PICTURE: thumbnail() + bytes(400_000)}).cssselect("img")


def test_comments_are_nested_and_inferred_pairs_say_so(page: html.HtmlElement) -> None:
    thread = page.cssselect("ol.thread")[0]
    assert len(page.cssselect("ol.thread > li")) == 3
    assert "answers 3, to judge by its wording" in words(thread)
    deepest = thread.cssselect("ol > li > ol > li > ol > li > ol > li")
    assert [words(item)[:2] for item in deepest] == ["8."]
    hints = page.cssselect("article.hint")
    assert "A hint, not proof." in words(hints[0])
    assert "By chance 0.0042" in words(hints[0])
    assert "No chance baseline" in words(hints[1])


def test_the_rest_is_listed(page: html.HtmlElement) -> None:
    rest = words(page.cssselect(".rest")[0])
    for text in ("Opinions (4)", "Questions (1)", "Predictions (2)", "Other sentences (2)", "Listen to the article"):
        assert text in rest
    about = words(page.get_element_by_id("about"))
    for text in ("People decide.", "trace-pdq@1", "14 May 2025, 08:00 UTC", "shape version 1", "One picture could not"):
        assert text in about


def test_bar_and_time_line_have_words(page: html.HtmlElement) -> None:
    titles = [words(title) for title in page.cssselect(".bar svg title")]
    assert len(titles) == 21
    assert titles[0].startswith("Claim 1: Not enough evidence. The Ministry")
    assert len(page.cssselect(".times li")) == 10
    assert words(page.cssselect(".times li")[0]).startswith("17 July 2021 appearance of a picture")


def test_structure_serves_keyboard_and_screen_reader(page: html.HtmlElement) -> None:
    assert page.cssselect("body > a.skip")[0].get("href") == "#article"
    assert len(page.cssselect("main")) == 1
    levels = [int(str(heading.tag)[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for labelled in page.cssselect("[aria-labelledby]"):
        assert page.get_element_by_id(value(labelled, "aria-labelledby")) is not None


def test_policy_forbids_everything_but_the_pages_own_style_and_script() -> None:
    text = dossier_page(sample_dossier(), {})
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert "default-src 'none'; img-src data:" in allowed
    assert "base-uri 'none'; form-action 'none'" in allowed
    assert "unsafe" not in allowed
    for element in ("style", "script"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in allowed
    # The policy would drop these, so none may be needed.
    assert not re.search(r"\sstyle=|\son[a-z]+=", re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL))


def test_nothing_is_fetched(page: html.HtmlElement) -> None:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("src", "srcset", "poster", "data", "action", "background"):
            assert element.get(name, "data:").startswith("data:")
        if element.tag in ("link", "image"):
            assert element.get("href", "").startswith("data:")
    style = page.cssselect("style")[0].text_content()
    assert "url(" not in style
    assert "@import" not in style


def test_links_out_are_guarded(page: html.HtmlElement) -> None:
    out = [link for link in page.cssselect("a") if not value(link, "href").startswith("#")]
    assert len(out) > 10
    for link in out:
        assert value(link, "href").startswith("https://")
        assert link.get("rel") == "nofollow noopener noreferrer ugc"
        assert link.get("target") == "_blank"


def test_hostile_text_stays_text() -> None:
    text = dossier_page(hostile_dossier(), {PICTURE: thumbnail()})
    text.encode()
    page = html.document_fromstring(text)
    assert len(page.cssselect("script")) == 1
    assert len(page.cssselect("style")) == 1
    assert [image.get("src", "")[:10] for image in page.cssselect("img")] == ["data:image"]
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert not any(name.startswith("on") for name in element.keys())  # noqa: SIM118
        assert element.get("href", "#").startswith(("#", "data:,"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]", text)
    shown = page.text_content()
    assert "<script>alert(2)</script>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "javascript:alert(document.domain)" in shown
    assert "Claims whose place in the text could not be told" in shown
    assert not page.cssselect("[lang*='<']")


def test_right_to_left_articles_run_right_to_left() -> None:
    dossier = sample_dossier()
    body = "قالت الوزارة إن 12 ألف شخص نُقلوا إلى أماكن آمنة.\n\nلم تُنشر تقارير الفحص منذ 2019."
    claims = []
    for number, quote in enumerate(body.split("\n\n")):
        start = body.index(quote)
        first = dossier.claims[0].claim
        update = {"id": str(number), "quote": quote, "span": Span(start=start, end=start + len(quote))}
        claims.append(CheckedClaim(claim=first.model_copy(update=update), answer=dossier.claims[0].answer))
    document = dossier.document.model_copy(update={"body": body, "language": "ar", "title": "فيلم عن الفيضان"})
    page = parsed(dossier.model_copy(update={"document": document, "claims": tuple(claims)}))
    assert {(row.get("lang"), row.get("dir")) for row in page.cssselect(".row")} == {("ar", "rtl")}
    assert {(cards.get("lang"), cards.get("dir")) for cards in page.cssselect(".cards")} == {("en", "ltr")}
    begin, end = (float(tick.get("x", "").rstrip("%")) for tick in page.cssselect(".bar .tick"))
    assert begin > end


def test_sixty_claims_stay_under_a_megabyte() -> None:
    dossier = sample_dossier()
    rich = [checked for checked in dossier.claims if checked.related and checked.evidence]
    sentences = [f"Sentence {number} says that {number} boats crossed the river at night." for number in range(60)]
    body = "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, 60, 4))
    claims = []
    for number, sentence in enumerate(sentences):
        model = rich[number % len(rich)]
        start = body.index(sentence)
        most = max(rich, key=lambda checked: len(checked.related))
        related = tuple(
            found.model_copy(
                update={"fact_check": found.fact_check.model_copy(update={"id": f"{number}-{copy}-{found.rank}"})}
            )
            for copy in range(2)
            for found in most.related
        )
        claim = model.claim.model_copy(update={"quote": sentence, "span": Span(start=start, end=start + len(sentence))})
        claims.append(model.model_copy(update={"claim": claim, "related": related}))
    document = dossier.document.model_copy(update={"body": body})
    text = dossier_page(dossier.model_copy(update={"document": document, "claims": tuple(claims)}))
    assert text.count('<details class="card') == 60
    assert len(text.encode()) < 1_000_000


def test_an_empty_dossier_is_a_page() -> None:
    dossier = sample_dossier()
    document = dossier.document.model_copy(update={"body": "", "comments": (), "title": "", "byline": ()})
    empty = Dossier(id="x", document=document, claims=(), made_by=("claims@1",), at=datetime(2025, 1, 1, tzinfo=UTC))
    page = parsed(empty)
    assert words(page.cssselect("h1")[0]) == "Untitled page"
    assert "The page holds no article text." in page.text_content()
    assert "We read 0 sentences: none worth checking." in words(page)


def test_a_circle_of_replies_does_not_hang() -> None:
    dossier = sample_dossier()
    comments = tuple(Comment(text=f"c{n}", parent=(n + 1) % 3, pairing="structure") for n in range(3))
    comments += (Comment(text="self", parent=3), Comment(text="far", parent=99), Comment(text="under", parent=0))
    page = parsed(dossier.model_copy(update={"document": dossier.document.model_copy(update={"comments": comments})}))
    assert len(page.cssselect(".comment")) == 6


def test_claim_over_a_paragraph_break_and_overlapping_claims_keep_their_cards() -> None:
    dossier = sample_dossier()
    body = "One two three.\n\nFour five six."

    def over(start: int, end: int) -> CheckedClaim:
        claim = Claim(
            id=f"{start}",
            document_id="sample",
            span=Span(start=start, end=end),
            quote=body[start:end],
            kind="assertion",
            attribution=Attribution(how="own voice"),
            check_worthiness=0.8,
            worth_checking=True,
        )
        return CheckedClaim(claim=claim)

    document = dossier.document.model_copy(update={"body": body})
    page = parsed(dossier.model_copy(update={"document": document, "claims": (over(4, 20), over(8, 13), over(21, 99))}))
    assert [mark.text for mark in page.cssselect(".prose a.mark")] == ["two three.", "Four"]
    assert len(page.cssselect("details.card")) == 3
    assert "could not be told" in words(page)


def test_templates_and_console_are_imported_only_when_needed() -> None:
    code = (
        "import sys, ascertain.faces.report\n"
        "print(sorted({'jinja2', 'rich', 'babel', 'markupsafe'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
