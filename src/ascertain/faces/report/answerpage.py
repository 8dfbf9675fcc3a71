"""An answer as a page: verdict with reasons, cited sentences, the passages they lead to, and what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.faces.report import answerwords
from ascertain.faces.report.page import asset, page_environment, policy, trusted
from ascertain.records import Answer, Since

if TYPE_CHECKING:
    from ascertain.store import AnswerSummary


def answer_page(
    answer: Answer, since: Since | None = None, *, site: bool = False, again: Sequence[AnswerSummary] = ()
) -> str:
    """Return the answer as a page that needs no script and asks for nothing.

    ``since`` is how it differs from the answer that it asks again. On the ``site`` it leads to other pages and has a
    button to ask again; ``again`` are the answers that did. Foreign text is escaped, and links lead only to ``http``
    and ``https``; a citation leads to a passage on the page.
    """
    style = asset("dossier.css") + asset("answer.css")
    front, back = answerwords.shown(answer)
    return (
        page_environment()
        .get_template("answer.html.j2")
        .render(
            answer=answer,
            answerwords=answerwords,
            verdict=answerwords.VERDICTS[answer.verdict],
            summary=answerwords.summary(answer),
            since=since,
            front=front,
            back=back,
            site=site,
            again=again,
            style=trusted(style),
            policy=policy(style, "", forms="'self'" if site else "'none'"),
        )
    )
