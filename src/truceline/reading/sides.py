"""Those who may be the sides of an event: who stands for the same body, who is known, who is only where it was."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.reading.clauses import CONJUNCTS, DEPTH, below, cases
from truceline.reading.events import Event
from truceline.reading.frames import spread
from truceline.reading.roles import is_city
from truceline.reading.scene import Scene

NESTING = 3  # how deep a phrase is searched for who it speaks of
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "into", "around", "across"})
SPEAKING_OF = frozenset({"ACCUSE", "SUPPORT"})  # speak of events, and not to the place where those were
PEOPLE = frozenset({"CVL", "OPP", "REB", "REF", "LAB", "EDU", "CRM"})  # sectors that stand against their own state


class Sides:
    """The mentions of one report, as sides of its events.

    Args:
        scene: The parse, and the mentions in it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse

    def without_scenes(self, event: Event, mentions: list[str]) -> list[str]:
        """The mentions without the places in which the others are hit: "strikes on militants in Orsinia".

        Whoever blames or praises something that happened in a town does not blame the town.
        """
        heads = self._scene.actors.heads
        if event.sign.reciprocal and event.sign.mode is None:  # "discussed efforts for Talas" with others
            mentions = [m for m in mentions if self.is_known_body(m) or not is_city(self._scene, heads.get(m, 0))]
        scenes = [m for m in mentions if self.is_scene(heads.get(m, 0))]
        others = [m for m in mentions if m not in scenes]
        if others or event.sign.event not in SPEAKING_OF:
            return others or mentions
        return [m for m in scenes if not is_city(self._scene, heads[m])]

    def is_scene(self, word: int) -> bool:
        """Whether a word stands in a phrase that says where: "in Talas", "in the war of the Orsinians"."""
        parse = self._parse
        for _ in range(NESTING + 1):
            if cases(parse, word) in LOCATIVE:
                return True
            head = parse.heads[word]
            if head == word or parse.pos[head] in ("VERB", "AUX"):
                return False
            word = head
        return False

    def others(self, mentions: Iterable[str], actors: Iterable[str]) -> list[str]:
        """The mentions that stand for nobody among the actors."""
        bodies = {self.body(m) for m in actors}
        return [m for m in mentions if m not in bodies and self.body(m) not in bodies]

    def is_household(self, actors: list[str]) -> bool:
        """Whether all but the first of those who act are his: "Mor and his party"."""
        heads, by_id = self._scene.actors.heads, self._scene.actors.by_id
        first, *others = sorted(actors, key=lambda m: by_id[m].start)
        return all(
            any(self._parse.tags[c] == "PRP$" for c in below(self._parse, heads[m])) for m in others
        ) and self._parse.tags[heads[first]] not in ("PRP", "NNS", "NNPS")

    def body(self, mention: str) -> str:
        """The body that a mention stands for, a state's people apart from it; else the first mention of it."""
        actors = self._scene.actors.by_id
        for _ in range(DEPTH):
            found = actors[mention]
            if found.actor is not None or found.refers_to is None or found.refers_to not in actors:
                people = found.kind == "population" or not PEOPLE.isdisjoint(found.sector)
                return f"{found.actor} people" if people and found.actor else found.actor or mention
            mention = found.refers_to
        return mention

    def is_known_body(self, mention: str) -> bool:
        """Whether a mention stands for a body, and is no mere place."""
        return self._scene.actors.by_id[mention].actor is not None

    def is_known(self, mention: str) -> bool:
        """Whether it is known who a mention is, or whose."""
        actor = self._scene.actors.by_id[mention]
        return actor.actor is not None or actor.country is not None

    def is_somebody(self, word: int) -> bool:
        """Whether a noun or what is coordinated with it is somebody, not only something of theirs."""
        return any(self._scene.mention(w) is not None for w in spread(self._parse, [word]))

    def ordered(self, ids: list[str]) -> tuple[str, ...]:
        """The ids in text order, as many as a list may have."""
        start = {m: self._scene.actors.by_id[m].start for m in ids}
        return tuple(sorted(ids, key=lambda m: (start[m], m)))[:CONJUNCTS]
