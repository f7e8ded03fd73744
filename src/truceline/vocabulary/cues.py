"""The words that say what happened: ``events.toml``, looked up by the word that heads each entry.

How the tables work together stands at the head of that file. Nothing here looks at a text: an entry
is filed under its head word, and the reading room compares the other words and the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

from truceline.vocabulary.patterns import Words, noun_pattern, phrase_pattern, pieces, verb_pattern
from truceline.vocabulary.tables import read_toml

CLASSES = frozenset({"ANY", "ACTOR", "ARMED", "PERSON", "NAMED", "STATE", "GROUP", "BODY", "PLACE", "WEAPON", "EVENT"})
EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
COMMITTING = frozenset({"promise", "vow", "pledge", "swear"})  # of a hostile deed they are THREATEN
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})  # promised, they are AGREE
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT"})  # announced, they are THREATEN

T = TypeVar("T")
Row = Mapping[str, Any]
Lists = Mapping[str, Sequence[str]]  # nouns that many frames ask for, under one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a word says happened, and where those who take part stand."""

    event: str | None = None  # one of PLOVER's 16, or NONE; None leaves it to the noun
    mode: str | None = None  # PLOVER mode
    reciprocal: bool = False  # all who take part are actors
    recipient_from: frozenset[str] = frozenset()  # prepositions before the recipient
    actor_from: frozenset[str] = frozenset()  # prepositions before the actor, where the subject is an experiencer
    experiencer: bool = False  # the subject is who it is done to
    instrument: bool = False  # the subject is the weapon
    passive_only: bool = False  # an event only in the passive
    stative: bool = False  # the subject of what looks like a passive is the actor
    moved: bool = False  # what is sent or moved is the actor's own, and no recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What may stand in a place beside a word: lemmas, runs of lemmas, or classes."""

    lemmas: frozenset[str] = frozenset()
    runs: tuple[tuple[str, ...], ...] = ()  # the last word heads the phrase
    classes: frozenset[str] = frozenset()  # CLASSES or a PLOVER event


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A sign that holds where other words stand beside; None asks for nothing."""

    sign: Sign
    particles: frozenset[str] | None = None
    objects: Slot | None = None
    subjects: Slot | None = None
    preps: frozenset[str] | None = None
    obliques: Slot | None = None
    modifiers: Slot | None = None  # of a noun
    complement: bool = False  # a clause or an infinitive below
    predicate: bool = False  # a noun or adjective said of the object ("called him a liar")
    complements: Slot | None = None  # its verb
    order: int = 0  # its place in the file: the first that fits decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A verb that leaves the event to a noun, and what it adds to it."""

    sign: Sign  # event and mode are set where they replace the noun's
    phase: str | None = None
    factuality: str | None = None  # FactBank, or "not"
    among: frozenset[str] = frozenset()  # holds for nouns of these events alone
    others: bool = False  # its subject is not who does the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """A word that governs another event."""

    event: str | None = None  # what it is an event of itself
    phase: str = "happened"  # of the event below
    factuality: str = "same"  # of the event below
    controller: str = "subject"  # who does the event below: its subject or its object
    preps: frozenset[str] = frozenset()  # before an event noun below
    wills: bool = False  # its subject states its will
    among: frozenset[str] = frozenset()  # the events below that it bears on; empty: all
    hedge: bool = False  # the reporter's own caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """A word beside an event that lowers its factuality."""

    factuality: str
    conditional: bool = False  # holds only under a condition
    hedge: bool = False  # the reporter's own caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon: the mode of an assault with it, and whether a number before it counts weapons."""

    mode: str | None
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The mode of an event that governs another one."""

    event: str
    mode: str
    among: frozenset[str]  # events below; empty: any
    modes: frozenset[str]  # their modes; empty: any
    lemmas: frozenset[str]  # their words; empty: any


@dataclass(frozen=True, kw_only=True)
class Cues:
    """All tables of ``events.toml``."""

    verbs: Words[Sign] = field(default_factory=Words)
    nouns: Words[Sign] = field(default_factory=Words)
    adjectives: Words[Sign] = field(default_factory=Words)
    phrases: Words[Sign] = field(default_factory=Words)
    verb_frames: Words[Frame] = field(default_factory=Words)
    noun_frames: Words[Frame] = field(default_factory=Words)
    lights: Words[Light] = field(default_factory=Words)
    happenings: Words[Light] = field(default_factory=Words)
    embedding_verbs: Words[Embedding] = field(default_factory=Words)
    embedding_nouns: Words[Embedding] = field(default_factory=Words)
    embedding_adjectives: Words[Embedding] = field(default_factory=Words)
    modals: Words[Modal] = field(default_factory=Words)
    weapons: Words[Weapon] = field(default_factory=Words)
    agreements: Words[str] = field(default_factory=Words)  # kind of agreement
    status_verbs: Words[str] = field(default_factory=Words)  # status of an agreement
    status_nouns: Words[str] = field(default_factory=Words)
    status_adjectives: Words[str] = field(default_factory=Words)
    mediation_verbs: Words[str] = field(default_factory=Words)  # whose subject stands between the sides
    mediation_nouns: Words[str] = field(default_factory=Words)
    proposing_verbs: Words[str] = field(default_factory=Words)  # whose subject, if no side, stands between them
    proposing_nouns: Words[str] = field(default_factory=Words)  # before which stands who puts an agreement forward
    recalling_nouns: Words[str] = field(default_factory=Words)  # that stand for an agreement named before
    apart_words: Words[str] = field(default_factory=Words)  # before the noun of another agreement than the one told of
    containing_verbs: Words[str] = field(default_factory=Words)  # whose object is a part of the subject
    lasting_verbs: Words[str] = field(default_factory=Words)  # beside which stands how long the subject lasts
    stage_nouns: Words[int] = field(default_factory=Words)  # parts of an agreement
    stage_words: Words[int] = field(default_factory=Words)  # which part it is; 0 for the one after the last named
    stage_verbs: Words[int] = field(default_factory=Words)
    derived: tuple[Derived, ...] = ()
    calamities: frozenset[str] = frozenset()  # what kills without anybody's doing, by lemma
    figurative: Mapping[str, Sign] = field(default_factory=dict)  # deeds that are words among the unarmed, by lemma

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every lemma that may name an event or carry one."""
        tables: tuple[Words[Any], ...] = (
            self.verbs, self.nouns, self.adjectives, self.phrases, self.verb_frames, self.noun_frames, self.lights,
            self.happenings, self.embedding_verbs, self.embedding_nouns, self.embedding_adjectives,
        )  # fmt: skip
        return frozenset(lemma for table in tables for lemma in table.heads)


