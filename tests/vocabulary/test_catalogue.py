from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.vocabulary.atlas import atlas
from truceline.errors import VocabularyError
from truceline.vocabulary.catalogue import KINDS, Catalogue, base_forms
from truceline.vocabulary.known import key_of

OWN = """\
[[group]]
id = "dusk-front"
name = "Dusk Front"
aliases = ["DF", "Frönt of Dusk"]
ambiguous = ["DF"]
country = "XVD"
sector = ["REB"]

[[state]]
id = "veldania"
name = "Veldania"
country = "XVD"
demonyms = ["Veldanian"]
capital = "Halmere"
seats = ["Linden House"]
leaders = [{name = "Anton Reddick", office = "president", aliases = ["Reddick"], terms = "2001-2008 2012-"}]

[[place]]
id = "place-halmere"
name = "Halmere"
country = "XVD"
latitude = -31.2
longitude = -21.4
precision = "city"

[[group]]
id = "hamas"
aliases = ["The Zeal of Gaza"]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def catalogue(own: Path) -> Catalogue:
    return Catalogue(KINDS, [own])


def found(catalogue: Catalogue, phrase: str) -> list[tuple[str, str, str]]:
    return [(known.how, known.kind, known.id) for known in catalogue.find(phrase)]


@pytest.mark.parametrize(
    ("phrase", "match"),
    [
        ("Dusk Front", ("name", "group", "dusk-front")),
        ("the dusk front", ("name", "group", "dusk-front")),
        ("front of dusk", ("alias", "group", "dusk-front")),
        ("Veldanian", ("demonym", "state", "veldania")),
        ("Linden House", ("seat", "state", "veldania")),
        ("REDDICK", ("leader", "state", "anton-reddick")),
        ("Hizballah", ("alias", "group", "hezbollah")),
        ("zeal of gaza", ("alias", "group", "hamas")),
        ("Middle East", ("name", "place", "Middle East")),
        ("denies", ("word", "saying", "denies")),
        ("shelled", ("verb", "event", "ASSAULT:heavy-weapons")),
        ("fatalities", ("nouns", "measure", "killed")),
        ("Prime Minister", ("role", "role", "prime-minister")),
    ],
)
def test_a_phrase_is_found_with_what_it_is(catalogue: Catalogue, phrase: str, match: tuple[str, str, str]) -> None:
    assert match in found(catalogue, phrase)


def test_a_capital_is_its_government_and_a_place(catalogue: Catalogue) -> None:
    assert found(catalogue, "Halmere") == [("capital", "state", "veldania"), ("name", "place", "place-halmere")]


def test_what_is_known_of_a_name_is_told(catalogue: Catalogue, own: Path) -> None:
    (leader,) = catalogue.find("Reddick")
    assert (leader.name, leader.part_of, leader.country) == ("Anton Reddick", "veldania", "XVD")
    assert leader.detail == "president, 2001–2008 2012–"
    assert (leader.file, leader.table, catalogue.line_of(leader)) == (str(own), "state", 9)
    place = catalogue.find("Halmere")[1]
    assert (place.detail, catalogue.line_of(place)) == ("city, 31.20 S 21.40 W", 18)
    (ambiguous,) = catalogue.find("DF")
    assert ambiguous.ambiguous


def test_a_name_of_ours_comes_from_our_file(catalogue: Catalogue) -> None:
    known = catalogue.find("Hizballah")[0]
    line = catalogue.line_of(known)
    assert known.file == "groups.toml"
    assert line is not None
    ours = Path(__file__).parents[2] / "src" / "truceline" / "vocabulary" / "groups.toml"
    assert ours.read_text(encoding="utf-8").splitlines()[line - 1 : line + 1] == ["[[group]]", 'id = "hezbollah"']


def test_places_of_the_gazetteer_come_last_and_their_regions_once(
    catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with atlas(tmp_path_factory.mktemp("atlas")) as gazetteer:
        named = catalogue.find("karsa", gazetteer)
        assert [(known.kind, known.file, known.country) for known in named] == [
            ("place", "gazetteer", "ORL"),
            ("place", "gazetteer", "SLN"),
        ]
        assert (named[0].name, named[0].how, named[0].detail) == ("Karsa", "name", "city, 41.20 S 61.20 W")
        assert [known.how for known in catalogue.find("Qarsah", gazetteer)] == ["alias"]
        assert [known.kind for known in catalogue.find("Halmere", gazetteer)] == ["state", "place"]
        # The gazetteer that is asked was built from the table of regions, and has what that has.
        assert catalogue.find("Middle East", gazetteer) == []


@pytest.mark.parametrize(
    ("phrase", "near"), [("Dusc Front", "Dusk Front"), ("Hezbolah", "Hezbollah"), ("Redick", "Reddick")]
)
def test_what_is_spelt_nearly_so(catalogue: Catalogue, phrase: str, near: str) -> None:
    assert catalogue.find(phrase) == []
    assert near in catalogue.near(phrase)


@pytest.mark.parametrize("phrase", ["", " ", "?", "q" * 100_000, "xq zwv", "\x00", "a b " * 20_000])
def test_odd_phrases_are_looked_up_soon_and_found_nowhere(catalogue: Catalogue, phrase: str) -> None:
    begun = time.process_time()
    assert catalogue.find(phrase) == []
    assert catalogue.near(phrase) == []
    assert time.process_time() - begun < 2


def test_only_what_is_asked_for_is_loaded(own: Path) -> None:
    kinds = {known.kind for known in Catalogue(["outlet", "place"], [own]).known}
    assert kinds == {"outlet", "place"}


def test_every_kind_has_entries(catalogue: Catalogue) -> None:
    assert {known.kind for known in catalogue.known} == set(KINDS)


def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('[[clan]]\nid = "a"\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match="clan"):
        Catalogue(["group"], [path])


def test_keys_and_base_forms() -> None:
    assert key_of("The Hague") == key_of("hague") == "hague"
    assert key_of("Aşkale’s Front") == "askale 's front"
    assert {"shell", "shelle"} <= set(base_forms("shelled"))
    assert "army" in base_forms("armies")
    assert list(base_forms("is")) == []
