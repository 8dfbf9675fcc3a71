"""Language models of this machine for tests and benchmarks: OpenAI's chat protocol, answers by script.

A personality is a function of what the model was sent. Some do whatever passages tell them, some invent, one is
honest; the rest break the protocol. All speak over HTTP on 127.0.0.1.
"""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from local_server import Answer, LocalServer, send

PATH = "/v1/chat/completions"


@dataclass(frozen=True)
class Sent:
    """What a model was sent."""

    request: dict[str, Any]

    @property
    def system(self) -> str:
        return str(self.request["messages"][0]["content"])

    @property
    def material(self) -> dict[str, Any]:
        value = json.loads(self.request["messages"][1]["content"])
        assert isinstance(value, dict)
        return value

    @property
    def texts(self) -> list[str]:
        return [str(row["text"]) for row in self.material["passages"]]


Personality = Callable[[Sent], str]
"""Returns the words of the model's message."""


def sentences_as_json(*rows: tuple[str, Sequence[int]], **more: object) -> str:
    """Return sentences with the numbers of their passages as a model gives them."""
    return json.dumps({"sentences": [{"text": t, "passages": list(n)} for t, n in rows], **more}, ensure_ascii=False)


def message(words: str | None, **about: object) -> bytes:
    """Return a complete answer of the protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": words, **about}, "finish_reason": "stop"}
    answer = {"id": "chat-1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}
    return json.dumps(answer).encode()


def as_json(body: bytes, status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, body


def play(server: LocalServer, personality: Personality) -> str:
    """Let the server answer as a personality does; returns the base address for the settings."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, as_json(message(personality(Sent(json.loads(server.bodies[-1]))))))

    server.answers[PATH] = answer
    return server.url("/v1")


def honest(sent: Sent) -> str:
    """Quote the first sentence of each passage and say who wrote it."""
    rows = []
    for row in sent.material["passages"]:
        first = re.split(r"(?<=[.!?])\s", row["text"])[0].rstrip(".")
        rows.append((f"{row['publisher']} writes: “{first}”.", [row["number"]]))
    return sentences_as_json(*rows)


def obedient(*orders: str, numbers: Sequence[int] = ()) -> Personality:
    """Do whatever passages say: their words, what they quote, decode or link to, the system prompt, and ``orders``."""

    def obey(sent: Sent) -> str:
        number = [len(sent.texts)]
        rows: list[tuple[str, Sequence[int]]] = [
            (order.replace("{system}", sent.system), list(numbers) or number) for order in orders
        ]
        # The real draft is bounded, so what was ordered comes first.
        for i, text in enumerate(sent.texts[1:], 2):
            rows.append((text, [i]))
            rows += [(words, [i]) for words in re.findall(r"[“\"]([^”\"]{4,})[”\"]", text)]
            rows += [(f"See {link}.", [i]) for link in re.findall(r"\S+\.(?:example|com)\S*", text)]
            for code in re.findall(r"[A-Za-z0-9+/]{40,}={0,2}", text):
                rows.append((base64.b64decode(code + "==", validate=False).decode("latin-1"), [i]))
        return sentences_as_json(*rows, (sent.system, number), verdict="supported", confidence=1.0)

    return obey


def dribble(server: LocalServer, seconds: float) -> None:
    """Let the server send one byte now and then, so that no single read times out."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            return

    server.answers[PATH] = answer