@cache
def load_cues() -> Cues:
    """The cues that the package brings; read once."""
    return cues_of(read_toml("events"))


def cues_of(tables: Mapping[str, list[Row]]) -> Cues:
    """Cues from the tables of a file such as ``events.toml``."""
    cues = Cues(
        derived=tuple(derived_of(row) for row in tables.get("derived", [])),
        calamities=frozenset(noun for row in tables.get("calamity", []) for noun in row["nouns"]),
        figurative={lemma: sign_of(row) for row in tables.get("figurative", []) for lemma in row["lemmas"]},
    )
    for row in tables.get("cue", []):
        sign = sign_of(row)
        file_words(row, sign, cues.verbs, cues.nouns, cues.adjectives)
        for text in row.get("phrases", ()):
            cues.phrases.add(*phrase_pattern(text), sign)
    lists = {row["name"]: row["entries"] for row in tables.get("list", [])}
    for name in ("frame", "noun_frame"):
        for order, row in enumerate(tables.get(name, [])):
            file_words(row, frame_of(row, order, lists), cues.verb_frames, cues.noun_frames)
    for table, lights in (("light", cues.lights), ("happening", cues.happenings)):
        rows = sorted(
            tables.get(table, []), key=lambda row: "from" not in row
        )  # rows for certain events are asked first
        for row in rows:
            file_words(row, light_of(row), lights)
    for row in sorted(tables.get("embedding", []), key=lambda row: "preps" not in row):
        file_words(row, embedding_of(row), cues.embedding_verbs, cues.embedding_nouns, cues.embedding_adjectives)
    for row in tables.get("modal", []):
        modal = Modal(
            factuality=row["factuality"],
            conditional=row.get("conditional", False),
            hedge=row.get("hedge", False),
        )
        for text in row["words"]:
            cues.modals.add(*phrase_pattern(text), modal)
    for row in tables.get("weapon", []):
        weapon = Weapon(mode=row.get("mode"), counted=row["counted"])
        for text in row["lemmas"]:
            cues.weapons.add(*noun_pattern(text), weapon)
    for row in tables.get("agreement", []):
        for text in row["nouns"]:
            cues.agreements.add(*noun_pattern(text), row["kind"])
    for row in tables.get("status", []):
        file_words(row, row["status"], cues.status_verbs, cues.status_nouns, cues.status_adjectives)
    for row in tables.get("mediation", []):
        file_words(row, "mediator", cues.mediation_verbs, cues.mediation_nouns)
    for row in tables.get("recall", []):
        for text in row["nouns"]:
            cues.recalling_nouns.add(*noun_pattern(text), "agreement")
    for row in tables.get("proposing", []):
        file_words(row, "proposer", cues.proposing_verbs, cues.proposing_nouns)
    for row in tables.get("apart", []):
        for text in row["words"]:
            cues.apart_words.add(*phrase_pattern(text), "other")
    for row in tables.get("content", []):
        file_words(row, "part", cues.containing_verbs)
    for row in tables.get("lasting", []):
        file_words(row, "length", cues.lasting_verbs)
    for row in tables.get("stage", []):
        file_words(row, row["order"], cues.stage_verbs, cues.stage_nouns)
        for text in row.get("words", ()):
            cues.stage_words.add(*phrase_pattern(text), row["order"])
    for name in cues.__dataclass_fields__:
        value = getattr(cues, name)
        if isinstance(value, Words):
            value.sort()
    for frames in (cues.verb_frames, cues.noun_frames):
        frames.sort(lambda frame: frame.order)
    return cues


