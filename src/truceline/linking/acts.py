"""Speech acts: which claims go back to one utterance, under whatever words and through whatever chain. Pure.

All that one speaker says in one report is one act; so is all that a publisher says there in its own words. Acts of
different reports are one where the speaker is the same and what is said fits, or where the reports are copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.ledger import ClaimRow
from truceline.linking.following import Choice
from truceline.linking.telling import BUCKET, Sameness, Telling, apart, dated, sign
from truceline.linking.words import Vector, likeness, rarest, stems, vector
from truceline.model import Count, Link

_DAYS = 3  # between two reports of one utterance, at most
_WORDS = 3  # rare words of what is said that are signs
_LIKE = 0.35  # what one speaker says in two reports is so alike in its words
_COPIED = 0.3  # what stands in two copies, so alike
_VAGUE = {(24.0, None), (40.0, None), (200.0, 999.0), (2000.0, 9999.0)}  # dozens, scores, hundreds, thousands
_SURE = {"copied": 0.95, "number": 0.9, "words": 0.8, "relay": 0.75}  # scores by reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one speaker says in one report."""

    n: int  # number of its first claim
    id: str  # lasting id of its first claim
    claims: tuple[ClaimRow, ...]
    telling: Telling
    speaker: str | None  # who, where that is known by name; of a publisher's own words the publisher
    unnamed: frozenset[str]  # else the words that describe who
    own: bool  # the publisher's own words
    through: frozenset[str]  # who passed it on, the publisher included
    content: frozenset[str]  # numbers, places, deeds
    words: Vector  # of what is said
    signs: tuple[int, ...]
    order: tuple[int, int, str]  # of judging


def acts(telling: Telling, claims: Mapping[int, ClaimRow]) -> list[Act]:
    """The speech acts of a report.

    Args:
        telling: The report.
        claims: Its claims by their numbers, in text order.
    """
    found: dict[tuple[str | None, frozenset[str], bool], list[int]] = defaultdict(list)
    for n, claim in claims.items():
        found[_who(claim)].append(n)
    return [_act(telling, who, {n: claims[n] for n in numbers}) for who, numbers in found.items()]


def _who(claim: ClaimRow) -> tuple[str | None, frozenset[str], bool]:
    chain = claim.claim.chain
    if len(chain) <= 1:
        return (_body(chain[0]) if chain else _outlet(claim)), frozenset(), True
    first = chain[0]
    if first.named:
        return _body(first), frozenset(), False
    return None, frozenset(stems(f"{first.name or ''} {first.actor or ''}")), False


def _body(link: Link) -> str | None:
    return link.actor or (link.name.casefold() if link.name else None)


def _outlet(claim: ClaimRow) -> str | None:
    return claim.report.outlet.casefold() if claim.report.outlet else None


def _act(telling: Telling, who: tuple[str | None, frozenset[str], bool], claims: Mapping[int, ClaimRow]) -> Act:
    speaker, unnamed, own = who
    rows = list(claims.values())
    first = min(claims)
    through = frozenset(body for row in rows for link in row.claim.chain[(not own) :] if (body := _body(link)))
    content = frozenset(item for row in rows for item in _content(row))
    words = vector(stem for row in rows for stem in stems(row.words))
    return Act(
        n=first,
        id=claims[first].id,
        claims=tuple(rows),
        telling=telling,
        speaker=speaker,
        unnamed=unnamed,
        own=own,
        through=through,
        content=content,
        words=words,
        signs=(
            *(
                dated(found, day)
                for what in _signs(speaker, through, content, words)
                for found in [sign("act", *what)]
                for day in _days(telling)
            ),
            *(sign("act", "beside", sentence) for sentence in telling.sketch),
        ),
        order=(*telling.order[:2], claims[first].id),
    )


def _signs(
    speaker: str | None, through: frozenset[str], content: frozenset[str], words: Vector
) -> Iterable[tuple[str, ...]]:
    if speaker is not None:
        yield from (("says", speaker, item) for item in sorted(content))
        yield from (("says", speaker, word) for word in rarest(words, _WORDS))
    yield from (("via", body, item) for body in sorted(through) for item in sorted(content) if _is_number(item))


def _days(telling: Telling) -> list[int | None]:
    """Two reports that are few days apart have one of these in common."""
    if telling.day is None:
        return [None]
    begun = telling.day - telling.day % BUCKET
    return [begun, begun + BUCKET]


def _content(claim: ClaimRow) -> Iterable[str]:
    event = claim.claim.event
    yield from (_number(count) for count in claim.counts if not _is_vague(count))
    yield from (f"{event}@{place.geonameid or place.name}" for place in claim.where)
    for actor in claim.actors:
        if actor.actor:
            yield from (f"{event}:{actor.actor}>{other.actor}" for other in claim.recipients if other.actor)


def _number(count: Count) -> str:
    return f"#{count.measure}:{count.low}:{count.high}"


def _is_number(item: str) -> bool:
    return item.startswith("#")


def _is_vague(count: Count) -> bool:
    return (count.low, count.high) in _VAGUE or (count.low is None and count.high is None)


def chooser(alike: Callable[[Telling, Telling], Sameness | None]) -> Callable[..., Choice | None]:
    """What decides which act an act is the same as.

    Args:
        alike: Says how two reports are copies.
    """

    def choose(act: Act, earlier: Sequence[tuple[Act, str]]) -> Choice | None:
        best: tuple[float, Act, str, str] | None = None
        for other, leader in earlier:
            why = _same(act, other, alike)
            if why is not None and (best is None or _SURE[why] > best[0]):
                best = (_SURE[why], other, leader, why)
        if best is None:
            return None
        score, other, leader, why = best
        reasons = {"why": why, "like": other.id, "shared": sorted(act.content & other.content)[:5]}
        return Choice(leader=leader, score=score, reasons=reasons)

    return choose


def _same(act: Act, other: Act, alike: Callable[[Telling, Telling], Sameness | None]) -> str | None:
    """Why two acts are one, or None."""
    if act.telling.id == other.telling.id:
        return None
    days = apart(act.telling, other.telling)
    speaker = act.speaker is not None and act.speaker == other.speaker
    described = bool(act.unnamed) and act.unnamed == other.unnamed
    like = likeness(act.words, other.words)
    shared = act.content & other.content
    numbers = any(map(_is_number, shared))
    if (speaker or described or (act.own and other.own)) and (like >= _COPIED or shared):
        if alike(act.telling, other.telling) is not None:
            return "copied"
    if days is not None and days > _DAYS:
        return None
    if speaker and _heard(act, other):
        return "number" if numbers else "words" if like >= _LIKE else None
    if numbers and not (act.own or other.own) and bool(act.unnamed) | bool(other.unnamed) and _credited(act, other):
        return "relay"
    return None


def _heard(act: Act, other: Act) -> bool:
    """Nothing says that two utterances of one speaker were made to different listeners."""
    one, two = (
        frozenset(row.claim.chain[1].actor for row in a.claims if len(row.claim.chain) > 2) for a in (act, other)
    )
    return not one or not two or bool(one & two) or act.own or other.own


def _credited(act: Act, other: Act) -> bool:
    """One report names the other's publisher as the one it has this from, or both name the same."""
    return bool(act.through & other.through) and act.telling.outlet != other.telling.outlet
