"""The converted encoder, compared with the same network computed plainly in numpy straight from the packed weights."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from ascertain.models import Embedder, e5_weights, prepare_models, q4
from ascertain.models.e5_source import Packed, find_source, read_source
from ascertain.models.examples import PAIRS
from ascertain.models.unigram import Unigram
from ascertain.settings import Settings

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def packed() -> Packed:
    return read_source(find_source())


def _gelu(x: Floats) -> Floats:
    """Return x·Φ(x) with the error function of Abramowitz and Stegun, formula 7.1.26 (error below 1.5e-7)."""
    t = 1 / (1 + 0.3275911 * np.abs(x) / sqrt(2))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-(x**2) / 2))
    return (0.5 * x * (1 + erf)).astype(np.float32)


def _reference(packed: Packed) -> Callable[[list[int]], Floats]:
    """Return the encoder of Devlin et al., “BERT” (2019), with mean pooling, for one text's tokens."""

    def matrix(name: str, width: int) -> Floats:
        return q4.expand(packed.blocks(name, width))

    def row(name: str) -> Floats:
        return packed.floats(name, 1)[:, 0]

    def normalise(state: Floats, name: str) -> Floats:
        centred = state - state.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + packed.epsilon)
        result: Floats = scaled * row(f"{name}.w") + row(f"{name}.b")
        return result

    weights = {
        f"l{layer}.{part}": matrix(f"l{layer}.{part}.w", packed.inner if part == "fo" else packed.width)
        for layer in range(packed.layers)
        for part in ("q", "k", "v", "ao", "fi", "fo")
    }

    def product(state: Floats, name: str) -> Floats:
        result: Floats = state @ weights[name].T + row(f"{name}.b")
        return result

    def encode(tokens: list[int]) -> Floats:
        words = q4.expand(packed.blocks("emb.word", packed.width)[tokens])
        places = packed.floats("emb.pos", packed.width)[: len(tokens)] + packed.floats("emb.type", packed.width)[0]
        state = normalise(words + places, "emb.ln")
        for layer in (f"l{number}" for number in range(packed.layers)):
            q, k, v = (
                product(state, f"{layer}.{part}").reshape(len(tokens), packed.heads, -1).transpose(1, 0, 2)
                for part in "qkv"
            )
            likeness = q @ k.transpose(0, 2, 1) / sqrt(q.shape[-1])
            attention = np.exp(likeness - likeness.max(-1, keepdims=True))
            attention /= attention.sum(-1, keepdims=True)
            seen = (attention @ v).transpose(1, 0, 2).reshape(len(tokens), -1)
            state = normalise(state + product(seen, f"{layer}.ao"), f"{layer}.aln")
            wide = _gelu(product(state, f"{layer}.fi"))
            state = normalise(state + product(wide, f"{layer}.fo"), f"{layer}.oln")
        mean: Floats = state.mean(0)
        return mean / np.linalg.norm(mean)

    return encode


def test_the_encoder_computes_the_published_network(packed: Packed, embedder: Embedder) -> None:
    encode = _reference(packed)
    vocabulary = Unigram(packed.pieces, packed.scores.tolist(), unknown=packed.unknown)
    texts = [text for pair in PAIRS[8:9] for text in (pair.other, pair.english)]
    exact = np.stack(
        [encode([packed.begin, *vocabulary.tokens(f"passage: {text}", 510), packed.end]) for text in texts]
    )
    cosines = (embedder.passages(texts) * exact).sum(axis=1)
    assert cosines.min() > 0.997
    assert cosines.mean() > 0.998


def test_pairs_of_products_fit_16_bits_on_every_processor() -> None:
    model = onnx.load(prepare_models(Settings()) / e5_weights.ENCODER)
    signed = [
        onnx.numpy_helper.to_array(constant)
        for constant in model.graph.initializer
        if constant.data_type == onnx.TensorProto.INT8
    ]
    assert len(signed) > 4 * 12
    assert max(int(np.abs(levels.astype(int)).max()) for levels in signed) * 255 * 2 < 2**15


def test_the_packed_file_has_no_piece_twice(packed: Packed) -> None:
    assert len(set(packed.pieces)) == len(packed.pieces) == 250_002
