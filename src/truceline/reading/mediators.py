"""Who stands between the sides of an agreement."""

from __future__ import annotations

from truceline.reading.arguments import Arguments
from truceline.reading.clauses import agents, below, cases, conjuncts, own_subject
from truceline.reading.pact import Pact
from truceline.reading.scene import Scene, noun_span, verb_span

LINKS = frozenset({"in", "from", "of", "by", "like", "including", "such as"})  # before those who mediate
TOGETHER = frozenset({"with", "together with", "along with"})
OWNING = frozenset({"amod", "compound", "nmod:poss"})  # before "proposal": whose it is
CLIMB = 3  # heads from "guarantor" to whom it is said of
PHRASES = frozenset({"compound", "amod", "nmod", "appos", "nmod:poss"})


class Mediators:
    """Finds the mediators of a report's agreements.

    Args:
        scene: The parse, its mentions and the vocabulary.
        arguments: Who takes part in what.
    """

    def __init__(self, scene: Scene, arguments: Arguments) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._arguments = arguments
        self.sentences: dict[int, list[str]] = {}  # mentions, by sentence
        known = scene.cues.mediation_verbs.heads | scene.cues.mediation_nouns.heads
        for word, lemma in enumerate(scene.parse.lemmas):
            if lemma in known:
                ids = self._verb(word) if scene.parse.pos[word] in ("VERB", "ADJ") else self._noun(word)
                found = self.sentences.setdefault(scene.parse.sentence_of[word], [])
                found.extend(m for m in ids if m not in found)

    def of(self, pact: Pact) -> list[str]:
        """The ids of those who mediate in the sentence of a mention."""
        return self.named_in(self._parse.sentence_of[pact.word])

    def named_in(self, sentence: int) -> list[str]:
        """The ids of those who mediate in a sentence."""
        return self.sentences.get(sentence, [])

    def proposers(self, pact: Pact) -> list[str]:
        """The ids of those who put an agreement forward; whoever of them is no side of it stands between the sides."""
        parse, found = self._parse, []
        words = [word for status, word in (*pact.told, (pact.status, pact.status_word)) if status == "proposed"]
        for word in dict.fromkeys(w for w in words if w is not None and parse.pos[w] == "VERB"):
            rows = self._scene.cues.proposing_verbs.get(parse.lemmas[word]) or ()
            if any(verb_span(parse, word, pattern) is not None for pattern, _ in rows):
                found += self._arguments.people([*agents(parse, word), *self._beside(word)])
        for word in {w for w in (pact.top, parse.heads[pact.top], pact.status_word, pact.word) if w is not None}:
            if parse.lemmas[word] in self._scene.cues.proposing_nouns:
                found += self._arguments.people(
                    c for c in below(parse, word) if parse.deps[c] in OWNING or cases(parse, c) in ("by", "from")
                )
        return list(dict.fromkeys(found))

    def _beside(self, verb: int) -> list[int]:
        """Those together with whom it is done: "drafted together with Orsinia"."""
        parse = self._parse
        return [c for c in below(parse, verb) if parse.deps[c] == "obl" and cases(parse, c) in TOGETHER]

    def _verb(self, word: int) -> list[str]:
        """Those who brokered it: "brokered by Elbia", "Elbia brokered", "the Elbia-brokered truce"."""
        parse, cues = self._parse, self._scene.cues
        rows = cues.mediation_verbs.get(parse.lemmas[word]) or ()
        if not any(verb_span(parse, word, pattern) is not None for pattern, _ in rows):
            return []
        inside = [
            c for c in below(parse, word) if parse.deps[c] in ("compound", "obl:unmarked", "nsubj", "obl:npmod", "dep")
        ]
        if parse.deps[word] == "amod":
            if not inside and word > 1 and parse.words[word - 1] == "-":
                inside = [word - 2]
            return self._arguments.people(inside)
        return self._arguments.people([*agents(parse, word), *self._beside(word)])

    def _noun(self, word: int) -> list[str]:
        """Those whom "mediators" stands for: "mediators in Elbia and Orsinia", "Elbian mediators"."""
        parse, cues = self._parse, self._scene.cues
        rows = cues.mediation_nouns.get(parse.lemmas[word]) or ()
        if not any(noun_span(parse, word, pattern) is not None for pattern, _ in rows):
            return []
        words = [
            c
            for c in below(parse, word)
            if parse.deps[c] in PHRASES and (parse.deps[c] != "nmod" or cases(parse, c) in LINKS)
        ]
        after = word + 1
        if after + 1 < len(parse) and parse.lowers[after] in LINKS and self._scene.mention(after + 1) is not None:
            words.append(after + 1)  # whatever the tree hangs it on
        words += self._described(word)
        found = [m for w in words for c in conjuncts(parse, w) for m in self._ids(c)]
        own = self._scene.mention(word)
        if not found and own is not None and (own.actor or own.country):
            return [own.id]
        return list(dict.fromkeys(found))

    def _described(self, word: int) -> list[int]:
        """Whom a noun is said of: "Elbia, one of the guarantors", "Elbia is a guarantor", "Elbia acts as guarantor"."""
        parse, w = self._parse, word
        for _ in range(CLIMB):
            head = parse.heads[w]
            if parse.deps[w] == "appos" and head < w:
                return [head]
            predicate = any(parse.deps[c] == "cop" for c in below(parse, w))
            if predicate or "as" in cases(parse, w).split():
                found = own_subject(parse, w if predicate else head)
                return [found] if found is not None else []
            if parse.deps[w] not in ("nmod", "obl", "compound"):
                break
            w = head
        return []

    def _ids(self, word: int) -> list[str]:
        mention = self._scene.mention(word)
        return [mention.id] if mention is not None else self._arguments.people([word])
