"""Questions that are asked over and over, for what has one of many values: put together once for each database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Executable, Select, any_, bindparam, func, select

_VALUES = "values"


class Lookup:
    """A question for the rows in which a column has one of many values.

    Args:
        question: For all rows.
        column: The one that has the values.
    """

    def __init__(self, question: Select[Any], column: ColumnElement[Any]) -> None:
        self._question = question
        self._column = column
        self._put: dict[str, Select[Any]] = {}  # by database

    def rows(self, connection: Connection, values: Sequence[int | str]) -> Sequence[Any]:
        """The rows, as `rows_of` gives them."""
        database = connection.dialect.name
        if (put := self._put.get(database)) is None:
            put = self._put[database] = self._question.where(self._among(database))
        asked = json.dumps(list(values)) if database == "sqlite" else list(values)
        return rows_of(connection, put, {_VALUES: asked})

    def _among(self, database: str) -> ColumnElement[bool]:
        if database == "sqlite":
            each = func.json_each(bindparam(_VALUES)).table_valued("value")
            return self._column.in_(select(each.c.value))
        return self._column == any_(bindparam(_VALUES, type_=ARRAY(self._column.type)))


def rows_of(connection: Connection, question: Executable, asked: dict[str, Any] | None = None) -> Sequence[Any]:
    """All rows, each a tuple in which SQLite has 0 and 1 for false and true.

    Its driver gives rows as they are: making SQLAlchemy's of them costs as much as to make records of them.
    """
    result = connection.execute(question, asked or {})
    if connection.dialect.name != "sqlite":
        return result.all()
    cursor: Any = result.cursor
    rows: Sequence[Any] = cursor.fetchall()
    result.close()
    return rows
