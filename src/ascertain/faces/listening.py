"""The socket that a server listens on."""

from __future__ import annotations

import socket

from ascertain.errors import Unavailable


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; port 0 takes a free one. Raises Unavailable when the port is taken."""
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
