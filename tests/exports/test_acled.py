from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.exports.told import (
    ARMY,
    CROWD,
    FRONT,
    GUNMEN,
    NURSES,
    OSTREL,
    PEOPLE,
    POLICE,
    TARN,
    TEXTS,
    happening,
    killed,
    told,
)
from truceline.exports.acled import acled_rows
from truceline.exports.atlas import Atlas
from truceline.exports.columns import columns_of
from truceline.exports.happenings import Happening
from truceline.ledger import ClaimRow

# Read in a public copy of the dataset.
HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
ATLAS = Atlas()


def row(*claims: ClaimRow | Happening) -> dict[str, Any]:
    one = claims[0] if isinstance(claims[0], Happening) else happening(*claims)  # type: ignore[arg-type]
    (found,) = acled_rows([one], TEXTS, ATLAS)
    return dict(found)


def left(claim: ClaimRow) -> str:
    reasons: Counter[str] = Counter()
    assert list(acled_rows([happening(claim)], TEXTS, ATLAS, reasons)) == []
    (reason,) = reasons
    return reason


def test_the_columns_are_those_of_the_dataset() -> None:
    assert ",".join(column.name for column in columns_of("acled")) == HEADER


def test_a_shelling_of_civilians() -> None:
    found = row(
        told(
            "Korvath shelled Ostrel, killing 12 people",
            mode="heavy-weapons",
            by=(ARMY,),
            to=(PEOPLE,),
            counts=(killed("12", 12, 12, 12),),
            origin="the mayor",
            where=({**OSTREL, "country": "FRA"},),
        )
    )
    assert {**found, "event_id_cnty": "", "timestamp": 0} == {
        "event_id_cnty": "",
        "event_date": "2031-05-12",
        "year": 2031,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Military Forces of KVT",
        "assoc_actor_1": None,
        "inter1": "External/Other forces",
        "actor2": "Civilians (France)",
        "assoc_actor_2": None,
        "inter2": "Civilians",
        "interaction": "Civilians-External/Other forces",
        "civilian_targeting": "Civilian targeting",
        "iso": 250,
        "country": "France",
        "admin1": None,
        "location": "Ostrel",
        "latitude": 12.5,
        "longitude": -3.25,
        "geo_precision": 1,
        "source": "The Coast Ledger",
        "notes": "the mayor > The Coast Ledger, 2031-05-14: “Korvath shelled Ostrel, killing 12 people”",
        "fatalities": 12,
        "tags": None,
        "timestamp": 0,
    }
    assert found["event_id_cnty"].startswith("c")
    assert found["timestamp"] == datetime(2031, 6, 1, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("mode", "by", "to", "kind", "sub"),
    [
        (None, ARMY, FRONT, "Battles", "Armed clash"),
        ("firearms", FRONT, NURSES, "Violence against civilians", "Attack"),
        ("abduct", FRONT, NURSES, "Violence against civilians", "Abduction/forced disappearance"),
        ("drone", ARMY, FRONT, "Explosions/Remote violence", "Air/drone strike"),
        ("explosives", FRONT, ARMY, "Explosions/Remote violence", "Remote explosive/landmine/IED"),
        ("suicide-attack", GUNMEN, NURSES, "Explosions/Remote violence", "Suicide bomb"),
        ("firearms", POLICE, CROWD, "Protests", "Excessive force against protesters"),
        ("crowd-control", POLICE, CROWD, "Protests", "Protest with intervention"),
        ("destroy", ARMY, NURSES, "Strategic developments", "Looting/property destruction"),
    ],
)
def test_weapon_and_target_make_the_type(mode: str | None, by: Any, to: Any, kind: str, sub: str) -> None:
    found = row(told(f"{by['name']} attacked {to['name']} in Ostrel", mode=mode, by=(by,), to=(to,)))
    assert (found["event_type"], found["sub_event_type"]) == (kind, sub)


def test_an_attack_on_nobody_who_is_known_is_left_out() -> None:
    assert left(told("Korvath attacked in Ostrel", by=(ARMY,))).startswith("of a type that ACLED has not")


