"""Events as GeoJSON (RFC 7946): a feature an event, with a point where one is known, else without geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from truceline.exports.columns import Column, Row
from truceline.exports.tables import plain


def write_geojson(rows: Iterable[Row], columns: Iterable[Column], out: BinaryIO, *, key: str) -> int:
    """Rows as features, their cells as properties.

    Args:
        rows: Rows with ``latitude`` and ``longitude``.
        columns: The columns that become properties.
        out: Where to.
        key: The column that becomes the feature's id.

    Returns:
        How many there were.
    """
    columns = tuple(columns)
    out.write(b'{"type":"FeatureCollection","features":[')
    written = 0
    for row in rows:
        out.write((",\n" if written else "\n").encode())
        out.write(json.dumps(feature(row, columns, key=key), separators=(",", ":")).encode())
        written += 1
    out.write(b"\n]}\n")
    return written


def feature(row: Row, columns: Iterable[Column], *, key: str) -> dict[str, Any]:
    """A row as a feature. Longitude stands first, as the standard has it."""
    latitude, longitude = row.get("latitude"), row.get("longitude")
    known = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": row.get(key),
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": {c.name: plain(row.get(c.name), c) for c in columns if c.name not in ("latitude", "longitude")},
    }
