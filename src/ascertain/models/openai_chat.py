"""Language models behind any endpoint that speaks OpenAI's chat protocol: Ollama, vLLM, llama.cpp, hosted ones."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from pydantic import ValidationError

from ascertain.errors import AscertainError, NotConfigured, Unavailable
from ascertain.models.llm import Shape

if TYPE_CHECKING:
    import openai

    from ascertain.settings import Settings

LARGEST: Final = 1_000_000
"""Bytes of an answer that are read; six sentences have about 2,000."""

REPETITIONS: Final = 2
"""Times a question is put again while the endpoint is busy or cannot be reached."""

_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 20.0
_GLANCE: Final = 0.25
"""Seconds after which it is looked whether somebody still waits."""
_HINT: Final = "Check that it runs, or unset ASCERTAIN_LLM_URL."


def open_chat(settings: Settings, stop: threading.Event) -> OpenAiChat:
    """Return the model of the settings; raises NotConfigured when the package ``openai`` is missing."""
    try:
        import openai  # noqa: F401
    except ImportError as error:
        raise NotConfigured(
            "Answers by a language model need a package that is not installed.",
            "Install it (pip install 'ascertain[llm]') or unset ASCERTAIN_LLM_URL.",
        ) from error
    return OpenAiChat(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value(), stop)


@dataclass
class OpenAiChat:
    """``POST {url}/chat/completions``, at the operator's own address only.

    Redirects are not followed, so that neither key nor claims go elsewhere; proxies and the ``openai`` package's own
    environment variables are not looked at. JSON of the right schema is asked for first; a server that does not know
    that is asked once more without.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    stop: threading.Event = field(default_factory=threading.Event, repr=False)
    """Once it is set nobody waits for an answer any more, and the connection is closed."""
    _plain: bool = field(default=False, init=False, repr=False)
    """Whether the server was found not to take a schema."""

    @property
    def name(self) -> str:
        """``model@host``."""
        return f"{self.model}@{urlsplit(self.url).hostname or ''}"

    def complete(self, system: str, data: str, shape: type[Shape], *, seconds: float) -> Shape:
        """Return the model's answer in the shape asked for; see :class:`~ascertain.models.llm.Llm`."""
        until = time.monotonic() + seconds
        messages = [{"role": "system", "content": system}, {"role": "user", "content": data}]
        request: dict[str, Any] = {"model": self.model, "messages": messages}
        if not self._plain:
            schema = {"name": shape.__name__, "schema": _closed(shape.model_json_schema()), "strict": True}
            constrained = {"temperature": 0, "response_format": {"type": "json_schema", "json_schema": schema}}
            try:
                return _shaped(self._send(request | constrained, until), shape)
            except _NotTakenError:
                self._plain = True
        return _shaped(self._send(request, until), shape)

    def check(self, *, seconds: float) -> None:
        """Ask the endpoint which models it has; see :class:`~ascertain.models.llm.Llm`."""
        import openai

        client = self._client()
        try:
            known = {model.id for model in client.with_options(timeout=seconds).models.list()}
        except openai.APIStatusError as error:
            if error.status_code in (401, 403):
                raise _explained(error.status_code) from error
            return
        except openai.APIConnectionError as error:
            raise _unreached() from error
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            return
        finally:
            client.close()
        # Ollama lists "qwen3:8b" for "qwen3:8b" and "name:latest" for "name".
        if known and not known & {self.model, f"{self.model}:latest"}:
            raise _explained(404)

    def _client(self) -> openai.OpenAI:
        import openai

        # Without TLS there is nothing to verify, and loading certificates takes longer than a local server answers.
        secure = not self.url.startswith("http://")
        return openai.OpenAI(
            base_url=self.url,
            api_key=self.key or "none",
            max_retries=0,
            http_client=openai.DefaultHttpxClient(follow_redirects=False, trust_env=False, verify=secure),
            default_headers={"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()},  # type: ignore[dict-item]  # Omit leaves a header out
        )

    def _send(self, request: dict[str, Any], until: float) -> bytes:
        """Return what the endpoint answers, at the latest at ``until``.

        Timeouts of the client hold for one read each, and a server may send a byte now and then for ever. So it is
        read in a thread of its own, whose connection is closed when time is up.
        """
        client = self._client()
        answers: queue.SimpleQueue[bytes | AscertainError] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put(_read_patiently(client, request, until))
            except AscertainError as error:
                answers.put(error)
            except Exception:  # noqa: BLE001  # httpx's errors while reading, of whichever httpx the package brings
                answers.put(_unreached())

        threading.Thread(target=work, daemon=True, name="language model").start()
        try:
            answer = self._waited(answers, until)
        finally:
            client.close()
        if isinstance(answer, AscertainError):
            raise answer
        return answer

    def _waited(self, answers: queue.SimpleQueue[bytes | AscertainError], until: float) -> bytes | AscertainError:
        while (left := until - time.monotonic()) > 0 and not self.stop.is_set():
            with suppress(queue.Empty):
                return answers.get(timeout=min(left, _GLANCE))
        raise _slow()


def _closed(schema: Any) -> Any:
    """Return a schema whose objects have no further fields, as strict servers want it said."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if closed.get("type") == "object" else closed


class _NotTakenError(Unavailable):
    """The server does not take the request as it is."""


def _slow() -> Unavailable:
    return Unavailable("The language model did not answer in time.", "Give more seconds (ASCERTAIN_LLM_SECONDS).")


def _unreached() -> Unavailable:
    return Unavailable("The language model's endpoint cannot be reached.", _HINT)


def _strange() -> Unavailable:
    return Unavailable("The language model answered with something else than asked for.", "Try another model.")


def _read_patiently(client: openai.OpenAI, request: dict[str, Any], until: float) -> bytes:
    """Return the answer, asking again while the server is busy and time is left."""
    import openai

    for pause in _pauses():
        left = until - time.monotonic()
        if left <= 0:
            raise _slow()
        try:
            with client.chat.completions.with_streaming_response.create(**request, timeout=left) as response:
                return _read(response.iter_bytes(), until)
        except openai.APITimeoutError as error:
            raise _slow() from error
        except openai.APIStatusError as error:
            wait = _named_pause(error.response.headers.get("retry-after"), pause)
            failure, again = _explained(error.status_code), error.status_code in _BUSY
        except openai.OpenAIError:
            wait, again = pause, True
            failure = _unreached()
        if not again or pause is None or wait is None or time.monotonic() + wait >= until:
            raise failure
        time.sleep(wait)
    raise _slow()


def _pauses() -> Iterator[float | None]:
    """Give how long to wait after each try; ``None`` after the last."""
    yield from (_FIRST_PAUSE * 2**i for i in range(REPETITIONS))
    yield None


def _named_pause(header: str | None, pause: float | None) -> float | None:
    """Return the seconds a server asks to wait, where it names them; ``None`` when that is too long."""
    try:
        named = float(header or "")
    except ValueError:
        return pause
    return named if 0 <= named <= _LONGEST_PAUSE else None


def _read(chunks: Iterator[bytes], until: float) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST:
            raise Unavailable("The language model's answer is too long.", "Try another model.")
        if time.monotonic() > until:
            raise _slow()
    return bytes(body)


def _explained(status: int) -> AscertainError:
    """Return what a status means; the server's own words may repeat the key or a passage and are left out."""
    if status in (401, 403):
        return NotConfigured("The language model's endpoint does not accept the key.", "Check ASCERTAIN_LLM_KEY.")
    if status == 404:
        return NotConfigured(
            "The endpoint does not know the language model.", "Check ASCERTAIN_LLM_URL and ASCERTAIN_LLM_MODEL."
        )
    if status in (400, 422):
        return _NotTakenError("The language model's endpoint does not take the question.", "Try another model.")
    if status == 429:
        return Unavailable("The language model is busy or its quota is used up.", "Try again later.")
    return Unavailable(f"The language model's endpoint answered with status {status}.", _HINT)


def _shaped(body: bytes, shape: type[Shape]) -> Shape:
    """Return the model's words in the shape asked for; fences and words around the JSON are left out."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        words = message.get("content")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise _strange() from error
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise Unavailable("The language model declined to answer.", "Try another model.")
    if not isinstance(words, str):
        raise _strange()
    for start in _braces(words):
        try:
            value, _ = json.JSONDecoder().raw_decode(words, start)
            return shape.model_validate(value)
        except (ValidationError, ValueError, RecursionError):
            continue
    raise _strange()


_MOST_BRACES: Final = 20


def _braces(words: str) -> Iterator[int]:
    """Give where JSON may begin: models put thoughts, fences and politeness before it."""
    at = words.find("{")
    for _ in range(_MOST_BRACES):
        if at < 0:
            return
        yield at
        at = words.find("{", at + 1)
