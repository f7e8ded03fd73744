"""Where events happened: which place names of a sentence say so, and of which event.

Each place name is followed up to the word that its phrase hangs on. What hangs on an event by a preposition of place,
or is itself what was attacked, is where it happened (``owner``). For want of that it is the nearest place of the
clause, or of the clauses that tell the same scene: "killed when a bomb went off in Talas" (``around``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from truceline.model import Place
from truceline.reading.clauses import DEPTH, SUBJECTS, agents, below, cases, governor, is_clause, relation
from truceline.reading.events import Event
from truceline.reading.places.words import is_part
from truceline.reading.scene import Scene
from truceline.vocabulary.place_words import place_words

NOT_WHERE = frozenset(
    "by with for about between among as of like than per via amid from after before despite without since during "
    "because".split()
)
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "throughout"})
WITHIN = LOCATIVE | {"of", "on", "along", "off", "inside", "between", "through"}
# Prepositions, and parts of such as "south of", before a place where something is or happens.
STANDING = LOCATIVE | frozenset(
    "within along off on over under through beside behind beyond opposite close north south east west northeast "
    "northwest southeast southwest".split()
)
ABOUT = frozenset({"on", "over"})  # before what is no place: "a report on the future of Talas"
PARTS = frozenset({"of", "between"})  # prepositions between a place and what is a part of it or has its name
BESIDE = frozenset({"conj", "appos", "flat", "list", "nmod:desc", "nmod:unmarked", "dep"})
OWNED = frozenset({"compound", "amod", "nmod:poss"})  # relations of a place before the noun that it describes
NAMING = OWNED | {"nmod"}
BY_DOER = frozenset({"PROTEST", "ASSAULT"})
MOVES = frozenset({"RETREAT", "COERCE", "SANCTION"})  # events that happen where somebody is made to leave or leaves
PLACED = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "CONSULT", "AID"}
)  # done where their target is
TO_TARGET = frozenset({"to", "toward", "towards"})
AT_TARGET = TO_TARGET | {"on", "upon", "against"}
SPEECH = frozenset({"PROTEST", "CONSULT"})  # what they are on or against is their subject

# How far it is from a clause to the one that it is part of, upwards from the event and downwards to the place.
UP = {"xcomp": 0.5, "advcl": 1.0, "acl": 1.0, "acl:relcl": 1.2, "conj": 1.2, "ccomp": 1.2}
DOWN = {"xcomp": 0.5, "advcl": 1.0, "acl": 1.0, "acl:relcl": 1.2, "conj": 1.4}
FARTHEST = 2.5
TOO_FAR = 9.0
BEHIND = 1.0  # how much farther a place behind the verb above is: it tells more of that verb than of this one
SCENES = frozenset("when as while where".split())  # words before a clause that tells the same scene
HOMES = frozenset({"base", "headquarter", "bear", "reside"})  # verbs of where somebody is from
CLAUSES = 4  # how many clauses up is looked
MOST = 200  # places of one clause that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A place name that stands behind a preposition of place."""

    place: Place
    head: int  # the word that heads the name
    top: int  # the word that heads the phrase with the preposition
    clause: int  # the predicate whose clause it stands in
    depth: float  # how deep in that clause: 0 right at the predicate
    somebodys: bool  # it says where somebody is: "mediators in Talas"


