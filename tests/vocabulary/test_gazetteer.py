"""The gazetteer: what names are looked up under, what is kept of the sources, what comes back."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vocabulary.atlas import ROWS, atlas
from truceline.vocabulary import Entry
from truceline.vocabulary.folding import ABBREVIATION, ALTERNATE, MAIN, fold
from truceline.vocabulary.gazetteer import Gazetteer
from truceline.vocabulary.gazetteer_build import digest_of, write
from truceline.vocabulary.gazetteer_rows import inliers, is_latin, middle, spellings, without_kind


@pytest.fixture
def gazetteer(tmp_path: Path) -> Iterator[Gazetteer]:
    with atlas(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def world() -> Iterator[Gazetteer]:
    with Gazetteer() as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Côte d'Ivoire", "cote divoire"),
        ("Al-Ḩasakah", "al hasakah"),
        ("U.S.", "us"),
        ("Saint-Marc", "saint marc"),
        ("St. Marc", "saint marc"),
        ("St.", "st"),
        ("Łódź", "lodz"),
        ("Za’atari", "zaatari"),
        ("  New\nHarrow ", "new harrow"),
        ("𝘈den", "aden"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_have_one_key(name: str, key: str) -> None:
    assert fold(name) == key


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    key = fold(name)
    assert fold(key) == key


def test_the_best_known_place_comes_first(gazetteer: Gazetteer) -> None:
    assert [feature.country for feature in gazetteer.find("Karsa")] == ["ORL", "SLN"]
    assert [feature.precision for feature in gazetteer.find("Pellan")] == ["region", "city"]


def test_a_place_comes_back_as_it_went_in(gazetteer: Gazetteer) -> None:
    (harrow,) = gazetteer.find("harrow")
    assert (harrow.name, harrow.precision, harrow.country, harrow.admin1) == ("Harrow", "city", "SLN", "01")
    assert (harrow.latitude, harrow.longitude, harrow.population, harrow.kind) == (10.4, 20.4, 900_000, MAIN)


def test_other_spellings_and_short_forms_are_told_apart(gazetteer: Gazetteer) -> None:
    (other,) = gazetteer.find("Qarsah")
    assert other.kind == ALTERNATE
    assert other.prior == gazetteer.find("Karsa")[1].prior - 1.0
    assert {feature.kind for feature in gazetteer.find("Upp.")} == {ABBREVIATION}


def test_an_arabic_article_may_be_missing_from_the_gazetteer(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert gazetteer.find("al-Harrow") == ()  # not in a country with Arabic names
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    write(connection, [row for row in ROWS if row.country == "EGY"], "x")
    connection.close()
    with Gazetteer(path) as other:
        assert [feature.name for feature in other.find("Al Dovan")] == ["Al Dovan"]
        assert other.find("El Dovan") == ()


def test_the_first_word_tells_how_long_names_are(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest("Tarn") == 3
    assert gazetteer.longest("Harrow") == 0
    assert gazetteer.longest("unheard-of") == 0


def test_names_that_nobody_knows(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Quistrel") == ()
    assert gazetteer.find("") == ()
    assert gazetteer.find("'; DROP TABLE place; --") == ()


def test_a_users_places_go_before_all_others(gazetteer: Gazetteer) -> None:
    mine = Entry(id="depot", name="Karsa", country="VRD", kind="place", latitude=1.5, longitude=2.5, precision="point")
    other = Entry(id="ridge", name="Old Grain Ridge", kind="place")
    extended = gazetteer.with_places([(mine, ("Karsa", "the Depot")), (other, ())])
    first = extended.find("KARSA")[0]
    assert (first.country, first.latitude, first.precision, first.geonameid) == ("VRD", 1.5, "point", None)
    assert len(extended.find("Karsa")) == 3
    assert extended.find("the depot")[0].key == first.key
    assert extended.longest("Old") == 3
    assert extended.find("Old Grain Ridge")[0].latitude is None
    assert gazetteer.find("Karsa")[0].country == "ORL"
    assert gazetteer.longest("Old") == 0


def test_the_connection_lives_as_long_as_any_gazetteer_on_it(tmp_path: Path) -> None:
    extended = atlas(tmp_path).with_places([(Entry(id="depot", name="Depot", kind="place"), ())])
    gc.collect()
    assert extended.find("Harrow")


def test_nothing_can_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._connection.execute("DELETE FROM place")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.sqlite"):
        Gazetteer(tmp_path / "nowhere.sqlite")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one.sqlite", "two.sqlite"):
        connection = sqlite3.connect(tmp_path / name)
        write(connection, ROWS, "digest of the sources")
        connection.close()
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert digest_of(tmp_path / "one.sqlite") == "digest of the sources"


def test_a_broken_database_has_no_digest(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database")
    assert digest_of(broken) is None
    assert digest_of(tmp_path / "none.sqlite") is None


def test_only_names_that_english_may_use_are_kept() -> None:
    city = {"name": "Karsa", "alternatenames": ["Karsa", "Qarsah", "KRS", "karusa", "Карса", "Kar 9", "Kársa", "Kas"]}
    assert spellings(city, frozenset()) == ["Qarsah"]
    assert spellings(city, frozenset({"qarsah"})) == []
    assert is_latin("Kāf Dovan")
    assert not is_latin("Kaf, Dovan")


def test_divisions_lose_the_word_for_their_kind() -> None:
    assert without_kind("Merrin Province") == "Merrin"
    assert without_kind("State of Merrin") == "Merrin"
    assert without_kind("Northern Province") == "Northern Province"


def test_the_middle_of_an_area_is_not_where_most_towns_are() -> None:
    crowd = [(0.0 + i / 100, 0.0) for i in range(50)]
    found = middle([*crowd, (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (5.0, 5.0)])
    assert found == pytest.approx((5.0, 5.0), abs=0.5)
    assert middle([]) is None
    assert middle([(3.0, 4.0)]) == (3.0, 4.0)
    assert middle([(0.0, -179.0), (0.0, 179.0)]) is None
    assert (80.0, 80.0) not in inliers([*crowd, (80.0, 80.0)])


# From here on the gazetteer of the package.


@pytest.mark.parametrize(
    ("name", "country", "precision", "near"),
    [
        ("Gaza Strip", "PSE", "region", (31.4, 34.4)),
        ("West Bank", "PSE", "region", (31.9, 35.2)),
        ("Golan Heights", "SYR", "region", (33.0, 35.8)),
        ("Donbas", "UKR", "region", (48.3, 38.2)),
        ("Darfur", "SDN", "region", (13.0, 24.5)),
        ("North Darfur", "SDN", "region", (16.0, 25.5)),
        ("Tigray", "ETH", "region", (14.0, 38.5)),
        ("Helmand", "AFG", "region", (31.0, 64.0)),
        ("Ain Issa", "SYR", "city", (36.4, 38.9)),
        ("Rafah crossing", None, "point", (31.2, 34.3)),
        ("Kashmir", None, "region", (34.2, 75.3)),
        ("Red Sea", None, "larger", (20.0, 38.5)),
        ("Beirut", "LBN", "city", (33.9, 35.5)),
        ("Kharkov", "UKR", "city", (50.0, 36.2)),
        ("Idlib", "SYR", "city", (35.9, 36.6)),
        ("U.S.", "USA", "country", (39.8, -98.5)),
        ("DRC", "COD", "country", (-2.5, 23.5)),
        ("Washington", "USA", "city", (38.9, -77.0)),
        ("New York", "USA", "city", (40.7, -74.0)),
        ("Gaza", "PSE", "region", (31.4, 34.4)),
        ("Tripoli", "LBY", "city", (32.9, 13.2)),
        ("Scotland", "GBR", "region", (56.0, -4.0)),
    ],
)
def test_what_the_world_knows(
    world: Gazetteer, name: str, country: str | None, precision: str, near: tuple[float, float]
) -> None:
    feature = world.find(name)[0]
    assert (feature.country, feature.precision) == (country, precision)
    assert (feature.latitude, feature.longitude) == pytest.approx(near, abs=1.5)


def test_countries_have_their_geonames_id_and_lie_where_their_cities_do(world: Gazetteer) -> None:
    rows = world._connection.execute(
        "SELECT p.country, p.geonameid, p.latitude, p.longitude, min(c.latitude), max(c.latitude), min(c.longitude), "
        "max(c.longitude) FROM place p JOIN place c ON c.country = p.country AND c.precision = 'city' "
        "WHERE p.precision = 'country' GROUP BY p.id"
    ).fetchall()
    assert len(rows) > 190
    for code, geonameid, latitude, longitude, south, north, west, east in rows:
        assert geonameid, code
        assert south - 60_000 <= latitude <= north + 60_000, code
        assert west - 60_000 <= longitude <= east + 60_000, code


def test_words_are_not_towns(world: Gazetteer) -> None:
    for word in ("March", "Police", "Of", "Monday", "English"):
        assert not [feature for feature in world.find(word) if feature.kind == MAIN], word
