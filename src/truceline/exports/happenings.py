"""Events as the profiles of other datasets need them: the claims that say it happened, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from truceline.exports.columns import table_data
from truceline.exports.texts import Texts
from truceline.ledger import ClaimRow
from truceline.model import Actor, Place, Span

_FIRM = ("CT+", "PR+")
_CAME_TRUE = ("happened", "ongoing")
_PRECISIONS = ("point", "city", "district", "region", "country", "larger")
_STATE = frozenset(("government", "military", "police"))
_ARMED = frozenset(("military", "police", "rebels", "militia", "unidentified"))
_BEFORE_A_PLACE = 24  # code points in which "near" may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, as those claims tell it that hold that it happened."""

    id: str  # lasting id of the event
    event: str  # one of PLOVER's 16
    mode: str | None
    claims: tuple[ClaimRow, ...]  # those who say so, in the order of the ledger; at least one
    denied_by: tuple[str, ...]  # names of those who deny it
    origins: Mapping[str, str] = field(default_factory=dict)  # claim to speech act: those of one have the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When it was."""

    first: str  # YYYY-MM-DD
    last: str
    said: bool  # whether a claim says so; else it is the day of the first report

    @property
    def length(self) -> int:
        """How many days it may have been."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    @property
    def middle(self) -> str:
        """The middle day, the earlier of two."""
        first = date.fromisoformat(self.first).toordinal()
        return date.fromordinal(first + (self.length - 1) // 2).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it was."""

    place: Place
    country: str | None
    near: bool  # by the place, not in it
    words: str  # as a report has it, with the word before


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Somebody on one side of it."""

    kind: str  # government, military, police, rebels, militia, unidentified, civilians, protesters, external
    actor: Actor

    @property
    def of_state(self) -> bool:
        """Whether a state acts."""
        return self.kind in _STATE

    @property
    def armed(self) -> bool:
        """Whether they bear arms."""
        return self.kind in _ARMED


def holds(claim: ClaimRow) -> bool:
    """Whether a claim says that its event came true, in a report that was not taken back."""
    told = claim.claim
    return told.factuality in _FIRM and told.phase in _CAME_TRUE and claim.report.withdrawn is None


def days_of(happening: Happening) -> Days | None:
    """When it was: the narrowest days that a claim says, of several the ones that most say."""
    spans = [(c.first, c.last) for c in happening.claims if c.when and c.first and c.last]
    if spans:
        often = Counter(spans)
        first, last = min(often, key=lambda span: (_length(span), -often[span], span))
        return Days(first=first, last=last, said=True)
    known = min((c.report.known[:10] for c in happening.claims), default=None)
    return Days(first=known, last=known, said=False) if known else None


def where_of(happening: Happening, texts: Texts) -> Where | None:
    """Where it was: the most precise place with coordinates, of several the one that most claims name."""
    found = [(p, c) for c in happening.claims for p in c.where if p.latitude is not None and p.longitude is not None]
    if not found:
        return None
    often = Counter(_key(p) for p, _ in found)
    place, claim = min(found, key=lambda one: (_rank(one[0]), -often[_key(one[0])], _key(one[0])))
    span = Span(start=place.start, end=place.end)
    before, words, _ = texts.around(claim, span, reach=_BEFORE_A_PLACE)
    last = before.split()[-1:] or [""]
    last = before.split()[-2:-1] or [""] if last[0].lower() == "the" else last
    near = last[0].lower() in table_data("sides")["near"]["words"]
    return Where(place=place, country=place.country, near=near, words=f"{last[0]} {words}".strip() if near else words)


def sides_of(happening: Happening) -> tuple[list[Side], list[Side]]:
    """Who did it and to whom it was done, those first that most claims name; each body once.

    What several do to each other (a clash, an accord) has nobody else on the other side: there the first stands alone.
    """
    doers = _sides(m for c in happening.claims for m in c.actors)
    others = _sides(m for c in happening.claims for m in c.recipients)
    keys = {_body(side.actor) for side in doers}
    others = [side for side in others if _body(side.actor) not in keys]
    together = any(len(_sides(c.actors)) > 1 for c in happening.claims)
    return (doers[:1], doers[1:]) if together and not others else (doers, others)


def kind_of(mention: Actor) -> str | None:
    """What kind of side somebody is; None where nothing tells, as of a town."""
    data = table_data("sides")
    words = (mention.name or "").lower().split()
    if set(words) & set(data["protesters"]["words"]):
        return "protesters"
    for sector in mention.sector:
        if sector in data["side"]:
            return str(data["side"][sector])
    found = data["country"].get(mention.country) or data["kind"].get(mention.kind)
    return str(found) if found else None


def is_anybody(mention: Actor) -> bool:
    """Whether people are meant of whom nobody says whether they bore arms: "27 people"."""
    words = (mention.name or "").lower().split()
    return not mention.named and bool(set(words) & set(table_data("sides")["anybody"]["words"]))


def outlets_of(claims: Iterable[ClaimRow]) -> list[str]:
    """Who published them, each once, in order."""
    return list(dict.fromkeys(c.report.outlet for c in claims if c.report.outlet))


def _sides(mentions: Iterable[Actor]) -> list[Side]:
    often: Counter[str] = Counter()
    first: dict[str, Side] = {}
    for mention in mentions:
        kind = kind_of(mention)
        if kind is not None:
            often[_body(mention)] += 1
            first.setdefault(_body(mention), Side(kind=kind, actor=mention))
    # "Troops" beside an army with a name may be that army: a description is nobody of its own then.
    known = {side.kind for side in first.values() if side.actor.actor}
    own = [body for body, side in first.items() if side.actor.actor or side.kind not in known]
    return [first[body] for body in sorted(own, key=lambda body: (not first[body].actor.actor, -often[body]))]


def _body(mention: Actor) -> str:
    """What makes two mentions one body on a side: a state's army is not its government."""
    kind = kind_of(mention)
    if mention.actor and mention.kind == "person" and mention.country and kind in _STATE:
        return f"{mention.country} {kind}"
    return f"{mention.actor or (mention.name or '').lower()} {kind}"


def _key(place: Place) -> str:
    return f"{place.geonameid} {place.name}"


def _rank(place: Place) -> int:
    return _PRECISIONS.index(place.precision) if place.precision in _PRECISIONS else len(_PRECISIONS)


def _length(span: tuple[str, str]) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days
