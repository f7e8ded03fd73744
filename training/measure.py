"""How good a network is on the development parts, in PyTorch; the shipped file is measured by ``evaluation/``."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.corpora import Example
from training.crf import constraints
from training.losses import collate
from training.network import Network
from training.tally import RoleTally, fact_errors
from truceline.language.decode import spans, trees, viterbi


@torch.no_grad()
def span_scores(network: Network, examples: Sequence[Example], head: str) -> dict[str, float]:
    """Exact F1 by kind of the head ``entities`` or ``spans``, over windows."""
    labels = getattr(network.labels, head)
    transitions = (network.transitions[head] + constraints(labels).to(network.root.device)).cpu().numpy()
    hits: dict[str, list[int]] = {}
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = collate(part, network.root.device)
        scores = network.tags[head](network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts)).cpu().numpy()
        emissions = [scores[i, : len(e.window.firsts)] for i, e in enumerate(part)]
        for example, path in zip(part, viterbi(emissions, [transitions] * len(part)), strict=True):
            gold = set(spans([labels.index(x) for x in getattr(example, head)], labels))
            found = set(spans(path, labels))
            for kind in {k for _, _, k in gold | found}:
                row = hits.setdefault(kind, [0, 0, 0])
                row[0] += len({s for s in gold & found if s[2] == kind})
                row[1] += sum(s[2] == kind for s in found)
                row[2] += sum(s[2] == kind for s in gold)
    return {kind: 2 * tp / max(1, p + g) for kind, (tp, p, g) in sorted(hits.items())}


@torch.no_grad()
def tree_scores(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """UPOS, XPOS and lemma accuracy, UAS and LAS (universal relations) on gold words and sentences."""
    right = dict.fromkeys(("pos", "tags", "lemmas", "uas", "las"), 0)
    total = 0
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = collate(part, network.root.device)
        words = network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts)
        tags = {name: network.tags[name](words).argmax(-1).cpu().numpy() for name in ("pos", "tags", "lemmas")}
        arcs = network.arcs(words, batch.sentences)
        best = arcs.argmax(-1)
        relations = network.relations(words, best - 1).argmax(-1).cpu().numpy()
        arcs_found = arcs.cpu().numpy()
        for i, example in enumerate(part):
            assert example.tree is not None
            heads = trees(arcs_found[i], example.window.sentences)
            for j, gold in enumerate(example.tree.heads):
                total += 1
                right["uas"] += heads[j] == gold
                relation = network.labels.relations[relations[i, j]].partition(":")[0]
                right["las"] += heads[j] == gold and relation == example.tree.relations[j].partition(":")[0]
                for name in ("pos", "tags", "lemmas"):
                    right[name] += getattr(network.labels, name)[tags[name][i, j]] == getattr(example.tree, name)[j]
    return {name: count / max(1, total) for name, count in right.items()}


@torch.no_grad()
def role_scores(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """F1 of (argument's head, predicate, role) and of the pairs alone, on gold words, predicates found."""
    tally = RoleTally()
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = collate(part, network.root.device)
        words = network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts)
        heads, relations = network.tree(words, batch.sentences)
        paths = network.paths(heads)
        likely = network.role_arcs(words, batch.sentences, paths, relations) > 0
        pairs = (likely & (batch.sentences >= 0)[:, :, None]).nonzero().T
        labels = network.roles(words, paths, relations, pairs).argmax(1).tolist()
        found = list(zip(*pairs.tolist(), labels, strict=True))
        for i, example in enumerate(part):
            assert example.roles is not None
            tally.add(((a, p, network.labels.roles[x]) for row, a, p, x in found if row == i), example.roles)
    return tally.figures()


@torch.no_grad()
def fact_scores(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Mean absolute error of factuality, and that of the best constant."""
    values: list[tuple[float, float]] = []
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        batch = collate(part, network.root.device)
        found = network.factuality(network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts))[:, :, 0]
        for i, example in enumerate(part):
            known = example.facts.values if example.facts else ()
            values += [(value, float(found[i, word])) for word, value in known]
    return fact_errors(values)
