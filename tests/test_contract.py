"""The checker of the layout finds what is wrong, and nothing where nothing is."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.contract import faults
from tests.sample import READING
from truceline import to_object

GOOD = to_object(READING)


def test_a_sound_reading_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("truceline",), "2", "version"),
        (("report", "published"), "14 May", "published"),
        (("claims", 0, "event"), "WAR", "event is 'WAR'"),
        (("claims", 0, "factuality"), None, "factuality is None"),
        (("claims", 0, "auxiliary"), ["past"], "auxiliary is ['past']"),
        (("claims", 0, "trigger", "end"), 10**6, "a span from"),
        (("claims", 0, "actors"), ["m99"], "m99"),
        (("claims", 0, "chain"), [], "empty chain"),
        (("claims", 1, "chain", -1, "name"), "The Other Ledger", "the publisher is"),
        (("claims", 1, "id"), "c1", "twice"),
        (("counts", 0, "high"), 3.0, "low, best, high"),
        (("counts", 0, "measure"), "hurt", "measure"),
        (("places", 0, "latitude"), 91, "latitude"),
        (("times", 0, "earliest"), "2032-01-01", "earliest after latest"),
        (("attributions", 0, "content"), [], "no content"),
        (("attributions", 0, "relayed_by"), "a1", "itself"),
        (("actors", 0, "sector"), ["mil"], "sector"),
        (("agreements", 0, "status"), "agreed", "status"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_each_fault_is_named(path: tuple[str | int, ...], value: object, fault: str) -> None:
    broken: Any = copy.deepcopy(GOOD)
    at = broken
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert any(fault in found for found in faults(broken)), faults(broken)
