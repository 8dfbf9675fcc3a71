"""Running the site on this machine."""

from __future__ import annotations

import socket

import uvicorn

from ascertain.desk import Desk
from ascertain.errors import Unavailable
from ascertain.faces.api.app import create_app


def serve_desk(desk: Desk, host: str, port: int, open_at: str = "/") -> None:
    """Serve the desk until interrupted, and print the address; port 0 takes a free one.

    Raises Unavailable when the port is taken.
    """
    listener = _listen(host, port)
    desk.warm()
    shown = f"[{host}]" if ":" in host else host
    print(f"Serving at http://{shown}:{listener.getsockname()[1]}{open_at}  (Ctrl-C stops it)", flush=True)
    hosts = frozenset({shown}) | desk.settings.site_hosts
    config = uvicorn.Config(create_app(desk, hosts), log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        hint = "Choose another with --port, or --port 0 for a free one."
        raise Unavailable(f"Cannot listen on {host}:{port}: {error.strerror}.", hint) from error
    return listener
