"""Errors as answers: a record for programs, a page for people, and the way to the sign-in for those not signed in."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from ascertain.errors import AscertainError, TooMany
from ascertain.faces.web.visiting import SignedOut


def problem_response(request: Request, error: AscertainError) -> Response:
    """Return the answer to a request that failed: JSON under ``/api`` and for programs, a page for browsers."""
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}
    path = request.scope["path"]
    if path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": error.message, "hint": error.hint}, error.http_status, headers)
    if isinstance(error, SignedOut) and request.method in ("GET", "HEAD"):
        query = request.scope.get("query_string", b"").decode("latin-1")
        return RedirectResponse(f"/signin?{urlencode({'next': path + ('?' + query if query else '')})}", 303)
    from ascertain.faces.web.rendering import page

    return page(request, "problem.html.j2", status=error.http_status, headers=headers, error=error)
