"""On which line of a vocabulary file a table begins: TOML parsers do not say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)


class Lines:
    """The lines of one file.

    Args:
        text: The file.
        content: The same, as TOML has it.
    """

    def __init__(self, text: str, content: Mapping[str, Any]) -> None:
        self._headers: dict[str, list[int]] = {}
        line, at = 1, 0
        for header in HEADER.finditer(text):
            line, at = line + text.count("\n", at, header.start()), header.start()
            self._headers.setdefault(header[1], []).append(line)
        self._content = content

    def of(self, table: str, number: int) -> int | None:
        """The line of the header of a table.

        Args:
            table: Its name.
            number: Which of the tables with that name, from 1.

        Returns:
            The line, from 1; None where the tables are written in another way.
        """
        found, there = self._headers.get(table, []), self._content.get(table)
        # A header within a string of several lines would count too: then there are more of them than tables.
        expected = len(there) if isinstance(there, list) else 1
        return found[number - 1] if len(found) == expected and number <= expected else None
