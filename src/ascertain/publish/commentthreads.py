"""Comments in threads, sorted and in pages; pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Literal

from ascertain.errors import Refused
from ascertain.records import CommentPage, Document, Person, ReaderComment, Thread, content_id
from ascertain.records.document import Comment

Order = Literal["oldest", "newest"]
"""How threads are sorted; pinned ones stand first in both."""

DEEPEST = 3
"""Replies nested deeper than this stand on the level of what they answer, so that a phone can show them."""

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

PAGE = 40
"""Threads on a page: with replies about 80 comments and 60 kB."""


def seen_by(comments: Sequence[ReaderComment], person: Person | None) -> list[ReaderComment]:
    """Return the comments that this person may see, those of others that are hidden or held without their words.

    A hidden comment keeps its place, so that nothing vanishes without trace; a held one does when somebody answered
    it while it was visible.
    """
    answered = {comment.parent for comment in comments if comment.shown == "visible"}
    found = []
    for comment in comments:
        own = person is not None and comment.author == person.id != ""
        if own or comment.shown == "visible":
            found.append(comment if own else comment.model_copy(update={"held": ()}))
        elif comment.shown == "hidden" or comment.id in answered:
            gone = {"text": "", "held": (), "author": "", "name": ""}
            found.append(comment.model_copy(update=gone))
    return found


def threads_of(comments: Sequence[ReaderComment], order: Order = "oldest") -> list[Thread]:
    """Return the comments in threads, pinned ones first; replies always oldest first, as they are a conversation.

    What answers a comment that is not there, or leads in a circle, begins a thread of its own.
    """
    by_id = {comment.id: comment for comment in comments}
    below: dict[str, list[ReaderComment]] = {}
    for comment in sorted(comments, key=lambda one: (one.posted, one.id)):
        above = _ancestors(comment, by_id)
        # The ancestor on the deepest level that is still indented takes the reply.
        under = above[-min(len(above), DEEPEST)] if above else ""
        below.setdefault(under, []).append(comment)

    def thread(comment: ReaderComment, under: str) -> Thread:
        answered = by_id.get(comment.parent)
        elsewhere = answered is not None and answered.id != under
        replies = tuple(thread(reply, comment.id) for reply in below.get(comment.id, ()))
        return Thread(comment=comment, replies=replies, answers=answered.name if elsewhere and answered else "")

    roots = [thread(comment, "") for comment in below.get("", ())]
    roots.sort(key=lambda root: (root.comment.posted, root.comment.id), reverse=order == "newest")
    return sorted(roots, key=lambda root: not root.comment.pinned)


def page_of(slug: str, comments: Sequence[ReaderComment], order: Order, page: int, *, locked: bool) -> CommentPage:
    """Return one page of an article's threads; pages beyond the last are the last."""
    roots = threads_of(comments, order)
    pages = max(1, -(-len(roots) // PAGE))
    page = min(max(1, page), pages)
    return CommentPage(
        slug=slug,
        count=sum(comment.shown == "visible" for comment in comments),
        threads=tuple(roots[(page - 1) * PAGE : page * PAGE]),
        page=page,
        pages=pages,
        locked=locked,
    )


def page_with(comment_id: str, comments: Sequence[ReaderComment], order: Order) -> int:
    """Return the page on which a comment stands, from 1."""
    for at, root in enumerate(threads_of(comments, order)):
        if _holds(root, comment_id):
            return at // PAGE + 1
    return 1


def refuse_locked(parent: ReaderComment | None, comments: Sequence[ReaderComment]) -> None:
    """Raise :class:`Refused` when the comment that is answered, or one above it, is locked or no longer visible."""
    if parent is None:
        return
    by_id = {comment.id: comment for comment in comments}
    if parent.locked or any(by_id[one].locked for one in _ancestors(parent, by_id)):
        raise Refused("This thread is locked: nobody can answer in it any more.", "Begin a thread of your own.")
    if parent.shown != "visible":
        raise Refused("The comment you answer is not visible.", "Answer another one, or begin a thread of your own.")


def locked_ids(comments: Sequence[ReaderComment]) -> frozenset[str]:
    """Return the comments that nobody can answer: locked ones and all below them."""
    by_id = {comment.id: comment for comment in comments}
    return frozenset(
        comment.id
        for comment in comments
        if comment.locked or any(by_id[one].locked for one in _ancestors(comment, by_id))
    )


def as_document(
    slug: str, title: str, comments: Sequence[ReaderComment], words: Callable[[str], str], without: Collection[str] = ()
) -> Document:
    """Return the comments that are not hidden as a document's, so that they can be looked at for signs in common.

    ``words`` makes plain text of a comment's; ``without`` leaves comments out. Accounts stand for names, so that two
    people of one name stay two.
    """
    there = [one for one in comments if one.shown != "hidden" and one.text and one.id not in without]
    places = {comment.id: at for at, comment in enumerate(there)}
    return Document(
        id=content_id("comments", slug),
        title=title,
        body=title,
        comments=tuple(
            Comment(
                text=words(one.text),
                author=one.author or one.name,
                posted=one.posted,
                parent=places.get(one.parent),
                pairing="structure" if one.parent in places else "",
            )
            for one in there
        ),
        seen=max((one.posted for one in there), default=_LONG_AGO),
    )


def _holds(thread: Thread, comment_id: str) -> bool:
    return thread.comment.id == comment_id or any(_holds(reply, comment_id) for reply in thread.replies)


def _ancestors(comment: ReaderComment, by_id: dict[str, ReaderComment]) -> list[str]:
    """Return what a comment answers, nearest first; empty when it leads in a circle."""
    chain: list[str] = []
    parent = comment.parent
    while parent in by_id:
        if parent in chain or parent == comment.id:
            return []
        chain.append(parent)
        parent = by_id[parent].parent
    return chain
