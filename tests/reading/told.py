"""What the tests of events share: short notation for sentences, and everything that is claimed in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.build import parse_of
from truceline.model import Actor, Agreement, Claim, Count, Name, Parse, Place, Quote, Report, Time
from truceline.reading.agreements import find_agreements
from truceline.reading.auxiliary import with_auxiliary
from truceline.reading.claims import Claims
from truceline.reading.events import EventFinder
from truceline.reading.index import Index, R
from truceline.reading.scene import Scene
from truceline.reading.speech.attributions import find_attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denials import find_denials
from truceline.vocabulary.cues import load_cues
from truceline.vocabulary.sayings import load_sayings

TAGS = {"PROPN": "NNP", "NOUN": "NN", "ADP": "IN", "DET": "DT", "PUNCT": ".", "PRON": "PRP", "ADJ": "JJ", "NUM": "CD",
        "ADV": "RB", "CCONJ": "CC", "SCONJ": "IN", "PART": "TO", "AUX": "VBD", "VERB": "VBD"}  # fmt: skip


def sentences(*lines: str, names: tuple[Name, ...] = (), quotes: tuple[Quote, ...] = ()) -> Parse:
    """A Parse from sentences in the notation ``form:lemma|POS.TAG|head|relation``.

    The lemma is the form in lower case and the tag the usual one of the part of speech where they are left out.
    """
    blocks = []
    for line in lines:
        rows = []
        for token in line.split():
            form, pos, head, relation = token.split("|")
            form, _, lemma = form.partition(":")
            pos, _, tag = pos.partition(".")
            rows.append(f"{form} {lemma or form.lstrip('~').lower()} {pos} {tag or TAGS[pos]} {head} {relation}")
        blocks.append("\n".join(rows))
    return parse_of("\n\n".join(blocks), names=names, quotes=quotes)


@dataclass(frozen=True)
class Told:
    """What is claimed in a text."""

    parse: Parse
    scene: Scene
    claims: tuple[Claim, ...]
    agreements: tuple[Agreement, ...]

    def words(self, ids: tuple[str, ...]) -> list[str]:
        """The words of mentions, times, places and numbers."""
        records: dict[str, Any] = {}
        for index in (self.scene.actors, self.scene.times, self.scene.places, self.scene.counts):
            records.update(index.by_id)
        return [self.parse.text[records[i].start : records[i].end] for i in ids]

    def claim(self, event: str) -> Claim:
        """The only claim of an event."""
        (found,) = [claim for claim in self.claims if claim.event == event]
        return found

    def events(self) -> list[str]:
        """The events of all claims, in text order."""
        return [claim.event for claim in self.claims]

    def span(self, claim: Claim) -> str:
        """The words of a claim's evidence."""
        return self.parse.text[claim.evidence.start : claim.evidence.end]

    def trigger(self, claim: Claim) -> str:
        """The words of a claim's trigger."""
        return self.parse.text[claim.trigger.start : claim.trigger.end]


def read(
    parse: Parse,
    *,
    actors: dict[str, dict[str, Any]] | None = None,
    places: dict[str, dict[str, Any]] | None = None,
    times: dict[str, dict[str, Any]] | None = None,
    counts: dict[str, dict[str, Any]] | None = None,
    published: str | None = "2031-05-20",
) -> Told:
    """Everything that is claimed in a text.

    Args:
        parse: The text.
        actors: Fields of the mentions, by their words; a mention is made of each occurrence.
        places: The same for places, times and counts.
    """
    report = Report(id="r", text=parse.text, outlet="Morrow Gazette", published=published)
    mentions = index(parse, Actor, "m", actors or {}, actor=lambda words: words.lower(), name=lambda words: words)
    scene = Scene(
        parse=parse,
        cues=load_cues(),
        actors=mentions,
        places=index(parse, Place, "p", places or {}, name=lambda words: words),
        times=index(parse, Time, "t", times or {}),
        counts=index(parse, Count, "n", counts or {}),
    )
    sayings = load_sayings()
    attributions = find_attributions(parse, mentions, sayings, report)
    chains = Chains(report, parse, attributions, mentions, sayings)
    denials = find_denials(parse, mentions, attributions, chains, sayings)
    finder = EventFinder(scene)
    stated = with_auxiliary(Claims(scene, finder, attributions, chains, denials, sayings).find(), scene, report)
    claims, agreements = find_agreements(scene, finder, stated, attributions, report)
    return Told(parse=parse, scene=scene, claims=claims, agreements=agreements)


def index(
    parse: Parse, record: Callable[..., R], letter: str, given: dict[str, dict[str, Any]], **defaults: Any
) -> Index[R]:
    """Records at every occurrence of the given words."""
    found = []
    for words, fields in given.items():
        at = parse.text.find(words)
        while at >= 0:
            made = {key: make(words) for key, make in defaults.items()}
            found.append((at, at + len(words), {**made, **fields}))
            at = parse.text.find(words, at + 1)
    found.sort(key=lambda entry: entry[:2])
    return Index(
        parse,
        [record(id=f"{letter}{n}", start=start, end=end, **fields) for n, (start, end, fields) in enumerate(found, 1)],
    )


STATE: dict[str, Any] = {"kind": "state"}
GROUP: dict[str, Any] = {"kind": "group", "sector": ("REB",)}
BOTH = {"Elbia": STATE, "Orsinia": STATE, "Tarn": STATE}


def parts(told: Told, event: str) -> tuple[list[str], list[str]]:
    """The words for those who do the only event of a kind, and for those to whom it is done."""
    claim = told.claim(event)
    return told.words(claim.actors), told.words(claim.recipients)
