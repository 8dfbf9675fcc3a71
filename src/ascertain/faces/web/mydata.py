"""What a person can do with everything that is kept about their comments: look, take along, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ascertain.errors import Invalid
from ascertain.faces.web.commenting import words_of
from ascertain.faces.web.commentwords import why_held
from ascertain.faces.web.language import to_say, words_for
from ascertain.faces.web.rendering import page
from ascertain.faces.web.visiting import allowed, visitor
from ascertain.records import Removal

if TYPE_CHECKING:
    from ascertain.desk import Desk

REMOVALS: tuple[Removal, ...] = ("anonymise", "blank")

_GONE = to_say("You are no longer named in the comments you wrote.")


def my_data_pages(desk: Desk) -> APIRouter:
    """Return the routes of a person's own comments and data; all take being signed in."""
    routes = APIRouter()

    @routes.get("/account/comments")
    def mine(request: Request, said: Annotated[str, Query(max_length=20)] = "") -> Response:
        person = visitor(request)
        if person is None:
            return RedirectResponse("/signin?next=%2Faccount%2Fcomments", status_code=303)
        words = words_for(request)
        comments = desk.store.comments.by(person.id)
        return page(
            request,
            "my-comments.html.j2",
            remarks=[(one, words_of(one), [why_held(held, words) for held in one.held]) for one in comments],
            titles={
                head.slug: head.title for head in desk.store.articles.heads(sorted({one.slug for one in comments}))
            },
            said=words.say(_GONE) if said == "gone" else "",
        )

    @routes.post("/account/comments/remove")
    def remove(
        request: Request,
        how: Annotated[str, Form(max_length=20)] = "",
        sure: Annotated[str, Form(max_length=20)] = "",
    ) -> Response:
        person = allowed(request)
        chosen = next((one for one in REMOVALS if one == how), None)
        if chosen is None or sure != "yes":
            raise Invalid("It was not said what goes, or that you are sure.", "Choose both, then remove.")
        desk.comments.forget(person.id, chosen, person)
        return RedirectResponse("/account/comments?said=gone", status_code=303)

    return routes
