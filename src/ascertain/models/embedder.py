"""What turns sentences into vectors, and which adapter does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from ascertain.errors import NotConfigured

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.settings import Settings


class Embedder(Protocol):
    """Places texts of any language in one space, where the same statement in two languages lies close.

    Both methods return one row of length ``dimensions`` and Euclidean length 1 for each text, in the order
    given; the dot product of two rows is their cosine. A text's row does not depend on the texts beside it.
    Calls from several threads at once are allowed.
    """

    @property
    def name(self) -> str:
        """Model and version, ``model@version``; vectors of different names must never be compared."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts that are searched with: claims, questions."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts that are searched among: fact-checks, passages of documents."""


def _open_e5(settings: Settings) -> Embedder:
    from ascertain.models.e5 import open_e5

    return open_e5(settings)


ADAPTERS: Mapping[str, Callable[[Settings], Embedder]] = {"multilingual-e5-small": _open_e5}
"""What ``settings.embedder`` may say, and what opens it. An adapter is one module and one line here."""


def open_embedder(settings: Settings) -> Embedder:
    """Return the embedder that ``settings.embedder`` names, loaded and ready.

    Raises NotConfigured when no adapter has that name, or when its model has not been prepared.
    """
    adapter = ADAPTERS.get(settings.embedder)
    if adapter is None:
        raise NotConfigured(
            f"There is no embedder called “{settings.embedder}”.",
            f"Set ASCERTAIN_EMBEDDER to one of: {', '.join(sorted(ADAPTERS))}.",
        )
    return adapter(settings)
