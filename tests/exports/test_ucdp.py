from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.exports.told import ARMY, FRONT, GUNMEN, NURSES, OSTREL, PEOPLE, TEXTS, happening, killed, told
from truceline.exports.atlas import Atlas
from truceline.exports.columns import columns_of
from truceline.exports.ucdp import cell_of, ucdp_rows
from truceline.ledger import ClaimRow
from truceline.model import Place

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
FRENCH = {**ARMY, "country": "FRA"}
CHAD = {**ARMY, "actor": "chad", "country": "TCD"}
OTHERS = {**FRONT, "actor": "marsh-guard", "name": "Marsh Guard"}


def row(*claims: ClaimRow) -> dict[str, Any]:
    (found,) = ucdp_rows([happening(*claims)], TEXTS, Atlas())
    return dict(found)


def clash(
    by: Any, to: Any, *, said: str = "12", low: float | None = 12, high: float | None = 12, **more: Any
) -> ClaimRow:
    words = f"{by['name'] if by else 'Somebody'} killed {said} of {to['name']} in Ostrel"
    people: dict[str, Any] = {"by": (by,) if by else (), "to": (to,)}
    return told(words, **people, counts=(killed(said, low, high, low if low == high else None),), **more)


def test_the_columns_are_those_of_the_dataset() -> None:
    assert ",".join(column.name for column in columns_of("ucdp")) == HEADER


def test_a_row_has_what_is_known_and_nothing_else() -> None:
    found = row(clash(FRENCH, FRONT, origin="the mayor"))
    assert found["id"].startswith("c")
    assert {name: value for name, value in found.items() if name != "id"} == {
        "year": 2031,
        "type_of_violence": 1,
        "dyad_name": "Government of France - Ostrel Front",
        "side_a": "Government of France",
        "side_b": "Ostrel Front",
        "number_of_sources": 1,
        "source_article": found["source_article"],
        "source_office": "The Coast Ledger",
        "source_date": "2031-05-14",
        "source_headline": found["source_headline"],
        "source_original": "the mayor",
        "where_prec": 1,
        "where_coordinates": "Ostrel",
        "where_description": "Ostrel",
        "adm_1": None,
        "latitude": 12.5,
        "longitude": -3.25,
        "geom_wkt": "POINT (-3.25 12.5)",
        "priogrid_gid": 205 * 720 + 354,
        "country": "KVT",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2031-05-12",
        "date_end": "2031-05-12",
        "deaths_a": 0,
        "deaths_b": 12,
        "deaths_civilians": 0,
        "deaths_unknown": 0,
        "best": 12,
        "low": 12,
        "high": 12,
    }
    assert found["source_article"] == f'"The Coast Ledger,2031-05-14,{found["source_headline"]}"'


@pytest.mark.parametrize(
    ("by", "to", "kind", "a", "b"),
    [
        (FRENCH, FRONT, 1, "Government of France", "Ostrel Front"),
        (FRONT, FRENCH, 1, "Government of France", "Ostrel Front"),
        (FRENCH, CHAD, 1, "Government of France", "Government of Chad"),
        (FRONT, OTHERS, 2, "Marsh Guard", "Ostrel Front"),
        (FRENCH, NURSES, 3, "Government of France", "Civilians"),
        (FRONT, NURSES, 3, "Ostrel Front", "Civilians"),
        (FRONT, PEOPLE, None, "Ostrel Front", None),
        (None, NURSES, None, None, "Civilians"),
        (FRENCH, GUNMEN, None, "Government of France", None),
    ],
)
def test_sides_and_the_type_of_violence(by: Any, to: Any, kind: int | None, a: str | None, b: str | None) -> None:
    found = row(clash(by, to))
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (kind, a, b)
    assert found["dyad_name"] == (f"{a} - {b}" if a and b else None)


