"""Plain words for the codes of a reading: what a person reads instead of CT-, 1001 or 2024-11-18."""

from __future__ import annotations

import re
from datetime import date

from truceline.model import Count, Time

EVENTS = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "retreat",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilization",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
PHASES = {
    "ongoing": "ongoing",
    "intended": "planned",
    "offered": "offered",
    "requested": "asked for",
    "conditional": "on a condition",
}
HAPPENED = ("happened", "ongoing")  # the phases of what is not yet to come
_AUXILIARIES = {"historical": "long past", "future": "still ahead"}
_FACTUALITIES = {
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "did not happen",
    "PR-": "probably did not happen",
    "PS-": "possibly did not happen",
    "Uu": "open whether",
}
_MONTHS = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()
_PEOPLE = frozenset("killed injured captured missing displaced released".split())
_CURRENCIES = frozenset("$€£¥")
# What must not reach a terminal as it is: control characters, which can rewrite the screen, marks that turn the
# direction of the line, and halves of surrogate pairs, which cannot be written at all.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def auxiliary(modes: tuple[str, ...]) -> str | None:
    """What the auxiliary modes add to the phase of an event that happened or goes on."""
    return next((words for mode, words in _AUXILIARIES.items() if mode in modes), None)


def factuality(code: str, phase: str) -> str | None:
    """How firmly its source holds a claim; None where it simply does, or where what is yet to come is open anyway."""
    words = _FACTUALITIES.get(code)
    if phase in HAPPENED or words is None:
        return words
    return None if code == "Uu" else words.replace("did not happen", "not so")


def on_one_line(text: str) -> str:
    """A stranger's words, safe to show: on one line, and with a visible mark for what would not be seen."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def shortened(text: str, most: int) -> str:
    """The beginning of a text, cut between words, with an ellipsis where something is left out."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > most // 2 else most].rstrip(" ,;:–—-") + " …"


def day(value: str) -> str:
    """``2024-11-28`` as ``28 Nov 2024``."""
    found = date.fromisoformat(value[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def days(first: str | None, last: str | None) -> str | None:
    """The days from one to another, in few words; None where both are open."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"until {day(last)}" if last else None
    a, b = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if a == b:
        return day(first)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    if a.year != b.year:
        return f"{day(first)} – {day(last)}"
    if a.month != b.month:
        return f"{a.day} {_MONTHS[a.month - 1]} – {day(last)}"
    return f"{a.day}–{day(last)}"


def time(expression: Time, words: str) -> str:
    """When: the days that an expression means, else its own words."""
    if expression.type in ("DATE", "TIME"):
        meant = days(expression.earliest, expression.latest)
        if meant:
            return meant
    return f"“{words}”"


def count(number: Count, *, of: bool = True) -> str:
    """How many of what: ``1,001 or more civilians killed``.

    Args:
        number: The count.
        of: Whether to say of what; not where it stands beside it anyway.
    """
    parts = [amount(number)]
    if number.of in _CURRENCIES:
        return f"{number.of}{parts[0]}"
    if of and number.of:
        parts.append(on_one_line(number.of))
    if number.measure in _PEOPLE and not (of and number.measure in (number.of or "")):
        parts.append(number.measure)
    elif number.measure == "money" and not number.of:
        parts.append("(money)")
    return " ".join(parts)


def amount(number: Count) -> str:
    """How many, as the range that was said."""
    low, high = number.low, number.high
    if low is None and high is None:
        return "an unsaid number of" if number.of else "an unsaid number"
    if low is None:
        return f"up to {figure(high)}"
    if high is None:
        return f"{figure(low)} or more"
    return figure(low) if low == high else f"{figure(low)} to {figure(high)}"


def figure(value: float | None) -> str:
    """``12000.0`` as ``12,000``."""
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
