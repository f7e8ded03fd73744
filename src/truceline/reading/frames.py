"""Whether the words beside a verb or noun are those that one of its frames asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from truceline.model import Parse
from truceline.reading.clauses import agents, below, cases, conjuncts, contents, objects, obliques, own_subject
from truceline.reading.scene import Scene, belongs, same
from truceline.vocabulary.cues import EVENTS, Frame, Sign, Slot

SignOf = Callable[[int], Sign | None]  # what a noun says happened
CLAUSES = frozenset({"xcomp", "ccomp"})
TASKS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
TO_DO = frozenset({"will", "would", "shall", "should", "must", "'ll", "’ll", "'d"})
ASKING = frozenset({"why", "whether", "if", "how", "what", "who", "when", "where"})
INSIDE = frozenset({"compound", "amod", "nmod:poss", "nmod", "dep"})
QUOTES = frozenset({'"', "“", "``", "'", "‘"})
RIGHT = 3  # words right of a verb in which its particle stands


class VerbSlots:
    """What stands around a verb, each thing worked out when the first frame asks for it."""

    def __init__(self, parse: Parse, verb: int) -> None:
        self._parse = parse
        self.verb = verb

    @cached_property
    def objects(self) -> list[int]:
        """Who or what it is done to."""
        return spread(self._parse, objects(self._parse, self.verb))

    @cached_property
    def agents(self) -> list[int]:
        """Who does it."""
        return spread(self._parse, agents(self._parse, self.verb))

    @cached_property
    def clauses(self) -> list[int]:
        """The clauses that it governs."""
        return [c for c in below(self._parse, self.verb) if self._parse.deps[c] in CLAUSES]

    @cached_property
    def tasks(self) -> list[int]:
        """Those of them that speak of what is to be done."""
        return [c for c in self.clauses if is_task(self._parse, c)]


def is_task(parse: Parse, clause: int) -> bool:
    """Whether a clause speaks of what is to be done: "to leave", "that Elbia leave", "that it would leave"."""
    beside = below(parse, clause)
    if any(parse.tags[c] == "TO" or parse.lowers[c] in TO_DO for c in beside if parse.deps[c] in ("mark", "aux")):
        return not any(parse.lowers[c] in ASKING for c in beside)
    return parse.tags[clause] in ("VB", "VBG") and not any(parse.deps[c].startswith("aux") for c in beside)


def is_predicate(scene: Scene, word: int) -> bool:
    """Whether a word is said of the object: "called him a liar", not "called for sanctions", not a name gone astray."""
    return scene.parse.pos[word] in ("NOUN", "ADJ") and not cases(scene.parse, word) and scene.mention(word) is None


def is_opinion(scene: Scene, clause: int) -> bool:
    """Whether a clause says what some thing would do: "agreed that the plan would cost jobs" binds nobody."""
    parse = scene.parse
    if parse.deps[clause] != "ccomp":
        return False
    about = own_subject(parse, clause)
    return about is not None and parse.pos[about] == "NOUN" and scene.mention(about) is None


def is_quoted(parse: Parse, slots: VerbSlots) -> bool:
    """Whether quoted words stand right behind the object: called him "a liar"."""
    return any(w + 1 < len(parse) and parse.words[w + 1] in QUOTES for w in slots.objects if w > slots.verb)


def spread(parse: Parse, words: Iterable[int]) -> list[int]:
    """The words, what is coordinated with them, and what the quantities among them count."""
    return [inner for word in words for w in conjuncts(parse, word) for inner in contents(parse, w)]


def filler(scene: Scene, slot: Slot, words: Iterable[int], sign_of: SignOf) -> int | None:
    """The first of the words that fills the slot, or None."""
    parse = scene.parse
    for w in words:
        if parse.lemmas[w] in slot.lemmas or parse.lowers[w] in slot.lemmas:  # "fighting" may be tagged as a verb
            return w
        for run in slot.runs:
            if w + 1 >= len(run) and all(same(parse, w + 1 - len(run) + k, lemma) for k, lemma in enumerate(run)):
                return w
        for name in slot.classes:
            if name == "ANY":
                return w
            if name == "EVENT" or name in EVENTS:
                sign = sign_of(w)
                if sign is not None and name in ("EVENT", sign.event):
                    return w
            elif scene.is_a(w, name):
                return w
    return None


def fit_verb(scene: Scene, frame: Frame, slots: VerbSlots, sign_of: SignOf) -> int | None:
    """Whether a verb has what a frame asks for: the word that fills its object slot, else the verb; None where not."""
    found = slots.verb
    if frame.complement and not governed(scene, frame.sign.event, slots):
        if frame.sign.event in TASKS or slots.verb not in scene.closing_cues:
            return None  # "…, a rights group protested": what it governs stands before it
    if frame.predicate and not (any(is_predicate(scene, c) for c in slots.clauses) or is_quoted(scene.parse, slots)):
        return None
    if frame.complements is not None and filler(scene, frame.complements, slots.clauses, sign_of) is None:
        return None
    if frame.particles is not None and not has_particle(scene.parse, slots.verb, frame.particles):
        return None
    if frame.subjects is not None and filler(scene, frame.subjects, slots.agents, sign_of) is None:
        return None
    if frame.preps is not None and not has_oblique(scene, frame, slots, sign_of):
        return None
    if frame.objects is not None:
        filled = filler(scene, frame.objects, slots.objects, sign_of)
        if filled is None:
            return None
        found = filled
    return found


def governed(scene: Scene, event: str | None, slots: VerbSlots) -> list[int]:
    """The clauses below a verb that a frame of an event may ask for."""
    if event not in TASKS:
        return slots.clauses
    return [c for c in slots.tasks if not is_opinion(scene, c)] if event == "AGREE" else slots.tasks


def has_particle(parse: Parse, verb: int, particles: frozenset[str]) -> bool:
    """Whether one of the particles belongs to the verb."""
    if any(parse.lowers[c] in particles and c > verb for c in below(parse, verb)):
        return True
    roof = min(parse.sentences[parse.sentence_of[verb]][1], verb + RIGHT)
    return any(
        parse.lowers[w] in particles and belongs(parse, w, verb) and parse.pos[w] in ("ADP", "ADV", "PART")
        for w in range(verb + 1, roof)
    )


def has_oblique(scene: Scene, frame: Frame, slots: VerbSlots, sign_of: SignOf) -> bool:
    """Whether what a frame asks for hangs on the verb by one of its prepositions."""
    parse, preps = scene.parse, frame.preps or frozenset()
    for case, w in obliques(parse, slots.verb):
        fits = case in preps or (" " not in case and any(p.startswith(f"{case} {parse.lowers[w]}") for p in preps))
        if fits and (frame.obliques is None or filler(scene, frame.obliques, spread(parse, [w]), sign_of) is not None):
            return True
    if frame.obliques is not None:
        return False
    after = slots.verb + 1
    return after < len(parse) and parse.lowers[after] in preps and parse.pos[after] in ("ADP", "ADV", "SCONJ")


def fit_noun(scene: Scene, frame: Frame, noun: int, sign_of: SignOf) -> bool:
    """Whether a noun has what a frame asks for."""
    parse = scene.parse
    if frame.modifiers is not None:
        inside = [c for c in below(parse, noun) if parse.deps[c] in INSIDE and c < noun]
        if filler(scene, frame.modifiers, inside, sign_of) is None:
            return False
    if frame.preps is None:
        return True
    for c in below(parse, noun):
        if parse.deps[c].startswith(("nmod", "obl", "acl")) and (cases(parse, c) or marked(parse, c)) in frame.preps:
            if frame.obliques is None or filler(scene, frame.obliques, spread(parse, [c]), sign_of) is not None:
                return True
    return False


def marked(parse: Parse, word: int) -> str:
    """The word that introduces a gerund which the parser took for a clause: "an end to fighting"."""
    return next(
        (parse.lowers[c] for c in below(parse, word) if parse.deps[c] == "mark" and parse.tags[word] == "VBG"), ""
    )
