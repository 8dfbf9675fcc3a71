"""Prints as the store keeps them, and back."""

from __future__ import annotations

from ascertain.errors import Invalid
from ascertain.records import Media
from ascertain.store import Print, PrintPart
from ascertain.trace.features import LocalFeatures
from ascertain.trace.prints import ENGINE, WHOLE, Part, Prints


def kept(prints: Prints) -> Print:
    """Return the prints of a picture or frame as the store keeps them; pure."""
    return Print(
        sha256=prints.media.sha256,
        frame=prints.frame,
        engine=ENGINE,
        parts=tuple(
            PrintPart(part.name, bytes.fromhex(part.pdq), part.quality, None if part.region == WHOLE else part.region)
            for part in prints.parts
        ),
        features=prints.features.to_bytes(),
        thumb=prints.thumb,
    )


def restored(stored: Print, media: Media) -> Prints:
    """Return stored prints as they were made; raise :class:`Invalid` when another engine made them."""
    if stored.engine != ENGINE:
        raise Invalid(
            f"The prints of the picture {stored.sha256} are of {stored.engine}, not of {ENGINE}.",
            "Make its prints again.",
        )
    return Prints(
        media=media,
        parts=tuple(Part(p.name, p.pdq.hex(), p.quality, p.region or WHOLE) for p in stored.parts),
        features=LocalFeatures.from_bytes(stored.features),
        thumb=stored.thumb,
        frame=stored.frame,
    )
