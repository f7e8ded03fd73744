"""The stages of an agreement: "starting with a 42-day ceasefire", "the second phase, in which …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from truceline.model import Stage, Time
from truceline.reading.clauses import DEPTH, below, cases, conjuncts, governor, own_subject
from truceline.reading.events import Event
from truceline.reading.pact import BY_MODE, Pact
from truceline.reading.provisions import sections
from truceline.reading.scene import Scene, noun_span, verb_span

LENGTH = re.compile(r"P(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T([0-9.]+)H)?")
STEPS = 4  # heads above a stage's noun among which its event stands
AFTER = 3  # sentences after one that speaks of stages in which "the third" may be one
NEAR = 6  # words between a stage's noun and how long it lasts
LIMITS, LENGTHS = frozenset({"within"}), frozenset({"for", ""})  # before how soon, and how long
PAST_TAGS = frozenset({"VBD", "VBN"})
KINDS = ("ceasefire", "truce", "pause", "exchange", "withdrawal", "access", "peace")


def days_of(time: Time | None) -> float | None:
    """How many days an expression of time lasts; None where it is no duration of a plain number of days."""
    match = LENGTH.fullmatch(time.value) if time is not None and time.type == "DURATION" and time.value else None
    if match is None or not any(match.groups()):
        return None
    weeks, days, hours = (float(group or 0) for group in match.groups())
    return weeks * 7 + days + hours / 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stage that is told by its number."""

    sentence: int
    word: int  # its noun, or its number
    order: int
    days: float | None
    event: Event | None  # what it brings


