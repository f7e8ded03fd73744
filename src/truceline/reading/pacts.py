"""Mentions of agreements: the words that name one, and of what kind."""

from __future__ import annotations

from bisect import bisect_left

from truceline.reading.clauses import below, cases, governor
from truceline.reading.events import EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.pact import BY_MODE, Pact
from truceline.reading.scene import Scene, noun_span, verb_span
from truceline.reading.signs import Range
from truceline.reading.statuses import Statuses
from truceline.vocabulary.patterns import Words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PLURALS = frozenset({"NNS", "NNPS"})
TOLD_IN_VERBS = frozenset({"offered", "accepted", "rejected"})
REFERRING = frozenset({"obj", "nsubj", "nsubj:pass", "obl"})
YEAR = 4  # characters of a date that names a year alone
PARTS = frozenset({"exchange", "withdrawal", "access"})  # of what a ceasefire often brings
AIMS = frozenset({"on", "for"})  # before what an agreement is on, which the tree may hang on the verb
NEARBY = 6  # mentions looked at for the one that "the plan" stands for
BACK, FAR_BACK = 2, 4  # sentences from an agreement to "it" and to "the plan"
COMPLEMENTS = frozenset({"acl", "acl:relcl", "nmod", "advcl"})


class PactFinder:
    """Finds the mentions of agreements in one report.

    Args:
        scene: The parse and the vocabulary.
        finder: The events.
        factuality: How firmly things are held.
        day: The report's day.
    """

    def __init__(self, scene: Scene, finder: EventFinder, factuality: Factuality, day: str | None) -> None:
        self._day = day
        self._scene = scene
        self._parse = scene.parse
        self._cues = scene.cues
        self._finder = finder
        self.statuses = Statuses(scene, finder, factuality)
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
        more = [*self._verbs(), *self._recalled(found), *self._violations(found)]
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
            head = parse.heads[w]
            proposed = parse.lemmas[head] in self._cues.proposing_verbs and parse.deps[w] in ("xcomp", "ccomp", "obj")
            if proposed or (parse.deps[w] == "xcomp" and self.statuses.of_governor(w, head) in TOLD_IN_VERBS):
                pact = self._pact(w, event.trigger, "ceasefire")
                pact.event = event
                found.append(pact)
        return found

    def is_aside(self, pact: Pact) -> bool:
        """Whether a mention names another agreement than the one that the report is about: "an earlier truce"."""
        parse = self._parse
        for c in below(parse, pact.top):
            rows = self._cues.apart_words.get(parse.lowers[c]) or ()
            if c < pact.word and any(noun_span(parse, c, pattern) is not None for pattern, _ in rows):
                return True
        hanging = [c for c in below(parse, pact.word) if parse.deps[c] == "nmod"]
        if not pact.definite:
            hanging += [c for c in below(parse, governor(parse, pact.word)) if parse.deps[c].startswith("obl")]
        return any(self._is_long_ago(c) for c in hanging)

    def _is_long_ago(self, word: int) -> bool:
        """Whether a word names an earlier year than the report's: "the truce of 2019"."""
        time = self._scene.times.at(word)
        if time is None or time.type != "DATE" or time.latest is None or self._day is None:
            return False
        return time.latest[:4] < self._day[:4] and len(time.value or "") <= YEAR

    def _violations(self, pacts: list[Pact]) -> list[Pact]:
        """Violations, where an agreement was named before and what they are violations of is not said."""
        parse, first = self._parse, min((pact.word for pact in pacts), default=len(self._parse))
        known = {pact.status_word for pact in pacts}
        found = []
        for i in range(first, len(parse)):
            if parse.tags[i] != "NNS" or i in known or self.statuses.look_up(self._cues.status_nouns, i) != "violated":
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

    def _recalled(self, pacts: list[Pact]) -> list[Pact]:
        """What stands for an agreement named before: "rejected it", "It was signed", "turned the plan down"."""
        parse, found = self._parse, []
        named = sorted(pact.word for pact in pacts)
        kinds = {pact.word: pact.kind for pact in pacts}
        taken = {w for pact in pacts for w in range(*pact.span)} | {pact.top for pact in pacts}
        for i in range(named[0] if named else len(parse), len(parse)):
            somebody = self._scene.actors.at(i)
            if i in taken or (somebody is not None and (somebody.actor or somebody.country)):
                continue
            reach = self._reach(i)
            before = bisect_left(named, i) - 1  # the mention right before
            if parse.lowers[i] != "it":  # "the Elbian proposal" is not the withdrawal that somebody wants first
                near = range(before, max(before - NEARBY, -1), -1)
                before = next((k for k in near if kinds.get(named[k]) not in PARTS), before)
            if reach is None or before < 0 or parse.sentence_of[i] - parse.sentence_of[named[before]] > reach:
                continue
            pact = self._pact(i, (i, i + 1), "other")
            if pact.status is not None or self._lasts(i):
                pact.definite, pact.named, pact.refers = True, False, named[before]
                found.append(pact)
                named.insert(before + 1, i)
        return found

    def _lasts(self, i: int) -> bool:
        """Whether a word is the subject of a verb of lasting: "it is to run for 40 days"."""
        parse, head = self._parse, self._parse.heads[i]
        rows = self._cues.lasting_verbs.get(parse.lemmas[head]) or ()
        lasting = any(verb_span(parse, head, pattern) is not None for pattern, _ in rows)
        return lasting and parse.deps[i].startswith("nsubj")

    def _reach(self, i: int) -> int | None:
        """How many sentences back the agreement may be named for which a word stands; None where it stands for none."""
        parse = self._parse
        if parse.lowers[i] == "it":
            main = parse.heads[parse.heads[i]] == parse.heads[i]  # not in "they say it starts tomorrow"
            return BACK if parse.deps[i] == "obj" else 1 if main and parse.deps[i].startswith("nsubj") else None
        if parse.deps[i] not in REFERRING or not self._has(self._cues.recalling_nouns, i):
            return None
        hanging = below(parse, i)
        definite = any(parse.lowers[c] in DEFINITE for c in hanging)
        own = any(  # "the plan to build a dam", but "the Elbian plan"
            parse.deps[c] in ("nmod", "acl", "compound", "amod") and not self._is_proposer(c) for c in hanging
        )
        return FAR_BACK if definite and not own else None

    def _is_proposer(self, word: int) -> bool:
        """Whether a word before "plan" tells whose it is: "the Elbian plan"."""
        body = self._scene.mention(word)
        return body is not None and body.kind in ("state", "body") and self._parse.deps[word] in ("amod", "compound")

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
        self.statuses.find(pact)
        return pact

    def _has(self, table: Words[str], word: int) -> bool:
        entries = table.get(self._parse.lemmas[word]) or ()
        return any(noun_span(self._parse, word, pattern) is not None for pattern, _ in entries)

    def _kind(self, word: int) -> str:
        """The kind of "a deal": by what it is to bring about."""
        parse, above = self._parse, self._parse.heads[word]
        beside = [c for c in below(parse, above) if c > word and parse.deps[c] == "obl" and cases(parse, c) in AIMS]
        for c in (*below(parse, word), *(beside if parse.pos[above] == "VERB" else ())):
            if parse.deps[c] in COMPLEMENTS or c in beside:
                event = self._finder.events.get(c)
                named = self._finder.noun(c) if event is None else None
                sign = event.sign if event is not None else named.sign if named is not None else None
                if sign is not None and sign.event == "RETREAT":
                    return BY_MODE.get(sign.mode or "", "other")
        return "other"
