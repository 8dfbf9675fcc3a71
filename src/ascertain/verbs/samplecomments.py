"""The sample comments: invented readers whose comments come in through the same rules as anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.errors import Invalid, NotFound
from ascertain.records import Article, CommentEvent, CommentReport, Person, ReaderComment, content_id

if TYPE_CHECKING:
    from ascertain.rooms import Rooms

_EDITOR = "Sample editor"


def load_sample_comments(rooms: Rooms, path: Path) -> int:
    """Keep the comments of a YAML file under the articles it names; return how many are new.

    Comments that are there already stay as they are, and articles that are not there are left out. Raises
    :class:`Invalid` for a file that is no such list.
    """
    import yaml

    try:
        sections = yaml.safe_load(path.read_text(encoding="utf-8"))
        return sum(_load(rooms, slug, entries) for slug, entries in sections.items())
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise Invalid(f"{path.name} is no list of comments: {error}.", "See samples/comments.yaml.") from error


def _load(rooms: Rooms, slug: str, entries: list[dict[str, Any]]) -> int:
    try:
        article = rooms.store.articles.get(slug)
    except NotFound:
        return 0
    new = 0
    for entry in sorted(entries, key=lambda one: int(one["after"])):
        comment_id = _id(slug, entry["key"])
        try:
            rooms.store.comments.get(comment_id)
        except NotFound:
            _write(rooms, article, entry, comment_id)
            new += 1
    return new


def _id(slug: str, key: str) -> str:
    return content_id("sample comment", slug, key)[:16]


def _write(rooms: Rooms, article: Article, entry: dict[str, Any], comment_id: str) -> None:
    from ascertain.publish.commentmarkup import comment_links
    from ascertain.publish.moderation import Standing, checked, decided, held_for
    from ascertain.verbs.judgingcomments import added_signals, copies_of, rules_of

    store, rules, slug = rooms.store.comments, rules_of(rooms.settings), article.slug
    at = article.published + timedelta(minutes=int(entry["after"]))
    writer = Person(id=f"sample-{content_id('sample', entry['name'])[:12]}", email="", name=entry["name"], created=at)
    comment = ReaderComment(
        id=comment_id,
        slug=slug,
        author=writer.id,
        name=writer.name,
        text=checked(entry["text"], rules),
        parent=_id(slug, entry["answers"]) if "answers" in entry else "",
        posted=at,
        sample=True,
    )
    around = store.of(slug)
    standing = Standing(
        visible_before=0 if entry.get("newcomer") else 1,
        links=len(comment_links(comment.text)),
        copies=copies_of(comment, around),
        signals=added_signals(comment, around),
    )
    held = held_for(comment.text, standing, replace(rules, first=rules.first and bool(entry.get("newcomer"))))
    comment = comment.model_copy(update={"shown": "held", "held": held}) if held else comment
    events = [CommentEvent(comment=comment.id, slug=slug, act="write", by=writer.id, name=writer.name, at=at)]
    if held:
        names = ", ".join(one.rule for one in held)
        events.append(CommentEvent(comment=comment.id, slug=slug, act="hold", name="rules", reason=names, at=at))
    store.add(comment, *events)
    for number, ground in enumerate(entry.get("reports", ()), 1):
        later = at + timedelta(minutes=5 * number)
        store.report(CommentReport(comment=comment.id, by=f"sample-reader-{number}", ground=ground, at=later))
    if decision := entry.get("decision"):
        if decision == "approve" and comment.shown == "visible":
            return
        after, reason = decided(comment, decision, entry.get("reason", ""), False), entry.get("reason", "")
        when = at + timedelta(minutes=20)
        done = CommentEvent(comment=comment.id, slug=slug, act=decision, name=_EDITOR, reason=reason, at=when)
        store.change(comment, after, done, settles=True)
    if removal := entry.get("removal"):
        store.forget(writer.id, at + timedelta(days=2), blank=removal == "blank")
