"""Finding events: which verbs, nouns and adjectives say that something of PLOVER's 16 happened.

One pass over the words looks each lemma up; only where the vocabulary knows it are frames compared.
Verbs that leave the event to their noun ("launched strikes") become its clause: they carry its
subject, its tense and its modality.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from truceline.model import Parse
from truceline.reading.clauses import FINITE, agents, cases, is_passive, objects, obliques, subject
from truceline.reading.frames import VerbSlots, fit_noun, fit_verb
from truceline.reading.scene import Scene, noun_span, verb_span
from truceline.vocabulary.cues import COMMITTING, COOPERATIVE, HOSTILE, Embedding, Light, Sign

Range = tuple[int, int]  # words: first, after the last
SPOKEN = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # their object may be an event too
ONE_EVENT_BY = frozenset({"in", "during", "by", "with", "from", "through", "under"})  # "killed in a raid" is one event
WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
DEPTH = 3  # how far down a statement of will is looked into
LONG, HEADLINE = 3, 0.7  # share of the longer words with a capital that makes a sentence a headline
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
    base: int | None = None  # the event that is announced, where this one is its announcement


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one word says happened."""

    sign: Sign
    trigger: Range
    filler: int | None = None  # the word that fills the object slot of its frame


class EventFinder:
    """Finds the events of one report.

    Args:
        scene: The parse, and the mentions, places, times and counts in it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._cues = scene.cues
        self._nouns: dict[int, Named | None] = {}
        self._names = {w for name in scene.parse.names if name.label != "MISC" for w in range(name.start, name.end)}
        self.events: dict[int, Event] = {}  # by the word that names it

    def find(self) -> list[Event]:
        """All events, in text order."""
        parse, keys = self._parse, self._cues.keys
        verbs: list[int] = []
        nouns: list[int] = []
        for i, lemma in enumerate(parse.lemmas):
            if lemma in keys:
                pos = parse.pos[i]
                if pos == "VERB" and (parse.deps[i] not in ("amod", "compound") or parse.tags[i] in FINITE):
                    verbs.append(i)
                elif pos in ("NOUN", "PROPN"):
                    nouns.append(i)
                elif pos == "ADJ":
                    self._read_adjective(i)
                if lemma in self._cues.phrases:
                    self._read_phrase(i)
        lights: list[int] = []
        taken: set[int] = set()
        for v in verbs:
            named = self._verb(v)
            if named is None:
                lights.append(v)
            elif named.sign.event != "NONE":
                folded = self._folded(v, named)
                taken.update(folded)
                self.events[v] = Event(word=v, clause=v, trigger=named.trigger, sign=named.sign, folded=folded)
        carried: dict[int, tuple[int, Light]] = {}
        for v in lights:
            for noun, light in self._carried(v):
                carried.setdefault(noun, (v, light))
        for n in nouns:
            found = self.noun(n)
            if found is not None and n not in taken and n not in self.events:
                self.events[n] = self._nominal(n, found, carried.get(n))
        for event in [self.events[w] for w in sorted(self.events)]:
            declared = self._declared(event)
            if declared is not None:
                self.events[declared.word] = declared
        return [self.events[w] for w in sorted(self.events)]

    def noun(self, word: int) -> Named | None:
        """What a noun says happened, or None."""
        if word not in self._nouns:
            self._nouns[word] = None  # ends the search where frames ask for each other
            self._nouns[word] = self._read_noun(word)
        return self._nouns[word]

    def _sign(self, word: int) -> Sign | None:
        named = self.noun(word)
        return named.sign if named is not None else None

    def _read_noun(self, n: int) -> Named | None:
        parse, cues, lemma = self._parse, self._cues, self._parse.lemmas[n]
        if parse.pos[n] not in ("NOUN", "PROPN", "VERB") or lemma not in cues.keys:
            return None
        dep, head = parse.deps[n], parse.heads[n]
        if dep in ("compound", "flat", "fixed", "goeswith") and head != n:
            return None
        if n in self._names or is_title(parse, n) or self._scene.actors.headed_by(n) is not None:
            return None
        frames = sorted(
            ((frame.order, pattern, frame) for pattern, frame in cues.noun_frames.get(lemma) or ()), key=lambda f: f[0]
        )
        for _, pattern, frame in frames:
            span = noun_span(parse, n, pattern)
            if span is not None and fit_noun(self._scene, frame, n, self._sign):
                return Named(sign=frame.sign, trigger=span) if frame.sign.event != "NONE" else None
        for pattern, sign in cues.nouns.get(lemma) or ():
            span = noun_span(parse, n, pattern)
            if span is not None:
                return Named(sign=sign, trigger=span)
        for pattern, embedding in cues.embedding_nouns.get(lemma) or ():
            span = noun_span(parse, n, pattern)
            if span is not None and embedding.event and (self._governs(n, embedding) or self._is_made(n)):
                return Named(sign=Sign(event=embedding.event, recipient_from=frozenset({"to", "on"})), trigger=span)
        return None

    def _verb(self, v: int, depth: int = 0) -> Named | None:
        parse, cues, lemma = self._parse, self._cues, self._parse.lemmas[v]
        frames = cues.verb_frames.get(lemma)
        if frames is not None:
            slots = VerbSlots(parse, v)
            for pattern, frame in sorted(frames, key=lambda f: f[1].order):
                span = verb_span(parse, v, pattern)
                if span is None:
                    continue
                filler = fit_verb(self._scene, frame, slots, self._sign)
                if filler is not None and lemma in COMMITTING and self._is_hostile(slots.tasks, depth):
                    return Named(sign=Sign(event="THREATEN"), trigger=short(span, v))
                if filler is not None:
                    return Named(sign=frame.sign, trigger=short(span, v), filler=filler)
        for pattern, sign in cues.verbs.get(lemma) or ():
            span = verb_span(parse, v, pattern)
            if span is not None and (not sign.passive_only or is_passive(parse, v)):
                return Named(sign=sign, trigger=short(span, v))
        for pattern, embedding in cues.embedding_verbs.get(lemma) or ():
            span = verb_span(parse, v, pattern)
            if span is None or pattern.passive:
                continue
            if embedding.event and self._has_infinitive(v):
                return Named(sign=Sign(event=embedding.event), trigger=short(span, v))
            wills = embedding.wills and depth < DEPTH and not is_passive(parse, v)
            will = self._will_of(v, depth) if wills else None
            if will is not None:
                return Named(sign=Sign(event=will), trigger=short(span, v))
        return None

    def _is_hostile(self, clauses: list[int], depth: int) -> bool:
        """Whether a deed against somebody is promised: "vowed to shell the town"."""
        named = [self._verb(c, depth + 1) for c in clauses if self._parse.pos[c] == "VERB"] if depth < DEPTH else []
        return any(n is not None and n.sign.event in HOSTILE for n in named)

    def _will_of(self, v: int, depth: int) -> str | None:
        """What a verb of wanting or planning says by what it governs: AGREE for cooperation, THREATEN for coercion."""
        for c in self._parse.children[v]:
            dep = self._parse.deps[c]
            if dep == "xcomp" and self._parse.pos[c] == "VERB":
                named = self._verb(c, depth + 1)
            else:
                named = self.noun(c) if dep == "obj" else None
            event = named.sign.event if named is not None else None
            if event in COOPERATIVE:
                return "AGREE"
            if event in ("SANCTION", "COERCE") and dep == "xcomp":
                return "THREATEN"
        return None

    def _declared(self, event: Event) -> Event | None:
        """What is said when somebody "will" do something: PLOVER's AGREE, THREATEN or REJECT, named by the auxiliary."""
        parse, v = self._parse, event.clause
        will = next((c for c in parse.children[v] if parse.lowers[c] in WILL and parse.deps[c].startswith("aux")), None)
        if will is None or parse.pos[v] != "VERB" or is_passive(parse, v) or subject(parse, v) is None:
            return None
        if any(parse.lowers[c] in NEGATIONS for c in parse.children[v]):
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

    def _read_adjective(self, w: int) -> None:
        for pattern, sign in self._cues.adjectives.get(self._parse.lemmas[w]) or ():
            span = verb_span(self._parse, w, pattern)
            if span is not None:
                self.events[w] = Event(word=w, clause=w, trigger=short(span, w), sign=sign)
                return
        for _, embedding in self._cues.embedding_adjectives.get(self._parse.lemmas[w]) or ():
            if embedding.event and self._governs(w, embedding):
                sign = Sign(event=embedding.event, recipient_from=frozenset({"with"}))
                self.events[w] = Event(word=w, clause=w, trigger=(w, w + 1), sign=sign)
                return

    def _read_phrase(self, w: int) -> None:
        for pattern, sign in self._cues.phrases.get(self._parse.lemmas[w]) or ():
            span = noun_span(self._parse, w, pattern)
            if span is not None and w not in self.events:
                word = next((k for k in range(*span) if self._parse.pos[k] in ("VERB", "NOUN")), w)
                self.events[word] = Event(word=word, clause=word, trigger=span, sign=sign)
                return

    def _has_infinitive(self, word: int) -> bool:
        parse = self._parse
        return any(
            parse.deps[c] in ("xcomp", "ccomp", "advcl", "acl") and infinitive(parse, c) for c in parse.children[word]
        )

    def _governs(self, word: int, embedding: Embedding) -> bool:
        """Whether an embedding noun or adjective has another event below it."""
        if self._has_infinitive(word):
            return True
        parse = self._parse
        return any(
            cases(parse, c) in embedding.preps and self.noun(c) is not None
            for c in parse.children[word]
            if parse.deps[c].startswith(("obl", "nmod"))
        )

    def _is_made(self, noun: int) -> bool:
        """Whether a noun such as "threat" is the object of a verb such as "make"."""
        head = self._parse.heads[noun]
        return self._parse.deps[noun] == "obj" and self._parse.lemmas[head] in self._cues.lights

    def _folded(self, v: int, named: Named) -> tuple[int, ...]:
        """The nouns beside a verb that name the event it names itself."""
        parse, event = self._parse, named.sign.event
        found: list[int] = []
        for n in objects(parse, v) + agents(parse, v):
            sign = self._sign(n)
            if sign is None or parse.heads[v] == n:
                continue
            if sign.event == event or (n == named.filler and (event not in SPOKEN or sign.event == "AGREE")):
                found.append(n)
        for case, n in obliques(parse, v):
            sign = self._sign(n) if case in ONE_EVENT_BY or event == "CONSULT" else None
            if sign is not None and sign.event == event:
                found.append(n)
        return tuple(sorted(set(found)))

    def _carried(self, v: int) -> list[tuple[int, Light]]:
        """The event nouns that a light verb, or a verb of happening, carries."""
        parse, lemma = self._parse, self._parse.lemmas[v]
        found: list[tuple[int, Light]] = []
        for pattern, light in self._cues.lights.get(lemma) or ():
            if verb_span(parse, v, pattern) is not None:
                last = pattern.right[-1] if pattern.right else ""
                behind = [n for case, n in obliques(parse, v) if last and case.endswith(last)]
                found += [(n, light) for n in behind or objects(parse, v) if self._fits(n, light)]
        for pattern, light in self._cues.happenings.get(lemma) or ():
            if verb_span(parse, v, pattern) is not None:
                found += [(n, light) for n in agents(parse, v) if self._fits(n, light)]
        return found

    def _fits(self, noun: int, light: Light) -> bool:
        sign = self._sign(noun)
        if sign is None or (light.factuality == "Uu" and sign.event in SPOKEN - {"CONSULT"}):
            return False  # "considered the proposal": it has been made
        return not light.among or sign.event in light.among

    def _nominal(self, n: int, named: Named, carried: tuple[int, Light] | None) -> Event:
        if carried is None:
            return Event(word=n, clause=n, trigger=named.trigger, sign=named.sign)
        verb, light = carried
        sign, own = named.sign, light.sign
        if own.event:
            sign = replace(sign, event=own.event, mode=own.mode)
        if own.experiencer:
            sign = replace(sign, experiencer=True, actor_from=sign.actor_from | own.actor_from)
        first, after = min(verb, named.trigger[0]), max(verb + 1, named.trigger[1])
        trigger = (first, after) if after - first <= TRIGGER else named.trigger
        return Event(word=n, clause=verb, trigger=trigger, sign=sign, light=light)


def infinitive(parse: Parse, word: int) -> bool:
    """Whether a word is an infinitive with "to", or a noun with one ("to be the leader")."""
    return any(parse.tags[c] == "TO" and parse.deps[c] == "mark" for c in parse.children[word])


def is_title(parse: Parse, noun: int) -> bool:
    """Whether a noun ends a proper name ("the Oslo Accords"); in a headline all words have capitals."""
    if not parse.tags[noun].startswith("NNP") or not parse.words[noun][0].isupper() or parse.words[noun].isupper():
        return False
    first, after = parse.sentences[parse.sentence_of[noun]]
    if noun == first or not parse.words[noun - 1][0].isupper() or noun - 1 == first:
        return False
    longer = [word for word in parse.words[first:after] if len(word) > LONG and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) < len(longer) * HEADLINE


def short(span: Range, word: int) -> Range:
    """A verb's trigger: all words of its pattern where they stand close, else the verb alone."""
    return span if span[1] - span[0] <= TRIGGER - 2 else (word, word + 1)
