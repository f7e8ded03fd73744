from __future__ import annotations

import numpy as np
import pytest

from truceline.desk.pages import outlines
from truceline.desk.pages.mapping import HEIGHT, WIDTH, Spot, drawn, zoomed
from truceline.desk.pages.projection import WORLD, Extent, Sheet, around, extent_of


def spot(name: str, east: float, north: float, *, precision: str = "city", claims: int = 1) -> Spot:
    return Spot(
        name=name, longitude=east, latitude=north, precision=precision, claims=claims, href=f"/?place={name}", says=name
    )


def test_all_places_are_on_the_sheet_and_north_is_up():
    places = [spot("Halmere", -21.4, -31.2), spot("Sollen", -20.05, -32.1), spot("Calveth", -23.6, -27.8)]
    found = {place.spot.name: place for place in drawn(places).places}
    assert all(0 <= place.x <= WIDTH and 0 <= place.y <= HEIGHT for place in found.values())
    assert found["Calveth"].y < found["Halmere"].y < found["Sollen"].y
    assert found["Calveth"].x < found["Sollen"].x


def test_distances_are_as_the_scale_bar_says():
    sheet = Sheet(Extent(west=-2, south=-2, east=2, north=2), width=WIDTH, height=HEIGHT)
    a, b = sheet.placed(np.array([[0.0, -0.5], [0.0, 0.5]]))
    assert abs(a[1] - b[1]) * sheet.unit == pytest.approx(111.2, rel=0.01)  # km of a degree


def test_equal_areas():
    """A degree's field near the top of a map is as large as the earth has it."""
    sheet = Sheet(Extent(west=20, south=10, east=60, north=60), width=WIDTH, height=HEIGHT)

    def area(east: float, north: float) -> float:
        ring = np.array([[east, north], [east + 1, north], [east + 1, north + 1], [east, north + 1]])
        x, y = sheet.placed(ring).T
        return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2

    expected = (np.sin(np.radians(56)) - np.sin(np.radians(55))) / (np.sin(np.radians(16)) - np.sin(np.radians(15)))
    assert area(58, 55) / area(22, 15) == pytest.approx(expected, rel=0.01)


def test_a_place_known_only_to_its_region_is_drawn_as_an_area():
    found = drawn([spot("Marn valley", -19.85, -32.25, precision="region"), spot("Sollen", -20.05, -32.1)]).places
    assert [place.is_area for place in found] == [True, False]


def test_labels_do_not_lie_on_one_another():
    found = drawn([spot(f"Place {i}", 10 + i * 0.01, 50, claims=9 - i) for i in range(9)]).places
    boxes = []
    for place in found:
        if place.label:
            x, y, anchor = place.label
            wide = len(place.spot.name) * 5.6
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            boxes.append((left, y - 10, left + wide, y + 3))
    assert boxes
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[:i])


def test_the_world_where_no_place_is_known_or_they_lie_all_around():
    assert around([]) == WORLD
    assert around([(-170.0, 10.0), (170.0, 20.0)]) == WORLD


@pytest.mark.parametrize("words", ["", "1,2,3", "a,b,c,d", "10,10,5,20", "-200,0,10,10", "nan,0,1,1", "1e999,0,1,1"])
def test_what_is_no_part_of_the_world_is_not_shown(words):
    assert extent_of(words) is None


def test_an_extent_survives_its_address():
    extent = Extent(west=-23.5, south=-33.25, east=-16.0, north=-27.5)
    assert extent_of(str(extent)) == extent
    assert zoomed(extent, 1000.0) == WORLD


def test_without_outlines_the_map_has_no_land(monkeypatch, tmp_path):
    monkeypatch.setattr(outlines, "FOLDER", tmp_path)
    outlines.rings.cache_clear()
    found = drawn([spot("Somewhere", 31.7, 12.3)])
    outlines.rings.cache_clear()
    assert found.land == ""
    assert not found.has_land
    assert found.grid


@pytest.mark.skipif(not (outlines.FOLDER / "countries-50m.json").exists(), reason="no outlines were built in")
def test_land_lies_where_land_is():
    found = drawn([spot("Inland", 7.123, 48.5)])
    assert found.has_land
    assert found.land.startswith("M")


@pytest.mark.parametrize(("apart", "crowded"), [(1.0, ["Sollen"]), (1.6, [])])
def test_of_labels_that_are_apart_on_a_wide_screen_alone_one_is_left_out_on_a_narrow_one(apart, crowded):
    near = [spot("Halmere", 1, 1, claims=100), spot("Port Ilven", 3, 0), spot("Sollen", 3 + apart, 0)]
    found = drawn(near, Extent(west=0, south=-2, east=8, north=2)).places
    assert all(place.label for place in found)
    assert [place.spot.name for place in found if place.crowded] == crowded
