"""Agreements: every ceasefire, truce, exchange or accord of a report, with its parties and where it stands.

Mentions are taken in text order. Each is laid to the agreement that it fits (of its kind, with its
parties, the latest first) or begins a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from truceline.model import Agreement, Claim, Report, Stage
from truceline.reading.arguments import Arguments
from truceline.reading.attributions import Attributions
from truceline.reading.claims import tells
from truceline.reading.dating import Dating
from truceline.reading.events import Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.mediators import Mediators
from truceline.reading.pacts import Pact, PactFinder, rank
from truceline.reading.scene import Scene
from truceline.reading.stages import Stages

SETTLED = frozenset({"accepted", "signed", "in force", "extended", "suspended", "ended"})
PARTY_EVENTS = frozenset({"AGREE", "RETREAT", "REJECT", "CONCEDE"})  # whose actors are sides of it
NO_SIDE = frozenset({"outlet"})
NO_STATES = frozenset({"IGO", "UNO", "NGO", "NGM", "MNC", "EUR"})  # codes of bodies that are no side of a war
BY_SIDES = frozenset({"accept", "agree", "sign", "reject", "reach", "refuse", "observe", "violate", "breach", "break", "extend"})
LEVELS = ("none reported", "alleged", "confirmed")


@dataclass(slots=True, kw_only=True)
class Draft:
    """An agreement while its mentions are gathered."""

    kind: str
    family: str
    parties: dict[str, str] = field(default_factory=dict)  # body → first mention
    mediators: dict[str, str] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    status: str | None = None
    since: str | None = None
    violations: str | None = None
    events: list[int] = field(default_factory=list)  # words of the events that speak of it
    countries: set[str] = field(default_factory=set)  # where it holds, as far as its own phrases say
    sentence: int = 0  # of the last mention


def find_agreements(
    scene: Scene,
    finder: EventFinder,
    stated: Sequence[tuple[Event, Claim]],
    attributions: Attributions,
    report: Report,
) -> tuple[tuple[Claim, ...], tuple[Agreement, ...]]:
    """The claims, those on an agreement with its id, and the agreements, in text order.

    Args:
        scene: The parse and the records in it.
        finder: Its events.
        stated: The claims with their events.
        attributions: Who says what.
        report: The report: its day anchors "one day after".
    """
    return _Gatherer(scene, finder, stated, attributions, report).gather()


class _Gatherer:
    """Lays mentions of agreements together."""

    def __init__(
        self,
        scene: Scene,
        finder: EventFinder,
        stated: Sequence[tuple[Event, Claim]],
        attributions: Attributions,
        report: Report,
    ) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._stated = stated
        self._claims = {event.word: claim for event, claim in stated}
        self._arguments = Arguments(scene, finder)
        self._attributions = attributions
        factuality = Factuality(scene, attributions)
        self._finder = PactFinder(scene, finder, factuality)
        self._stages = Stages(scene)
        self._mediators = Mediators(scene, self._arguments)
        self._dating = Dating(scene, report, self._claims)
        self._drafts: list[Draft] = []
        fights = [claim for _, claim in stated if claim.event == "ASSAULT"]
        self._fighting = {self._body(m) for claim in fights for m in (*claim.actors, *claim.recipients)}

    def gather(self) -> tuple[tuple[Claim, ...], tuple[Agreement, ...]]:
        """All agreements, and the claims with their ids."""
        pacts = self._finder.find()
        for pact in pacts:
            draft = self._draft_for(pact)
            if draft is not None:
                self._add(pact, draft)
        kept = [draft for draft in self._drafts if self._tells(draft)]
        number_of = {word: n for n, draft in enumerate(kept, 1) for word in draft.events}
        stated = [(event, claim) for event, claim in self._stated if tells(claim) or event.word in number_of]
        claims, of_event = [], {}
        for n, (event, claim) in enumerate(stated, 1):
            of_event[event.word] = f"c{n}"
            number = number_of.get(event.word)
            claims.append(replace(claim, id=f"c{n}", agreement=f"g{number}" if number is not None else None))
        return tuple(claims), tuple(self._record(f"g{n}", draft, of_event) for n, draft in enumerate(kept, 1))

    def _parties(self, pact: Pact) -> dict[str, str]:
        """The sides that a mention names: those of its own event, and those who agreed to it, signed or broke it."""
        ids: list[str] = []
        own = pact.event
        if own is not None and (own.sign.event in PARTY_EVENTS or own.sign.reciprocal):
            actors, recipients = self._arguments.of(own)
            ids += actors
            if own.sign.reciprocal or pact.kind == "exchange":
                ids += recipients
        else:
            ids += self._arguments.named_in(pact.word)
            if own is not None and pact.status == "violated":
                ids += self._arguments.of(own)[0]
        for event in pact.events:
            if event.sign.event in ("AGREE", "REJECT", "RETREAT", "ASSAULT") or self._parse.lemmas[event.word] in BY_SIDES:
                ids += self._arguments.of(event)[0]
        between = {self._body(m) for m in self._mediators.of(pact)}
        asked = pact.status == "proposed"
        found: dict[str, str] = {}
        for m in ids:
            actor, body = self._scene.actors.by_id[m], self._body(m)
            if actor.kind in NO_SIDE or actor.country in NO_STATES or not (actor.country or actor.actor):
                continue
            if body not in between and (not asked or body in self._fighting or actor.kind == "group"):
                found.setdefault(body, m)
        return found

    def _body(self, mention: str) -> str:
        """What one party is counted as: the state that an official or army speaks for, else the body itself."""
        actor = self._scene.actors.by_id[mention]
        return actor.actor or actor.country or mention

    def _draft_for(self, pact: Pact) -> Draft | None:
        """The agreement that a mention belongs to; None where it names none in particular."""
        parties, sentence = self._parties(pact), self._parse.sentence_of[pact.word]
        beside = [d for d in self._drafts if d.sentence == sentence]
        if not parties and beside and self._stages.of(pact, 0) is not None:
            return beside[-1]  # a stage of what the sentence speaks of
        definite = pact.definite or pact.top != pact.word
        countries = self._countries(pact)
        for draft in reversed(self._drafts):
            if not same_kind(draft, pact, definite) or not same_parties(draft.parties, parties):
                continue
            if draft.countries and countries and draft.countries.isdisjoint(countries):
                continue
            if parties or definite or draft.status not in SETTLED:
                return draft
        if pact.plural and not parties:
            return None
        draft = Draft(kind=pact.kind, family=pact.family)
        self._drafts.append(draft)
        return draft

    def _add(self, pact: Pact, draft: Draft) -> None:
        """Takes over what a mention tells."""
        draft.sentence = self._parse.sentence_of[pact.word]
        draft.countries |= self._countries(pact)
        if draft.kind == "other":
            draft.kind, draft.family = pact.kind, pact.family
        mediators = {self._body(m): m for m in self._mediators.of(pact)}
        for body, m in mediators.items():
            draft.mediators.setdefault(body, m)
        for body, m in self._parties(pact).items():
            if body not in draft.mediators:
                draft.parties.setdefault(body, m)
        stage = self._stages.of(pact, len(draft.stages))
        if stage is not None and all((s.start, s.end) != (stage.start, stage.end) for s in draft.stages):
            draft.stages.append(stage)
        if pact.status == "violated":
            draft.violations = worse(draft.violations, self._violation(pact))
        elif pact.status is not None and rank(pact.status) >= rank(draft.status):
            since = self._dating.of(pact)
            if pact.status != draft.status or since is not None:
                draft.since = since
            draft.status = pact.status
        for event in (pact.event, *pact.events):
            if event is not None and event.word in self._claims and event.word not in draft.events:
                draft.events.append(event.word)

    def _countries(self, pact: Pact) -> set[str]:
        """The countries of the places inside a mention's phrase: "the truce in Elbia"."""
        found = set()
        for c in self._parse.children[pact.word]:
            place = self._scene.places.at(c) if self._parse.deps[c] in ("nmod", "compound", "obl") else None
            if place is not None and place.country is not None:
                found.add(place.country)
        return found

    def _violation(self, pact: Pact) -> str:
        """Whether a violation is told as a fact, charged by somebody, or said not to be known."""
        word = pact.status_word if pact.status_word is not None else pact.word
        factuality, _ = self._finder.judged(word)
        if factuality.endswith("-"):
            return "none reported"
        own = self._attributions.innermost(word) is None and not self._finder.is_charge(word)
        return "confirmed" if factuality == "CT+" and own else "alleged"

    def _tells(self, draft: Draft) -> bool:
        """Whether enough is known for an agreement of its own."""
        if draft.kind == "other":
            actors = [self._scene.actors.by_id[m] for m in draft.parties.values()]
            return any(a.kind in ("state", "group") or "REB" in a.sector or "GOV" in a.sector for a in actors)
        return bool(draft.parties or draft.mediators or draft.status or draft.stages or draft.violations)

    def _record(self, id: str, draft: Draft, of_event: dict[int, str]) -> Agreement:
        by_start = self._scene.actors.by_id
        order = lambda ids: tuple(sorted(ids, key=lambda m: (by_start[m].start, m)))  # noqa: E731
        return Agreement(
            id=id,
            kind=draft.kind,
            parties=order(draft.parties.values()),
            mediators=order(draft.mediators.values()),
            stages=tuple(sorted(draft.stages, key=lambda s: (s.order, s.start))),
            status=draft.status or ("in force" if draft.violations else None),
            since=draft.since,
            violations=draft.violations,
            claims=tuple(of_event[word] for word in sorted(draft.events) if word in of_event),
        )


def worse(one: str | None, other: str) -> str:
    """The graver of two words on violations."""
    return other if one is None or LEVELS.index(other) > LEVELS.index(one) else one


def same_kind(draft: Draft, pact: Pact, definite: bool) -> bool:
    """Whether a mention may name an agreement: of its kind, or "the deal"."""
    return draft.family == pact.family or (pact.family == "other" and definite) or (draft.family == "other" and definite)


def same_parties(known: Iterable[str], named: Iterable[str]) -> bool:
    """Whether one set of parties holds the other."""
    one, other = set(known), set(named)
    return one <= other or other <= one
