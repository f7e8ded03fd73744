"""Agreements: every ceasefire, truce, exchange or accord of a report, with its parties and where it stands.

Mentions are taken in text order. Each is laid to the agreement that it fits (of its kind, with its
parties, the latest first) or begins a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from truceline.model import Agreement, Claim, Report, Stage, Step
from truceline.reading.arguments import Arguments
from truceline.reading.claims import tells
from truceline.reading.clauses import below, objects
from truceline.reading.dating import Dating
from truceline.reading.events import Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.mediators import Mediators
from truceline.reading.pacts import BY_MODE, Pact, PactFinder, rank
from truceline.reading.parties import Parties
from truceline.reading.scene import Scene
from truceline.reading.speech.attributions import Attributions
from truceline.reading.stages import Stages

SETTLED = frozenset({"accepted", "signed", "in force", "extended", "suspended", "ended"})
PARTS = frozenset({"exchange", "withdrawal", "access"})  # what a ceasefire often brings
SIDES = 2
RECENT = 40  # agreements that a mention may go back to
REACH = 3  # sentences from an agreement to a stage of it
LEVELS = ("none reported", "alleged", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One word on what became of an agreement."""

    status: str
    since: str | None
    word: int  # that says so, or that names the agreement
    events: tuple[int, ...]  # words of events one of which may be claimed, the likeliest first


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
    told: list[Told] = field(default_factory=list)  # what is said to have become of it, in text order
    events: list[int] = field(default_factory=list)  # words of the events that speak of it
    countries: set[str] = field(default_factory=set)  # where it holds, as far as its own phrases say
    first: int = 0  # sentence of the first mention
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
        self._parties = Parties(scene, self._arguments, self._finder, self._mediators, self._claims)
        self._dating = Dating(scene, report, self._claims)
        self._drafts: list[Draft] = []

    def gather(self) -> tuple[tuple[Claim, ...], tuple[Agreement, ...]]:
        """All agreements, and the claims with their ids."""
        for pact in self._finder.find():
            draft = self._draft_for(pact)
            if draft is not None:
                self._add(pact, draft)
        self._add_stages()
        kept = [draft for draft in self._drafts if self._tells(draft)]
        self._add_opponents(kept)
        number_of = {word: n for n, draft in enumerate(kept, 1) for word in draft.events}
        stated = [
            (event, claim)
            for event, claim in self._stated
            if tells(claim) or event.word in number_of or self._strikes(event, claim)
        ]
        claims, of_event = [], {}
        for n, (event, claim) in enumerate(stated, 1):
            of_event[event.word] = f"c{n}"
            number = number_of.get(event.word)
            claims.append(replace(claim, id=f"c{n}", agreement=f"g{number}" if number is not None else None))
        return tuple(claims), tuple(self._record(f"g{n}", draft, of_event) for n, draft in enumerate(kept, 1))

    def _add_opponents(self, drafts: list[Draft]) -> None:
        """Lets the one ceasefire of a report whose sides it nowhere names be between those who fight in it."""
        open_ones = [d for d in drafts if d.family == "ceasefire" and len(d.parties) < SIDES]
        both = self._parties.opponents() if len(open_ones) == 1 else None
        if both is None or len([d for d in drafts if d.family == "ceasefire"]) > 1:
            return
        found = {self._parties.body(m): m for m in both}
        draft = open_ones[0]
        if draft.parties.keys() <= found.keys() and found.keys().isdisjoint(draft.mediators):
            draft.parties.update({body: m for body, m in found.items() if body not in draft.parties})

    def _strikes(self, event: Event, claim: Claim) -> bool:
        """Whether something that is nobody is hit: "a tanker was struck", "the bridge was blown up"."""
        parse = self._parse
        if claim.event != "ASSAULT" or parse.pos[event.word] != "VERB":
            return False
        return any(parse.pos[w] in ("NOUN", "PROPN") for w in objects(parse, event.word))

    def _add_stages(self) -> None:
        """Lays the stages that are told one by one to the agreement spoken of."""
        for part in self._stages.told([event for event, _ in self._stated]):
            near = [
                d for d in self._drafts[-RECENT:] if d.first <= part.sentence and part.sentence - d.sentence <= REACH
            ]
            if not near:
                continue
            draft, event = near[-1], part.event
            draft.sentence = max(draft.sentence, part.sentence)
            kind = BY_MODE[event.sign.mode or ""] if event is not None else draft.kind
            if any(s.order == part.order and s.kind == kind for s in draft.stages):
                continue
            first, after = event.trigger if event is not None else (part.word, part.word + 1)
            start, end = self._parse.starts[first], self._parse.ends[after - 1]
            draft.stages.append(Stage(order=part.order, kind=kind, days=part.days, start=start, end=end))
            if event is not None and event.word in self._claims and event.word not in draft.events:
                draft.events.append(event.word)

    def _draft_for(self, pact: Pact) -> Draft | None:
        """The agreement that a mention belongs to; None where it names none in particular."""
        parties, sentence = self._parties.of(pact), self._parse.sentence_of[pact.word]
        beside = [d for d in self._drafts[-RECENT:] if d.sentence == sentence]
        if beside and parties.keys() <= beside[-1].parties.keys() and self._stages.of(pact, 0) is not None:
            return beside[-1]  # a stage of what the sentence speaks of
        stage = self._stages.of(pact, 0)
        near = [d for d in self._drafts[-RECENT:] if sentence - d.sentence <= REACH and d.family not in PARTS]
        if near and stage is not None and stage.order > 1 and not parties and pact.family in PARTS:
            return near[-1]  # "a second stage is to bring an exchange"
        definite = pact.definite or pact.top != pact.word
        if pact.plural and not parties and not pact.definite:
            return None  # "a wave of ceasefires": none in particular
        countries = self._parties.countries(pact)
        for draft in reversed(self._drafts[-RECENT:]):
            if not same_kind(draft, pact, definite) or not same_parties(draft.parties, parties):
                continue
            if self._elsewhere(draft, parties, countries):
                continue
            if parties or definite or draft.status not in SETTLED:
                return draft
        if not pact.named:
            return None
        draft = Draft(kind=pact.kind, family=pact.family, first=sentence)
        self._drafts.append(draft)
        return draft

    def _elsewhere(self, draft: Draft, parties: dict[str, str], countries: set[str]) -> bool:
        """Whether a mention speaks of another country than an agreement does."""
        bodies = self._scene.actors.by_id
        if draft.countries and countries:
            return draft.countries.isdisjoint(countries)
        known, named = draft.countries or countries, parties if draft.countries else draft.parties
        of_parties = {bodies[m].country for m in named.values()} - {None}
        return bool(known and of_parties) and known.isdisjoint(of_parties)

    def _add(self, pact: Pact, draft: Draft) -> None:
        """Takes over what a mention tells."""
        draft.sentence = self._parse.sentence_of[pact.word]
        draft.countries |= self._parties.countries(pact)
        if draft.kind == "other":
            draft.kind, draft.family = pact.kind, pact.family
        mediators = {self._parties.body(m): m for m in self._mediators.of(pact)}
        for body, m in mediators.items():
            draft.mediators.setdefault(body, m)
        outsider = pact.status == "rejected" and bool(draft.parties) and draft.status in SETTLED
        for body, m in self._parties.of(pact).items() if not outsider else ():  # whoever rejects what others signed
            if body not in draft.mediators:
                draft.parties.setdefault(body, m)
        stage = self._stages.of(pact, len(draft.stages))
        if stage is not None and all((s.start, s.end) != (stage.start, stage.end) for s in draft.stages):
            draft.stages.append(stage)
        self._add_status(pact, draft)
        for event in (pact.event, *pact.events):
            claim = self._claims.get(event.word) if event is not None else None
            if claim is not None and event is not None and event.word not in draft.events:
                if tells(claim) or stage is not None:
                    draft.events.append(event.word)

    def _add_status(self, pact: Pact, draft: Draft) -> None:
        """Takes over what a mention says became of it; the status is the one furthest in an agreement's life."""
        if pact.status is None:
            return
        since = self._dating.of(pact)
        word = pact.status_word if pact.status_word is not None else pact.word
        known = (event.word for event in (pact.event, *pact.events) if event is not None)
        told = Told(status=pact.status, since=since, word=word, events=tuple(dict.fromkeys((word, *known))))
        if pact.status == "violated":
            level = self._violation(pact)
            draft.violations = worse(draft.violations, level)
            if level != "none reported":
                draft.told.append(told)
            return
        if all((t.status, t.word) != (told.status, told.word) for t in draft.told):
            draft.told.append(told)
        if rank(pact.status) >= rank(draft.status):
            if pact.status != draft.status or since is not None:
                draft.since = since
            draft.status = pact.status

    def _violation(self, pact: Pact) -> str:
        """Whether a violation is told as a fact, charged by somebody, or said not to be known."""
        word = pact.status_word if pact.status_word is not None else pact.word
        factuality = self._finder.judged(word).factuality
        claim, said = self._claims.get(word), self._attributions.innermost(word)
        denied = said is not None and said.source is not None and said.stance == "denies"
        if denied or (claim is not None and claim.denied_by):
            return "alleged"  # whoever denies it has been charged with it
        if factuality.endswith("-") or any(self._parse.lowers[c] == "no" for c in below(self._parse, word)):
            return "none reported"
        own = said is None and not self._finder.is_charge(word)
        return "confirmed" if factuality == "CT+" and own else "alleged"

    def _tells(self, draft: Draft) -> bool:
        """Whether enough is known for an agreement of its own."""
        if draft.kind == "other":
            actors = [self._scene.actors.by_id[m] for m in draft.parties.values()]
            return any(a.kind in ("state", "group") or "REB" in a.sector or "GOV" in a.sector for a in actors)
        return bool(draft.parties or draft.mediators or draft.status or draft.stages or draft.violations)

    def _ordered(self, bodies: dict[str, str]) -> tuple[str, ...]:
        """The first mentions of some bodies, in text order."""
        by_id = self._scene.actors.by_id
        return tuple(sorted(bodies.values(), key=lambda m: (by_id[m].start, m)))

    def _record(self, id: str, draft: Draft, of_event: dict[int, str]) -> Agreement:
        return Agreement(
            id=id,
            kind=draft.kind,
            parties=self._ordered(draft.parties),
            mediators=self._ordered(draft.mediators),
            stages=parts_of(draft.stages),
            status=draft.status or ("violated" if draft.violations == "confirmed" else None),
            since=draft.since,
            violations=draft.violations,
            claims=tuple(of_event[word] for word in sorted(draft.events) if word in of_event),
            steps=tuple(self._step(told, draft, of_event) for told in sorted(draft.told, key=lambda told: told.word)),
        )

    def _step(self, told: Told, draft: Draft, of_event: dict[int, str]) -> Step:
        claimed = (of_event[word] for word in told.events if word in of_event and word in draft.events)
        start, end = self._parse.starts[told.word], self._parse.ends[told.word]
        return Step(status=told.status, since=told.since, claim=next(claimed, None), start=start, end=end)


def parts_of(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Stages in order, without the length of the whole where its parts are told: "45 days, in two stages"."""
    kept = []
    for stage in stages:
        others = [s for s in stages if s is not stage]
        whole = stage.days is not None and len(others) > 1 and stage.days >= sum(s.days or 0 for s in others)
        if not (whole and any(s.order == stage.order for s in others)):
            kept.append(stage)
    return tuple(sorted(kept, key=lambda s: (s.order, s.start)))


def worse(one: str | None, other: str) -> str:
    """The graver of two words on violations."""
    return other if one is None or LEVELS.index(other) > LEVELS.index(one) else one


def same_kind(draft: Draft, pact: Pact, definite: bool) -> bool:
    """Whether a mention may name an agreement: of its kind, or "the deal"."""
    return (
        draft.family == pact.family or (pact.family == "other" and definite) or (draft.family == "other" and definite)
    )


def same_parties(known: Iterable[str], named: Iterable[str]) -> bool:
    """Whether one set of parties holds the other."""
    one, other = set(known), set(named)
    return one <= other or other <= one
