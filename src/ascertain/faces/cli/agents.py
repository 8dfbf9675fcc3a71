"""The command that serves agents."""

from __future__ import annotations

from typing import Annotated

import typer

from ascertain.faces.cli.running import this_desk


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP on this machine instead.")] = False,
    port: Annotated[int, typer.Option(help="Port for --http; 0 takes a free one.")] = 8766,
    files: Annotated[
        bool, typer.Option("--files", help="Let the agent name files of this machine; not with --http.")
    ] = False,
) -> None:
    """Serve agents by the Model Context Protocol.

    Tools: verify, related, ask, trace, search. An agent's program starts this command and talks to it over standard
    input and output; with --http, programs of this machine call http://127.0.0.1:8766/mcp.
    """
    from ascertain.errors import Refused
    from ascertain.faces.mcp.serving import serve_http, serve_stdio

    if http and files:
        raise Refused("Over HTTP no files are named.", "Leave out --files, or --http.")
    with this_desk() as desk:
        if http:
            serve_http(desk, port)
        else:
            serve_stdio(desk, files=files)
