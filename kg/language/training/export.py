"""Write the trained network as ONNX graphs with 8-bit weights: state in, the model's files out.

Activations are quantised row by row, with a scale of each row's own: ONNX Runtime's dynamic
quantisation takes one scale for the whole batch, so that a sentence's analysis would depend on its
neighbours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

__all__ = ["export_model"]

Array = npt.NDArray[np.float32]
CONTRIB = "com.microsoft"
OPSET = 17


class _Graph:
    """Collects nodes and weights; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.names = 0

    def constant(self, value: npt.NDArray[np.generic], name: str = "") -> str:
        name = name or self._name("c")
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, op: str, *inputs: str, domain: str = "", name: str = "", **attributes: object
    ) -> str:
        output = name or self._name(op)
        self.nodes.append(helper.make_node(op, list(inputs), [output], domain=domain, **attributes))
        return output

    def _name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}_{self.names}"

    def linear(self, x: str, weight: Array) -> str:
        """Multiply by `weight` (out x in) in plain floats."""
        return self.add("MatMul", x, self.constant(weight.T))

    def quantise(self, x: str) -> tuple[str, str]:
        """Return the rows of `x` as unsigned bytes around 128, and their scales."""
        most = self.add("ReduceMax", self.add("Abs", x), axes=[-1], keepdims=1)
        scale = self.add(
            "Mul", self.add("Max", most, self.shared("tiny", 1e-6)), self.shared("step", 1 / 127)
        )
        steps = self.add("Round", self.add("Div", x, scale))
        return self.add(
            "Cast", self.add("Add", steps, self.shared("middle", 128.0)), to=TensorProto.UINT8
        ), scale

    def shared(self, name: str, value: float) -> str:
        if all(weight.name != name for weight in self.weights):
            self.constant(np.array(value, dtype=np.float32), name)
        return name

    def byte_linear(self, bytes_and_scale: tuple[str, str], weight: Array) -> str:
        """Multiply quantised rows by `weight` (out x in) in exact integers."""
        columns, scales = _eight_bits(weight)
        rows, scale = bytes_and_scale
        if all(known.name != "zero_point" for known in self.weights):
            self.constant(np.array(128, dtype=np.uint8), "zero_point")
        product = self.add(
            "MatMulIntegerToFloat", rows, self.constant(columns.T), self.shared("one", 1.0),
            self.constant(scales), "zero_point", domain=CONTRIB,
        )  # fmt: skip
        return self.add("Mul", product, scale)


def _eight_bits(weight: Array) -> tuple[npt.NDArray[np.int8], Array]:
    scales = np.maximum(np.abs(weight).max(1) / 127, 1e-8).astype(np.float32)
    return np.round(weight / scales[:, None]).astype(np.int8), scales


