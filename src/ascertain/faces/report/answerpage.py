"""An answer as a page: verdict with reasons, cited sentences, the passages they lead to, and what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ascertain.faces.report import answerwords
from ascertain.faces.report.page import asset, page_environment, policy, trusted
from ascertain.records import Answer, Since

if TYPE_CHECKING:
    from ascertain.store import AnswerSummary


def answer_page(
    answer: Answer, since: Since | None = None, *, site: bool = False, again: Sequence[AnswerSummary] = ()
) -> str:
    """Return the answer as a page that needs no script, and has none unless it is on the ``site``.

    ``since`` is how it differs from the answer that it asks again. On the ``site`` it leads to other pages and has a
    button to ask again, whose script tells each step; ``again`` are the answers that did. Foreign text is escaped, and
    links lead only to ``http`` and ``https``; a citation leads to a passage on the page.
    """
    style = asset("dossier.css") + asset("answer.css") + (asset("progress.css") if site else "")
    script = asset("ask.js") if site else ""
    security = policy(style, script, forms="'self'" if site else "'none'", connects="'self'" if site else "")
    context = answer_context(answer, since, site=site, again=again)
    return (
        page_environment()
        .get_template("answer.html.j2")
        .render(**context, style=trusted(style), script=trusted(script), policy=security)
    )


def answer_context(
    answer: Answer, since: Since | None = None, *, site: bool = False, again: Sequence[AnswerSummary] = ()
) -> dict[str, Any]:
    """Return what the template of an answer shows, without style and script."""
    front, back = answerwords.shown(answer)
    return {
        "answer": answer,
        "answerwords": answerwords,
        "verdict": answerwords.VERDICTS[answer.verdict],
        "summary": answerwords.summary(answer),
        "since": since,
        "front": front,
        "back": back,
        "site": site,
        "again": again,
    }
