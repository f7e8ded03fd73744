"""When and where an event happened, and the numbers that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from truceline.model import Place
from truceline.reading.clauses import DEPTH, agents, below, cases, is_clause, objects, relation
from truceline.reading.events import Event
from truceline.reading.frames import spread
from truceline.reading.index import Index, R
from truceline.reading.scene import Scene

IN_NUMBER = frozenset(
    {"nummod", "advmod", "det", "compound", "nmod:unmarked", "fixed", "flat", "goeswith", "nmod:desc"}
)
NOT_WHERE = frozenset(
    "by with for about between among as of like than per via amid from after before despite without since during "
    "because".split()
)
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "throughout"})
WITHIN = LOCATIVE | {"of", "on", "along", "off", "inside", "between", "through"}
BY_DOER = frozenset({"PROTEST", "ASSAULT"})
NAMING = frozenset({"compound", "amod", "nmod:poss", "nmod"})
RANKS: dict[str | None, float] = {"point": 0, "city": 1, "district": 2, "region": 3, "country": 4, "larger": 5}
UNKNOWN = 0.5  # a name that the gazetteer does not settle is mostly a small place
MOVES = frozenset({"RETREAT", "COERCE", "SANCTION"})  # events that happen where somebody is made to leave or leaves
PLACED = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "CONSULT", "AID"}
)  # done where their target is
AT_TARGET = frozenset({"on", "upon", "against", "to", "toward", "towards"})
THROUGH = frozenset({"xcomp", "conj", "advcl"})  # relations by which a verb shares time and place with the verb above
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
PARTS = frozenset({"including", "among", "like", "than", "between"})  # a number that is part of another one
STEPS = 3  # how far up an event without a time or place of its own looks for one


class Circumstances:
    """Finds times, places and numbers of the events of one report.

    Args:
        scene: The parse and the records in it.
        events: All events of the report.
    """

    def __init__(self, scene: Scene, events: Sequence[Event]) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._key: dict[int, int] = {}  # word of an event → the word it is filed under
        for event in events:
            for word in (event.word, *event.folded):
                self._key[word] = event.word
        for event in events:
            if event.base is None:
                self._key.setdefault(event.clause, event.word)
        self._events = {event.word: event for event in events}
        self._when = owned(
            scene.times, self._time_owner, lambda time: time.earliest is not None or time.type != "DURATION"
        )
        self._where = owned(scene.places, self._place_owner)
        self._counts = owned(scene.counts, self._count_owner)
        self._counted = owned(scene.counts, self._noun_of)

    def when(self, event: Event) -> tuple[str, ...]:
        """The ids of the times that govern an event; none where the text ties none to it."""
        return self._sorted(self._scene.times, self._inherited(self._when, event))

    def where(self, event: Event) -> tuple[str, ...]:
        """The ids of the places where it happened, of several in one another the smallest."""
        ids = self._inherited(self._where, event) or self._shared(event) or self._of_doer(event)
        places = sorted((self._scene.places.by_id[i] for i in set(ids)), key=lambda p: (p.start, p.end))
        if len(places) < 2:
            return tuple(place.id for place in places)
        finest = min(RANKS.get(place.precision, UNKNOWN) for place in places)
        kept: list[Place] = []
        for place in places:
            rank = RANKS.get(place.precision, UNKNOWN)
            inner = kept[-1] if kept else None
            if rank > finest and not any(p.country and place.country and p.country != place.country for p in places):
                continue  # "the West Bank city of Talas" is Talas
            if inner is None or self._is_beside(place):
                kept.append(place)
        return tuple(place.id for place in kept)

    def _is_beside(self, place: Place) -> bool:
        """Whether a place stands beside the one before it: coordinated with it, not around it ("Talas, near Ulm")."""
        word = self._scene.places.heads[place.id]
        return self._parse.deps[word] == "conj" or not cases(self._parse, word)

    def counts(self, event: Event) -> tuple[str, ...]:
        """The ids of the numbers that belong to it."""
        parse, word = self._parse, event.word
        found = list(self._counts.get(word, ()))
        words = [word]
        if parse.pos[word] == "VERB":
            words += spread(parse, objects(parse, word))
            if event.sign.experiencer or event.sign.instrument or event.sign.event == "PROTEST":
                words += spread(parse, agents(parse, word))
        for w in words:
            found += self._counted.get(w, ())
        return self._sorted(self._scene.counts, found)

    def _climb(self, word: int) -> Iterable[int]:
        for _ in range(DEPTH):
            yield word
            head = self._parse.heads[word]
            if head == word:
                return
            word = head

    def _time_owner(self, head: int) -> int | None:
        """The event or predicate that a time belongs to: the first one above it."""
        for w in self._climb(head):
            if w in self._key:
                return self._key[w]
            if w != head and is_clause(self._parse, w):
                return w
        return None

    def _place_owner(self, head: int) -> int | None:
        """The event or predicate at a place, where the place is not somebody's or somebody."""
        parse, under, located = self._parse, head, False
        for w in self._climb(head):
            if w == head:
                continue
            if w in self._key:
                return self._key[w] if self._is_where(under, w, located) else None
            if is_clause(parse, w):
                return w if relation(parse, under).startswith("obl") and self._is_where(under, w, located) else None
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

    def _is_country_of(self, word: int, dep: str) -> bool:
        """Whether a country before an event noun says whose it is, not where: "the US blockade"."""
        return dep != "nsubj:pass" and dep != "obj" and self._is_country(word)

    def _is_country(self, word: int) -> bool:
        place = self._scene.places.at(word)
        return self._parse.pos[word] == "ADJ" or (place is not None and place.precision in ("country", "larger"))

    def _is_somebody(self, word: int) -> bool:
        """Whether a word is somebody, so that the place before it is theirs: "a US soldier"."""
        mention = self._scene.mention(word)
        return mention is not None and mention.kind is not None

    def _is_where(self, phrase: int, above: int, located: bool) -> bool:
        """Whether a phrase right below an event says where it happened.

        Args:
            phrase: The word that heads it.
            above: The event's word.
            located: Whether the place stands inside it by a preposition of its own ("a house in Talas").
        """
        parse, dep = self._parse, relation(self._parse, phrase)
        if dep == "conj":
            head = parse.heads[phrase]
            return head != above and self._is_where(head, above, located)
        event = self._events.get(self._key.get(above, -1))
        placed = event is not None and event.sign.event in PLACED
        if dep == "obl:agent":
            return located
        if dep.startswith(("obl", "nmod")) and dep != "nmod:poss":
            case = cases(parse, phrase).partition(" ")[0]
            if case in ("from", "out"):
                return event is not None and event.sign.event in MOVES
            if case == "of":
                return parse.pos[above] == "NOUN"
            if case in AT_TARGET:
                return placed
            return bool(case) and case not in NOT_WHERE
        return placed and dep in ("obj", "nsubj:pass", "compound", "nmod:poss") and not self._is_country_of(phrase, dep)

    def _shared(self, event: Event) -> list[str]:
        """The places of a deed coordinated with it: "40 were killed and 50 hurt in Talas"."""
        for c in below(self._parse, event.clause):
            other = self._events.get(self._key.get(c, -1)) if self._parse.deps[c] == "conj" else None
            if other is not None and other.sign.event == event.sign.event and other.word in self._where:
                return self._where[other.word]
        return []

    def _of_doer(self, event: Event) -> list[str]:
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

    def _noun_of(self, head: int) -> int | None:
        """The noun that a number counts, or the number itself where it stands alone."""
        parse = self._parse
        for w in self._climb(head):
            if parse.deps[w] not in IN_NUMBER:
                return w
        return None

    def _count_owner(self, head: int) -> int | None:
        """The event that a number stands under, not as its doer and not as a part of another number."""
        parse, under = self._parse, head
        for w in self._climb(head):
            if w in self._key and w != head:
                dep = parse.deps[under]
                return (
                    None if dep in SUBJECTS or dep in ("acl", "advcl", "acl:relcl", "ccomp", "xcomp") else self._key[w]
                )
            if is_clause(parse, w) and w != head:
                return None
            if cases(parse, w).partition(" ")[0] in PARTS:
                return None
            under = w
        return None

    def _inherited(self, found: dict[int, list[str]], event: Event) -> list[str]:
        """What an event has itself, or shares with the verb above it."""
        parse, w = self._parse, event.clause
        if event.base is not None:
            return []  # said now; when and where it will be belongs to the event itself
        if event.word in found:
            return found[event.word]
        for _ in range(STEPS):
            dep, head = parse.deps[w], parse.heads[w]
            if head == w:
                return []
            nominal = parse.pos[w] in ("NOUN", "PROPN")
            if nominal and dep in SUBJECTS and head not in self._events:
                pass
            elif nominal and dep == "obj" and found is self._where and head not in self._key:
                ids = found.get(head, [])  # "saw destruction in …": what follows the noun is where it was
                return [i for i in ids if self._scene.places.heads[i] > w]
            elif nominal and dep == "obl" and cases(parse, w) in ("in", "during", "by"):
                pass
            elif dep in ("acl:relcl", "acl") and self._is_same(event, head):
                pass
            elif nominal or dep not in THROUGH or self._is_apart(w, head, dep):
                return []
            key = self._key.get(head, head)
            if key in found:
                ids = found[key]
                if dep == "conj":  # a time or place behind the first verb belongs to it alone
                    index = self._scene.times if found is self._when else self._scene.places
                    ids = [i for i in ids if index.heads[i] < head]
                return ids
            w = head
        return []

    def _is_same(self, event: Event, word: int) -> bool:
        """Whether a word names an event of the same kind: "the attack that killed two"."""
        other = self._events.get(self._key.get(word, -1))
        return other is not None and other.sign.event == event.sign.event

    def _is_apart(self, word: int, head: int, dep: str) -> bool:
        """Whether a verb's clause has its own time: "after …", "which …", a second subject."""
        parse = self._parse
        if dep == "advcl":
            return parse.tags[word] != "VBG" or any(parse.deps[c] in ("mark", "case") for c in below(parse, word))
        return dep == "conj" and any(parse.deps[c] in SUBJECTS for c in below(parse, word))

    def _sorted(self, index: Index[R], ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=lambda i: (index.by_id[i].start, index.by_id[i].end, i)))


def owned(
    records: Index[R], owner: Callable[[int], int | None], keeps: Callable[[R], bool] = lambda record: True
) -> dict[int, list[str]]:
    """The ids of records by the word that each belongs to."""
    found: dict[int, list[str]] = {}
    for record in records:
        head = records.heads.get(record.id) if keeps(record) else None
        word = owner(head) if head is not None else None
        if word is not None:
            found.setdefault(word, []).append(record.id)
    return found
