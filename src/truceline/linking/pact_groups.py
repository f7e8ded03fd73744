"""Which agreements, as reports tell them, are one: what was judged, and what came since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from truceline.ledger import Judgement, Ledger, View
from truceline.ledger.noted import Place, Pointing, is_newer
from truceline.ledger.questions import bound_of
from truceline.linking.outlines import Outline, note_of, order_in, outline_of
from truceline.linking.same_pact import PART, Grouping, Home, Ruled
from truceline.linking.tellings import tellings_of

KIND = "agreement"
PROGRAM = "truceline"  # what the names of programs begin with; other judges are people
NOTES = "agreements 1"  # another way of comparing them gets another name, and so begins anew

Order = tuple[str, str, bool, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PactGroup:
    """The tellings of one agreement, in their order."""

    numbers: tuple[int, ...]
    members: tuple[str, ...]  # lasting ids
    first: str  # when the first was known
    last: str


class Groups:
    """The agreements of a ledger.

    Args:
        view: Of the ledger, whatever its day.
    """

    def __init__(self, view: View) -> None:
        self._noted = noted = view.noted(kind=KIND, name=NOTES, program=PROGRAM)
        self._made: dict[int, str] = {}  # notes that are not kept yet
        self._since = noted.done()
        self._came = noted.came(self._since)

    def standing(self, as_of: str | None) -> list[PactGroup]:
        """Those that stand as of a day, in the order of their beginning."""
        places = self._noted.places(as_of)
        leaders = self._leaders(places)
        bound = bound_of(as_of) if as_of is not None else None
        found: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            if place.until is None or (bound is not None and place.until > bound):
                found[leaders.get(place.id, place.id)].append(place)
        groups = [self._group(members) for members in found.values()]
        return [group for _, group in sorted(groups, key=lambda pair: pair[0])]

    def judgements(self, program: str) -> Iterator[Judgement]:
        """What there is to judge anew of all that is there now."""
        places, pointing = self._noted.places(), self._noted.pointing()
        grouping = self._grouped(places, pointing, anew=True)
        for id in grouping.judged:
            if "ruled" not in grouping.homes[id].reasons:
                yield from _judged(id, grouping.homes[id], pointing.get(id), program)

    def link(self, ledger: Ledger, program: str) -> int:
        """Judge what came since the last time; says how many judgements are new."""
        places = self._noted.places()
        if not self._has_come(places):
            if self._came.last != self._since:
                self._noted.keep([], done=self._came.last)
            return 0
        pointing = self._noted.pointing()
        grouping = self._grouped(places, pointing)
        homes = ((id, grouping.homes[id]) for id in grouping.judged)
        written = ledger.judge(one for id, home in homes for one in _judged(id, home, pointing.get(id), program))
        self._noted.keep([*self._made.items()], done=self._came.last)
        return written

    def _leaders(self, places: list[Place]) -> dict[str, str]:
        """The first telling of the agreement of each, as far as it is another one."""
        pointing = self._noted.pointing()
        if not self._has_come(places):
            return {id: one.above for id, one in pointing.items() if one.above is not None}
        return {id: home.leader for id, home in self._grouped(places, pointing).homes.items()}

    def _has_come(self, places: Iterable[Place]) -> bool:
        """Whether there is anything that was not judged."""
        came = self._came
        return bool(
            came.again
            or came.of_articles
            or came.ruled
            or any(place.note is None or is_newer(place.n, self._since) for place in places)
        )

    def _grouped(self, places: list[Place], pointing: dict[str, Pointing], *, anew: bool = False) -> Grouping:
        came, since = self._came, self._since
        outlines = self._outlines(places)
        known: dict[str, Home] = {}
        if not (anew or came.again):
            there = {one.id for one in outlines}
            for place in places:
                home = _home(place.id, pointing.get(place.id))
                if place.note is not None and not is_newer(place.n, since) and home.leader in there:
                    known[place.id] = home
        grouping = Grouping(self._ruled(), known, fresh=came.ruled, replaced=came.of_articles)
        grouping.take(outlines)
        return grouping

    def _outlines(self, places: list[Place]) -> list[Outline]:
        notes = {place.n: place.note for place in places if place.note is not None}
        rows = self._noted.rows([place.n for place in places if place.n not in notes])
        claims = self._noted.claims_with({id for row in rows.values() for id in row.claims})
        for n, row in rows.items():
            (telling,) = tellings_of([row], claims)
            notes[n] = self._made[n] = note_of(telling)
        return [
            outline_of(
                notes[place.n], n=place.n, id=place.id, report=place.report, known=place.known, until=place.until
            )
            for place in places
            if place.n in notes
        ]

    def _group(self, members: list[Place]) -> tuple[Order, PactGroup]:
        """A group, and its place in the order of beginning."""
        placed = sorted((self._order(place), place) for place in members)
        first, last = placed[0], placed[-1]
        group = PactGroup(
            numbers=tuple(place.n for _, place in placed),
            members=tuple(place.id for _, place in placed),
            first=first[1].known,
            last=last[1].known,
        )
        return first[0], group

    def _order(self, place: Place) -> Order:
        part, number = order_in(place.note or self._made[place.n])
        return place.known, place.report, part, number, place.id

    def _ruled(self) -> Ruled:
        """What people have ruled: subjects and objects are one agreement, or with the score 0 are not."""
        return Ruled(
            (subject, other, judgement.score != 0)
            for judgement in self._noted.of_people()
            for subject in judgement.subjects
            for other in judgement.objects
        )


def _home(id: str, judged: Pointing | None) -> Home:
    if judged is None or judged.above is None:
        return Home(leader=id, part=False)
    return Home(leader=judged.above, part=f'"{PART}":' in judged.reasons)


def _judged(id: str, home: Home, before: Pointing | None, program: str) -> Iterator[Judgement]:
    """What to write down of a telling, in the place of what was."""
    if home.leader == id:
        if before is not None and before.above is not None:
            reasons = {"why": "what came later speaks against it"}
            yield Judgement(kind=KIND, subjects=(id,), score=0.0, reasons=reasons, by=program, supersedes=before.id)
        return
    same = before is not None and (before.above, before.score) == (home.leader, home.score)
    if before is not None and same and json.loads(before.reasons) == dict(home.reasons):
        return
    yield Judgement(
        kind=KIND,
        subjects=(id,),
        objects=(home.leader,),
        score=home.score,
        reasons=home.reasons,
        by=program,
        supersedes=before.id if before else None,
    )
