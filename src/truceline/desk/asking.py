"""What a page's address asks: as of which day, which filters, which part of a long list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from truceline.desk.failures import Refusal
from truceline.desk.state import Desk
from truceline.ledger import View

AsOf = Annotated[str | None, Query(max_length=20, description="What could be known by this day, YYYY-MM-DD.")]


def view_of(desk: Desk, as_of: str | None) -> View:
    """The ledger as it is, or as of a day.

    Raises:
        Refusal: It is no day.
    """
    try:
        return desk.ledger.view(as_of=as_of or None)
    except ValueError as error:
        raise Refusal(422, "bad_value", str(error)) from error
