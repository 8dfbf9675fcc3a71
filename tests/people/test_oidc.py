"""Signing in at an OpenID provider, against one that checks what it is sent and may do wrong what it answers."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey
from local_server import LocalServer
from oidc_provider import OidcProvider

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Refused, Unavailable
from ascertain.faces.api.app import create_app
from ascertain.people.oidc import Identity
from ascertain.settings import Settings

BASE = "http://127.0.0.1"


@pytest.fixture
def provider(server: LocalServer) -> OidcProvider:
    return OidcProvider(server)


@pytest.fixture
def desk(provider: OidcProvider, tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(
        home=tmp_path,
        allow_private_hosts=frozenset({provider.server.host}),
        oidc_issuer=provider.issuer,
        oidc_client_id=provider.client_id,
        oidc_client_secret=provider.secret,  # type: ignore[arg-type]  # pydantic wraps it
        oidc_name="Newsroom",
    )
    with Desk(settings) as opened:
        yield opened


def identity(desk: Desk, provider: OidcProvider) -> Identity:
    assert desk.people.provider is not None
    address, kept = desk.people.provider.begin(f"{BASE}/signin/oidc/back")
    return desk.people.provider.finish(provider.authorize(address), kept)


def test_the_pages_sign_somebody_in_who_then_is_known_by_subject(desk: Desk, provider: OidcProvider) -> None:
    for name in ("Mira Okafor", "Someone else by now"):
        provider.claims["name"] = name
        browser = TestClient(create_app(desk), base_url=BASE, follow_redirects=False)
        assert "Sign in with Newsroom" in browser.get("/signin").text
        sent = browser.get("/signin/oidc", params={"next": "/verify"})
        assert "httponly" in sent.headers["set-cookie"].lower()
        back = browser.get("/signin/oidc/back", params=provider.authorize(sent.headers["location"]))
        assert (back.status_code, back.headers["location"]) == (303, "/verify")
        assert "Mira Okafor" in browser.get("/account").text
        provider.claims["email"] = "changed@newsroom.example"
    assert [(one.email, one.role) for one in desk.people.everybody()] == [("mira@newsroom.example", "reader")]


def test_a_verified_address_finds_the_account_and_an_unverified_one_does_not(
    desk: Desk, provider: OidcProvider
) -> None:
    known = desk.people.add("mira@newsroom.example", name="Mira", role="editor")
    provider.claims["email_verified"] = False
    address, token = desk.people.begin_oidc("", BASE)
    assert desk.people.finish_oidc(token, provider.authorize(address)).person.id != known.id
    provider.claims |= {"email_verified": True, "sub": "u-78"}
    address, token = desk.people.begin_oidc("", BASE)
    assert desk.people.finish_oidc(token, provider.authorize(address)).person.id == known.id


def test_an_answer_works_once_and_only_in_the_browser_that_began(desk: Desk, provider: OidcProvider) -> None:
    address, token = desk.people.begin_oidc("", BASE)
    other = desk.people.begin_oidc("", BASE)[1]
    answer = provider.authorize(address)
    with pytest.raises(Refused, match="not begun here"):
        desk.people.finish_oidc(other, answer)
    assert desk.people.finish_oidc(token, answer).person.name == "Mira Okafor"
    with pytest.raises(Refused, match="not begun here"):
        desk.people.finish_oidc(token, answer)


def forged(provider: OidcProvider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "first"})


def shared_secret(provider: OidcProvider) -> None:
    # The public key as the secret of a signature by shared secret: the oldest trick.
    public = provider.key.as_pem(private=False)
    provider.sign = lambda signed: hmac.digest(public, signed, "sha256")
    provider.header = {"alg": "HS256", "kid": "first"}


def unsigned(provider: OidcProvider) -> None:
    provider.sign = lambda _signed: b""
    provider.header = {"alg": "none"}


@pytest.mark.parametrize(
    "wrong",
    [
        forged,
        shared_secret,
        unsigned,
        lambda provider: provider.claims.update(iss="https://other.example"),
        lambda provider: provider.claims.update(aud="another-client"),
        lambda provider: provider.claims.update(nonce="replayed"),
        lambda provider: provider.claims.update(exp=1_700_000_000),
        lambda provider: provider.claims.update(sub=""),
    ],
    ids=["forged", "shared-secret", "unsigned", "issuer", "audience", "nonce", "expired", "nobody"],
)
def test_a_token_that_cannot_be_believed_signs_nobody_in(
    desk: Desk, provider: OidcProvider, wrong: Callable[[OidcProvider], None]
) -> None:
    wrong(provider)
    with pytest.raises(Refused, match=r"cannot be believed|names nobody"):
        identity(desk, provider)
    assert desk.people.everybody() == []


def test_a_provider_that_calls_itself_otherwise_is_not_asked(desk: Desk, provider: OidcProvider) -> None:
    provider.said_issuer = "https://other.example"
    with pytest.raises(Unavailable, match="another issuer"):
        identity(desk, provider)


def test_a_code_without_its_verifier_is_worth_nothing(desk: Desk, provider: OidcProvider) -> None:
    assert desk.people.provider is not None
    address, kept = desk.people.provider.begin(f"{BASE}/signin/oidc/back")
    with pytest.raises(AscertainError):
        desk.people.provider.finish(provider.authorize(address), {**kept, "verifier": "stolen"})


def test_a_provider_on_a_private_address_must_be_allowed_by_name(provider: OidcProvider, tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path, oidc_issuer=provider.issuer, oidc_client_id="x")) as desk:
        answer = TestClient(create_app(desk), base_url=BASE).get("/signin/oidc")
        assert answer.status_code == 502
        assert "127.0.0.1" in answer.text
    assert provider.server.requests == []


def test_what_a_person_refuses_at_the_provider_is_said(desk: Desk) -> None:
    browser = TestClient(create_app(desk), base_url=BASE, follow_redirects=False)
    sent = browser.get("/signin/oidc")
    state = sent.headers["location"].split("state=")[1].split("&")[0]
    page = browser.get("/signin/oidc/back", params={"error": "access_denied", "state": state})
    assert page.status_code == 403
    assert "access_denied" in page.text
