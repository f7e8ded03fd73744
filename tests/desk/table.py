"""Every route of a desk, from the application itself: a new one is tested without being named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI

SAFE = {"GET", "HEAD"}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route."""
    return sorted({*_of(app.routes)})


def _of(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for route in found:
        if hasattr(route, "effective_candidates"):
            yield from _of(route.effective_candidates())
        else:
            for method in sorted(route.methods):
                yield method, route.path


def filled(path: str, ids: dict[str, str]) -> str:
    """A path with an id in it that is there."""
    kind = path.rstrip("/").rpartition("/{")[0].rpartition("/")[2]
    for name in ("id", "name", "hashed", "name:path", "code"):
        value = ids.get(kind, "c" + "0" * 32) if name in ("id", "name") else "x"
        path = path.replace("{" + name + "}", value)
    assert "{" not in path, path
    return path
