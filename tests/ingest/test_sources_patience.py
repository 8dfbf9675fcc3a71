from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from local_server import LocalServer, in_turn
from pulling_home import Clock, patient

from ascertain.errors import NotFound, Unavailable
from ascertain.ingest import Fetcher
from ascertain.ingest.fetch import Failed
from ascertain.ingest.sources import PatientWeb
from ascertain.ingest.sources.patience import retry_after
from ascertain.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = {"Content-Type": "text/plain"}
GOOD = (200, TEXT, b"here")


def busy(status: int = 503, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, {**TEXT, **{name.replace("_", "-"): value for name, value in headers.items()}}, b"later"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", None),
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("٣", None),
        ("9" * 400, float("9" * 12)),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_pauses_grow_and_chance_shortens_them(server: LocalServer, settings: Settings) -> None:
    server.answers["/a"] = busy()
    clock = Clock()
    with pytest.raises(Failed, match="status 503"):
        patient(settings, clock).get(server.url("/a"))
    assert clock.slept == [1.0, 2.0, 4.0]
    hasty = Clock()
    web = PatientWeb(
        Fetcher(settings), settings, attempts=6, longest=5.0, sleep=hasty.sleep, clock=hasty, chance=lambda: 1.0
    )
    with pytest.raises(Failed):
        web.get(server.url("/a"))
    assert hasty.slept == [0.5, 1.0, 2.0, 2.5, 2.5]


def test_a_pause_that_the_server_names_is_kept(server: LocalServer, settings: Settings) -> None:
    server.answers["/a"] = in_turn(busy(429, Retry_After="11"), busy(Retry_After="Sun, 01 Mar 2026 12:00:31 GMT"), GOOD)
    clock = Clock()
    assert patient(settings, clock).get(server.url("/a")).body == b"here"
    assert clock.slept == [11.0, 20.0]


def test_a_pause_longer_than_the_longest_is_not_waited_for(server: LocalServer, settings: Settings) -> None:
    server.answers["/a"] = busy(429, Retry_After="3600")
    clock = Clock()
    with pytest.raises(Failed, match="fewer requests"):
        patient(settings, clock).get(server.url("/a"))
    assert (clock.slept, len(server.requests)) == ([], 1)


@pytest.mark.parametrize(("status", "error"), [(404, NotFound), (403, Failed), (400, Failed), (501, Failed)])
def test_what_will_not_pass_is_asked_for_once(
    server: LocalServer, settings: Settings, status: int, error: type[Exception]
) -> None:
    server.answers["/a"] = (status, TEXT, b"no")
    with pytest.raises(error):
        patient(settings).get(server.url("/a"))
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_asked_again(settings: Settings) -> None:
    with LocalServer().running() as gone:
        here = settings.model_copy(update={"allow_private_hosts": frozenset({gone.host})})
    clock = Clock()
    with pytest.raises(Unavailable, match="could not be read"):
        patient(here, clock).get(gone.url("/a"))
    assert clock.slept == [1.0, 2.0, 4.0]


def test_nothing_is_asked_or_waited_for_beyond_the_end(server: LocalServer, settings: Settings) -> None:
    server.answers["/a"] = busy()
    clock = Clock()
    web = PatientWeb(Fetcher(settings), settings, until=clock() + 4.0, sleep=clock.sleep, clock=clock, chance=lambda: 0)
    with pytest.raises(Failed, match="status 503"):
        web.get(server.url("/a"))
    assert clock.slept == [1.0, 2.0], "the third pause would have gone beyond the end"
    clock.sleep(1.0)
    with pytest.raises(Failed, match="the time was over"):
        web.get(server.url("/a"))
    assert len(server.requests) == 3


def test_an_attempt_gets_the_time_that_is_left(server: LocalServer, settings: Settings) -> None:
    server.answers["/a"] = lambda _handler: time.sleep(2.0)
    web = PatientWeb(Fetcher(settings), settings, attempts=2, first=0.1, until=time.monotonic() + 0.3)
    began = time.monotonic()
    with pytest.raises(Failed, match="did not answer completely within 0"):
        web.get(server.url("/a"))
    assert time.monotonic() - began < 1.0


def test_requests_to_one_host_keep_their_distance(server: LocalServer, settings: Settings) -> None:
    server.answers.update({"/a": GOOD, "/b": in_turn(busy(), GOOD)})
    clock = Clock()
    web = patient(settings, clock)
    web.get(server.url("/a"), pause=3.0)
    assert clock.slept == []
    web.get(server.url("/a"), pause=3.0)
    assert clock.slept == [3.0]
    clock.slept.append(2.5)  # other work
    web.get(server.url("/b"), pause=3.0)
    assert clock.slept == [3.0, 2.5, 0.5, 3.0], "the rest of the pause, and all of it before the second attempt"


def test_headers_bodies_and_types_of_failures(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a"] = (400, {"Content-Type": "application/json", "Retry-After": "1"}, b'{"a": 1}' + b" " * 99_999)
    server.answers["/b"] = (400, TEXT, b"words")
    with pytest.raises(Failed) as caught:
        fetcher.get(server.url("/a"))
    assert (caught.value.status, caught.value.retry_after, len(caught.value.body)) == (400, "1", 16 * 1024)
    assert not caught.value.may_pass
    with pytest.raises(Failed) as other:
        fetcher.get(server.url("/b"))
    assert other.value.body == b""