class Whereabouts:
    """The places of one report, by the words that they hang on and the clauses that they stand in.

    Args:
        scene: The parse and the records in it.
        events: The events, by the word that each is filed under.
        key: Each word of an event → the word it is filed under.
    """

    def __init__(self, scene: Scene, events: Mapping[int, Event], key: Mapping[int, int]) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._events = events
        self._key = key
        stands = (self._stand(place) for place in scene.places)
        self._stands = [s for s in stands if s is not None and self._parse.lemmas[s.clause] not in HOMES]
        # Clause → the places that an event in it may be at: an event asks these, not all of an endless sentence.
        self._near: dict[int, list[int]] = {}
        for number, stand in enumerate(self._stands):
            for clause, _ in self._outward(stand):
                self._near.setdefault(clause, []).append(number)

    def owner(self, head: int) -> int | None:
        """The event or predicate at a place, where the place is not somebody's or somebody.

        Args:
            head: The word that heads the place's name.
        """
        parse, under, located = self._parse, head, False
        for w in self._climb(head):
            if w in self._key:
                return self._key[w] if self._is_where(head, under, w, located) else None
            if is_clause(parse, w):
                told = relation(parse, under).startswith("obl") and self._is_where(head, under, w, located)
                return w if told else None
            dep, case = relation(parse, under), cases(parse, under).partition(" ")[0]
            if dep in ("acl", "acl:relcl", "appos") or (dep in NAMING and self._is_somebody(w)):
                return None
            if (dep in ("amod", "compound") and self._is_country(head)) or (
                dep == "nmod" and case and case not in WITHIN
            ):
                return None  # "a US patrol", "in addition to the advance in Talas"
            located = located or (dep == "nmod" and case in LOCATIVE)
            under = w
        return None

    def of_doer(self, event: Event) -> list[str]:
        """Where those are who do it, for want of anything better: "students in Talas marched"."""
        parse = self._parse
        if event.sign.event not in BY_DOER or parse.pos[event.clause] != "VERB":
            return []
        found = []
        for w in agents(parse, event.clause):
            for c in below(parse, w):
                place = self._scene.places.at(c)
                if place is not None and parse.deps[c] == "nmod" and cases(parse, c).partition(" ")[0] in LOCATIVE:
                    found.append(place.id)
        return found

    def around(self, event: Event, *, own: bool = False) -> list[str]:
        """The nearest places that say where something happened or was, in an event's clause or in those around it.

        Args:
            event: The event.
            own: Only in its own clause, before the event: what comes behind a word of saying is what it speaks of.
        """
        if event.base is not None:
            return []
        above = self._above(event.word)
        near = sorted({number for clause in above for number in self._near.get(clause, ())[:MOST]})
        if not near:
            return []
        stands = [self._stands[number] for number in near]
        if own:
            stands = [s for s in stands if s.clause == event.clause and s.head < event.word]
        if not stands:
            return []
        costs = [self._cost(stand, above, event.word) for stand in stands]
        least = min(costs)
        if least > FARTHEST:
            return []
        tops = {stand.top for stand, cost in zip(stands, costs, strict=True) if cost == least}
        return [stand.place.id for stand in stands if stand.top in tops]

    def _climb(self, word: int) -> Iterator[int]:
        """The words above one, from the nearest on."""
        for _ in range(DEPTH):
            head = self._parse.heads[word]
            if head == word:
                return
            word = head
            yield word

    def _is_where(self, head: int, phrase: int, above: int, located: bool) -> bool:
        """Whether a phrase right below an event says where it happened.

        Args:
            head: The word that heads the place's name.
            phrase: The word that heads the phrase.
            above: The event's word.
            located: Whether the place stands inside it by a preposition of its own ("a house in Talas").
        """
        parse, dep = self._parse, relation(self._parse, phrase)
        if dep == "conj":
            first = parse.heads[phrase]
            return first != above and self._is_where(head, first, above, located)
        event = self._events.get(self._key.get(above, -1))
        placed = event is not None and event.sign.event in PLACED
        if dep == "obl:agent":
            return located
        if dep.startswith(("obl", "nmod")) and dep != "nmod:poss":
            case = cases(parse, phrase).partition(" ")[0]
            if case in ("from", "out"):
                return event is not None and event.sign.event in MOVES and event.sign.mode != "cyber"
            if case == "of":
                return parse.pos[above] == "NOUN"
            if case in AT_TARGET:
                return placed and (case in TO_TARGET or self._events[self._key[above]].sign.event not in SPEECH)
            return bool(case) and case not in NOT_WHERE
        if not placed or dep not in ("obj", "nsubj:pass", "compound", "nmod:poss"):
            return False
        if dep not in ("nsubj:pass", "obj") and self._is_country(phrase):
            return False  # "the US blockade"
        if located:
            return dep != "obj" or event is None or event.sign.event not in SPEECH  # "discussed the conflict in Talas"
        return self._is_target(head, phrase, dep)

    def _is_target(self, head: int, phrase: int, dep: str) -> bool:
        """Whether what something is done to is a place: a name that nobody knows is as well somebody's."""
        place, parse = self._scene.places.at(head), self._parse
        if phrase != head and relation(parse, head) == "nmod":
            if phrase in self._scene.people:
                return False
            return not self._is_country(head) or is_part(parse.lemmas[phrase])
        if place is None or place.latitude is not None:
            return True
        return phrase == head and dep == "obj" and parse.lemmas[parse.heads[phrase]] in place_words().taking

    def _is_country(self, word: int) -> bool:
        place = self._scene.places.at(word)
        return self._parse.pos[word] == "ADJ" or (place is not None and place.precision in ("country", "larger"))

    def _is_somebody(self, word: int) -> bool:
        """Whether a word is somebody, so that the place before it is theirs: "a US soldier"."""
        mention = self._scene.mention(word)
        return mention is not None and mention.kind is not None

    def _stand(self, place: Place) -> Stand | None:
        """How a place name stands; None where it does not say where anything is."""
        parse = self._parse
        head = self._scene.places.heads.get(place.id)
        if head is None:
            return None
        w = head
        for above in self._climb(head):
            dep, case = relation(parse, w), self._cases(place, w) if w == head else cases(parse, w).split()
            if dep == "obj" and parse.lemmas[above] in place_words().taking:
                return self._standing(place, head, w, above)
            if case and dep.startswith(("obl", "nmod")) and dep != "nmod:poss":
                if not STANDING.isdisjoint(case):
                    about = w != head and case[0] in ABOUT and not is_part(parse.lemmas[w])
                    return None if about and self._scene.places.at(w) is None else self._standing(place, head, w, above)
                if case[0] not in PARTS:
                    return None
            elif dep in OWNED:
                if not self._describes(place, head, above):
                    return None
            elif dep not in BESIDE:
                return None
            w = above
        return None

    def _cases(self, place: Place, head: int) -> list[str]:
        """The prepositions before a name, even where the parser has hung them on a word inside it."""
        found = cases(self._parse, head).split()
        first, after = self._scene.places.ranges[place.id]
        for w in range(first, after if not found else first):
            found += cases(self._parse, w).split()
        return found

    def _standing(self, place: Place, head: int, top: int, anchor: int) -> Stand:
        """A place and its clause: what belongs to the subject stands deeper in it."""
        parse, clause, depth, w = self._parse, governor(self._parse, anchor), 0.0, anchor
        for above in self._climb(anchor):
            if w == clause:
                break
            depth += 0.2 if parse.deps[w] in SUBJECTS else 0.1
            w = above
        somebodys = relation(parse, top) == "nmod" and self._is_somebody(anchor)
        return Stand(place=place, head=head, top=top, clause=clause, depth=depth, somebodys=somebodys)

    def _describes(self, place: Place, head: int, noun: int) -> bool:
        """Whether a place before a noun says where that is: "a Talas street", "the US capital", not "a US patrol"."""
        if self._scene.places.at(noun) is not None or is_part(self._parse.lemmas[noun]):
            return True
        known = place.precision not in ("country", "larger", None)
        return known and self._parse.pos[head] != "ADJ" and not self._is_somebody(noun)

    def _above(self, word: int) -> dict[int, tuple[float, bool, bool]]:
        """The clauses that a word stands in.

        Returns:
            For each: how far up it is, whether what is behind its verb is its own, whether it only tells of the word.
        """
        parse = self._parse
        found: dict[int, tuple[float, bool, bool]] = {}
        clause, cost, fronted, told = governor(parse, word), 0.0, False, False
        for _ in range(CLAUSES):
            found[clause] = cost, fronted, told
            head, dep = parse.heads[clause], parse.deps[clause]
            above = governor(parse, head)
            if above in found:
                break
            cost += UP.get(dep, TOO_FAR) if self._is_scene(clause) else TOO_FAR
            clause, fronted, told = above, dep in ("ccomp", "conj"), told or dep == "ccomp"
        return found

    def _cost(self, stand: Stand, above: Mapping[int, tuple[float, bool, bool]], word: int) -> float:
        """How far a place is from the event at a word that stands in certain clauses."""
        for clause, cost in self._outward(stand):
            if clause in above:
                up, fronted, told = above[clause]
                behind = clause == stand.clause and clause < stand.head < word
                if told and (stand.somebodys or behind):
                    return TOO_FAR  # where those are who hear of it, or where it was said
                behind = behind and fronted
                return cost + up + (BEHIND if behind else 0.0)
        return TOO_FAR

    def _outward(self, stand: Stand) -> Iterator[tuple[int, float]]:
        """The clauses that a place may be told in, from its own outwards, and how far it is from each."""
        parse, clause, cost = self._parse, stand.clause, stand.depth
        for _ in range(CLAUSES):
            yield clause, cost
            head, dep = parse.heads[clause], parse.deps[clause]
            if head == clause or dep not in DOWN or not self._is_scene(clause, "after"):
                return
            cost += DOWN[dep]
            clause = governor(parse, head)

    def _is_scene(self, clause: int, *more: str) -> bool:
        """Whether a clause below another tells of the same scene: "when …", "killing …", not "before …" or "to …"."""
        parse, times = self._parse, self._scene.times
        if parse.deps[clause] != "advcl":  # "a day after they met in Talas"
            return parse.deps[clause] != "acl" or times.at(parse.heads[clause]) is None
        marks = (c for c in below(parse, clause) if c < clause and parse.deps[c] in ("mark", "case", "advmod"))
        words = [parse.lowers[c] for c in marks if parse.pos[c] in ("SCONJ", "ADP", "PART", "ADV")]
        event = self._events.get(self._key.get(clause, -1))
        if event is not None and event.sign.event == "PROTEST" and words == ["to"]:
            return True  # "gathered in Talas to protest"
        if "after" in words and any(times.at(c) is not None for c in below(parse, clause) if c < clause):
            return False
        return not words or any(word in SCENES or word in more for word in words)
