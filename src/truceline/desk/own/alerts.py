"""Alerts: filters that people saved, with a rule. Each is a judgement in the ledger, with who and when.

What an alert asks is a person's decision: it is kept like one, nothing of it is overwritten, it is in every backup, and
all desks on a database have the same. A new version takes the place of the one that its maker saw; one with the score 0
removes it. When a rule is met, that is a judgement by the program, an alarm, with the numbers that met it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import ValidationError

from truceline.desk.asked import Which
from truceline.desk.failures import Refusal
from truceline.ledger import Judgement, JudgementRow, Ledger
from truceline.ledger.columns import Asked

ALERT, ALARM = "alert", "alarm"  # kinds of judgements
ANY, RISE = "any", "rise"
MOST = 500  # alerts
# An alert is about what comes: as of a day, nothing does.
FILTERS = tuple(name for name in Which.model_fields if name != "as_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When an alert speaks."""

    kind: str = ANY  # any: of each new claim; rise: where there are many more than before
    factor: float = 2.0  # of a rise: how often the mean of the weeks before
    days: int = 7  # of a rise: over how many days are counted
    weeks: int = 4  # of a rise: the weeks before them that the mean is over
    least: int = 5  # of a rise: claims that there must be, whatever the mean

    def words(self) -> str:
        """In words for people."""
        if self.kind == ANY:
            return "any new claim"
        times = "twice" if self.factor == 2 else f"{self.factor:g} times"
        return f"{times} the mean of the {self.weeks} weeks before, over {self.days} days, from {self.least} claims on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A saved filter with its rule, as it stands."""

    id: str
    version: str  # lasting id of the judgement
    name: str
    query: str  # the filters, as in an address
    rule: Rule
    by: str  # who made this version
    learnt: str  # when

    @property
    def filters(self) -> dict[str, str]:
        """The filters by their names."""
        return dict(parse_qsl(self.query))

    @property
    def asked(self) -> Asked:
        """The same for the ledger."""
        return Which.model_validate(self.filters).asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A rise that was found."""

    id: str
    alert: str
    count: int
    mean: float
    first: str  # the days that were counted
    last: str
    learnt: str


def query_of(said: Mapping[str, Any]) -> str:
    """Filters in one order, as an alert keeps them.

    Raises:
        Refusal: One is not what it should be, or none says anything.
    """
    wanted = {name: said[name] for name in FILTERS if said.get(name) not in (None, "")}
    try:
        Which.model_validate(wanted)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise Refusal(422, "bad_value", f"{where}: {fault['msg']}") from None
    plain = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in wanted.items()}
    return urlencode(plain, quote_via=quote, errors="replace")


def all_alerts(ledger: Ledger) -> list[Alert]:
    """Those that stand, by name."""
    rows = ledger.view().judgements(ALERT)
    return sorted((_alert(row) for row in rows if row.judgement.score), key=lambda one: (one.name.casefold(), one.id))


def one_alert(ledger: Ledger, id: str) -> Alert:
    """An alert.

    Raises:
        Refusal: There is none with this id, or it was removed.
    """
    for row in ledger.view().judgements(ALERT, about=id):
        if row.judgement.score:
            return _alert(row)
    raise Refusal(404, "unknown_id", "there is no such alert")


def versions(ledger: Ledger, id: str) -> list[tuple[Alert, bool]]:
    """All versions of an alert, the newest first, and whether each removed it."""
    rows = list(ledger.view().judgements(ALERT, about=id, overruled=True))
    return [(_alert(row), not row.judgement.score) for row in reversed(rows)]


def save(
    ledger: Ledger, *, name: str, query: str, rule: Rule, by: str, id: str | None = None, seen: str | None = None
) -> Alert:
    """Make an alert, or a new version of one.

    Args:
        ledger: Where it stands.
        name: What people call it.
        query: From `query_of`.
        rule: When it speaks.
        by: Who makes it.
        id: Of the one that it is a version of.
        seen: The version that they saw.

    Raises:
        DecidedMeanwhile: Somebody else has changed it since.
        Refusal: There are too many.
    """
    if id is None and len(all_alerts(ledger)) >= MOST:
        raise Refusal(422, "bad_value", f"no more than {MOST} alerts")
    reasons = {"name": name, "query": query, "rule": _plain(rule)}
    return _write(ledger, id or "a" + secrets.token_hex(16), reasons, score=1.0, by=by, seen=seen)


def remove(ledger: Ledger, alert: Alert, *, by: str, seen: str) -> None:
    """Take an alert away; its versions and alarms stay in the log.

    Raises:
        DecidedMeanwhile: Somebody else has changed it since they looked.
    """
    reasons = {"name": alert.name, "query": alert.query, "rule": _plain(alert.rule)}
    _write(ledger, alert.id, reasons, score=0.0, by=by, seen=seen)


def alarms(ledger: Ledger, id: str) -> list[Alarm]:
    """The rises that were found for an alert, the newest first."""
    return [_alarm(row) for row in reversed(list(ledger.view().judgements(ALARM, about=id)))]


def sound_alarm(ledger: Ledger, alert: Alert, *, count: int, mean: float, first: str, last: str, by: str) -> Alarm:
    """Put down that a rule is met."""
    reasons = {"count": count, "mean": mean, "first": first, "last": last, "version": alert.version}
    ledger.judge([Judgement(kind=ALARM, subjects=(alert.id,), reasons=reasons, by=by)])
    return alarms(ledger, alert.id)[0]


def _write(ledger: Ledger, id: str, reasons: Mapping[str, Any], *, score: float, by: str, seen: str | None) -> Alert:
    judgement = Judgement(kind=ALERT, subjects=(id,), score=score, reasons=reasons, by=by, supersedes=seen)
    ledger.grade(judgement, seen=seen)
    found = next(ledger.view().judgements(ALERT, about=id))
    return _alert(found)


def _plain(rule: Rule) -> dict[str, Any]:
    if rule.kind == ANY:
        return {"kind": ANY}
    return {name: getattr(rule, name) for name in Rule.__dataclass_fields__}


def _alert(row: JudgementRow) -> Alert:
    said = row.judgement.reasons
    return Alert(
        id=row.judgement.subjects[0],
        version=row.id,
        name=str(said["name"]),
        query=str(said["query"]),
        rule=Rule(**said["rule"]),
        by=row.judgement.by,
        learnt=row.learnt,
    )


def _alarm(row: JudgementRow) -> Alarm:
    said = row.judgement.reasons
    return Alarm(
        id=row.id,
        alert=row.judgement.subjects[0],
        count=int(said["count"]),
        mean=float(said["mean"]),
        first=str(said["first"]),
        last=str(said["last"]),
        learnt=row.learnt,
    )
