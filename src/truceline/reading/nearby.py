"""Who stands beside an event by the order of words, where the tree has lost them.

A parser hangs a long name on the wrong word now and then, and the preposition with it. The words
still stand in their places: who does it right before the verb, whom it is done to right behind it,
others behind a preposition within the clause. Rules ask here only when the tree gives nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model import Actor
from truceline.reading.clauses import FINITE
from truceline.reading.scene import Scene

LIGHT = frozenset({"ADV", "AUX", "PART"})  # between a subject and its verb
INSIDE = frozenset({"DET", "ADJ", "NUM", "ADV", "NOUN", "PROPN"})  # between a preposition and the name behind it
BEFORE_NAME = frozenset({"DET", "ADJ", "NUM", "ADV"})
ENDS = frozenset({";", ":", "—", "–", "--", ".", "(", '"', "“", "”"})
CLAUSES = frozenset(
    "who which that whom whose because after before when while as since if unless until although though where but "
    "despite following amid".split()
)
WINDOW = 24  # words of a clause that are looked through
SHORT = 4  # words between a preposition and a name
PARTICIPLES = frozenset({"VBN", "VBD"})
OF_PARTICIPLE = frozenset({"by", "against", "on", "upon", "at"})  # belong to a participle right before them
WITHIN = frozenset({"in", "at", "into"})
AUXILIARIES = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Nearby:
    """Finds mentions by their places.

    Args:
        scene: The parse, and the mentions in it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._closing = {
            self._parse.sentence_of[cue]: cue for cue in sorted(scene.closing_cues)
        }  # the last one of each
        self._starting: dict[int, Actor] = {}
        self._ending: dict[int, Actor] = {}
        for mention in scene.actors:  # in text order, long ones first: the outermost one stays
            if mention.id in scene.actors.ranges:
                first, after = scene.actors.ranges[mention.id]
                self._starting.setdefault(first, mention)
                found = self._ending.get(after)
                if found is None or scene.actors.ranges[found.id][0] > first:
                    self._ending[after] = mention

    def before(self, verb: int) -> list[int]:
        """Who stands right before a finite verb: "President Adan Mor of Elbia today has signed"."""
        parse = self._parse
        floor = max(parse.sentences[parse.sentence_of[verb]][0], verb - WINDOW)
        w, finite = verb - 1, parse.tags[verb] in FINITE
        while w >= floor:
            time = self._scene.times.at(w)
            if time is not None:
                w = self._scene.times.ranges[time.id][0] - 1
                if w >= floor and parse.lowers[w] in ("on", "in", "late", "early"):
                    w -= 1
            elif parse.pos[w] in LIGHT:
                finite = finite or parse.tags[w] in AUXILIARIES
                w -= 1
            else:
                break
        mention = self._ending.get(w + 1) if w >= floor and finite else None
        if mention is None:
            return []
        first = self._scene.actors.ranges[mention.id][0]
        at = first - 1
        while at >= floor and parse.pos[at] in BEFORE_NAME:
            at -= 1
        if at >= floor and (parse.pos[at] in ("ADP", "VERB", "NOUN", "PROPN", "PART") or parse.tags[at] == "POS"):
            return []  # part of another phrase
        return [self._scene.actors.heads[mention.id]]

    def after(self, word: int) -> list[int]:
        """Who stands right behind a verb."""
        at, roof = word + 1, self._roof(word)
        while at < roof and at not in self._starting and self._parse.pos[at] in BEFORE_NAME:
            at += 1
        mention = self._starting.get(at) if at < roof else None
        return [] if mention is None else [self._scene.actors.heads[mention.id]]

    def behind(self, word: int, prepositions: frozenset[str]) -> Iterator[int]:
        """Those behind one of the prepositions, in the rest of the clause."""
        parse, roof = self._parse, self._roof(word)
        for p in range(word + 1, roof):
            if parse.lowers[p] not in prepositions or parse.pos[p] not in ("ADP", "SCONJ"):
                continue
            if parse.lowers[p - 1] in ("according", "due", "thanks"):
                continue
            if p - 1 > word and parse.tags[p - 1] in PARTICIPLES and parse.lowers[p] in OF_PARTICIPLE:
                if not self._scene.cues.lights.get(parse.lemmas[p - 1]):
                    continue  # "the attack filmed by Elbia's army", "means used against us", but "launched by"
            for at in range(p + 1, min(roof, p + 1 + SHORT)):
                if parse.tags[at] == "PRP$" and parse.lowers[p] in WITHIN:
                    continue  # "in their palace"
                if at in self._starting:
                    head = self._scene.actors.heads[self._starting[at].id]
                    if not self._is_of_clause(word, p, head, at - 1):
                        yield head
                    break
                if parse.pos[at] not in INSIDE or self._scene.times.at(at) is not None:
                    break

    def _is_of_clause(self, word: int, preposition: int, head: int, before: int) -> bool:
        """Whether somebody belongs to a clause that only tells more: "some of the plans Elbia has"."""
        parse = self._parse
        if parse.pos[before] == "NOUN" and parse.deps[head].startswith("nsubj"):
            return True
        verb = parse.heads[head]
        told = word < verb < head and parse.tags[verb] == "VBN" and parse.deps[verb].startswith("acl")
        return told and parse.lowers[preposition] == "at"

    def left(self, noun: int) -> list[int]:
        """Whose a noun is by a name right before it: "Elbia's gross violations"."""
        parse = self._parse
        for w in range(noun - 1, max(-1, noun - 1 - SHORT), -1):
            if w + 1 in self._ending:
                return [self._scene.actors.heads[self._ending[w + 1].id]]
            if parse.pos[w] not in ("ADJ", "NOUN", "PROPN", "NUM") and parse.tags[w] != "POS":
                break
        return []

    def _roof(self, word: int) -> int:
        """Where the clause that goes on behind a word ends, as far as single words tell."""
        parse = self._parse
        number = parse.sentence_of[word]
        roof = min(parse.sentences[number][1], word + WINDOW)
        for w in range(word + 1, roof):
            if w in self._starting:
                continue
            if parse.words[w] in ENDS or parse.lowers[w] in CLAUSES or parse.tags[w] in AUXILIARIES:
                return w
            if parse.words[w] == "," and w + 1 < roof and parse.tags[w + 1] in ("VBG", "CC"):
                return w
            if parse.words[w] == "," and self._closing.get(number, -1) > w:
                return w  # "…, a member of the Elbian team said"
        return roof
