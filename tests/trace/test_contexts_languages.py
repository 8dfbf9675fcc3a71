"""The same caption in eighteen languages: it contradicts itself in none of them, and another event in all."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations, product

from ascertain.records import Sighting, SightingMatch
from ascertain.trace.contradictions import find_contradictions

ALEPPO = {
    "en": "Families leave Aleppo, Syria, on 3 May 2019",
    "de": "Familien verlassen am 3. Mai 2019 Aleppo in Syrien",
    "fr": "Des familles quittent Alep, en Syrie, le 3 mai 2019",
    "es": "Familias abandonan Alepo, en Siria, el 3 de mayo de 2019",
    "it": "Famiglie lasciano Aleppo, in Siria, il 3 maggio 2019",
    "pt": "Famílias deixam Aleppo, na Síria, em 3 de maio de 2019",
    "ru": "Семьи покидают Алеппо в Сирии, 3 мая 2019 года",
    "uk": "Родини залишають Алеппо в Сирії, 3 травня 2019 року",
    "pl": "Rodziny opuszczają Aleppo w Syrii, 3 maja 2019 r.",
    "tr": "Aileler Suriye'nin Halep kentinden ayrılıyor, 3 Mayıs 2019",
    "ar": "عائلات تغادر حلب في سوريا في 3 مايو 2019",
    "hi": "सीरिया के अलेप्पो से जाते परिवार, 3 मई 2019",
    "ja": "2019年5月3日、シリアのアレッポを離れる家族",
    "zh": "2019年5月3日,多个家庭离开叙利亚阿勒颇",
    "ko": "2019년 5월 3일 시리아 알레포를 떠나는 가족들",
    "id": "Keluarga meninggalkan Aleppo, Suriah, pada 3 Mei 2019",
    "nl": "Gezinnen verlaten Aleppo in Syrië op 3 mei 2019",
    "el": "Οικογένειες φεύγουν από το Χαλέπι της Συρίας, 3 Μαΐου 2019",
}

LISBON = {
    "en": "Flood in Lisbon, Portugal, on 9 March 2021",
    "de": "Hochwasser in Lissabon, Portugal, am 9. März 2021",
    "fr": "Inondation à Lisbonne, au Portugal, le 9 mars 2021",
    "es": "Inundación en Lisboa, Portugal, el 9 de marzo de 2021",
    "it": "Alluvione a Lisbona, in Portogallo, il 9 marzo 2021",
    "pt": "Inundação em Lisboa, Portugal, em 9 de março de 2021",
    "ru": "Наводнение в Лиссабоне, Португалия, 9 марта 2021 года",
    "uk": "Повінь у Лісабоні, Португалія, 9 березня 2021 року",
    "pl": "Powódź w Lizbonie w Portugalii, 9 marca 2021 r.",
    "tr": "Portekiz'in Lizbon kentinde sel, 9 Mart 2021",
    "ar": "فيضان في لشبونة في البرتغال في 9 مارس 2021",
    "hi": "पुर्तगाल के लिस्बन में बाढ़, 9 मार्च 2021",
    "ja": "2021年3月9日、ポルトガルのリスボンの洪水",
    "zh": "2021年3月9日,葡萄牙里斯本洪水",
    "ko": "2021년 3월 9일 포르투갈 리스본 홍수",
    "id": "Banjir di Lisabon, Portugal, pada 9 Maret 2021",
    "nl": "Overstroming in Lissabon, Portugal, op 9 maart 2021",
    "el": "Πλημμύρα στη Λισαβόνα της Πορτογαλίας, 9 Μαρτίου 2021",
}

_WITHOUT_PLACE = {"el"}
"""Greek cases of the two names are not in the gazetteer."""


def kinds(one: str, other: str) -> set[str]:
    """Return the kinds of contradictions between two captions of pages of one day."""
    sightings = [
        Sighting(
            id=str(number),
            sha256="a" * 64,
            caption=caption,
            date=datetime(2025, 1, 1, tzinfo=UTC),
            date_source="published",
        )
        for number, caption in enumerate((one, other))
    ]
    matches = [SightingMatch(sighting=sighting, tier="same image") for sighting in sightings]
    return {contradiction.kind for contradiction in find_contradictions(matches)}


def test_a_caption_and_its_translations_contradict_each_other_in_no_pair_of_languages() -> None:
    clashes = {
        (one, other): found
        for captions in (ALEPPO, LISBON)
        for one, other in combinations(captions, 2)
        if (found := kinds(captions[one], captions[other]))
    }
    assert clashes == {}


def test_captions_of_two_events_contradict_each_other_in_every_pair_of_languages() -> None:
    missed = {
        (one, other): found
        for one, other in product(ALEPPO, LISBON)
        if (found := kinds(ALEPPO[one], LISBON[other])) != {"date", "place"}
    }
    assert {pair for pair, found in missed.items() if "date" not in found} == set()
    assert {other for _, other in missed} <= _WITHOUT_PLACE
