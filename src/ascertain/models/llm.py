"""What completes a text with a language model, and which adapter does it. None is set up by default."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol, TypeVar

from pydantic import BaseModel

from ascertain.errors import NotConfigured

if TYPE_CHECKING:
    from ascertain.settings import Settings

Shape = TypeVar("Shape", bound=BaseModel)
"""The shape of an answer: a pydantic model."""


class Llm(Protocol):
    """A language model behind an endpoint that the operator chose. Calls from several threads at once are allowed."""

    @property
    def name(self) -> str:
        """Model and where it runs, ``model@host``; never the key."""

    def complete(self, system: str, data: str, shape: type[Shape], *, seconds: float) -> Shape:
        """Return the model's answer to ``data`` under the instructions ``system``, in the shape asked for.

        ``system`` is ours, ``data`` may hold anybody's words. What comes back has the right shape and is otherwise as
        trustworthy as ``data``. ``seconds`` bounds the whole, repetitions included. Raises Unavailable when the
        endpoint is down, slow, busy, declines or answers in another shape, NotConfigured when it does not accept the
        key or does not know the model.
        """

    def check(self, *, seconds: float) -> None:
        """Ask the endpoint which models it has, without any data.

        Raises Unavailable when it does not answer, NotConfigured when it does not accept the key or does not have the
        model. An endpoint that keeps no list passes.
        """


def open_llm(settings: Settings, stop: threading.Event | None = None) -> Llm | None:
    """Return the language model of the settings, or ``None`` when none is set up; nothing is sent.

    Once ``stop`` is set it no longer waits for an answer. Raises NotConfigured when an address is set without a
    model, is no web address, or when the package that speaks to it is missing.
    """
    if not settings.llm_url:
        return None
    if not settings.llm_url.startswith(("http://", "https://")):
        raise NotConfigured(
            "ASCERTAIN_LLM_URL is no web address.",
            "Give the address before /chat/completions, such as http://127.0.0.1:11434/v1.",
        )
    if not settings.llm_model:
        raise NotConfigured(
            "ASCERTAIN_LLM_URL is set, but no model.", "Set ASCERTAIN_LLM_MODEL to a model that the endpoint has."
        )
    from ascertain.models.openai_chat import open_chat

    return open_chat(settings, stop or threading.Event())
