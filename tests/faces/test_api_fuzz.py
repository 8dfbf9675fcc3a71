"""The API as it describes itself, asked what nobody would ask: no answer is a server error, each is described."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.ingest import RawPage
from ascertain.settings import Settings

SAMPLES = Path(str(files("ascertain"))) / "samples"
EXAMPLES = 8
"""Requests for each operation; they are the same at every run."""

TEXT = "Army engineers rebuilt the Orlava bridge at Merin in nine days, the ministry reported on 24 March 2025."
ARTICLE = f"---\nheadline: A bridge\nslug: a-bridge\nbyline: [Mira Okafor]\nlanguage: en\n---\n\n{TEXT}\n"

OUTSIDE = {502, 503}
"""Says that something outside did not answer or is not set up: true of addresses made up here, and no fault."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    limits = {"public_per_hour": 1_000_000, "feed_timeout": 2.0, "fetch_timeout": 2.0, "crawl_delay": 0.0}
    with Desk(Settings(home=tmp_path_factory.mktemp("fuzz"), **limits)) as opened:  # type: ignore[arg-type]
        opened.import_factchecks(SAMPLES / "factchecks.jsonl")
        opened.verify(RawPage(body=TEXT.encode(), type="text"))
        opened.ask(TEXT)
        opened.work.begin_draft(text=ARTICLE)
        opened.articles.publish(ARTICLE, by=None)
        reader = opened.people.add("reader@example.org")
        opened.comments.write("a-bridge", "I walked over it on Tuesday.", reader)
        yield opened


def there(desk: Desk) -> dict[str, str]:
    """Return an identifier of each kind that is in the store."""
    dossier = desk.store.dossiers(1)[0].id
    return {
        "dossier_id": dossier,
        "answer_id": desk.answers(1)[0].id,
        "claim_id": desk.work.queue().items[0].claim.id,
        "draft_id": desk.work.drafts()[0].id,
        "slug": "a-bridge",
        "comment_id": desk.store.comments.of("a-bridge")[0].id,
    }


@pytest.mark.parametrize("signed_in", [False, True], ids=["nobody", "an administrator"])
def test_no_request_makes_a_server_error(desk: Desk, signed_in: bool) -> None:
    headers = {}
    if signed_in:
        admin = desk.people.add("ada@example.org", role="admin")
        headers["Authorization"] = f"Bearer {desk.people.new_token(admin, 'fuzz')[0]}"
    app = create_app(desk, frozenset({"testserver"}), local=True)
    asked, wrong, known = 0, list[str](), there(desk)

    def ask(case: schemathesis.Case[Any]) -> None:
        nonlocal asked
        asked += 1
        if asked % 2:
            # Made-up identifiers end early; every other request is about something that is there.
            case.path_parameters |= {name: known[name] for name in case.path_parameters if name in known}
        answer = case.call(headers=headers)
        checks = (
            [status_code_conformance]
            if answer.status_code in OUTSIDE
            else [not_a_server_error, status_code_conformance]
        )
        case.validate_response(answer, checks=checks)

    for found in schemathesis.openapi.from_asgi("/openapi.json", app).get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # what cannot be read fails here
        run = settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(case=operation.as_strategy())(ask))
        try:
            run()
        except Exception as error:  # noqa: BLE001 - each operation is told about
            wrong.append(f"{operation.label}: {type(error).__name__}: {error}")
    assert asked > EXAMPLES
    assert not wrong, "\n\n".join(wrong)
