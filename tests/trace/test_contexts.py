from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

import pytest

from ascertain.records import Contradiction, Sighting, SightingMatch, Tier
from ascertain.trace.contexts import read_contexts
from ascertain.trace.contradictions import find_contradictions
from ascertain.trace.wording import days_between, said_day


def seen(
    caption: str,
    day: str = "2025-01-01",
    *,
    name: str = "",
    tier: Tier = "same image",
    title: str = "",
    source: Literal["published", "first seen"] = "published",
    publisher: str = "",
    page: str = "https://news.example/",
) -> SightingMatch:
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    sighting = Sighting(
        id=name or f"{day} {caption} {title}",
        sha256="a" * 64,
        page=page,
        caption=caption,
        title=title,
        publisher=publisher,
        date=when,
        date_source=source,
    )
    return SightingMatch(sighting=sighting, tier=tier)


def found(*matches: SightingMatch) -> list[tuple[str, str]]:
    return [(c.kind, c.words) for c in find_contradictions(matches)]


def kinds(*captions: str) -> set[str]:
    """Return the kinds of contradictions between captions of pages that were published in order, a day apart."""
    days = [f"2025-06-{number:02}" for number in range(1, len(captions) + 1)]
    return {c.kind for c in find_contradictions([seen(c, d) for c, d in zip(captions, days, strict=True)])}


# Reading


def test_a_context_holds_what_a_caption_names_with_spans_into_its_words() -> None:
    caption = "Angela Merkel visits Aleppo, Syria, on 3 May 2019 with 40 soldiers"
    (context,) = read_contexts([seen(caption, name="s1")])
    assert (context.sighting, context.words) == ("s1", caption)
    assert [(d.span.of(caption), d.first) for d in context.dates] == [("3 May 2019", date(2019, 5, 3))]
    assert [(p.span.of(caption), p.key) for p in context.places] == [("Aleppo", "city:170063"), ("Syria", "SY")]
    assert [p.span.of(caption) for p in context.people] == ["Angela Merkel"]
    assert [(f.value, f.unit) for f in context.figures] == [(40.0, "soldiers")]


def test_without_a_caption_the_headline_is_read_and_without_either_there_is_no_context() -> None:
    matches = [
        seen("", name="a", title="Storm in Lisbon"),
        seen(" ", name="b"),
        seen("Storm", name="c", title="Lisbon"),
    ]
    contexts = read_contexts(matches)
    assert [(c.sighting, c.words) for c in contexts] == [("a", "Storm in Lisbon"), ("c", "Storm")]


def test_names_of_files_and_lists_are_no_headlines() -> None:
    assert read_contexts([seen("", title="gaza-october-2024.jpg", page="")]) == ()
    assert len(read_contexts([seen("Gaza in October 2024", page="")])) == 1


def test_only_the_same_image_has_contexts() -> None:
    tiers: tuple[Tier, ...] = ("same image", "probable", "same scene", "look-alike")
    contexts = read_contexts([seen("Storm in Lisbon", name=tier, tier=tier) for tier in tiers])
    assert [c.sighting for c in contexts] == ["same image", "probable"]


@pytest.mark.parametrize(
    ("caption", "key", "day"),
    [
        ("Refugees flee Aleppo, Syria, on 3 May 2019", "city:170063", date(2019, 5, 3)),
        ("Menschen fliehen am 3. Mai 2019 aus Aleppo", "city:170063", date(2019, 5, 3)),
        ("Жители покидают Алеппо 3 мая 2019 года", "city:170063", date(2019, 5, 3)),
        ("Habitantes huyen de Alepo, Siria, el 3 de mayo de 2019", "SY", date(2019, 5, 3)),
        ("Des habitants fuient la Syrie le 3 mai 2019", "SY", date(2019, 5, 3)),
        ("نازحون من غزة في 7 أكتوبر 2024", "PS", date(2024, 10, 7)),
        ("2019年5月3日、シリア・アレッポから逃れる人々", "SY", date(2019, 5, 3)),
        ("सीरिया के अलेप्पो से भागते लोग, 3 मई 2019", "SY", date(2019, 5, 3)),
        ("Suriye'nin Halep kentinden kaçan insanlar, 3 Mayıs 2019", "SY", date(2019, 5, 3)),
    ],
)
def test_dates_and_places_are_the_same_in_every_language(caption: str, key: str, day: date) -> None:
    (context,) = read_contexts([seen(caption)])
    assert key in {place.key for place in context.places}
    assert [named.first for named in context.dates] == [day]


