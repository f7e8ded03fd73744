from __future__ import annotations

from pathlib import Path

import pytest

from truceline.ledger import default_place

HOME = Path("/home/ana")


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {}, "/home/ana/.local/share"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data"),
        ("linux", {"XDG_DATA_HOME": "data"}, "/home/ana/.local/share"),
        ("darwin", {}, "/home/ana/Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/users/ana/local"}, "/users/ana/local"),
        ("win32", {}, "/home/ana/AppData/Local"),
    ],
)
def test_it_is_where_the_system_keeps_data(system: str, environment: dict[str, str], folder: str) -> None:
    expected = Path(folder) / "truceline" / "ledger.sqlite"
    assert default_place(environment, system=system, home=HOME) == expected
