"""The map as numbers that a template draws: land, grid, places, labels that do not lie on one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from truceline.desk.pages.outlines import Points, rings
from truceline.desk.pages.projection import WORLD, Extent, Sheet, around

WIDTH, HEIGHT = 720.0, 340.0
_REACH = 1.6  # how much more than the extent is drawn, since the sheet is rarely of its shape
_BESIDE = 40.0  # units beside the sheet, beyond which an outline runs along its edge
_FINEST = 6  # tenths of a unit: what is closer together is one point
_LETTER = 5.6  # width of a letter of a label, about
_LINE = 13.0
_LARGER = 19 / 11.5  # on a narrow screen a label is so many times as large: drawing.css
_LABELS = 24  # at most
_STEPS = (1, 2, 5, 10, 15, 20, 30)  # degrees between lines of the grid
_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # km of a scale bar
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

AREAS = ("region", "country", "larger", "district")  # precisions that are not a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to be drawn."""

    name: str
    longitude: float  # degrees east
    latitude: float  # degrees north
    precision: str | None
    claims: int
    href: str
    says: str  # for screen readers and the pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A place where it stands on the sheet."""

    spot: Spot
    x: float
    y: float
    radius: float
    is_area: bool  # somewhere in it; not at it
    label: tuple[float, float, str] | None  # x, y, anchor of SVG
    crowded: bool  # on a narrow screen the label would lie over another


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """All that the template needs."""

    width: float
    height: float
    land: str  # path
    grid: str  # path
    places: tuple[Drawn, ...]
    scale: tuple[float, str]  # units of the sheet, words
    has_land: bool
    extent: Extent


def drawn(spots: Sequence[Spot], extent: Extent | None = None) -> Map:
    """A map of these places.

    Args:
        spots: In the order of their weight, the weightiest first.
        extent: What is shown; all of the places where it is None.
    """
    shown = extent or around((s.longitude, s.latitude) for s in spots)
    sheet = Sheet(shown, width=WIDTH, height=HEIGHT)
    land, grid = _ground(shown)
    return Map(
        width=WIDTH,
        height=HEIGHT,
        land=land,
        grid=grid,
        places=tuple(_places(spots, sheet)),
        scale=_scale(sheet),
        has_land=bool(rings("110m")),
        extent=shown,
    )


@lru_cache(maxsize=64)
def _ground(extent: Extent) -> tuple[str, str]:
    """Land and grid; the same for all filters that show one region."""
    sheet = Sheet(extent, width=WIDTH, height=HEIGHT)
    wide = (extent.east - extent.west) * (_REACH - 1)
    high = (extent.north - extent.south) * (_REACH - 1)
    shown = (extent.west - wide, extent.south - high, extent.east + wide, extent.north + high)
    scale = "50m" if extent.is_regional else "110m"
    land = " ".join(_path(sheet.placed(r.points), closed=True) for r in rings(scale) if _overlap(r.box, shown))
    return land, " ".join(_path(sheet.placed(line), closed=False) for line in _graticule(shown, extent))


