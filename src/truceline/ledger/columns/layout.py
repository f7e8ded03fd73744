"""Which columns there are, and how wide."""

from __future__ import annotations

from typing import Any

import numpy as np

from truceline.ledger.columns.grown import Array, Grown

_NUMBER, _ROW, _CODE = np.int64, np.int32, np.int32
_PARTS: dict[str, Any] = {"claim": _ROW, "key": _CODE, "name": _CODE, "fresh": np.bool_}
TABLES: dict[str, dict[str, Any]] = {
    "reports": {
        "n": _NUMBER,
        "outlet": _CODE,
        "known": np.int64,
        "until": np.int64,
        "reading": _NUMBER,
        "withdrawn": np.bool_,
    },
    "claims": {
        "n": _NUMBER,
        "report": _ROW,
        "reading": _NUMBER,
        "event": np.int16,
        "mode": np.int16,
        "factuality": np.int8,
        "phase": np.int8,
        "origin": _CODE,
        "origin_name": _CODE,
        "source": _CODE,
        "relay": _CODE,
        "own": np.bool_,
        "denied": np.bool_,
        "first": np.int32,
        "last": np.int32,
    },
    "actors": _PARTS,
    "places": _PARTS,
    "countries": {"claim": _ROW, "country": np.int16},
    "denials": {"claim": _ROW, "source": _CODE},
    "agreements": {"n": _NUMBER, "report": _ROW, "reading": _NUMBER},
    "resting": {"claim": _ROW, "agreement": _ROW},
}
# Which codes a column has; all others are numbers.
CODED = {
    "reports.outlet": "outlet",
    "claims.event": "event",
    "claims.mode": "mode",
    "claims.factuality": "factuality",
    "claims.phase": "phase",
    "claims.origin": "source",
    "claims.origin_name": "source",
    "claims.source": "source",
    "claims.relay": "source",
    "actors.key": "actor",
    "actors.name": "actor",
    "places.key": "place",
    "places.name": "place",
    "countries.country": "country",
    "denials.source": "source",
}

Tables = dict[str, dict[str, Grown]]


def tables_of(values: dict[str, Array] | None = None) -> Tables:
    """All columns, empty or with values by the names of table and column."""
    return {
        table: {name: Grown(kind, values[f"{table}.{name}"] if values else None) for name, kind in columns.items()}
        for table, columns in TABLES.items()
    }
