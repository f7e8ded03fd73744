"""Which claims tell of one event. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from truceline.ledger import ClaimRow
from truceline.linking.following import Choice
from truceline.linking.telling import Telling, dated, day_of, pair_signs, sign
from truceline.linking.words import Vector, likeness, rarest, stems, vector
from truceline.model import Place

_REAL = ("happened", "ongoing")
_SPAN = 7  # days that have one sign
_LONGEST = 31  # days: what may have happened on more is found by its report's day alone
_UNTOLD = 3  # days before the report on which something is taken to have happened, where it does not say when
_TOP = 4  # rare words whose pairs are signs
_CLOSE = 15.0  # kilometres between two names for the place of one event
_FAR = 150.0  # kilometres between two places that nobody takes for each other
_DAYS_OFF = 2  # days by which reports of one event may be wrong
_WIDE = ("country", "larger", "region")  # places too wide to tell two events apart
_ENOUGH = 3.0  # points that make two claims tell of one event
_FULL = 8.0  # points that leave no doubt

# What speaks for one event, and what against, in points.
_PLACE, _DAY, _ACTOR, _RECIPIENT, _NUMBER, _RANGE = 2.0, 0.75, 0.75, 0.75, 2.0, 0.5
_MODE, _TRIGGER, _STORY, _WORDS, _PEOPLE, _REPORT = 0.25, 0.5, 1.0, 2.0, 0.5, 2.0
_OTHER_ACTOR, _OTHER_PEOPLE, _OTHER_NUMBER, _OTHER_PLACE, _OTHER_DAY = -0.5, -1.0, -0.75, -2.0, -2.5
_VERBATIM = 0.9  # words so alike are the same sentence, whatever else was read around it
_STORY_LIKE = 0.3  # reports that are so alike may tell one story


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim, ready to be compared."""

    n: int
    id: str  # lasting
    claim: ClaimRow
    telling: Telling
    real: bool  # it happened, as the claim has it; not planned, offered, asked for
    first: int | None  # the days it may have happened on, as counts of days
    last: int | None
    dated: bool  # the claim says so itself
    places: tuple[Place, ...]  # narrow ones
    actors: frozenset[str]
    recipients: frozenset[str]
    people: frozenset[str]  # words for those it was done to that have no name
    counts: tuple[tuple[str, float | None, float | None], ...]
    trigger: str | None  # the word that names the event, without its ending
    words: Vector
    signs: tuple[int, ...]
    order: tuple[int, int, str]  # of judging: by day, and of one day the fullest first


def told_of(n: int, claim: ClaimRow, telling: Telling) -> Told:
    """A claim of a report, ready to be compared."""
    first, last = day_of(claim.first), day_of(claim.last)
    exact = bool(claim.when) and first is not None and last is not None
    if not exact and telling.day is not None:
        first, last = telling.day - _UNTOLD, telling.day
    actors = frozenset(actor.actor for actor in claim.actors if actor.actor)
    recipients = frozenset(actor.actor for actor in claim.recipients if actor.actor)
    counts = tuple((count.measure, count.low, count.high) for count in claim.counts)
    places = tuple(place for place in claim.where if place.precision not in _WIDE)
    trigger, words = _trigger(claim), vector(stems(claim.words))
    traits: list[tuple[object, ...]] = [("place", place.geonameid or place.name) for place in places]
    traits += [("number", *count) for count in counts]
    traits += [("who", actor, other) for actor in actors for other in recipients]
    traits += [("doer", actor, trigger) for actor in actors]
    traits += [("done to", other, trigger) for other in recipients]
    full = 2 * len(places) + len(actors) + len(recipients) + len(counts) + exact
    real = claim.claim.phase in _REAL
    return Told(
        n=n,
        id=claim.id,
        claim=claim,
        telling=telling,
        real=real,
        first=first,
        last=last,
        dated=exact,
        places=places,
        actors=actors,
        recipients=recipients,
        people=_people(claim),
        counts=counts,
        trigger=trigger,
        words=words,
        signs=_signs(f"event {claim.claim.event} {real}", traits, words, _spans(first, last), telling),
        order=(telling.order[0], -full, claim.id),
    )


def _people(claim: ClaimRow) -> frozenset[str]:
    """The last words of what those are called that it was done to and who have no name."""
    return frozenset(
        word
        for actor in claim.recipients
        if not actor.actor and actor.name
        for word in stems(actor.name)[-1:]
        if not word[0].isdigit()
    )


def _signs(
    kind: str, traits: Iterable[tuple[object, ...]], words: Vector, spans: Sequence[int | None], telling: Telling
) -> tuple[int, ...]:
    """What a claim is found by: traits and pairs of rare words by their weeks, and its report."""
    found = [sign(kind, *trait) for trait in traits] + pair_signs(kind, rarest(words, _TOP))
    return (*{dated(one, span) for one in found for span in spans}, dated(sign(kind, "in", telling.id), telling.day))


def _spans(first: int | None, last: int | None) -> Sequence[int | None]:
    """The first days of the weeks in which something may have happened."""
    if first is None or last is None:
        return [None]
    if last - first > _LONGEST:
        first = last - _UNTOLD
    return range(first - first % _SPAN, last + 1, _SPAN)


def _trigger(claim: ClaimRow) -> str | None:
    start = claim.claim.trigger.start - claim.claim.evidence.start
    end = claim.claim.trigger.end - claim.claim.evidence.start
    words = stems(claim.words[start:end]) if 0 <= start < end <= len(claim.words) else []
    return words[0] if words else None


