"""From an article's file to what is published: its head, its body twice (HTML and plain text), and what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ascertain.errors import Invalid
from ascertain.publish.body import figure, missing, rendered
from ascertain.publish.front import Front, read_front
from ascertain.publish.naming import slug_of
from ascertain.publish.placing import placed
from ascertain.records import ArticlePicture, ArticleSource, Correction

LONGEST = 1_000_000
"""Characters of an article's file at most."""

_DEFINITION = re.compile(r"^\[\^([\w-]{1,60})\]:[ \t]+(\S.*)$", re.MULTILINE)
_USE = re.compile(r"\[\^([\w-]{1,60})\](?!:)")
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")


@dataclass(frozen=True)
class Draft:
    """An article's file as it was read, before its pictures are looked at."""

    front: Front
    markdown: str
    slug: str
    sources: tuple[ArticleSource, ...]
    keys: Mapping[str, int]
    """Number of the source that a reference in the text stands for."""
    pictures: tuple[ArticlePicture, ...]
    """Pictures by name, lead picture first, without their bytes."""


@dataclass(frozen=True)
class Written:
    """The body of an article."""

    html: str
    body: str
    corrections: tuple[Correction, ...]


def read_draft(text: str, name: str = "The article") -> Draft:
    """Return what an article's file says.

    Raises :class:`Invalid`, with the line, when its head is missing something, a reference has no source, or a
    picture has no text for those who do not see it.
    """
    if len(text) > LONGEST:
        raise Invalid(f"{name} has {len(text):,} characters; at most {LONGEST:,} are read.", "Publish it in parts.")
    front, markdown, first = read_front(text.removeprefix("\ufeff").replace("\r\n", "\n"), name)
    slug = front.slug or slug_of(front.headline)
    if not slug:
        raise Invalid(f"{name}: the headline gives no name for the address.", "Add “slug: …” to the head.")
    sources, keys, markdown = _sources(front, markdown)
    for found in _USE.finditer(markdown):
        if found[1] not in keys:
            line = first + markdown.count("\n", 0, found.start())
            raise Invalid(
                f"{name}, line {line}: there is no source “{found[1]}”.",
                "Add it to “sources:” with this “key”, or write the number of one that is there.",
            )
    return Draft(front, markdown, slug, sources, keys, _pictures(front, markdown, keys, name, first))


def write_body(draft: Draft, pictures: Mapping[str, ArticlePicture]) -> Written:
    """Return the body of a draft with these pictures, by name; one that is missing there is named instead."""
    lead = draft.pictures[0].name if draft.front.pictures else ""

    def picturing(name: str, alt: str, caption: str) -> str:
        shown = pictures.get(name)
        if shown is None or not shown.renditions:
            return missing(name)
        words = (caption or shown.caption, shown.credit)
        return figure(*addresses(shown), alt or shown.alt, words, lazy=name != lead)

    html, body = placed(rendered(draft.markdown, draft.keys.get, picturing))
    corrections = tuple(
        sorted(
            (Correction(at=each.date, text=each.text) for each in draft.front.corrections),
            key=lambda correction: correction.at,
            reverse=True,
        )
    )
    if not body:
        raise Invalid("The article has a head and no text.", "Write the text behind the second line of hyphens.")
    return Written(html, body, corrections)


def addresses(picture: ArticlePicture) -> tuple[str, str, tuple[int, int]]:
    """Return where a picture is shown from: its JPEG, its sizes as ``srcset``, and its width and height.

    The picture has renditions.
    """
    jpegs = [each for each in picture.renditions if each.type == "image/jpeg"]
    webps = [each for each in picture.renditions if each.type == "image/webp"]
    shown = (jpegs or webps)[0]
    largest = max(picture.renditions, key=lambda each: each.width)
    sizes = ", ".join(f"{picture_address(each.sha256, each.type)} {each.width}w" for each in webps)
    return picture_address(shown.sha256, shown.type), sizes, (largest.width, largest.height)


def picture_address(sha256: str, kind: str) -> str:
    """Return the address of a picture on the site; it changes whenever the picture does."""
    return f"/media/{sha256}.{'webp' if kind == 'image/webp' else 'jpg'}"


def _sources(front: Front, markdown: str) -> tuple[tuple[ArticleSource, ...], dict[str, int], str]:
    """Return the sources of the head and those defined in the text, their keys, and the text without definitions."""
    sources, keys = [], {}
    for number, each in enumerate(front.sources, 1):
        sources.append(
            ArticleSource(number=number, title=each.title, url=each.url, publisher=each.publisher, note=each.note)
        )
        keys[each.key or str(number)] = number
    for key, line in _DEFINITION.findall(markdown):
        if key in keys:
            continue
        found = _ADDRESS.search(line)
        title = _ADDRESS.sub("", line).strip(" ,;.–—-") or (found[1] if found else line)
        sources.append(ArticleSource(number=len(sources) + 1, title=title, url=found[1] if found else ""))
        keys[key] = len(sources)
    # The lines stay, empty, so that errors further down still name the right one.
    return tuple(sources), keys, _DEFINITION.sub("", markdown)


def _pictures(
    front: Front, markdown: str, keys: Mapping[str, int], name: str, first: int
) -> tuple[ArticlePicture, ...]:
    found = {
        each.file: ArticlePicture(name=each.file, caption=each.caption, credit=each.credit, alt=each.alt)
        for each in front.pictures
    }
    used: list[str] = []

    def note(file: str, alt: str, caption: str) -> str:
        used.append(file)
        found.setdefault(file, ArticlePicture(name=file, caption=caption, alt=alt))
        return ""

    rendered(markdown, keys.get, note)
    for file, picture in found.items():
        if not picture.alt:
            at = markdown.find(f"]({file}") if file in used else -1
            where = f"{name}, line {first + markdown.count(chr(10), 0, at)}" if at >= 0 else name
            raise Invalid(
                f"{where}: the picture {file} has no alternative text.",
                "Say under “alt” what it shows, for those who do not see it.",
            )
    return tuple(found.values())


def modified_at(front: Front, version: int, now: datetime) -> datetime | None:
    """Return when an article was last changed: as its head says, else now from its second version on."""
    return front.modified or (now if version > 1 else None)


def same_pictures(first: Sequence[ArticlePicture], second: Sequence[ArticlePicture]) -> bool:
    """Return whether two versions show the same bytes under the same names."""
    return {(each.name, each.sha256) for each in first} == {(each.name, each.sha256) for each in second}
