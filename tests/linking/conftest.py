"""The ledgers of the ledger's own tests: each test runs on every database."""

from tests.ledger.conftest import ledger, place, places, postgresql

__all__ = ["ledger", "place", "places", "postgresql"]
