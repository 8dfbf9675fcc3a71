from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler

import pytest
from local_server import LocalServer, in_turn, send
from pulling_home import Clock, patient

from ascertain.errors import Refused, Unavailable
from ascertain.ingest import Fetcher
from ascertain.ingest.fetch import Failed
from ascertain.settings import Settings

JSON = {"Content-Type": "application/json"}


def test_what_is_posted_arrives_with_its_type_and_the_answer_comes_back(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/ask"] = (200, JSON, b'{"found": 1}')
    content = bytes(range(256)) * 4000
    answer = fetcher.post(server.url("/ask"), content=content, type="image/png", headers={"X-Key": "k"})
    assert (answer.body, answer.type) == (b'{"found": 1}', "application/json")
    assert server.bodies == [content]
    _, headers = server.requests[0]
    assert (headers["content-type"], headers["x-key"]) == ("image/png", "k")


def test_nothing_is_posted_to_where_an_address_redirects(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/ask"] = (307, {"Location": server.url("/other")}, b"")
    server.answers["/other"] = (200, JSON, b"{}")
    with pytest.raises(Unavailable, match="redirects"):
        fetcher.post(server.url("/ask"), content=b"secret", type="text/plain", headers={"X-Key": "k"})
    assert [path for path, _ in server.requests] == ["/ask"]


def test_nothing_is_posted_to_private_addresses(server: LocalServer, settings: Settings) -> None:
    fetcher = Fetcher(settings.model_copy(update={"allow_private_hosts": frozenset()}))
    with pytest.raises(Refused, match="not a public address"):
        fetcher.post(server.url("/ask"), content=b"x", type="text/plain")
    assert server.requests == []


def test_an_answer_over_the_limit_is_refused(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/ask"] = (200, JSON, b"x" * 2000)
    with pytest.raises(Refused, match="larger than 1,000 bytes"):
        fetcher.post(server.url("/ask"), content=b"x", type="text/plain", limit=1000)


def test_a_question_is_sent_again_with_the_same_content_where_a_failure_may_pass(
    server: LocalServer, settings: Settings
) -> None:
    clock = Clock()
    server.answers["/ask"] = in_turn((503, JSON, b"{}"), (429, {**JSON, "Retry-After": "7"}, b"{}"), (200, JSON, b"1"))
    assert patient(settings, clock).post(server.url("/ask"), content=b"picture", type="image/png").body == b"1"
    assert (server.bodies, clock.slept) == ([b"picture"] * 3, [1.0, 7.0])


def test_a_service_may_think_as_long_as_it_is_given(server: LocalServer, settings: Settings) -> None:
    def thinks(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.6)
        send(handler, (200, JSON, b"done"))

    server.answers["/ask"] = thinks
    fetcher = Fetcher(settings.model_copy(update={"fetch_timeout": 0.2}))
    assert fetcher.post(server.url("/ask"), content=b"x", type="text/plain", seconds=5.0).body == b"done"
    with pytest.raises(Failed, match=r"within 0\.2 seconds"):
        fetcher.post(server.url("/ask"), content=b"x", type="text/plain")
    fetcher.close()


def test_a_refusal_carries_what_the_service_says(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/ask"] = (402, JSON, b'{"messages": ["no searches left"]}')
    with pytest.raises(Failed) as raised:
        fetcher.post(server.url("/ask"), content=b"x", type="text/plain")
    assert (raised.value.status, raised.value.body) == (402, b'{"messages": ["no searches left"]}')
