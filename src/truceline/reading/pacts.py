"""Mentions of agreements: the words that name one, of what kind, and what is said to have become of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.reading.clauses import DEPTH, below, cases
from truceline.reading.events import Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.modality import Judgement
from truceline.reading.scene import Scene, noun_span, verb_span
from truceline.reading.signs import Range
from truceline.vocabulary.cues import Sign
from truceline.vocabulary.patterns import Words

FAMILY = {"truce": "ceasefire", "pause": "ceasefire"}  # kinds that name the same thing
BY_MODE = {"release": "exchange", "ceasefire": "ceasefire", "withdraw": "withdrawal", "access": "access"}
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PLURALS = frozenset({"NNS", "NNPS"})
GOVERNING = frozenset({"obj", "obl", "nsubj", "nsubj:pass", "nmod", "xcomp", "obl:agent", "ccomp"})
TOLD_IN_VERBS = frozenset({"offered", "accepted", "rejected"})
ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
NO_SIGN = Sign()
COMPLEMENTS = frozenset({"acl", "acl:relcl", "nmod", "advcl"})


STATUSES = (
    "proposed", "offered", "negotiated", "rejected", "accepted", "signed", "in force", "extended", "suspended", "ended",
    "violated",
)  # fmt: skip  # the later in an agreement's life the later here


def rank(status: str | None) -> int:
    """How late in an agreement's life a status comes; -1 for none."""
    return STATUSES.index(status) if status in STATUSES else -1


@dataclass(slots=True, kw_only=True)
class Pact:
    """One mention of an agreement."""

    word: int  # the noun
    span: Range  # the words that name it
    kind: str
    top: int  # the noun that it is a part of ("ceasefire talks"), else itself
    definite: bool
    plural: bool
    event: Event | None = None  # the event that it is or that its verb is
    status: str | None = None
    status_word: int | None = None  # the word that tells the status
    events: list[Event] = field(default_factory=list)  # events that speak of it
    named: bool = True  # whether it is named, be it by a pronoun

    @property
    def family(self) -> str:
        """Its kind, with truce and pause taken for a ceasefire."""
        return FAMILY.get(self.kind, self.kind)


