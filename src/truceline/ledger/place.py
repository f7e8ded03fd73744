"""Where a ledger is when nobody says."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def default_place(
    environment: Mapping[str, str] | None = None, *, system: str = sys.platform, home: Path | None = None
) -> Path:
    """The SQLite file in the user's data folder, by the custom of the system."""
    environment = os.environ if environment is None else environment
    home = home or Path.home()
    if system == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif system == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        said = environment.get("XDG_DATA_HOME", "")  # relative ones are to be ignored, says its specification
        folder = Path(said) if said.startswith("/") else home / ".local" / "share"
    return folder / "truceline" / "ledger.sqlite"