def _overlap(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _graticule(shown: tuple[float, float, float, float], extent: Extent) -> Iterator[Points]:
    wide = max(extent.east - extent.west, extent.north - extent.south)
    step = next((s for s in _STEPS if wide / s <= 8), _STEPS[-1])
    west, south = max(shown[0], -180.0), max(shown[1], -85.0)
    east, north = min(shown[2], 180.0), min(shown[3], 85.0)
    for x in range(math.ceil(west / step) * step, math.floor(east) + 1, step):
        yield np.column_stack([np.full(25, float(x)), np.linspace(south, north, 25)])
    for y in range(math.ceil(south / step) * step, math.floor(north) + 1, step):
        yield np.column_stack([np.linspace(west, east, 49), np.full(49, float(y))])


def _path(points: NDArray[np.float64], *, closed: bool) -> str:
    """A path with a tenth of a unit, in steps, which are shorter than places; points that tell nothing are left out."""
    placed = np.clip(points, (-_BESIDE, -_BESIDE), (WIDTH + _BESIDE, HEIGHT + _BESIDE)) if closed else points
    grid = np.round(placed * 10).astype(np.int64)
    if closed:
        grid = grid[~_along_the_edge(grid)]
        grid = grid[_apart(grid, _FINEST)]
    if len(grid) < (3 if closed else 2):
        return ""
    steps = " ".join([f"{_tenths(x)} {_tenths(y)}" for x, y in np.diff(grid, axis=0).tolist()])
    x, y = grid[0].tolist()
    return f"M{_tenths(x)} {_tenths(y)}l{steps}{'Z' if closed else ''}"


def _along_the_edge(grid: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Points between two that lie on the same line across or down: beside the sheet that is most of a coast."""
    found = np.zeros(len(grid), dtype=bool)
    for column in grid.T:
        found[1:-1] |= (column[1:-1] == column[:-2]) & (column[1:-1] == column[2:])
    return found


def _apart(grid: NDArray[np.int64], least: int) -> list[int]:
    """The points that lie so far from the last one that is kept, across or down."""
    kept, (x, y) = [0], grid[0].tolist()
    for number, (across, down) in enumerate(grid.tolist()):
        if abs(across - x) > least or abs(down - y) > least:
            kept.append(number)
            x, y = across, down
    return kept


@lru_cache(maxsize=10_000)
def _tenths(number: int) -> str:
    whole, tenth = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole or ('' if tenth else 0)}{f'.{tenth}' if tenth else ''}"


def _places(spots: Sequence[Spot], sheet: Sheet) -> Iterator[Drawn]:
    if not spots:
        return
    at = sheet.placed(np.array([(s.longitude, s.latitude) for s in spots]))
    most = max(s.claims for s in spots)
    taken: list[Box] = []
    larger: list[Box] = []
    rows = []
    for spot, (x, y) in zip(spots, at, strict=True):
        if not (-20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20):
            continue
        is_area = spot.precision in AREAS
        radius = 3.5 + 11.5 * math.sqrt(spot.claims / most)
        rows.append((spot, float(x), float(y), radius + (5 if is_area else 0), is_area))
        taken.append((x - radius, y - radius, x + radius, y + radius))
    for number, (spot, x, y, radius, is_area) in enumerate(rows):
        label = _label(spot.name, x, y, radius, taken) if number < _LABELS else None
        box = _box(spot.name, *label, size=_LARGER) if label else None
        crowded = box is not None and any(_overlap(box, other) for other in larger)
        if box is not None and not crowded:
            larger.append(box)
        yield Drawn(
            spot=spot,
            x=round(x, 1),
            y=round(y, 1),
            radius=round(radius, 1),
            is_area=is_area,
            label=label,
            crowded=crowded,
        )


def _label(name: str, x: float, y: float, radius: float, taken: list[Box]) -> tuple[float, float, str] | None:
    """A free place for a label: right, left, below, above; none where all are taken."""
    tries: Iterable[tuple[float, float, str]] = (
        (x + radius + 4, y + 4, "start"),
        (x - radius - 4, y + 4, "end"),
        (x, y + radius + 12, "middle"),
        (x, y - radius - 5, "middle"),
    )
    for left, base, anchor in tries:
        box = _box(name, left, base, anchor)
        if box[0] < 2 or box[2] > WIDTH - 2 or box[1] < 2 or box[3] > HEIGHT - 2:
            continue
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return round(left, 1), round(base, 1), anchor
    return None


def _box(name: str, left: float, base: float, anchor: str, *, size: float = 1.0) -> Box:
    wide = len(name) * _LETTER * size
    start = left - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
    return (start, base - (_LINE - 3) * size, start + wide, base + 3 * size)


def _scale(sheet: Sheet) -> tuple[float, str]:
    """A bar of a round number of kilometres, at most a fifth of the sheet."""
    km = max((r for r in _ROUND if r / sheet.unit <= WIDTH / 5), default=_ROUND[0])
    return round(km / sheet.unit, 1), f"{km:,} km"


def zoomed(extent: Extent, times: float) -> Extent:
    """The same middle, so many times as wide; the world at most."""
    (x, y), wide, high = extent.centre, extent.east - extent.west, extent.north - extent.south
    if wide * times > 150:
        return WORLD
    half, tall = wide * times / 2, high * times / 2
    return Extent(
        west=max(x - half, -180.0), east=min(x + half, 180.0), south=max(y - tall, -89.0), north=min(y + tall, 89.0)
    )
