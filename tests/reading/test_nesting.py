"""Of places in one another the smallest."""

from __future__ import annotations

import pytest

from tests.build import parse_of
from truceline.model import Parse, Place
from truceline.reading.index import Index
from truceline.reading.nesting import smallest

RANK = {"Talas": "city", "Berem": "city", "Merrin": "region", "Orsinia": "country", "Varda": "country"}
LAND = {"Varda": "VRD"}


def scene(text: str) -> tuple[Parse, Index[Place]]:
    """A text "word:POS:head:relation …" with a place at each name; those without a known name are not on the map."""
    rows = []
    for token in text.split():
        word, _, rest = token.partition(":")
        pos, head, dep = [*rest.split(":", 2), "", "", ""][:3]
        pos = pos or ("PROPN" if word.lstrip("~")[:1].isupper() else "X")
        rows.append(f"{word} {word.lstrip('~').lower()} {pos} X {head or 0} {dep or 'dep'}")
    parse = parse_of("\n".join(rows))
    places = []
    for i, word in enumerate(parse.words):
        if word[:1].isupper():
            known = word in RANK
            places.append(
                Place(id=f"p{i}", start=parse.starts[i], end=parse.ends[i], name=word,
                      country=LAND.get(word, "ORS") if known else None, precision=RANK.get(word),
                      latitude=10.0 if known else None, longitude=20.0 if known else None)
            )  # fmt: skip
    return parse, Index(parse, places)


def named(text: str, *given: str) -> list[str]:
    """The words of the places that are left of those given, or of all."""
    parse, index = scene(text)
    ids = [p.id for p in index if not given or p.name in given]
    return [index.by_id[i].name for i in smallest(parse, index, ids)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("in Talas near Berem", ["Talas"]),
        ("in Talas , about 20 miles north of Berem", ["Talas"]),
        ("in Talas , Orsinia", ["Talas"]),
        ("in Talas , Berem", ["Talas", "Berem"]),
        ("in Talas and Berem", ["Talas", "Berem"]),
        ("in Talas and across Orsinia", ["Talas", "Orsinia"]),  # both are said
        ("in Orsinia they met:VERB in Talas", ["Talas"]),
        ("from:ADP Talas to:ADP Berem", ["Talas", "Berem"]),
        ("in Talas ~'s Berem", ["Berem"]),
        ("in the Merrin:PROPN:4:compound town:NOUN of Talas", ["Talas"]),
        ("in the Quist:PROPN:4:compound district:NOUN of Talas", ["Quist"]),
        ("in Talas they:X fled:VERB from Varda", ["Talas", "Varda"]),  # not known to lie in one another
    ],
)
def test_what_says_where_another_lies_is_left_out(text: str, left: list[str]) -> None:
    assert named(text) == left


def test_a_street_gives_way_to_its_town() -> None:
    parse = parse_of(
        "on on ADP X 3 case\nFar far PROPN X 3 compound\nRoad road PROPN X 3 obl\nin in ADP X 5 case\n"
        "Talas talas PROPN X 3 nmod"
    )
    road = Place(id="p1", start=parse.starts[1], end=parse.ends[2], name="Far Road")
    town = Place(id="p2", start=parse.starts[4], end=parse.ends[4], name="Talas", latitude=1.0, precision="city")
    assert smallest(parse, Index(parse, [road, town]), ["p1"]) == ("p2",)
    on_the_map = Place(id="p1", start=road.start, end=road.end, name="Far Road", latitude=1.0, precision="point")
    assert smallest(parse, Index(parse, [on_the_map, town]), ["p1"]) == ("p1",)


def test_a_list_is_taken_whole() -> None:
    assert named("in Talas and Berem", "Talas") == ["Talas", "Berem"]
    assert named("in Talas , and Berem", "Talas") == ["Talas", "Berem"]
    assert named("in Talas but Berem", "Talas") == ["Talas"]


def test_no_places_are_none() -> None:
    parse, index = scene("in Talas")
    assert smallest(parse, index, []) == ()


def test_a_part_of_a_town_is_named_for_the_town():
    text = "in:ADP:4:case the:DET:4:det Ruvel:PROPN:4:compound quarter:NOUN:0:root of:ADP:6:case Talas:PROPN:4:nmod"
    assert named(text, "Talas") == ["Ruvel"]
