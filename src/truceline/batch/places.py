"""Where inputs are: files of this machine, or of anything that fsspec knows (``s3://…``, ``https://…``, ``memory://…``)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from truceline.errors import BatchError, InputError, MissingInput
from truceline.intake import is_address
from truceline.intake.files import files_in
from truceline.intake.kinds import kind_of_name

try:  # comes with the extra ``cluster``; files of this machine do not need it
    import fsspec
except ImportError:
    fsspec = None

_CHUNK = 1 << 16


def is_elsewhere(name: str) -> bool:
    """Whether an input is an address that fsspec opens."""
    return "://" in name


def files_of(name: str) -> Iterator[str | InputError]:
    """The files of an input in the order of their names: itself, or those of the folder that it is."""
    if is_address(name):  # the web has files, but no folders
        yield name
    elif is_elsewhere(name):
        yield from _files_elsewhere(name)
    elif Path(name).is_dir():
        found = False
        for file in files_in(Path(name)):
            found = True
            yield file if isinstance(file, InputError) else str(file)
        if not found:
            yield MissingInput("no report in this folder", report=name)
    else:
        yield name


def size_of(name: str) -> int:
    """Bytes of a file.

    Raises:
        MissingInput: There is none.
    """
    with open_file(name) as file:
        try:
            return file.seek(0, io.SEEK_END)
        except OSError as error:
            raise MissingInput(error.strerror or "it cannot be read", report=name) from error


def open_file(name: str) -> BinaryIO:
    """A file, open for bytes.

    Raises:
        MissingInput: There is none, or it may not be opened.
        BatchError: fsspec, or what it needs for this kind of address, is not there.
    """
    try:
        if not is_elsewhere(name):
            return Path(name).open("rb")
        return cast(BinaryIO, _fsspec().open(name, "rb").open())
    except (BatchError, ImportError, ValueError) as error:
        raise _no_way(name, error) from error
    except FileNotFoundError as error:
        raise MissingInput("no such file or folder", report=name) from error
    except OSError as error:
        raise MissingInput(error.strerror or "it cannot be read", report=name) from error
    except Exception as error:  # each store has errors of its own
        raise MissingInput(f"it cannot be read ({type(error).__name__}: {error})"[:300], report=name) from error


class Stretch(io.RawIOBase):
    """The bytes [start, end) of a file, once, and their hash.

    Args:
        file: The file.
        start: The first.
        end: After the last.
    """

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        file.seek(start)
        self._file = file
        self._left = max(0, end - start)
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        part = self._file.read(min(self._left, len(buffer)))
        self._left -= len(part)
        self._hash.update(part)
        buffer[: len(part)] = part
        return len(part)

    def digest(self) -> str:
        """The hash of all its bytes; those that nobody has read are read for it."""
        while part := self._file.read(min(self._left, _CHUNK)):
            self._left -= len(part)
            self._hash.update(part)
        return self._hash.hexdigest()


def line_after(file: BinaryIO, position: int) -> int:
    """Where the first line begins that does not begin before this position."""
    if position == 0:
        return 0
    file.seek(position - 1)
    while part := file.readline(_CHUNK):
        position += len(part)
        if part.endswith(b"\n"):
            break
    return position - 1


def _files_elsewhere(name: str) -> Iterator[str | InputError]:
    try:
        system, path = _fsspec().core.url_to_fs(name)
        if not system.isdir(path):
            yield name
            return
        found = sorted(str(one) for one in system.find(path) if kind_of_name(str(one)) is not None)
        yield from (str(system.unstrip_protocol(one)) for one in found)
        if not found:
            yield MissingInput("no report in this folder", report=name)
    except (BatchError, ImportError, ValueError) as error:
        raise _no_way(name, error) from error
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        yield MissingInput(f"it cannot be read ({type(error).__name__}: {error})"[:300], report=name)


def _fsspec() -> Any:
    if fsspec is None:
        raise BatchError("files elsewhere need it: pip install 'truceline[cluster]'", file="fsspec")
    return fsspec


def _no_way(name: str, error: Exception) -> BatchError:
    return error if isinstance(error, BatchError) else BatchError(str(error)[:300], file=name)
