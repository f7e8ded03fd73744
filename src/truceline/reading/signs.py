"""What single words say happened: verbs by their frames and cues, nouns and adjectives by theirs.

Frames go before cues, as the head of ``events.toml`` has it. Whether a word may be asked at all
(a noun inside a name, a noun that is somebody) is settled here too.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model import Parse
from truceline.reading.clauses import below, cases, infinitive, is_passive, objects
from truceline.reading.frames import VerbSlots, fit_noun, fit_verb
from truceline.reading.scene import Scene, noun_span, verb_span
from truceline.vocabulary.cues import COMMITTING, COOPERATIVE, HOSTILE, Embedding, Sign

Range = tuple[int, int]  # words: first, after the last
THEMSELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})
FIGURES = frozenset({"battle", "fight", "war", "struggle", "combat"})
PARTS = frozenset({"compound", "flat", "fixed", "goeswith"})  # a noun so tied names no event by itself
SURE = 0.8  # chance from which the network is believed where the vocabulary is silent
SAYING = frozenset("say tell add announce accord quote cite report".split())  # cues that are no event by themselves
DEPTH = 3  # how far down a statement of will is looked into
LONG, HEADLINE, AROUND = 3, 0.7, 30  # share of the longer words around with a capital that makes a headline
NEAR = 5  # words that a verb and the rest of its pattern may span together


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one word says happened."""

    sign: Sign
    trigger: Range
    filler: int | None = None  # the word that fills the object slot of its frame
    hinted: bool = False  # known from the network alone


