"""The sample collection: fact-checks, documents, a page to verify, and a site with articles."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.records import Dossier
from ascertain.rooms import Progress

if TYPE_CHECKING:
    from ascertain.verbs.articles import Articles
    from ascertain.verbs.commenting import Commenting


class Loads(Protocol):
    """What the desk does with samples."""

    def prepare(self, *, progress: Progress) -> Path:
        """Prepare the embedding model."""

    def import_factchecks(self, path: Path, *, progress: Progress) -> object:
        """Import fact-checks."""

    def import_documents(self, path: Path, *, progress: Progress) -> object:
        """Import saved pages."""

    def verify(self, target: str, *, progress: Progress) -> Dossier:
        """Verify a page."""

    @property
    def articles(self) -> Articles:
        """Articles of the own site."""

    @property
    def comments(self) -> Commenting:
        """Comments of readers."""


def load_samples(desk: Loads, progress: Progress) -> Dossier:
    """Load the sample collection and publish its articles, again without effect; return the sample page's dossier."""
    with as_file(files("ascertain") / "samples") as samples:
        desk.prepare(progress=progress)
        desk.import_factchecks(samples / "factchecks.jsonl", progress=progress)
        desk.import_documents(samples / "documents", progress=progress)
        dossier = desk.verify(str(samples / "article.html"), progress=progress)
        desk.articles.publish_folder(samples / "articles", progress=progress)
        desk.comments.load_samples()
        return dossier
