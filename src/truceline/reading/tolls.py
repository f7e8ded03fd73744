"""Whether a number of victims is all of them so far or comes on top of those told before."""

from __future__ import annotations

from truceline.model import Parse

TOTAL, NEW = "total", "new"
LEFT, RIGHT = 6, 12  # words looked at beside a number
TAKERS = frozenset({"toll", "tally", "count", "total", "totals", "totaling", "totalling"})
BRINGERS = frozenset({"brings", "bring", "bringing", "brought", "raises", "raising", "raised", "pushing", "pushed"})
FRESH = frozenset({"another", "additional", "further"})
HAVE = frozenset({"has", "have", "had", "'ve", "’ve"})
# Phrases that say "all of them", by their last word.
ALTOGETHER = {
    "total": ("in",),
    "all": ("in",),
    "far": ("so",),
    "date": ("to",),
    "now": ("until", "till", "to", "up"),
}
OVERALL = frozenset({"altogether", "overall"})
BREAKS = frozenset({".", ";", "while", "but", "whereas"})


def toll_of(parse: Parse, first: int, after: int, start: int, stop: int) -> str | None:
    """Whether the words around a number of victims tell a total or an addition.

    Args:
        parse: The text.
        first: The first word of the number with its bounds.
        after: After the last word of its phrase.
        start: The first word of its sentence.
        stop: After the last.
    """
    lowers = parse.lowers
    if (first > start and lowers[first - 1] in FRESH) or any(
        lowers[k] in FRESH or (lowers[k] == "more" and k + 1 < stop and lowers[k + 1] != "than" and k > first)
        for k in range(first, after)
    ):
        return NEW
    if after < stop and lowers[after] == "more" and not (after + 1 < stop and lowers[after + 1] == "than"):
        return NEW
    for k in range(first - 1, max(start, first - LEFT) - 1, -1):
        word = lowers[k]
        if word in BREAKS:
            break
        if word in TAKERS or word in BRINGERS or (word == "number" and lowers[k - 1 : k] in (("the",), ("total",))):
            return TOTAL
    return _altogether(lowers, first, after, start, stop)


def _altogether(lowers: tuple[str, ...], first: int, after: int, start: int, stop: int) -> str | None:
    """Read "in all", "so far", "have been killed since January"."""
    have = False
    for k in range(max(start, first - LEFT), min(stop, after + RIGHT)):
        word = lowers[k]
        if k >= after and word in BREAKS:
            break
        have = have or (k >= after and word in HAVE)
        before = lowers[k - 1] if k > start else ""
        if word in OVERALL or before in ALTOGETHER.get(word, ()) or (word == "since" and have):
            return TOTAL
    return None
