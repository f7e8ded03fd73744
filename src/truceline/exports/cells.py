"""Values as the cells of a table of text: nothing in them can break the table or run in a spreadsheet."""

from __future__ import annotations

import re

from truceline.exports.columns import Value

# What a spreadsheet takes for the start of a formula, also in full width, and after white space, which some cut off.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_UNWRITABLE = re.compile("[\ud800-\udfff]")
_NOT_IN_A_TABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BETWEEN = "; "


def writable(text: str) -> str:
    """A text as UTF-8 can hold it: halves of surrogate pairs become replacement characters."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def cell(value: Value, *, one_line: bool = False) -> str:
    """A value as a cell.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets do not show.
    Numbers stay numbers, negative ones too. Control characters become replacement characters.

    Args:
        value: What stands there; nothing for None.
        one_line: Whether white space of any kind becomes blanks, for tables without quoting.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    text = _NOT_IN_A_TABLE.sub("\N{REPLACEMENT CHARACTER}", _text(value))
    if one_line:
        text = " ".join(text.split())
    return "'" + text if _FORMULA.match(text) else text


def number(value: float) -> str:
    """A number in the shortest form that reads back as the same, without a point where it is whole."""
    return str(int(value)) if value == int(value) else repr(value)


def _text(value: str | list[str]) -> str:
    # Within a list the sign between its members must not stand in one of them.
    joined = value if isinstance(value, str) else _BETWEEN.join(part.replace(";", ",") for part in value)
    return writable(joined)
