"""What every embedder must do, checked on multilingual-e5-small."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ascertain.models import Embedder, open_embedder
from ascertain.models.examples import DISTRACTORS, PAIRS
from ascertain.settings import Settings

_ENGLISH = [pair.english for pair in PAIRS]
_OTHER = [pair.other for pair in PAIRS]
# Float sums are taken in another order when the batch has another shape, no more than that.
_ROUNDING = 1e-6


def test_each_text_gets_a_row_of_length_one(embedder: Embedder) -> None:
    for vectors in (embedder.queries(_OTHER), embedder.passages(_ENGLISH)):
        assert vectors.shape == (len(PAIRS), embedder.dimensions)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.queries([]).shape == (0, embedder.dimensions)
    assert embedder.passages([]).shape == (0, embedder.dimensions)


def test_the_name_states_model_and_version(embedder: Embedder) -> None:
    model, _, version = embedder.name.partition("@")
    assert model
    assert version


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\ud83d", "</s><s><mask>", "👩‍👩‍👧", "é" * 3], ids=ascii)
def test_any_text_has_a_vector(text: str, embedder: Embedder) -> None:
    vector = embedder.queries([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_text_is_found_by_its_counterpart_in_another_language(embedder: Embedder) -> None:
    likeness = embedder.queries(_OTHER) @ embedder.passages([*_ENGLISH, *DISTRACTORS]).T
    first = likeness.argmax(axis=1).tolist()
    assert [PAIRS[row].language for row, best in enumerate(first) if best != row] == []


def test_a_text_finds_its_counterpart_among_foreign_and_english_texts(embedder: Embedder) -> None:
    likeness = embedder.queries(_ENGLISH) @ embedder.passages([*_OTHER, *DISTRACTORS]).T
    first = likeness.argmax(axis=1).tolist()
    assert [PAIRS[row].language for row, best in enumerate(first) if best != row] == []


def test_a_vector_does_not_depend_on_the_texts_beside_it(embedder: Embedder) -> None:
    texts = [*_ENGLISH, " ".join(_ENGLISH), "", *_OTHER, " ".join(_OTHER)]
    together = embedder.passages(texts)
    alone = np.concatenate([embedder.passages([text]) for text in texts])
    reversed_order = embedder.passages(texts[::-1])[::-1]
    assert np.abs(together - alone).max() < _ROUNDING
    assert np.abs(together - reversed_order).max() < _ROUNDING


def test_the_same_call_gives_the_same_bits(embedder: Embedder) -> None:
    again = open_embedder(Settings(threads=1))
    assert (again.queries(_OTHER) == again.queries(_OTHER)).all()
    assert np.abs(again.queries(_OTHER) - embedder.queries(_OTHER)).max() < _ROUNDING


def test_threads_may_share_an_embedder(embedder: Embedder) -> None:
    expected = embedder.passages(_OTHER)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(embedder.passages, [_OTHER] * 8):
            assert np.abs(vectors - expected).max() < _ROUNDING


def test_what_follows_the_512th_token_is_not_read(embedder: Embedder) -> None:
    start = "The river rose again overnight. " * 120
    same, longer = embedder.passages([start, start + "Nobody expected the volcano to erupt. " * 20_000])
    assert np.abs(same - longer).max() < _ROUNDING


def test_queries_and_passages_are_told_apart(embedder: Embedder) -> None:
    assert np.abs(embedder.queries(_ENGLISH) - embedder.passages(_ENGLISH)).max() > 0.01
