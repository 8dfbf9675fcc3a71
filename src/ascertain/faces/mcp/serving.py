"""Serving the tools to agents: over standard input and output, or over HTTP on this machine."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from ascertain.desk import Desk
from ascertain.errors import AscertainError

if TYPE_CHECKING:
    from starlette.applications import Starlette

PATH = "/mcp"
"""Where the tools answer over HTTP."""


def serve_stdio(desk: Desk, *, files: bool) -> None:
    """Serve the program that started this one until it closes its end; with ``files``, it may name files."""
    from ascertain.faces.mcp.tools import agent_server

    _warm(desk)
    agent_server(desk, files=files).run("stdio")


def serve_http(desk: Desk, port: int) -> None:
    """Serve programs of this machine over streamable HTTP until interrupted, and print the address.

    Port 0 takes a free one. Files of this machine can never be named. Raises Unavailable when the port is taken.
    """
    import uvicorn

    from ascertain.faces.listening import listen

    listener = listen("127.0.0.1", port)
    _warm(desk)
    print(f"Serving agents at http://127.0.0.1:{listener.getsockname()[1]}{PATH}  (Ctrl-C stops it)", flush=True)
    config = uvicorn.Config(agent_app(desk), log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def agent_app(desk: Desk) -> Starlette:
    """Return the application that serves a desk's tools over streamable HTTP.

    It answers to this machine's names and to ``site_hosts`` only, so that no page in a browser reaches it by a name of
    its own (DNS rebinding), and to no origin but these.
    """
    from mcp.server.transport_security import TransportSecuritySettings

    from ascertain.faces.mcp.tools import agent_server

    names = ["127.0.0.1", "localhost", "[::1]", *sorted(desk.settings.site_hosts)]
    hosts = [form for name in names for form in (name, f"{name}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    security = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
    server = agent_server(desk)
    return server.streamable_http_app(streamable_http_path=PATH, transport_security=security)


def _warm(desk: Desk) -> None:
    """Open everything beside, so that an agent's first call is as fast as the next."""

    def work() -> None:
        with suppress(AscertainError):
            desk.warm()

    threading.Thread(target=work, name="ascertain-warm", daemon=True).start()
