"""The verbs in groups: what belongs together is one part of the desk, as in ``desk.articles.publish``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ascertain.rooms import Rooms

if TYPE_CHECKING:
    from ascertain.verbs.articles import Articles
    from ascertain.verbs.commenting import Commenting
    from ascertain.verbs.listening import Listening
    from ascertain.verbs.networking import Networking
    from ascertain.verbs.people import People
    from ascertain.verbs.working import Working


class Grouped(Rooms):
    """The rooms with the groups of verbs over them; each opens when first used."""

    @cached_property
    def articles(self) -> Articles:
        """Articles of the own site: publish, read, list, withdraw."""
        from ascertain.verbs.articles import Articles

        return Articles(self)

    @cached_property
    def listening(self) -> Listening:
        """Articles read aloud: make the sound, hand it out."""
        from ascertain.verbs.listening import Listening

        return Listening(self)

    @cached_property
    def comments(self) -> Commenting:
        """Comments of readers: read, write, report, moderate."""
        from ascertain.verbs.commenting import Commenting

        return Commenting(self, self.people.log)

    @cached_property
    def work(self) -> Working:
        """The desk's own work: queue of claims, judgements, drafts, lists of what the collection holds."""
        from ascertain.verbs.working import Working

        return Working(self, self.articles, self.people.log)

    @cached_property
    def networks(self) -> Networking:
        """Accounts that act together: look for them, read what was found, export it."""
        from ascertain.verbs.networking import Networking

        return Networking(self)

    @cached_property
    def people(self) -> People:
        """People: accounts, signing in, limits, and the audit log."""
        from ascertain.verbs.people import People

        return People(self)