class Stages:
    """Finds the stages that a report names.

    Args:
        scene: The parse, its times and the vocabulary.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self.staged = sections(scene.parse)

    def of(self, pact: Pact, known: int, kind: str | None = None) -> Stage | None:
        """The stage that a mention of an agreement is, or None.

        Args:
            pact: The mention.
            known: How many stages of the agreement are known.
            kind: Of the agreement, for what stands for one named before.
        """
        kind = pact.kind if pact.refers is None else kind
        if kind not in KINDS:
            return None
        order, noun = self._order(pact.word, known)
        time = self._length(pact.word)
        if time is None:
            time = self._length_of(noun, pact.word) if noun is not None else self._lasting(pact)
        days = days_of(time)
        if days is None and order is None:
            return None
        parse, scene = self._parse, self._scene
        first, after = pact.span
        if time is not None:
            left, right = scene.times.ranges[time.id]
            first, after = min(first, left), max(after, right)
        return Stage(
            order=order or known + 1, kind=kind, days=days, start=parse.starts[first], end=parse.ends[after - 1]
        )

    def own_length(self, pact: Pact) -> float | None:
        """How many days a mention that is not said to be a stage lasts: "a truce of ten days"; None where unsaid."""
        order, _ = self._order(pact.word, 0)
        return days_of(self._length(pact.word)) if order is None else None

    def is_content(self, pact: Pact) -> bool:
        """Whether a mention is what an agreement brings: "it provides for a ceasefire of 30 days"."""
        parse, w = self._parse, pact.top
        head = parse.heads[w]
        if head == w or parse.deps[w] not in ("obj", "obl") or parse.pos[head] != "VERB":
            return False
        case = cases(parse, w).rpartition(" ")[2] or None
        rows = self._scene.cues.containing_verbs.get(parse.lemmas[head]) or ()
        if not any(
            (pattern.right[-1:] == (case,)) if case else not pattern.right
            for pattern, _ in rows
            if verb_span(parse, head, pattern) is not None
        ):
            return False
        above = own_subject(parse, head)
        somebody = self._scene.mention(above) if above is not None else None
        return above is not None and (somebody is None or not (somebody.actor or somebody.country))

    def told(self, events: Iterable[Event]) -> list[Part]:
        """The stages told one by one: "in the second phase they would withdraw", "the third, of 14 days".

        Args:
            events: Those that are claimed; what a stage brings is among them.
        """
        parse = self._parse
        brought: dict[int, list[Event]] = {}
        for event in events:
            if event.sign.event == "RETREAT" and event.sign.mode in BY_MODE:
                brought.setdefault(parse.sentence_of[event.word], []).append(event)
        found: list[Part] = []
        for sentence, numbered in self._by_sentence():
            if sentence in self.staged:
                continue
            after = parse.sentences[sentence][1]
            ends = [*(word for word, _ in numbered[1:]), after]
            for (word, number), end in zip(numbered, ends, strict=True):
                own = [e for e in brought.get(sentence, ()) if word < e.word < end or self._above(word, e.word)]
                days = days_of(self._after(word, end))
                brings = min(own, key=lambda event: abs(event.word - word)) if own else None
                if brings is not None or days is not None:
                    found.append(Part(sentence=sentence, word=word, order=number, days=days, event=brings))
        for sentence, order in self.staged.items():
            for event in brought.get(sentence, ()):
                days = days_of(self._beside(event.clause, event.clause, LIMITS | LENGTHS))
                found.append(Part(sentence=sentence, word=event.word, order=order, days=days, event=event))
        return found

    def _by_sentence(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """For each sentence the words that name a numbered stage, with the number."""
        parse = self._parse
        nouns = self._scene.cues.stage_nouns.heads
        spoken_of: int | None = None  # the last sentence that speaks of stages
        for sentence, (first, after) in enumerate(parse.sentences):
            numbered: list[tuple[int, int]] = []
            for word in range(first, after):
                number = None
                if parse.lemmas[word] in nouns:
                    spoken_of, number = sentence, self._numbered(word, 0)
                elif spoken_of is not None and sentence - spoken_of <= AFTER:
                    number = self._elliptic(word)
                if number is not None:
                    spoken_of = sentence
                    numbered.append((word, number))
            if numbered:
                yield sentence, numbered

    def _elliptic(self, word: int) -> int | None:
        """The number of "the third, of 14 days", where the noun is left out."""
        parse = self._parse
        if word == 0 or parse.lowers[word - 1] != "the" or parse.deps[word] in ("amod", "advmod", "compound"):
            return None
        for pattern, order in self._scene.cues.stage_words.get(parse.lowers[word]) or ():
            if order and noun_span(parse, word, pattern) is not None:
                return order
        return None

    def _after(self, word: int, end: int) -> Time | None:
        """The duration right after a stage: "of 21 days", ", which lasts ten days"."""
        times = (self._scene.times.at(at) for at in range(word + 1, min(end, word + NEAR + 2)))
        return next((t for t in times if t is not None and days_of(t) is not None and not self._is_age(t)), None)

    def _above(self, word: int, event: int) -> bool:
        """Whether an event stands above a word in the tree."""
        for _ in range(STEPS):
            word = self._parse.heads[word]
            if word == event:
                return True
        return False

    def _length(self, word: int) -> Time | None:
        """The duration inside a noun's phrase: "a 42-day ceasefire", "a truce of six weeks"."""
        parse, times = self._parse, self._scene.times
        first, after = parse.subtree(word)
        for at in range(max(first, word - NEAR), min(after, word + NEAR + 1)):
            time = times.at(at)
            if time is None or self._is_age(time):
                continue
            w = times.heads[time.id]
            for _ in range(NEAR):
                if w == word:
                    break
                w = parse.heads[w]
                if parse.pos[w] == "VERB":
                    break
            if w == word and days_of(time) is not None:
                return time
        return None

    def _length_of(self, noun: int, word: int) -> Time | None:
        """How long a stage lasts: "a second phase, lasting ten weeks, would bring …", "within 14 days"."""
        parse, after = self._parse, self._parse.sentences[self._parse.sentence_of[noun]][1]
        end = word if word > noun else after
        time = self._length(noun) or self._after(noun, end)
        return time or self._beside(governor(parse, word), word, LIMITS)

    def _lasting(self, pact: Pact) -> Time | None:
        """The duration beside a verb of lasting: "it is due to last for 30 days"; not of what is over."""
        parse, cues = self._parse, self._scene.cues
        if not parse.deps[pact.top].startswith("nsubj"):
            return None
        verbs = conjuncts(parse, parse.heads[pact.top])
        meant = [c for verb in verbs for c in below(parse, verb) if parse.deps[c] == "xcomp"]  # "is meant to last"
        for verb in (*verbs, *meant):
            rows = cues.lasting_verbs.get(parse.lemmas[verb]) or ()
            if parse.tags[verb] not in PAST_TAGS and any(verb_span(parse, verb, p) is not None for p, _ in rows):
                return self._beside(verb, verb, LENGTHS)
        return None

    def _beside(self, verb: int, after: int, prepositions: frozenset[str]) -> Time | None:
        """The duration that hangs on a verb by a preposition behind a word."""
        parse = self._parse
        for c in below(parse, verb):
            time = self._scene.times.at(c) if c > after and cases(parse, c) in prepositions else None
            if days_of(time) is not None:
                return time
        return None

    def _is_age(self, time: Time) -> bool:
        """Whether a duration tells how old something is: "the three-day-old truce"."""
        parse = self._parse
        first, after = self._scene.times.ranges[time.id]
        return "old" in parse.lowers[first : min(after + 2, len(parse))]

    def _order(self, word: int, known: int) -> tuple[int | None, int | None]:
        """Which stage a phrase is, by the words above it, and the noun "phase" or "stage" that it hangs on."""
        parse, cues, w = self._parse, self._scene.cues, word
        for _ in range(DEPTH):
            head = parse.heads[w]
            if head == w:
                break
            w = head
            if parse.lemmas[w] in cues.stage_nouns:
                number = self._numbered(w, known)
                return (number, w) if number is not None else (None, None)
            for pattern, order in cues.stage_verbs.get(parse.lemmas[w]) or ():
                span = verb_span(parse, w, pattern)
                if span is not None and span[1] <= word:
                    return order or known + 1, None
            if parse.pos[w] == "VERB":
                break
        top = governor(parse, word)
        for c in below(parse, top):  # "the first phase includes a six-week truce"
            if parse.deps[c].startswith(("nsubj", "obl")) and parse.lemmas[c] in cues.stage_nouns and c != word:
                number = self._numbered(c, known)
                if number is not None:
                    return number, c
        return self.staged.get(parse.sentence_of[word]), None

    def _numbered(self, noun: int, known: int) -> int | None:
        """The number of "the first phase"; None where nothing tells which it is."""
        parse, cues = self._parse, self._scene.cues
        for c in below(parse, noun):
            for key in (parse.lowers[c], parse.lemmas[c]):
                for pattern, order in cues.stage_words.get(key) or ():
                    if noun_span(parse, c, pattern) is not None:
                        return order or known + 1
        return None