# The strongest sign


def test_a_caption_that_names_a_date_after_the_picture_was_seen() -> None:
    old = seen("", "2019-05-03", name="old", publisher="Alma News")
    new = seen("Gaza under fire, 7 October 2024", "2024-10-09", name="new", publisher="Some Blog")
    (contradiction,) = find_contradictions([new, old])
    assert contradiction == Contradiction(
        kind="date",
        one="old",
        other="new",
        words="published on 3 May 2019 by Alma News, five years before the date that a caption of 9 October 2024 by "
        "Some Blog names: “7 October 2024”",
    )


def test_a_day_that_is_only_when_it_was_first_seen_is_called_so() -> None:
    old = seen("", "2019-05-03", source="first seen")
    ((_, words),) = found(old, seen("Storm in Porto, March 2021", "2021-03-04"))
    assert words.startswith("seen on 3 May 2019, 21 months before the date")


def test_what_only_a_service_says_is_told_as_its_word() -> None:
    old = seen("", "2019-05-03", tier="probable", source="first seen", publisher="pier.example")
    old = old.model_copy(update={"sighting": old.sighting.model_copy(update={"found_by": "TinEye"})})
    ((_, words),) = found(old, seen("Storm in Porto, March 2021", "2021-03-04"))
    assert words.startswith("probably seen on 3 May 2019 on pier.example, as TinEye reports, 21 months before the date")


@pytest.mark.parametrize(
    "caption",
    [
        "Überschwemmung in Passau am 4. Juni 2023",
        "Inondation à Passau, le 4 juin 2023",
        "Наводнение в Пассау, 4 июня 2023 года",
        "Inundación en Passau, 4 de junio de 2023",
        "2023年6月4日帕绍洪水",
        "2023年6月4日、パッサウの洪水",
        "فيضان في باساو، 4 يونيو 2023",
        "पासाउ में बाढ़, 4 जून 2023",
        "Passau'da sel, 4 Haziran 2023",
        "Flood in Passau on Sunday",
    ],
)
def test_it_is_found_in_every_language(caption: str) -> None:
    contradictions = find_contradictions([seen("", "2013-06-03"), seen(caption, "2023-06-05")])
    assert [c.kind for c in contradictions] == ["date"]
    assert "nine years before" in contradictions[0].words or "ten years before" in contradictions[0].words


@pytest.mark.parametrize(
    "caption",
    [
        "Flood in Passau, 3 June 2013",
        "Flood in Passau on 4 June 2013",
        "Flood in Passau in 2013, shared again in June 2023",
        "File photo: Passau. A flood came on 4 June 2023.",
        "Archivbild: Passau. Am 4. Juni 2023 kam das Hochwasser.",
        "Foto de archivo: Passau, 4 de junio de 2023",
        "Фото из архива. Наводнение 4 июня 2023 года",
        "资料图:2023年6月4日帕绍洪水",
        "Symbolbild. Am 4. Juni 2023 kam das Hochwasser.",
        "Passau. Updated 4 June 2023",
        "Passau (c) Pier Pictures 2023",
        "Passau. Опубликовано 4 июня 2023",
        "The exhibition opens on 1 September 2023",
        "The cathedral of 1688 under water",
        "False: this flood was in June 2023",
        "Fact-check: a flood of 4 June 2023?",
        "Фейк: наводнение 4 июня 2023 года",
        "Falso: inundación del 4 de junio de 2023",
        "This flood was not in June 2023",
        "Diese Flut war nicht am 4. Juni 2023",
        "Flood in Passau",
        "",
    ],
)
def test_nothing_is_said_of_captions_that_do_not_date_the_picture_later(caption: str) -> None:
    assert [
        c for c in find_contradictions([seen("", "2013-06-03"), seen(caption, "2023-06-05")]) if c.kind == "date"
    ] == []