def export_model(
    state: Mapping[str, Array],
    meta: Mapping[str, object],
    folder: Path,
    *,
    training: Mapping[str, object],
) -> None:
    """Write the graphs and the meta file (labels, pieces, hashes of the graphs, the training)."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = meta["shape"]
    relations = meta["relations"]
    assert isinstance(shape, Mapping)
    assert isinstance(relations, Sequence)
    _save(_model(state, shape), folder / "model.onnx")
    _save(_relations(state, len(relations)), folder / "relations.onnx")
    kept = ("corpora", "shape", "heads", "relations", "pieces", "scores")
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "relations.onnx")
    }
    record = {"sha256": hashes, "training": dict(training), **{name: meta[name] for name in kept}}
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")


def _save(graph: onnx.GraphProto, path: Path) -> None:
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="newskg")
    path.write_bytes(model.SerializeToString(deterministic=True))


def _model(state: Mapping[str, Array], shape: Mapping[str, int]) -> onnx.GraphProto:
    graph = _Graph()
    x = _embed(graph, state)
    for layer in range(shape["layers"]):
        x = _block(graph, x, state, f"blocks.{layer}.", shape["heads"])
    outputs = _heads(graph, x, state)
    kinds = {
        "pieces": TensorProto.INT64,
        "lengths": TensorProto.INT32,
        "first": TensorProto.INT64,
        "last": TensorProto.INT64,
    }
    sizes = {
        "pieces": ["batch", "length"],
        "lengths": ["batch"],
        "first": ["batch", "width"],
        "last": ["batch", "width"],
    }
    return helper.make_graph(
        graph.nodes,
        "newskg",
        [helper.make_tensor_value_info(name, kind, sizes[name]) for name, kind in kinds.items()],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", None, None])
            for name in outputs
        ],
        graph.weights,
    )


def _embed(graph: _Graph, state: Mapping[str, Array]) -> str:
    rows, scales = _eight_bits(state["word.weight"])
    found = graph.add(
        "Cast",
        graph.add("Gather", graph.constant(rows, "pieces_8bit"), "pieces"),
        to=TensorProto.FLOAT,
    )
    word = graph.add("Mul", found, graph.add("Gather", graph.constant(scales[:, None]), "pieces"))
    length = graph.add("Gather", graph.add("Shape", "pieces"), graph.constant(np.array([1])))
    start, axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    position = graph.add("Slice", graph.constant(state["position.weight"]), start, length, axis)
    norm = [graph.constant(state[name]) for name in ("norm.weight", "norm.bias")]
    return graph.add(
        "LayerNormalization", graph.add("Add", word, position), *norm, axis=-1, epsilon=1e-12
    )


def _block(graph: _Graph, x: str, state: Mapping[str, Array], name: str, heads: int) -> str:
    rows = graph.quantise(x)
    weight = state[name + "qkv.weight"]
    parts = [graph.byte_linear(rows, part) for part in np.split(weight, 3)]
    bias = graph.constant(state[name + "qkv.bias"])
    mixed = graph.add(
        "MultiHeadAttention", *parts, bias, "lengths", domain=CONTRIB, num_heads=heads
    )
    mixed = graph.byte_linear(graph.quantise(mixed), state[name + "out.weight"])
    x = _add_and_norm(graph, (mixed, x), state, name + "out.bias", name + "norm1")
    up = graph.byte_linear(graph.quantise(x), state[name + "up.weight"])
    up = graph.add("BiasGelu", up, graph.constant(state[name + "up.bias"]), domain=CONTRIB)
    down = graph.byte_linear(graph.quantise(up), state[name + "down.weight"])
    return _add_and_norm(graph, (down, x), state, name + "down.bias", name + "norm2")


def _add_and_norm(
    graph: _Graph, summands: tuple[str, str], state: Mapping[str, Array], bias: str, norm: str
) -> str:
    x, skip = summands
    # The fused SkipLayerNormalization of ONNX Runtime 1.32 takes five times as long on a processor.
    total = graph.add("Add", graph.add("Add", x, graph.constant(state[bias])), skip)
    inputs = [graph.constant(state[name]) for name in (norm + ".weight", norm + ".bias")]
    return graph.add("LayerNormalization", total, *inputs, axis=-1, epsilon=1e-12)


def _heads(graph: _Graph, x: str, state: Mapping[str, Array]) -> list[str]:
    def dense(name: str, of: str, *, output: str = "", gelu: bool = True) -> str:
        bias = graph.constant(state[name + ".bias"])
        product = graph.linear(of, state[name + ".weight"])
        if gelu:
            return graph.add("BiasGelu", product, bias, domain=CONTRIB, name=output)
        return graph.add("Add", product, bias, name=output)

    last = graph.constant(np.array(-1))
    ends = [
        graph.add("GatherND", x, graph.add("Unsqueeze", place, last_axis), batch_dims=1)
        for place in ("first", "last")
        for last_axis in [graph.constant(np.array([-1]))]
    ]
    del last
    words = graph.add("Mul", graph.add("Add", *ends), graph.shared("half", 0.5), name="words")
    zero, one, axis = (graph.constant(np.array([value])) for value in (0, 1, 1))
    nodes = graph.add("Concat", graph.add("Slice", x, zero, one, axis), words, axis=1)
    dense("classes", words, output="classes", gelu=False)
    dependent, head = dense("arc_dependent", words), dense("arc_head", nodes)
    left = graph.add(
        "Add",
        graph.add("MatMul", dependent, graph.constant(state["arc"])),
        graph.constant(state["arc_bias"]),
    )
    graph.add("MatMul", left, graph.add("Transpose", head, perm=[0, 2, 1]), name="arcs")
    dense("label_dependent", words, output="dependents")
    dense("label_head", nodes, output="heads")
    return ["words", "classes", "arcs", "dependents", "heads"]


def _relations(state: Mapping[str, Array], count: int) -> onnx.GraphProto:
    graph = _Graph()
    size = state["label"].shape[0]
    one = graph.constant(np.array([[1.0]], dtype=np.float32))
    rows = graph.add(
        "Slice",
        graph.add("Shape", "dependents"),
        *(graph.constant(np.array([value])) for value in (0, 1, 0)),
    )
    ones = graph.add(
        "Expand", one, graph.add("Concat", rows, graph.constant(np.array([1])), axis=0)
    )
    left = graph.add(
        "MatMul", graph.add("Concat", "dependents", ones, axis=1), graph.constant(state["label"])
    )
    left = graph.add("Reshape", left, graph.constant(np.array([-1, count, size])))
    right = graph.add("Concat", "heads", ones, axis=1)
    right = graph.add("Unsqueeze", right, graph.constant(np.array([2])))
    scores = graph.add("MatMul", left, right)
    graph.add("Squeeze", scores, graph.constant(np.array([2])), name="scores")
    return helper.make_graph(
        graph.nodes,
        "newskg-relations",
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", size - 1])
            for name in ("dependents", "heads")
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", count])],
        graph.weights,
    )