class PactFinder:
    """Finds the mentions of agreements in one report.

    Args:
        scene: The parse and the vocabulary.
        finder: The events.
        factuality: How firmly things are held.
    """

    def __init__(self, scene: Scene, finder: EventFinder, factuality: Factuality) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._cues = scene.cues
        self._finder = finder
        self._factuality = factuality
        self._by_folded = {noun: event for event in finder.events.values() for noun in event.folded}

    def find(self) -> list[Pact]:
        """All mentions, in text order."""
        found: list[Pact] = []
        taken = -1
        parse, table = self._parse, self._cues.agreements
        heads = table.heads
        for i in reversed(range(len(parse))):  # the head of a phrase comes last: "ceasefire deal" before "ceasefire"
            if parse.lemmas[i] not in heads or parse.pos[i] not in ("NOUN", "PROPN", "X"):
                continue
            if 0 <= taken <= i:
                continue
            for pattern, kind in table.get(parse.lemmas[i]) or ():
                span = noun_span(parse, i, pattern)
                if span is not None and self._scene.actors.headed_by(i) is None:
                    found.append(self._pact(i, span, kind))
                    taken = span[0]
                    break
        more = [*self._verbs(), *self._pronouns(found), *self._violations(found)]
        return sorted([*found, *more], key=lambda pact: pact.word)

    def _verbs(self) -> list[Pact]:
        """What is agreed on, offered or refused in verbs alone: "agreed to stop fighting"."""
        parse, found = self._parse, []
        for event in self._finder.events.values():
            w = event.word
            if (event.sign.event, event.sign.mode) != ("RETREAT", "ceasefire") or parse.pos[w] != "VERB":
                continue
            while parse.deps[w] == "xcomp" and parse.deps[parse.heads[w]] == "xcomp":
                w = parse.heads[w]  # "agreed to stop fighting": what is agreed is the stopping
            if parse.deps[w] == "xcomp" and self._of_governor(w, parse.heads[w]) in TOLD_IN_VERBS:
                pact = self._pact(w, event.trigger, "ceasefire")
                pact.event = event
                found.append(pact)
        return found

    def _violations(self, pacts: list[Pact]) -> list[Pact]:
        """Violations, where an agreement was named before and what they are violations of is not said."""
        parse, first = self._parse, min((pact.word for pact in pacts), default=len(self._parse))
        known = {pact.status_word for pact in pacts}
        found = []
        for i in range(first, len(parse)):
            if parse.tags[i] != "NNS" or i in known or self._look_up(self._cues.status_nouns, i) != "violated":
                continue
            if self._by_whom(i):
                pact = self._pact(i, (i, i + 1), "other")
                pact.status, pact.status_word, pact.definite, pact.named = "violated", i, True, False
                found.append(pact)
        return found

    def _by_whom(self, word: int) -> bool:
        """Whether all that hangs on a noun says who did it: "violations by the rebels"."""
        parse = self._parse
        hanging = [c for c in below(parse, word) if parse.deps[c] in ("nmod", "compound")]
        return all(parse.deps[c] == "nmod" and cases(parse, c) in ("by", "from", "on") for c in hanging)

    def _pronouns(self, pacts: list[Pact]) -> list[Pact]:
        """What "it" stands for in "violating it", "signed it", where the sentence has named an agreement."""
        parse = self._parse
        first: dict[int, int] = {}
        for pact in pacts:
            first[parse.sentence_of[pact.word]] = min(pact.word, first.get(parse.sentence_of[pact.word], pact.word))
        found = []
        for i, lower in enumerate(parse.lowers):
            if lower == "it" and parse.deps[i] == "obj" and first.get(parse.sentence_of[i], i) < i:
                pact = self._pact(i, (i, i + 1), "other")
                if pact.status is not None:
                    pact.definite = True
                    found.append(pact)
        return found

    def _pact(self, word: int, span: Range, kind: str) -> Pact:
        parse, top = self._parse, word
        for _ in range(3):
            if parse.deps[top] not in ("compound", "nmod:poss", "amod") or parse.heads[top] == top:
                break
            top = parse.heads[top]
        children = below(parse, top)
        pact = Pact(
            word=word,
            span=span,
            kind=self._kind(word) if kind == "other" else kind,
            top=top,
            definite=any(parse.lowers[c] in DEFINITE or parse.deps[c] == "nmod:poss" for c in children),
            plural=parse.tags[word] in PLURALS,
        )
        pact.event = self._finder.events.get(word) or self._by_folded.get(word)
        self._find_status(pact)
        return pact

    def _kind(self, word: int) -> str:
        """The kind of "a deal": by what it is to bring about."""
        parse = self._parse
        for c in below(parse, word):
            if parse.deps[c] in COMPLEMENTS:
                event = self._finder.events.get(c)
                named = self._finder.noun(c) if event is None else None
                sign = event.sign if event is not None else named.sign if named is not None else None
                if sign is not None and sign.event == "RETREAT":
                    return BY_MODE.get(sign.mode or "", "other")
        return "other"

    def _find_status(self, pact: Pact) -> None:
        """The status by the words inside the phrase and above it: of several, the latest in an agreement's life."""
        parse, cues = self._parse, self._cues
        for c in (*below(parse, pact.word), *(below(parse, pact.top) if pact.top != pact.word else ())):
            if parse.deps[c] == "amod":
                self._settle(pact, self._look_up(cues.status_adjectives, c), c)
            elif parse.deps[c] == "acl:relcl" and parse.pos[c] == "NOUN":
                self._settle(pact, self._look_up(cues.status_nouns, c), c)  # "a truce that has been in force"
            elif parse.deps[c] in ("acl", "acl:relcl") and parse.pos[c] == "VERB" and not self._circumstance(c):
                self._settle(pact, self._look_up(cues.status_verbs, c), c)  # "a truce agreed in May"
        if pact.top != pact.word:
            self._settle(pact, self._look_up(cues.status_nouns, pact.top), pact.top)
        w = pact.top
        for _ in range(DEPTH):
            head, dep = parse.heads[w], parse.deps[w]
            if head == w or (dep not in GOVERNING and dep != "conj"):
                return
            if dep != "conj":
                self._note(pact, head)
                self._settle(pact, self._of_governor(w, head), head)
                if dep not in ("nmod", "xcomp") and parse.pos[head] == "VERB":
                    return
                if dep == "nmod" and cases(parse, w) in ABOUT:
                    return  # what becomes of a report on a truce, or of talks on it, does not become of the truce
            w = head

    def _circumstance(self, word: int) -> bool:
        """Whether a clause that hangs on a noun tells when, not which: "the first truce since the war began"."""
        parse = self._parse
        return any(
            parse.deps[c] == "mark" and parse.tags[c] == "IN" and parse.lowers[c] != "that" for c in below(parse, word)
        )

    def _note(self, pact: Pact, word: int) -> None:
        event = self._finder.events.get(word)
        if event is not None and event is not pact.event:
            pact.events.append(event)

    def _of_governor(self, word: int, head: int) -> str | None:
        parse, cues, pos = self._parse, self._cues, self._parse.pos[head]
        if pos in ("NOUN", "PROPN"):
            return self._look_up(cues.status_nouns, head)
        if pos == "ADJ":
            return self._look_up(cues.status_adjectives, head)
        case = cases(parse, word).rpartition(" ")[2] if parse.deps[word].startswith("obl") else None
        return self._look_up(cues.status_verbs, head, case)

    def _look_up(self, table: Words[str], word: int, case: str | None = None) -> str | None:
        """The status of a word; where the agreement hangs on it by a preposition, the entry has to end in that."""
        for pattern, status in table.get(self._parse.lemmas[word]) or ():
            if case is not None and pattern.right[-1:] != (case,):
                continue
            if verb_span(self._parse, word, pattern) is not None or noun_span(self._parse, word, pattern) is not None:
                return status
        return None

    def _settle(self, pact: Pact, status: str | None, word: int) -> None:
        """Takes a status over, as far as what tells it has come true."""
        if status is None:
            return
        told_by: int | None = word
        judged = self.judged(word)
        factuality, phase = judged.factuality, judged.phase
        if self._parse.lowers[word - 2 : word] == ("due", "to"):  # often taken for a preposition
            factuality, phase = "Uu", "intended"
        negative = factuality.endswith("-")
        if status == "accepted" and negative and phase == "intended":
            status = "rejected"
        elif status in ("proposed", "offered", "negotiated", "violated"):
            status = None if negative and status != "violated" else status
        elif negative:
            status = None
        elif factuality in ("Uu", "PS+") or phase in ("offered", "requested", "conditional"):
            if phase == "intended" and self._agreed(word):  # "agreed to extend", "agreed to observe"
                status = status if status == "extended" else "accepted"
            elif phase == "intended" and status == "in force" and self._will(word):
                status, told_by = "accepted", None  # that it will begin does not say when it was agreed
            elif status in ("ended", "suspended", "extended"):
                status = None  # what may become of it says nothing of where it stands
            else:
                status = "offered" if phase == "offered" else "proposed"
        new = rank(status) - rank(pact.status)
        if status is not None and (new > 0 or (new == 0 and pact.status_word is None)):
            pact.status, pact.status_word = status, told_by

    def _agreed(self, word: int) -> bool:
        """Whether it is what somebody has agreed to do."""
        parse, head = self._parse, self._parse.heads[word]
        if parse.deps[word] not in ("xcomp", "ccomp") or parse.lemmas[head] != "agree":
            return False
        judged = self.judged(head)
        return judged.factuality == "CT+" and judged.phase == "happened"

    def _will(self, word: int) -> bool:
        parse = self._parse
        return any(parse.lowers[c] in ("will", "shall", "'ll", "’ll") for c in below(parse, word))

    def judged(self, word: int) -> Judgement:
        """How what a word says is told, be it an event or not."""
        event = self._finder.events.get(word)
        if event is None:
            named = self._finder.noun(word)
            event = Event(word=word, clause=word, trigger=(word, word + 1), sign=named.sign if named else NO_SIGN)
        return self._factuality.of(event)

    def is_charge(self, word: int) -> bool:
        """Whether a word stands below one of accusing: "accused them of violating the truce"."""
        parse, w = self._parse, word
        for _ in range(DEPTH):
            head = parse.heads[w]
            if head == w or parse.deps[w] in ("acl:relcl", "parataxis"):
                return False
            w = head
            event = self._finder.events.get(w)
            if event is not None and event.sign.event == "ACCUSE":
                return True
        return False
