"""The training data as windows with labels.

Every reader takes the folder of the data (``--data``) and yields :class:`Example`. An example carries only the labels
that its corpus teaches; the loss of a head is taken where its labels are there.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.language.lemmas import rule_of
from truceline.language.pieces import Pieces, Window
from truceline.language.words import Words, cut_words

PARTS = ("source", "cue", "content")
IGNORED = -100  # a label that gives no loss
NO_EVENT = "none"  # the label of a word that carries no event
TOGETHER = 12  # short texts in one stretch of windows

Json = dict[str, Any]
Range = tuple[int, int]
PredicateRole = tuple[int, int, str]  # argument's head word, predicate, label


@dataclass(frozen=True, slots=True)
class Tree:
    """Labels of part of speech, lemma and tree: one entry a word; heads count within the window, a root is -1."""

    pos: list[str]
    tags: list[str]
    lemmas: list[str]  # lemma rules, see truceline.language.lemmas
    heads: list[int]
    relations: list[str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A cue with its source and contents, as the first words of their spans within the window; -1: none there."""

    cue: int
    source: int
    contents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """PropBank's roles: (head word of the argument, predicate, role); which words' sentences are annotated."""

    pairs: list[PredicateRole]
    known: list[bool]

    def within(self, window: Window) -> Roles:
        """Those of a window, counted in it."""
        first, after = window.first, window.after
        inside = [(a - first, p - first, r) for a, p, r in self.pairs if first <= a < after and first <= p < after]
        return Roles(inside, self.known[first:after])


@dataclass(frozen=True, slots=True)
class Facts:
    """How far the author holds that the event of a word happened: (word, -3 to +3)."""

    values: list[tuple[int, float]]

    def within(self, window: Window) -> Facts:
        """Those of a window, counted in it."""
        return Facts([(i - window.first, v) for i, v in self.values if window.first <= i < window.after])


@dataclass(frozen=True, slots=True)
class Example:
    """One window with the labels that its corpus gives."""

    window: Window
    tree: Tree | None = None
    entities: list[str] | None = None  # BIO
    spans: list[str] | None = None  # BIO of source, cue, content
    joined: tuple[Joined, ...] = ()
    roles: Roles | None = None
    facts: Facts | None = None
    events: list[str] | None = None  # PLOVER event of each word, or "none"
    silver: bool = False  # whether the program itself found those events
    # Words of which some one carries one of the events, where only the text's event is known.
    bags: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...] = ()


def records(path: Path) -> Iterator[Json]:
    """The objects of a JSON Lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def bio(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BIO labels from word ranges; where two overlap the first stands."""
    labels = ["O"] * length
    for first, after, kind in spans:
        if first < after <= length and all(x == "O" for x in labels[first:after]):
            labels[first] = f"B-{kind}"
            labels[first + 1 : after] = [f"I-{kind}"] * (after - first - 1)
    return labels


def within(window: Window, labels: Sequence[str]) -> list[str]:
    """The BIO labels of a window; a span that runs on from the window before begins anew."""
    inside = list(labels[window.first : window.after])
    if inside and inside[0].startswith("I-"):
        inside[0] = "B" + inside[0][1:]
    return inside


def gold_words(record: Json) -> tuple[Words, list[list[Any]]]:
    """The words and sentences of a UD record as the language pass takes them, and its rows."""
    text = record["text"]
    rows: list[list[Any]] = []
    sentences = []
    for sentence in record["gold"]["sentences"]:
        if sentence["words"]:
            sentences.append(len(rows))
            rows.extend(sentence["words"])
    paragraphs = [i for i in sentences if i == 0 or "\n" in text[rows[i - 1][1] : rows[i][0]]]
    starts, ends = tuple(row[0] for row in rows), tuple(row[1] for row in rows)
    words = tuple(text[row[0] : row[1]] for row in rows)
    return Words(starts, ends, words, tuple(sentences), tuple(paragraphs)), rows