def test_a_battle_without_a_known_side_is_left_out_and_a_shelling_is_not() -> None:
    assert left(told("gunmen were killed in Ostrel", to=(GUNMEN,))) == "where no side is known"
    found = row(told("Shells fell on Ostrel", mode="heavy-weapons"))
    assert (found["actor1"], found["inter1"]) == ("Unidentified Armed Group (KVT)", "Political militia")
    assert (found["actor2"], found["interaction"]) == (None, "Political militia only")


def test_a_clash_has_both_on_one_side_of_the_claim() -> None:
    found = row(
        told("Korvath and the Ostrel Front fought in Ostrel", by=(FRONT, ARMY), event="RETREAT", mode="ceasefire")
    )
    assert (found["actor1"], found["actor2"]) == ("Ostrel Front", "Military Forces of KVT")
    assert found["interaction"] == "State forces-Rebel group"


@pytest.mark.parametrize(
    ("said", "low", "high", "best", "expected"),
    [
        ("dozens", 24, None, None, 12),
        ("hundreds", 200, 999, None, 100),
        ("several", 2, None, None, 3),
        ("at least 12", 12, None, None, 12),
        ("up to 24", None, 24, None, None),
        ("more than 80", 81, None, None, 81),
    ],
)
def test_vague_words_count_as_the_codebook_says(
    said: str, low: float | None, high: float | None, best: float | None, expected: int | None
) -> None:
    claim = told(f"Shells killed {said} in Ostrel", mode="heavy-weapons", counts=(killed(said, low, high, best),))
    assert row(claim)["fatalities"] == expected


def test_the_lowest_number_of_several_sources_is_taken_and_none_is_nought() -> None:
    claims = [
        told(f"Shells killed {n} in Ostrel", mode="heavy-weapons", counts=(killed(f"{n}", n, n, n),))
        for n in (41, 27, 30)
    ]
    assert row(*claims)["fatalities"] == 27
    assert row(told("Shells fell on Ostrel", mode="heavy-weapons"))["fatalities"] == 0


def test_notes_hold_every_source_and_who_denies_it() -> None:
    claims = (
        told("Shells fell on Ostrel", mode="heavy-weapons", origin="the mayor"),
        told("Ostrel was hit by shells", mode="heavy-weapons", outlet="Harbour Radio", published=None),
    )
    found = row(happening(*claims, denied_by=("Korvath",)))
    assert found["notes"] == (
        "the mayor > The Coast Ledger, 2031-05-14: “Shells fell on Ostrel” "
        "Harbour Radio: “Ostrel was hit by shells” Denied by Korvath."
    )
    assert found["source"] == "The Coast Ledger; Harbour Radio"


@pytest.mark.parametrize(
    ("when", "day", "precision"),
    [
        (("2031-05-12", "2031-05-12"), "2031-05-12", 1),
        (("2031-05-05", "2031-05-11"), "2031-05-08", 2),
        (("2031-02-01", "2031-02-28"), "2031-02-14", 3),
        (None, "2031-05-14", 2),
    ],
)
def test_days_and_their_precision(when: Any, day: str, precision: int) -> None:
    found = row(told("Shells fell on Ostrel", mode="heavy-weapons", when=when))
    assert (found["event_date"], found["time_precision"]) == (day, precision)


def test_the_narrowest_day_of_several_claims_counts() -> None:
    claims = [
        told("Shells fell on Ostrel", mode="heavy-weapons", when=when)
        for when in (None, ("2031-05-05", "2031-05-11"), ("2031-05-07", "2031-05-07"))
    ]
    assert row(*claims)["event_date"] == "2031-05-07"


def test_a_year_is_no_day() -> None:
    claim = told("Shells fell on Ostrel", mode="heavy-weapons", when=("2031-01-01", "2031-12-31"))
    assert left(claim) == "without a day, a week or a month"


@pytest.mark.parametrize(
    ("words", "place", "precision"),
    [
        ("Shells fell on Ostrel", OSTREL, 1),
        ("Shells fell near Ostrel", OSTREL, 2),
        ("Shells fell near the Ostrel", OSTREL, 2),
        ("Shells fell across Tarn", TARN, 3),
        ("Shells fell on Ostrel", {**OSTREL, "precision": "district"}, 2),
    ],
)
def test_places_and_their_precision(words: str, place: Any, precision: int) -> None:
    assert row(told(words, mode="heavy-weapons", where=(place,)))["geo_precision"] == precision


