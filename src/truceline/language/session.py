"""The network itself: one ONNX session, one window a run.

A window is always run alone and on one thread. Two things follow. Reading cannot depend on what else is in a batch or
on the number of threads, although activations are quantised with a scale over the whole tensor; and no time goes into
padding. Several windows run side by side because onnxruntime lets go of Python's lock.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from truceline.errors import NetworkError
from truceline.language.decode import Floats, trees
from truceline.language.pieces import Window

NETWORK = Path(__file__).parent / "network"
# A fusion whose kernel for CPUs takes several times as long as what it replaces.
SLOWER = ["SkipLayerNormFusion"]
OUTPUTS = (
    "pos", "tags", "lemmas", "relations", "arcs", "entities", "spans", "links", "events", "factuality", "role_pairs",
    "roles",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    """What one window's run gave. Lists have one entry a word."""

    window: Window
    pos: list[int]
    tags: list[int]
    lemmas: list[int]
    relations: list[int]
    heads: list[int]  # within the window; -1 for a root
    entities: Floats  # [words, labels]
    spans: Floats  # [words, labels]
    links: Floats  # [words, 4 * width]
    events: Floats  # [words, labels]: probabilities
    factuality: list[float]
    role_pairs: list[list[int]]  # arguments, then their predicates
    roles: list[int]  # one a pair


@dataclass(frozen=True)
class Inventory:
    """The labels that came with the network, and what decoding needs beside its scores."""

    pos: list[str]
    tags: list[str]
    lemmas: list[str]
    relations: list[str]
    roles: list[str]
    events: list[str]  # the first is none
    entities: list[str]
    spans: list[str]
    transitions: dict[str, list[list[float]]]
    nowhere: list[float]  # score of a cue without a source, of a content without a cue
    link: int  # width of one side of a link
    pieces: int  # the longest window

    @cached_property
    def entity_transitions(self) -> Floats:
        """Of the entity labels: row before, column after; the last row is the start, the last column the end."""
        return np.array(self.transitions["entities"], np.float32)

    @cached_property
    def span_transitions(self) -> Floats:
        """The same for source, cue and content."""
        return np.array(self.transitions["spans"], np.float32)


def started(path: Path, *, profile: Path | None = None) -> onnxruntime.InferenceSession:
    """The runtime with a network, on one thread: what all who run it share.

    Args:
        path: The network's file.
        profile: What the files begin with into which the time of each step is written, if that is wanted.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Processors without VNNI add products of eight bits in sixteen, which overflow: other results than elsewhere,
    # and worse ones. The kernel that does not costs a seventh more there, and nothing where VNNI is.
    options.add_session_config_entry("session.x64quantprecision", "1")
    if profile is not None:
        options.enable_profiling = True
        options.profile_file_prefix = str(profile)
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


class Session:
    """The network file, loaded.

    Args:
        folder: Holds ``model.onnx`` and ``tokenizer.json``.

    Raises:
        NetworkError: The file is missing or is not what this version reads.
    """

    def __init__(self, folder: Path = NETWORK) -> None:
        path = folder / "model.onnx"
        try:
            self._session = started(path)
            labels = self._session.get_modelmeta().custom_metadata_map["labels"]
            self.inventory = Inventory(**json.loads(labels))
        except Exception as error:  # its errors share no class of their own
            raise NetworkError(f"the network cannot be loaded: {error}", file=str(path)) from error

        self._pass: Callable[..., list[Any]] = self._session.run
        self._trees = trees

    def time(self, timed: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> None:
        """Count the time of the network and of finding trees apart, from now on."""
        self._pass = timed("language: network", self._pass)
        self._trees = timed("language: trees", self._trees)

    def run(self, window: Window) -> Scored:
        """Score one window."""
        feed: dict[str, Any] = {
            "pieces": window.pieces,
            "shapes": window.shapes,
            "firsts": window.firsts,
            "sentences": window.sentences,
        }
        (pos, tags, lemmas, relations, arcs, entities, spans, links, events, factuality, role_pairs,
         roles) = self._pass(OUTPUTS, feed)  # fmt: skip
        return Scored(
            window=window,
            pos=pos.tolist(),
            tags=tags.tolist(),
            lemmas=lemmas.tolist(),
            relations=relations.tolist(),
            heads=self._trees(arcs, window.sentences),
            entities=entities,
            spans=spans,
            links=links,
            events=events,
            factuality=factuality.tolist(),
            role_pairs=role_pairs.tolist(),
            roles=roles.tolist(),
        )
