"""The sides of an agreement, and where it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from truceline.model import Claim
from truceline.reading.arguments import Arguments
from truceline.reading.clauses import (
    agents,
    below,
    objects,
    obliques,
)
from truceline.reading.mediators import Mediators
from truceline.reading.pacts import Pact, PactFinder
from truceline.reading.scene import Scene

PARTY_EVENTS = frozenset({"AGREE", "RETREAT", "REJECT", "CONCEDE"})  # whose actors are sides of it
NO_SIDE = frozenset({"outlet"})
NO_STATES = frozenset({"IGO", "UNO", "NGO", "NGM", "MNC", "EUR"})  # codes of bodies that are no side of a war
NEAR = 12  # words from an agreement to "between"
JOINING = frozenset({"and", ","})
BINDING = frozenset({"oblige", "require", "bind", "commit", "compel", "force"})
FIGHTING = frozenset({"ASSAULT", "ACCUSE"})  # what those do to each other who have a truce to make
REBELS = frozenset({"REB", "PRM"})
STATES = frozenset({"GOV", "MIL"})  # sectors that stand for their state
OFTEN = 2  # how much oftener one pair fights than the next, where it is the pair of the report
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

    def of(self, pact: Pact) -> dict[str, str]:
        """The sides that a mention names: those of its own event, and those who agreed to it, signed or broke it."""
        ids: list[str] = []
        alone: set[str] = set()  # who is tied to it as the only one, and only as a wish
        own = pact.event
        if own is not None and (own.sign.event in PARTY_EVENTS or own.sign.reciprocal):
            actors, recipients = self._arguments.of(own)
            ids += actors
            if len(actors) == 1 and self._finder.judged(own.word).factuality == "Uu":
                alone.update(actors)
            if own.sign.reciprocal or pact.kind == "exchange":
                ids += recipients
        else:
            ids += self._arguments.named_in(pact.word)
            if own is not None and pact.status == "violated":
                ids += self._arguments.of(own)[0]
        for event in pact.events:
            if event.sign.event in ("AGREE", "REJECT", "RETREAT", "ASSAULT"):
                doers = self._arguments.of(event)[0]
                ids += doers
                if self._parse.pos[event.word] == "NOUN":
                    alone.update(doers)  # whoever has proposed it
                else:
                    alone.difference_update(doers)
        ids += self._of_status(pact)
        ids += self._bound(pact)
        ids += self._between(pact.word)
        talking = self._talking(pact)
        ids += talking
        alone.update(talking if len(talking) == 1 else ())
        between = {self.body(m) for m in self._mediators.of(pact)}
        found: dict[str, str] = {}
        for m in [inner for id in ids for inner in self._named(id)]:
            m = self.spoken_for(m) if self._scene.actors.by_id[m].kind == "person" else m
            actor, body = self._scene.actors.by_id[m], self.body(m)
            if actor.kind in NO_SIDE or actor.country in NO_STATES or not (actor.country or actor.actor):
                continue
            wish = m in alone or pact.status == "proposed"
            if body not in between and (not wish or body in self._fighting or actor.kind == "group"):
                found.setdefault(body, m)
        return found

    def _of_status(self, pact: Pact) -> list[str]:
        """Those who do what becomes of it: "signed it with Orsinia", "suspended the truce"."""
        word, parse = pact.status_word, self._parse
        if (
            word is None
            or pact.status not in BY_SIDES
            or parse.pos[word] != "VERB"
            or pact.top not in objects(parse, word)
        ):
            return []
        doers = self._arguments.people(agents(parse, word)) or self._joined_before(word)
        return doers + self._arguments.people(w for case, w in obliques(parse, word) if case in ("with", "between"))

    def _bound(self, pact: Pact) -> list[str]:
        """Those whom it is said to bind: "the truce obliges the army and the rebels to withdraw"."""
        parse, verb = self._parse, self._parse.heads[pact.top]
        if parse.deps[pact.top] != "nsubj" or parse.lemmas[verb] not in BINDING:
            return []
        return self._arguments.people(objects(parse, verb))

    def opponents(self) -> tuple[str, str] | None:
        """The two that fight each other in this report, by mention; None where there are none, or several pairs."""
        pairs: Counter[frozenset[str]] = Counter()
        mentions: dict[str, str] = {}
        for claim in self._claims.values():
            if claim.event not in FIGHTING:
                continue
            sides = [{self._side(m): m for m in ids} for ids in (claim.actors, claim.recipients)]
            for side in sides:
                side.pop(None, None)
                mentions.update({key: m for key, m in side.items() if key is not None and key not in mentions})
            pairs.update(
                frozenset({one, other})
                for one in sides[0]
                for other in sides[1]
                if one is not None and other is not None
            )
        ranked = [(n, pair) for pair, n in pairs.items() if len(pair) == 2]
        ranked.sort(key=lambda entry: (-entry[0], sorted(entry[1])))
        if not ranked or (len(ranked) > 1 and ranked[0][0] < OFTEN * ranked[1][0]):
            return None
        one, other = sorted(ranked[0][1], key=lambda key: self._scene.actors.by_id[mentions[key]].start)
        return self.spoken_for(mentions[one]), self.spoken_for(mentions[other])

    def _side(self, mention: str) -> str | None:
        """A state, by its country, or an armed group, by its id, that a mention belongs to."""
        actor = self._scene.actors.by_id[mention]
        if actor.country in NO_STATES or actor.kind in NO_SIDE:
            return None
        if not REBELS.isdisjoint(actor.sector):
            return actor.actor if actor.actor is not None and actor.named else None
        if actor.kind == "state" or not STATES.isdisjoint(actor.sector) or (actor.actor and not actor.sector):
            return actor.country
        return None

    def spoken_for(self, mention: str) -> str:
        """The first mention of the state that somebody in office or in uniform speaks or acts for, else the mention."""
        actor = self._scene.actors.by_id[mention]
        if actor.kind == "state" or actor.country is None or STATES.isdisjoint(actor.sector):
            return mention
        state = next((m for m in self._scene.actors if m.kind == "state" and m.country == actor.country), None)
        return state.id if state is not None else mention

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

    def _named(self, mention: str) -> list[str]:
        """A mention, or where nothing is known of it those inside its phrase: "negotiators from Elbia"."""
        actor = self._scene.actors.by_id[mention]
        if actor.actor is not None or actor.country is not None:
            return [mention]
        head = self._scene.actors.heads.get(mention)
        inside = below(self._parse, head) if head is not None else ()
        return self._arguments.people(c for c in inside if self._parse.deps[c] in ("nmod", "compound", "amod"))

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
