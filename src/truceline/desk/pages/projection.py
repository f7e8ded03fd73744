"""From degrees to a sheet of paper: equal areas, so that nothing looks larger than it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from truceline.desk.pages.outlines import Points

_A = (1.340264, -0.081106, 0.000893, 0.003796)  # Equal Earth: Šavrič, Patterson and Jenny 2018
_M = np.sqrt(3) / 2
_WIDEST = 100.0  # degrees east to west that the azimuthal projection is used for
_LEAST = 3.0  # degrees: nobody needs to see less
EARTH = 6371.0  # km


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Degrees east, degrees north."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def is_regional(self) -> bool:
        """Whether it is small enough to be drawn around its own centre."""
        return self.east - self.west <= _WIDEST and self.north - self.south <= _WIDEST

    def __str__(self) -> str:
        return ",".join(f"{side:.2f}" for side in (self.west, self.south, self.east, self.north))


WORLD = Extent(west=-180.0, south=-60.0, east=180.0, north=85.0)


def around(points: Iterable[tuple[float, float]], *, margin: float = 0.15) -> Extent:
    """The extent of some places (degrees east, north), with a margin; the world where there is none."""
    found = list(points)
    if not found:
        return WORLD
    wests, norths = [p[0] for p in found], [p[1] for p in found]
    west, east, south, north = min(wests), max(wests), min(norths), max(norths)
    wide = max(east - west, _LEAST) * (1 + 2 * margin)
    high = max(north - south, _LEAST) * (1 + 2 * margin)
    if wide > _WIDEST * 1.5:
        return WORLD
    x, y, step = (west + east) / 2, (south + north) / 2, _step(max(wide, high))
    return Extent(
        west=max(math.floor((x - wide / 2) / step) * step, -180.0),
        east=min(math.ceil((x + wide / 2) / step) * step, 180.0),
        south=max(math.floor((y - high / 2) / step) * step, -89.0),
        north=min(math.ceil((y + high / 2) / step) * step, 89.0),
    )


def _step(wide: float) -> float:
    """Degrees that edges are rounded to: so a map does not move with every claim that comes."""
    return next((step for step in (0.25, 0.5, 1.0, 2.0, 5.0) if wide / step <= 24), 10.0)


def extent_of(words: str) -> Extent | None:
    """``west,south,east,north`` as an extent; None where it is none."""
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return Extent(west=west, south=south, east=east, north=north)


class Sheet:
    """A sheet that shows an extent.

    Args:
        extent: What must be seen.
        width: Of the sheet, in its own units.
        height: The same.
    """

    def __init__(self, extent: Extent, *, width: float, height: float) -> None:
        self.extent, self.width, self.height = extent, width, height
        self._origin = np.radians(extent.centre) if extent.is_regional else None
        edge = self._flat(_frame(extent))
        low, high = edge.min(axis=0), edge.max(axis=0)
        spread = np.maximum(high - low, 1e-9)
        self._scale = float(min(width / spread[0], height / spread[1]))
        self._middle = (low + high) / 2

    def placed(self, points: Points) -> NDArray[np.float64]:
        """Degrees (n, 2) to units of the sheet (n, 2), y downwards."""
        flat = (self._flat(points) - self._middle) * self._scale
        result: NDArray[np.float64] = flat * np.array([1.0, -1.0]) + np.array([self.width / 2, self.height / 2])
        return result

    @property
    def unit(self) -> float:
        """Kilometres that one unit stands for, at the middle of the sheet."""
        return EARTH / self._scale

    def _flat(self, points: Points) -> NDArray[np.float64]:
        """Radians on the plane: Lambert's azimuthal projection for a region, Equal Earth for the world."""
        east, north = np.radians(points[:, 0]), np.radians(points[:, 1])
        if self._origin is None:
            return _equal_earth(east, north)
        turn, tilt = east - self._origin[0], self._origin[1]
        cosine = np.sin(tilt) * np.sin(north) + np.cos(tilt) * np.cos(north) * np.cos(turn)
        stretch = np.sqrt(2 / np.maximum(1 + cosine, 1e-6))
        x = stretch * np.cos(north) * np.sin(turn)
        y = stretch * (np.cos(tilt) * np.sin(north) - np.sin(tilt) * np.cos(north) * np.cos(turn))
        return np.column_stack([x, y])


def _equal_earth(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
    angle = np.arcsin(_M * np.sin(north))
    square = angle * angle
    sixth = square**3
    x = east * np.cos(angle) / (_M * (_A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)))
    y = angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return np.column_stack([x, y])


def _frame(extent: Extent) -> Points:
    """Points along the four edges."""
    across, up = np.linspace(extent.west, extent.east, 33), np.linspace(extent.south, extent.north, 33)
    sides = [
        np.column_stack([across, np.full(33, extent.south)]),
        np.column_stack([across, np.full(33, extent.north)]),
        np.column_stack([np.full(33, extent.west), up]),
        np.column_stack([np.full(33, extent.east), up]),
    ]
    return np.concatenate(sides)