def gold_heads(rows: Sequence[Sequence[Any]], sentences: Sequence[int]) -> list[int]:
    """The head of each word of a UD record, counted in the text; -1 for a root."""
    heads: list[int] = []
    for first, after in zip(sentences, [*sentences[1:], len(rows)], strict=True):
        heads += [first + row[6] - 1 if row[6] else -1 for row in rows[first:after]]
    return heads


def covered(words: Words, start: int, end: int) -> Range:
    """The words that share a code point with [start, end), as a range; empty where none does."""
    return bisect_right(words.ends, start), bisect_left(words.starts, end)


Offsets = tuple[int, int, str, int]  # start, end, kind, number of the attribution


def attributions(
    path: Path,
    pieces: Pieces,
    events: Callable[[Json, Words], Sequence[str]] | None = None,
) -> Iterator[Example]:
    """PolNeAR: source, cue, content and which belong together.

    Args:
        path: A file of ``attributions/``.
        pieces: Cuts words into the encoder's pieces.
        events: Gives the event of each word of a record.
    """
    for record in records(path):
        words = cut_words(record["text"])
        found = [{part: [covered(words, s, e) for s, e in each[part]] for part in PARTS} for each in record["gold"]]
        labels = bio(len(words.words), spans_of(found))
        marked = events(record, words) if events else None
        for window in pieces.windows(words):
            yield Example(
                window,
                spans=within(window, labels),
                joined=tuple(joined(found, window)),
                events=list(marked[window.first : window.after]) if marked else None,
                silver=True,
            )


Parts = dict[str, list[Range]]  # the words of an attribution's source, cue and content


def grouped(words: Words, spans: Iterable[Offsets]) -> list[Parts]:
    """Attributions in words, from the offsets of their parts."""
    found: dict[int, Parts] = {}
    for start, end, kind, number in spans:
        found.setdefault(number, {part: [] for part in PARTS})[kind].append(covered(words, start, end))
    return list(found.values())


def spans_of(found: Iterable[Parts]) -> list[tuple[int, int, str]]:
    """The spans of attributions in text order, each once."""
    return sorted({(f, a, part) for each in found for part in PARTS for f, a in each[part]})


def joined(found: Sequence[Parts], window: Window) -> Iterator[Joined]:
    """Which spans of a window belong together."""

    def inside(span: Range) -> bool:
        return window.first <= span[0] < window.after

    for each in found:
        if each["cue"] and inside(each["cue"][0]):
            sources = [s for s in each["source"] if inside(s)]
            yield Joined(
                each["cue"][0][0] - window.first,
                sources[0][0] - window.first if sources else -1,
                tuple(c[0] - window.first for c in each["content"] if inside(c)),
            )


def trees(
    path: Path,
    pieces: Pieces,
    predicates: Callable[[Json, Words, Sequence[int]], tuple[Roles, Facts]] | None = None,
) -> Iterator[Example]:
    """UD: parts of speech, lemmas, trees on gold words; GUM's named entities, EWT's predicates beside them."""
    for record in records(path):
        words, rows = gold_words(record)
        heads = gold_heads(rows, words.sentences)
        named = _gum_names(record, words, rows, heads) if "entities" in record["gold"] else None
        roles, facts = predicates(record, words, heads) if predicates else (None, None)
        for window in pieces.windows(words):
            yield Example(
                window,
                tree=_tree(window, rows, heads, words),
                entities=within(window, named) if named else None,
                roles=roles.within(window) if roles else None,
                facts=facts.within(window) if facts else None,
            )


def _tree(window: Window, rows: Sequence[Any], heads: Sequence[int], words: Words) -> Tree:
    part = range(window.first, window.after)
    inside = [h - window.first if window.first <= h < window.after else -1 for h in heads[window.first : window.after]]
    return Tree(
        pos=[rows[i][3] for i in part],
        tags=[rows[i][4] for i in part],
        lemmas=[rule_of(words.words[i], rows[i][2] or words.words[i]) for i in part],
        heads=inside,
        relations=[rows[i][7] for i in part],
    )


GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _gum_names(record: Json, words: Words, rows: Sequence[Any], heads: Sequence[int]) -> list[str]:
    """GUM marks every mention; its names are the runs of proper nouns at the mention's head."""
    spans = []
    for entity in sorted(record["gold"]["entities"], key=lambda e: (e["end"] - e["start"], e["start"])):
        first, after = covered(words, entity["start"], entity["end"])
        head = next((i for i in range(first, after) if not first <= heads[i] < after), None)
        if head is None or rows[head][3] != "PROPN":
            continue
        begin, end = head, head + 1
        while begin > first and rows[begin - 1][3] == "PROPN":
            begin -= 1
        while end < after and rows[end][3] == "PROPN":
            end += 1
        if entity["type"] != "time":
            spans.append((begin, end, GUM_KINDS.get(entity["type"], "MISC")))
    return bio(len(rows), spans)


RE3D_KINDS = {
    "Organisation": "ORG",
    "Person": "PER",
    "Location": "LOC",
    "Nationality": "MISC",
    "MilitaryPlatform": "MISC",
}
MEANTIME_KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC"}


def entities(folder: Path, pieces: Pieces) -> Iterator[Example]:
    """Names of re3d and wikigold. re3d marks common nouns too: only names are kept."""

    def named(text: str, start: int, end: int) -> bool:
        return any(word[:1].isupper() for word in text[start:end].split())

    batches: list[list[tuple[str, list[tuple[int, int, str]]]]] = [[], []]
    for record in records(folder / "entities" / "wikigold.jsonl"):
        batches[0].append((record["text"], [(e["start"], e["end"], e["type"]) for e in record["gold"]]))
    for record in records(folder / "entities" / "re3d-train.jsonl"):
        spans = [(e["start"], e["end"], RE3D_KINDS[e["type"]]) for e in record["gold"] if e["type"] in RE3D_KINDS]
        batches[1].append((record["text"], [s for s in spans if named(record["text"], s[0], s[1])]))
    for batch in batches:
        yield from _packed(batch, pieces)


def meantime_names(record: Json) -> Iterator[tuple[int, int, str]]:
    """Offsets and kinds of MEANTIME's names; it marks common nouns too."""
    for mention in record["gold"]["mentions"]:
        kind = MEANTIME_KINDS.get(str(mention.get("instance", ""))[:3])
        if mention["kind"] == "entity" and mention.get("syntactic_type") == "NAM" and kind:
            start, end = mention["spans"][0]
            words = record["text"][start:end]
            start += 4 if words.lower().startswith("the ") else 0
            yield start, end, kind


def together(texts: Sequence[str]) -> Iterator[tuple[Words, list[tuple[int, int]]]]:
    """Short texts joined by paragraph ends, so that windows are as full as they are when reading.

    Yields:
        The words of some texts in one; and of each text its number and where it begins.
    """
    for first in range(0, len(texts), TOGETHER):
        text = ""
        begins = []
        for number, piece in enumerate(texts[first : first + TOGETHER], first):
            begins.append((number, len(text)))
            text += piece + "\n\n"
        yield cut_words(text), begins


def _packed(batch: Sequence[tuple[str, list[tuple[int, int, str]]]], pieces: Pieces) -> Iterator[Example]:
    for words, begins in together([text for text, _ in batch]):
        ranges = [
            (*covered(words, base + s, base + e), kind) for number, base in begins for s, e, kind in batch[number][1]
        ]
        labels = bio(len(words.words), sorted(ranges, key=lambda r: (r[0] - r[1], r[0])))
        for window in pieces.windows(words):
            yield Example(window, entities=within(window, labels))


def inventory(examples: Iterable[Example]) -> dict[str, list[str]]:
    """The labels of tree and roles, commonest first; a lemma rule must be seen three times, a role ten times."""
    names = ("pos", "tags", "lemmas", "relations")
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*names, "roles")}
    for example in examples:
        if example.tree:
            for name in names:
                counts[name].update(getattr(example.tree, name))
        if example.roles:
            counts["roles"].update(role for _, _, role in example.roles.pairs)
    floor = {"lemmas": 3, "roles": 10}
    return {
        k: sorted((x for x, n in c.items() if n >= floor.get(k, 1)), key=lambda x: (-c[x], x))
        for k, c in counts.items()
    }
