"""The head of an article's file: YAML between two lines of ``---``, checked, with line numbers in every error."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ascertain.errors import Invalid
from ascertain.records import Rating, UtcTime

_MOST_NODES = 5000
"""Values of a head at most; YAML's aliases could make a billion of ten lines."""

_FENCE = "---"


def _moment(value: object) -> object:
    """Take a day for its first moment, and a time without a zone for one in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else value


def _several(value: object) -> object:
    """Take one value for a list of one."""
    return [value] if isinstance(value, str | dict) else [] if value is None else value


def _source(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


_Moment = Annotated[UtcTime, BeforeValidator(_moment)]
_Line = Annotated[str, Field(max_length=1000)]
_Url = Annotated[str, Field(max_length=2000, pattern=r"^(https?://[^\s<>\"]+)?$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True)


class FrontPicture(_Part):
    """A picture of the article; the first one stands at its head."""

    file: Annotated[str, Field(min_length=1, max_length=300)]
    """File beside the article, or the SHA-256 of stored bytes."""
    caption: _Line = ""
    credit: _Line = ""
    alt: _Line = ""


class FrontSource(_Part):
    """Something the article rests on."""

    title: Annotated[str, Field(min_length=1, max_length=1000)]
    url: _Url = ""
    publisher: _Line = ""
    note: _Line = ""
    key: Annotated[str, Field(pattern=r"^[\w-]{0,60}$")] = ""
    """How the text refers to it, ``[^key]``; its number when empty."""


class FrontCorrection(_Part):
    """What was wrong, and what it says now."""

    date: _Moment
    text: Annotated[str, Field(min_length=1, max_length=4000)]


class FrontReview(_Part):
    """A claim that the article rates."""

    claim: Annotated[str, Field(min_length=1, max_length=2000)]
    rating: Annotated[str, Field(min_length=1, max_length=200)]
    """In the newsroom's own words."""
    step: Rating | None = None
    """On the common scale; read from ``rating`` when left out."""
    claimant: _Line = ""
    date: _Moment | None = None
    """When the claim was made."""
    appearances: Annotated[list[_Url], BeforeValidator(_several)] = []
    summary: Annotated[str, Field(max_length=4000)] = ""


class Front(_Part):
    """The head of an article's file."""

    headline: Annotated[str, Field(min_length=1, max_length=300)]
    standfirst: Annotated[str, Field(max_length=1000)] = ""
    byline: Annotated[list[_Line], BeforeValidator(_several)] = []
    date: _Moment | None = None
    """When it was published; when it is published, if left out."""
    modified: _Moment | None = None
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")] = ""
    slug: Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=100)] = ""
    topics: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], BeforeValidator(_several)] = []
    pictures: Annotated[list[FrontPicture], BeforeValidator(_several)] = []
    sources: Annotated[list[Annotated[FrontSource, BeforeValidator(_source)]], BeforeValidator(_several)] = []
    corrections: Annotated[list[FrontCorrection], BeforeValidator(_several)] = []
    reviews: Annotated[list[FrontReview], BeforeValidator(_several)] = []


def read_front(text: str, name: str) -> tuple[Front, str, int]:
    """Return the head of an article's file, the Markdown behind it, and the line on which that begins.

    Raises :class:`Invalid`, with ``name`` and the line, for what is missing, misspelt or of the wrong kind.
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        raise Invalid(
            f"{name}, line 1: the head of the article is missing.",
            "Begin with a line of three hyphens, “headline: …”, and another line of three hyphens.",
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise Invalid(f"{name}, line 1: the head has no end.", "Close it with a line of three hyphens.")
    value, places = _parse("".join(lines[1:end]), name)
    try:
        front = Front.model_validate(value)
    except ValidationError as error:
        raise _explained(error, places, name) from error
    return front, "".join(lines[end + 1 :]), end + 2


_Path = tuple[str | int, ...]


def _parse(yaml_text: str, name: str) -> tuple[object, dict[_Path, int]]:
    """Return what the YAML says, and the line in the file of each value and key."""
    import yaml

    loader = yaml.SafeLoader(yaml_text)
    try:
        node = loader.get_single_node()
        places: dict[_Path, int] = {}
        _walk(node, (), places)
        return (loader.construct_document(node) if node else {}), places
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", "") or "it is no YAML"
        line = mark.line + 2 if mark else 1
        raise Invalid(
            f"{name}, line {line}: the head cannot be read: {problem}.",
            "Put values with a colon, a quotation mark or a hash in quotation marks.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{name}: the head cannot be read: {error}.", "Write it more simply.") from error
    finally:
        loader.dispose()


def _walk(node: Any, path: _Path, places: dict[_Path, int]) -> None:
    import yaml

    if node is None:
        return
    if len(places) > _MOST_NODES:
        raise ValueError(f"it has more than {_MOST_NODES:,} values")
    places.setdefault(path, node.start_mark.line + 2)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner in places:
                mark = key.start_mark
                raise yaml.MarkedYAMLError(problem=f"“{key.value}” is there twice", problem_mark=mark)
            places[inner] = key.start_mark.line + 2
            _walk(value, inner, places)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _walk(value, (*path, number), places)


def _explained(error: ValidationError, places: dict[_Path, int], name: str) -> Invalid:
    """Return the first problem in words, with the line of the value or of what should hold it."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = first["loc"]
    known = where
    while known and known not in places:
        known = known[:-1]
    line = places.get(known, 2)
    field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in where) or "the head"
    if first["type"] == "missing":
        return Invalid(f"{name}, line {line}: {field} is missing.", f"Add “{where[-1]}: …”.")
    if first["type"] == "extra_forbidden":
        return Invalid(f"{name}, line {line}: {field} is not known.", f"Known there: {', '.join(_known(where))}.")
    return Invalid(f"{name}, line {line}: {field} cannot be used: {first['msg'].lower()}.", "Correct the line.")


def _known(where: _Path) -> list[str]:
    parts: dict[str | int, type[_Part]] = {
        "pictures": FrontPicture,
        "sources": FrontSource,
        "corrections": FrontCorrection,
        "reviews": FrontReview,
    }
    return list((parts.get(where[0], Front) if len(where) > 1 else Front).model_fields)
