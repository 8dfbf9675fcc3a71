"""A small web server on this machine for tests: answers come from a table of paths."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


def send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Send a complete answer."""
    status, headers, body = answer
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    if "Content-Length" not in headers:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def in_turn(*answers: Answer) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what gives one answer after the other, and the last again and again."""
    waiting = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, waiting.pop(0) if len(waiting) > 1 else waiting[0])

    return answer


class LocalServer:
    """Serves ``answers``; keeps the headers of every request and what is posted. A path answers every query."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.requests.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                every = outer.answers.get(self.path.partition("?")[0], (404, {}, b"nothing here"))
                answer = outer.answers.get(self.path, every)
                if callable(answer):
                    self.close_connection = True
                    answer(self)
                    return
                send(self, answer)

            def do_POST(self) -> None:
                outer.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                return  # clients that hang up early are what the tests are about

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]

    @property
    def host(self) -> str:
        """Return ``host:port``."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://{self.host}{path}"

    @contextmanager
    def running(self) -> Iterator[LocalServer]:
        """Serve until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
