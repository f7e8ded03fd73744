"""What kind of statement an attribution is: a statement, a refusal to comment, one that nobody could verify."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.drafts import Draft

STATEMENT = "statement"


def kind_of(parse: Parse, draft: Draft) -> str:
    """The kind of an attribution."""
    return STATEMENT
