"""Attributions as they come out: each with its chain, its kind, what it answers and who denies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from truceline.model import Attribution, Link, Parse
from truceline.reading.attributions import Attributions, span
from truceline.reading.chains import Chains
from truceline.reading.denials import Denial
from truceline.reading.drafts import covers


def find_statements(
    parse: Parse, attributions: Attributions, chains: Chains, denials: Iterable[Denial]
) -> tuple[Attribution, ...]:
    """The attributions with all that is known of them.

    Args:
        parse: The text.
        attributions: Who says what.
        chains: Their chains.
        denials: What is denied, and by whom.
    """
    answered = tuple(denials)
    found = []
    for record in attributions:
        cue = range(*(attributions.ranges[record.id].cue or (0, 0)))
        said = tuple(span(parse, piece) for d in answered if d.cue in cue for piece in d.denied)
        found.append(
            replace(
                record,
                kind=attributions.ranges[record.id].kind,
                chain=chains.of(record),
                answers=said,
                denied_by=deniers(parse, attributions, answered, record),
            )
        )
    return tuple(found)


def deniers(
    parse: Parse, attributions: Attributions, denials: Iterable[Denial], record: Attribution
) -> tuple[tuple[Link, ...], ...]:
    """The chains of those who deny what an attribution says; who denies it does not deny his own denial."""
    draft = attributions.ranges[record.id]
    cue, head = draft.cue or (-1, -1), parse.head_of(*draft.content[0])
    found = (d.by for d in denials if covers(d.denied, head) and not cue[0] <= d.cue < cue[1])
    return tuple(dict.fromkeys(found))
