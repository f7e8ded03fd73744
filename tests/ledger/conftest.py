from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.ledger import server
from truceline.ledger import Ledger, open_ledger

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[server.Server]:
    why = server.missing()
    if why is not None:
        pytest.skip(why)
    with server.running() as running:
        yield running


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made, on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    running: server.Server = request.getfixturevalue("postgresql")
    return running.empty()


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place) as opened:
        yield opened


@pytest.fixture(params=DATABASES)
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Gives places for as many new ledgers as one asks for, on each database."""
    if request.param == "sqlite":
        folder, names = tmp_path_factory.mktemp("ledgers"), count()
        return lambda: str(folder / f"{next(names)}.sqlite")
    running: server.Server = request.getfixturevalue("postgresql")
    return running.empty
