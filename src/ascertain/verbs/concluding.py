"""From passages to an answer: what each says of the claim, what they come to together, and the text of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ascertain.records import Answer, Claim, Document, Inquiry, Match, Passage, content_id
from ascertain.rooms import Rooms

if TYPE_CHECKING:
    from ascertain.answer.phrasing import Collection
    from ascertain.models.llm import Llm
    from ascertain.related import Understood

_ORDER = ("refutes", "supports", "disputes part", "mentions", "unrelated")


@dataclass(frozen=True)
class JudgedPassage:
    """A passage with its stance, and the sentence that this rests on."""

    passage: Passage
    sentence: str


def judge(
    rooms: Rooms, text: str, language: str, published: date | None, passages: Sequence[Passage]
) -> list[JudgedPassage]:
    """Return what each passage says of the claim ``text`` and what loaded lists say of its source, in their order."""
    from ascertain.answer.profiles import noted
    from ascertain.answer.stance import open_stance

    views = open_stance().judge(text, language, passages, rooms.embedder, published)
    judged = []
    for passage, view in zip(noted(passages, rooms.store), views, strict=True):
        told = {feature.name: feature for feature in (*passage.features, *view.features)}
        update = {
            "stance": view.stance,
            "stance_by": view.by,
            "stance_probability": view.probability,
            "features": tuple(told.values()),
            "differences": view.differences or passage.differences,
        }
        judged.append(JudgedPassage(passage.model_copy(update=update), view.sentence))
    return judged


def conclude(
    rooms: Rooms,
    understood: Understood,
    inquiry: Inquiry,
    passages: Sequence[Passage],
    pages: int,
    *,
    started: float,
    over: float,
    llm: Llm | None = None,
) -> Answer:
    """Weigh judged passages and write the answer; ``pages`` is how many pages of the web were read.

    ``started`` and ``over`` are moments of the monotonic clock: when it was asked, and when the answer has to be
    there. The language model ``llm`` gets what is left between now and then.
    """
    from ascertain.answer.checking import judged_by
    from ascertain.answer.composing import write_answer
    from ascertain.answer.phrasing import Collection
    from ascertain.answer.stance import open_stance
    from ascertain.answer.weighing import weigh
    from ascertain.version import VERSION

    scorer = open_stance()
    weighed = weigh(passages, understood.published)
    ordered = tuple(most_telling_first(passages, weighed.decisive))
    collection = Collection(rooms.store.fact_check_count("main"), rooms.store.evidence_count())
    written = write_answer(
        understood.text,
        understood.language,
        inquiry,
        weighed,
        ordered,
        llm,
        seconds=min(rooms.settings.llm_seconds, over - time.monotonic()),
        judge=judged_by(scorer, rooms.embedder),
    )
    now = datetime.now(UTC)
    rated = any(passage.stance_by == "rating" and not passage.differences for passage in ordered)
    web = f" and {pages:,} page{'' if pages == 1 else 's'} of the web" if pages else ""
    return Answer(
        id=content_id("answer", understood.asked, now.isoformat()),
        question=understood.asked,
        language=understood.language,
        inquiry=inquiry,
        outcome="rated" if rated else "evidence" if ordered else "not enough evidence",
        verdict=weighed.verdict,
        reasons=weighed.reasons,
        statements=written.statements,
        written_by=next(iter(written.made_by), ""),
        removed=written.removed,
        passages=ordered,
        missing=written.missing,
        searched=f"{collection}{web}",
        unfinished=written.notes,
        made_by=(f"ascertain@{VERSION}", rooms.embedder.name, scorer.name, *written.made_by),
        at=now,
        seconds=round(time.monotonic() - started, 3),
    )


def conclude_claim(
    rooms: Rooms,
    claim: Claim,
    document: Document,
    matches: Sequence[Match],
    evidence: Sequence[Passage],
    among: Collection,
) -> tuple[tuple[Passage, ...], Answer]:
    """Return the evidence for a claim of a page with its stances, and the answer that it comes to.

    It is judged, weighed and written as the answer to a question is; a language model is not asked, for pages have
    many claims. The claim says itself who, what and when, so there is no inquiry.
    """
    from ascertain.answer.lacking import still_missing
    from ascertain.answer.searchers.own import rated
    from ascertain.answer.weighing import weigh
    from ascertain.answer.writing import write

    text, language = claim.context or claim.quote, document.language
    day = document.published.date() if document.published else None
    passages = tuple(one.passage for one in judge(rooms, text, language, day, rated(evidence, matches)))
    weighed = weigh(passages, day)
    ordered = most_telling_first(passages, weighed.decisive)
    statements, lacks = write(text, language, None, weighed, ordered)
    decided = any(passage.stance_by == "rating" and not passage.differences for passage in passages)
    missing = (
        ()
        if decided and weighed.verdict != "conflicting"
        else (*lacks, *still_missing(claim, matches, passages, among))
    )
    answer = Answer(
        language=language,
        outcome="rated" if decided else "evidence" if statements else "not enough evidence",
        verdict=weighed.verdict,
        reasons=weighed.reasons,
        statements=statements,
        missing=tuple(dict.fromkeys(missing)),
        searched=str(among),
    )
    return passages, answer


def most_telling_first(passages: Sequence[Passage], decisive: Sequence[str]) -> list[Passage]:
    """Return passages with those first that decided, then those that take a side, and what is unrelated last; pure."""
    place = {key: at for at, key in enumerate(decisive)}

    def key(passage: Passage) -> tuple[int, int, float]:
        sure = passage.stance_probability or 0.0
        side = 0 if passage.stance in {"refutes", "supports"} else _ORDER.index(passage.stance)
        return place.get(passage.id, len(place)), side, -sure if side < _ORDER.index("mentions") else 0.0

    return sorted(passages, key=key)
