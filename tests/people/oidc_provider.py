"""An OpenID provider on this machine for tests: discovery, keys, authorization with PKCE, and tokens it signs."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from local_server import LocalServer, send


class OidcProvider:
    """Signs everybody in as ``claims`` say; what a test changes of it is what a provider might do wrong."""

    def __init__(self, server: LocalServer, client_id: str = "ascertain", secret: str = "s3cret & co") -> None:
        self.server, self.client_id, self.secret = server, client_id, secret
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
        self.signs_with = self.key
        self.sign: Callable[[bytes], bytes] | None = None
        self.issuer = server.url("/realm")
        self.said_issuer = self.issuer
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "first"}
        self.claims: dict[str, Any] = {
            "sub": "u-77",
            "email": "Mira@Newsroom.example",
            "email_verified": True,
            "name": "Mira Okafor",
        }
        self.codes: dict[str, dict[str, str]] = {}
        server.answers["/realm/.well-known/openid-configuration"] = self._discovery
        server.answers["/realm/keys"] = self._keys
        server.answers["/realm/token"] = self._token

    def authorize(self, address: str) -> dict[str, str]:
        """Return what the browser brings back from the address it was sent to."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == self.server.url("/realm/authorize")
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def _discovery(self, handler: BaseHTTPRequestHandler) -> None:
        self._json(
            handler,
            {
                "issuer": self.said_issuer,
                "authorization_endpoint": self.server.url("/realm/authorize"),
                "token_endpoint": self.server.url("/realm/token"),
                "jwks_uri": self.server.url("/realm/keys"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            },
        )

    def _keys(self, handler: BaseHTTPRequestHandler) -> None:
        self._json(handler, {"keys": [self.key.as_dict(private=False)]})

    def _token(self, handler: BaseHTTPRequestHandler) -> None:
        sent = {key: values[0] for key, values in parse_qs(self.server.bodies[-1].decode()).items()}
        asked = self.codes.pop(sent.get("code", ""), None)
        expected = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        right = (
            asked is not None
            and handler.headers.get("Authorization") == f"Basic {expected}"
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == sent.get("redirect_uri")
        )
        if not right or asked is None:
            self._json(handler, {"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        token = self._signed({**claims, **self.claims})
        self._json(handler, {"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.sign is None:
            return jwt.encode(self.header, claims, self.signs_with)
        parts = [json.dumps(part).encode() for part in (self.header, claims)]
        signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
        return (signed + b"." + base64.urlsafe_b64encode(self.sign(signed)).rstrip(b"=")).decode()

    def _json(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], status: int = 200) -> None:
        send(handler, (status, {"Content-Type": "application/json"}, json.dumps(body).encode()))
