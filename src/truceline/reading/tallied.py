"""What claims tell of numbers whose own words leave open what became of those they count.

"Some 200 supporters threw stones" counts protesters, though no word beside the number says so: the event does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.model import Actor, Claim, Count

OPEN = "other"  # the measure of a number that nothing has told
DOING = {"PROTEST": "protesters"}  # what those who do it are counted as
DONE_TO = {  # what those it is done to are counted as, by event and mode
    ("RETREAT", "release"): "released",
    ("COERCE", "deport"): "displaced",
    ("COERCE", "arrest"): "captured",
    ("ASSAULT", "abduct"): "captured",
}
PEOPLE = frozenset({"person", "population"})


def with_measures(counts: Sequence[Count], claims: Iterable[Claim], actors: Iterable[Actor]) -> tuple[Count, ...]:
    """The counts, those of people who take part in an event measured by it.

    Args:
        counts: The counts of a report.
        claims: Its claims.
        actors: Its mentions.
    """
    by_id = {actor.id: actor for actor in actors}
    still = {count.id: count for count in counts if count.measure == OPEN}
    found: dict[str, str] = {}
    for claim in claims:
        roles = (
            (DOING.get(claim.event), claim.actors),
            (DONE_TO.get((claim.event, claim.mode or "")), claim.recipients),
        )
        for measure, mentions in roles:
            people = [by_id[m] for m in mentions if by_id[m].kind in PEOPLE] if measure is not None else []
            for count in (still[n] for n in claim.counts if n in still):
                if measure is not None and any(p.start < count.end and count.start < p.end for p in people):
                    found.setdefault(count.id, measure)
    return tuple(replace(count, measure=found[count.id]) if count.id in found else count for count in counts)
