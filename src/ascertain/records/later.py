"""What was found about a claim after its page was verified."""

from __future__ import annotations

from ascertain.records.claim import Claim
from ascertain.records.factcheck import Match
from ascertain.records.record import Record, UtcTime


class LaterMatch(Record):
    """A fact-check that came into the collection later than a claim it seems to answer."""

    claim: Claim
    """The claim, as it was read."""

    title: str = ""
    """Headline of the claim's page."""

    url: str = ""
    """Address of the claim's page, empty for a text handed over."""

    dossier_id: str = ""
    """The dossier in which the claim is shown; of several, the one asked for, else the latest."""

    match: Match
    """The fact-check as it stands now, why it matched and where it differs from the claim."""

    changed: bool = False
    """Whether the dossier shows this fact-check already, with what it said then."""

    found: UtcTime
    """When it was compared with the claim."""
