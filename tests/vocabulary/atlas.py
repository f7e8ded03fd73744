"""A small gazetteer of invented places, for the tests of what reads one."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

from truceline.vocabulary.gazetteer import Gazetteer
from truceline.vocabulary.gazetteer_build import write
from truceline.vocabulary.gazetteer_rows import Row


def town(
    name: str,
    country: str,
    at: tuple[float, float],
    people: int,
    *,
    admin1: str = "01",
    spellings: list[str] | None = None,
) -> Row:
    """A city, town or village; its id is made from its place."""
    geonameid = round(at[0] * 1000 + at[1])
    return Row(name=name, precision="city", country=country, admin1=admin1, position=at, population=people,
               geonameid=geonameid, prior=math.log10(people), names=[], spellings=spellings or [])  # fmt: skip


def division(name: str, country: str, at: tuple[float, float], admin1: str, *, prior: float = 6.0) -> Row:
    """A first-order division."""
    return Row(name=name, precision="region", country=country, admin1=admin1, position=at, geonameid=900 + int(admin1),
               prior=prior, names=[], short=(name[:3] + ".",))  # fmt: skip


def country(name: str, code: str, at: tuple[float, float], *aliases: str) -> Row:
    """A country."""
    return Row(name=name, precision="country", country=code, position=at, prior=9.0, names=[*aliases], geonameid=500)


# Sollen and Varda are neighbours; Orsk Federation lies far off.
ROWS = (
    country("Sollen", "SLN", (10.0, 20.0), "The Sollen", "S.R."),
    country("Varda", "VRD", (14.0, 26.0)),
    country("Orland", "ORL", (-40.0, -60.0), "OL"),
    country("Tarn and Besk", "TRB", (12.0, 30.0)),
    division("Merrin", "SLN", (10.5, 20.5), "01"),
    division("Upper Dova", "SLN", (11.5, 21.5), "02"),
    division("Pellan", "ORL", (-41.0, -61.0), "01"),
    division("Northern", "VRD", (14.5, 26.5), "02", prior=5.8),
    town("Harrow", "SLN", (10.4, 20.4), 900_000),
    town("Karsa", "SLN", (10.6, 20.7), 200_000, spellings=["Qarsah"]),
    town("Karsa", "ORL", (-41.2, -61.2), 800_000),
    town("Al Dovan", "EGY", (11.4, 21.4), 40_000, admin1="02"),
    town("Pellan", "ORL", (-41.1, -61.0), 700_000),
    town("Tiny Ford", "ORL", (-40.1, -60.3), 900),
    town("Tiny Ford", "VRD", (14.2, 26.2), 800),
    town("Lone Hill", "ORL", (-40.5, -60.5), 9_000),
    town("Besk", "SLN", (10.2, 20.9), 60_000),
    town("Merrin", "SLN", (10.55, 20.55), 150_000),
    Row(name="Grey Sea", precision="larger", position=(12.0, 15.0), prior=8.0, names=["Sea of Grey"]),
    Row(name="Ost crossing", precision="point", position=(12.0, 23.0), prior=5.5, names=[]),
    Row(name="Anne's County", precision="district", country="ORL", admin1="01", position=(-41.0, -61.3), prior=4.0,
        names=[]),
)  # fmt: skip


def atlas(folder: Path) -> Gazetteer:
    """The gazetteer of the invented places, in a new file of a folder."""
    path = folder / "atlas.sqlite"
    connection = sqlite3.connect(path)
    write(connection, ROWS, "atlas")
    connection.close()
    return Gazetteer(path)
