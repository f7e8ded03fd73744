"""Batches of windows and the loss of each head on them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from training.corpora import IGNORED, Example, Facts, Joined, Roles, Tree
from training.crf import constraints, negative_log_likelihood
from training.network import CRFS, LINK, Labels, Network
from truceline.language.pieces import LOWER, MIXED, TITLE, UPPER

# How much each loss weighs beside the others; attribution is the hardest and the product's own.
WEIGHTS = {
    "spans": 3.0, "links": 0.5, "entities": 2.0, "tree": 1.0, "roles": 1.0, "facts": 0.3, "events": 1.0,
    "silver": 0.2, "bags": 0.2,
}  # fmt: skip
# Labels that the vocabulary gave are not the truth: few words are marked, so what is marked counts more than what not.
UNMARKED = 0.5
CLS, SEP, MASK = 101, 102, 103  # of the encoder's word pieces


@dataclass
class Batch:
    """Windows of one kind of labels, padded."""

    examples: Sequence[Example]
    pieces: Tensor  # int64 [batch, pieces]
    shapes: Tensor  # int64 [batch, pieces]
    mask: Tensor  # bool [batch, pieces]
    firsts: Tensor  # int64 [batch, words]
    sentences: Tensor  # int64 [batch, words]; -1 where there is no word


def collate(examples: Sequence[Example], device: torch.device) -> Batch:
    """Pad the windows of a batch to its longest."""
    windows = [e.window for e in examples]
    long, wide = max(len(w.pieces) for w in windows), max(len(w.firsts) for w in windows)

    def pad(rows: list[object], size: int, value: int) -> Tensor:
        out = torch.full((len(rows), size), value, dtype=torch.int64)
        for i, row in enumerate(rows):
            part = torch.as_tensor(row)
            out[i, : len(part)] = part
        return out.to(device)

    pieces = pad([w.pieces for w in windows], long, 0)
    lengths = torch.tensor([len(w.pieces) for w in windows], device=device)
    return Batch(
        examples=examples,
        pieces=pieces,
        shapes=pad([w.shapes for w in windows], long, 0),
        mask=torch.arange(long, device=device)[None] < lengths[:, None],
        firsts=pad([w.firsts for w in windows], wide, 0),
        sentences=pad([w.sentences for w in windows], wide, -1),
    )


def blurred(batch: Batch, *, hidden: float = 0.06, capitals: float = 0.05, lower: float = 0.03) -> Batch:
    """A batch in which some of what the network sees is taken away, so that it leans on no single sign.

    Args:
        batch: Changed in place.
        hidden: Share of the pieces that are masked.
        capitals: Share of the windows that are set in capitals, as old wires are.
        lower: Share of those that have no capitals, as posts have.
    """
    inside = batch.mask & (torch.rand_like(batch.pieces, dtype=torch.float) < hidden)
    inside &= (batch.pieces != CLS) & (batch.pieces != SEP)
    batch.pieces.masked_fill_(inside, MASK)
    chance = torch.rand(len(batch.examples), 1, device=batch.pieces.device)
    case = batch.shapes % 8
    letters = (case == LOWER) | (case == TITLE) | (case == MIXED) | (case == UPPER)
    for to, rows in ((UPPER, chance < capitals), (LOWER, chance > 1 - lower)):
        batch.shapes = torch.where(letters & rows, batch.shapes - case + to, batch.shapes)
    return batch


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length, so that little is padding."""
    order = list(examples)
    rng.shuffle(order)
    found: list[list[Example]] = []
    for at in range(0, len(order), size * 20):
        block = sorted(order[at : at + size * 20], key=lambda e: len(e.window.pieces))
        found.extend(block[i : i + size] for i in range(0, len(block), size))
    rng.shuffle(found)
    return found


