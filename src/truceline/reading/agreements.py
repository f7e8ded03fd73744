"""Agreements: every ceasefire, truce, exchange or accord of a report, with its parties and where it stands.

Mentions are taken in text order. Each is laid to the agreement that it fits (of its kind, with its
parties, the latest first) or begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model import Agreement, Claim, Report, Stage, Step
from truceline.reading.arguments import Arguments
from truceline.reading.claims import tells
from truceline.reading.clauses import below, objects
from truceline.reading.dating import Dating, shifted
from truceline.reading.drafts import Draft, Told, differs, facing, parts_of, same_kind, same_parties, worse
from truceline.reading.events import Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.mediators import Mediators
from truceline.reading.pact import BY_MODE, Pact, rank
from truceline.reading.pacts import PARTS, PactFinder
from truceline.reading.parties import Parties
from truceline.reading.scene import Scene
from truceline.reading.speech.attributions import Attributions
from truceline.reading.stages import Part, Stages

SETTLED = frozenset({"accepted", "signed", "in force", "extended", "suspended", "ended"})
UNTIL = {"ended": "in force", "in force": "accepted", "signed": "accepted"}  # where it stands before that day has come
BEGINNINGS = frozenset({"accepted", "signed", "in force"})
UNBORN = frozenset({None, "proposed", "offered", "negotiated", "rejected"})  # of what nothing has come yet
OVER = frozenset({"ended", "suspended", "extended"})  # of what was in force
MUTUAL = frozenset({"signed", "extended", "suspended", "ended", "violated"})  # what nobody does with his own promise
TRUCES = frozenset({"ceasefire", "truce", "pause"})
RECENT = 40  # agreements that a mention may go back to
REACH = 3  # sentences from an agreement to a stage of it


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
        self._finder = PactFinder(scene, finder, factuality, report.day)
        self._stages = Stages(scene)
        self._mediators = Mediators(scene, self._arguments)
        self._parties = Parties(scene, self._arguments, self._finder, self._mediators, self._claims)
        self._dating = Dating(scene, report, self._claims)
        self._day = report.day
        self._drafts: list[Draft] = []

    def gather(self) -> tuple[tuple[Claim, ...], tuple[Agreement, ...]]:
        """All agreements, and the claims with their ids."""
        for pact in self._finder.find():
            draft = self._draft_for(pact)
            if draft is not None:
                self._add(pact, draft)
        self._add_stages()
        self._add_mediators()
        self._add_sides()
        kept = [draft for draft in self._drafts if self._tells(draft)]
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
                d
                for d in self._drafts[-RECENT:]
                if d.first <= part.sentence and (part.sentence - d.sentence <= REACH or self._is_staged(part, d))
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

    def _is_staged(self, part: Part, draft: Draft) -> bool:
        """Whether a part stands under a heading, below the agreement that the headings divide."""
        return part.sentence in self._stages.staged and not draft.aside and draft.family not in PARTS

    def _add_mediators(self) -> None:
        """Adds those who mediate in sentences that name no agreement, and those who put one forward."""
        told = {self._parse.sentence_of[word] for draft in self._drafts for word in draft.words}
        for sentence in sorted(set(self._mediators.sentences) - told):
            near = [d for d in self._drafts if self._is_near(d, sentence)]
            near = [d for d in near if d.family not in PARTS] or near
            for m in self._mediators.named_in(sentence) if near else ():
                self._mediate(max(near, key=lambda d: max(s for s in self._told_in(d) if s < sentence)), m)
        sides = {body for draft in self._drafts for body in draft.parties}
        for draft in self._drafts:
            for m in draft.proposers:
                if sides and self._parties.body(m) not in sides:
                    self._mediate(draft, m)

    def _add_sides(self) -> None:
        """Gives the truces of which the report does not say whose they are to the two who fight in it."""
        sides = self._parties.of_report()
        countries = {self._scene.actors.by_id[m].country for m in sides.values()}
        for draft in self._drafts if sides else ():
            lone = len(draft.parties) == 1 and draft.parties.keys() <= sides.keys() and draft.status in MUTUAL
            here = draft.countries <= countries
            if draft.kind in TRUCES and draft.status is not None and here and (lone or not draft.parties):
                for body, m in sides.items():
                    if body not in draft.mediators:
                        draft.parties.setdefault(body, m)

    def _is_near(self, draft: Draft, sentence: int) -> bool:
        return any(0 < sentence - s <= REACH for s in self._told_in(draft))

    def _told_in(self, draft: Draft) -> set[int]:
        return {self._parse.sentence_of[word] for word in draft.words}

    def _mediate(self, draft: Draft, mention: str) -> None:
        body = self._parties.body(mention)
        if body not in draft.parties and not self._parties.is_nobody(mention):
            draft.mediators.setdefault(body, mention)

    def _draft_for(self, pact: Pact) -> Draft | None:
        """The agreement that a mention belongs to; None where it names none in particular."""
        if pact.refers is not None:
            return next((draft for draft in reversed(self._drafts) if pact.refers in draft.words), None)
        parties, sentence = self._parties.of(pact), self._parse.sentence_of[pact.word]
        whole = self._whole(pact, parties, sentence)
        if whole is not None:
            return whole
        definite = pact.definite or pact.top != pact.word
        if pact.plural and not parties and not pact.definite:
            return None  # "a wave of ceasefires": none in particular
        aside = self._finder.is_aside(pact)
        countries, days = self._parties.countries(pact), self._stages.own_length(pact)
        recent, named = self._drafts[-RECENT:], self._dating.of_name(pact)
        known = [draft for draft in recent if same_kind(draft, pact, definite)]
        for draft in [*(d for d in known[::-1] if not d.aside), *(d for d in known[::-1] if d.aside)]:
            if draft.aside != aside and (aside or not definite):
                continue
            if named is not None and draft.family == "other" and draft.since not in (None, named):
                continue  # "the ceasefire of 1 May" is not the accord that was signed yesterday
            if not same_parties(draft.parties, parties) and not (definite and facing(draft.parties, parties, known)):
                continue
            if not definite and pact.status in OVER and draft.status in UNBORN:
                continue  # "fighting began anew when a truce broke down": not the one that was just proposed
            if self._elsewhere(draft, parties, countries) or (not definite and differs(draft, days)):
                continue
            if parties or definite or draft.status not in SETTLED:
                return draft
        if not pact.named:
            return None
        draft = Draft(kind=pact.kind, family=pact.family, first=sentence, aside=aside)
        self._drafts.append(draft)
        return draft

    def _whole(self, pact: Pact, parties: dict[str, str], sentence: int) -> Draft | None:
        """The agreement of which a mention is a stage."""
        if sentence in self._stages.staged:
            divided = [d for d in self._drafts[-RECENT:] if d.family not in PARTS and not d.aside]
            return divided[-1] if divided else None
        near = [d for d in self._drafts[-RECENT:] if sentence - d.sentence <= REACH and d.family not in PARTS]
        near = [d for d in near if parties.keys() <= d.parties.keys() and not d.aside]
        if not near:
            return None
        stage = self._stages.of(pact, 0)
        if self._stages.is_content(pact):
            return near[-1]  # "it provides for a ceasefire of 30 days"
        if stage is None:
            return None
        ordered = self._stages.own_length(pact) is None
        if near[-1].sentence == sentence and (ordered or pact.status is None):
            return near[-1]  # a stage of what the sentence speaks of
        if ordered and stage.order > 1 and pact.family in PARTS:
            return near[-1]  # "a second stage is to bring an exchange"
        return None

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
        draft.words.add(pact.word)
        draft.countries |= self._parties.countries(pact)
        if draft.kind == "other":
            draft.kind, draft.family = pact.kind, pact.family
        proposers = self._mediators.proposers(pact)
        draft.proposers += proposers
        forth = {self._parties.body(m) for m in proposers if not self._parties.fights(m)}
        mediators = {self._parties.body(m): m for m in self._mediators.of(pact)}
        for body, m in mediators.items():
            draft.mediators.setdefault(body, m)
        for body, m in self._parties.of(pact).items():
            if body not in draft.mediators and body not in forth:
                draft.parties.setdefault(body, m)
        if draft.aside and not draft.parties and self._parties.are_both(pact):
            main = next((d for d in reversed(self._drafts) if not d.aside and d.parties), None)
            draft.parties.update(main.parties if main is not None else {})
        stage = self._stages.of(pact, len(draft.stages), draft.kind)
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
        own = [(pact.status, pact.status_word)] if pact.status is not None else []
        for status, said in dict.fromkeys([*pact.told, *own]):
            self._add_told(pact, draft, status, said)
        named = self._dating.of_name(pact)
        if named is not None and draft.since is None and draft.status in (None, "in force"):
            draft.status, draft.since = "in force", named
            draft.told.append(Told(status="in force", since=named, word=pact.word, events=()))

    def _add_told(self, pact: Pact, draft: Draft, status: str, said: int | None) -> None:
        since = self._dating.of(pact, said)
        if since is not None and self._day is not None and since > self._day:
            status, since = UNTIL.get(status, status), None  # what is yet to come does not hold
        if since is None and said is not None and status in OVER and (days := self._dating.after(said)) is not None:
            begun = next((t.since for t in reversed(draft.told) if t.since and t.status in BEGINNINGS), None)
            since = shifted(begun, days) if begun is not None else None
        word = said if said is not None else pact.word
        known = (event.word for event in (pact.event, *pact.events) if event is not None and said == pact.status_word)
        told = Told(status=status, since=since, word=word, events=tuple(dict.fromkeys((word, *known))))
        if status == "violated":
            level = self._violation(word)
            draft.violations = worse(draft.violations, level)
            if level != "none reported":
                charges = [] if word in self._claims else self._charges(word, draft)
                draft.events += charges
                draft.told.append(replace(told, events=(*told.events, *charges)))
            return
        if all((t.status, t.word) != (told.status, told.word) for t in draft.told):
            draft.told.append(told)
        if rank(status) >= rank(draft.status):
            if status != draft.status or since is not None:
                draft.since = since
            draft.status = status

    def _charges(self, word: int, draft: Draft) -> list[int]:
        """Who charges whom, right where violations are told of: "two reports of violations. Elbia accused …"."""
        sentence = self._parse.sentence_of[word]
        return [
            event.word
            for event, claim in self._stated
            if claim.event == "ACCUSE"
            and 0 <= self._parse.sentence_of[event.word] - sentence <= 1
            and any(self._parties.body(m) in draft.parties for m in claim.recipients)
        ][:1]

    def _violation(self, word: int) -> str:
        """Whether a violation is told as a fact, charged by somebody, or said not to be known."""
        factuality = self._finder.statuses.judged(word).factuality
        claim, said = self._claims.get(word), self._attributions.innermost(word)
        denied = said is not None and said.source is not None and said.stance == "denies"
        if denied or (claim is not None and claim.denied_by):
            return "alleged"  # whoever denies it has been charged with it
        if factuality.endswith("-") or any(self._parse.lowers[c] == "no" for c in below(self._parse, word)):
            return "none reported"
        own = said is None and not self._finder.statuses.is_charge(word)
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
