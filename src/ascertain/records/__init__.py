"""The records: one shape from storage to screen."""

from ascertain.records.again import AskedAgain, Since, Turned
from ascertain.records.answer import (
    Answer,
    Asked,
    Inquiry,
    Passage,
    Removed,
    SourceNote,
    Stance,
    Statement,
    Verdict,
)
from ascertain.records.claim import Attribution, Claim, Entity, Figure, NamedDate
from ascertain.records.document import Comment, Document, Link, Picture, Source
from ascertain.records.dossier import CheckedClaim, Dossier
from ascertain.records.factcheck import Difference, FactCheck, Feature, Match, Rating
from ascertain.records.finding import Finding
from ascertain.records.hashlist import ListedHash, listed_id
from ascertain.records.later import LaterMatch
from ascertain.records.media import Alteration, Media, PictureFindings, Region, Sighting, SightingMatch, Tier
from ascertain.records.record import Probability, Record, Span, UtcTime, content_id
from ascertain.records.related import Disagreement, Group, PictureAsked, PictureMatch, Related, Scope, Understanding
from ascertain.records.sourcelist import ListedSource, SourceKind, listed_source_id
from ascertain.records.trace import Context, Contradiction, Trace

__all__ = [
    "Alteration",
    "Answer",
    "Asked",
    "AskedAgain",
    "Attribution",
    "CheckedClaim",
    "Claim",
    "Comment",
    "Context",
    "Contradiction",
    "Difference",
    "Disagreement",
    "Document",
    "Dossier",
    "Entity",
    "FactCheck",
    "Feature",
    "Figure",
    "Finding",
    "Group",
    "Inquiry",
    "LaterMatch",
    "Link",
    "ListedHash",
    "ListedSource",
    "Match",
    "Media",
    "NamedDate",
    "Passage",
    "Picture",
    "PictureAsked",
    "PictureFindings",
    "PictureMatch",
    "Probability",
    "Rating",
    "Record",
    "Region",
    "Related",
    "Removed",
    "Scope",
    "Sighting",
    "SightingMatch",
    "Since",
    "Source",
    "SourceKind",
    "SourceNote",
    "Span",
    "Stance",
    "Statement",
    "Tier",
    "Trace",
    "Turned",
    "Understanding",
    "UtcTime",
    "Verdict",
    "content_id",
    "listed_id",
    "listed_source_id",
]
