"""Everything that is kept about one person and their comments, for them to take along."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.records import CommentEvent, CommentHistory, Person, PersonalData

if TYPE_CHECKING:
    from ascertain.rooms import Rooms


def personal_data(rooms: Rooms, person_id: str, person: Person | None) -> PersonalData:
    """Return a person's comments with versions, their reports and acts; nobody else's names or reports."""
    store = rooms.store.comments

    def own_only(event: CommentEvent) -> CommentEvent:
        return event if event.by == person_id else event.model_copy(update={"by": "", "name": ""})

    return PersonalData(
        person=person,
        comments=tuple(
            CommentHistory(
                comment=comment,
                versions=tuple(store.versions(comment.id)),
                events=tuple(own_only(event) for event in store.events(comment=comment.id)),
            )
            for comment in store.by(person_id)
        ),
        reports=tuple(store.reports(by=person_id)),
        acts=tuple(store.events(by=person_id)),
        at=datetime.now(UTC),
    )
