"""One piece of an input to its reports."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from truceline.batch.places import Stretch, line_after, open_file
from truceline.batch.shards import Piece
from truceline.errors import InputError
from truceline.intake.fields import Fields
from truceline.intake.files import reports_in_open_file
from truceline.intake.gather import Gatherer
from truceline.intake.jsonl import reports_in_lines
from truceline.intake.limits import Limits
from truceline.intake.table import opened, reports_in_table
from truceline.intake.warc import reports_in_archive
from truceline.model import Report

_CHUNK = 1 << 20


class PieceReader:
    """The reports of one piece, and afterwards what was read for them.

    What is wrong with a report comes out in its place. Where the input itself fails, that is raised: it may come back.

    Args:
        piece: Which.
        limits: The bounds of intake.
        gatherer: Who finds the article in a page.
    """

    def __init__(self, piece: Piece, limits: Limits, gatherer: Gatherer) -> None:
        self._piece = piece
        self._limits = limits
        self._gatherer = gatherer
        self._said: dict[str, Any] = {}

    def __iter__(self) -> Iterator[Report | InputError]:
        piece = self._piece
        with open_file(piece.input) as file:
            if piece.kind == "parquet":
                yield from self._rows(file)
                return
            start, end = piece.start, piece.end
            if piece.kind == "jsonl" and not piece.whole:
                start, end = line_after(file, start), line_after(file, end)
            stretch = Stretch(file, start, end)
            yield from self._reports(cast(BinaryIO, io.BufferedReader(stretch)), start)
            self._said = {"start": start, "end": end, "sha256": stretch.digest()}

    def said(self) -> dict[str, Any]:
        """Which stretch of which input was read, and the hash of its bytes."""
        return {"input": self._piece.input, "kind": self._piece.kind, **self._said}

    def _reports(self, file: BinaryIO, start: int) -> Iterator[Report | InputError]:
        piece, name = self._piece, self._piece.input
        if piece.kind == "jsonl" and not piece.whole:
            yield from reports_in_lines(file, name=name, limits=self._limits, start=start)
        elif piece.kind == "warc" and not piece.whole:
            yield from reports_in_archive(
                file, name=name, about=Fields(), limits=self._limits, articles=self._gatherer.foreign, start=start
            )
        else:
            yield from reports_in_open_file(
                file, piece.kind, name=name, about=Fields(), limits=self._limits, gatherer=self._gatherer
            )

    def _rows(self, file: BinaryIO) -> Iterator[Report | InputError]:
        piece = self._piece
        first, after = (0, None) if piece.whole else (piece.start, piece.end)
        yield from reports_in_table(file, name=piece.input, limits=self._limits, first=first, after=after)
        self._said = {"start": piece.start, "end": piece.end, "sha256": _digest(file, piece)}


def _digest(file: BinaryIO, piece: Piece) -> str:
    """Of the bytes of the row groups that the rows are in; of the whole file where all are."""
    begin, end = 0, file.seek(0, io.SEEK_END)
    if not piece.whole:
        data = opened(file, piece.input).metadata
        first, spans = 0, list[tuple[int, int]]()
        for number in range(data.num_row_groups):
            group = data.row_group(number)
            if first < piece.end and first + group.num_rows > piece.start:
                spans += [_span(group.column(i)) for i in range(group.num_columns)]
            first += group.num_rows
        begin, end = min(start for start, _ in spans), max(after for _, after in spans)
    file.seek(begin)
    found, left = hashlib.sha256(), end - begin
    while part := file.read(min(left, _CHUNK)):
        found.update(part)
        left -= len(part)
    return found.hexdigest()


def _span(column: Any) -> tuple[int, int]:
    """Where the bytes of one column of a row group are."""
    start = column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset
    return start, start + column.total_compressed_size