def test_only_sightings_of_the_same_image_prove_that_it_is_older() -> None:
    later = seen("Gaza, October 2024", "2024-10-09")
    assert found(seen("", "2019-05-03", tier="look-alike"), later) == []
    assert found(seen("", "2019-05-03", tier="same scene"), later) == []
    assert [kind for kind, _ in found(seen("", "2019-05-03", tier="probable"), later)] == ["date"]


def test_each_date_is_told_once_with_the_earliest_caption_that_names_it() -> None:
    old = seen("", "2015-01-01", name="old")
    later = [seen(f"Version {n}: Gaza, 7 October 2024", f"2024-10-{n:02}", name=f"n{n}") for n in range(10, 20)]
    other = seen("Ukraine, 24 February 2022", "2022-02-25", name="u")
    late = [c for c in find_contradictions([*later, other, old]) if c.kind == "date"]
    assert [(c.one, c.other) for c in late] == [("old", "u"), ("old", "n10")]


# Two captions


def test_one_caption_says_syria_and_another_gaza() -> None:
    one = seen("Жители покидают Сирию, май 2019 года", "2024-11-01", name="one")
    other = seen("Families leave Gaza in October 2024", "2024-11-02", name="other")
    assert found(one, other) == [
        ("date", "one caption says “май 2019”, another “October 2024”"),
        ("place", "one caption says “Сирию” (Syria), 2019, another “Gaza”, 2024"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flood in Porto", "Flood in Lisbon"),
        ("Protest in Aleppo, Syria", "Protest in Damascus, Syria"),
        ("Menschen in Syrien", "Habitants de l'Ukraine"),
        ("اشتباكات في سوريا", "Clashes in Yemen"),
        ("Пожар в Грузии", "Fire in Portugal"),
        ("シリアの子供たち", "Children in Ukraine"),
        ("यूक्रेन में आग", "Fire in Chile"),
        ("Şili'de yangın", "Fire in Peru"),
        ("Syrian families in Greece", "Families in Libya"),
        ("Soldiers in Houston, Texas", "Soldiers in Toronto"),
        ("A market in Europe", "A market in Peru"),
        ("Protest in Peru", "Not in Peru: this protest was in Chile"),
    ],
)
def test_places_that_exclude_each_other(one: str, other: str) -> None:
    assert "place" in kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flood in Aleppo", "Flood in Syria"),
        ("Flood in Aleppo", "Наводнение в Сирии"),
        ("Fire in Houston", "Fire in Texas"),
        ("Fire in Houston", "Fire in the United States"),
        ("Fire in Texas", "Incendie aux États-Unis"),
        ("Explosion in Gaza", "انفجار في فلسطين"),
        ("Protest in Jerusalem", "Protest in Israel"),
        ("Protest in Jerusalem", "Protest in Palestine"),
        ("Crowds in Hong Kong", "Crowds in China"),
        ("A harbour in Simferopol, Russia", "A harbour in Ukraine"),
        ("Bridge in Crimea", "Bridge in Russia"),
        ("Bridge in Crimea", "Мост в Украине"),
        ("Market in Istanbul", "Market in Europe"),
        ("Market in Berlin", "Market in Europe"),
        ("Tanks near Kyiv", "Tanks near Brovary"),
        ("Refugees from Syria arrive in Greece", "Boats off Greece"),
        ("Syrian families", "Families in Greece"),
        ("Dam in the Middle East", "Dam in Iraq"),
        ("Munich in the snow", "München im Schnee"),
        ("Kiew im Schnee", "Київ у снігу"),
        ("Symbolbild: Polizei in Berlin", "Police in Rome"),
        ("A storm at sea", "A storm in Lisbon"),
        ("Storm", "Storm"),
    ],
)
def test_places_that_may_be_one(one: str, other: str) -> None:
    assert "place" not in kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Storm, 3 May 2019", "Storm, 9 March 2021", True),
        ("Sturm im Mai 2019", "Буря, март 2021 года", True),
        ("Storm in 2019", "Storm on 9 March 2019", False),
        ("Storm, 30 April 2019", "Storm, 9 May 2019", False),
        ("Storm, May 2019", "Aftermath, June 2019", False),
        ("Storm of 2019, ten years after that of 2009", "Storm of 2009", False),
        ("Storm in the 2010s", "Storm in 2019", False),
        ("Storm on Monday", "Storm on 3 May 2019", False),
        ("File photo: storm of 2019", "Storm of 2021", False),
    ],
)
def test_dates_of_two_captions(one: str, other: str, clash: bool) -> None:
    assert ("date" in kinds(one, other)) is clash


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Angela Merkel speaks in Berlin", "Christine Lagarde speaks in Berlin", True),
        ("The photo shows Angela Merkel", "Das Bild zeigt Christine Lagarde", True),
        ("Angela Merkel speaks", "Ангела Меркель выступает", False),
        ("Volodymyr Zelensky in Kyiv", "Wolodymyr Selenskyj in Kiew", False),
        ("Angela Merkel speaks", "Merkel in Berlin", False),
        ("Angela Merkel with Christine Lagarde", "Christine Lagarde speaks", False),
        ("A crowd listens to Angela Merkel", "Christine Lagarde speaks", False),
        ("Angela Merkel speaks", "A crowd in Berlin", False),
    ],
)
def test_people_are_marked_only_where_each_caption_says_whom_it_shows(one: str, other: str, clash: bool) -> None:
    assert ("person" in kinds(one, other)) is clash


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("A crowd of 300 people in Rome", "A crowd of 20,000 people in Rome", True),
        ("A crowd of 300 people in Rome", "A crowd of 400 people in Rome", False),
        ("A crowd of 300 people in Rome", "A crowd of 20,000 people in Lima", False),
        ("A crowd of 300 people in Rome", "A crowd of 300 people and 20 dogs in Rome", False),
        ("3 hours of rain in Rome", "20 hours of rain in Rome", False),
        ("A crowd of 300 people in Rome", "20.000 Menschen in Rom", False),
    ],
)
def test_numbers_are_marked_only_where_they_count_one_thing_at_one_place(one: str, other: str, clash: bool) -> None:
    assert ("number" in kinds(one, other)) is clash


