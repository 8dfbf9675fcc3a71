"""A mail server on this machine for tests: takes letters and keeps them."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(MailServer, self.server)
        self.wfile.write(b"220 mail.test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"EHLO":
                self.wfile.write(b"250-mail.test\r\n250 SIZE 1000000\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                data = b""
                while (row := self.rfile.readline()) != b".\r\n":
                    data += row[1:] if row.startswith(b"..") else row
                server.letters.append(message_from_bytes(data, policy=policy.default))
                self.wfile.write(b"250 kept\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            elif word == b"RCPT" and server.refuses:
                self.wfile.write(b"550 nobody here\r\n")
            else:
                self.wfile.write(b"250 fine\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port; ``letters`` are what it took."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.refuses = False

    @property
    def url(self) -> str:
        """Return its address for the settings."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server until the block ends."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
