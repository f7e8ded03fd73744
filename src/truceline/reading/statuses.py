"""What is said to have become of an agreement, by the words inside the phrase that names it and above it."""

from __future__ import annotations

from truceline.reading.clauses import DEPTH, below, cases
from truceline.reading.events import Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.modality import Judgement
from truceline.reading.pact import Pact, rank
from truceline.reading.scene import Scene, noun_span, verb_span
from truceline.vocabulary.cues import Sign
from truceline.vocabulary.patterns import Words

GOVERNING = frozenset({"obj", "obl", "nsubj", "nsubj:pass", "nsubj:outer", "nmod", "xcomp", "obl:agent", "ccomp"})
ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
NO_SIGN = Sign()


class Statuses:
    """Finds the statuses that mentions of agreements are given.

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

    def find(self, pact: Pact) -> None:
        """Gives a mention its statuses; its own is the latest in an agreement's life."""
        parse, cues = self._parse, self._cues
        inside = [
            c for w in range(*pact.span) if w != pact.word for c in below(parse, w) if parse.deps[c] == "acl:relcl"
        ]
        above = below(parse, pact.top) if pact.top != pact.word else ()
        for c in (*below(parse, pact.word), *above, *inside):
            if parse.deps[c] == "amod":
                self._settle(pact, self.look_up(cues.status_adjectives, c), c)
            elif parse.deps[c] == "acl:relcl" and parse.pos[c] == "NOUN":
                self._settle(pact, self.look_up(cues.status_nouns, c), c)  # "a truce that has been in force"
            elif parse.deps[c] in ("acl", "acl:relcl") and parse.pos[c] == "VERB" and not self._circumstance(c):
                self._settle(pact, self.look_up(cues.status_verbs, c), c, apart=True)  # "a truce agreed in May"
                self._finite(pact, c)
        for c in self._of_sides(pact.word):
            self._settle(pact, self.look_up(cues.status_verbs, c), c, apart=True)
        if pact.top != pact.word:
            self._settle(pact, self.look_up(cues.status_nouns, pact.top), pact.top)
        for c in self._named_by(pact.top):
            self._note(pact, c)
            self._settle(pact, self.look_up(cues.status_nouns, c), c)
        self._climb(pact)
        if pact.failed:
            pact.told = [("accepted" if status == "in force" else status, word) for status, word in pact.told]
            pact.status = "accepted" if pact.status == "in force" else pact.status

    def _climb(self, pact: Pact) -> None:
        """The words above a mention."""
        parse, w = self._parse, pact.top
        for _ in range(DEPTH):
            head, dep = parse.heads[w], parse.deps[w]
            if head == w or (dep not in GOVERNING and dep != "conj"):
                return
            if dep != "conj":
                self._note(pact, head)
                self._settle(pact, self.of_governor(w, head), head, apart=parse.pos[head] == "VERB")
                if dep.startswith("nsubj"):
                    self._shared(pact, head)
                if dep not in ("nmod", "xcomp") and parse.pos[head] == "VERB":
                    return
                if dep == "nmod" and cases(parse, w) in ABOUT:
                    return  # what becomes of a report on a truce, or of talks on it, does not become of the truce
            w = head

    def _named_by(self, word: int) -> list[int]:
        """Nouns that a mention explains: "an offer of our own: a truce of ten days", "the proposal, a truce"."""
        parse, head = self._parse, self._parse.heads[word]
        if parse.deps[word] == "appos" and head < word:
            return [head]
        if parse.deps[word] != "parataxis":
            return []
        return [c for c in below(parse, head) if parse.deps[c] == "obj" and c < word]

    def _shared(self, pact: Pact, verb: int) -> None:
        """What else is said of it as the subject: "was brokered by Elbia, signed in May and extended in June"."""
        parse = self._parse
        for c in below(parse, verb):
            subjects = any(parse.deps[d].startswith(("nsubj", "csubj")) for d in below(parse, c))
            participle = parse.deps[c] == "advcl" and parse.tags[c] == "VBN" and not self._circumstance(c)
            if parse.pos[c] == "VERB" and not subjects and (parse.deps[c] == "conj" or participle):
                self._note(pact, c)
                self._settle(pact, self.look_up(self._cues.status_verbs, c), c, apart=True)

    def _finite(self, pact: Pact, clause: int) -> None:
        """A main verb that the tree hangs into a relative clause: "the truce that Elbia declared expired on Monday"."""
        parse = self._parse
        for c in below(parse, clause):
            if parse.deps[c] == "xcomp" and parse.tags[c] == "VBD":
                self._note(pact, c)
                self._settle(pact, self.look_up(self._cues.status_verbs, c), c, apart=True)

    def _of_sides(self, word: int) -> list[int]:
        """Clauses that the tree hangs on one of the sides: "the truce between Elbia and Orsinia, which began"."""
        parse = self._parse
        sides = [c for c in below(parse, word) if parse.deps[c] == "nmod" and cases(parse, c) in ("between", "with")]
        sides += [d for c in sides for d in below(parse, c) if parse.deps[d] == "conj"]
        return [
            c
            for side in sides
            for c in below(parse, side)
            if parse.deps[c] == "acl:relcl"
            and any(parse.lowers[d] in ("which", "that") and parse.deps[d].startswith("nsubj") for d in below(parse, c))
            and not any(parse.deps[d] == "obj" for d in below(parse, c))
        ]

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

    def of_governor(self, word: int, head: int) -> str | None:
        """The status that the word above a mention gives it."""
        parse, cues, pos = self._parse, self._cues, self._parse.pos[head]
        if pos in ("NOUN", "PROPN"):
            return self.look_up(cues.status_nouns, head)
        if pos == "ADJ":
            return self.look_up(cues.status_adjectives, head)
        case = cases(parse, word).rpartition(" ")[2] if parse.deps[word].startswith("obl") else None
        return self.look_up(cues.status_verbs, head, case)

    def look_up(self, table: Words[str], word: int, case: str | None = None) -> str | None:
        """The status of a word; where the agreement hangs on it by a preposition, the entry has to end in that."""
        for pattern, status in table.get(self._parse.lemmas[word]) or ():
            if case is not None and pattern.right[-1:] != (case,):
                continue
            if verb_span(self._parse, word, pattern) is not None or noun_span(self._parse, word, pattern) is not None:
                return status
        return None

    def _settle(self, pact: Pact, status: str | None, word: int, *, apart: bool = False) -> None:
        """Takes a status over, as far as what tells it has come true.

        Args:
            pact: The mention.
            status: As the word has it.
            word: That tells it.
            apart: Whether it tells an event of its own, to be kept beside a later one.
        """
        if status is None:
            return
        told_by: int | None = word
        judged = self.judged(word)
        factuality, phase = judged.factuality, judged.phase
        if self._parse.lowers[word - 2 : word] == ("due", "to"):  # often taken for a preposition
            factuality, phase = "Uu", "intended"
        negative = factuality.endswith("-") or self._no_longer(word)
        if status == "accepted" and negative and phase == "intended":
            status = "rejected"
        elif status in ("proposed", "offered", "negotiated", "violated"):
            status = None if negative and status != "violated" else status
        elif negative:
            pact.failed = pact.failed or (status == "in force" and factuality == "CT-" and phase == "happened")
            status = None
        elif factuality in ("Uu", "PS+") or phase in ("offered", "requested", "conditional"):
            if phase == "intended" and self._agreed(word):  # "agreed to extend", "agreed to observe"
                status = status if status == "extended" else "accepted"
            elif phase == "intended" and status == "in force" and self._will(word):
                status, told_by = "accepted", None  # that it will begin does not say when it was agreed
            elif status == "in force" and pact.definite and phase != "happened" and self._is_object(pact, word):
                status = None  # "urged both sides to respect the truce" proposes none
            elif status in ("ended", "suspended", "extended"):
                status = None  # what may become of it says nothing of where it stands
            else:
                status = "offered" if phase == "offered" else "proposed"
        if status is not None and apart and (status, told_by) not in pact.told:
            pact.told.append((status, told_by))
        new = rank(status) - rank(pact.status)
        if status is not None and (new > 0 or (new == 0 and pact.status_word is None)):
            pact.status, pact.status_word = status, told_by

    def _no_longer(self, word: int) -> bool:
        """Whether it is said to be over: "would no longer observe the truce"."""
        parse = self._parse
        return any(parse.lowers[c] == "longer" and c and parse.lowers[c - 1] == "no" for c in below(parse, word))

    def _is_object(self, pact: Pact, word: int) -> bool:
        return self._parse.heads[pact.top] == word and self._parse.deps[pact.top] in ("obj", "obl")

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
