"""Labels of predicates: PropBank roles, how far an event is held to have happened, its PLOVER event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.corpora import (
    NO_EVENT,
    Example,
    Facts,
    Json,
    PredicateRole,
    Roles,
    bio,
    covered,
    meantime_names,
    records,
    together,
    within,
)
from truceline.language.pieces import Pieces, Window
from truceline.language.words import Words, cut_words

STORY = 700  # characters of a synthetic story: what it was prompted for stands at its head
EACH = 3  # stories of one prompt
HALF = 2  # of the marked pairs every second sentence stays for measuring
HELD_BACK = 5  # of MEANTIME every fifth report
# MEANTIME's certainty as UDS-IH2's scale has it; its negations turn the sign. Cells without a value give no loss.
CERTAINTY = {"CERTAIN": 2.7, "PROBABLE": 1.5, "POSSIBLE": 0.7, "UNDERSPECIFIED": 0.0}


class Predicates:
    """PropBank and UDS-IH2, to be laid over the trees of EWT that they share the words of.

    Args:
        roles: A file of ``roles/``.
        factuality: A file of ``factuality/uds-ih2-*``.
    """

    def __init__(self, roles: Path, factuality: Path) -> None:
        self._roles = {record["id"]: record["gold"] for record in records(roles)}
        self._facts = {record["text"]: record["gold"] for record in records(factuality)}

    def of(self, record: Json, words: Words, heads: Sequence[int]) -> tuple[Roles, Facts]:
        """The labels of one document, counted in its words."""
        pairs: list[PredicateRole] = []
        known: list[bool] = []
        facts: list[tuple[int, float]] = []
        for sentence in record["gold"]["sentences"]:
            start = sentence["start"]
            gold = self._roles.get(sentence["id"])
            known.extend([gold is not None] * len(sentence["words"]))
            pairs.extend(_pairs(gold["predicates"], start, words, heads) if gold else ())
            for fact in self._facts.get(record["text"][start : sentence["end"]], ()):
                first, after = covered(words, start + fact["start"], start + fact["end"])
                if first < after:
                    facts.append((first, fact["value"]))
        return Roles(pairs, known), Facts(facts)


def _pairs(predicates: Sequence[Json], base: int, words: Words, heads: Sequence[int]) -> Iterator[PredicateRole]:
    for predicate in predicates:
        at, _ = covered(words, base + predicate["start"], base + predicate["end"])
        for argument in predicate["arguments"]:
            first, after = covered(words, base + argument["start"], base + argument["end"])
            head = next((i for i in range(first, after) if not first <= heads[i] < after), None)
            if head is not None and at < len(words.words):
                yield head, at, argument["role"]


def meantime(path: Path, pieces: Pieces, *, held_back: bool) -> Iterator[Example]:
    """Names and factuality of MEANTIME; every fifth report is held back for measuring."""
    for number, record in enumerate(records(path)):
        if (number % HELD_BACK == 0) != held_back:
            continue
        words = cut_words(record["text"])
        spans = [(*covered(words, s, e), kind) for s, e, kind in meantime_names(record)]
        labels = bio(len(words.words), sorted(spans, key=lambda r: (r[0] - r[1], r[0])))
        facts = Facts([(bisect_left(words.starts, start), value) for start, value in meantime_facts(record)])
        for window in pieces.windows(words):
            yield Example(window, entities=within(window, labels), facts=facts.within(window))


def meantime_facts(record: Json) -> Iterator[tuple[int, float]]:
    """Offset and value of MEANTIME's events that say how certain they are."""
    for mention in record["gold"]["mentions"]:
        value = CERTAINTY.get(str(mention.get("certainty")))
        if mention["kind"] == "event" and value is not None and mention.get("polarity") is not None:
            yield mention["spans"][0][0], -value if mention["polarity"] == "NEG" else value


def pairs(data: Path, *, held_back: bool = False) -> Iterator[dict[str, Any]]:
    """The PLV pairs that train: half of the sentences; or the other half, which measures."""
    seen: dict[str, int] = {}
    for record in records(data / "events" / "plv-train.jsonl"):
        number = seen.setdefault(record["text"], len(seen))
        if (number % HALF == 0) != held_back:
            yield record


def stories(data: Path) -> Iterator[dict[str, Any]]:
    """A few synthetic stories of each prompt, cut to their first sentences."""
    taken: dict[int, int] = {}
    for record in records(data / "events" / "ngec-synthetic.jsonl.gz"):
        group = record["prompt_group"]
        taken[group] = taken.get(group, 0) + 1
        if taken[group] <= EACH:
            end = record["text"].rfind(".", 0, STORY) + 1 or STORY
            yield {**record, "text": record["text"][:end]}


def texts(data: Path) -> Iterator[dict[str, Any]]:
    """All records that the event head learns from."""
    yield from pairs(data)
    yield from stories(data)
    yield from records(data / "attributions" / "polnear-train.jsonl.gz")


def events(data: Path, silver: Path, pieces: Pieces) -> Iterator[Example]:
    """Marked pairs and synthetic stories: their own event in some word, the vocabulary's events beside it."""
    marks = {mark["id"]: mark for mark in records(silver)}
    batch = [record for record in texts(data) if isinstance(record["gold"], dict)]
    for words, begins in together([record["text"] for record in batch]):
        labels: dict[int, str] = {}
        bags = []
        for number, base in begins:
            record = batch[number]
            mark = marks[record["id"]]
            labels |= word_events(mark, words, base)
            could = [bisect_left(words.starts, base + start) for start in mark["candidates"]]
            bags.append((could, record["gold"].get("accept") or [record["gold"]["event"]]))
        for window in pieces.windows(words):
            yield Example(
                window,
                events=event_labels(labels, window.first, window.after),
                silver=True,
                bags=tuple(_inside(bags, window)),
            )


def word_events(mark: Mapping[str, Any], words: Words, base: int = 0) -> dict[int, str]:
    """The event of each word that carries one, for words whose text begins at ``base``."""
    return {bisect_left(words.starts, base + start): event for start, event in mark["events"]}


def event_labels(labels: Mapping[int, str], first: int, after: int) -> list[str]:
    """One label for each of the words [first, after)."""
    return [labels.get(i, NO_EVENT) for i in range(first, after)]


def _inside(
    bags: Sequence[tuple[list[int], list[str]]], window: Window
) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """The texts that begin in a window, with those of their words that stand in it."""
    for could, accepted in bags:
        if could and window.first <= could[0] < window.after:
            yield tuple(i - window.first for i in could if i < window.after), tuple(accepted)
