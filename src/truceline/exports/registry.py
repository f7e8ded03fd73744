"""Every format of export there is, and what is written in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from truceline.exports.acled import acled_rows
from truceline.exports.annotations import write_annotations
from truceline.exports.atlas import Atlas
from truceline.exports.calendar import write_calendar
from truceline.exports.ceasefires import ceasefire_rows, pact_rows
from truceline.exports.columns import Row, columns_of
from truceline.exports.geojson import write_geojson
from truceline.exports.happenings import Happening
from truceline.exports.linked import event_rows, happenings
from truceline.exports.parquet import write_parquet
from truceline.exports.plover import write_plover
from truceline.exports.polecat import polecat_rows
from truceline.exports.readings import attribution_rows
from truceline.exports.rows import claim_rows, report_rows, telling_rows
from truceline.exports.tables import write_csv, write_lines, write_tabs
from truceline.exports.texts import Texts
from truceline.exports.ucdp import ucdp_rows
from truceline.ledger import Filters, View

Profile = Callable[[Iterable[Happening], Texts, Atlas, Counter[str]], Iterator[Row]]

TABLES: dict[str, Callable[[View, Filters | None], Iterator[Row]]] = {
    "claims": claim_rows,
    "events": event_rows,
    "agreements": pact_rows,
    "tellings": telling_rows,
    "attributions": attribution_rows,
    "reports": report_rows,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be exported."""

    view: View
    filters: Filters | None = None
    table: str = "claims"  # for the formats that can hold any
    atlas: Atlas = field(default_factory=Atlas)
    program: str = "truceline"  # what writes, with its version
    left: Counter[str] = field(default_factory=Counter)  # takes why events were left out, and how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format."""

    name: str
    extension: str  # of its files, without the dot
    gives: str  # in one line
    write: Callable[[Wanted, BinaryIO], int]  # gives the number of rows
    any_table: bool = False  # whether it holds any of TABLES
    text: bool = True  # whether it can go to a terminal or a pipe
    named: bool = False  # whether names of countries are needed


def _table(write: Callable[..., int], wanted: Wanted, out: BinaryIO) -> int:
    rows = TABLES[wanted.table](wanted.view, wanted.filters)
    return write(rows, columns_of(wanted.table), out)


def _profile(rows: Profile, table: str, write: Callable[..., int], wanted: Wanted, out: BinaryIO) -> int:
    found = happenings(wanted.view, wanted.filters)
    return write(rows(found, Texts(wanted.view), wanted.atlas, wanted.left), columns_of(table), out)


def _polecat(wanted: Wanted, out: BinaryIO) -> int:
    return _profile(partial(polecat_rows, version=wanted.program), "polecat", write_tabs, wanted, out)


def _geojson(wanted: Wanted, out: BinaryIO) -> int:
    return write_geojson(event_rows(wanted.view, wanted.filters), columns_of("events"), out, key="event")


def _calendar(wanted: Wanted, out: BinaryIO) -> int:
    return write_calendar(wanted.view, out, filters=wanted.filters, program=wanted.program)


def _ceasefires(wanted: Wanted, out: BinaryIO) -> int:
    return write_csv(ceasefire_rows(wanted.view, wanted.filters), columns_of("ceasefires"), out)


def _annotations(wanted: Wanted, out: BinaryIO) -> int:
    return write_annotations(wanted.view, out, filters=wanted.filters, program=wanted.program)


def _plover(wanted: Wanted, out: BinaryIO) -> int:
    return write_plover(wanted.view, out, filters=wanted.filters, program=wanted.program)


_ALL = (
    Format(
        name="csv",
        extension="csv",
        gives="a table of claims, events, agreements, tellings, attributions or reports",
        write=partial(_table, write_csv),
        any_table=True,
    ),
    Format(
        name="jsonl",
        extension="jsonl",
        gives="the same tables, an object a line",
        write=partial(_table, write_lines),
        any_table=True,
    ),
    Format(
        name="parquet",
        extension="parquet",
        gives="the same tables with typed columns",
        write=partial(_table, write_parquet),
        any_table=True,
        text=False,
    ),
    Format(name="geojson", extension="geojson", gives="events on the map (RFC 7946)", write=_geojson),
    Format(
        name="icalendar", extension="ics", gives="the dates of agreements, for calendars (RFC 5545)", write=_calendar
    ),
    Format(
        name="annotations",
        extension="jsonld",
        gives="claims as W3C Web Annotations on the words of their reports",
        write=_annotations,
    ),
    Format(name="plover", extension="jsonl", gives="claims as PLOVER's records, an object a line", write=_plover),
    Format(
        name="polecat",
        extension="txt",
        gives="events in POLECAT's 40 columns, with tabs between",
        write=_polecat,
        named=True,
    ),
    Format(
        name="acled",
        extension="csv",
        gives="events in ACLED's 31 columns, by its coding rules",
        write=partial(_profile, acled_rows, "acled", write_csv),
        named=True,
    ),
    Format(
        name="ucdp",
        extension="csv",
        gives="acts of armed force with dead in the 49 columns of UCDP's GED",
        write=partial(_profile, ucdp_rows, "ucdp", write_csv),
        named=True,
    ),
    Format(
        name="ceasefires",
        extension="csv",
        gives="a table of ceasefires after ETH and PRIO, a row a party that declares",
        write=_ceasefires,
    ),
)
FORMATS = {form.name: form for form in _ALL}
