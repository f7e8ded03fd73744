"""Names and numbers of countries and divisions, for the profiles that ask for them."""

from __future__ import annotations

from functools import cache, lru_cache

from truceline.exports.columns import table_data
from truceline.vocabulary import Vocabulary
from truceline.vocabulary.gazetteer import Gazetteer


class Atlas:
    """Looks up what the records only have codes of.

    Args:
        vocabulary: Whose names of states go before those of the standard.
        gazetteer: Where divisions are looked up; none is known where it is None.
    """

    def __init__(self, *, vocabulary: Vocabulary | None = None, gazetteer: Gazetteer | None = None) -> None:
        self._vocabulary = vocabulary
        self._gazetteer = gazetteer
        self.division = lru_cache(maxsize=4096)(self._division)

    def country(self, code: str | None) -> str | None:
        """The name of the country with this ISO 3166-1 alpha-3 code, or the code itself; None for what is no state."""
        if code is None or code in table_data("sides")["no_state"]["codes"]:
            return None
        state = self._vocabulary.state_of(code) if self._vocabulary else None
        if state is not None:
            return state.name
        found = _countries().get(code)
        return str(found["name"]) if found else code

    def number(self, code: str | None) -> int | None:
        """The ISO 3166-1 number of the country with this alpha-3 code."""
        found = _countries().get(code or "")
        return int(found["number"]) if found else None

    def _division(self, geonameid: int | None) -> str | None:
        if geonameid is None or self._gazetteer is None:
            return None
        return self._gazetteer.division(geonameid)


@cache
def _countries() -> dict[str, dict[str, str | int]]:
    return {found["code"]: found for found in table_data("countries")["country"]}
