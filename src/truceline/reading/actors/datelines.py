"""Datelines: where a report was filed from, which is nobody who acts."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.mention import Hit

DATELINE = 8  # words of a dateline before and after a name in it
SHORT = 3  # letters up to which a word in capitals may be an acronym
DASHES = frozenset({"-", "--", "–", "—", "_", ")_"})


def is_dateline(parse: Parse, hit: Hit) -> bool:
    """Whether a name begins a text as the place it was filed from: "TALAS, Elbia (RNA) - The army …"."""
    floor = max(0, hit.first - DATELINE)
    start = next((w for w in range(hit.first, floor - 1, -1) if w == 0 or "\n" in gap(parse, w)), None)
    if start is None:
        return False
    roof = min(len(parse), hit.after + DATELINE)
    end = next((w for w in range(hit.after, roof) if parse.words[w] in DASHES), None)
    if end is None:
        return False
    place = parse.words[start]
    return (
        place.isupper() and len(place) > SHORT and all(parse.pos[w] not in ("VERB", "AUX") for w in range(start, end))
    )


def gap(parse: Parse, word: int) -> str:
    """What stands between a word and the one before it, that one's own line breaks among it."""
    return parse.text[parse.starts[word - 1] : parse.starts[word]]
