"""Place names: which words, and which place they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import parse_of
from tests.vocabulary.atlas import atlas
from truceline.model import Name, Parse, Place
from truceline.reading.places import find_places, nations_named
from truceline.reading.places.names import place_names
from truceline.vocabulary import Entry, load_vocabulary
from truceline.vocabulary.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with atlas(tmp_path_factory.mktemp("atlas")) as opened:
        yield opened


@pytest.fixture(scope="module")
def world() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened


def plain(text: str) -> Parse:
    """A Parse without a tree: words parted by blanks, ``~`` glues, ``|`` ends a sentence; ``LOC[a b]`` names words."""
    names: list[Name] = []
    blocks: list[str] = []
    at = 0
    for sentence in text.split("|"):
        lines: list[str] = []
        label, start = "", 0
        for token in sentence.split():
            if "[" in token:
                label, _, token = token.partition("[")
                start = at
            closed = token.endswith("]")
            token = token.removesuffix("]")
            bare = token.removeprefix("~") or token
            pos = "PROPN" if bare[0].isupper() and (lines or label) else "X" if bare[0].isupper() else "NOUN"
            pos = pos if bare[0].isalpha() else "PUNCT"
            lines.append(f"{token} {bare.lower()} {pos} X 0 dep")
            at += 1
            if closed:
                names.append(Name(start=start, end=at, label=label))
                label = ""
        blocks.append("\n".join(lines))
    return parse_of("\n\n".join(blocks), names=tuple(names))


def found(
    text: str | Parse,
    gazetteer: Gazetteer,
    focus: Mapping[str, int] | None = None,
    claimed: tuple[tuple[int, int], ...] = (),
    nations: Mapping[int, str] | None = None,
) -> list[tuple[str, Place]]:
    """The words of each place with its record."""
    parse = text if isinstance(text, Parse) else plain(text)
    places = find_places(parse, gazetteer, focus=focus or {}, claimed=claimed, nations=nations)
    return [(parse.text[place.start : place.end], place) for place in places]


def spans(text: str | Parse, gazetteer: Gazetteer, claimed: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [words for words, _ in found(text, gazetteer, claimed=claimed)]


# Which words.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in LOC[Karsa] and near LOC[Harrow] .", ["Karsa", "Harrow"]),
        ("Shells fell in LOC[the Grey Sea] .", ["Grey Sea"]),
        ("Shells fell on LOC[the city of Karsa] .", ["Karsa"]),
        ("Shells fell in LOC[southern Sollen] .", ["Sollen"]),
        ("Shells fell in LOC[Karsa , Merrin] .", ["Karsa", "Merrin"]),
        ("Shells fell in LOC[Karsa and Harrow] .", ["Karsa", "Harrow"]),
        ("Troops left LOC[Karsa Monday] .", ["Karsa"]),
        ("Troops left LOC[Tarn and Besk] .", ["Tarn and Besk"]),
        ("Troops left LOC[Sollen ~'s Karsa] .", ["Sollen", "Karsa"]),
        ("Troops left LOC[Merrin province] .", ["Merrin"]),
        ("Troops left LOC[Merrin] Province .", ["Merrin Province"]),
        ("Troops left LOC[Anne ~'s County] .", ["Anne's County"]),
        ("Troops left LOC[Sollen] ~-Varda talks", ["Sollen"]),
        ("Troops held LOC[Ost] crossing .", ["Ost crossing"]),
        ("They flew over LOC[Quistrel] .", ["Quistrel"]),
        ("The LOC[Sollen Centres] for Health spoke .", ["Sollen"]),
        ("The LOC[South] Sollenian army left .", []),
    ],
)
def test_a_span_is_the_name_alone(text: str, expected: list[str], invented: Gazetteer) -> None:
    assert spans(text, invented) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army of Sollen fired .", ["Sollen"]),  # a country needs no more than its name
        ("He said Sollen fired on Varda .", ["Sollen", "Varda"]),
        ("Shells fell in Besk .", ["Besk"]),  # a town needs a preposition …
        ("He met Besk .", []),
        ("Shells fell in Harrow , Karsa and Besk .", ["Harrow", "Karsa", "Besk"]),  # … or a list
        ("Besk , Merrin , was calm .", ["Besk", "Merrin"]),  # … or what it lies in
        ("The outskirts of Besk were calm .", ["Besk"]),
        ("The village of Tiny Ford burned .", []),  # two of that name, and nothing says which
        ("He went to Sollen . | Mrs Harrow stayed .", ["Sollen"]),
        ("The Bank of Sollen closed .", []),
        ("The flag of Sollen fell .", ["Sollen"]),
        ("He was in Northern Sollen .", ["Northern Sollen"]),
        ("Doctors fought Sollen fever .", []),
        ("They paid $ Sollen 5 .", []),
        ("He quoted OL and ol and Ol .", ["OL"]),  # short names stand as they are written
        ("The S.R.-led force left .", ["S.R."]),
        ("SHELLS FELL ON SOLLEN YESTERDAY .", ["SOLLEN"]),
        ("He saw Karsa . | Later he went back to Karsa .", ["Karsa", "Karsa"]),  # once a place, always a place
    ],
)
def test_the_gazetteer_adds_what_the_network_missed(text: str, expected: list[str], invented: Gazetteer) -> None:
    assert spans(text, invented) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PER[Harrow Smith] spoke in Karsa .", ["Karsa"]),
        ("PER[Sollen Smith] left . | Later Sollen spoke .", []),
        ("ORG[Karsa Football Club] won in Karsa .", ["Karsa"]),
        ("ORG[Sollen] attacked .", ["Sollen"]),  # a state that acts is a place as well
        ("ORG[Sollen ~'s Ministry of Health] spoke .", ["Sollen"]),
        ("ORG[Sollen government officials] spoke .", ["Sollen"]),
        ("ORG[Sollen and Varda] agreed .", ["Sollen", "Varda"]),
        ("PER[Sollen Defence Minister Ann Smith] left .", ["Sollen"]),
        ("LOC[Karsa] LOC[Harrow]", ["Karsa", "Harrow"]),
    ],
)
def test_names_of_others_are_no_places(text: str, expected: list[str], invented: Gazetteer) -> None:
    assert spans(text, invented) == expected


def test_a_place_within_a_longer_actor_is_none(invented: Gazetteer) -> None:
    text = "The Times of LOC[Sollen] saw LOC[Harrow] ."
    assert spans(text, invented) == ["Sollen", "Harrow"]
    assert spans(text, invented, claimed=((0, 4),)) == ["Harrow"]
    assert spans("The LOC[Grey Sea] rose .", invented, claimed=((0, 3),)) == ["Grey Sea"]
    assert spans("LOC[Sollen] fired .", invented, claimed=((0, 1),)) == ["Sollen"]


def test_what_is_taken_is_a_place(invented: Gazetteer) -> None:
    table = """
        Rebels rebel NOUN NNS 2 nsubj
        {verb} VERB VBD 0 root
        Besk besk PROPN NNP 2 obj
    """
    assert spans(parse_of(table.format(verb="seized seize")), invented) == ["Besk"]
    assert spans(parse_of(table.format(verb="met meet")), invented) == []
    person = (Name(start=2, end=3, label="PER"),)
    assert spans(parse_of(table.format(verb="seized seize"), names=person), invented) == ["Besk"]
    assert spans(parse_of(table.format(verb="met meet"), names=person), invented) == []


# Which place.


def where(text: str, name: str, gazetteer: Gazetteer, focus: Mapping[str, int] | None = None) -> Place:
    return next(place for words, place in found(text, gazetteer, focus) if words == name)


def test_the_place_behind_the_comma_decides(invented: Gazetteer) -> None:
    assert where("Shells fell in LOC[Karsa] .", "Karsa", invented).country == "ORL"  # the larger one
    assert where("Shells fell in LOC[Karsa] , LOC[Sollen] .", "Karsa", invented).country == "SLN"
    assert where("Shells fell in LOC[Karsa] ( LOC[Merrin] ) .", "Karsa", invented).country == "SLN"
    assert where("Shells fell in Karsa , Mer. , today .", "Karsa", invented).country == "SLN"
    assert where("Shells fell in Karsa , Mer. , today .", "Mer.", invented).name == "Merrin"


def test_possessives_and_in_decide_as_well(invented: Gazetteer) -> None:
    assert where("Shells fell on Sollen ~'s Karsa .", "Karsa", invented).country == "SLN"
    assert where("Shells fell on LOC[Karsa] in northern Sollen .", "Karsa", invented).country == "SLN"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Sollenian port city of LOC[Karsa] slept .", "SLN"),
        ("The Sollenian city LOC[Karsa] slept .", "SLN"),
        ("The Sollenian and the city of LOC[Karsa] slept .", "ORL"),  # not said of the city
        ("The Sollenian friend of LOC[Karsa] slept .", "ORL"),
    ],
)
def test_a_nation_before_the_word_for_a_town_decides(text: str, country: str, invented: Gazetteer) -> None:
    places = found(text, invented, nations={1: "SLN"})
    assert [place.country for words, place in places if words == "Karsa"] == [country]


def test_a_country_or_division_before_the_word_for_a_town_decides(invented: Gazetteer) -> None:
    def container(text: str) -> int | None:
        return place_names(plain(text), invented, (), {})[1].container

    assert container("Shells fell on the LOC[Merrin] town of LOC[Karsa] .") == 0
    assert container("Shells fell on LOC[Merrin] and the town of LOC[Karsa] .") is None


def test_nations_are_told_by_the_vocabulary() -> None:
    words = plain("The Turkish army and Turkey met the Lebanese .")
    assert nations_named(words, load_vocabulary()) == {1: "TUR", 7: "LBN"}


def test_what_is_governed_is_a_division(invented: Gazetteer) -> None:
    text = (
        "The governor of LOC[Merrin] spoke in Sollen . | LOC[Merrin] Governor Ann Smith left . | LOC[Merrin] burned ."
    )
    found_there = [place.precision for words, place in found(text, invented) if words == "Merrin"]
    assert found_there[:2] == ["region", "region"]


def test_one_sense_for_the_whole_report(invented: Gazetteer) -> None:
    text = "LOC[Karsa] , LOC[Sollen] , is calm . | Trade with LOC[Pellan] grew . | LOC[Karsa] slept ."
    assert [place.country for words, place in found(text, invented) if words == "Karsa"] == ["SLN", "SLN"]


def test_the_other_places_of_the_report_decide(invented: Gazetteer) -> None:
    text = "Talks in LOC[Sollen] failed . | Envoys of Sollen left LOC[Harrow] . | Shells fell in LOC[Karsa] ."
    assert where(text, "Karsa", invented).country == "SLN"


def test_the_countries_of_the_actors_decide(invented: Gazetteer) -> None:
    assert where("Shells fell in LOC[Karsa] .", "Karsa", invented, {"SLN": 4}).country == "SLN"
    assert where("Shells fell in LOC[Karsa] .", "Karsa", invented, {"IGO": 4}).country == "ORL"


def test_what_the_text_calls_it_decides(invented: Gazetteer) -> None:
    province = where("Troops left LOC[Merrin] province in Sollen .", "Merrin", invented)
    city = where("Troops left the city of LOC[Merrin] in Sollen .", "Merrin", invented)
    assert (province.precision, city.precision) == ("region", "city")
    district = where("Troops left LOC[Karsa] district in Sollen .", "Karsa", invented)
    assert (district.precision, district.geonameid, district.country) == ("district", None, "SLN")


def test_a_list_is_of_one_kind(invented: Gazetteer) -> None:
    text = "He toured LOC[Merrin] , LOC[Upper Dova] and LOC[Pellan] ."
    assert [place.precision for _, place in found(text, invented)] == ["region", "region", "region"]


def test_unknown_is_null(invented: Gazetteer) -> None:
    nowhere = where("Shells fell in LOC[Quistrel] .", "Quistrel", invented)
    assert (nowhere.name, nowhere.country, nowhere.latitude, nowhere.longitude) == ("Quistrel", None, None, None)
    assert (nowhere.geonameid, nowhere.precision) == (None, None)


def test_a_small_namesake_far_off_is_not_meant(invented: Gazetteer) -> None:
    assert where("Shells fell in LOC[Lone Hill] .", "Lone Hill", invented).country == "ORL"  # the only one there is
    assert where("Shells fell in LOC[Lone Hill] in Sollen .", "Lone Hill", invented).country is None
    assert where("Shells fell in LOC[Tiny Ford] .", "Tiny Ford", invented).country is None  # there are two
    assert where("Shells fell in LOC[Tiny Ford] , Varda .", "Tiny Ford", invented).country == "VRD"


def test_a_part_of_a_place_lies_there_but_is_another_place(invented: Gazetteer) -> None:
    part = where("Shells fell in LOC[North Harrow] .", "North Harrow", invented)
    assert (part.name, part.country, part.latitude, part.geonameid) == ("North Harrow", "SLN", 10.4, None)
    airport = where("Shells fell on LOC[Harrow Airport] .", "Harrow Airport", invented)
    assert (airport.name, airport.country, airport.precision) == ("Harrow Airport", "SLN", "city")
    valley = found("They fled to LOC[Harrow] Valley . | They left LOC[Harrow] .", invented)
    assert [(words, place.country) for words, place in valley] == [("Harrow Valley", None), ("Harrow", "SLN")]


def test_a_bare_direction_is_that_of_the_country_at_hand(invented: Gazetteer) -> None:
    assert where("Troops left LOC[Northern] Province in Varda .", "Northern Province", invented).country == "VRD"
    assert where("Troops left LOC[Northern] Province in Sollen .", "Northern Province", invented).country is None


def test_a_users_own_place_is_found(invented: Gazetteer) -> None:
    depot = Entry(id="depot", name="Grain Depot Nine", country="SLN", kind="place", latitude=1.0, longitude=2.0,
                  precision="point")  # fmt: skip
    mine = invented.with_places([(depot, ("Grain Depot Nine", "Depot Nine"))])
    place = where("They burned Depot Nine yesterday .", "Depot Nine", mine)
    assert (place.name, place.latitude, place.precision, place.country) == ("Grain Depot Nine", 1.0, "point", "SLN")
    assert spans("They burned Depot Nine yesterday .", invented) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TRIPOLI , Lebanon ( Wire ) - Shots rang out in Tripoli .", {"TRIPOLI": "LBN", "Tripoli": "LBN"}),
        ("Shots rang out in Tripoli , and Libya closed its border .", {"Tripoli": "LBY"}),
        ("He was born in Paris , Texas , and lives in Athens , Ga. .", {"Paris": "USA", "Athens": "USA", "Ga.": "USA"}),
        ("He was born in Tbilisi , Georgia .", {"Georgia": "GEO", "Tbilisi": "GEO"}),
        ("He was born in Atlanta , Georgia .", {"Georgia": "USA", "Atlanta": "USA"}),
        ("Shells hit Syria ~'s Idlib province .", {"Idlib": "SYR"}),
        ("Ships left Hodeidah for the Red Sea .", {"Red Sea": None}),
        ("Clashes broke out in El Fasher , North Darfur .", {"El Fasher": "SDN", "North Darfur": "SDN"}),
    ],
)
def test_in_the_world(text: str, expected: dict[str, str | None], world: Gazetteer) -> None:
    places = dict(found(text, world))
    assert {words: places[words].country for words in expected} == expected


# Any text at all.

WORDS = st.sampled_from(
    "Karsa Sollen Northern Merrin Province the of in , ' 's - ~- and The Mer. OL LOC[Karsa] LOC[Upper PER[Harrow "
    "ORG[Bank Tiny Ford] Quistrel] $ 5 St. SOLLEN Anne ~'s County (".split()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    words=st.lists(WORDS, max_size=30),
    claims=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
)
def test_any_words_give_sound_places(words: list[str], claims: list[tuple[int, int]], invented: Gazetteer) -> None:
    parse = plain(" ".join(words) or "Sollen")
    claimed = [(a, b) for a, b in claims if a < b <= len(parse)]
    places = find_places(parse, invented, focus={"SLN": 1}, claimed=claimed)
    assert [place.id for place in places] == [f"p{n}" for n in range(1, len(places) + 1)]
    assert places == find_places(parse, invented, focus={"SLN": 1}, claimed=claimed)
    for one, other in pairwise(places):
        assert one.end <= other.start
    for place in places:
        assert 0 <= place.start < place.end <= len(parse.text)
        assert (place.latitude is None) == (place.longitude is None)
        assert place.precision is not None or place.country is None


def test_a_long_text_takes_time_in_proportion(invented: Gazetteer) -> None:
    parse = plain("|".join(["Shells fell in Karsa , Harrow , Besk and Merrin ."] * 400))
    assert len(found(parse, invented)) == 1600
