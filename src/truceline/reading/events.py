"""Finding events: which words say that something of PLOVER's 16 happened, and which verbs carry them.

One pass over the words looks each lemma up; only where the vocabulary knows it is anything compared.
Verbs that leave the event to their noun ("launched strikes") become its clause: they carry its
subject, its tense and its modality.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from truceline.reading.clauses import FINITE, agents, below, cases, conjuncts, is_passive, objects, obliques, subject
from truceline.reading.scene import Scene, verb_span
from truceline.reading.signs import Named, Range, SignReader
from truceline.vocabulary.cues import COOPERATIVE, HOSTILE, Light, Sign

SPOKEN = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # of another event
ONE_EVENT_BY = frozenset({"in", "during", "by", "with", "from", "through", "under"})  # "killed in a raid" is one event
AGREED = frozenset({"to", "on", "upon"})  # "agreed to a deal"
WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
SAME = frozenset({"xcomp", "advcl"})  # "phoned him to discuss it"
BUNDLES = frozenset("round series wave string spate succession campaign barrage flurry number session".split())
UNSEEN = 0.05  # chance below which a word that the vocabulary knows is used in another sense
TRIGGER = 7  # words that a light verb and its noun may span together


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One mention of an event, as words."""

    word: int  # the word that names it
    clause: int  # the predicate that carries its subject and tense: the word itself, or its light verb
    trigger: Range  # the words that name it
    sign: Sign
    light: Light | None = None  # what the light verb adds
    folded: tuple[int, ...] = ()  # nouns that name the same event
    hinted: bool = False  # known from the network alone
    base: int | None = None  # the event that is announced, where this one is its announcement

    @property
    def others_act(self) -> bool:
        """Whether the subject of its light verb is not who does it ("suffered an attack")."""
        return self.light is not None and self.light.others