def test_without_a_country_there_is_no_row() -> None:
    assert left(told("Shells fell", mode="heavy-weapons", where=())) == "without a place in a country"
    nowhere = {**OSTREL, "country": None}
    assert left(told("Shells fell on Ostrel", mode="heavy-weapons", where=(nowhere,))) == "without a place in a country"


def test_a_demonstration_has_its_size() -> None:
    size = {"said": "2,000", "low": 2000, "high": 2000, "best": 2000, "measure": "protesters"}
    found = row(told("2,000 protesters met in Ostrel", event="PROTEST", mode="demo", by=(CROWD,), counts=(size,)))
    assert (found["actor1"], found["inter1"], found["interaction"]) == (
        "Protesters (KVT)",
        "Protesters",
        "Protesters only",
    )
    assert found["tags"] == "crowd size=2000"
    assert row(told("protesters met in Ostrel", event="PROTEST", by=(CROWD,)))["tags"] == "crowd size=no report"
    riot = row(told("protesters rioted in Ostrel", event="PROTEST", mode="riot", by=(CROWD,)))
    assert (riot["actor1"], riot["event_type"], riot["disorder_type"]) == ("Rioters (KVT)", "Riots", "Demonstrations")


def test_an_accord_is_a_row_where_a_claim_is_about_an_agreement() -> None:
    words = "Korvath and the Ostrel Front agreed in Ostrel"
    found = row(told(words, event="AGREE", by=(FRONT, ARMY), agreement="g1"))
    assert (found["event_type"], found["sub_event_type"]) == ("Strategic developments", "Agreement")
    assert left(told(words, event="AGREE", by=(FRONT, ARMY))).startswith("of a type")


def test_forces_of_which_nobody_knows_the_state() -> None:
    found = row(told("troops shelled Ostrel", mode="heavy-weapons", by=({"name": "troops", "sector": ("MIL",)},)))
    assert (found["actor1"], found["inter1"]) == ("Unidentified Military Forces", "External/Other forces")


def test_state_forces_abroad_are_external() -> None:
    army = {**ARMY, "country": "FRA"}
    found = row(told("Korvath shelled Ostrel", mode="heavy-weapons", by=(army,)))
    assert (found["actor1"], found["inter1"]) == ("Military Forces of France", "External/Other forces")
    at_home = row(
        told("Korvath shelled Ostrel", mode="heavy-weapons", by=(army,), where=({**OSTREL, "country": "FRA"},))
    )
    assert (at_home["actor1"], at_home["inter1"]) == ("Military Forces of France", "State forces")


def test_outlets_that_carry_the_same_speech_act_stand_in_one_note() -> None:
    claims = (
        told("Shells fell on Ostrel", mode="heavy-weapons", origin="the mayor"),
        told("Shells fell on Ostrel", mode="heavy-weapons", origin="the mayor", outlet="Harbour Radio"),
        told("Ostrel was shelled", mode="heavy-weapons", outlet="Tarn Times"),
    )
    one = replace(happening(*claims), origins={claims[0].id: "o1", claims[1].id: "o1", claims[2].id: "o2"})
    assert row(one)["notes"] == (
        "the mayor > The Coast Ledger, 2031-05-14: “Shells fell on Ostrel” (also Harbour Radio) "
        "Tarn Times, 2031-05-14: “Ostrel was shelled”"
    )


def test_a_description_is_nobody_of_its_own_beside_a_name() -> None:
    troops = {"name": "troops", "sector": ("MIL",)}
    found = row(
        told("Korvath shelled Ostrel", mode="heavy-weapons", by=(ARMY,)),
        told("troops shelled Ostrel", mode="heavy-weapons", by=(troops,)),
    )
    assert (found["actor1"], found["assoc_actor_1"], found["actor2"]) == ("Military Forces of KVT", None, None)


def test_two_who_each_are_said_to_have_done_it_are_no_two_sides() -> None:
    found = row(
        told("Korvath shelled Ostrel", mode="heavy-weapons", by=(ARMY,)),
        told("Ostrel Front shelled Ostrel", mode="heavy-weapons", by=(FRONT,)),
    )
    assert (found["actor1"], found["assoc_actor_1"], found["actor2"]) == (
        "Military Forces of KVT",
        "Ostrel Front",
        None,
    )
