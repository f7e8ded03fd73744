"""Demands in other words: "the minister said Orsinia must withdraw" is a request of the minister's to Orsinia."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.reading.arguments import Arguments
from truceline.reading.clauses import below, conjuncts, is_passive, subject
from truceline.reading.events import Event
from truceline.reading.scene import Scene
from truceline.reading.speech.attributions import Attributions
from truceline.vocabulary.cues import Sign

MUST = frozenset({"must", "should", "ought"})
NEED = frozenset({"have", "need"})  # before an infinitive
STRAIGHT = frozenset({"ccomp", "root", "parataxis", "conj"})
INDIRECT = frozenset({"why", "how", "what", "whether", "if", "who", "when", "where", "which", "as", "because"})
REQUEST = Sign(event="REQUEST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a source says somebody else must do."""

    event: Event  # named by the auxiliary, stated where the source's word of saying stands
    actor: str  # id of the mention that speaks
    recipients: tuple[str, ...]


def find_demands(scene: Scene, attributions: Attributions, arguments: Arguments, taken: frozenset[int]) -> list[Demand]:
    """All demands by "must" and "should", in text order.

    Args:
        scene: The parse and its mentions.
        attributions: Who says what.
        arguments: Who is meant by which words.
        taken: Words that name events already.
    """
    parse, found, seen = scene.parse, [], set()
    for word, lemma in enumerate(parse.lemmas):
        if lemma not in MUST and lemma not in NEED:
            continue
        verb = governed(scene, word, lemma)
        said = attributions.innermost(word) if verb is not None else None
        if verb is None or said is None or said.source is None or said.source.actor is None or said.cue is None:
            continue
        cue = parse.head_of(*parse.range_of(said.cue.start, said.cue.end))
        if cue in taken or (cue, verb) in seen or said.stance == "asks":
            continue
        seen.add((cue, verb))
        asked = subject(parse, verb) if told_straight(scene, verb) else None
        bodies = scene.actors.by_id
        speaker = bodies.get(said.source.actor)
        if asked is None or speaker is None or is_passive(parse, verb):
            continue
        if scene.mention(asked) is None:
            continue  # "the use of the money should …" asks nobody
        recipients = [m for w in conjuncts(parse, asked) for m in arguments.people([w]) if known(scene, m)]
        if not recipients or any(bodies[m].actor == speaker.actor and speaker.actor for m in recipients):
            continue
        if any(bodies[m].start < said.source.end and said.source.start < bodies[m].end for m in recipients):
            continue
        event = Event(word=cue, clause=cue, trigger=(word, word + 1), sign=REQUEST)
        found.append(Demand(event=event, actor=speaker.id, recipients=tuple(dict.fromkeys(recipients))))
    return found


def governed(scene: Scene, word: int, lemma: str) -> int | None:
    """The predicate that must come true, or None."""
    parse, head = scene.parse, scene.parse.heads[word]
    if lemma in MUST:
        return head if parse.deps[word].startswith("aux") and head != word else None
    return next(
        (
            c
            for c in below(parse, word)
            if parse.deps[c] == "xcomp" and parse.tags[c] == "VB" and parse.pos[word] == "VERB" and c > word
        ),
        None,
    )


def told_straight(scene: Scene, verb: int) -> bool:
    """Whether a predicate is what is said itself: no clause of why, how or whether, none that hangs on a noun."""
    parse = scene.parse
    if parse.pos[verb] not in ("VERB", "ADJ") or parse.deps[verb] not in STRAIGHT:
        return False
    return not any(parse.lowers[c] in INDIRECT for c in below(parse, verb) if c < verb)


def known(scene: Scene, mention: str) -> bool:
    """Whether a mention is somebody in particular: no "we", no "people"."""
    actor = scene.actors.by_id[mention]
    return (actor.actor is not None or actor.country is not None) and actor.kind != "population"