class EventFinder:
    """Finds the events of one report.

    Args:
        scene: The parse, and the mentions, places, times and counts in it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._cues = scene.cues
        self._signs = SignReader(scene)
        self.events: dict[int, Event] = {}  # by the word that names it

    def noun(self, word: int) -> Named | None:
        """What a noun says happened, or None."""
        return self._signs.noun(word)

    def find(self) -> list[Event]:
        """All events, in text order."""
        verbs, nouns = self._candidates()
        lights: list[int] = []
        taken: set[int] = set()
        for v in verbs:
            named = self._signs.verb(v)
            if named is None or named.hinted:
                lights.append(v)
            elif named.sign.event == "NONE":
                taken.add(v)
            else:
                folded = self._folded(v, named)
                taken.update(folded)
                taken.update(w for w in range(*named.trigger) if w not in folded)  # "go on strike" is one event
                self.events[v] = Event(word=v, clause=v, trigger=named.trigger, sign=named.sign, folded=folded)
        carried: dict[int, tuple[int, Light]] = {}
        for v in lights:
            for noun, light in self._carried(v):
                carried.setdefault(noun, (v, light))
        for n in nouns:
            found = self.noun(n)
            if found is not None and n not in taken and n not in self.events:
                self.events[n] = self._nominal(n, found, carried.get(n))
        self._hinted({verb for verb, _ in carried.values()} | taken, verbs)
        self.events = {w: event for w, event in self.events.items() if self._is_seen(event)}
        for event in [self.events[w] for w in sorted(self.events)]:
            declared = self._declared(event)
            if declared is not None:
                self.events[declared.word] = declared
        return [self.events[w] for w in sorted(self.events)]

    def _candidates(self) -> tuple[list[int], list[int]]:
        """The verbs and the nouns that the vocabulary knows; adjectives and runs of words are read at once."""
        parse, keys = self._parse, self._cues.keys
        verbs: list[int] = []
        nouns: list[int] = []
        for i, lemma in enumerate(parse.lemmas):
            if lemma not in keys and i not in self._signs.chances:
                continue
            pos = parse.pos[i]
            if parse.tags[i] == "VBG" and i > 1 and parse.words[i - 1] == "-":
                continue  # "Mor-supporting committees"
            if pos == "VERB" and (parse.deps[i] not in ("amod", "compound") or parse.tags[i] in FINITE):
                verbs.append(i)
            elif pos in ("NOUN", "PROPN"):
                nouns.append(i)
            if pos == "ADJ" or (pos == "VERB" and parse.tags[i] == "JJ"):  # "opposed" may be either
                self._add(i, self._signs.adjective(i))
            if lemma in self._cues.phrases:
                named = self._signs.phrase(i)
                first, after = named.trigger if named is not None else (i, i + 1)
                self._add(next((k for k in range(first, after) if parse.pos[k] in ("VERB", "NOUN")), i), named)
        return verbs, nouns

    def _hinted(self, taken: set[int], verbs: list[int]) -> None:
        """Adds the verbs that only the network takes for events, where they tell no other event once more."""
        parse = self._parse
        for v in verbs:
            named = self._signs.verb(v) if v not in taken and v not in self.events else None
            if named is None or not named.hinted:
                continue
            above = self.events.get(parse.heads[v])
            told = above is not None and above.sign.event == named.sign.event and parse.deps[v] in SAME
            if not told and not any(
                named.sign.event == s.event for n in objects(parse, v) if (s := self._signs.sign(n))
            ):
                self.events[v] = Event(word=v, clause=v, trigger=named.trigger, sign=named.sign, hinted=True)

    def _is_seen(self, event: Event) -> bool:
        """Whether the network sees an event in any of the words too: "the plan met demand" is none in their sense."""
        if not self._parse.factuality:
            return True  # no network was asked
        if event.sign.mode is not None:
            return True  # a row that tells the mode asks for more than one word
        words = {event.word, event.clause, *range(*event.trigger), *event.folded}
        words |= {self._parse.heads[w] for w in (event.word, event.clause)}  # "a barrage tore through the market"
        return any(self._signs.chances.get(w, 0.0) >= UNSEEN for w in words)

    def _add(self, word: int, named: Named | None) -> None:
        if named is not None and word not in self.events:
            self.events[word] = Event(word=word, clause=word, trigger=named.trigger, sign=named.sign)

    def _declared(self, event: Event) -> Event | None:
        """What is said when somebody "will" do something: PLOVER's AGREE, THREATEN or REJECT."""
        parse, v = self._parse, event.clause
        will = next((c for c in below(parse, v) if parse.lowers[c] in WILL and parse.deps[c].startswith("aux")), None)
        if will is None or parse.pos[v] != "VERB" or is_passive(parse, v) or subject(parse, v) is None:
            return None
        if parse.words[parse.sentences[parse.sentence_of[v]][1] - 1] == "?" and will < (subject(parse, v) or 0):
            return None  # "Will Elbia take part?"
        if any(parse.lowers[c] in NEGATIONS for c in below(parse, v)):
            declared = "REJECT" if event.sign.event in COOPERATIVE or event.sign.event == "AGREE" else None
        elif event.sign.event in COOPERATIVE:
            declared = "AGREE"
        else:
            declared = "THREATEN" if event.sign.event in HOSTILE else None
        if declared is None or will in self.events:
            return None
        sign = Sign(event=declared, recipient_from=event.sign.recipient_from)
        trigger = (will, v + 1) if will < v < will + 4 else (will, will + 1)
        return Event(word=will, clause=v, trigger=trigger, sign=sign, base=event.word)

    def _folded(self, v: int, named: Named) -> tuple[int, ...]:
        """The nouns beside a verb that name the event it names itself."""
        parse, event = self._parse, named.sign.event
        found: list[int] = []
        for n in objects(parse, v) + agents(parse, v):
            sign = self._signs.sign(n)
            if sign is None or parse.heads[v] == n:
                continue
            if sign.event == event or (n == named.filler and (event not in SPOKEN or sign.event == "AGREE")):
                found.append(n)
        for n in objects(parse, v):  # "provided 70 million dollars of aid"
            inner = [c for c in below(parse, n) if cases(parse, c) == "of"] if event == "AID" else []
            found.extend(c for c in inner if (sign := self._signs.sign(c)) is not None and sign.event == event)
        for case, n in obliques(parse, v):
            same = case in ONE_EVENT_BY or event == "CONSULT" or (event == "AGREE" and case in AGREED)
            sign = self._signs.sign(n) if same else None
            if sign is not None and sign.event == event:
                found.append(n)
        return tuple(sorted(set(found)))

    def _carried(self, v: int) -> list[tuple[int, Light]]:
        """The event nouns that a light verb, or a verb of happening, carries."""
        parse, lemma = self._parse, self._parse.lemmas[v]
        found: list[tuple[int, Light]] = []
        predicate = any(parse.deps[c] == "xcomp" for c in below(parse, v))  # "made the threat worse" makes no threat
        for pattern, light in () if predicate else self._cues.lights.get(lemma) or ():
            if verb_span(parse, v, pattern) is not None:
                last = pattern.right[-1] if pattern.right else ""
                behind = [n for case, n in obliques(parse, v) if last and case.endswith(last)]
                found += [(n, light) for n in self._opened(behind or objects(parse, v)) if self._fits(n, light)]
        for pattern, light in self._cues.happenings.get(lemma) or ():
            if verb_span(parse, v, pattern) is not None:
                found += [(n, light) for n in self._opened(agents(parse, v)) if self._fits(n, light)]
        return found

    def _opened(self, nouns: Sequence[int]) -> list[int]:
        """The nouns with those coordinated, and what those bundle that only bundle events: "a new round of talks"."""
        parse = self._parse
        nouns = [w for n in nouns for w in conjuncts(parse, n)]
        inner = [
            c
            for n in nouns
            if parse.lemmas[n] in BUNDLES
            for c in below(parse, n)
            if parse.deps[c] == "nmod" and cases(parse, c) == "of"
        ]
        return [*nouns, *inner]

    def _fits(self, noun: int, light: Light) -> bool:
        sign = self._signs.sign(noun)
        if sign is None or (light.factuality == "Uu" and sign.event in SPOKEN - {"CONSULT"}):
            return False  # "considered the proposal": it has been made
        return not light.among or sign.event in light.among

    def _nominal(self, n: int, named: Named, carried: tuple[int, Light] | None) -> Event:
        if carried is None:
            return Event(word=n, clause=n, trigger=named.trigger, sign=named.sign, hinted=named.hinted)
        verb, light = carried
        sign, own = named.sign, light.sign
        if own.event:
            sign = replace(sign, event=own.event, mode=own.mode)
        if own.experiencer:
            sign = replace(sign, experiencer=True, actor_from=sign.actor_from | own.actor_from)
        first, after = min(verb, named.trigger[0]), max(verb + 1, named.trigger[1])
        trigger = (first, after) if after - first <= TRIGGER else named.trigger
        return Event(word=n, clause=verb, trigger=trigger, sign=sign, light=light)
