from __future__ import annotations

import builtins
import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from local_server import LocalServer, in_turn, send
from pydantic import BaseModel, SecretStr
from scripted_llm import PATH, as_json, dribble, message, play

from ascertain.errors import NotConfigured, Unavailable
from ascertain.models.llm import Llm, open_llm
from ascertain.settings import Settings

KEY = "sk-local-4711"


class Colour(BaseModel):
    name: str
    parts: list[int] = []


def llm_at(server: LocalServer, key: str = KEY) -> Llm:
    found = open_llm(Settings(llm_url=server.url("/v1"), llm_model="small", llm_key=SecretStr(key)))
    assert found is not None
    return found


def ask(llm: Llm, seconds: float = 5.0) -> Colour:
    return llm.complete("Name a colour.", "sky", Colour, seconds=seconds)


def test_without_an_address_there_is_no_language_model() -> None:
    assert open_llm(Settings()) is None


@pytest.mark.parametrize(
    "settings", [{"llm_url": "http://127.0.0.1:1/v1"}, {"llm_url": "127.0.0.1:1", "llm_model": "m"}]
)
def test_half_a_setup_is_told(settings: dict[str, Any]) -> None:
    with pytest.raises(NotConfigured) as error:
        open_llm(Settings(**settings))
    assert "ASCERTAIN_LLM_" in str(error.value)


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "openai":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotConfigured, match=r"ascertain\[llm\]"):
        open_llm(Settings(llm_url="http://127.0.0.1:1/v1", llm_model="m"))


def test_the_package_is_loaded_only_when_a_model_is_set_up() -> None:
    code = (
        "import sys; from ascertain.models.llm import open_llm; from ascertain.answer import composing\n"
        "from ascertain.settings import Settings; open_llm(Settings()); assert 'openai' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_gets_instructions_data_and_the_shape_and_answers_in_it(server: LocalServer) -> None:
    play(server, lambda sent: json.dumps({"name": sent.system + sent.request["messages"][1]["content"], "more": 1}))
    assert ask(llm_at(server)).name == "Name a colour.sky"
    request = json.loads(server.bodies[0])
    assert request["model"] == "small"
    schema = request["response_format"]["json_schema"]["schema"]
    assert schema["properties"].keys() == {"name", "parts"}
    assert schema["additionalProperties"] is False


def test_the_name_tells_model_and_host_and_nothing_tells_the_key(server: LocalServer) -> None:
    llm = llm_at(server)
    assert llm.name == "small@127.0.0.1"
    assert KEY not in repr(llm)


def test_only_the_settings_say_where_words_and_key_go(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("OPENAI_ORG_ID", "an-organisation")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "a-project")
    play(server, lambda _: '{"name": "blue"}')
    assert ask(llm_at(server)).name == "blue"
    headers = server.requests[0][1]
    assert headers["authorization"] == f"Bearer {KEY}"
    assert not {"openai-organization", "openai-project"} & headers.keys()


def test_a_redirect_is_not_followed(server: LocalServer) -> None:
    server.answers[PATH] = (307, {"Location": server.url("/elsewhere")}, b"")
    with pytest.raises(Unavailable, match="status 307"):
        ask(llm_at(server))
    assert [path for path, _ in server.requests] == [PATH]


def test_a_server_that_knows_no_schema_is_asked_without_and_then_always_so(server: LocalServer) -> None:
    def plain_only(handler: BaseHTTPRequestHandler) -> None:
        known = "response_format" not in json.loads(server.bodies[-1])
        send(handler, as_json(message('{"name": "blue"}')) if known else as_json(b'{"error": "unknown field"}', 400))

    server.answers[PATH] = plain_only
    llm = llm_at(server)
    assert ask(llm).name == ask(llm).name == "blue"
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    "words",
    [
        '{"name": "blue"}',
        '```json\n{"name": "blue"}\n```',
        'Sure! Here you are: {"name": "blue"} Anything else?',
        '<think>{maybe {"green"}</think>{"name": "blue", "parts": [1]}',
    ],
)
def test_json_is_found_among_other_words(server: LocalServer, words: str) -> None:
    play(server, lambda _: words)
    assert ask(llm_at(server)).name == "blue"


@pytest.mark.parametrize(
    "body",
    [
        message("blue"),
        message('{"name": 5}'),
        message('{"name": "blue"'),
        message("{" * 50_000),
        message('{"name": ' + "[" * 50_000),
        message(None),
        b"<html>not found</html>",
        b'{"choices": []}',
        b'{"choices": {"0": 1}}',
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b"",
    ],
)
def test_anything_but_the_shape_is_refused(server: LocalServer, body: bytes) -> None:
    server.answers[PATH] = as_json(body)
    with pytest.raises(Unavailable, match="something else"):
        ask(llm_at(server))