def test_many_pages_that_say_the_same_give_one_contradiction_of_the_earliest() -> None:
    syria = [seen(f"{n} boats leave Syria", f"2024-11-{n:02}", name=f"s{n:02}") for n in range(5, 25)]
    peru = [seen(f"{n} boats leave Peru", f"2024-12-{n:02}", name=f"p{n:02}") for n in range(5, 25)]
    places = [c for c in find_contradictions([*peru, *syria]) if c.kind == "place"]
    assert [(c.one, c.other) for c in places] == [("s05", "p05")]


def test_hostile_captions_take_no_time_and_contradict_nothing() -> None:
    long = "in 2019 " * 20_000
    matches = [
        seen(long[:60_000], name="a"),
        seen("\x00\u202e" * 5000, "2025-01-02", name="b"),
        seen("(" * 20_000, name="c"),
    ]
    assert isinstance(find_contradictions(matches), tuple)
    assert find_contradictions([]) == ()


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2019-05-03", "2024-10-07", "five years"),
        ("2019-05-03", "2021-05-02", "23 months"),
        ("2019-05-03", "2019-07-03", "two months"),
        ("2019-05-03", "2019-07-02", "60 days"),
        ("2019-05-03", "2019-05-04", "one day"),
        ("2024-10-07", "2019-05-03", "five years"),
        ("1990-01-01", "2020-01-01", "30 years"),
    ],
)
def test_spans_of_time_in_words(one: str, other: str, words: str) -> None:
    assert days_between(date.fromisoformat(one), date.fromisoformat(other)) == words
    assert said_day(date(2019, 5, 3)) == "3 May 2019"
