"""What "this", "it" or "the claim" points back to: a clause beside it, or what somebody else said before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from truceline.model import Attribution, Link, Parse
from truceline.reading.ranges import Range
from truceline.reading.speech.attributions import STATEMENT, Attributions
from truceline.reading.speech.chains import Chains
from truceline.vocabulary.sayings import Sayings

BACK = 4  # sentences that "the report" may reach back
STATING = frozenset({"asserts", "believes", "threatens"})  # stances of what is pointed back to
ADDED = frozenset({"advcl", "conj", "parataxis", "acl", "appos"})  # how a denying clause hangs on another one
OWN = frozenset({"nsubj", "nsubj:pass"})  # a clause with a subject of its own
STEPS = 4
SHORTEST = 3  # words of a clause that can be pointed back to
RECORDS = 40  # attributions that are gone back through
REACH = 200  # words of a sentence that are looked through


class Told(NamedTuple):
    """Words of the text that something points back to."""

    words: tuple[Range, ...]
    attribution: Attribution | None  # the attribution whose content they are, or hold


class Earlier:
    """Finds what was told before a word.

    Args:
        parse: The text.
        attributions: Who says what in it.
        chains: Their chains.
        sayings: The words of saying.
    """

    def __init__(self, parse: Parse, attributions: Attributions, chains: Chains, sayings: Sayings) -> None:
        self._parse, self._attributions, self._chains, self._known = parse, attributions, chains, sayings
        self._records = attributions.records
        self._starts = [record.content[0].start for record in self._records]

    def beside(self, verb: int) -> Told | None:
        """The clause to which a denying clause is added: "…, although Elbia denied this", "…, which Elbia denies"."""
        parse, w = self._parse, verb
        for _ in range(STEPS):
            relation, head = parse.deps[w].partition(":")[0], parse.heads[w]
            if head == w or relation in ("nsubj", "ccomp", "obj"):
                return None
            if relation in ADDED and any(parse.deps[c] in OWN for c in parse.children[verb]):
                words = self._host(w, head, relation)
                held = None if words is None else self._held(words, verb)
                if words is None or relation != "acl":
                    return None if words is None else Told((words,), held)
                return self._of_host(words, held)
            w = head
        return None

    def _host(self, clause: int, head: int, relation: str) -> Range | None:
        """The words of a sentence before an added clause, or after it where it leads."""
        parse = self._parse
        first, after = parse.subtree(clause)
        begin, end = parse.sentences[parse.sentence_of[clause]]
        if relation == "acl" and head < clause:  # "…, a charge that Elbia denies" leaves the charge itself out
            claim = parse.lemmas[head] in self._known.claim_nouns
            first = parse.subtree(head)[0] if claim else max(first, head + 1)
        if head < clause and first - begin >= SHORTEST:
            return max(begin, first - REACH), first
        if head > clause and relation == "advcl" and end - after >= SHORTEST:
            return after, min(end, after + REACH)
        return None

    def _of_host(self, words: Range, held: Attribution | None) -> Told:
        """A clause that is denied; where somebody says it in those very words, what he says."""
        draft = self._attributions.ranges[held.id] if held is not None else None
        if held is None or draft is None or draft.cue is None or not words[0] <= draft.cue[0] < words[1]:
            return Told((words,), held)
        return Told(draft.content, held)

    def _held(self, words: Range, verb: int) -> Attribution | None:
        """The last attribution whose content stands in those words."""
        for word in range(words[1] - 1, max(words[0], words[1] - REACH) - 1, -1):
            record = self._attributions.innermost(word)
            if record is not None:
                cue = self._attributions.ranges[record.id].cue
                if cue is None or not cue[0] <= verb < cue[1]:
                    return record
        return None

    def said(self, verb: int, denier: Link, back: int = BACK) -> Told | None:
        """What somebody else said in the sentences before.

        Args:
            verb: Where it is pointed back from.
            denier: Who does not mean himself.
            back: How many sentences to go back.
        """
        return next(self.each_said(verb, denier, back), None)

    def each_said(self, verb: int, denier: Link, back: int | None) -> Iterator[Told]:
        """All that somebody else said in the sentences before, the latest first.

        Args:
            verb: Where it is pointed back from.
            denier: Who does not mean himself.
            back: How many sentences to go back; None for the usual number.
        """
        far = BACK if back is None else back
        parse = self._parse
        sentence = parse.sentence_of[verb]
        latest = bisect_left(self._starts, parse.starts[verb]) - 1
        for at in range(latest, max(latest - RECORDS, -1), -1):
            record = self._records[at]
            draft = self._attributions.ranges[record.id]
            last = parse.sentence_of[draft.content[-1][1] - 1]
            if sentence - last > far:
                return
            if draft.relay or last >= sentence or record.stance not in STATING or draft.kind != STATEMENT:
                continue
            if not any(parse.pos[w] in ("VERB", "AUX") for first, after in draft.content for w in range(first, after)):
                continue  # "named two ministers" is no claim
            if not same_body(self._chains.of(record)[0], denier):
                yield Told(draft.content, record)

    def sentence(self, verb: int, denier: Link) -> Told | None:
        """The sentence before, where that is the publisher's own."""
        parse, number = self._parse, self._parse.sentence_of[verb]
        if not number:
            return None
        first, after = parse.sentences[number - 1]
        first = max(first, after - REACH)
        if not any(parse.pos[word] in ("VERB", "AUX") for word in range(first, after)):
            return None  # a headline or a dateline
        told = [self._attributions.innermost(word) for word in range(first, after)]
        own = any(same_body(self._chains.of(record)[0], denier) for record in told if record is not None)
        return None if own else Told(((first, after),), None)


def same_body(one: Link, other: Link) -> bool:
    """Whether two links speak for the same body, be it through two people."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return one.name is not None and one.name == other.name
