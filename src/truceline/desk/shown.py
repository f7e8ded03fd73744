"""Claims as people read them: plain words in place of codes, and an address for everything that can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from truceline.exports import wording
from truceline.ledger import ClaimRow, ReportRow
from truceline.model import Actor, Claim, Link, Place

SIGNS = {"happened": "●", "planned": "○", "hedged": "◐", "denied": "✗", "open": "?"}
SIGN_WORDS = {
    "happened": "said to have happened",
    "planned": "said to be to come",
    "hedged": "said to be probable or possible",
    "denied": "said not to have happened",
    "open": "open whether",
}
_PRECISIONS = {"district": "district", "region": "region", "country": "country", "larger": "larger area"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that leads somewhere."""

    name: str
    href: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A link of a chain."""

    name: str
    named: bool
    href: str | None
    via: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim, ready for a template."""

    id: str
    short: str
    sign: str  # a key of `SIGNS`
    what: str
    mode: str | None
    event: str  # the code
    who: tuple[Named, ...]
    whom: tuple[Named, ...]
    where: tuple[Named, ...]
    when: str | None  # None where only the report's day is known
    counts: tuple[str, ...]
    holds: tuple[str, ...]  # phase, factuality, medium
    chain: tuple[ShownLink, ...]
    denials: tuple[tuple[ShownLink, ...], ...]
    words: str
    report: ReportRow
    first: str | None
    last: str | None
    agreement: str | None
    origins: int | None = None  # on how many origins what it says rests, where that was judged
    event_id: str | None = None

    @property
    def href(self) -> str:
        """Its page."""
        return f"/claims/{self.id}"

    @property
    def words_href(self) -> str:
        """Its words in its report."""
        return f"/reports/{self.report.id}#w-{self.short}"


def shown(row: ClaimRow, *, origins: int | None = None, event: str | None = None) -> Shown:
    """A claim of the ledger."""
    claim = row.claim
    return Shown(
        id=row.id,
        short=claim.id,
        sign=sign_of(claim),
        what=wording.EVENTS.get(claim.event, claim.event.lower()),
        mode=claim.mode.replace("_", " ").replace("-", " ") if claim.mode else None,
        event=claim.event,
        who=_people(row.actors),
        whom=_people(row.recipients),
        where=_places(row.where),
        when=wording.days(row.first, row.last) if row.when else None,
        counts=tuple(dict.fromkeys(wording.count(c) for c in row.counts)),
        holds=tuple(holds(claim)),
        chain=links(claim.chain),
        denials=tuple(links(chain) for chain in claim.denied_by),
        words=wording.on_one_line(row.words),
        report=row.report,
        first=row.first,
        last=row.last,
        agreement=claim.agreement,
        origins=origins,
        event_id=event,
    )


def sign_of(claim: Claim) -> str:
    """How it is held, as a key of `SIGNS`."""
    if claim.factuality.endswith("-"):
        return "denied"
    if claim.factuality in ("PR+", "PS+"):
        return "hedged"
    if claim.phase not in wording.HAPPENED or "future" in claim.auxiliary:
        return "planned"
    return "open" if claim.factuality == "Uu" else "happened"


def holds(claim: Claim) -> Iterable[str]:
    """What its phase, factuality and medium add in words."""
    phase = wording.PHASES.get(claim.phase) or wording.auxiliary(claim.auxiliary)
    for word in (phase, wording.factuality(claim.factuality, claim.phase)):
        if word:
            yield word
    if claim.medium and claim.medium != "statement":
        yield f"from {'' if claim.medium == 'data' else 'a '}{claim.medium}"


def links(chain: tuple[Link, ...]) -> tuple[ShownLink, ...]:
    """A chain, from the origin out."""
    found = []
    for number, link in enumerate(chain):
        last = number == len(chain) - 1
        name = wording.on_one_line(link.name) if link.name else "the publisher" if last else "somebody not named"
        found.append(ShownLink(name=name, named=link.named, href=href_of(link, outlet=last), via=link.via))
    return tuple(found)


def href_of(link: Link, *, outlet: bool = False) -> str | None:
    """The page of a link of a chain."""
    if outlet and link.name:
        return address("/source", outlet=link.name)
    return address("/actor", id=link.actor) if link.actor else None


def _people(mentions: Iterable[Actor]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for m in mentions:
        name = wording.on_one_line(m.name) if m.name else "somebody not named"
        found.setdefault(name, Named(name=name, href=address("/actor", id=m.actor) if m.actor else None))
    return tuple(found.values())


def _places(places: Iterable[Place]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for p in places:
        name = wording.on_one_line(p.name)
        place = str(p.geonameid) if p.geonameid else p.name
        note = _PRECISIONS.get(p.precision or "")
        found.setdefault(name, Named(name=name, href=address("/", place=place), note=note))
    return tuple(found.values())


def address(path: str, /, **asked: str | int | None) -> str:
    """A path with what is asked; what is None or empty is left out."""
    said = {key: str(value) for key, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(said, quote_via=quote)}" if said else path


def changed(path: str, now: Mapping[str, str], **other: str | None) -> str:
    """The same page asked for something else; always from its first part on."""
    return address(path, **{key: value for key, value in {**now, **other}.items() if key != "page"})
