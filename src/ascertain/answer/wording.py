"""The sentences that answers are made of, in the languages they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ascertain.records import Stance


@dataclass(frozen=True)
class Wording:
    """The fixed words of one language; ``{who}``, ``{quote}`` and the like are filled in."""

    language: str
    marks: tuple[str, str]
    """Quotation marks."""

    supported: str
    refuted: str
    conflicting: str
    unsettled: str
    supports: str
    """What a passage that supports the claim does; with its publisher before it."""

    refutes: str
    disputes: str
    mentions: str
    rated: str
    """The same, where the publisher's own rating says so; ``{does}`` is one of the above."""

    number: str
    """Two numbers compared."""

    other: str
    """Two names, places or dates compared."""

    more: str
    """How many more there are."""

    somebody: str
    """A publisher who is not named."""

    def does(self, stance: Stance) -> str:
        """Return what a passage of that stance does."""
        said = {"supports": self.supports, "refutes": self.refutes, "disputes part": self.disputes}
        return said.get(stance, self.mentions)

    def day(self, time: datetime) -> str:
        """Return a day as this language writes it: ``3 May 2024``, ``3. Mai 2024``."""
        from babel.dates import format_date

        return format_date(time.date(), "long" if self.language != "en" else "d MMMM y", self.language)

    def quoted(self, words: str) -> str:
        """Return words between quotation marks."""
        return f"{self.marks[0]}{words}{self.marks[1]}"


ENGLISH: Final = Wording(
    language="en",
    marks=("“", "”"),
    supported="The passages found support this claim: {who}.",
    refuted="The passages found contradict this claim: {who}.",
    conflicting="The passages found disagree about this claim: supported by {pro}; contradicted by {con}.",
    unsettled="The passages found do not settle whether this claim is true: {who}.",
    supports="supports the claim",
    refutes="contradicts the claim",
    disputes="disputes part of the claim",
    mentions="speaks of the subject",
    rated="{does} by its own rating",
    number="The claim says {ours}; {who} says {theirs}.",
    other="The claim says {ours}; {who} speaks of {theirs}.",
    more="{n} more",
    somebody="a source",
)

WORDINGS: Final[Mapping[str, Wording]] = {
    "en": ENGLISH,
    "de": Wording(
        language="de",
        marks=("„", "“"),
        supported="Die gefundenen Stellen stützen diese Behauptung: {who}.",
        refuted="Die gefundenen Stellen widersprechen dieser Behauptung: {who}.",
        conflicting="Die gefundenen Stellen sind sich über diese Behauptung uneins: dafür {pro}; dagegen {con}.",
        unsettled="Die gefundenen Stellen lassen offen, ob diese Behauptung stimmt: {who}.",
        supports="stützt die Behauptung",
        refutes="widerspricht der Behauptung",
        disputes="widerspricht einem Teil der Behauptung",
        mentions="handelt vom Thema",
        rated="{does} nach eigener Bewertung",
        number="In der Behauptung steht {ours}; bei {who} steht {theirs}.",
        other="In der Behauptung steht {ours}; bei {who} ist von {theirs} die Rede.",
        more="{n} weitere",
        somebody="eine Quelle",
    ),
    "fr": Wording(
        language="fr",
        marks=("«", "»"),
        supported="Les passages trouvés appuient cette affirmation : {who}.",
        refuted="Les passages trouvés contredisent cette affirmation : {who}.",
        conflicting="Les passages trouvés se contredisent sur cette affirmation : pour, {pro} ; contre, {con}.",
        unsettled="Les passages trouvés ne permettent pas de dire si cette affirmation est vraie : {who}.",
        supports="appuie l’affirmation",
        refutes="contredit l’affirmation",
        disputes="conteste une partie de l’affirmation",
        mentions="parle du sujet",
        rated="{does} d’après sa propre évaluation",
        number="L’affirmation dit {ours} ; {who} dit {theirs}.",
        other="L’affirmation dit {ours} ; {who} parle de {theirs}.",
        more="{n} de plus",
        somebody="une source",
    ),
    "es": Wording(
        language="es",
        marks=("«", "»"),
        supported="Los pasajes encontrados apoyan esta afirmación: {who}.",
        refuted="Los pasajes encontrados contradicen esta afirmación: {who}.",
        conflicting="Los pasajes encontrados no coinciden sobre esta afirmación: a favor, {pro}; en contra, {con}.",
        unsettled="Los pasajes encontrados no permiten saber si esta afirmación es cierta: {who}.",
        supports="apoya la afirmación",
        refutes="contradice la afirmación",
        disputes="discute una parte de la afirmación",
        mentions="habla del tema",
        rated="{does} según su propia calificación",
        number="La afirmación dice {ours}; {who} dice {theirs}.",
        other="La afirmación dice {ours}; {who} habla de {theirs}.",
        more="{n} más",
        somebody="una fuente",
    ),
    "pt": Wording(
        language="pt",
        marks=("“", "”"),
        supported="As passagens encontradas apoiam esta afirmação: {who}.",
        refuted="As passagens encontradas contradizem esta afirmação: {who}.",
        conflicting="As passagens encontradas divergem sobre esta afirmação: a favor, {pro}; contra, {con}.",
        unsettled="As passagens encontradas não permitem saber se esta afirmação é verdadeira: {who}.",
        supports="apoia a afirmação",
        refutes="contradiz a afirmação",
        disputes="contesta uma parte da afirmação",
        mentions="fala do tema",
        rated="{does} segundo a sua própria avaliação",
        number="A afirmação diz {ours}; {who} diz {theirs}.",
        other="A afirmação diz {ours}; {who} fala de {theirs}.",
        more="mais {n}",
        somebody="uma fonte",
    ),
    "it": Wording(
        language="it",
        marks=("«", "»"),
        supported="I passaggi trovati sostengono questa affermazione: {who}.",
        refuted="I passaggi trovati contraddicono questa affermazione: {who}.",
        conflicting="I passaggi trovati discordano su questa affermazione: a favore, {pro}; contro, {con}.",
        unsettled="I passaggi trovati non permettono di dire se questa affermazione è vera: {who}.",
        supports="sostiene l’affermazione",
        refutes="contraddice l’affermazione",
        disputes="contesta una parte dell’affermazione",
        mentions="parla dell’argomento",
        rated="{does} secondo la propria valutazione",
        number="L’affermazione dice {ours}; {who} dice {theirs}.",
        other="L’affermazione dice {ours}; {who} parla di {theirs}.",
        more="altri {n}",
        somebody="una fonte",
    ),
    "ru": Wording(
        language="ru",
        marks=("«", "»"),
        supported="Найденные отрывки подтверждают это утверждение: {who}.",
        refuted="Найденные отрывки противоречат этому утверждению: {who}.",
        conflicting="Найденные отрывки расходятся в оценке этого утверждения: за — {pro}; против — {con}.",
        unsettled="Найденные отрывки не позволяют сказать, верно ли это утверждение: {who}.",
        supports="подтверждает утверждение",
        refutes="противоречит утверждению",
        disputes="оспаривает часть утверждения",
        mentions="говорит о предмете",
        rated="{does} по собственной оценке",
        number="В утверждении: {ours}; {who}: {theirs}.",
        other="В утверждении: {ours}; {who}: {theirs}.",
        more="ещё {n}",
        somebody="источник",
    ),
}
"""Languages that answers are written in; the others are answered in English."""


def wording_for(language: str) -> Wording:
    """Return the wording for a BCP-47 tag."""
    return WORDINGS.get(language.partition("-")[0].lower(), ENGLISH)
