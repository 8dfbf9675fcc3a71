"""What every page of the desk shares: who may see it, its frame, its forms, and errors as pages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from ascertain.errors import AscertainError, Refused
from ascertain.faces.web.deskwords import JUDGEMENTS, RATINGS, STATUSES, VERDICTS
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed, visitor
from ascertain.records import LONGEST_DRAFT, Judgement

if TYPE_CHECKING:
    from ascertain.desk import Desk

_LARGEST_FORM = 12 * LONGEST_DRAFT
"""Bytes of a form: a browser writes a character of a draft as up to twelve."""

_MOST_FIELDS = 200

PRIVATE = {"Cache-Control": "private, no-store"}
"""What the desk shows is for one person and is kept by no browser or proxy."""


class DeskRoute(APIRoute):
    """A route of the desk: errors are pages that say what to do, and whoever is not signed in is asked to."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with errors turned into pages."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except Refused as error:
                if visitor(request) is None and request.method in {"GET", "HEAD"}:
                    return RedirectResponse(f"/signin?{urlencode({'next': _here(request)})}", status_code=303)
                return problem(request, error)
            except AscertainError as error:
                return problem(request, error)

        return handled


@dataclass(frozen=True)
class Form:
    """What somebody sent: the first value of each field, without spaces around it."""

    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def raw(self, name: str) -> str:
        """Return a field as it was sent."""
        return self.fields.get(name, "")


async def sent_form(request: Request) -> Form:
    """Return the form in a request's body; raises :class:`Refused` for one that is too large."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > _LARGEST_FORM:
            raise Refused("The form is too large.", "Write it in parts.")
    try:
        fields = parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Refused("The form has too many fields.", "Use the desk's own pages.") from error
    return Form({name: values[0] for name, values in fields.items()})


def desk_page(
    desk: Desk,
    request: Request,
    template: str,
    *,
    tab: str,
    judgements: Iterable[Judgement] = (),
    people: Iterable[str] = (),
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """Return a page of the desk; ``tab`` is the part of it that is open.

    ``judgements`` are shown as they are; ``people`` are identifiers of those named elsewhere on the page.
    """
    person = allowed(request, "reporter")
    shown = list(judgements)
    ids = {one.by for one in shown} | {one.value for one in shown if one.what == "assignee"} | set(people)
    names = desk.store.people.named(sorted(filter(None, ids)))
    words = {
        "statuses": STATUSES,
        "kinds": JUDGEMENTS,
        "ratings": RATINGS,
        "verdicts": VERDICTS,
        "names": {person.id: person.name, **names},
    }
    return page(request, template, status=status, headers=PRIVATE, tab=tab, judgements=shown, **words, **context)


def problem(request: Request, error: AscertainError) -> HTMLResponse:
    """Return an error as a page."""
    return page(request, "desk-problem.html.j2", status=error.http_status, headers=PRIVATE, tab="", error=error)


def back(form: Form, otherwise: str) -> RedirectResponse:
    """Return the way to the page that a form says it stood on, if it is one of the desk."""
    wanted = form["next"]
    inside = wanted.startswith("/desk") and not any(character in wanted for character in "\\\r\n")
    return RedirectResponse(quote(wanted if inside else otherwise, safe="/?&=#%~+:,;@"), status_code=303)


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
