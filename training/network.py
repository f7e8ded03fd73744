"""One encoder, one pass, a head for each thing that data can teach.

The encoder is MiniLM (6 layers, 384 wide) with a shape embedding that gives it the letter case back. Heads read the
first piece of each word. A new head is a module here, a loss in :mod:`training.losses` and an output in
:mod:`training.export`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from training.corpora import NO_EVENT
from truceline.language.pieces import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER, EPSILON = 384, 6, 12, 1536, 1e-12
ARC, RELATION, LINK = 256, 96, 64  # widths of the biaffine heads and of the links
ROLE_ARC, ROLE = 128, 64  # the same for predicate roles
PATHS = 7  # how an argument may hang in the tree as seen from its predicate; see Network.paths
CRFS = ("entities", "spans")  # the heads whose labels a CRF puts in order
PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass
class Labels:
    """The label inventories, in the order of the heads' outputs."""

    pos: list[str]
    tags: list[str]
    lemmas: list[str]
    relations: list[str]
    roles: list[str]
    events: list[str] = field(default_factory=lambda: [NO_EVENT, *PLOVER])
    entities: list[str] = field(default_factory=lambda: _bio(("PER", "ORG", "LOC", "MISC")))
    spans: list[str] = field(default_factory=lambda: _bio(("source", "cue", "content")))

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what :meth:`save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def _bio(kinds: tuple[str, ...]) -> list[str]:
    return ["O", *(f"{x}-{kind}" for kind in kinds for x in "BI")]


class Layer(nn.Module):
    """One transformer layer, post-norm as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.rate = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: [batch, pieces, WIDTH]; mask: bool [batch, 1, 1, pieces], True where a piece is."""
        batch, pieces, _ = x.shape
        q, k, v = self.qkv(x).view(batch, pieces, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # No dropout on the attention itself: its random numbers alone would cost a quarter of a step on a CPU.
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = self.out(attended.transpose(1, 2).reshape(batch, pieces, WIDTH))
        x = self.norm1(x + F.dropout(attended, self.rate, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.rate, self.training))


class Encoder(nn.Module):
    """MiniLM with a shape embedding."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.rate = dropout
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """pieces, shapes: int64 [batch, pieces]; mask: bool of the same shape. Returns [batch, pieces, WIDTH]."""
        where = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.pieces(pieces) + self.positions(where) + self.shapes(shapes))
        x = F.dropout(x, self.rate, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def start_from(self, folder: Path) -> None:
        """Take the weights of a MiniLM in Hugging Face's layout."""
        there = load_file(folder / "model.safetensors")
        there = {k.removeprefix("bert."): v for k, v in there.items()}
        own: dict[str, Tensor] = {
            "pieces.weight": there["embeddings.word_embeddings.weight"],
            # Only the first segment is ever used, so its embedding goes into the positions.
            "positions.weight": there["embeddings.position_embeddings.weight"]
            + there["embeddings.token_type_embeddings.weight"][0],
            "shapes.weight": self.shapes.weight.detach(),
            "norm.weight": there["embeddings.LayerNorm.weight"],
            "norm.bias": there["embeddings.LayerNorm.bias"],
        }
        names = {"attention.output.dense": "out", "attention.output.LayerNorm": "norm1",
                 "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2"}  # fmt: skip
        for i in range(LAYERS):
            base = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [there[f"{base}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                own[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
                for theirs, ours in names.items():
                    own[f"layers.{i}.{ours}.{kind}"] = there[f"{base}{theirs}.{kind}"]
        self.load_state_dict(own)


class Biaffine(nn.Module):
    """Scores of pairs (dependent, head) for ``outputs`` labels (Dozat and Manning 2017)."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(WIDTH, width)
        self.head = nn.Linear(WIDTH, width)
        self.weight = nn.Parameter(torch.zeros(width + 1, outputs, width + 1))
        self.dropout = nn.Dropout(0.25)

    def sides(self, dependents: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Both sides with a constant 1 appended: [..., width + 1] each."""
        sides = [self.dropout(F.gelu(f(x))) for f, x in ((self.dependent, dependents), (self.head, heads))]
        return F.pad(sides[0], (0, 1), value=1.0), F.pad(sides[1], (0, 1), value=1.0)


class Network(nn.Module):
    """The encoder and all its heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder()
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc = Biaffine(ARC, 1)
        self.relation = Biaffine(RELATION, len(labels.relations))
        self.tags = nn.ModuleDict(
            {
                name: nn.Linear(WIDTH, len(getattr(labels, name)))
                for name in ("pos", "tags", "lemmas", "entities", "spans", "events")
            }
        )
        self.role_arc = Biaffine(ROLE_ARC, 1)
        self.role = Biaffine(ROLE, len(labels.roles))
        # What the tree says of a pair: by path, and by the relation of the argument or of the predicate to its head.
        relations, roles = len(labels.relations), len(labels.roles)
        self.path_scores = nn.Parameter(torch.zeros(2, PATHS, relations))
        self.path_roles = nn.Parameter(torch.zeros(2, PATHS * relations, roles))
        self.factuality = nn.Linear(WIDTH, 1)
        # How likely one label follows another; the CRFs of the heads that tag spans.
        self.transitions = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(len(getattr(labels, name)) + 1, len(getattr(labels, name)) + 1))
             for name in CRFS}
        )  # fmt: skip
        # What a cue looks for in a source, what a source offers; the same for contents.
        self.links = nn.Linear(WIDTH, 4 * LINK)
        self.nowhere = nn.Parameter(torch.zeros(2))
        self.dropout = nn.Dropout(0.1)

    def start_from(self, state: dict[str, Tensor]) -> list[str]:
        """Take what fits from the weights of an earlier run; returns the names of what did not."""
        own = self.state_dict()
        fits = {name: value for name, value in state.items() if name in own and own[name].shape == value.shape}
        self.load_state_dict({**own, **fits})
        return sorted(own.keys() - fits.keys())

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Word vectors [batch, words, WIDTH] from the first piece of each word (firsts: int64 [batch, words])."""
        # The encoder alone runs in bfloat16: scores of the heads need the precision. A processor without it would
        # emulate it, a hundred times slower.
        able = pieces.device.type != "cpu" or torch.backends.cpu.get_cpu_capability() == "AVX512"
        with torch.autocast(pieces.device.type, dtype=torch.bfloat16, enabled=self.training and able):
            x = self.encoder(pieces, shapes, mask)
        x = x.float()
        return torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))

    def arcs(self, words: Tensor, sentences: Tensor) -> Tensor:
        """Scores [batch, dependents, 1 + heads], the root first; pairs of different sentences are -inf.

        sentences: int64 [batch, words], -1 where there is no word.
        """
        heads = torch.cat([self.root.expand(words.shape[0], 1, WIDTH), words], 1)
        d, h = self.arc.sides(words, heads)
        scores = d @ self.arc.weight[:, 0] @ h.transpose(1, 2)
        apart = sentences[:, :, None] != sentences[:, None, :]
        apart |= torch.eye(words.shape[1], dtype=torch.bool, device=words.device)
        return scores.masked_fill(F.pad(apart, (1, 0), value=False), -1e4)

    def tree(self, words: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """The best head (-1: the root) and relation of each word: int64 [batch, words] each."""
        heads = self.arcs(words, sentences).argmax(-1) - 1
        return heads, self.relations(words, heads).argmax(-1)

    def paths(self, heads: Tensor) -> Tensor:
        """How each argument hangs in the tree as seen from each predicate: int64 [batch, arguments, predicates].

        1 child, 2 head, 3 under the same head, 4 grandchild, 5 under the predicate's head's head, 6 that head, else 0.

        heads: int64 [batch, words], -1 the root.
        """
        batch, count = heads.shape
        own = torch.arange(1, count + 1, device=heads.device).expand(batch, count)
        above = heads + 1  # 0 is the root
        twice = torch.cat([torch.zeros_like(above[:, :1]), above], 1).gather(1, above)
        found = torch.zeros(batch, count, count, dtype=torch.int64, device=heads.device)
        pairs = (
            (twice, own, 4),
            (own, twice, 6),
            (above, twice, 5),
            (above, above, 3),
            (own, above, 2),
            (above, own, 1),
        )
        for of_argument, of_predicate, path in pairs:  # the nearest last: it stands
            same = (of_argument[:, :, None] == of_predicate[:, None, :]) & (of_argument[:, :, None] > 0)
            found = torch.where(same, path, found)
        return found

    def role_arcs(self, words: Tensor, sentences: Tensor, paths: Tensor, relations: Tensor) -> Tensor:
        """Scores [batch, words, words]: whether the first is an argument of the second; above 0 it is.

        sentences: int64 [batch, words]; pairs of different sentences are -inf. paths: as :meth:`paths` gives them.
        relations: int64 [batch, words].
        """
        a, p = self.role_arc.sides(words, words)
        scores = a @ self.role_arc.weight[:, 0] @ p.transpose(1, 2)
        scores = scores + self.path_scores[0][paths, relations[:, :, None]]
        scores = scores + self.path_scores[1][paths, relations[:, None, :]]
        return scores.masked_fill(sentences[:, :, None] != sentences[:, None, :], -1e4)

    def roles(self, words: Tensor, paths: Tensor, relations: Tensor, pairs: Tensor) -> Tensor:
        """Scores [pairs, labels] of the roles between words; pairs: int64 [3, pairs] of row, argument, predicate."""
        row, argument, predicate = pairs
        a, p = self.role.sides(words[row, argument], words[row, predicate])
        at = paths[row, argument, predicate] * len(self.labels.relations)
        scores = torch.einsum("ni,iol,nl->no", a, self.role.weight, p)
        scores = scores + self.path_roles[0][at + relations[row, argument]]
        return scores + self.path_roles[1][at + relations[row, predicate]]

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores [batch, words, labels] of the arc from each word to ``heads`` (int64 [batch, words], -1 the root)."""
        above = torch.cat([self.root.expand(words.shape[0], 1, WIDTH), words], 1)
        d, h = self.relation.sides(words, above)
        h = torch.gather(h, 1, (heads + 1)[:, :, None].expand(-1, -1, h.shape[2]))
        return torch.einsum("bwi,iol,bwl->bwo", d, self.relation.weight, h)