def file_words(
    row: Row,
    value: T,
    verbs: Words[T],
    nouns: Words[T] | None = None,
    adjectives: Words[T] | None = None,
) -> None:
    """Files a row's value under each of its verbs, nouns and adjectives."""
    for text in row.get("verbs", ()):
        verbs.add(*verb_pattern(text), value)
    if nouns is not None:
        for text in row.get("nouns", ()):
            nouns.add(*noun_pattern(text), value)
    if adjectives is not None:
        for text in row.get("adjectives", ()):
            adjectives.add(*phrase_pattern(text), value)


def sign_of(row: Row) -> Sign:
    """What a row says happened."""
    return Sign(
        event=row.get("event"),
        mode=row.get("mode"),
        reciprocal=row.get("reciprocal", False),
        recipient_from=frozenset(row.get("recipient_from", ())),
        actor_from=frozenset(row.get("actor_from", ())),
        experiencer=row.get("experiencer", False),
        instrument=row.get("instrument", False),
        passive_only=row.get("passive_only", False),
        stative=row.get("stative", False),
        moved=row.get("moved", row.get("event") == "MOBILIZE" or row.get("mode") == "withdraw"),
    )


def slot_of(given: Iterable[str] | None, lists: Lists) -> Slot | None:
    """A slot from its entries in the file, lists among them opened; None where the row names none."""
    if given is None:
        return None
    entries = [e for name in given for e in lists.get(name, (name,))]
    classes = frozenset(e for e in entries if e in CLASSES or e in EVENTS)
    runs = [pieces(e) for e in entries if e not in classes]
    return Slot(
        classes=classes,
        lemmas=frozenset(run[0] for run in runs if len(run) == 1),
        runs=tuple(run for run in runs if len(run) > 1),
    )


def frame_of(row: Row, order: int, lists: Lists) -> Frame:
    """A frame from its row."""
    return Frame(
        sign=sign_of(row),
        particles=frozenset(row["particles"]) if "particles" in row else None,
        objects=slot_of(row.get("objects"), lists),
        subjects=slot_of(row.get("subjects"), lists),
        preps=frozenset(row["preps"]) if "preps" in row else None,
        obliques=slot_of(row.get("obliques"), lists),
        modifiers=slot_of(row.get("modifiers"), lists),
        complement=row.get("complement") == "clause",
        predicate=row.get("complement") == "predicate",
        complements=slot_of(row.get("complements"), lists),
        order=order,
    )


def light_of(row: Row) -> Light:
    """A light verb or happening from its row."""
    return Light(
        sign=sign_of(row),
        phase=row.get("phase"),
        factuality=row.get("factuality"),
        among=frozenset(row.get("from", ())),
        others=row.get("others", False),
    )


def embedding_of(row: Row) -> Embedding:
    """An embedding word from its row."""
    return Embedding(
        event=row.get("event"),
        phase=row.get("phase", "happened"),
        factuality=row.get("factuality", "same"),
        controller=row.get("controller", "subject"),
        preps=frozenset(row.get("preps", ())),
        wills=row.get("wills", False),
        among=frozenset(row.get("among", ())),
        hedge=row.get("hedge", False),
    )


def derived_of(row: Row) -> Derived:
    """A derived mode from its row."""
    return Derived(
        event=row["event"],
        mode=row["mode"],
        among=frozenset(row.get("from", ())),
        modes=frozenset(row.get("from_modes", ())),
        lemmas=frozenset(row.get("lemmas", ())),
    )
