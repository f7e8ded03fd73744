"""What is read at once: inputs cut into pieces, pieces put together to shards.

How they are cut hangs on the inputs and the wanted size alone, never on how many work at it: so what comes out is the
same, byte for byte, from one worker and from a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from truceline.batch.places import files_of, open_file, size_of
from truceline.errors import InputError, UnknownFormat
from truceline.intake import is_address
from truceline.intake.kinds import PEEK, kind_of_name, kind_of_start
from truceline.intake.table import groups_in
from truceline.intake.warc import cuts_of_archive

SIZE = 2_000_000  # bytes of input in a shard, about: a minute's work for one core
_LOOKED_AT = 8  # inputs at a time: those elsewhere take their time to answer
_CUT = ("jsonl", "warc", "parquet")  # what is cut up; all else is small


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one input."""

    input: str  # its file or address
    kind: str  # jsonl, warc, parquet, text, markdown, html
    start: int  # in bytes; in rows of a Parquet file
    end: int  # exclusive; a line belongs to the piece that it begins in
    whole: bool  # whether that is all of the input
    weight: int  # bytes, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Pieces that are read by one call, and come out as one part."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return f"{self.number:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that is read."""

    name: str
    kind: str  # as in Piece
    size: int  # bytes


def sources(names: Iterable[str]) -> tuple[list[Source], list[InputError]]:
    """The files of all inputs in their order, and what could not be looked at.

    Args:
        names: Files, folders and fsspec addresses.

    Raises:
        BatchError: What is needed to look at an address is not there.
    """
    found: list[Source] = []
    errors: list[InputError] = []
    with ThreadPoolExecutor(_LOOKED_AT) as pool:
        for one in pool.map(_source, (file for name in names for file in files_of(name))):
            if isinstance(one, Source):
                found.append(one)
            else:
                errors.append(one)
    return found, errors


def cut(files: Iterable[Source], *, size: int = SIZE) -> list[Shard]:
    """Files to shards.

    Args:
        files: The files.
        size: Bytes of input that a shard has, about.
    """
    with ThreadPoolExecutor(_LOOKED_AT) as pool:
        return list(
            _packed((piece for some in pool.map(lambda file: _pieces(file, size), files) for piece in some), size)
        )


def shard_to_plain(shard: Shard) -> list[dict[str, Any]]:
    """A shard as plain values, in their order of number."""
    return [asdict(piece) for piece in shard.pieces]


def _packed(pieces: Iterable[Piece], size: int) -> Iterator[Shard]:
    """Neighbours together until they weigh enough."""
    number, held, weight = 0, list[Piece](), 0
    for piece in pieces:
        if held and weight + piece.weight > size:
            yield Shard(number=number, pieces=tuple(held))
            number, held, weight = number + 1, [], 0
        held.append(piece)
        weight += piece.weight
    if held:
        yield Shard(number=number, pieces=tuple(held))


def _source(name: str | InputError) -> Source | InputError:
    if isinstance(name, InputError):
        return name
    kind = kind_of_name(name)
    try:
        if not (is_address(name) and kind not in _CUT):
            kind = kind or _kind_of_start(name)
            if kind != "feed":
                return Source(name=name, kind=kind, size=size_of(name))
    except InputError as error:
        return error
    return UnknownFormat("what leads to the web is for truceline read and watch", report=name)


def _pieces(file: Source, size: int) -> list[Piece]:
    """Where a file cannot be looked into it is one piece: what is wrong with it is said when it is read."""
    ends = [file.size]
    try:
        if file.kind == "parquet":
            return list(_rows(file, size))
        if file.kind == "jsonl":
            ends = [*range(size, file.size, size), file.size]
        elif file.kind == "warc" and file.size > size:
            with open_file(file.name) as archive:
                ends = [*cuts_of_archive(archive, size)[1:], file.size]
    except (InputError, OSError):
        ends = [file.size]
    return [
        Piece(input=file.name, kind=file.kind, start=start, end=end, whole=len(ends) == 1, weight=end - start)
        for start, end in pairwise((0, *ends))
    ]


def _kind_of_start(name: str) -> str:
    with open_file(name) as file:
        return kind_of_start(file.read(PEEK), name=name)


def _rows(file: Source, size: int) -> Iterator[Piece]:
    """A Parquet file by its row groups; large ones, which some programs write, by rows within them."""
    with open_file(file.name) as table:
        groups = groups_in(table, file.name)
    total = sum(rows for rows, _ in groups)
    if not total:
        yield Piece(input=file.name, kind="parquet", start=0, end=0, whole=True, weight=file.size)
    first = 0
    for rows, weight in groups:
        step = max(1, rows * size // max(weight, size))
        for start in range(0, rows, step):
            end = min(rows, start + step)
            yield Piece(
                input=file.name,
                kind="parquet",
                start=first + start,
                end=first + end,
                whole=end - start == total,
                weight=weight * (end - start) // rows,
            )
        first += rows
