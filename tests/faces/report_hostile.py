"""The sample dossier with something hostile in every string."""

from __future__ import annotations

from report_sample import sample_dossier
from report_sample_claims import BODY

from ascertain.records import CheckedClaim, Dossier, Span

_CHOICES = {
    "kind",
    "how",
    "outcome",
    "origin",
    "stance",
    "strength",
    "tier",
    "date_source",
    "pairing",
    "rating",
    "corpus",
}
_ADDRESSES = {"url", "page"}
_LINKS = {"sha256", "id", "about", "document_id", "origin_id", "citations"}


def hostile_text(text: str) -> str:
    """Return the text with markup for browsers, templates and terminals, and with direction overrides."""
    return (
        f"{text}\"'><img src=x onerror=alert(1)><script>alert(2)</script></style></title>{{{{ 7 * 7 }}}}"
        "[bold red]x[/bold red]\x1b[31m\x1b]0;title\x07\u202eevil\u2066\u200b\x00\ud800"
    )


def _poisoned(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _poisoned(item, name) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_poisoned(item, key) for item in value]
    if not isinstance(value, str) or key in _CHOICES or key in _LINKS:
        return value
    return "javascript:alert(document.domain)" if key in _ADDRESSES else hostile_text(value)


def hostile_dossier() -> Dossier:
    """Return the sample with something hostile in every string; its claims keep their place in the body."""
    dossier = Dossier.model_validate(_poisoned(sample_dossier().model_dump()))
    # A poisoned quote no longer equals its span: half of the claims get one that does, hostile as well.
    body = dossier.document.body
    claims = []
    for number, checked in enumerate(dossier.claims):
        if number % 2:
            checked = checked.model_copy(
                update={"claim": checked.claim.model_copy(update={"quote": checked.claim.span.of(body)})}
            )
        claims.append(checked)
    end = CheckedClaim(
        claim=claims[0].claim.model_copy(
            update={"span": Span(start=len(BODY) - 3, end=len(body)), "quote": body[len(BODY) - 3 :]}
        )
    )
    return dossier.model_copy(update={"claims": (*claims, end)})
