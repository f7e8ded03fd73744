"""How a view asks: as of a day, a portion at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select, text

from truceline.errors import UnknownId
from truceline.ledger.columns import Columns
from truceline.ledger.database import Database, in_portions, matching, query_of
from truceline.ledger.encoding import searchable
from truceline.ledger.questions import known
from truceline.ledger.schema import EDITIONS, REPORTS

_T = TypeVar("_T")


class Asking:
    """What all parts of a view have in common.

    Args:
        database: The ledger's.
        columns: The ledger's.
        as_of: The day.
    """

    def __init__(self, database: Database, columns: Columns, *, as_of: str | None = None) -> None:
        self._database = database
        self._columns = columns
        self.as_of = as_of

    def held(self) -> AbstractContextManager[None]:
        """Within it all that this thread asks shares one connection: to open one costs more than most questions."""
        return self._database.held()

    def _search(
        self,
        index: str,
        words: str,
        build: Callable[[Connection, Sequence[int]], list[_T]],
        limit: int,
        within: Callable[[Any], Select[int]],
    ) -> list[_T]:
        asked = [(one, word.endswith("*")) for word in words.split() for one in searchable(word).split()]
        if not asked:
            return []
        with self._database.reading() as connection:
            found = text(matching(connection, index)).bindparams(words=query_of(connection, asked)).columns(REPORTS.c.n)
            numbers = connection.scalars(within(found).limit(limit)).all()
            return build(connection, numbers)

    def _one(self, columns: Any, id: str, build: Callable[[Connection, Sequence[int]], list[Any]]) -> Any:
        with self._database.reading() as connection:
            of_it = select(columns.n).join(EDITIONS, EDITIONS.c.reading == columns.reading)
            number = connection.scalar(of_it.where(columns.id == id, *known(self.as_of)).limit(1))
            if number is None:
                raise self._unknown(id)
            return build(connection, [number])[0]

    def _unknown(self, id: str) -> UnknownId:
        return UnknownId(f"nothing has the id {id[:60]!r}", ledger=self._database.name, id=id)

    def _portions(self, question: Select[int], build: Callable[[Connection, Sequence[int]], list[_T]]) -> Iterator[_T]:
        """What fits now, taken out in portions: a long transaction would make writers of a SQLite file wait."""
        with self._database.reading() as connection:
            numbers = connection.scalars(question).all()
        yield from self._in_portions(numbers, build)

    def _in_portions(
        self, numbers: Sequence[int], build: Callable[[Connection, Sequence[int]], list[_T]]
    ) -> Iterator[_T]:
        for portion in in_portions(numbers):
            with self._database.reading() as connection:
                rows = build(connection, portion)
            yield from rows
