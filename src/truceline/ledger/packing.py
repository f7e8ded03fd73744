"""A Reading as plain values and back. Nothing is lost: every field of every record is there, under its own name.

The layout is that of the JSON which ``truceline read`` prints, with the fields beside it that the printed one leaves
out, and without the report, which is stored once for all its readings. Fields that a later version of the records
adds have their default when an older reading is taken out.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from truceline.model import Reading, Report

Plain = Any
LAYOUT = "1"


def report_to_plain(report: Report) -> dict[str, Plain]:
    """A report with everything that makes it what it is; the bytes that it was taken from are kept apart."""
    return {field.name: getattr(report, field.name) for field in fields(Report) if field.compare}


def report_from_plain(plain: dict[str, Plain]) -> Report:
    """The report again."""
    found: Report = _record(Report)(plain)
    return found


def reading_to_plain(reading: Reading, report: str) -> dict[str, Plain]:
    """A reading.

    Args:
        reading: The reading.
        report: The lasting id of its report, which stands in its place.
    """
    found = {name: _plain(getattr(reading, name)) for name in _names(Reading) if name != "report"}
    return {"truceline": LAYOUT, "report": report, **found}


def reading_from_plain(plain: dict[str, Plain], report: Report) -> Reading:
    """The reading again, with its report."""
    parts = {name: build(plain[name]) for name, build in _builders(Reading) if name in plain and name != "report"}
    return Reading(report=report, **parts)


def _plain(value: Any) -> Plain:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value  # 42 and 42.0 are one number, and get one hash
    if value is None or isinstance(value, str | int):
        return value
    kind: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _builders(kind: type) -> tuple[tuple[str, Callable[[Plain], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _builder(hints[name])) for name in _names(kind))


@cache
def _record(kind: type) -> Callable[[Plain], Any]:
    builders = _builders(kind)

    def build(plain: Plain) -> Any:
        return kind(**{name: build_field(plain[name]) for name, build_field in builders if name in plain})

    return build


def _builder(hint: Any) -> Callable[[Plain], Any]:
    """What makes a value of this type from a plain one."""
    if get_origin(hint) is tuple:
        item = _builder(get_args(hint)[0])
        return lambda plain: tuple(item(value) for value in plain)
    if get_origin(hint) in (Union, types.UnionType):
        (item,) = {_builder(kind) for kind in get_args(hint) if kind is not type(None)} or {_same}
        return lambda plain: None if plain is None else item(plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    return _same


def _same(plain: Plain) -> Any:
    return plain
