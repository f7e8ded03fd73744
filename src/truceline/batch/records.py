"""Plain values to records, each value of the type that it should have: files of a batch may come from anywhere."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

_Kind = TypeVar("_Kind")


def built(kind: type[_Kind], plain: Any) -> _Kind:
    """A record from plain values; what it has no field for is passed over.

    Raises:
        ValueError: They are not what it holds.
    """
    found: _Kind = _adapter(cast(Hashable, kind)).validate_python(plain)
    return found


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
