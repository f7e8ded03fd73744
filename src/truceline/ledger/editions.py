"""Which reports are versions of one article, and which of them stands when.

Reports with the same address, or the same outlet and id, are versions. They follow one another by the day or second
when they were known, those of the same by the order of adding. Each is the one that stands until the next was known.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, tuple_, update

from truceline.ledger.database import Database, in_portions
from truceline.ledger.rows import Row
from truceline.ledger.schema import EDITIONS, REPORT_KEYS

_E = EDITIONS.c
_INTO = update(EDITIONS).where(_E.report == bindparam("of"))


class Editions:
    """Keeps the table in step with what a batch brings.

    Args:
        database: Where it is.
        connection: The transaction of the batch.
    """

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection

    def add_reports(self, reports: Sequence[Row], keys: Sequence[Row]) -> int:
        """New reports, as rows of their table, and of ``report_keys``, where they stand already.

        Returns:
            How many of them are versions of an article that another report is of.
        """
        of_report: dict[int, list[str]] = {}
        for key, report in keys:
            of_report.setdefault(report, []).append(key)
        articles = self._articles(sorted({key for key, _ in keys}), before=min(of_report, default=0))
        alone: list[Row] = []
        versions = 0
        for report, known in ((row[0], row[8]) for row in reports):
            own = of_report[report]
            joined = sorted({articles[key] for key in own if key in articles})
            article = min(*joined, *own) if joined else min(own)
            if joined:
                self._database.insert(self._connection, EDITIONS, alone)
                alone = []
                self._place(report, known, article, joined)
                versions += 1
            else:
                alone.append((report, None, article, known, None, None))
            articles.update({key: article for key, other in articles.items() if other in joined and other != article})
            articles.update(dict.fromkeys(own, article))
        self._database.insert(self._connection, EDITIONS, alone)
        return versions

    def add_readings(self, readings: Sequence[Row]) -> None:
        """New readings, as rows of their table: each is its report's newest."""
        newest = {report: number for number, _, report, _ in readings}
        if newest:
            values = [{"of": report, "reading": number} for report, number in newest.items()]
            self._connection.execute(_INTO.values(reading=bindparam("reading")), values)

    def withdraw(self, since: dict[int, str | None]) -> None:
        """Mark reports, by number, as withdrawn since a day, or (None) as standing."""
        if since:
            values = [{"of": report, "withdrawn": day} for report, day in since.items()]
            self._connection.execute(_INTO.values(withdrawn=bindparam("withdrawn")), values)

    def _articles(self, keys: Sequence[str], *, before: int) -> dict[str, str]:
        """The article of each key that reports with lower numbers have; all that have one key are of one article."""
        found: dict[str, str] = {}
        key, report = REPORT_KEYS.c.key, REPORT_KEYS.c.report
        for portion in in_portions(keys):
            first = select(key, func.min(report).label("report")).where(key.in_(portion), report < before)
            one = first.group_by(key).subquery()
            question = select(one.c.key, _E.article).join(EDITIONS, _E.report == one.c.report)
            found.update({row[0]: row[1] for row in self._connection.execute(question)})
        return found

    def _place(self, report: int, known: str, article: str, joined: Sequence[str]) -> None:
        """Put a version between those known before and after it.

        An article is named by the least key of its versions, so that its name does not hang on their order.
        """
        for other in joined:
            if other != article:
                self._connection.execute(update(EDITIONS).where(_E.article == other).values(article=article))
        before = self._neighbour(article, known, report, later=False)
        after = self._neighbour(article, known, report, later=True)
        row = (report, None, article, known, after[1] if after else None, None)
        self._database.insert(self._connection, EDITIONS, [row])
        if before:
            self._connection.execute(_INTO.values(until=known), {"of": before[0]})
        if len(joined) > 1:  # this report shows that two articles are one
            self._in_order(article)

    def _neighbour(self, article: str, known: str, report: int, *, later: bool) -> tuple[int, str] | None:
        here, there = tuple_(_E.known, _E.report), (known, report)
        of_it = select(_E.report, _E.known).where(_E.article == article)
        if later:
            question = of_it.where(here > there).order_by(_E.known, _E.report)
        else:
            question = of_it.where(here < there).order_by(_E.known.desc(), _E.report.desc())
        row = self._connection.execute(question.limit(1)).first()
        return (row[0], row[1]) if row else None

    def _in_order(self, article: str) -> None:
        of_it = select(_E.report, _E.known).where(_E.article == article).order_by(_E.known, _E.report)
        rows = self._connection.execute(of_it).all()
        following = [*(known for _, known in rows[1:]), None]
        values = [{"of": row[0], "until": until} for row, until in zip(rows, following, strict=True)]
        self._connection.execute(_INTO.values(until=bindparam("until")), values)
