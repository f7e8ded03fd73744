"""What linking asks of the ledger, and the signs that it keeps there to find neighbours by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select

from truceline.ledger.database import Database, among, in_portions
from truceline.ledger.gather import claims_by_number, reports_of
from truceline.ledger.records import ClaimRow, ReportRow
from truceline.ledger.schema import CLAIMS, EDITIONS, JUDGED, JUDGEMENTS, PROGRESS, SIGNS

_MOST_OF_A_SIGN = 100  # what has a sign that more have is hardly told apart by it: the first and last are given


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A judgement that puts one member of a group under another."""

    id: str  # lasting id of the judgement
    member: str
    above: str | None  # what it is put under; None where it is told to stand alone
    by: str


class Joins:
    """Questions and signs of linking. Everything is given in small, whole transactions.

    Args:
        database: The ledger's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def done(self, name: str) -> int:
        """Up to which number of an entry something was done; 0 where it never was."""
        with self._database.reading() as connection:
            return connection.scalar(select(PROGRESS.c.n).where(PROGRESS.c.name == name)) or 0

    def readings(self, after: int, *, most: int) -> list[tuple[int, int]]:
        """The next readings that are the newest of their reports: their numbers and those of the reports."""
        e = EDITIONS.c
        question = select(e.reading, e.report).where(e.reading > after).order_by(e.reading).limit(most)
        with self._database.reading() as connection:
            return [(reading, report) for reading, report in connection.execute(question)]

    def left(self, after: int) -> int:
        """How many such readings there are."""
        question = select(func.count()).select_from(EDITIONS).where(EDITIONS.c.reading > after)
        with self._database.reading() as connection:
            return connection.scalar(question) or 0

    def reports(self, numbers: Sequence[int]) -> list[ReportRow]:
        """Reports by their numbers, with their texts."""
        with self._database.reading() as connection:
            return [row for part in in_portions(numbers) for row in reports_of(connection, part, text=True)]

    def claims(self, numbers: Sequence[int]) -> dict[int, ClaimRow]:
        """Claims by their numbers, whichever version of their report stands."""
        found: dict[int, ClaimRow] = {}
        with self._database.reading() as connection:
            for part in in_portions(numbers):
                found.update(claims_by_number(connection, part))
        return found

    def readings_of(self, reports: Sequence[int]) -> dict[int, int]:
        """The newest reading of each report."""
        e = EDITIONS.c
        with self._database.reading() as connection:
            question = select(e.report, e.reading).where(among(connection, e.report, reports), e.reading.is_not(None))
            return {row[0]: row[1] for row in connection.execute(question)}

    def reports_of(self, readings: Sequence[int]) -> dict[int, int]:
        """The reports of readings, without those of readings that a newer one took the place of."""
        e = EDITIONS.c
        with self._database.reading() as connection:
            question = select(e.reading, e.report).where(among(connection, e.reading, readings))
            return {row[0]: row[1] for row in connection.execute(question)}

    def claims_of_readings(self, readings: Sequence[int]) -> list[int]:
        """The numbers of the claims of readings."""
        question = select(CLAIMS.c.n).order_by(CLAIMS.c.n)
        with self._database.reading() as connection:
            return [*connection.scalars(question.where(among(connection, CLAIMS.c.reading, readings))).all()]

    def claims_with(self, ids: Sequence[str]) -> list[ClaimRow]:
        """The claims with these lasting ids, whichever version of their report stands, as they were last read."""
        question = select(func.max(CLAIMS.c.n)).join(EDITIONS, EDITIONS.c.reading == CLAIMS.c.reading)
        found: list[ClaimRow] = []
        with self._database.reading() as connection:
            for part in in_portions(ids):
                numbers = connection.scalars(question.where(CLAIMS.c.id.in_(part)).group_by(CLAIMS.c.id)).all()
                found += claims_by_number(connection, [number for number in numbers if number is not None]).values()
        return found

    def having(self, signs: Iterable[int]) -> dict[int, list[int]]:
        """For each sign the numbers of what has it, the first and the last of those that are very many."""
        found: dict[int, list[int]] = defaultdict(list)
        with self._database.reading() as connection:
            question = select(SIGNS.c.sign, SIGNS.c.n).where(among(connection, SIGNS.c.sign, set(signs)))
            for sign, number in connection.execute(question).all():
                found[sign].append(number)
        return {sign: _ends(sorted(numbers)) for sign, numbers in found.items()}

    def begin(self, name: str) -> None:
        """Where nothing of this name was done yet, drop what was kept under other names."""
        with self._database.reading() as connection:
            if connection.scalar(select(PROGRESS.c.n).where(PROGRESS.c.name == name)) is not None:
                return
            if connection.execute(select(SIGNS.c.n).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            connection.execute(delete(SIGNS))

    def keep(self, name: str, done: int, signs: Sequence[tuple[int, int]]) -> None:
        """Keep signs with the numbers of what has them, and how far this went."""
        with self._database.writing() as connection:
            # A run that was ended before its time may have written them.
            self._database.insert(connection, SIGNS, sorted(set(signs)), anew=False)
            connection.execute(delete(PROGRESS).where(PROGRESS.c.name == name))
            connection.execute(insert(PROGRESS).values(name=name, n=done))

    def above(self, kind: str, members: Sequence[str]) -> dict[str, Pointer]:
        """What members are put under by judgements of a kind that stand; the newest counts."""
        return {p.member: p for p in self._pointers(kind, members, up=True)}

    def below(self, kind: str, members: Sequence[str]) -> list[Pointer]:
        """What is put under these."""
        return self._pointers(kind, members, up=False)

    def judged(self, kind: str, members: Sequence[str]) -> set[str]:
        """Those of these that a judgement of a kind relates something to."""
        j, d = JUDGEMENTS.c, JUDGED.c
        question = select(d.member).join(JUDGEMENTS, j.n == d.judgement).where(of_kind(kind), d.side == "object")
        with self._database.reading() as connection:
            return {
                member
                for part in in_portions(members)
                for member in connection.scalars(question.where(d.member.in_(part)))
            }

    def _pointers(self, kind: str, members: Sequence[str], *, up: bool) -> list[Pointer]:
        """What judgements put under their first object: their subjects, and their other objects."""
        j, one, first, later = JUDGEMENTS.c, JUDGED.alias("one"), JUDGED.alias("first"), JUDGEMENTS.alias("later")
        replaced = select(later.c.n).where(later.c.supersedes == j.id).exists()
        is_first = and_(first.c.judgement == j.n, first.c.side == "object", first.c.ord == 0)
        is_under = or_(one.c.side == "subject", and_(one.c.side == "object", one.c.ord > 0))
        question = (
            select(j.id, j.by, j.score, one.c.member, first.c.member)
            .select_from(JUDGEMENTS)
            .join(one, and_(one.c.judgement == j.n, is_under))
            .join(first, is_first, isouter=up)
            .where(of_kind(kind), ~replaced)
            .order_by(j.n)
        )
        asked = one.c.member if up else first.c.member
        with self._database.reading() as connection:
            rows = connection.execute(question.where(among(connection, asked, members))).all()
        return [
            Pointer(id=id, member=member, above=above if score != 0 else None, by=by)
            for id, by, score, member, above in rows
        ]


def of_kind(kind: str) -> ColumnElement[bool]:
    """Judgements of a kind, told so that no database looks through all of that kind for the few about one thing."""
    return JUDGEMENTS.c.kind.concat("") == kind


def _ends(numbers: list[int]) -> list[int]:
    half = _MOST_OF_A_SIGN // 2
    return numbers if len(numbers) <= _MOST_OF_A_SIGN else numbers[:half] + numbers[-half:]
