"""The desk: everything Ascertain does, one method for each verb."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Unpack

from ascertain.errors import AscertainError
from ascertain.records import KINDS, Answer, AskedAgain, Dossier, HitKind, LaterMatch, Related, SearchResult, Trace
from ascertain.rooms import Progress
from ascertain.settings import Settings, load_settings
from ascertain.verbs.grouped import Grouped

if TYPE_CHECKING:
    from ascertain.doctor import Check
    from ascertain.ingest import RawPage
    from ascertain.ingest.importing import ImportReport
    from ascertain.ingest.picturelists import PicturesReport
    from ascertain.ingest.sourcelists import SourceListReport, SourceOptions
    from ascertain.ingest.sources import FactCheckSource
    from ascertain.records import SourceKind
    from ascertain.related import BatchReport, Filters
    from ascertain.store import AnswerSummary
    from ascertain.trace.exchange import HashListReport, Shape
    from ascertain.trace.video import Keyframes
    from ascertain.verbs.asking import How
    from ascertain.verbs.documents import DocumentsReport
    from ascertain.verbs.picturing import ListOptions
    from ascertain.verbs.tracebatch import TracesReport
    from ascertain.verbs.tracing import Given
    from ascertain.verbs.verifying import Shown


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    return None


def open_desk(settings: Settings | None = None) -> Desk:
    """Return a desk over the store, search tables and blobs that ``settings`` name (environment by default)."""
    return Desk(settings or load_settings())


class Desk(Grouped):
    """Verify, relate, import: the verbs over one collection; store, search and model open when first needed."""

    def verify(
        self, target: str | RawPage, *, stdin: BinaryIO | None = None, progress: Progress = _quiet, shown: Shown = None
    ) -> Dossier:
        """Return the dossier of a page and keep it; ``shown`` is told of each part when it is known.

        ``target`` is an address, a path, ``-`` for ``stdin``, or a page already read. Nothing is stored unless
        all of it succeeds. Raises the errors of :mod:`ascertain.errors`.
        """
        from ascertain.ingest import open_target
        from ascertain.verbs.revisiting import read_claims
        from ascertain.verbs.verifying import verify_page

        progress("Reading the page", 0, None)
        raw = open_target(target, self.settings, self.fetcher, stdin) if isinstance(target, str) else target
        dossier = verify_page(self, raw, progress, shown)
        # While their vectors are at hand. The dossier is kept by now; an import reads what is not read here.
        with suppress(AscertainError):
            read_claims(self, progress, dossier.document.id)
        return dossier

    def related(
        self,
        text: str = "",
        *,
        image: bytes | None = None,
        limit: int = 10,
        published: date | None = None,
        **filters: Unpack[Filters],
    ) -> Related:
        """Return fact-checks of claims similar to ``text``, those of one claim together, each with why it matched.

        With an ``image`` also those that used the same picture, and its own text is looked for with ``text``.
        ``published`` is the day of the claim itself: fact-checks of those days become more likely, none is left out.
        ``filters`` (``corpus``, ``languages``, ``publishers``, ``ratings``, ``since``, ``until``) narrow what is found.
        """
        from ascertain.related import Query, ask_related, scope_of
        from ascertain.verbs.picturequery import related_to_picture

        if image is not None:
            return related_to_picture(self, image, text, limit=limit, published=published, **filters)
        scope, query = scope_of(self.store, **filters), Query(text, published=published)
        return ask_related(query, self.search, self.store, self.embedder, scope=scope, limit=limit)

    def ask(self, text: str, **how: Unpack[How]) -> Answer:
        """Return a cited answer about a claim, or an abstention that says what is missing, and keep it.

        ``how``: ``seconds``, ``page``, ``published``, ``progress``, ``stop`` (:class:`ascertain.verbs.asking.How`).
        """
        from ascertain.verbs.answers import ask_and_keep

        return ask_and_keep(self, text, **how)

    def ask_again(self, answer_id: str, **how: Unpack[How]) -> AskedAgain:
        """Ask the question of a kept answer again; return the new answer, and what evidence came in since."""
        from ascertain.verbs.answers import ask_kept_again

        return ask_kept_again(self, answer_id, **how)

    def answers(self, limit: int = 20) -> list[AnswerSummary]:
        """Return the latest ``limit`` answers that were kept, newest first; a dossier's are kept with it."""
        return self.store.answers(limit)

    def find(self, query: str, *, limit: int = 20, kinds: Collection[HitKind] = KINDS) -> SearchResult:
        """Return what the collection holds on a query, in any language: documents, fact-checks and earlier claims."""
        from ascertain.verbs.searching import search_everything

        return search_everything(self, query, limit=limit, kinds=kinds)

    def related_batch(
        self, queries: Path, run: Path, *, limit: int = 50, progress: Progress = _quiet, **filters: Unpack[Filters]
    ) -> BatchReport:
        """Rank fact-checks for each query of a file (id, tab, text), write them as a TREC run, say what was done."""
        from ascertain.related import run_batch, scope_of

        scope = scope_of(self.store, **filters)
        return run_batch(queries, run, self.search, self.store, self.embedder, scope, limit=limit, progress=progress)

    def import_factchecks(
        self,
        path: Path,
        *,
        corpus: str = "main",
        format: str | None = None,
        columns: Mapping[str, str] | None = None,
        rejects: Path | None = None,
        pictures: bool = False,
        progress: Progress = _quiet,
    ) -> ImportReport:
        """Import fact-checks from a file of any known shape; a second run adds nothing, a killed one goes on.

        The report says which claims of pages verified earlier they answer. With ``pictures``, those that fact-checks
        of the corpus show are fetched as well, also those of earlier imports.
        """
        from ascertain.ingest.importing import import_fact_checks
        from ascertain.verbs.imported import completed

        rooms = (self.store, self.search, self.embedder, self.settings)
        report = import_fact_checks(
            path, *rooms, corpus=corpus, format=format, columns=columns, rejects=rejects, progress=progress
        )
        return completed(self, report, corpus, pictures, progress)

    def pull_factchecks(
        self,
        source: FactCheckSource,
        *,
        corpus: str = "main",
        rejects: Path | None = None,
        pictures: bool = False,
        progress: Progress = _quiet,
    ) -> ImportReport:
        """Import fact-checks from a live source (:mod:`ascertain.ingest.sources`); the next run goes on behind it.

        The report says which claims of pages verified earlier they answer. ``pictures`` are fetched as by
        :meth:`import_factchecks`.
        """
        from ascertain.ingest.pulling import pull_fact_checks
        from ascertain.ingest.sources import PatientWeb
        from ascertain.verbs.imported import completed

        rooms = (PatientWeb(self.fetcher, self.settings), self.store, self.search, self.embedder, self.settings)
        report = pull_fact_checks(source, *rooms, corpus=corpus, rejects=rejects, progress=progress)
        return completed(self, report, corpus, pictures, progress)

    def news(self, dossier: str = "", *, limit: int = 50) -> list[LaterMatch]:
        """Return the fact-checks that came in after a page was verified and answer its claims.

        Of one ``dossier`` (its identifier) those found since, most probable first; else the latest, newest first.
        """
        from ascertain.verbs.later import came_in

        return came_in(self, dossier, limit)

    def import_documents(self, path: Path, *, progress: Progress = _quiet) -> DocumentsReport:
        """Import saved pages (one file, or every page in a folder) with their pictures as evidence to search."""
        from ascertain.verbs.documents import import_documents

        return import_documents(self, path, progress)

    def import_images(
        self, path: Path, *, progress: Progress = _quiet, **options: Unpack[ListOptions]
    ) -> PicturesReport:
        """Import the pictures of a folder or list, with where each appeared, so that copies are recognised.

        ``options`` are ``columns``, ``outside`` (lets a list name files outside its own folder) and ``rejects``.
        """
        from ascertain.verbs.picturing import import_images

        return import_images(self, path, progress, **options)

    def import_videos(
        self, path: Path, *, progress: Progress = _quiet, **options: Unpack[ListOptions]
    ) -> PicturesReport:
        """Import the keyframes of the videos of a folder or list, with where each appeared; see import_images."""
        from ascertain.verbs.picturing import import_videos

        return import_videos(self, path, progress, **options)

    def keyframes(
        self, video: Path, folder: Path, *, overwrite: bool = False, progress: Progress = _quiet
    ) -> Keyframes:
        """Write a video's keyframes, a contact sheet and a list of them into a folder, and return them."""
        from ascertain.verbs.picturing import write_keyframes

        return write_keyframes(self, video, folder, progress, overwrite=overwrite)

    def import_hashes(self, path: Path, *, name: str = "", progress: Progress = _quiet) -> HashListReport:
        """Import a list of PDQ hashes in a shape of ThreatExchange's tools; traced pictures on it are told."""
        from ascertain.trace.exchange import import_hashes

        return import_hashes(path, self.store, collection=name, progress=progress)

    def import_sources(
        self, path: Path, *, name: str, kind: SourceKind, progress: Progress = _quiet, **options: Unpack[SourceOptions]
    ) -> SourceListReport:
        """Import a list of sources (state media, unreliable sites) instead of what it held; answers weigh by it."""
        from ascertain.ingest.sourcelists import import_source_list

        return import_source_list(path, self.store, self.settings.home, progress, name=name, kind=kind, **options)

    def export_hashes(self, out: Path, *, name: str = "", shape: Shape = "json") -> int:
        """Write the PDQ hashes of a list, or of the own pictures, for ThreatExchange's tools; return how many."""
        from ascertain.verbs.picturing import export_hashes

        return export_hashes(self, out, name, shape)

    def trace(
        self,
        target: str | Given,
        *,
        elsewhere: bool = True,
        stdin: BinaryIO | None = None,
        progress: Progress = _quiet,
    ) -> Trace:
        """Return where a picture or video has appeared, earliest first, and how its contexts differ; keep the trace.

        ``target`` is an address, a path, ``-`` for ``stdin``, or what was read already. ``elsewhere`` also asks the
        services on the web for which a key is set. Raises the errors of :mod:`ascertain.errors`.
        """
        from ascertain.verbs.tracing import opened, trace_media

        with opened(self, target, stdin) if isinstance(target, str) else nullcontext(target) as given:
            return trace_media(self, given, progress, elsewhere=elsewhere)

    def trace_folder(
        self, folder: Path, out: Path, *, elsewhere: bool = True, progress: Progress = _quiet
    ) -> TracesReport:
        """Trace every picture and video in a folder into a file, one JSON record a line, and report what was done."""
        from ascertain.verbs.tracebatch import trace_folder

        return trace_folder(self, folder, out, progress, elsewhere=elsewhere)

    def reindex(self, *, progress: Progress = _quiet) -> int:
        """Rebuild search tables and picture index from the store; return how many records search holds."""
        from ascertain.verbs.reindexing import reindex_all

        return reindex_all(self, progress)

    def prepare(self, *, progress: Progress = _quiet) -> Path:
        """Prepare the embedding model, unless it is there already, and return its folder."""
        from ascertain.models import prepare_models

        return prepare_models(self.settings, progress)

    def doctor(self) -> list[Check]:
        """Check the installation and return what was found about each part."""
        from ascertain.doctor import check_up

        return check_up(self)

    def demo(self, *, progress: Progress = _quiet) -> Dossier:
        """Load the sample collection and its articles (again without effect); return the sample page's dossier."""
        from ascertain.verbs.sampling import load_samples

        return load_samples(self, progress)

    def warm(self) -> None:
        """Open everything, so that the first request is as fast as the next."""
        self.related("warm", limit=1)

    def previews(self, trace: Trace) -> dict[tuple[str, float | None], bytes]:
        """Return small versions of the pictures and frames that a trace shows."""
        from ascertain.verbs.tracing import previews

        return previews(self, trace)

    def thumbnails(self, dossier: Dossier) -> dict[str, bytes]:
        """Return small versions of the dossier's pictures by SHA-256, for pages that carry them inside."""
        from ascertain.verbs.tracing import thumbnails

        return thumbnails(self, dossier)
