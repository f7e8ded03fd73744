"""How far the network is from what a core can do: its 8-bit products against a bare one, measured side by side.

All on one thread, by the processor's time, so that what else runs on the machine counts little. A multiplication and an
addition are two operations.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from truceline.language.pieces import MAX_PIECES, Pieces, Window
from truceline.language.session import NETWORK, OUTPUTS, started
from truceline.language.words import cut_words

MODEL = NETWORK / "model.onnx"
LARGE = (1024, 1024, 1024)  # rows, inner, columns: a product that fills a core's caches well
SECONDS = 0.5  # of each product that is measured


@dataclass(frozen=True, kw_only=True)
class Peak:
    """Rates in operations a second of one core, and what they come from."""

    large: float  # of a large product
    own: float  # of products of the network's own shapes
    network: float  # of the whole pass, its 8-bit operations alone counted
    share: float  # of the pass that is spent in 8-bit products
    attention: float  # of the pass that is spent in attention
    windows: int
    filled: float  # how full they are


def measured(texts: Sequence[str]) -> Peak:
    """The rates, with the windows of these texts."""
    pieces = Pieces(NETWORK / "tokenizer.json")
    windows = [window for text in texts for window in pieces.windows(cut_words(text))]
    profile = _profiled(windows)
    products = [event for event in profile if "QuantizeMatMul" in event["op"]]
    operations = sum(2 * math.prod(event["in"]) * event["out"][-1] for event in products)
    shapes = {
        (MAX_PIECES, event["in"][-1], event["out"][-1]) for event in products if event["in"][-2] > MAX_PIECES // 2
    }
    run = started(MODEL)
    feeds = list(map(_feed, windows))
    spent = min(_cpu(lambda: [run.run(OUTPUTS, feed) for feed in feeds]) for _ in range(2))
    whole = sum(event["took"] for event in profile)
    rates = {shape: _rate(*shape) for shape in (*sorted(shapes), LARGE)}
    own = [shape for shape in shapes if shape[1] * shape[2] >= 384 * 384]
    return Peak(
        large=rates[LARGE],
        own=sum(map(math.prod, own)) / sum(math.prod(shape) / rates[shape] for shape in own),
        network=operations / spent,
        share=sum(event["took"] for event in products) / whole,
        attention=sum(event["took"] for event in profile if event["op"] == "MultiHeadAttention") / whole,
        windows=len(windows),
        filled=fmean(len(window.pieces) for window in windows) / MAX_PIECES,
    )


def _feed(window: Window) -> dict[str, Any]:
    return {name: getattr(window, name) for name in ("pieces", "shapes", "firsts", "sentences")}


def _profiled(windows: Sequence[Window]) -> list[dict[str, Any]]:
    """Every step of every run: what it is, its shapes, how long it took."""
    with TemporaryDirectory() as folder:
        session = started(MODEL, profile=Path(folder, "profile"))
        for window in windows:
            session.run(OUTPUTS, _feed(window))
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    return [
        {
            "op": event["args"]["op_name"],
            "in": _shape(event, "input"),
            "out": _shape(event, "output"),
            "took": event["dur"],
        }
        for event in events
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time")
    ]


def _shape(event: dict[str, Any], side: str) -> list[int]:
    shapes = event["args"].get(f"{side}_type_shape") or [{"": [0]}]
    return list(next(iter(shapes[0].values()), [0]))


def _rate(rows: int, inner: int, columns: int) -> float:
    """Operations a second of one bare 8-bit product, at its best."""
    weights = np.random.default_rng(1).integers(-127, 127, (inner, columns), np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [rows, columns])],
        [helper.make_tensor("b", TensorProto.INT8, weights.shape, weights.tobytes(), raw=True)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    feed = {"a": np.random.default_rng(2).integers(0, 255, (rows, inner), np.uint8)}
    session.run(None, feed)
    best, end = math.inf, time.process_time() + SECONDS
    while time.process_time() < end:
        best = min(best, _cpu(lambda: [session.run(None, feed) for _ in range(10)]) / 10)
    return 2 * rows * inner * columns / best


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