@pytest.mark.parametrize(
    ("to", "whose"),
    [(FRONT, "deaths_b"), (NURSES, "deaths_civilians"), (PEOPLE, "deaths_unknown"), (GUNMEN, "deaths_unknown")],
)
def test_the_dead_stand_where_they_belong(to: Any, whose: str) -> None:
    found = row(clash(FRENCH, to))
    dead = {name: found[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")}
    assert dead == dict.fromkeys(dead, 0) | {whose: 12}
    assert sum(dead.values()) == found["best"]


def test_best_is_what_most_origins_say_and_the_range_is_around_all() -> None:
    found = row(
        clash(FRENCH, FRONT, said="41", low=41, high=41, origin="the front"),
        clash(FRENCH, FRONT, said="27", low=27, high=27, origin="the hospital"),
        clash(FRENCH, FRONT, said="27", low=27, high=27, origin="the mayor"),
        clash(FRENCH, FRONT, said="12", low=12, high=12, origin="the army"),
        clash(FRENCH, FRONT, said="12", low=12, high=12, origin="the army"),  # the same source twice is one
        clash(FRENCH, FRONT, said="at least 50", low=50, high=None, origin="a resident"),
    )
    assert (found["low"], found["best"], found["high"]) == (12, 27, 50)
    assert found["number_of_sources"] == 6


def test_vague_words_stay_what_they_say() -> None:
    found = row(clash(FRENCH, FRONT, said="dozens", low=24, high=None))
    assert (found["low"], found["best"], found["high"]) == (24, 24, 24)
    found = row(clash(FRENCH, FRONT, said="up to 24", low=None, high=24))
    assert (found["low"], found["best"], found["high"], found["deaths_b"]) == (None, None, 24, None)


@pytest.mark.parametrize(
    ("when", "start", "end", "precision"),
    [
        (("2031-05-12", "2031-05-12"), "2031-05-12", "2031-05-12", 1),
        (("2031-05-10", "2031-05-12"), "2031-05-10", "2031-05-12", 2),
        (("2031-05-05", "2031-05-11"), "2031-05-05", "2031-05-11", 3),
        (("2031-02-01", "2031-02-28"), "2031-02-01", "2031-02-28", 4),
        (("2031-01-01", "2031-12-31"), "2031-01-01", "2031-12-31", 5),
        (None, "2031-05-08", "2031-05-14", 3),
    ],
)
def test_days_and_their_precision(when: Any, start: str, end: str, precision: int) -> None:
    found = row(clash(FRENCH, FRONT, when=when))
    assert (found["date_start"], found["date_end"], found["date_prec"]) == (start, end, precision)


@pytest.mark.parametrize(
    ("place", "code"), [("point", 1), ("city", 1), ("district", 3), ("region", 4), ("country", 6), ("larger", None)]
)
def test_places_and_their_precision(place: str, code: int | None) -> None:
    assert row(clash(FRENCH, FRONT, where=({**OSTREL, "precision": place},)))["where_prec"] == code


def test_what_the_dataset_does_not_hold_is_left_out_and_counted() -> None:
    left: Counter[str] = Counter()
    claims = (
        told("Korvath shelled Ostrel", mode="heavy-weapons", by=(FRENCH,)),
        told("Korvath seized Ostrel", event="COERCE", by=(FRENCH,)),
        clash(FRENCH, FRONT, where=()),
        clash(FRENCH, FRONT, said="nobody", low=0, high=0),
    )
    assert list(ucdp_rows(map(happening, claims), TEXTS, Atlas(), left)) == []
    assert left == {
        "without anybody killed": 2,
        "that are no act of armed force": 1,
        "without a place in a country": 1,
    }


# Cells of PRIO-GRID that its own data has at these centres.
@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"), [(-55.75, -69.25, 49182), (-90, -180, 1), (90, 179.9, 259200), (0, 0, 129961)]
)
def test_cells_of_the_grid(latitude: float, longitude: float, cell: int) -> None:
    place = Place(id="p1", start=0, end=0, name="x", latitude=latitude, longitude=longitude)
    assert cell_of(place) == cell


def test_a_plain_number_goes_before_a_vague_one() -> None:
    found = row(
        clash(FRENCH, FRONT, said="dozens", low=24, high=None, origin="residents"),
        clash(FRENCH, FRONT, said="dozens", low=24, high=None, origin="the mayor"),
        clash(FRENCH, FRONT, said="27", low=27, high=27, origin="the hospital"),
    )
    assert (found["low"], found["best"], found["high"]) == (24, 27, 27)


def test_speech_acts_count_and_not_reports() -> None:
    claims = [
        clash(FRENCH, FRONT, said="41", low=41, high=41, origin="the front"),
        clash(FRENCH, FRONT, said="41", low=41, high=41, origin="fighters"),
        clash(FRENCH, FRONT, said="50", low=50, high=50, origin="the hospital"),
        clash(FRENCH, FRONT, said="50", low=50, high=50, origin="the mayor"),
    ]
    one = replace(happening(*claims), origins=dict(zip((c.id for c in claims), ("a", "a", "b", "c"), strict=True)))
    (found,) = ucdp_rows([one], TEXTS, Atlas())
    assert found["best"] == 50
