"""The sides of an agreement, and where it holds."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model import Claim
from truceline.reading.arguments import Arguments
from truceline.reading.clauses import (
    DEPTH,
    agents,
    below,
    is_passive,
    objects,
    obliques,
)
from truceline.reading.events import Event
from truceline.reading.mediators import Mediators
from truceline.reading.pact import Pact
from truceline.reading.pacts import PactFinder
from truceline.reading.scene import Scene

PARTY_EVENTS = frozenset({"AGREE", "RETREAT", "REJECT", "CONCEDE"})  # whose actors are sides of it
NO_SIDE = frozenset({"outlet"})
NO_STATES = frozenset({"IGO", "UNO", "NGO", "NGM", "MNC", "EUR"})  # codes of bodies that are no side of a war
NEAR = 12  # words from an agreement to "between"
SIDES = frozenset({"side", "party"})
JOINING = frozenset({"and", ","})
PLURAL = frozenset({"they", "them", "both"})
OWNERS = frozenset({"nmod:poss", "compound", "nmod", "amod"})  # before or behind "leader": whose
INSIDE = frozenset({"nmod", "compound", "amod"})
BINDING = frozenset({"bind", "oblige", "commit", "require", "compel", "obligate"})  # an agreement does it to its sides
TELLING = frozenset({"announce", "confirm"})  # done by mediators, too
SIDED = frozenset({"state", "group", "body", None})  # kinds of those who can be a side of a war
BY_SIDES = frozenset({"accepted", "signed", "in force", "extended", "suspended", "ended", "rejected", "violated"})


class Parties:
    """Finds the sides that mentions of agreements name.

    Args:
        scene: The parse, its mentions and places.
        arguments: Who takes part in what.
        finder: The mentions of agreements, for how firmly they are held.
        mediators: Who stands between the sides.
        claims: The claims, by the word of their event.
    """

    def __init__(
        self,
        scene: Scene,
        arguments: Arguments,
        finder: PactFinder,
        mediators: Mediators,
        claims: Mapping[int, Claim],
    ) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._arguments = arguments
        self._finder = finder
        self._mediators = mediators
        self._claims = claims
        fights = [claim for claim in claims.values() if claim.event == "ASSAULT"]
        self._fighting = {self.body(m) for claim in fights for m in (*claim.actors, *claim.recipients)}
        self._led = self._leaders()

    def of(self, pact: Pact) -> dict[str, str]:
        """The sides that a mention names: those of its own event, and those who agreed to it, signed or broke it."""
        ids: list[str] = []
        alone: set[str] = set()  # who is tied to it as the only one, and only as a wish
        own = pact.event
        denied = own is not None and pact.status is None and self._undone(own)  # "never joined the truce"
        if own is not None and not denied and (own.sign.event in PARTY_EVENTS or own.sign.reciprocal):
            actors, recipients = self._committed(own), self._arguments.of(own)[1]
            ids += actors
            if len(actors) == 1 and self._finder.statuses.judged(own.word).factuality == "Uu":
                alone.update(actors)
            if own.sign.reciprocal or pact.kind == "exchange":
                ids += recipients
        else:
            ids += self._arguments.named_in(pact.word)
            if own is not None and pact.status == "violated":
                ids += self._arguments.of(own)[0]
        for event in pact.events:
            if event.sign.event in ("AGREE", "REJECT", "RETREAT", "ASSAULT") and not (
                event.sign.event == "AGREE" and self._undone(event)
            ):
                doers = self._committed(event)
                ids += doers
                if self._parse.pos[event.word] == "NOUN":
                    alone.update(doers)  # whoever has proposed it
                else:
                    alone.difference_update(doers)
        ids += self._of_status(pact)
        ids += self._between(pact.word)
        ids += self._charged(pact)
        ids += self._bound(pact)
        talking = self._talking(pact)
        ids += talking
        alone.update(talking if len(talking) == 1 else ())
        between = {self.body(m) for m in self._mediators.of(pact)}
        found: dict[str, str] = {}
        for m in [inner for id in ids for inner in self._named(id)]:
            actor, body = self._scene.actors.by_id[m], self.body(m)
            if self.is_nobody(m) or actor.country in NO_STATES:
                continue
            wish = m in alone or pact.status == "proposed"
            fights = body in self._fighting or actor.kind == "group" or "REB" in actor.sector
            if body not in between and (fights or not wish):
                found.setdefault(body, m)
        return found

    def _undone(self, event: Event) -> bool:
        """Whether somebody is said not to have agreed, which makes nobody a side."""
        judged = self._finder.statuses.judged(event.word)
        return event.sign.event in ("AGREE", "RETREAT") and judged.factuality == "CT-"

    def _of_status(self, pact: Pact) -> list[str]:
        """Those who do what becomes of it: "signed it with Orsinia", "a truce that Elbia declared"."""
        parse, found = self._parse, []
        for status, word in dict.fromkeys([*pact.told, (pact.status, pact.status_word)]):
            if word is None or status not in BY_SIDES or parse.pos[word] != "VERB":
                continue
            if parse.lemmas[word] in TELLING and not all(map(self.fights, self._arguments.people(agents(parse, word)))):
                continue
            relative = parse.heads[word] == pact.top and parse.deps[word] == "acl:relcl" and not is_passive(parse, word)
            if pact.top in objects(parse, word):
                found += self._arguments.people(agents(parse, word)) or self._joined_before(word)
                found += self._arguments.people(w for case, w in obliques(parse, word) if case in ("with", "between"))
            elif relative and not any(parse.lowers[w] in ("which", "that") for w in agents(parse, word)):
                found += self._arguments.people(w for w in agents(parse, word) if w != pact.top)
        return found

    def _between(self, word: int) -> list[str]:
        """Those after "between", in the order of the words: the tree often hangs the second one elsewhere."""
        parse = self._parse
        end = parse.sentences[parse.sentence_of[word]][1]
        near = range(word + 1, min(end, word + NEAR))
        at = next((i for i in near if parse.lowers[i] == "between" and parse.pos[i] == "ADP"), None)
        found: list[str] = []
        while at is not None:
            mention = next((m for i in range(at + 1, min(end, at + 4)) if (m := self._scene.actors.at(i))), None)
            if mention is None:
                break
            found.append(mention.id)
            after = self._scene.actors.ranges[mention.id][1]
            at = after if after < end and parse.lowers[after] in JOINING else None
        return found if len(found) > 1 else []

    def _joined_before(self, verb: int) -> list[str]:
        """Those right before a verb that the tree gives no subject, as after a dateline: "TARN — Elbia signed"."""
        parse, at = self._parse, verb
        first = parse.sentences[parse.sentence_of[verb]][0]
        if any(parse.deps[c].startswith("nsubj") for c in below(parse, verb)):
            return []
        found: list[str] = []
        while at > first and (mention := self._scene.actors.at(at - 1)) is not None:
            found.insert(0, mention.id)
            at = self._scene.actors.ranges[mention.id][0]
            while at > first and parse.pos[at - 1] == "DET":
                at -= 1
            if at == first or parse.lowers[at - 1] not in JOINING:
                break
            at -= 1
        return found

    def _talking(self, pact: Pact) -> list[str]:
        """Those who negotiate it, where the verb is none of mediating: "Elbia and Orsinia discussed a truce"."""
        word, parse = pact.status_word, self._parse
        if word is None or pact.status != "negotiated" or parse.pos[word] != "VERB":
            return []
        if parse.lemmas[word] in self._scene.cues.mediation_verbs:
            return []
        return [inner for m in self._arguments.people(agents(parse, word)) for inner in self._named(m)]

    def _committed(self, event: Event) -> tuple[str, ...]:
        """Those who do it; of what mediators may announce too only those who fight."""
        doers = self._arguments.of(event)[0]
        return tuple(m for m in doers if self.fights(m)) if self._parse.lemmas[event.clause] in TELLING else doers

    def _bound(self, pact: Pact) -> list[str]:
        """Those whom it binds: "the accord obliges Elbia to withdraw"."""
        parse, verb = self._parse, self._parse.heads[pact.top]
        if parse.deps[pact.top] != "nsubj" or parse.lemmas[verb] not in BINDING:
            return []
        return self._arguments.people(objects(parse, verb))

    def _charged(self, pact: Pact) -> list[str]:
        """Those who charge each other with breaking it; of others who charge somebody only whom they charge."""
        word, parse = pact.status_word, self._parse
        if word is None or pact.status != "violated":
            return []
        for _ in range(DEPTH):
            word = parse.heads[word]
            claim = self._claims.get(word)
            if claim is not None and claim.event == "ACCUSE":
                fighting = [m for m in claim.actors if self.fights(m)]
                return [*(claim.actors if len(claim.actors) > 1 else fighting), *claim.recipients]
            if parse.heads[word] == word:
                break
        return []

    def fights(self, mention: str) -> bool:
        """Whether somebody takes part in the fighting that the report tells of."""
        return self.body(mention) in self._fighting or self._is_armed(mention)

    def _is_armed(self, mention: str) -> bool:
        actor = self._scene.actors.by_id[mention]
        return actor.kind == "group" or "REB" in actor.sector

    def _named(self, mention: str) -> list[str]:
        """A mention, or those for whom it stands: "negotiators from Elbia", "the Front's leader", "they"."""
        parse, scene = self._parse, self._scene
        actor, head = scene.actors.by_id[mention], scene.actors.heads.get(mention)
        if head is not None and parse.lowers[head] in PLURAL and actor.refers_to is not None:
            named = scene.actors.heads.get(actor.refers_to)
            return [mention, *(self._arguments.people([named]) if named is not None else [])]
        if actor.kind == "person" and (actor.actor or "") in self._led:
            return [self._led[actor.actor or ""]]
        inside = [c for c in (below(parse, head) if head is not None else ()) if parse.deps[c] in INSIDE]
        several = self._arguments.people(c for c in inside if parse.deps[c] == "nmod")
        if len(several) > 1 and head is not None and parse.tags[head] == "NNS":
            return several  # "envoys of Elbia and the Front"
        if actor.actor is not None or actor.country is not None:
            return [mention]
        return self._arguments.people(inside)

    def _leaders(self) -> dict[str, str]:
        """For each person who is said to be somebody's leader or spokesman, whose: the group or state."""
        parse, actors = self._parse, self._scene.actors
        found: dict[str, str] = {}
        for actor in actors.records:
            head = actors.heads.get(actor.id)
            if actor.kind != "person" or actor.actor is None or head is None or actor.actor in found:
                continue
            first, after = actors.ranges[actor.id]
            for c in (c for c in below(parse, head) if first <= c < after and parse.deps[c] in OWNERS):
                body = actors.headed_by(c)
                if body is not None and body.kind in SIDED and body.actor not in (None, actor.actor):
                    found.setdefault(actor.actor, body.id)
        return found

    def of_report(self) -> dict[str, str]:
        """The two sides that fight each other in the report; nobody where they are fewer or more."""
        found: dict[str, str] = {}
        for actor in self._scene.actors.records:
            body = self.body(actor.id)
            sided = actor.kind in SIDED and actor.country not in NO_STATES
            if sided and body in self._fighting and actor.actor is not None:
                found.setdefault(body, actor.id)
        return found if len(found) == 2 else self._at_home()

    def _at_home(self) -> dict[str, str]:
        """The only armed group of a report and the state whose group it is; nobody where there are several."""
        armed = {a.actor: a for a in self._scene.actors.records if a.kind == "group" and "REB" in a.sector and a.actor}
        country = next((a.country for a in armed.values()), None)
        state = next((a for a in self._scene.actors.records if a.kind == "state" and a.country == country), None)
        if len(armed) != 1 or country is None or state is None:
            return {}
        return {self.body(m.id): m.id for m in (*armed.values(), state)}

    def are_both(self, pact: Pact) -> bool:
        """Whether the sides of what the report is about do something with another agreement: "both rejected it"."""
        parse, word = self._parse, pact.status_word
        found = agents(parse, word) if word is not None and parse.pos[word] == "VERB" else []
        return any(parse.tags[w] == "NNS" and parse.lemmas[w] in SIDES for w in found)

    def is_nobody(self, mention: str) -> bool:
        """Whether a mention names nobody who takes part in an agreement: a paper, somebody unknown."""
        actor = self._scene.actors.by_id[mention]
        return actor.kind in NO_SIDE or not (actor.country or actor.actor)

    def body(self, mention: str) -> str:
        """What one party is counted as: the state that an official or army speaks for, else the body itself."""
        actor = self._scene.actors.by_id[mention]
        return actor.actor or actor.country or mention

    def countries(self, pact: Pact) -> set[str]:
        """The countries of the places inside a mention's phrase: "the truce in Elbia"."""
        found = set()
        for c in below(self._parse, pact.word):
            place = self._scene.places.at(c) if self._parse.deps[c] in ("nmod", "compound", "obl") else None
            if place is not None and place.country is not None:
                found.add(place.country)
        claim = self._claims.get(pact.event.word) if pact.event is not None else None
        for place in (self._scene.places.by_id[p] for p in (claim.where if claim is not None else ())):
            if place.country is not None:
                found.add(place.country)
        return found