def test_a_model_that_declines_is_said_to_decline(server: LocalServer) -> None:
    server.answers[PATH] = as_json(message(None, refusal="I will not."))
    with pytest.raises(Unavailable, match="declined"):
        ask(llm_at(server))


@pytest.mark.parametrize(("status", "name"), [(401, "LLM_KEY"), (403, "LLM_KEY"), (404, "LLM_MODEL")])
def test_a_wrong_setup_names_the_variable_and_never_what_the_server_says(
    server: LocalServer, status: int, name: str
) -> None:
    server.answers[PATH] = as_json(json.dumps({"error": {"message": f"bad key {KEY}"}}).encode(), status)
    with pytest.raises(NotConfigured) as error:
        ask(llm_at(server))
    assert name in str(error.value)
    assert KEY not in str(error.value)


def test_a_busy_server_is_asked_again(server: LocalServer) -> None:
    busy = (429, {"Retry-After": "0.05"}, b"{}")
    server.answers[PATH] = in_turn(busy, (503, {"Retry-After": "0"}, b""), as_json(message('{"name": "blue"}')))
    assert ask(llm_at(server)).name == "blue"


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_stays_busy_is_given_up_within_the_time(server: LocalServer, status: int) -> None:
    server.answers[PATH] = (status, {"Retry-After": "30"}, b"{}")
    began = time.monotonic()
    with pytest.raises(Unavailable):
        ask(llm_at(server), seconds=2.0)
    assert time.monotonic() - began < 1.0
    assert len(server.bodies) == 1


def test_a_server_that_cannot_be_reached_is_told() -> None:
    llm = open_llm(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m"))
    assert llm is not None
    with pytest.raises(Unavailable, match="cannot be reached"):
        ask(llm, seconds=1.0)


def test_a_silent_server_is_left_when_time_is_up(server: LocalServer) -> None:
    done = threading.Event()
    server.answers[PATH] = lambda handler: (done.wait(5), None)[1]
    began = time.monotonic()
    with pytest.raises(Unavailable, match="in time"):
        ask(llm_at(server), seconds=0.5)
    done.set()
    assert time.monotonic() - began < 1.5


def test_a_server_that_sends_a_byte_now_and_then_is_left_when_time_is_up(server: LocalServer) -> None:
    dribble(server, seconds=5.0)
    began = time.monotonic()
    with pytest.raises(Unavailable, match="in time"):
        ask(llm_at(server), seconds=0.5)
    assert time.monotonic() - began < 1.5


def test_an_endless_answer_is_cut(server: LocalServer) -> None:
    server.answers[PATH] = as_json(message("x" * 2_000_000))
    with pytest.raises(Unavailable, match="too long"):
        ask(llm_at(server))


def listing(server: LocalServer, *models: str, status: int = 200) -> Llm:
    rows = [{"id": name, "object": "model", "created": 0, "owned_by": "me"} for name in models]
    server.answers["/v1/models"] = as_json(json.dumps({"object": "list", "data": rows}).encode(), status)
    return llm_at(server)


@pytest.mark.parametrize("models", [("small",), ("small:latest", "large"), ()])
def test_an_endpoint_that_has_the_model_or_keeps_no_list_passes(server: LocalServer, models: tuple[str, ...]) -> None:
    listing(server, *models).check(seconds=5)
    assert [path for path, _ in server.requests] == ["/v1/models"]


def test_an_endpoint_without_a_list_passes(server: LocalServer) -> None:
    listing(server, status=404).check(seconds=5)


def test_an_endpoint_without_the_model_is_told(server: LocalServer) -> None:
    with pytest.raises(NotConfigured, match="does not know the language model"):
        listing(server, "large").check(seconds=5)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_accepted_is_told(server: LocalServer, status: int) -> None:
    with pytest.raises(NotConfigured, match="does not accept the key"):
        listing(server, status=status).check(seconds=5)


def test_an_endpoint_that_is_down_is_told() -> None:
    llm = open_llm(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m"))
    assert llm is not None
    with pytest.raises(Unavailable):
        llm.check(seconds=2)


def test_nobody_waits_for_an_answer_that_is_given_up(server: LocalServer) -> None:
    stop = threading.Event()
    dribble(server, 10)
    llm = open_llm(Settings(llm_url=server.url("/v1"), llm_model="small"), stop)
    assert llm is not None
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Unavailable):
        ask(llm, 20.0)
    assert time.monotonic() - began < 3
