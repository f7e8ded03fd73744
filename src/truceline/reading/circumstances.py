"""When and where an event happened, and the numbers that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from truceline.model import Time
from truceline.reading.clauses import DEPTH, agents, below, cases, is_clause, objects
from truceline.reading.events import SPOKEN, Event
from truceline.reading.frames import spread
from truceline.reading.index import Index, R
from truceline.reading.nesting import smallest
from truceline.reading.scene import Scene
from truceline.reading.whereabouts import Whereabouts

IN_NUMBER = frozenset(
    {"nummod", "advmod", "det", "compound", "nmod:unmarked", "fixed", "flat", "goeswith", "nmod:desc"}
)
THROUGH = frozenset({"xcomp", "conj", "advcl"})  # relations by which a verb shares time and place with the verb above
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
WORDS = SPOKEN - {"CONSULT"}  # events of words: a place of the clauses around is that of what they speak of
UNHARMED = frozenset({"COERCE", "SANCTION", "AGREE", "REQUEST", "SUPPORT", "CONSULT"})  # kill and wound nobody
PARTS = frozenset({"including", "among", "like", "than", "between"})  # a number that is part of another one
STEPS = 3  # how far up an event without a time or place of its own looks for one
HOLDING = frozenset({"include", "involve", "comprise"})  # verbs by which an event has numbers


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
        self._when = owned(scene.times, self._time_owner, self._dates)
        self._whereabouts = Whereabouts(scene, self._events, self._key)
        self._where = owned(scene.places, self._whereabouts.owner)
        self._counts = owned(scene.counts, self._count_owner)
        self._counted = owned(scene.counts, self._noun_of)

    def _dates(self, time: Time) -> bool:
        """Whether a time says when something was: no bare length, no "current" or "recent"."""
        if time.earliest is None and time.type == "DURATION":
            return False
        head = self._scene.times.heads.get(time.id)
        return head is None or not (self._parse.pos[head] == "ADJ" and (time.value or "").endswith("_REF"))

    def when(self, event: Event) -> tuple[str, ...]:
        """The ids of the times that govern an event; none where the text ties none to it."""
        return self._sorted(self._scene.times, self._inherited(self._when, event))

    def where(self, event: Event) -> tuple[str, ...]:
        """The ids of the places where it happened, of several in one another the smallest."""
        ids = self._inherited(self._where, event) or self._shared(event) or self._whereabouts.of_doer(event)
        if not ids and not self._is_subject_of_open(event.clause):
            ids = self._whereabouts.around(event, own=event.sign.event in WORDS)
        return smallest(self._parse, self._scene.places, ids)

    def counts(self, event: Event) -> tuple[str, ...]:
        """The ids of the numbers that belong to it."""
        parse, word = self._parse, event.word
        found = list(self._counts.get(word, ()))
        words = [word]
        if parse.pos[word] == "VERB":
            # Twice: "scores of vehicles and six cars", where the cars stand beside the vehicles, not the scores.
            words += spread(parse, spread(parse, objects(parse, word)))
            # "12 were killed and 30 others wounded", the second verb taken for a word that describes the others
            words += [c for c in below(parse, word) if parse.deps[c] == "nsubj:pass"]
            if event.sign.experiencer or event.sign.instrument or event.sign.event == "PROTEST":
                words += spread(parse, agents(parse, word))
        elif parse.deps[word] == "nsubj" and parse.lemmas[parse.heads[word]] in HOLDING:
            words += spread(parse, objects(parse, parse.heads[word]))  # "the attack included 200 missiles"
        for w in words:
            found += self._counted.get(w, ())
        if event.sign.event in UNHARMED:  # "arrested a man for the death of a woman"
            found = [i for i in found if self._scene.counts.by_id[i].measure not in ("killed", "injured")]
        return self._sorted(self._scene.counts, found)

    def _climb(self, word: int) -> Iterable[int]:
        for _ in range(DEPTH):
            yield word
            head = self._parse.heads[word]
            if head == word:
                return
            word = head

    def _time_owner(self, head: int) -> int | None:
        """The event or predicate that a time belongs to: the first one above it, none where it tells of what kind."""
        noun = self._parse.heads[head]
        if self._parse.deps[head] == "compound" and noun not in self._key and self._scene.times.at(noun) is None:
            return None  # "a Christmas party"
        under = head
        for w in self._climb(head):
            if w in self._key:
                event = self._events.get(self._key[w])
                spoken = event is not None and event.sign.event in WORDS and w == event.clause
                inside = under != head and self._parse.deps[under] == "obj"
                return None if spoken and inside else self._key[w]  # "welcomed the deal of 2 May": that is when it was
            if w != head and is_clause(self._parse, w):
                return w
            under = w
        return None

    def _shared(self, event: Event) -> list[str]:
        """The places of a deed coordinated with it: "40 were killed and 50 hurt in Talas"."""
        for c in below(self._parse, event.clause):
            other = self._events.get(self._key.get(c, -1)) if self._parse.deps[c] == "conj" else None
            if other is not None and other.sign.event == event.sign.event and other.word in self._where:
                return self._where[other.word]
        return []

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
                if self._is_subject_of_open(w):
                    return []  # "the arrest will not affect the match on Sunday in Talas"
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
                if dep == "xcomp" and found is self._when and self._is_open(head):
                    ids = [i for i in ids if self._scene.times.heads[i] > w]  # "agreed in April to hand him over"
                if dep == "conj":  # a time or place behind the first verb belongs to it alone
                    index = self._scene.times if found is self._when else self._scene.places
                    ids = [i for i in ids if index.heads[i] < head]
                return ids
            w = head
        return []

    def _is_open(self, verb: int) -> bool:
        """Whether a verb leaves open what it governs: that has no part in the day of an agreement or a plan."""
        rows = self._scene.cues.embedding_verbs.get(self._parse.lemmas[verb]) or ()
        return any(embedding.factuality == "Uu" for _, embedding in rows)

    def _is_subject_of_open(self, noun: int) -> bool:
        """Whether what is said of an event's noun lies ahead or is denied, so that its time and place are its own."""
        parse, verb = self._parse, self._parse.heads[noun]
        if parse.pos[noun] not in ("NOUN", "PROPN") or parse.deps[noun] not in SUBJECTS or verb in self._events:
            return False
        helpers = [c for c in below(parse, verb) if parse.deps[c].startswith(("aux", "advmod"))]
        return any(parse.tags[c] == "MD" or parse.lowers[c] in ("not", "n't", "n’t", "never") for c in helpers)

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
