from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from local_server import Answer, LocalServer, in_turn, send
from pulling_home import Home
from pydantic import SecretStr

from ascertain.errors import AscertainError, Invalid, NotConfigured, Refused, Unavailable
from ascertain.ingest.sources import GoogleFactCheck
from ascertain.settings import Settings

PATH = "/v1alpha1/claims:search"
KEY = "key-of-the-tests"
JSON = {"Content-Type": "application/json; charset=UTF-8"}


def claim(number: int, **more: Any) -> dict[str, Any]:
    return {
        "text": f"The ferry sank {number} times",
        "claimant": "A fisherman",
        "claimDate": "2025-03-01T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "Harbour Checks", "site": "harbour.example"},
                "url": f"https://harbour.example/{number}",
                "title": f"No, not {number} times",
                "reviewDate": "2025-03-04T00:00:00Z",
                "textualRating": "False",
                "languageCode": "en",
            }
        ],
        **more,
    }


def error(status: int, message: str, reason: str = "", **headers: str) -> Answer:
    """Return an error in the shape of Google's."""
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}] if reason else []
    body = {"error": {"code": status, "message": message, "status": "ANY", "details": details}}
    return status, {**JSON, **headers}, json.dumps(body).encode()


class Google:
    """Speaks ``claims:search``: pages of a fixed list by token; ``broken`` tokens get the answer given for them."""

    def __init__(self, server: LocalServer, claims: list[dict[str, Any]]) -> None:
        self.claims = claims
        self.broken: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        self.keys: list[str] = []
        server.answers[PATH] = self._answer

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = {name: value[0] for name, value in parse_qs(urlsplit(handler.path).query).items()}
        self.asked.append(asked)
        self.keys.append(handler.headers.get("X-Goog-Api-Key", ""))
        token = asked.get("pageToken", "")
        if self.keys[-1] != KEY:
            send(handler, error(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID"))
        elif token in self.broken:
            send(handler, self.broken[token])
        elif token and not token.startswith("from-"):
            send(handler, error(400, "Request contains an invalid argument."))
        else:
            start, size = int(token.removeprefix("from-") or 0), int(asked.get("pageSize", 10))
            body: dict[str, Any] = {}  # Google leaves out what is empty
            if some := self.claims[start : start + size]:
                body["claims"] = some
            if start + size < len(self.claims):
                body["nextPageToken"] = f"from-{start + size}"
            send(handler, (200, JSON, json.dumps(body).encode()))


@pytest.fixture
def home(tmp_path: Path, server: LocalServer, settings: Settings) -> Iterator[Home]:
    here = {"google_factcheck_url": server.url(""), "google_factcheck_key": SecretStr(KEY)}
    home = Home(tmp_path, settings.model_copy(update=here))
    yield home
    home.store.close()


@pytest.fixture
def google(server: LocalServer) -> Google:
    return Google(server, [claim(number) for number in range(25)])


FERRY = GoogleFactCheck("ferry", "en-GB", max_age_days=400, page_size=10)


def test_every_page_is_asked_for_with_the_same_search(home: Home, google: Google) -> None:
    report = home.pull(FERRY)
    assert (report.read, report.new, report.indexed, report.stopped) == (25, 25, 25, False)
    assert [asked.pop("pageToken", "") for asked in google.asked] == ["", "from-10", "from-20"]
    assert all(
        asked == {"query": "ferry", "languageCode": "en-GB", "maxAgeDays": "400", "pageSize": "10"}
        for asked in google.asked
    )
    check = home.fact_checks()["The ferry sank 7 times"]
    assert (check.url, check.source.name, check.rating.value, check.claimant) == (
        "https://harbour.example/7",
        "Harbour Checks",
        "false",
        "A fisherman",
    )
    assert home.search.count("factchecks") == 25


def test_a_second_run_adds_nothing_and_a_changed_rating_is_taken_over(home: Home, google: Google) -> None:
    home.pull(FERRY)
    again = home.pull(FERRY)
    assert (again.new, again.changed, again.same, again.indexed) == (0, 0, 25, 0)
    assert "nothing new" in str(again)
    google.claims[3]["claimReview"][0]["textualRating"] = "Half true"
    third = home.pull(FERRY)
    assert (third.changed, third.same) == (1, 24)


def test_the_key_is_sent_as_a_header_and_stands_nowhere_else(home: Home, google: Google, server: LocalServer) -> None:
    google.broken["from-10"] = error(500, f"An internal error of {KEY}.")
    report = home.pull(FERRY)
    assert set(google.keys) == {KEY}
    assert all(KEY not in path for path, _ in server.requests)
    assert KEY not in report.to_json() + str(report) + repr(home.settings)


def test_without_a_key_nothing_is_asked(home: Home, server: LocalServer) -> None:
    home.settings = home.settings.model_copy(update={"google_factcheck_key": SecretStr("")})
    with pytest.raises(NotConfigured, match="needs a key") as caught:
        home.pull(FERRY)
    assert "ASCERTAIN_GOOGLE_FACTCHECK_KEY" in caught.value.hint
    assert server.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        error(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID"),
        error(403, "Fact Check Tools API has not been used in project 1 before or it is disabled.", "SERVICE_DISABLED"),
        error(403, "The request is missing a valid API key."),
        (403, {"Content-Type": "text/html"}, b"<h1>no</h1>"),
    ],
)
def test_a_key_that_is_not_accepted_is_a_matter_of_set_up(home: Home, server: LocalServer, answer: Answer) -> None:
    server.answers[PATH] = answer
    with pytest.raises(NotConfigured, match="does not accept the key") as caught:
        home.pull(FERRY)
    assert "credentials" in caught.value.hint
    assert len(server.requests) == 1, "asking again would not help"
    assert home.clock.slept == []


def test_too_many_requests_are_waited_out(home: Home, server: LocalServer) -> None:
    page = (200, JSON, json.dumps({"claims": [claim(1)]}).encode())
    server.answers[PATH] = in_turn(error(429, "Quota exceeded.", **{"Retry-After": "7"}), error(503, "Busy."), page)
    report = home.pull(FERRY)
    assert (report.new, report.stopped) == (1, False)
    assert home.clock.slept == [7.0, 2.0], "as long as was asked for, then the second pause"


def test_what_fails_forever_leaves_what_was_fetched_and_the_next_run_goes_on(home: Home, google: Google) -> None:
    google.broken["from-10"] = error(500, "Internal error encountered.")
    report = home.pull(FERRY)
    assert (report.read, report.new, report.indexed, report.stopped) == (10, 10, 10, True)
    (failure,) = report.failures
    assert "pageToken=from-10" in failure.url
    assert "Internal error encountered" in failure.reason
    assert home.clock.slept == [1.0, 2.0, 4.0]
    assert "goes on from there" in str(report)
    del google.broken["from-10"]
    google.asked.clear()
    rest = home.pull(FERRY)
    assert [asked["pageToken"] for asked in google.asked] == ["from-10", "from-20"]
    assert (rest.read, rest.new, rest.resumed, rest.stopped) == (25, 25, 10, False)
    assert len(home.fact_checks()) == 25
    google.asked.clear()
    assert home.pull(FERRY).same == 25, "a complete run is followed by one from the beginning"
    assert "pageToken" not in google.asked[0]


@pytest.mark.parametrize(
    "body",
    [
        b'{"claims": [{"text": "The ferry sa',
        b"",
        b"[]",
        b'{"claims": {"text": "x"}}',
        b'{"claims": [], "nextPageToken": 7}',
        b'{"error": {"message": "x"}}',
        b"[" * 100_000,
    ],
)
def test_an_answer_that_breaks_off_or_has_another_shape_is_a_failure(home: Home, google: Google, body: bytes) -> None:
    google.broken[""] = (200, JSON, body)
    with pytest.raises(Unavailable, match="JSON"):
        home.pull(FERRY)
    assert home.fact_checks() == {}
    google.broken = {"from-20": (200, JSON, body)}
    report = home.pull(FERRY)
    assert (report.new, report.stopped, len(report.failures)) == (20, True, 1)


def test_a_connection_that_breaks_off_is_tried_again(home: Home, google: Google, server: LocalServer) -> None:
    whole = server.answers[PATH]
    assert callable(whole)
    calls = iter([True, False, False, False])

    def torn(handler: BaseHTTPRequestHandler) -> None:
        if next(calls):
            send(handler, (200, {**JSON, "Content-Length": "9000"}, b'{"claims": [{"te'))
        else:
            whole(handler)

    server.answers[PATH] = torn
    assert home.pull(FERRY).new == 25
    assert home.clock.slept == [1.0]


def test_a_token_that_has_become_void_begins_the_search_anew(home: Home, google: Google) -> None:
    google.broken["from-10"] = error(503, "Busy.")
    home.pull(FERRY)
    google.broken["from-10"] = error(400, "Request contains an invalid argument.")
    stuck = home.pull(FERRY)
    assert stuck.stopped
    assert google.asked[-2].get("pageToken") is None
    google.broken.clear()
    assert home.pull(FERRY).stopped is False
    assert len(home.fact_checks()) == 25


def test_the_limit_and_services_that_never_end(home: Home, google: Google, server: LocalServer) -> None:
    assert home.pull(GoogleFactCheck("ferry", limit=13, page_size=10)).read == 13
    assert [asked["pageSize"] for asked in google.asked] == ["10", "3"]
    server.answers[PATH] = (200, JSON, json.dumps({"claims": [claim(1)], "nextPageToken": "same"}).encode())
    assert home.pull(GoogleFactCheck("same token")).read == 2
    server.answers[PATH] = (200, JSON, b'{"nextPageToken": "more"}')
    assert home.pull(GoogleFactCheck("nothing")).read == 0


def test_claims_without_text_or_review_are_rejects_and_known_the_next_time(home: Home, google: Google) -> None:
    google.claims[2:5] = [claim(2, text=""), claim(3, claimReview=[]), "not a claim"]  # type: ignore[list-item]
    report = home.pull(FERRY)
    assert (report.read, report.new, report.rejected) == (25, 22, 3)
    lines = Path(report.rejects).read_text().splitlines()
    assert json.loads(lines[0])["place"] == "answer 1, claim 3"
    home.pull(FERRY)
    assert Path(report.rejects).read_text().splitlines() == lines


def test_searches_and_collections_are_continued_apart(home: Home, google: Google) -> None:
    google.broken["from-10"] = error(500, "No.")
    home.pull(FERRY)
    google.asked.clear()
    home.pull(GoogleFactCheck("ferries", page_size=10))
    home.pull(FERRY, corpus="other")
    assert [asked.get("pageToken", "") for asked in google.asked if "pageToken" not in asked] == ["", ""]
    assert home.store.corpora() == {"main": 10, "other": 10}


def test_a_search_for_nothing_is_refused(home: Home, server: LocalServer) -> None:
    with pytest.raises(Invalid, match="nothing to search for"):
        home.pull(GoogleFactCheck(" "))
    assert server.requests == []


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/"])
def test_a_redirect_inside_is_refused_and_never_gets_the_key(home: Home, server: LocalServer, target: str) -> None:
    server.answers[PATH] = (302, {"Location": target}, b"")
    with pytest.raises(Refused, match="not a public address"):
        home.pull(FERRY)


def test_another_host_never_gets_the_key(home: Home, server: LocalServer) -> None:
    with LocalServer().running() as other:
        hosts = frozenset({server.host, other.host})
        home.settings = home.settings.model_copy(update={"allow_private_hosts": hosts})
        server.answers[PATH] = (302, {"Location": other.url("/elsewhere")}, b"")
        other.answers["/elsewhere"] = (200, JSON, json.dumps({"claims": [claim(1)]}).encode())
        assert home.pull(FERRY).new == 1
        assert "x-goog-api-key" not in other.requests[0][1]


def test_nothing_is_stored_when_the_first_answer_fails(home: Home, server: LocalServer) -> None:
    server.answers[PATH] = error(500, "No.")
    with pytest.raises(AscertainError):
        home.pull(FERRY)
    assert (home.store.fact_check_count(), home.store.outbox_size()) == (0, 0)