Like = Callable[[Telling, Telling], float]  # how alike two reports are in their words


def chooser(like: Like) -> Callable[..., Choice | None]:
    """What decides which event a claim tells of: the one with the claim that it fits best, where it contradicts none.

    Args:
        like: Says how alike two reports are in their words.
    """

    def choose(told: Told, earlier: Sequence[tuple[Told, str]]) -> Choice | None:
        events: dict[str, list[Told]] = defaultdict(list)
        for other, leader in earlier:
            events[leader].append(other)
        best: tuple[float, str, Told, list[str]] | None = None
        for leader, members in events.items():
            for other, pair in _fitting(told, members, like):
                score = sum(pair.values())
                if score >= _ENOUGH and (best is None or score > best[0]):
                    best = (score, leader, other, sorted(name for name, value in pair.items() if value > 0))
        if best is None:
            return None
        score, leader, other, why = best
        return Choice(leader=leader, score=round(min(score / _FULL, 1.0), 3), reasons={"why": why, "like": other.id})

    return choose


def _fitting(told: Told, members: Sequence[Told], like: Like) -> list[tuple[Told, dict[str, float]]]:
    """The members of an event with what speaks for it and against it; none where one rules it out."""
    found = []
    for other in members:
        if (pair := points(told, other, like)) is None:
            return []
        found.append((other, pair))
    return found


def points(told: Told, other: Told, like: Like) -> dict[str, float] | None:
    """What speaks for one event and what against; None where it cannot be one."""
    if told.claim.claim.event != other.claim.claim.event or told.real != other.real:
        return None
    when, where = _when(told, other), _where(told, other)
    if when is None:
        return None
    worded = likeness(told.words, other.words)
    verbatim = worded >= _VERBATIM and told.trigger == other.trigger and told.telling.id != other.telling.id
    if where is None and not verbatim:
        return None
    found = {**when, **(where if where is not None else {"place": _OTHER_PLACE})}
    found |= _who(told, other) | _numbers(told, other)
    if told.trigger is not None and told.trigger == other.trigger:
        found["trigger"] = _TRIGGER
    mode = told.claim.claim.mode
    if mode is not None and mode == other.claim.claim.mode:
        found["mode"] = _MODE
    if told.telling.id == other.telling.id:
        if found.get("number", 0) > 0:  # one report hardly tells of two tolls that fit each other
            found["report"] = _REPORT
    elif like(told.telling, other.telling) >= _STORY_LIKE:
        found["story"] = _STORY
    found["words"] = _WORDS * worded
    if verbatim:
        found["verbatim"] = _WORDS
    return found


def _when(told: Told, other: Told) -> dict[str, float] | None:
    if told.first is None or told.last is None or other.first is None or other.last is None:
        return {}
    between = max(told.first, other.first) - min(told.last, other.last)
    if between > 0:
        return {"day": _OTHER_DAY} if between <= _DAYS_OFF and told.dated and other.dated else None
    exact = told.dated and other.dated and told.first == told.last == other.first == other.last
    return {"day": _DAY} if exact else {}


def _where(told: Told, other: Told) -> dict[str, float] | None:
    if not told.places or not other.places:
        return {}
    way = min(_way(place, its) for place in told.places for its in other.places)
    if way <= _CLOSE:
        return {"place": _PLACE}
    return {"place": _OTHER_PLACE} if way <= _FAR else None


def _way(place: Place, other: Place) -> float:
    """Kilometres between two places; far enough to differ, but not to be out of the question, where that is unknown."""
    if (place.geonameid is not None and place.geonameid == other.geonameid) or place.name == other.name:
        return 0.0
    if None in (place.latitude, place.longitude, other.latitude, other.longitude):
        return _FAR
    return kilometres(place, other)


def kilometres(place: Place, other: Place) -> float:
    """The way between two places with coordinates, in kilometres."""
    north, east, its_north, its_east = (
        radians(value or 0.0) for value in (place.latitude, place.longitude, other.latitude, other.longitude)
    )
    half = sin((its_north - north) / 2) ** 2 + cos(north) * cos(its_north) * sin((its_east - east) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _who(told: Told, other: Told) -> dict[str, float]:
    found: dict[str, float] = {}
    if told.actors and other.actors:
        found["actor"] = _ACTOR if told.actors & other.actors else _OTHER_ACTOR
    if told.recipients and other.recipients:
        found["recipient"] = _RECIPIENT if told.recipients & other.recipients else _OTHER_ACTOR
    if told.people and other.people:
        found["people"] = _PEOPLE if told.people & other.people else _OTHER_PEOPLE
    return found


def _numbers(told: Told, other: Told) -> dict[str, float]:
    found: dict[str, float] = {}
    for measure, low, high in told.counts:
        for its, its_low, its_high in other.counts:
            if measure == its:
                if (low, high) == (its_low, its_high):
                    value = _NUMBER if low == high else (_NUMBER + _RANGE) / 2
                else:
                    value = _RANGE if overlap(low, high, its_low, its_high) else _OTHER_NUMBER
                found["number"] = max(value, found.get("number", value))
    return found


def overlap(low: float | None, high: float | None, its_low: float | None, its_high: float | None) -> bool:
    """Whether two ranges, open where None, have a number in common."""
    above = low is None or its_high is None or low <= its_high
    return above and (high is None or its_low is None or its_low <= high)
