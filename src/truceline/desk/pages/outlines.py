"""The outlines of the world's states, for the map: Natural Earth's, as the package world-atlas has them (TopoJSON).

The build puts them here. Where it could not, the map is drawn without land.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]  # (n, 2): degrees east, degrees north

FOLDER = Path(__file__).parent / "outlines"
SCALES = ("50m", "110m")
SOURCE = "Natural Earth, which draws borders as they are held on the ground. Lines on this map take no side."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One closed line of a state's border."""

    points: Points
    box: tuple[float, float, float, float]  # west, south, east, north


def prepare_outlines() -> None:
    """Read all of them."""
    for scale in SCALES:
        rings(scale)


@lru_cache(maxsize=2)
def rings(scale: str) -> tuple[Ring, ...]:
    """All rings of one of `SCALES`; none where the build had none."""
    path = FOLDER / f"countries-{scale}.json"
    if not path.exists():
        return ()
    topology = json.loads(path.read_bytes())
    arcs = _arcs(topology)
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        for polygon in _polygons(geometry):
            for indices in polygon:
                points = _joined(indices, arcs)
                (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
                found.append(Ring(points=points, box=(float(west), float(south), float(east), float(north))))
    return tuple(found)


def _arcs(topology: dict[str, Any]) -> list[Points]:
    """Arcs are stored as steps on a grid."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift for arc in topology["arcs"]]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    if geometry.get("type") == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry.get("type") == "MultiPolygon" else []


def _joined(indices: list[int], arcs: list[Points]) -> Points:
    """A ring from its arcs; ``~i`` is arc i backwards. Each arc begins where the one before ends."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
