"""The store in groups: tables that belong together are one part of it, as in ``store.articles``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ascertain.store.mediastore import MediaStore

if TYPE_CHECKING:
    from ascertain.store.articles import Articles
    from ascertain.store.audio import Audios
    from ascertain.store.auditlog import AuditLog
    from ascertain.store.comments import Comments
    from ascertain.store.drafts import Drafts
    from ascertain.store.entrances import Entrances
    from ascertain.store.library import Library
    from ascertain.store.networks import Networks
    from ascertain.store.people import People
    from ascertain.store.rates import Rates
    from ascertain.store.workqueue import WorkQueue


class GroupedStore(MediaStore):
    """Pictures and videos, and the groups of tables beside them; each opens when first used."""

    @cached_property
    def articles(self) -> Articles:
        """Articles of the own site and their versions."""
        from ascertain.store.articles import Articles

        return Articles(self._database)

    @cached_property
    def audio(self) -> Audios:
        """Articles read aloud."""
        from ascertain.store.audio import Audios

        return Audios(self._database)

    @cached_property
    def comments(self) -> Comments:
        """Comments of readers, and what was done to them."""
        from ascertain.store.comments import Comments

        return Comments(self._database)

    @cached_property
    def people(self) -> People:
        """Accounts."""
        from ascertain.store.people import People

        return People(self._database)

    @cached_property
    def entrances(self) -> Entrances:
        """Sign-in links, sessions and tokens of programs."""
        from ascertain.store.entrances import Entrances

        return Entrances(self._database)

    @cached_property
    def rates(self) -> Rates:
        """Counts for limits."""
        from ascertain.store.rates import Rates

        return Rates(self._database)

    @cached_property
    def audit(self) -> AuditLog:
        """Who did what."""
        from ascertain.store.auditlog import AuditLog

        return AuditLog(self._database)

    @cached_property
    def work(self) -> WorkQueue:
        """The queue of claims worth checking, and what people decided."""
        from ascertain.store.workqueue import WorkQueue

        return WorkQueue(self._database)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts of articles."""
        from ascertain.store.drafts import Drafts

        return Drafts(self._database)

    @cached_property
    def library(self) -> Library:
        """Lists of everything the collection holds, in pages."""
        from ascertain.store.library import Library

        return Library(self._database)

    @cached_property
    def networks(self) -> Networks:
        """Networks of accounts that act together."""
        from ascertain.store.networks import Networks

        return Networks(self._database)