class SignReader:
    """Reads what the words of one report say happened.

    Args:
        scene: The parse, and the mentions and places in it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._cues = scene.cues
        self._nouns: dict[int, Named | None] = {}
        self._verbs: dict[tuple[int, int], Named | None] = {}  # by the verb and how far down it was asked for
        self.chances = {hint.word: hint.chance for hint in scene.parse.hints}
        said = {w for quote in scene.parse.quotes for w in range(*(quote.cue or (0, 0)))}
        plain = {w for w in said if scene.parse.lemmas[w] in SAYING}
        self._hints = {h.word: h.event for h in scene.parse.hints if h.chance >= SURE and h.word not in plain}
        self._names = {w for name in scene.parse.names if name.label != "MISC" for w in range(name.start, name.end)}

    def noun(self, word: int) -> Named | None:
        """What a noun says happened, or None."""
        if word not in self._nouns:
            self._nouns[word] = None  # ends the search where frames ask for each other
            self._nouns[word] = self._read_noun(word)
        return self._nouns[word]

    def sign(self, word: int) -> Sign | None:
        """The sign of what a noun says happened, or None."""
        named = self.noun(word)
        return named.sign if named is not None else None

    def _read_noun(self, n: int) -> Named | None:
        parse, cues, lemma = self._parse, self._cues, self._parse.lemmas[n]
        if parse.pos[n] not in ("NOUN", "PROPN", "VERB") or (lemma not in cues.keys and n not in self._hints):
            return None
        dep, head = parse.deps[n], parse.heads[n]
        if dep in PARTS and head != n:
            return None
        if n in self._names or is_title(parse, n) or self._scene.actors.headed_by(n) is not None:
            return None
        named = self._noun_by_frame(n)
        if named is None:
            named = self._noun_by_cue(n) or self._by_network(n)
        return named if named is not None and named.sign.event != "NONE" and not self._is_figure(n) else None

    def _is_figure(self, n: int) -> bool:
        """Whether a battle is what a thing without arms is likened to: "the dispute is a battle of opinions"."""
        parse = self._parse
        if parse.lemmas[n] not in FIGURES or not any(parse.deps[c] == "cop" for c in below(parse, n)):
            return False
        about = parse.child(n, "nsubj", "nsubj:outer")
        return about is not None and parse.pos[about] == "NOUN" and self._cues.nouns.get(parse.lemmas[about]) is None

    def _by_network(self, word: int) -> Named | None:
        """What the network is sure of at a word of which the vocabulary says nothing."""
        event = self._hints.get(word)
        return Named(sign=Sign(event=event), trigger=(word, word + 1), hinted=True) if event is not None else None

    def _noun_by_frame(self, n: int) -> Named | None:
        frames = self._cues.noun_frames.get(self._parse.lemmas[n])
        for pattern, frame in frames or ():
            span = noun_span(self._parse, n, pattern)
            if span is not None and fit_noun(self._scene, frame, n, self.sign):
                return Named(sign=frame.sign, trigger=span)
        return None

    def _noun_by_cue(self, n: int) -> Named | None:
        parse, cues, lemma = self._parse, self._cues, self._parse.lemmas[n]
        for pattern, sign in cues.nouns.get(lemma) or ():
            span = noun_span(parse, n, pattern)
            if span is not None:
                return Named(sign=sign, trigger=span)
        for pattern, embedding in cues.embedding_nouns.get(lemma) or ():
            span = noun_span(parse, n, pattern)
            if span is not None and embedding.event and (self._governs(n, embedding) or self._is_made(n)):
                return Named(sign=Sign(event=embedding.event, recipient_from=frozenset({"to", "on"})), trigger=span)
        return None

    def verb(self, v: int, depth: int = 0) -> Named | None:
        """What a verb says happened: event NONE where its words rule one out, None where it says nothing."""
        if (v, depth) not in self._verbs:
            self._verbs[v, depth] = self._read_verb(v, depth)
        return self._verbs[v, depth]

    def _read_verb(self, v: int, depth: int) -> Named | None:
        named = self._verb_by_frame(v, depth) or self._verb_by_cue(v) or self._verb_by_what_it_governs(v, depth)
        if named is not None and named.sign.event == "ASSAULT" and self._is_to_itself(v, named):
            return None
        return named or self._by_network(v)

    def _is_to_itself(self, v: int, named: Named) -> bool:
        """Whether somebody does it to himself, and to nobody else: "shot himself", not "blew himself up"."""
        parse = self._parse
        if named.sign.mode in ("explosives", "suicide-attack"):
            return False
        return any(parse.lowers[c] in THEMSELVES for c in below(parse, v) if parse.deps[c] == "obj")

    def _verb_by_frame(self, v: int, depth: int) -> Named | None:
        parse, lemma = self._parse, self._parse.lemmas[v]
        frames = self._cues.verb_frames.get(lemma)
        if frames is None:
            return None
        slots = VerbSlots(parse, v)
        for pattern, frame in frames:
            span = verb_span(parse, v, pattern)
            filler = fit_verb(self._scene, frame, slots, self.sign) if span is not None else None
            if span is None or filler is None:
                continue
            if lemma in COMMITTING and self._is_hostile(slots.tasks, depth):
                return Named(sign=Sign(event="THREATEN"), trigger=short(span, v))
            return Named(sign=frame.sign, trigger=short(span, v), filler=filler)
        return None

    def _verb_by_cue(self, v: int) -> Named | None:
        for pattern, sign in self._cues.verbs.get(self._parse.lemmas[v]) or ():
            span = verb_span(self._parse, v, pattern)
            if span is not None and (not sign.passive_only or is_passive(self._parse, v)):
                return Named(sign=sign, trigger=short(span, v))
        return None

    def _verb_by_what_it_governs(self, v: int, depth: int) -> Named | None:
        for pattern, embedding in self._cues.embedding_verbs.get(self._parse.lemmas[v]) or ():
            span = verb_span(self._parse, v, pattern)
            if span is None or (pattern.passive and not is_passive(self._parse, v)):
                continue
            if embedding.event and self._has_infinitive(v):
                # "It is prepared to leave" looks like a passive, but nobody else prepares it.
                sign = Sign(event=self._hostile_or(embedding.event, v, depth), stative=pattern.passive)
                return Named(sign=sign, trigger=short(span, v))
            wills = embedding.wills and depth < DEPTH and not is_passive(self._parse, v)
            will = self._will_of(v, depth) if wills else None
            if will is not None:
                return Named(sign=Sign(event=will), trigger=short(span, v))
        return None

    def adjective(self, w: int) -> Named | None:
        """What an adjective says happened: "supportive", "ready to withdraw"."""
        for pattern, sign in self._cues.adjectives.get(self._parse.lemmas[w]) or ():
            span = verb_span(self._parse, w, pattern)
            if span is not None:
                return Named(sign=sign, trigger=short(span, w))
        for _, embedding in self._cues.embedding_adjectives.get(self._parse.lemmas[w]) or ():
            if embedding.event and self._governs(w, embedding):
                event = self._hostile_or(embedding.event, w, 0)
                return Named(sign=Sign(event=event, recipient_from=frozenset({"with"})), trigger=(w, w + 1))
        return None

    def phrase(self, w: int) -> Named | None:
        """What a run of words that begins here says happened."""
        for pattern, sign in self._cues.phrases.get(self._parse.lemmas[w]) or ():
            span = noun_span(self._parse, w, pattern)
            if span is not None:
                return Named(sign=sign, trigger=span)
        return None

    def _hostile_or(self, event: str, v: int, depth: int) -> str:
        """THREATEN where who is ready or willing is so to harm somebody: "prepared to impose a curfew"."""
        clauses = [c for c in below(self._parse, v) if self._parse.deps[c] in ("xcomp", "ccomp", "advcl")]
        return "THREATEN" if event == "AGREE" and self._is_hostile(clauses, depth) else event

    def _is_hostile(self, clauses: list[int], depth: int) -> bool:
        """Whether a deed against somebody is promised: "vowed to shell the town"."""
        verbs = [c for c in clauses if self._parse.pos[c] == "VERB"] if depth < DEPTH else []
        named = [self.verb(c, depth + 1) for c in verbs] + [self._carried(c) for c in verbs]
        return any(n is not None and n.sign.event in HOSTILE for n in named)

    def _carried(self, v: int) -> Named | None:
        """The deed that a light verb leaves to its object: "impose a blockade", "launch strikes"."""
        for pattern, light in self._cues.lights.get(self._parse.lemmas[v]) or ():
            plain = not (light.sign.event or light.factuality or light.others or light.sign.experiencer)
            if plain and verb_span(self._parse, v, pattern) is not None:
                named = (self.noun(o) for o in objects(self._parse, v))
                found = next((n for n in named if n and (not light.among or n.sign.event in light.among)), None)
                if found is not None:
                    return found
        return None

    def _will_of(self, v: int, depth: int) -> str | None:
        """What a verb of wanting or planning says by what it governs: AGREE for cooperation, THREATEN for coercion."""
        for c in below(self._parse, v):
            dep = self._parse.deps[c]
            if dep == "xcomp" and self._parse.pos[c] == "VERB":
                named = self.verb(c, depth + 1)
            else:
                named = self.noun(c) if dep == "obj" else None
            event = named.sign.event if named is not None else None
            if event in COOPERATIVE and event != "SUPPORT":  # "wants to thank" is thanks
                return "AGREE"
            if event in ("SANCTION", "COERCE") and dep == "xcomp":
                return "THREATEN"
        return None

    def _has_infinitive(self, word: int) -> bool:
        parse = self._parse
        return any(
            parse.deps[c] in ("xcomp", "ccomp", "advcl", "acl") and infinitive(parse, c) for c in below(parse, word)
        )

    def _governs(self, word: int, embedding: Embedding) -> bool:
        """Whether an embedding noun or adjective has another event below it."""
        if self._has_infinitive(word):
            return True
        parse = self._parse
        return any(
            cases(parse, c) in embedding.preps and self.noun(c) is not None
            for c in below(parse, word)
            if parse.deps[c].startswith(("obl", "nmod"))
        )

    def _is_made(self, noun: int) -> bool:
        """Whether a noun such as "threat" is the object of a verb such as "make"."""
        parse, head = self._parse, self._parse.heads[noun]
        if parse.deps[noun] != "obj" or parse.lemmas[head] not in self._cues.lights:
            return False
        return not any(parse.deps[c] == "xcomp" for c in below(parse, head))


def is_title(parse: Parse, noun: int) -> bool:
    """Whether a noun ends a proper name ("the Oslo Accords"); in a headline all words have capitals."""
    if not parse.tags[noun].startswith("NNP") or not parse.words[noun][0].isupper() or parse.words[noun].isupper():
        return False
    first, after = parse.sentences[parse.sentence_of[noun]]
    if noun == first or not parse.words[noun - 1][0].isupper() or noun - 1 == first:
        return False
    around = parse.words[max(first, noun - AROUND) : min(after, noun + AROUND)]
    longer = [word for word in around if len(word) > LONG and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) < len(longer) * HEADLINE


def short(span: Range, word: int) -> Range:
    """A verb's trigger: all words of its pattern where they stand close, else the verb alone."""
    return span if span[1] - span[0] <= NEAR else (word, word + 1)
