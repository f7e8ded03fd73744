"""``python -m training.export``: trained weights → one int8 ONNX file, its tokenizer, its labels.

The graph is written node by node, so that it says itself what runs in eight bits: the matrix products of the encoder
and of the heads, and the table of word pieces. Norms, attention, the scores of span labels and the biaffine scores stay
in fp32. Eight bits cost about half a point of content F1 on PolNeAR's development part.

Activations are quantised dynamically, with one scale over a tensor. That is safe because the program runs one window
at a time (see :mod:`truceline.language.session`): no neighbour and no padding is ever in the tensor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import click
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from training.__main__ import minilm
from training.card import write_card
from training.crf import constraints
from training.network import ATTENTION_HEADS, EPSILON, LINK, WIDTH, Biaffine, Layer, Network
from training.train import load_network
from truceline.language.pieces import MAX_PIECES

MICROSOFT = "com.microsoft"
SURE = 0.4  # chance of a role from which it is told of
NUMBERED = re.compile(r"ARG\d$")  # a predicate has one of each; modifiers may be several
SPANS = ("entities", "spans")  # the layer within contents is taught for what it teaches the encoder, and stays here
INVENTORIES = ("pos", "tags", "lemmas", "relations", "roles", "events", *SPANS)
HERE = Path(__file__).parent.parent / "src" / "truceline" / "language" / "network"


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, *, eight_bits: bool = True) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.eight_bits = eight_bits
        self._count = 0

    def constant(self, value: Tensor | NDArray[np.generic] | list[int], name: str | None = None) -> str:
        """Add a constant and return its name."""
        array = value.detach().numpy() if isinstance(value, Tensor) else np.asarray(value)
        name = name or f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, inputs: list[str], *, domain: str = "", outputs: list[str] | None = None, **more: object
    ) -> str:
        """Add a node and return the name of its first output."""
        self._count += 1
        outputs = outputs or [f"{kind}_{self._count}"]
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **more))
        return outputs[0]

    def linear(self, x: str, weight: Tensor, bias: Tensor | None, *, eight_bits: bool = False) -> str:
        """``x`` [..., inputs] times ``weight`` [outputs, inputs], plus ``bias``."""
        if eight_bits and self.eight_bits:
            matrix, scale = self.quantised(weight.T)
            inputs = [x, self.constant(matrix), self.constant(scale), self.constant(np.zeros(len(scale), np.int8))]
            inputs += [self.constant(bias)] if bias is not None else []
            return self.node("DynamicQuantizeMatMul", inputs, domain=MICROSOFT)
        product = self.node("MatMul", [x, self.constant(weight.T)])
        return self.node("Add", [product, self.constant(bias)]) if bias is not None else product

    def quantised(self, matrix: Tensor) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Symmetric int8 with one scale a column: (matrix int8 [inputs, outputs], scale float32 [outputs])."""
        values = matrix.detach().numpy().astype(np.float32)
        scale = np.maximum(np.abs(values).max(0), 1e-8) / 127
        return np.clip(np.rint(values / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def build(network: Network, *, graph: Graph | None = None) -> onnx.ModelProto:
    """The whole network as an ONNX model for one window.

    Inputs: ``pieces`` and ``shapes`` int64 [pieces], ``firsts`` and ``sentences`` int64 [words].
    Outputs: ``pos``, ``tags``, ``lemmas``, ``relations`` int64 [words] (the best label), ``arcs`` float [words, 1 +
    words], ``entities`` and ``spans`` float [words, labels], ``links`` float [words, 4 * LINK], ``events``
    float [words, labels] (their probabilities), ``factuality`` float [words], ``role_pairs`` int64 [2, pairs]
    (arguments, then their predicates; :func:`choose_roles` says which), ``roles`` int64 [pairs] (the best label).
    """
    graph = graph or Graph()
    words = _encoder(graph, network)
    _tags(graph, network, words)
    _trees(graph, network, words)
    _roles(graph, network, words)
    ints, floats = TensorProto.INT64, TensorProto.FLOAT
    labels = network.labels
    sizes = {**{name: len(getattr(labels, name)) for name in (*SPANS, "events")}, "links": 4 * LINK}
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "truceline",
            [helper.make_tensor_value_info(x, ints, ["pieces"]) for x in ("pieces", "shapes")]
            + [helper.make_tensor_value_info(x, ints, ["words"]) for x in ("firsts", "sentences")],
            [helper.make_tensor_value_info(x, ints, ["words"]) for x in ("pos", "tags", "lemmas", "relations")]
            + [helper.make_tensor_value_info("arcs", floats, ["words", "heads"])]
            + [helper.make_tensor_value_info(x, floats, ["words", n]) for x, n in sizes.items()]
            + [helper.make_tensor_value_info("factuality", floats, ["words"])]
            + [helper.make_tensor_value_info("role_pairs", ints, [2, "pairs"])]
            + [helper.make_tensor_value_info("roles", ints, ["pairs"])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
        producer_name="truceline",
    )
    helper.set_model_props(model, {"labels": json.dumps(_metadata(network))})
    return model


def _metadata(network: Network) -> dict[str, object]:
    """What decoding needs beside the scores: label names, CRF transitions, the scores of having no link."""
    labels = network.labels
    inventories = {x: getattr(labels, x) for x in INVENTORIES}
    transitions = {name: (network.transitions[name] + constraints(getattr(labels, name))).tolist() for name in SPANS}
    nowhere = network.nowhere.tolist()
    return {**inventories, "transitions": transitions, "nowhere": nowhere, "link": LINK, "pieces": MAX_PIECES}


def _encoder(graph: Graph, network: Network) -> str:
    """Word vectors [words, WIDTH]."""
    encoder = network.encoder
    table, scale = graph.quantised(encoder.pieces.weight.T)  # one scale a piece
    pieces = graph.node("Gather", [graph.constant(table.T), "pieces"])
    pieces = graph.node("Cast", [pieces], to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.constant(scale[:, None]), "pieces"])
    x = graph.node("Mul", [pieces, scales])
    x = graph.node("Add", [x, graph.node("Gather", [graph.constant(encoder.shapes.weight), "shapes"])])
    length = graph.node("Shape", ["pieces"])
    positions = graph.node("Slice", [graph.constant(encoder.positions.weight[:MAX_PIECES]), graph.constant([0]), length,
                                     graph.constant([0])])  # fmt: skip
    x = graph.node("Add", [x, positions])
    norm = [graph.constant(encoder.norm.weight), graph.constant(encoder.norm.bias)]
    x = graph.node("LayerNormalization", [x, *norm], epsilon=EPSILON)
    x = graph.node("Unsqueeze", [x, graph.constant([0])])
    for layer in encoder.layers:
        x = _layer(graph, layer, x)
    x = graph.node("Squeeze", [x, graph.constant([0])])
    return graph.node("Gather", [x, "firsts"])


def _layer(graph: Graph, layer: Layer, x: str) -> str:
    qkv = graph.linear(x, layer.qkv.weight, layer.qkv.bias, eight_bits=True)
    parts = [f"{qkv}_{part}" for part in "qkv"]
    graph.node("Split", [qkv, graph.constant([WIDTH] * 3)], outputs=parts, axis=2)
    attended = graph.node("MultiHeadAttention", parts, domain=MICROSOFT, num_heads=ATTENTION_HEADS)
    attended = graph.linear(attended, layer.out.weight, layer.out.bias, eight_bits=True)
    x = _skip_norm(graph, attended, x, layer.norm1)
    up = graph.linear(x, layer.up.weight, layer.up.bias, eight_bits=True)
    up = graph.node("Gelu", [up], domain=MICROSOFT)
    down = graph.linear(up, layer.down.weight, layer.down.bias, eight_bits=True)
    return _skip_norm(graph, down, x, layer.norm2)


def _skip_norm(graph: Graph, x: str, skip: str, norm: torch.nn.LayerNorm) -> str:
    # Not onnxruntime's fused SkipLayerNormalization: its kernel for CPUs takes five times as long as these two.
    x = graph.node("Add", [x, skip])
    return graph.node(
        "LayerNormalization", [x, graph.constant(norm.weight), graph.constant(norm.bias)], epsilon=EPSILON
    )


def _tags(graph: Graph, network: Network, words: str) -> None:
    """All heads that are one linear map, as two products: those that mark spans stay in fp32."""

    def together(heads: dict[str, torch.nn.Linear], *, eight_bits: bool) -> None:
        weight = torch.cat([head.weight for head in heads.values()])
        bias = torch.cat([head.bias for head in heads.values()])
        scores = graph.linear(words, weight, bias, eight_bits=eight_bits)
        sizes = graph.constant([head.weight.shape[0] for head in heads.values()])
        graph.node("Split", [scores, sizes], outputs=list(heads), axis=1)

    best = ("pos", "tags", "lemmas")
    together({**{f"{name}_scores": network.tags[name] for name in best}, "links": network.links}, eight_bits=True)
    marks = {name: network.tags[name] for name in SPANS}
    together({**marks, "event_scores": network.tags["events"], "factualities": network.factuality}, eight_bits=False)
    graph.node("Softmax", ["event_scores"], outputs=["events"], axis=1)
    graph.node("Squeeze", ["factualities", graph.constant([1])], outputs=["factuality"])
    for name in best:
        graph.node("ArgMax", [f"{name}_scores"], outputs=[name], axis=1, keepdims=0)


def _sides(graph: Graph, pairs: Biaffine, words: str, heads: str) -> tuple[str, str]:
    """Both sides of a biaffine head, a constant 1 appended to each."""
    pads, one = graph.constant([0, 0, 0, 1]), graph.constant(np.float32(1.0))
    sides = []
    for linear, x in ((pairs.dependent, words), (pairs.head, heads)):
        y = graph.linear(x, linear.weight, linear.bias, eight_bits=True)
        sides.append(graph.node("Pad", [graph.node("Gelu", [y], domain=MICROSOFT), pads, one]))
    return sides[0], sides[1]


def _trees(graph: Graph, network: Network, words: str) -> None:
    heads = graph.node("Concat", [graph.constant(network.root[None]), words], axis=0)
    d, h = _sides(graph, network.arc, words, heads)
    d = graph.node("MatMul", [d, graph.constant(network.arc.weight[:, 0])])
    scores = graph.node("MatMul", [d, graph.node("Transpose", [h], perm=[1, 0])])
    # A word's head is the root or another word of its sentence.
    rows = graph.node("Unsqueeze", ["sentences", graph.constant([1])])
    columns = graph.node("Concat", [graph.constant([-1]), "sentences"], axis=0)
    same = graph.node("Equal", [rows, graph.node("Unsqueeze", [columns, graph.constant([0])])])
    at_root = graph.node("Unsqueeze", [graph.node("Equal", [columns, graph.constant([-1])]), graph.constant([0])])
    count = graph.node("Shape", ["sentences"])
    numbers = graph.node(
        "Range", [graph.constant(np.int64(0)), graph.node("Squeeze", [count]), graph.constant(np.int64(1))]
    )
    itself = graph.node("Equal", [
        graph.node("Unsqueeze", [numbers, graph.constant([1])]),
        graph.node("Unsqueeze", [graph.node("Concat", [graph.constant([-1]), numbers], axis=0), graph.constant([0])]),
    ])  # fmt: skip
    allowed = graph.node("And", [graph.node("Or", [same, at_root]), graph.node("Not", [itself])])
    graph.node("Where", [allowed, scores, graph.constant(np.float32(-1e4))], outputs=["arcs"])
    best = graph.node("ArgMax", ["arcs"], outputs=["best"], axis=1, keepdims=0)
    d, h = _sides(graph, network.relation, words, heads)
    h = graph.node("Gather", [h, best])
    scored = _labelled(graph, network.relation, d, h, eight_bits=True)
    graph.node("ArgMax", [scored], outputs=["relations"], axis=1, keepdims=0)


def _paths(graph: Graph, count: str) -> str:
    """How each word hangs as seen from each other one, from ``best``: int64 [words, words], as Network.paths has it."""
    zero = graph.constant([0])
    own = graph.node("Range", [graph.constant(np.int64(1)), count, graph.constant(np.int64(1))])
    twice = graph.node("Gather", [graph.node("Concat", [zero, "best"], axis=0), "best"])
    rows = {x: graph.node("Unsqueeze", [x, graph.constant([1])]) for x in (own, "best", twice)}
    columns = {x: graph.node("Unsqueeze", [x, zero]) for x in (own, "best", twice)}
    below_root = {x: graph.node("Greater", [rows[x], zero]) for x in ("best", twice)}
    found = graph.constant(np.zeros((1, 1), np.int64))
    pairs = (
        (twice, own, 4),
        (own, twice, 6),
        ("best", twice, 5),
        ("best", "best", 3),
        (own, "best", 2),
        ("best", own, 1),
    )
    for of_argument, of_predicate, path in pairs:
        same = graph.node("Equal", [rows[of_argument], columns[of_predicate]])
        if of_argument == of_predicate or of_predicate == twice and of_argument == "best":
            same = graph.node("And", [same, below_root[of_argument]])
        found = graph.node("Where", [same, graph.constant(np.int64(path)), found])
    return found


def _roles(graph: Graph, network: Network, words: str) -> None:
    """Which words of a sentence are arguments of which, and the labels of those pairs alone."""
    count = graph.node("Squeeze", [graph.node("Add", [graph.node("Shape", ["sentences"]), graph.constant([1])])])
    relations = graph.constant(np.int64(len(network.labels.relations)))
    at = graph.node("Mul", [_paths(graph, count), relations])
    of_argument = graph.node("Add", [at, graph.node("Unsqueeze", ["relations", graph.constant([1])])])
    of_predicate = graph.node("Add", [at, graph.node("Unsqueeze", ["relations", graph.constant([0])])])
    a, p = _sides(graph, network.role_arc, words, words)
    a = graph.node("MatMul", [a, graph.constant(network.role_arc.weight[:, 0])])
    scores = graph.node("MatMul", [a, graph.node("Transpose", [p], perm=[1, 0])])
    for index, table in zip((of_argument, of_predicate), network.path_scores, strict=True):
        scores = graph.node("Add", [scores, graph.node("Gather", [graph.constant(table.reshape(-1)), index])])
    rows, columns = (graph.node("Unsqueeze", ["sentences", graph.constant([axis])]) for axis in (1, 0))
    likely = graph.node("Greater", [scores, graph.constant(np.float32(np.log(SURE / (1 - SURE))))])
    chosen = graph.node("And", [likely, graph.node("Equal", [rows, columns])])
    graph.node("NonZero", [chosen], outputs=["role_candidates"])
    graph.node("Split", ["role_candidates", graph.constant([1, 1])], outputs=["role_a", "role_p"], axis=0)
    arguments, predicates = (graph.node("Squeeze", [x, graph.constant([0])]) for x in ("role_a", "role_p"))
    a, p = _sides(graph, network.role, words, words)
    a, p = graph.node("Gather", [a, arguments]), graph.node("Gather", [p, predicates])
    labelled = _labelled(graph, network.role, a, p, eight_bits=False)
    pairs = graph.node("Transpose", ["role_candidates"], perm=[1, 0])
    for index, table in zip((of_argument, of_predicate), network.path_roles, strict=True):
        index = graph.node("GatherND", [index, pairs])
        labelled = graph.node("Add", [labelled, graph.node("Gather", [graph.constant(table), index])])
    choose_roles(graph, network.labels.roles, predicates, graph.node("GatherND", [scores, pairs]), labelled)


def choose_roles(graph: Graph, labels: Sequence[str], predicates: str, scores: str, labelled: str) -> None:
    """The pairs that are likelier than SURE with their best label, each numbered role once a predicate.

    Args:
        graph: Has ``role_candidates``.
        labels: The roles.
        predicates: The predicate of each candidate, [candidates].
        scores: How likely it is that a candidate stands in a role, [candidates].
        labelled: And in which, [candidates, labels].
    """

    def compared(kind: str, values: str) -> str:
        return graph.node(kind, [graph.node("Unsqueeze", [values, graph.constant([axis])]) for axis in (1, 0)])

    best = graph.node("ArgMax", [labelled], axis=1, keepdims=0)
    sure = graph.node("ReduceMax", [graph.node("Softmax", [labelled], axis=1)], axes=[1], keepdims=0)
    chance = graph.node("Mul", [graph.node("Sigmoid", [scores]), sure])
    numbered = graph.node("Gather", [graph.constant(np.array([bool(NUMBERED.match(x)) for x in labels])), best])
    rivals = graph.node("And", [compared("Equal", predicates), compared("Equal", best)])
    rivals = graph.node("And", [rivals, compared("Less", chance)])
    rivals = graph.node("And", [rivals, graph.node("Unsqueeze", [numbered, graph.constant([1])])])
    number = graph.node("Cast", [rivals], to=TensorProto.FLOAT)
    number = graph.node("ReduceSum", [number, graph.constant([1])], keepdims=0)
    alone = graph.node("Less", [number, graph.constant(np.float32(0.5))])
    kept = graph.node("And", [alone, graph.node("Greater", [chance, graph.constant(np.float32(SURE))])])
    graph.node("Compress", ["role_candidates", kept], outputs=["role_pairs"], axis=1)
    graph.node("Compress", [best, kept], outputs=["roles"], axis=0)


def _labelled(graph: Graph, pairs: Biaffine, dependents: str, heads: str, *, eight_bits: bool) -> str:
    """Scores [pairs, labels] of pairs whose two sides stand in the same row."""
    size, labels, _ = pairs.weight.shape
    weight = pairs.weight.reshape(size, labels * size)
    d = graph.linear(dependents, weight.T, None, eight_bits=eight_bits)
    d = graph.node("Reshape", [d, graph.constant([-1, labels, size])])
    scored = graph.node("MatMul", [d, graph.node("Unsqueeze", [heads, graph.constant([2])])])
    return graph.node("Squeeze", [scored, graph.constant([2])])


@click.command()
@click.option("--run", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("build/training"),
              show_default=True, help="Folder of the training run.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=HERE, show_default=True)
@click.option("--fp32", is_flag=True, help="Keep all products in fp32, to see what eight bits cost.")
def main(run: Path, out: Path, fp32: bool) -> None:
    """Write the network, its tokenizer and its card."""
    out.mkdir(parents=True, exist_ok=True)
    model = build(load_network(run), graph=Graph(eight_bits=not fp32))
    onnx.checker.check_model(model, full_check=False)
    onnx.save(model, str(out / "model.onnx"))
    copyfile(minilm() / "tokenizer.json", out / "tokenizer.json")
    write_card(run, out)
    click.echo(f"{out / 'model.onnx'}: {(out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
