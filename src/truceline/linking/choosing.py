"""Where a report goes: which text it copies, which story it tells. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from truceline.linking.following import Choice
from truceline.linking.telling import NEAR, Sameness, Telling, apart
from truceline.linking.words import rarest

_LIKE = 0.25  # two reports of one day that tell the same are so alike in their words, at least
_LATER = 0.035  # and so much more for every day between them
_BEST = 5  # reports of a story that another is compared with: the likest
_SAID = 5  # words that are named as the reason


def copier(alike: Callable[[Telling, Telling], Sameness | None]) -> Callable[..., Choice | None]:
    """What decides which report a report is a copy of: the first with the same wire text.

    Args:
        alike: Says how two reports are copies.
    """

    def choose(report: Telling, earlier: Sequence[tuple[Telling, str]]) -> Choice | None:
        found = [(same, other, leader) for other, leader in earlier if (same := alike(report, other)) is not None]
        if not found:
            return None
        same, other, leader = max(found, key=lambda one: one[0].score)
        reasons = {"kind": same.kind, "like": other.id, "sentences": same.sentences}
        return Choice(leader=leader, score=same.score, reasons=reasons)

    return choose


def teller(like: Callable[[Telling, Telling], float]) -> Callable[..., Choice | None]:
    """What decides which story a report tells: the one whose reports it is most like.

    Args:
        like: Says how alike two reports are in their words.
    """

    def choose(report: Telling, earlier: Sequence[tuple[Telling, str]]) -> Choice | None:
        stories: dict[str, list[tuple[float, Telling]]] = defaultdict(list)
        for other, leader in earlier:
            days = apart(report, other)
            if days is None or days <= NEAR:
                stories[leader].append((like(report, other) - _LATER * (days or 0), other))
        found = [(_closeness(members), leader) for leader, members in stories.items()]
        closest = max((close for close, _ in found), default=0.0)
        if closest < _LIKE:
            return None
        leader = next(leader for close, leader in found if close == closest)
        likest = max(stories[leader], key=lambda member: member[0])[1]
        shared = {key: w * likest.vector[key] for key, w in report.vector.items() if key in likest.vector}
        reasons = {"words": rarest(shared, _SAID), "like": likest.id, "days": apart(report, likest)}
        return Choice(leader=leader, score=round(min(closest, 1.0), 3), reasons=reasons)

    return choose


def _closeness(members: Sequence[tuple[float, Telling]]) -> float:
    """How alike a report is to the likest of a story."""
    likest = sorted((like for like, _ in members), reverse=True)[:_BEST]
    return sum(likest) / len(likest)
