"""Statements and their counterparts in other languages, which every embedder must bring together.

The contract tests and the benchmark read them. Written for this project.
"""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """One statement, in English and in another language, worded freely rather than word by word."""

    language: str
    """BCP-47 tag of ``other``."""
    other: str
    english: str


PAIRS = (
    Pair(
        "es",
        "La vacuna contra el sarampión no provoca autismo en los niños",
        "The measles shot does not make children autistic",
    ),
    Pair(
        "fr",
        "Une photo montre le maire en train de dormir pendant le conseil municipal",
        "Picture of the mayor asleep at a council meeting",
    ),
    Pair(
        "de",
        "Der Strompreis ist in diesem Jahr um zwölf Prozent gestiegen",
        "Electricity has become twelve percent dearer this year",
    ),
    Pair(
        "pt",
        "Beber água com limão em jejum não cura o câncer",
        "Lemon water on an empty stomach is no cure for cancer",
    ),
    Pair(
        "it",
        "Il ponte sullo stretto è crollato durante la tempesta di ieri",
        "The bridge across the strait collapsed in yesterday's storm",
    ),
    Pair(
        "nl",
        "De treinen naar de luchthaven rijden volgende week niet vanwege een staking",
        "A strike stops trains to the airport next week",
    ),
    Pair(
        "pl",
        "Rząd nie planuje podniesienia wieku emerytalnego do siedemdziesięciu lat",
        "The government has no plan to raise the pension age to seventy",
    ),
    Pair(
        "ru",
        "В городе закрыли единственную детскую больницу",
        "The only children's hospital in the city has been shut down",
    ),
    Pair(
        "uk",
        "Відео з вибухом на заводі насправді зняли три роки тому",
        "The clip of the factory explosion was really filmed three years ago",
    ),
    Pair(
        "ar",
        "انخفض عدد السياح القادمين إلى الجزيرة إلى النصف",
        "The number of tourists visiting the island fell by half",
    ),
    Pair(
        "fa",
        "زلزله‌ای به بزرگی شش ریشتر شمال کشور را لرزاند",
        "A magnitude six earthquake shook the north of the country",
    ),
    Pair(
        "tr",
        "Bakanlık okullarda cep telefonunu yasakladı",
        "The ministry banned mobile phones in schools",
    ),
    Pair(
        "hi",
        "नदी का पानी पीने से गाँव के सैकड़ों लोग बीमार पड़ गए",
        "Hundreds of villagers fell ill after drinking river water",
    ),
    Pair(
        "bn",
        "নতুন আইনে ধানের দাম বেঁধে দেওয়া হয়েছে",
        "A new law fixes the price of rice",
    ),
    Pair(
        "id",
        "Gunung berapi itu meletus dan abu menutupi tiga desa",
        "The volcano erupted and three villages were covered in ash",
    ),
    Pair(
        "vi",
        "Cầu thủ này bị cấm thi đấu hai năm vì dùng chất kích thích",
        "The footballer was banned for two years for doping",
    ),
    Pair(
        "zh",
        "中央银行宣布将利率下调半个百分点",
        "The central bank said it will cut its interest rate by half a point",
    ),
    Pair(
        "ja",
        "動物園から逃げたライオンの写真は人工知能で作られたものだ",
        "The photo of a lion that escaped from the zoo was made with artificial intelligence",
    ),
    Pair(
        "ko",
        "대통령이 다음 달에 사임한다는 소문은 사실이 아니다",
        "The rumour that the president will resign next month is untrue",
    ),
    Pair(
        "sw",
        "Mvua kubwa imeharibu mashamba ya mahindi katika mkoa huo",
        "Heavy rain has destroyed maize fields in the region",
    ),
)

DISTRACTORS = (
    "The measles shot is given to children at the age of one",
    "The mayor opened a new town hall on Monday",
    "Electricity was cut off for twelve hours this year",
    "Lemon trees need a lot of water",
    "A new bridge across the strait will be finished next spring",
    "Trains to the airport are faster since last week",
    "The government has published its plan for seventy new parks",
    "The children's hospital in the city got new beds",
    "The factory has been making toys for three years",
    "Tourists on the island spend more on food",
    "The country's north is known for its cheese",
    "The ministry bought new desks for schools",
    "River fish is a common dish in the village",
    "Rice is harvested twice a year",
    "The three villages lie at the foot of a volcano",
    "The footballer signed a contract for two years",
    "The central bank moved into a new building",
    "The zoo's lions have had four cubs",
    "The president will travel abroad next month",
    "Maize flour is sold in the region's markets",
)
"""English sentences on the same subjects as the pairs that say something else."""
