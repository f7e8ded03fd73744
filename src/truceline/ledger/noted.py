"""What linking asks about agreements as single reports tell them, and the notes that it keeps of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, delete, insert, select

from truceline.ledger.database import Database, in_portions
from truceline.ledger.drafts import judgement_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.gather import agreements_by_number
from truceline.ledger.joins import Joins
from truceline.ledger.lookups import rows_of
from truceline.ledger.questions import known
from truceline.ledger.records import AgreementRow, ClaimRow, Judgement
from truceline.ledger.schema import (
    AGREEMENTS,
    ANCHOR,
    EDITIONS,
    ENTRIES,
    JUDGED,
    JUDGEMENTS,
    NOTES,
    PROGRESS,
    READINGS,
    REPORTS,
    SHIFT,
)

_G, _E, _J, _M, _N = AGREEMENTS.c, EDITIONS.c, JUDGEMENTS.c, JUDGED.c, NOTES.c


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agreement as one report tells it stands."""

    n: int
    id: str  # lasting
    report: str  # lasting id
    known: str
    until: str | None  # when the next version of the report was known
    note: str | None


@dataclass(frozen=True, slots=True)
class Pointing:
    """A judgement of a program's that stands, on one of them."""

    id: str  # lasting
    above: str | None  # the agreement's first telling; None where it is told to stand alone
    score: float | None
    reasons: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came since a number of an entry."""

    last: int  # the highest number there is now
    again: bool  # a report that was there was read again
    of_articles: frozenset[str]  # tellings of articles that have another version now
    ruled: frozenset[str]  # tellings that a person ruled on


class Noted:
    """Questions on agreements, and notes on them.

    Args:
        database: The ledger's.
        kind: Of the judgements.
        name: Of the notes.
        program: What the names of programs begin with; all other judges are people.
    """

    def __init__(self, database: Database, *, kind: str, name: str, program: str) -> None:
        self._database = database
        self._kind = kind
        self._name = name
        self._program = program

    def places(self, as_of: str | None = None) -> list[Place]:
        """All of the newest readings, also of versions that do not stand any more, as far as they were known."""
        question = (
            select(_G.n, _G.id, REPORTS.c.id, _E.known, _E.until, _N.data)
            # Told so that no database goes through all reports for the few that tell of agreements.
            .join(EDITIONS, _E.reading == _G.reading + 0)
            .join(REPORTS, REPORTS.c.n == _E.report)
            .outerjoin(NOTES, and_(_N.n == _G.n, _N.name == self._name))
            .where(*known(as_of))
        )
        with self._database.reading() as connection:
            return [Place(*row) for row in rows_of(connection, question)]

    def pointing(self) -> dict[str, Pointing]:
        """What programs judged of each, as it stands."""
        later = JUDGEMENTS.alias("later")
        replaced = select(later.c.n).where(later.c.supersedes == _J.id).exists()
        upper = JUDGED.alias("upper")
        question = (
            select(_M.member, _J.id, upper.c.member, _J.score, _J.reasons)
            .join(JUDGEMENTS, and_(_M.judgement == _J.n, _M.side == "subject"))
            .outerjoin(upper, and_(upper.c.judgement == _J.n, upper.c.side == "object"))
            .where(_J.kind == self._kind, _J.by.startswith(self._program, autoescape=True), ~replaced)
            .order_by(_J.n)
        )
        with self._database.reading() as connection:
            return {
                member: Pointing(id, above if score != 0 else None, score, reasons)
                for member, id, above, score, reasons in rows_of(connection, question)
            }

    def done(self) -> int:
        """Up to which number of an entry all was judged."""
        with self._database.reading() as connection:
            return connection.scalar(select(PROGRESS.c.n).where(PROGRESS.c.name == self._name)) or 0

    def came(self, since: int) -> Came:
        """What came since."""
        other = EDITIONS.alias("other")
        again = select(READINGS.c.n).where(READINGS.c.n > since, READINGS.c.report <= since).limit(1)
        of_articles = select(_G.id).join(EDITIONS, _E.reading == _G.reading).join(other, other.c.article == _E.article)
        old, mine = JUDGEMENTS.alias("old"), and_(_J.kind == self._kind, _J.n > since)
        people = ~_J.by.startswith(self._program, autoescape=True)
        ruled = select(_M.member).join(JUDGEMENTS, _J.n == _M.judgement).where(mine, people)
        replaced = select(_M.member).join(old, old.c.n == _M.judgement).join(JUDGEMENTS, _J.supersedes == old.c.id)
        with self._database.reading() as connection:
            last = connection.scalar(select(ANCHOR.c.entries)) or 0
            if last <= since:
                return Came(last=last, again=False, of_articles=frozenset(), ruled=frozenset())
            return Came(
                last=last,
                again=connection.execute(again).first() is not None,
                of_articles=frozenset(
                    connection.scalars(of_articles.where(other.c.report > since, _E.report != other.c.report))
                ),
                ruled=frozenset(connection.scalars(ruled.union(replaced.where(mine, people)))),
            )

    def rows(self, numbers: Sequence[int]) -> dict[int, AgreementRow]:
        """Agreements by their numbers, whichever version of their report stands."""
        found: dict[int, AgreementRow] = {}
        for portion in in_portions(numbers):
            with self._database.reading() as connection:
                found.update(agreements_by_number(connection, portion))
        return found

    def claims_with(self, ids: Iterable[str]) -> dict[str, ClaimRow]:
        """The claims with these lasting ids, whichever version of their report stands."""
        return {claim.id: claim for claim in Joins(self._database).claims_with(sorted(set(ids)))}

    def of_people(self) -> list[Judgement]:
        """What people judged, as it stands."""
        later = JUDGEMENTS.alias("later")
        replaced = select(later.c.n).where(later.c.supersedes == _J.id).exists()
        people = ~_J.by.startswith(self._program, autoescape=True)
        question = select(ENTRIES.c.content).join(JUDGEMENTS, _J.n == ENTRIES.c.n)
        with self._database.reading() as connection:
            contents = connection.scalars(question.where(_J.kind == self._kind, people, ~replaced).order_by(_J.n)).all()
        return [judgement_of(unpacked(content)) for content in contents]

    def keep(self, notes: Sequence[tuple[int, str]], *, done: int) -> None:
        """Keep notes by the numbers of what they are on, and how far all was judged."""
        with self._database.writing() as connection:
            for portion in in_portions(notes):
                numbers = [n for n, _ in portion]
                connection.execute(delete(NOTES).where(_N.name == self._name, _N.n.in_(numbers)))
                self._database.insert(connection, NOTES, [(self._name, n, note) for n, note in portion])
            connection.execute(delete(PROGRESS).where(PROGRESS.c.name == self._name))
            connection.execute(insert(PROGRESS).values(name=self._name, n=done))


def is_newer(number: int, since: int) -> bool:
    """Whether what belongs to a reading came after an entry."""
    return number >= (since + 1) << SHIFT
