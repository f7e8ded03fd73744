"""All claims of a ledger as columns in memory, for lists and counts that must be there at once.

A database counts what a broad question finds row by row, for seconds; columns of small numbers are counted in
milliseconds. They hold codes and days alone, about 100 bytes a claim. Linking keeps them in the ledger; what came since
is read when they are asked for. Records still come from the tables.
"""

from truceline.ledger.columns.columns import Columns
from truceline.ledger.columns.counting import FACETS
from truceline.ledger.columns.lists import Asked, Counted, Group, Lists, Page, Spot
from truceline.ledger.columns.selecting import ORDERS, More, Selection, prepare, select_claims
from truceline.ledger.columns.snapshot import Snapshot

__all__ = [
    "FACETS",
    "ORDERS",
    "Asked",
    "Columns",
    "Counted",
    "Group",
    "Lists",
    "More",
    "Page",
    "Selection",
    "Snapshot",
    "Spot",
    "prepare",
    "select_claims",
]
