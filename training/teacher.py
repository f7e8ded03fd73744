"""Labels that an earlier network gives to texts whose corpora have none of the kind.

Trees and names are learnt from web text and Wikipedia, sayings and events from news. Where only the latter have news,
the encoder forgets how to parse its verbs: "accused" and "rejected" come out as anything. So the texts of sayings
and events keep the trees and names that the network before gave them (learning without forgetting, Li and Hoiem 2016).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.corpora import Example, Tree
from truceline.language.decode import trees, viterbi
from truceline.language.session import started

OUTPUTS = ("pos", "tags", "lemmas", "relations", "arcs", "entities")


class Teacher:
    """An exported network.

    Args:
        model: Its ``model.onnx``.
    """

    def __init__(self, model: Path) -> None:
        self._session = started(model)
        self._labels = json.loads(self._session.get_modelmeta().custom_metadata_map["labels"])
        self._transitions = np.array(self._labels["transitions"]["entities"], np.float32)

    def taught(self, examples: Sequence[Example]) -> Iterator[Example]:
        """The examples with tree and names."""
        known: dict[int, Example] = {}  # an example may stand in the list more than once
        for example in examples:
            if id(example) not in known:
                known[id(example)] = self._taught(example)
            yield known[id(example)]

    def _taught(self, example: Example) -> Example:
        window, labels = example.window, self._labels
        feed = {"pieces": window.pieces, "shapes": window.shapes, "firsts": window.firsts,
                "sentences": window.sentences}  # fmt: skip
        pos, tags, lemmas, relations, arcs, entities = self._session.run(OUTPUTS, feed)
        heads = trees(arcs, window.sentences)
        tree = Tree(
            pos=[labels["pos"][i] for i in pos],
            tags=[labels["tags"][i] for i in tags],
            lemmas=[labels["lemmas"][i] for i in lemmas],
            heads=heads,
            relations=[labels["relations"][r] if h >= 0 else "root" for r, h in zip(relations, heads, strict=True)],
        )
        (path,) = viterbi([entities], [self._transitions])
        return replace(example, tree=tree, entities=[labels["entities"][i] for i in path])
