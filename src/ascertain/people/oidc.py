"""Signing in at an OpenID provider: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1).

Everything is fetched by ``Web``, the guarded client: an issuer on a private address must be allowed by name.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from ascertain.errors import AscertainError, Invalid, Refused, Unavailable
from ascertain.people.tokens import new_token

_JSON = ("application/json", "application/jwk-set+json")
_LIMIT = 256 * 1024
_SECONDS = 10.0
_KEPT = 3600.0
"""Seconds for which what a provider says about itself is believed."""

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that only the provider can make; ``none`` and those by a shared secret are not taken."""

_LEEWAY = 60
"""Seconds that the provider's clock may differ."""


class _Answer(Protocol):
    @property
    def body(self) -> bytes: ...


class Web(Protocol):
    """The guarded client, as far as it is used here."""

    def get(self, url: str, *, accept: Any, limit: int, seconds: float) -> _Answer:
        """Return what an address answers with."""

    def post(
        self, url: str, *, content: bytes, type: str, accept: Any, limit: int, headers: Any, seconds: float
    ) -> _Answer:
        """Return what an address answers to a form."""


@dataclass(frozen=True)
class Identity:
    """Whom a provider says somebody is."""

    subject: str
    """Issuer and subject, which never change and belong to nobody else."""
    email: str
    """Their address when the provider says that it is verified, else empty."""
    name: str
    """What they call themselves there; empty when it does not say."""


class Provider:
    """An OpenID provider, by its issuer; what it says about itself is fetched when first needed."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, web: Web) -> None:
        self._issuer, self._id, self._secret, self._web = issuer, client_id, client_secret, web
        self._known: tuple[float, dict[str, Any]] | None = None

    def begin(self, redirect: str) -> tuple[str, dict[str, str]]:
        """Return where somebody is sent to sign in, and what the answer is checked by; that stays on this side."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        secrets = {"state": new_token(), "nonce": new_token(), "verifier": new_token(), "redirect": redirect}
        address = prepare_grant_uri(
            self._metadata()["authorization_endpoint"],
            self._id,
            "code",
            redirect_uri=redirect,
            scope="openid email profile",
            state=secrets["state"],
            nonce=secrets["nonce"],
            code_challenge=create_s256_code_challenge(secrets["verifier"]),
            code_challenge_method="S256",
        )
        return address, secrets

    def finish(self, answer: Mapping[str, str], secrets: Mapping[str, str]) -> Identity:
        """Return whom the provider says somebody is who came back with ``answer``, the query of the redirect.

        Raises :class:`Refused` when it is not the answer to ``secrets``, and :class:`Unavailable` when the provider
        does not say.
        """
        if not secrets.get("state") or answer.get("state") != secrets["state"]:
            raise Refused("This sign-in was not begun here, or it took too long.", "Begin again at /signin.")
        # RFC 9207: another provider's answer is recognised by its name.
        if answer.get("iss", self._issuer) != self._issuer:
            raise Refused("Another provider answered than was asked.", "Begin again at /signin.")
        if "error" in answer or not answer.get("code"):
            said = answer.get("error", "nothing")[:100]
            raise Refused(f"The provider did not sign you in: {said}.", "Begin again at /signin.")
        tokens = self._exchange(answer["code"], secrets)
        claims = self._claims(tokens, secrets["nonce"])
        verified = claims.get("email_verified") is True
        email, name = claims.get("email"), claims.get("name") or claims.get("preferred_username")
        return Identity(
            subject=f"{self._issuer} {claims['sub']}",
            email=email if verified and isinstance(email, str) else "",
            name=name if isinstance(name, str) else "",
        )

    def _exchange(self, code: str, secrets: Mapping[str, str]) -> dict[str, Any]:
        from authlib.oauth2.auth import encode_client_secret_basic, encode_none
        from authlib.oauth2.rfc6749.parameters import prepare_token_request

        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=secrets["redirect"], code_verifier=secrets["verifier"]
        )
        headers: dict[str, str] = {"Accept": "application/json"}
        address = self._metadata()["token_endpoint"]
        if self._secret:
            client = type("Client", (), {"client_id": self._id, "client_secret": self._secret})()
            address, headers, body = encode_client_secret_basic(client, "POST", address, headers, body)
        else:
            client = type("Client", (), {"client_id": self._id})()
            address, headers, body = encode_none(client, "POST", address, headers, body)
        return self._json(
            lambda: self._web.post(
                address,
                content=body.encode(),
                type="application/x-www-form-urlencoded",
                accept=_JSON,
                limit=_LIMIT,
                headers=headers,
                seconds=_SECONDS,
            )
        )

    def _claims(self, tokens: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Return the claims of an identity token whose signature, issuer, audience, time and nonce are right."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise Unavailable("The provider sent no identity token.", "Check that the client may ask for openid.")
        keys = self._json(
            lambda: self._web.get(self._metadata()["jwks_uri"], accept=_JSON, limit=_LIMIT, seconds=_SECONDS)
        )
        try:
            decoded = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS)  # type: ignore[arg-type]
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                options={
                    "iss": {"essential": True, "value": self._issuer},
                    "aud": {"essential": True, "value": self._id},
                },
                params={"nonce": nonce, "client_id": self._id, "access_token": tokens.get("access_token")},
            )
            claims.validate(now=int(time.time()), leeway=_LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Refused(
                f"The provider's identity token cannot be believed ({type(error).__name__}).", "Begin again at /signin."
            ) from error
        except Exception as error:
            # Authlib's own errors of claims have another root than those of joserfc.
            if type(error).__module__.partition(".")[0] != "authlib":
                raise
            raise Refused(
                f"The provider's identity token cannot be believed ({type(error).__name__}).", "Begin again at /signin."
            ) from error
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise Refused("The provider's identity token names nobody.", "Begin again at /signin.")
        return dict(claims)

    def _metadata(self) -> dict[str, Any]:
        from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url

        if self._known is not None and time.monotonic() - self._known[0] < _KEPT:
            return self._known[1]
        address = get_well_known_url(self._issuer, external=True)
        found = OpenIDProviderMetadata(
            self._json(lambda: self._web.get(address, accept=_JSON, limit=_LIMIT, seconds=_SECONDS))
        )
        secure = urlsplit(self._issuer).scheme == "https"
        if found.get("issuer") != self._issuer:
            raise Unavailable(
                f"{address} describes another issuer.", "Write ASCERTAIN_OIDC_ISSUER exactly as the provider does."
            )
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            scheme = urlsplit(str(found.get(name, ""))).scheme
            if scheme != "https" and (secure or scheme != "http"):
                raise Unavailable(f"{address} gives no safe {name}.", "Ask whoever runs the provider.")
        self._known = (time.monotonic(), dict(found))
        return self._known[1]

    def _json(self, ask: Any) -> dict[str, Any]:
        host = urlsplit(self._issuer).netloc
        try:
            found = json.loads(ask().body)
        except AscertainError as error:
            raise Unavailable(f"{host} cannot be asked: {error.message}", error.hint) from error
        except ValueError as error:
            raise Unavailable(f"{host} answered with something that is no JSON.", "Try again later.") from error
        if not isinstance(found, dict):
            raise Invalid(f"{host} answered with something that is no object.", "Ask whoever runs the provider.")
        return found
