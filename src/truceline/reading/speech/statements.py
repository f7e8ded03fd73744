"""Attributions as they come out: each with its chain, its kind, what it answers and who denies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from truceline.model import Attribution, Parse
from truceline.reading.speech.attributions import Attributions, span
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denials import Denial, Denials


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
    made = tuple(denials)
    near, by_cue = Denials(made), {denial.cue: denial for denial in made}
    found = []
    for record in attributions:
        draft = attributions.ranges[record.id]
        own = [by_cue[word] for word in range(*(draft.cue or (0, 0))) if word in by_cue]
        head = parse.head_of(*draft.content[0])
        found.append(
            replace(
                record,
                kind=draft.kind,
                chain=chains.of(record),
                answers=tuple(span(parse, piece) for denial in own for piece in denial.denied),
                # who denies it does not deny his own denial
                denied_by=tuple(dict.fromkeys(d.by for d in near.at(head) if d not in own)),
            )
        )
    return tuple(found)
