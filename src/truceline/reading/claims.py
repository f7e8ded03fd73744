"""Claims: each event as somebody states it, with who, when, where, how many, how firmly and through whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from truceline.model import Actor, Attribution, Claim, Parse, Place, Span, Time
from truceline.reading.arguments import Arguments
from truceline.reading.circumstances import Circumstances
from truceline.reading.clauses import (
    DEPTH,
    SUBJECTS,
    agents,
    below,
    cases,
    governor,
    obliques,
    relation,
)
from truceline.reading.demands import find_demands
from truceline.reading.events import SPOKEN, Event, EventFinder
from truceline.reading.factuality import Factuality
from truceline.reading.frames import spread
from truceline.reading.index import Index
from truceline.reading.scene import ARMED, Scene
from truceline.reading.spans import clause, words_span
from truceline.reading.speech.attributions import Attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denials import Denial, Denials
from truceline.reading.speech.medium import Media
from truceline.vocabulary.cues import Sign
from truceline.vocabulary.sayings import Sayings

UTTERED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "AGREE", "SUPPORT", "REJECT"})  # as nouns they need a speaker
ACTED = UTTERED | {"CONSULT", "CONCEDE", "AID", "SANCTION", "COOPERATE", "COERCE"}
WITH = frozenset({"with", "by", "using", "from", "in"})  # prepositions before a weapon
CLAUSE = 30  # words to either side in which a calamity explains victims
BESIDE = frozenset({"in", "at", "during", "after", "before", "since", "amid", "despite", "following", "by"})
DYING = frozenset({"die", "perish"})
TRIPS = frozenset({"visit", "trip", "tour"})
PROMISING = frozenset({"promises", "threatens", "intends"})
SEXUAL = frozenset({"sexual", "sexually"})
GOVERNED = 4  # steps from an event up to the one that asks for it or refuses it
TALKING = frozenset({"PTY", "LEG", "JRN", "JUD", "BUS", "EDU"})  # PLOVER's sectors of those who have no forces
PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})  # known by place or number alone


def is_unarmed(actor: Actor) -> bool:
    """Whether somebody fights with words: a person, an outlet, a party or parliament, and none who carries weapons."""
    if not ARMED.isdisjoint(actor.sector):
        return False
    return actor.kind in ("person", "outlet") or (bool(actor.sector) and TALKING.issuperset(actor.sector))


def is_governed(parse: Parse, word: int) -> bool:
    """Whether a word is what the one above it is about, and not when or where that was: "demanded at the talks"."""
    dep = relation(parse, word)
    if parse.lemmas[word] in TRIPS and cases(parse, word) == "on":
        return False
    return dep not in SUBJECTS and (dep not in ("obl", "nmod", "advcl") or cases(parse, word) not in BESIDE)


def tells(claim: Claim) -> bool:
    """Whether a claim says enough to stand by itself: who, to whom, or of a deed at least where or how many."""
    if claim.actors or claim.recipients:
        return True
    return claim.event in PHYSICAL and bool(claim.where or claim.counts)


class Claims:
    """Builds the claims of one report.

    Args:
        scene: The parse and the records in it.
        finder: Its events.
        attributions: Who says what.
        chains: Through whom.
        denials: What is denied.
        sayings: The words of saying, for the medium.
    """

    def __init__(
        self,
        scene: Scene,
        finder: EventFinder,
        attributions: Attributions,
        chains: Chains,
        denials: Sequence[Denial],
        sayings: Sayings,
    ) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._attributions = attributions
        self._chains = chains
        self._denials = Denials(denials)
        self._media = Media(scene.parse, attributions, sayings)
        self._finder = finder
        self._events = finder.find()
        self._arguments = Arguments(scene, finder)
        self._circumstances = Circumstances(scene, self._events)
        self._factuality = Factuality(scene, attributions)
        self._below = self._governed()

    def find(self) -> list[tuple[Event, Claim]]:
        """The claims in text order, each with the event it states; ids come when it is known which ones stay."""
        demands = find_demands(
            self._scene, self._attributions, self._arguments, frozenset(event.word for event in self._events)
        )
        stated = [(event, *self._arguments.of(event)) for event in self._events]
        stated += [(demand.event, (demand.actor,), demand.recipients) for demand in demands]
        stated.sort(key=lambda s: s[0].trigger)
        found = [
            (event, self._claim(event, actors, recipients))
            for event, actors, recipients in stated
            if self._is_act(event, actors, recipients)
        ]
        return [(event, claim) for event, claim in found if claim is not None]

    def _is_act(self, event: Event, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
        """Whether an event of saying, giving or forbidding has somebody who does it: "the law requires" has not."""
        if actors or event.sign.event not in ACTED:
            return not self._is_calamity(event, actors) and not self._is_mere_death(event)
        if event.sign.event in PHYSICAL and (recipients or self._circumstances.counts(event)):
            return True  # "it has displaced thousands"
        if event.light is not None and event.sign.experiencer and recipients:
            return True  # "received death threats"
        if self._parse.pos[event.clause] != "VERB" or event.light is not None:
            return event.sign.event not in UTTERED
        return not agents(self._parse, event.clause)

    def _is_mere_death(self, event: Event) -> bool:
        """Whether people died, and neither their number nor any fighting in the report tells that they were killed."""
        parse, scene = self._parse, self._scene
        if parse.lemmas[event.clause] not in DYING:
            return False
        causes = (c for c in below(parse, event.clause) if parse.deps[c] == "obl" and cases(parse, c))
        if any(scene.places.at(c) is None and scene.times.at(c) is None for c in causes):
            return False  # "died in the blast"
        return not self._circumstances.counts(event) or not self._is_fought

    @cached_property
    def _is_fought(self) -> bool:
        """Whether the report tells of an attack or of fighting, deaths left out."""
        return any(e.sign.event == "ASSAULT" and self._parse.lemmas[e.clause] not in DYING for e in self._events)

    def _is_calamity(self, event: Event, actors: tuple[str, ...]) -> bool:
        """Whether the victims that an event tells of are those of an earthquake, a flood, a crash."""
        parse = self._parse
        if event.sign.event != "ASSAULT" or parse.pos[event.clause] != "VERB" or event.sign.mode:
            return False
        number = parse.sentence_of[event.word]
        first, after = parse.sentences[number]
        near = range(max(first, event.word - CLAUSE), min(after, event.word + CLAUSE))
        if any(parse.lemmas[w] in self._scene.cues.calamities for w in agents(parse, event.clause)):
            return True  # "an epidemic in Elbia has killed 20"
        if actors or not any(parse.lemmas[w] in self._scene.cues.calamities for w in near):
            return False
        return (
            not any(
                e.sign.event == "ASSAULT" and e.word != event.word and e.word in near and parse.pos[e.word] == "NOUN"
                for e in self._events
            )
            and self._weapon_mode(event) is None
        )

    def _claim(self, event: Event, actors: tuple[str, ...], recipients: tuple[str, ...]) -> Claim | None:
        parse, word = self._parse, event.word
        attribution = self._attributions.innermost(word)
        if parse.lowers[word] == "would" and attribution is None:
            return None  # nobody has declared it
        if event.base is not None and attribution is not None and attribution.stance in PROMISING:
            return None  # "pledged that it would leave": the pledge is the declaration
        judged, chain = self._factuality.of(event), self._chains.of(attribution)
        where, counts = self._circumstances.where(event), self._circumstances.counts(event)
        when = self._circumstances.when(event)
        if attribution is not None:
            where = self._told(self._scene.places, where, attribution)
            when = self._told(self._scene.times, when, attribution)
        mode = self._mode(event) if event.sign.mode == "beat" else None
        mode = mode or event.sign.mode or self._mode(event) or self._folded_mode(event)
        sign = self._figurative(event, actors, recipients) if not (where or counts or mode) else event.sign
        if sign is None:
            return None
        return Claim(
            id="",
            evidence=self._evidence(event, attribution.id if attribution else None),
            trigger=words_span(parse, event.trigger),
            event=sign.event or "",
            mode=mode or sign.mode,
            actors=actors,
            recipients=recipients,
            when=when,
            where=where,
            counts=counts,
            factuality=judged.factuality,
            phase=judged.phase,
            hedge=words_span(parse, judged.hedge) if judged.hedge else None,
            attribution=attribution.id if attribution else None,
            chain=chain,
            denied_by=self._denials.of(word),
            medium=self._media.of(word),
        )

    def _told(self, index: Index[Place] | Index[Time], ids: tuple[str, ...], told: Attribution) -> tuple[str, ...]:
        """The places or times that the source tells itself: "…, a witness said here on Monday" is that of saying it."""
        ranges = self._attributions.ranges[told.id]
        if ranges.cue is None:
            return ids
        last = max(after for _, after in ranges.content)
        beyond = ranges.cue[0] >= last  # what was said stands before who says so
        return tuple(i for i in ids if not (beyond and index.ranges[i][0] >= ranges.cue[0]))

    def _figurative(self, event: Event, actors: tuple[str, ...], recipients: tuple[str, ...]) -> Sign | None:
        """What an assault between people without weapons is: words; None where nothing is left of it."""
        figure = self._scene.cues.figurative.get(self._parse.lemmas[event.word])
        if event.sign.event != "ASSAULT" or figure is None:
            return event.sign
        people = [self._scene.actors.by_id[m] for m in (*actors, *recipients)]
        crowds = [m for m in recipients if self._scene.actors.by_id[m].kind == "population"]
        unarmed = all(is_unarmed(p) or (p.id in crowds and ARMED.isdisjoint(p.sector)) for p in people)
        if not actors or not unarmed:
            return event.sign
        return figure if recipients else None

    def _evidence(self, event: Event, attribution: str | None) -> Span:
        """The clause that states the event, as far as its source says it."""
        parse, top = self._parse, governor(self._parse, event.clause)
        if parse.sentence_of[event.trigger[0]] != parse.sentence_of[event.word]:
            top = governor(parse, parse.heads[event.trigger[0]])  # a demand in a sentence of its own
        for _ in range(DEPTH):
            if parse.deps[top] != "xcomp":
                break
            top = governor(parse, parse.heads[top])
        first, after = clause(parse, top)
        first, after = min(first, event.trigger[0]), max(after, event.trigger[1])
        if attribution is not None:
            for left, right in self._attributions.ranges[attribution].content:
                if left <= event.word < right:
                    first, after = max(first, min(left, event.trigger[0])), min(after, max(right, event.trigger[1]))
        return words_span(parse, (first, after))

    def _folded_mode(self, event: Event) -> str | None:
        """The mode that a noun for the same event tells: "airstrikes killed"."""
        named = (self._finder.noun(noun) for noun in event.folded)
        return next(
            (n.sign.mode for n in named if n is not None and n.sign.event == event.sign.event and n.sign.mode), None
        )

    def _mode(self, event: Event) -> str | None:
        """The mode by the weapon beside an assault, or by the event that is asked for, refused or threatened."""
        if event.sign.event == "ASSAULT":
            sexual = any(self._parse.lowers[c] in SEXUAL for c in below(self._parse, event.word))
            return "sexual" if sexual else self._weapon_mode(event)
        governed = self._below.get(event.word)
        for row in self._scene.cues.derived:
            if row.event != event.sign.event:
                continue
            if row.lemmas and (governed is None or self._parse.lemmas[governed.word] not in row.lemmas):
                continue
            if row.among and (governed is None or governed.sign.event not in row.among):
                continue
            if not row.modes or (governed is not None and governed.sign.mode in row.modes):
                return row.mode
        return None

    def _weapon_mode(self, event: Event) -> str | None:
        parse = self._parse
        words = [c for c in below(parse, event.word) if parse.deps[c] in ("compound", "amod")]
        if parse.pos[event.clause] == "VERB":
            words += spread(parse, agents(parse, event.clause))
            words += [w for case, w in obliques(parse, event.clause) if case in WITH]
        words += [c for c in below(parse, event.word) if parse.deps[c] == "nmod"]
        for word in words:
            weapon = self._scene.weapon(word)
            if weapon is not None and weapon.mode is not None:
                return weapon.mode
        return None

    def _governed(self) -> Mapping[int, Event]:
        """For each event that speaks of another one (asks for it, refuses it, threatens it) the first below it."""
        spoken = {event.word for event in self._events if event.sign.event in SPOKEN}
        found: dict[int, Event] = {}
        for event in self._events:
            w = event.clause
            for _ in range(GOVERNED):
                head = self._parse.heads[w]
                if head == w or not is_governed(self._parse, w):
                    break
                w = head
                if w in spoken:
                    if w != event.word:
                        found.setdefault(w, event)
                    break
        return found
