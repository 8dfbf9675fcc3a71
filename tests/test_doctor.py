"""What the doctor says of the language model and of the searchers."""

from __future__ import annotations

import json
from pathlib import Path

from local_server import LocalServer
from pydantic import SecretStr
from scripted_llm import as_json

from ascertain.desk import Desk
from ascertain.doctor import Check
from ascertain.settings import Settings


def checked(home: Path, **settings: object) -> dict[str, Check]:
    with Desk(Settings(home=home, **settings)) as desk:  # type: ignore[arg-type]  # pydantic checks them
        return {check.name: check for check in desk.doctor()}


def test_without_either_both_are_optional_and_it_is_said_how_to_have_them(tmp_path: Path) -> None:
    checks = checked(tmp_path)
    assert checks["language model"].state == checks["web search"].state == "optional"
    assert "ASCERTAIN_LLM_MODEL" in checks["language model"].words
    for setting in ("ASCERTAIN_SEARXNG_URL", "ASCERTAIN_WIKIPEDIA", "ASCERTAIN_GOOGLE_FACTCHECK_KEY"):
        assert setting in checks["web search"].words


def test_a_model_that_answers_and_searchers_that_are_on(tmp_path: Path) -> None:
    with LocalServer().running() as server:
        models = {"object": "list", "data": [{"id": "small", "object": "model", "created": 0, "owned_by": "me"}]}
        server.answers["/v1/models"] = as_json(json.dumps(models).encode())
        checks = checked(
            tmp_path, llm_url=server.url("/v1"), llm_model="small", wikipedia=True, brave_key=SecretStr("secret-key")
        )
        assert [path for path, _ in server.requests] == ["/v1/models"]
    assert (checks["language model"].state, checks["language model"].words) == ("ok", "small@127.0.0.1 answers")
    assert checks["web search"].state == "ok"
    assert checks["web search"].words.startswith("asked: Brave, Wikipedia; off: SearXNG: ")
    assert "secret-key" not in str(checks)


def test_half_a_setup_and_a_model_that_is_down_are_broken(tmp_path: Path) -> None:
    half = checked(tmp_path, llm_url="http://127.0.0.1:9/v1")["language model"]
    down = checked(tmp_path, llm_url="http://127.0.0.1:9/v1", llm_model="m")["language model"]
    assert half.state == down.state == "broken"
    assert "ASCERTAIN_LLM_MODEL" in half.words
    assert "cannot be reached" in down.words
