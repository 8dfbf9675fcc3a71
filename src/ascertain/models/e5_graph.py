"""The encoder of multilingual-e5-small as an ONNX graph, in 8-bit integers that repeat exactly.

Every matrix product multiplies unsigned 8-bit activations by signed 7-bit weights:

* Activations get one scale *for each token*, not one for the whole batch as ONNX Runtime's own dynamic
  quantiser would give them, so that a text's vector does not depend on the texts beside it.
* Weights stay within ±64. A pair of products then fits 16 bits (2 · 255 · 64 < 2¹⁵), so that processors
  without VNNI, whose instruction saturates, compute the same sums as those with it.

Measurements and alternatives: docs/decisions/0003-embedder.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from ascertain.models import q4
from ascertain.models.e5_source import Packed

_MICROSOFT = "com.microsoft"
_WEIGHT_LIMIT = 64
_SIGNED_LIMIT = 127
_UNSIGNED_LIMIT = 255
_ZERO = 128
# GELU never goes below -0.16998: shifted by this much it is not negative and can use all 256 levels.
_GELU_SHIFT = 0.17
_TINY = 1e-9


def build_graph(packed: Packed) -> onnx.ModelProto:
    """Return the encoder: token vectors in, one sentence vector of length 1 for each row out.

    Inputs: ``tokens`` (float32, texts × tokens × width, straight from the word table) and ``mask`` (int32,
    texts × tokens, 1 for a token and 0 for padding). Output: ``vectors`` (float32, texts × width), the mean over
    the tokens, scaled to length 1.
    """
    graph = _Graph(packed)
    state = graph.embed()
    for layer in range(packed.layers):
        state = graph.attend(state, f"l{layer}")
        state = graph.feed_forward(state, f"l{layer}")
    graph.pool(state)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["texts", "length", packed.width]),
                helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "length"]),
            ],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", packed.width])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=9,
    )
    onnx.checker.check_model(model)
    return model


class _Graph:
    """Nodes and constants of the graph while it is built; each method adds a part and returns its output."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._known: set[str] = set()

    def embed(self) -> str:
        """Add positions to the token vectors and normalise."""
        width = self.packed.width
        positions = self.packed.floats("emb.pos", width) + self.packed.floats("emb.type", width)[:1]
        self._node("Shape", ["tokens"], "shape")
        length = self._node("Slice", ["shape", self._integers("one", 1), self._integers("two", 2)], "length")
        places = [self._constant("positions", positions), self._integers("zero", 0), length, self._integers("zero", 0)]
        placed = self._node("Add", ["tokens", self._node("Slice", places, "places")], "placed")
        scale, shift = self._vector("emb.ln.w"), self._vector("emb.ln.b")
        return self._node(
            "LayerNormalization", [placed, scale, shift], "embedded", axis=-1, epsilon=self.packed.epsilon
        )

    def attend(self, state: str, layer: str) -> str:
        """Add self-attention, its residual and normalisation."""
        product, bias = self._product(state, [f"{layer}.{part}" for part in "qkv"], self.packed.width, f"{layer}.qkv")
        parts = [f"{layer}.query", f"{layer}.key", f"{layer}.value"]
        self.nodes.append(helper.make_node("Split", [product], parts, axis=-1, num_outputs=3))
        seen = self._node(
            "MultiHeadAttention", [*parts, bias, "mask"], f"{layer}.seen", _MICROSOFT, num_heads=self.packed.heads
        )
        product, bias = self._product(seen, [f"{layer}.ao"], self.packed.width, f"{layer}.attention")
        return self._residual(product, state, bias, f"{layer}.aln")

    def feed_forward(self, state: str, layer: str) -> str:
        """Add the feed-forward layer, its residual and normalisation."""
        product, bias = self._product(state, [f"{layer}.fi"], self.packed.width, f"{layer}.wide")
        wide = self._node("BiasGelu", [product, bias], f"{layer}.gelu", _MICROSOFT)
        product, bias = self._product(wide, [f"{layer}.fo"], self.packed.inner, f"{layer}.narrow", after_gelu=True)
        return self._residual(product, state, bias, f"{layer}.oln")

    def pool(self, state: str) -> None:
        """Sum the tokens of each text and scale to length 1, which makes dividing by their number needless."""
        mask = self._node("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
        mask = self._node("Unsqueeze", [mask, self._integers("last", -1)], "mask.column")
        kept = self._node("Mul", [state, mask], "kept")
        total = self._node("ReduceSum", [kept, self._integers("one", 1)], "total", keepdims=0)
        self._node("LpNormalization", [total], "vectors", axis=-1, p=2)

    def _residual(self, product: str, state: str, bias: str, norm: str) -> str:
        scale, shift = self._vector(f"{norm}.w"), self._vector(f"{norm}.b")
        inputs = [product, state, scale, shift, bias]
        return self._node("SkipLayerNormalization", inputs, f"{norm}.out", _MICROSOFT, epsilon=self.packed.epsilon)

    def _product(
        self, state: str, weights: Sequence[str], width: int, name: str, *, after_gelu: bool = False
    ) -> tuple[str, str]:
        """Multiply by the weights (put side by side) and return the product and the bias still to be added."""
        matrix = np.concatenate([q4.expand(self.packed.blocks(f"{weight}.w", width)) for weight in weights])
        bias = np.concatenate([self.packed.floats(f"{weight}.b", 1)[:, 0] for weight in weights])
        scales = np.abs(matrix).max(axis=1) / _WEIGHT_LIMIT
        levels = np.rint(matrix / scales[:, None]).astype(np.int8).T
        if after_gelu:
            bias = bias - _GELU_SHIFT * levels.sum(axis=0, dtype=np.float32) * scales
        activations, token_scale = self._quantise(state, width, name, after_gelu=after_gelu)
        zero = 0 if after_gelu else _ZERO
        product = self._node(
            "MatMulIntegerToFloat",
            [
                activations,
                self._constant(f"{name}.weights", levels),
                self._constant("unit", np.array(1, np.float32)),
                self._constant(f"{name}.scales", scales.astype(np.float32)),
                self._constant(f"level{zero}", np.array(zero, np.uint8)),
                self._constant(f"levels0.{len(bias)}", np.zeros(len(bias), np.int8)),
            ],
            f"{name}.product",
            _MICROSOFT,
        )
        scaled = self._node("Mul", [product, token_scale], f"{name}.scaled")
        return scaled, self._constant(f"{name}.bias", bias.astype(np.float32))

    def _quantise(self, state: str, width: int, name: str, *, after_gelu: bool) -> tuple[str, str]:
        """Return the activations as uint8 and each token's scale."""
        if after_gelu:
            state = self._node(
                "Add", [state, self._constant("gelu.shift", np.array(_GELU_SHIFT, np.float32))], f"{name}.s"
            )
            sizes, limit, zero = state, _UNSIGNED_LIMIT, 0
        else:
            sizes, limit, zero = self._node("Abs", [state], f"{name}.abs"), _SIGNED_LIMIT, _ZERO
        largest = self._node("ReduceMax", [sizes, self._integers("last", -1)], f"{name}.max", keepdims=1)
        largest = self._node("Max", [largest, self._constant("tiny", np.array(_TINY, np.float32))], f"{name}.max1")
        step = self._constant(f"step{limit}", np.array(1 / limit, np.float32))
        scale = self._node("Mul", [largest, step], f"{name}.scale")
        # One scale for each row needs rows along the first axis, and as many zero points as scales.
        column = self._node("Reshape", [scale, self._integers("last", -1)], f"{name}.column")
        count = self._node("Shape", [column], f"{name}.count")
        zeros = self._node(
            "Expand", [self._constant(f"zero{zero}", np.array([zero], np.uint8)), count], f"{name}.zeros"
        )
        rows = self._node("Reshape", [state, self._integers(f"rows{width}", -1, width)], f"{name}.rows")
        levels = self._node("QuantizeLinear", [rows, column, zeros], f"{name}.levels", axis=0)
        return self._node("Reshape", [levels, self._shape(width)], f"{name}.activations"), scale

    def _shape(self, width: int) -> str:
        name = f"shape{width}"
        if name not in self._known:
            self._known.add(name)
            first = self._node("Slice", ["shape", self._integers("zero", 0), self._integers("two", 2)], f"{name}.first")
            self._node("Concat", [first, self._integers(f"width{width}", width)], name, axis=0)
        return name

    def _vector(self, tensor: str) -> str:
        return self._constant(tensor, self.packed.floats(tensor, 1)[:, 0])

    def _integers(self, name: str, *values: int) -> str:
        return self._constant(name, np.array(values, np.int64))

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        if name not in self._known:
            self._known.add(name)
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output
