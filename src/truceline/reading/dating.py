"""From which day the status of an agreement holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from truceline.model import Claim, Report, Time
from truceline.reading.clauses import DEPTH, below, cases, governor
from truceline.reading.pact import Pact
from truceline.reading.scene import Scene
from truceline.reading.stages import days_of

SIGNS = {"after": -1, "following": -1, "since": -1, "before": 1, "ahead": 1}  # from the main clause to the one told
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
FAR = 12  # words from "after" to the verb
GAP = 2  # words between a duration and "after"


class Dating:
    """Dates the events by which agreements change.

    Args:
        scene: The parse and its times.
        report: The report; what it tells in the present tense is of its own day.
        claims: The claims, by the word of their event.
    """

    def __init__(self, scene: Scene, report: Report, claims: Mapping[int, Claim]) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._day = report.day
        self._claims = claims

    def of(self, pact: Pact, word: int | None) -> str | None:
        """The day of the event that gives a mention a status, or None where the text does not tell it.

        Args:
            pact: The mention.
            word: What tells the status.
        """
        words = [word] if word is not None else []
        if pact.event is not None and pact.event.clause == word:
            words.append(pact.event.word)
        for word in words:
            claim = self._claims.get(word)
            if claim is not None:
                days = [day for day in (single_day(self._scene.times.by_id[t]) for t in claim.when) if day]
                if days:
                    return days[0]
        for word in words:
            day = self._beside(word) or self._said(word) or self._counted_from(governor(self._parse, word))
            if day is not None:
                return day
        return next((day for word in words if (day := self._counted_in_line(word)) is not None), None)

    def after(self, word: int) -> int | None:
        """How many days after something began it came to what a word tells: "collapsed after 17 days"."""
        parse, times = self._parse, self._scene.times
        for c in below(parse, word):
            days = days_of(times.at(c)) if parse.deps[c].startswith("obl") and cases(parse, c) == "after" else None
            if days is not None:
                return round(days)
        return None

    def of_name(self, pact: Pact) -> str | None:
        """The day by which an agreement is named: "the ceasefire of 2 July", "the 2 July ceasefire"."""
        parse, times = self._parse, self._scene.times
        for c in below(parse, pact.word) if pact.definite else ():
            named = parse.deps[c] == "compound" or (parse.deps[c] == "nmod" and cases(parse, c) == "of")
            time = times.at(c) if named else None
            day = single_day(time) if time is not None else None
            if day is not None:
                return day
        return None

    def _beside(self, word: int) -> str | None:
        """A day that hangs right on the word."""
        parse, times = self._parse, self._scene.times
        for c in below(parse, word):
            time = times.at(c) if parse.deps[c].startswith(("obl", "nmod", "advmod", "compound")) else None
            day = single_day(time) if time is not None else None
            if day is not None:
                return day
        return None

    def _said(self, word: int) -> str | None:
        """The day on which somebody says that he is doing it: "said on Thursday that it was suspending the truce"."""
        parse, head = self._parse, self._parse.heads[word]
        hanging = below(parse, word)
        does = any(parse.lemmas[c] == "be" for c in hanging) and any(parse.deps[c] == "obj" for c in hanging)
        doing = parse.tags[word] == "VBG" and does
        return self._beside(head) if doing and parse.deps[word] == "ccomp" and head < word else None

    def _counted_from(self, clause: int) -> str | None:
        """The day of "one day after they agreed", counted from the day of the main clause."""
        parse = self._parse
        for c in below(parse, clause):
            sign = SIGNS.get(parse.lowers[c]) if parse.deps[c] in ("mark", "case", "advmod") and c < clause else None
            if sign is None:
                continue
            time = next((t for w in range(c - 1, max(c - 1 - GAP, -1), -1) if (t := self._scene.times.at(w))), None)
            days = days_of(time)
            anchor = self._anchor(clause)
            if days is not None and anchor is not None:
                return shifted(anchor, sign * round(days))
        return None

    def _counted_in_line(self, word: int) -> str | None:
        """The same by the order of the words: "… on Sunday, a week after they agreed"."""
        parse, times = self._parse, self._scene.times
        first = parse.sentences[parse.sentence_of[word]][0]
        for at in range(word - 1, max(first, word - FAR), -1):
            sign, before = SIGNS.get(parse.lowers[at]), times.at(at - 1)
            if sign is not None and before is not None:
                days = days_of(before)
                start = times.ranges[before.id][0]
                days_before = (single_day(t) for w in range(start - 1, first - 1, -1) if (t := times.at(w)) is not None)
                anchor = next((day for day in days_before if day is not None), None)
                return shifted(anchor, sign * round(days)) if days is not None and anchor is not None else None
            if parse.pos[at] == "VERB":
                return None
        return None

    def _anchor(self, clause: int) -> str | None:
        """The day of the clause that a subordinate one hangs on: its own, or the report's if told as present."""
        parse, w = self._parse, clause
        for _ in range(DEPTH):
            head = parse.heads[w]
            if head == w:
                return None
            w = governor(parse, head)
            if w != clause:
                break
        for c in below(parse, w):
            time = self._scene.times.at(c)
            day = single_day(time) if time is not None else None
            if day is not None:
                return day
        present = parse.tags[w] in PRESENT_TAGS or any(
            parse.tags[c] in PRESENT_TAGS for c in below(parse, w) if parse.deps[c] in ("aux", "cop")
        )
        return self._day if present else None


def single_day(time: Time) -> str | None:
    """The day that an expression of time names; None for a week, a month, a duration."""
    if (
        time.type not in ("DATE", "TIME")
        or (time.value or "").endswith("_REF")
        or time.earliest is None
        or time.latest is None
    ):
        return None
    return time.earliest[:10] if time.earliest[:10] == time.latest[:10] else None


def shifted(day: str, days: int) -> str | None:
    """A day so many days on; None outside the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
