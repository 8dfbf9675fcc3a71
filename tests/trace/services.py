"""Search services that speak the real protocols, on this machine."""

from __future__ import annotations

import base64
import email.parser
import email.policy
import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from local_server import Answer, LocalServer, send

KEY = "key-of-the-tests"
JSON = {"Content-Type": "application/json"}


def form_of(body: bytes, kind: str) -> dict[str, bytes]:
    """Return the fields of a multipart form by name, parsed by somebody else's parser."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    assert message.is_multipart(), "no multipart form"
    fields = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(name, str)
        assert isinstance(content, bytes)
        fields[name] = content
    return fields


class Service:
    """Answers posts to one path with ``answer``, or with ``broken`` where that is set; keeps what it was sent."""

    path = ""

    def __init__(self, server: LocalServer, answer: Any) -> None:
        self.answer = answer
        self.broken: list[Answer] = []
        self.pictures: list[bytes] = []
        self.fields: list[dict[str, bytes]] = []
        self._server = server
        server.answers[self.path] = self._reply

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        refused = self.refusal(handler)
        if refused is None:
            self.take(self._server.bodies[-1], handler.headers.get("Content-Type", ""))
        answer = refused or (self.broken.pop(0) if self.broken else (200, JSON, json.dumps(self.answer).encode()))
        send(handler, answer)

    def refusal(self, handler: BaseHTTPRequestHandler) -> Answer | None:
        raise NotImplementedError

    def take(self, body: bytes, kind: str) -> None:
        raise NotImplementedError


class TinEyeService(Service):
    path = "/rest/search/"

    def refusal(self, handler: BaseHTTPRequestHandler) -> Answer | None:
        if handler.headers.get("x-api-key") == KEY:
            return None
        body = {"code": 401, "messages": ["Please provide a valid API key."], "results": {}, "stats": {}}
        return 401, JSON, json.dumps(body).encode()

    def take(self, body: bytes, kind: str) -> None:
        self.fields.append(form_of(body, kind))
        self.pictures.append(self.fields[-1]["image_upload"])


class VisionService(Service):
    path = "/v1/images:annotate"

    def refusal(self, handler: BaseHTTPRequestHandler) -> Answer | None:
        if handler.headers.get("X-Goog-Api-Key") == KEY:
            return None
        details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
        error = {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT", "details": details}
        return 400, JSON, json.dumps({"error": error}).encode()

    def take(self, body: bytes, kind: str) -> None:
        assert kind == "application/json"
        asked = json.loads(body)["requests"]
        assert [feature["type"] for feature in asked[0]["features"]] == ["WEB_DETECTION"]
        self.pictures.append(base64.b64decode(asked[0]["image"]["content"], validate=True))


class BingService(Service):
    path = "/v7.0/images/visualsearch"

    def refusal(self, handler: BaseHTTPRequestHandler) -> Answer | None:
        if handler.headers.get("Ocp-Apim-Subscription-Key") == KEY:
            return None
        body = {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}}
        return 401, JSON, json.dumps(body).encode()

    def take(self, body: bytes, kind: str) -> None:
        self.pictures.append(form_of(body, kind)["image"])