class Losses:
    """The losses of a network's heads.

    Args:
        labels: The inventories; labels outside them give no loss.
        device: Where the network is.
    """

    def __init__(self, labels: Labels, device: torch.device) -> None:
        self.device = device
        self.index = {
            name: {x: i for i, x in enumerate(getattr(labels, name))}
            for name in ("pos", "tags", "lemmas", "relations", "roles", "events", *CRFS)
        }
        self.event_weights = torch.tensor([UNMARKED] + [1.0] * (len(labels.events) - 1), device=device)
        self.allowed = {name: constraints(getattr(labels, name)).to(device) for name in CRFS}

    def __call__(self, network: Network, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head that the batch has labels for, by name, unweighted."""
        words = network.dropout(network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts))
        first = batch.examples[0]
        found: dict[str, Tensor] = {}
        if first.tree:
            found["tree"] = self._tree(network, words, batch, [e.tree for e in batch.examples if e.tree])
        for name in CRFS:
            if getattr(first, name):
                found[name] = self._crf(network, words, batch, name)
        if first.spans:
            found["links"] = self._links(network, words, batch)
        if first.roles:
            found["roles"] = self._roles(network, words, batch, [e.roles for e in batch.examples if e.roles])
        if first.facts:
            found["facts"] = self._facts(network, words, [e.facts for e in batch.examples if e.facts])
        if first.events:
            found |= self._events(network, words, batch)
        return found

    def _ids(self, rows: Sequence[Sequence[str]], name: str, width: int) -> Tensor:
        index, out = self.index[name], torch.full((len(rows), width), IGNORED, dtype=torch.int64)
        for i, row in enumerate(rows):
            out[i, : len(row)] = torch.tensor([index.get(x, IGNORED) for x in row])
        return out.to(self.device)

    def _tree(self, network: Network, words: Tensor, batch: Batch, trees: Sequence[Tree]) -> Tensor:
        width = words.shape[1]
        total = words.new_zeros(())
        for name in ("pos", "tags", "lemmas"):
            gold = self._ids([getattr(t, name) for t in trees], name, width)
            total = total + F.cross_entropy(
                network.tags[name](words).flatten(0, 1), gold.flatten(), ignore_index=IGNORED
            )
        heads = torch.full((len(trees), width), -1, dtype=torch.int64)
        for i, t in enumerate(trees):
            heads[i, : len(t.heads)] = torch.tensor(t.heads)
        heads = heads.to(self.device)
        there = batch.sentences >= 0
        arcs = network.arcs(words, batch.sentences)
        gold_arcs = torch.where(there, heads + 1, IGNORED)
        total = total + F.cross_entropy(arcs.flatten(0, 1), gold_arcs.flatten(), ignore_index=IGNORED)
        relations = self._ids([t.relations for t in trees], "relations", width)
        scores = network.relations(words, heads)
        return total + F.cross_entropy(scores.flatten(0, 1), relations.flatten(), ignore_index=IGNORED)

    def _crf(self, network: Network, words: Tensor, batch: Batch, name: str) -> Tensor:
        gold = self._ids([getattr(e, name) for e in batch.examples], name, words.shape[1]).clamp(min=0)
        there = batch.sentences >= 0
        transitions = network.transitions[name] + self.allowed[name]
        return negative_log_likelihood(network.tags[name](words), gold, there, transitions) / there.sum()

    def _roles(self, network: Network, words: Tensor, batch: Batch, roles: Sequence[Roles]) -> Tensor:
        """Which pairs stand in a role: two-way cross-entropy over all pairs of a sentence; and in which."""
        gold = torch.zeros(len(roles), words.shape[1], words.shape[1])
        known = torch.zeros(len(roles), words.shape[1], dtype=torch.bool)
        pairs: list[tuple[int, int, int, int]] = []
        for i, row in enumerate(roles):
            known[i, : len(row.known)] = torch.tensor(row.known)
            for argument, predicate, role in row.pairs:
                gold[i, argument, predicate] = 1.0
                pairs.append((i, argument, predicate, self.index["roles"].get(role, IGNORED)))
        there = (batch.sentences[:, :, None] == batch.sentences[:, None, :]) & known.to(self.device)[:, :, None]
        with torch.no_grad():
            heads, relations = network.tree(words, batch.sentences)
        paths = network.paths(heads)
        arcs = network.role_arcs(words, batch.sentences, paths, relations)[there]
        loss = F.binary_cross_entropy_with_logits(arcs, gold.to(self.device)[there], reduction="sum")
        loss = loss / there.any(2).sum().clamp(min=1)
        if pairs:
            marked = torch.tensor(pairs, device=self.device).T
            scores = network.roles(words, paths, relations, marked[:3])
            loss = loss + F.cross_entropy(scores, marked[3], ignore_index=IGNORED)
        return loss

    def _facts(self, network: Network, words: Tensor, facts: Sequence[Facts]) -> Tensor:
        """Distance from what annotators held, on a scale of -3 to +3."""
        at = [(i, word) for i, row in enumerate(facts) for word, _ in row.values]
        if not at:
            return words.sum() * 0.0
        rows, where = torch.tensor(at, device=self.device).T
        gold = torch.tensor([value for row in facts for _, value in row.values], device=self.device)
        return F.smooth_l1_loss(network.factuality(words[rows, where])[:, 0], gold)

    def _events(self, network: Network, words: Tensor, batch: Batch) -> dict[str, Tensor]:
        """The event of each word, a reader's or the vocabulary's; and of each marked text its own, in its best word."""
        scores = network.tags["events"](words)
        gold = self._ids([e.events or [] for e in batch.examples], "events", words.shape[1])
        name = "silver" if batch.examples[0].silver else "events"
        weights = self.event_weights if name == "silver" else None
        found = {name: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), weights, ignore_index=IGNORED)}
        likely = scores.log_softmax(-1)
        bags = [
            -torch.logsumexp(likely[i, list(could)][:, [self.index["events"][x] for x in accepted]], 1).max()
            for i, example in enumerate(batch.examples)
            for could, accepted in example.bags
        ]
        if bags:
            found["bags"] = torch.stack(bags).mean()
        return found

    def _links(self, network: Network, words: Tensor, batch: Batch) -> Tensor:
        """Each source and content chooses its cue, each cue may have none of a source: cross-entropy over words."""
        looks = network.links(words)
        losses = []
        for i, example in enumerate(batch.examples):
            if example.joined:
                losses.append(link_loss(looks[i], network.nowhere, example.joined))
        return torch.stack(losses).mean() if losses else words.sum() * 0.0


def link_loss(looks: Tensor, nowhere: Tensor, joined: Sequence[Joined]) -> Tensor:
    """Cues choose their source (or nowhere); contents choose their cue.

    Args:
        looks: [words, 4 * LINK]: what a cue seeks and a source offers, what a content seeks and a cue offers.
        nowhere: [2]; the score of having none.
        joined: The gold links of the window.
    """
    seeks, offers, content, cue = looks.split(LINK, 1)
    scale = LINK**-0.5
    cues = torch.tensor([j.cue for j in joined], device=looks.device)
    starts = sorted({j.source for j in joined if j.source >= 0})
    place = {s: i for i, s in enumerate(starts)}
    gold = torch.tensor([place.get(j.source, len(starts)) for j in joined], device=looks.device)
    where = torch.tensor(starts, dtype=torch.int64, device=looks.device)
    scores = seeks[cues] @ offers[where].T * scale
    loss = F.cross_entropy(torch.cat([scores, nowhere[:1].expand(len(joined), 1)], 1), gold)
    pairs = [(c, n) for n, j in enumerate(joined) for c in j.contents]
    if pairs:
        chosen = torch.tensor([n for _, n in pairs], device=looks.device)
        contents = torch.tensor([c for c, _ in pairs], device=looks.device)
        scores = content[contents] @ cue[cues].T * scale
        none = nowhere[1:].expand(len(pairs), 1)
        loss = loss + F.cross_entropy(torch.cat([scores, none], 1), chosen)
    return loss
