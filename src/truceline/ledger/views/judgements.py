"""What a view tells of judgements and reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Exists, Row, Select, Table, select

from truceline.ledger.database import in_portions
from truceline.ledger.drafts import judgement_of, review_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.joins import of_kind
from truceline.ledger.records import JudgementRow, ReviewRow
from truceline.ledger.schema import ENTRIES, JUDGED, JUDGEMENTS, REVIEWS
from truceline.ledger.views.asking import Asking


class Judgements(Asking):
    """Judgements and reviews, those that stand or all."""

    def judgements(
        self,
        kind: str | None = None,
        *,
        about: str | Sequence[str] | None = None,
        overruled: bool = False,
        after: int = 0,
    ) -> Iterator[JudgementRow]:
        """Judgements.

        Args:
            kind: Of this kind only.
            about: Only those with this lasting id, or one of these, among their subjects or objects.
            overruled: Whether with those that another has taken the place of.
            after: Only those with a higher ``n``.
        """
        j = JUDGEMENTS.c
        question = select(j.n).where(j.n > after).order_by(j.n)
        if kind is not None:
            question = question.where(j.kind == kind if about is None else of_kind(kind))
        if not overruled:
            question = question.where(~_replaced(JUDGEMENTS))
        if about is None:
            return self._portions(question, _judgements)
        return self._judgements_about(question, [about] if isinstance(about, str) else about)

    def _judgements_about(self, question: Select[int], about: Sequence[str]) -> Iterator[JudgementRow]:
        numbers: set[int] = set()
        for portion in in_portions(sorted(set(about))):
            of_them = select(JUDGED.c.judgement).where(JUDGED.c.member.in_(portion))
            with self._database.reading() as connection:
                numbers.update(connection.scalars(question.where(JUDGEMENTS.c.n.in_(of_them))))
        yield from self._in_portions(sorted(numbers), _judgements)

    def judgement(self, id: str) -> JudgementRow:
        """The judgement with this lasting id.

        Raises:
            UnknownId: There is none.
        """
        with self._database.reading() as connection:
            number = connection.scalar(select(JUDGEMENTS.c.n).where(JUDGEMENTS.c.id == id))
            if number is None:
                raise self._unknown(id)
            return _judgements(connection, [number])[0]

    def reviews(self, about: str | None = None, *, overruled: bool = False) -> Iterator[ReviewRow]:
        """Reviews.

        Args:
            about: Only those of the row with this lasting id.
            overruled: Whether with those that another has taken the place of.
        """
        v = REVIEWS.c
        question = select(v.n).order_by(v.n)
        if about is not None:
            question = question.where(v.subject == about)
        if not overruled:
            question = question.where(~_replaced(REVIEWS))
        return self._portions(question, _reviews)

    def reviews_at(self, numbers: Sequence[int]) -> list[ReviewRow]:
        """Reviews by their numbers, the highest first."""
        with self._database.reading() as connection:
            return _reviews(connection, numbers)[::-1]


def _replaced(table: Table) -> Exists:
    """Another row has taken the place of this one."""
    later = table.alias("later")
    return select(later.c.n).where(later.c.supersedes == table.c.id).exists()


def _judgements(connection: Connection, numbers: Sequence[int]) -> list[JudgementRow]:
    j = JUDGEMENTS.c
    rows = _contents(connection, select(j.n, j.id, j.learnt, _replaced(JUDGEMENTS).label("overruled")), j.n, numbers)
    return [
        JudgementRow(
            n=row.n, id=row.id, judgement=judgement_of(content), learnt=row.learnt, overruled=bool(row.overruled)
        )
        for row, content in rows
    ]


def _reviews(connection: Connection, numbers: Sequence[int]) -> list[ReviewRow]:
    v = REVIEWS.c
    rows = _contents(connection, select(v.n, v.id, v.learnt, _replaced(REVIEWS).label("overruled")), v.n, numbers)
    return [
        ReviewRow(n=row.n, id=row.id, review=review_of(content), learnt=row.learnt, overruled=bool(row.overruled))
        for row, content in rows
    ]


def _contents(
    connection: Connection, question: Select[Any], number: Any, numbers: Sequence[int]
) -> list[tuple[Row[Any], bytes]]:
    with_content = question.add_columns(ENTRIES.c.content).join(ENTRIES, ENTRIES.c.n == number)
    rows = connection.execute(with_content.where(number.in_(numbers)).order_by(number))
    return [(row, unpacked(row.content)) for row in rows]
