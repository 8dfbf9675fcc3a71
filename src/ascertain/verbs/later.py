"""Findings that a fact-check came in later than a claim it seems to answer: made, read back, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, cast

from ascertain.records import Claim, Dossier, FactCheck, Finding, LaterMatch, Match, content_id
from ascertain.rooms import Rooms

if TYPE_CHECKING:
    from ascertain.ingest.answered import Answered


def finding_of(claim: Claim, match: Match, now: datetime) -> Finding:
    """Return what is kept of a claim and a fact-check that came in later; pure."""
    from ascertain.version import VERSION

    by, check = f"related@{VERSION}", match.fact_check
    return Finding(
        id=_identifier(by, claim.id, check),
        about=claim.id,
        by=by,
        label=f"{match.strength} match",
        score=match.score,
        explanation=(
            f"A fact-check of {check.source.name} came into the collection after the claim. The score is the "
            "probability that it is about the same claim; it is a hint, not a verdict."
        ),
        features=match.features,
        differences=match.differences,
        rests_on=(check.id,),
        at=now,
    )


def later_matches(rooms: Rooms, dossier: Dossier) -> list[LaterMatch]:
    """Return what came into the collection after a dossier was made and answers its claims, most probable first."""
    shown = {
        checked.claim.id: {match.fact_check.id: match.fact_check for match in checked.related}
        for checked in dossier.claims
    }
    claims = {checked.claim.id: checked.claim for checked in dossier.claims}
    findings = [one for one in rooms.store.findings_about_any(list(claims)) if one.at > dossier.at]
    found: list[LaterMatch] = []
    for finding, check in _standing(rooms, findings):
        before = shown[finding.about].get(check.id)
        if before == check:
            continue
        found.append(
            LaterMatch(
                claim=claims[finding.about],
                title=dossier.document.title,
                url=dossier.document.url,
                dossier_id=dossier.id,
                match=_match(finding, check),
                changed=before is not None,
                found=finding.at,
            )
        )
    return _ranked(sorted(found, key=lambda one: (-one.match.score, one.claim.span.start, one.match.fact_check.id)))


def latest_matches(rooms: Rooms, limit: int) -> list[LaterMatch]:
    """Return the latest findings of all pages, newest first; of one import the most probable first."""
    pairs = list(_standing(rooms, rooms.store.findings_about_claims(limit)))
    placed = {one.claim.id: one for one in rooms.store.placed_claims([finding.about for finding, _ in pairs])}
    found = [
        LaterMatch(
            claim=placed[finding.about].claim,
            title=placed[finding.about].title,
            url=placed[finding.about].url,
            dossier_id=placed[finding.about].dossier_id,
            match=_match(finding, check),
            found=finding.at,
        )
        for finding, check in pairs
        if finding.about in placed
    ]
    return sorted(found, key=lambda one: (-one.found.timestamp(), -one.match.score, one.claim.id))


def came_in(rooms: Rooms, dossier: str, limit: int) -> list[LaterMatch]:
    """Return up to ``limit`` matches: of the dossier with this identifier, or the latest of all pages without one."""
    if not dossier:
        return latest_matches(rooms, limit)
    return later_matches(rooms, rooms.store.dossier(dossier))[:limit]


def _identifier(by: str, claim_id: str, check: FactCheck) -> str:
    """Return the finding's identifier: another one for each wording and rating of the fact-check."""
    said = (check.claim, check.claimant, check.title, check.summary, check.rating.value, check.rating_words)
    return content_id("finding", by, claim_id, check.id, *said)


def _standing(rooms: Rooms, findings: Iterable[Finding]) -> Iterator[tuple[Finding, FactCheck]]:
    """Yield the findings of this kind that rest on a fact-check as it stands now, with it, in the order given."""
    ours = [one for one in findings if one.by.startswith("related@") and one.rests_on]
    checks = {check.id: check for check in rooms.store.fact_checks([one.rests_on[0] for one in ours])}
    for one in ours:
        check = checks.get(one.rests_on[0])
        if check is not None and _identifier(one.by, one.about, check) == one.id:
            yield one, check


def _match(finding: Finding, check: FactCheck) -> Match:
    strength = cast(Literal["close", "possible"], finding.label.removesuffix(" match"))
    return Match(
        fact_check=check,
        rank=1,
        score=finding.score,
        features=finding.features,
        differences=finding.differences,
        strength=strength,
    )


def _ranked(found: Sequence[LaterMatch]) -> list[LaterMatch]:
    """Return the matches with their rank among those of the same claim."""
    seen: dict[str, int] = defaultdict(int)
    out = []
    for one in found:
        seen[one.claim.id] += 1
        out.append(one.model_copy(update={"match": one.match.model_copy(update={"rank": seen[one.claim.id]})}))
    return out


def told(rooms: Rooms, findings: Sequence[Finding], checks: Mapping[str, FactCheck]) -> Iterator[Answered]:
    """Yield the findings as an import reports them."""
    from ascertain.ingest.answered import Answered

    placed = {one.claim.id: one for one in rooms.store.placed_claims([one.about for one in findings])}
    for finding in findings:
        one, check = placed.get(finding.about), checks[finding.rests_on[0]]
        if one is not None:
            yield Answered(
                claim=one.claim.quote,
                page_title=one.title,
                page_url=one.url,
                dossier=one.dossier_id,
                checked=check.claim,
                publisher=check.source.name,
                rating=check.rating.value,
                rating_words=check.rating_words,
                url=check.url,
                score=finding.score,
                strength=finding.label.removesuffix(" match"),
                differences=tuple(difference.words for difference in finding.differences),
            )
