"""The reading rooms: from a Parse to everything that one report says.

``read_parse`` runs the steps of ``STEPS`` in order. A step is a pure function from what is there to
what it adds; the table says what each needs and gives, and a test holds it to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from truceline.model import Parse, Reading, Report, Span
from truceline.reading.actors import find_actors, locate_actors
from truceline.reading.agreements import find_agreements
from truceline.reading.auxiliary import with_auxiliary
from truceline.reading.claims import Claims
from truceline.reading.counts import find_counts
from truceline.reading.dateline import apart
from truceline.reading.events import EventFinder
from truceline.reading.index import Index
from truceline.reading.names import whole
from truceline.reading.places import find_places, nations_named
from truceline.reading.scene import Scene
from truceline.reading.speech.attributions import find_attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denials import find_denials
from truceline.reading.speech.statements import find_statements
from truceline.reading.tallied import with_measures
from truceline.reading.targets import with_targets
from truceline.reading.times import find_times
from truceline.vocabulary import Vocabulary
from truceline.vocabulary.cues import load_cues
from truceline.vocabulary.gazetteer import Gazetteer
from truceline.vocabulary.sayings import load_sayings

__all__ = ["STEPS", "Step", "read_parse"]

State = Mapping[str, Any]  # what has been given so far, by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of reading."""

    name: str
    needs: tuple[str, ...]  # what has to be there before
    gives: tuple[str, ...]  # what is there afterwards
    run: Callable[[State], tuple[Any, ...]]  # what it gives, in that order


def _sentences(s: State) -> tuple[Any, ...]:
    parse: Parse = s["parse"]
    spans = ((first, after) for first, after in parse.sentences if first < after)
    return (tuple(Span(start=parse.starts[first], end=parse.ends[after - 1]) for first, after in spans),)


def _times(s: State) -> tuple[Any, ...]:
    return (find_times(s["parse"], published=s["report"].published),)


def _counts(s: State) -> tuple[Any, ...]:
    return (find_counts(s["parse"], times=s["times"]),)


def _actors(s: State) -> tuple[Any, ...]:
    return (Index(s["parse"], find_actors(s["parse"], s["vocabulary"], s["report"])),)


def _places(s: State) -> tuple[Any, ...]:
    mentions: Index[Any] = s["known"]
    focus = Counter(actor.country for actor in mentions if actor.country and len(actor.country) == 3)
    claimed = [mentions.ranges[actor.id] for actor in mentions if actor.named and actor.id in mentions.ranges]
    nations = nations_named(s["parse"], s["vocabulary"])
    return (find_places(s["parse"], s["gazetteer"], focus=focus, claimed=claimed, nations=nations),)


def _targets(s: State) -> tuple[Any, ...]:
    located = locate_actors(s["parse"], s["known"].records, s["places"], s["vocabulary"])
    actors = with_targets(s["parse"], Index(s["parse"], located), s["places"])
    return actors, Index(s["parse"], actors)


def _attributions(s: State) -> tuple[Any, ...]:
    sayings = load_sayings()
    found = find_attributions(s["parse"], s["mentions"], sayings, s["report"])
    chains = Chains(s["report"], s["parse"], found, s["mentions"], sayings)
    return found, chains, find_denials(s["parse"], s["mentions"], found, chains, sayings)


def _statements(s: State) -> tuple[Any, ...]:
    return (find_statements(s["parse"], s["attributions"], s["chains"], s["denials"]),)


def _events(s: State) -> tuple[Any, ...]:
    parse: Parse = s["parse"]
    scene = Scene(
        parse=parse,
        cues=load_cues(),
        actors=s["mentions"],
        places=Index(parse, s["places"]),
        times=Index(parse, s["times"]),
        counts=Index(parse, s["counts"]),
    )
    return scene, EventFinder(scene)


def _claims(s: State) -> tuple[Any, ...]:
    claims = Claims(s["scene"], s["finder"], s["attributions"], s["chains"], s["denials"], load_sayings())
    return (with_auxiliary(claims.find(), s["scene"], s["report"]),)


def _tallied(s: State) -> tuple[Any, ...]:
    return (with_measures(s["counts"], s["claims"], s["actors"]),)


def _agreements(s: State) -> tuple[Any, ...]:
    return find_agreements(s["scene"], s["finder"], s["stated"], s["attributions"], s["report"])


STEPS: tuple[Step, ...] = (
    Step(name="sentences", needs=("parse",), gives=("sentences",), run=_sentences),
    Step(name="times", needs=("parse", "report"), gives=("times",), run=_times),
    Step(name="counts", needs=("parse", "times"), gives=("counts",), run=_counts),
    Step(name="actors", needs=("parse", "vocabulary", "report"), gives=("known",), run=_actors),
    Step(name="places", needs=("parse", "vocabulary", "gazetteer", "known"), gives=("places",), run=_places),
    Step(name="targets", needs=("parse", "known", "places", "vocabulary"), gives=("actors", "mentions"), run=_targets),
    Step(
        name="attributions",
        needs=("parse", "report", "mentions"),
        gives=("attributions", "chains", "denials"),
        run=_attributions,
    ),
    Step(name="statements", needs=("parse", "attributions", "chains", "denials"), gives=("said",), run=_statements),
    Step(
        name="events", needs=("parse", "mentions", "places", "times", "counts"), gives=("scene", "finder"), run=_events
    ),
    Step(
        name="claims",
        needs=("scene", "finder", "attributions", "chains", "denials", "report"),
        gives=("stated",),
        run=_claims,
    ),
    Step(
        name="agreements",
        needs=("scene", "finder", "stated", "attributions", "report"),
        gives=("claims", "agreements"),
        run=_agreements,
    ),
    Step(name="tallied", needs=("counts", "claims", "actors"), gives=("tallied",), run=_tallied),
)


def run(
    report: Report, parse: Parse, vocabulary: Vocabulary, gazetteer: Gazetteer, *, steps: Sequence[Step]
) -> dict[str, Any]:
    """What some steps find, one after the other, by the names that they give it; see `read_parse`."""
    state: dict[str, Any] = {
        "report": report,
        "parse": whole(apart(parse)),
        "vocabulary": vocabulary,
        "gazetteer": gazetteer,
    }
    for step in steps:
        state.update(zip(step.gives, step.run(state), strict=True))
    return state


def read_parse(
    report: Report, parse: Parse, vocabulary: Vocabulary, gazetteer: Gazetteer, *, steps: Sequence[Step] = STEPS
) -> Reading:
    """Everything that a report says.

    Args:
        report: The report.
        parse: Its text as the language pass found it.
        vocabulary: Who is who.
        gazetteer: Where places are.
        steps: What to do, for who wants to see each step.
    """
    state = run(report, parse, vocabulary, gazetteer, steps=steps)
    return Reading(
        report=report,
        sentences=state["sentences"],
        actors=state["actors"],
        places=state["places"],
        times=state["times"],
        counts=state["tallied"],
        attributions=state["said"],
        claims=state["claims"],
        agreements=state["agreements"],
    )
