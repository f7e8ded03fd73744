"""Verifying the one table that is updated: which version of an article stands when, made anew from the reports."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from truceline.ledger.findings import Findings
from truceline.ledger.schema import EDITIONS, READINGS, REPORT_KEYS, REPORTS
from truceline.ledger.writer import withdrawals


def check_editions(connection: Connection, findings: Findings) -> None:
    """Hold the editions against reports, keys, readings and reviews."""
    expected = _expected(connection)
    for row in connection.execute(select(EDITIONS).execution_options(yield_per=5000)):
        found = expected.pop(row.report, None)
        if found is None:
            findings.add("inserted", f"editions {row.report}", "belongs to no report")
        elif found != tuple(row)[1:]:
            findings.add("edited", f"editions {row.report}", "not what the reports make it")
    for report in sorted(expected):
        findings.add("dropped", f"editions {report}", "missing")


_Edition = tuple[int | None, str, str, str | None, str | None]


def _expected(connection: Connection) -> dict[int, _Edition]:
    articles = _articles(connection)
    of_report = select(READINGS.c.report, func.max(READINGS.c.n)).group_by(READINGS.c.report)
    newest = {row[0]: row[1] for row in connection.execute(of_report)}
    withdrawn = withdrawals(connection)
    versions: dict[str, list[tuple[str, int]]] = {}
    for n, known in connection.execute(select(REPORTS.c.n, REPORTS.c.known)):
        versions.setdefault(articles.get(n, ""), []).append((known, n))
    found: dict[int, _Edition] = {}
    for article, members in versions.items():
        members.sort()
        following = [*(known for known, _ in members[1:]), None]
        for (known, n), until in zip(members, following, strict=True):
            found[n] = (newest.get(n), article, known, until, withdrawn.get(n))
    return found


def _articles(connection: Connection) -> dict[int, str]:
    """For each report the least key of all that are linked with it by keys."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    key_of: dict[int, str] = {}
    for key, report in connection.execute(select(REPORT_KEYS).order_by(REPORT_KEYS.c.key)):
        above.setdefault(key, key)
        mine, other = top(key), top(key_of.setdefault(report, key))
        above[max(mine, other)] = min(mine, other)
    return {report: top(key) for report, key in key_of.items()}
