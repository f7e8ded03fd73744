"""Fill a folder with all wheels that an installation needs: ``python scripts/wheelhouse.py [PYTHON…]``.

For each Python named (``python3.12``, or a path), else for the one that runs this, pip fetches the wheels of
Truceline's dependencies in the versions of ``constraints.txt``, with the extras ``parquet`` and ``postgres``, for the
processor and system of this machine. ``scripts/build.py`` has built Truceline's own before.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
HOUSE = DIST / "wheelhouse"
EXTRAS = "parquet,postgres"


def built() -> Path:
    """Truceline's wheel, the latest that was built."""
    found = sorted(DIST.glob("truceline-*.whl"), key=lambda path: path.stat().st_mtime)
    if not found:
        sys.exit("no wheel is in dist/ yet: make wheel")
    return found[-1]


def fetch(python: str, wheel: Path, house: Path) -> None:
    """All wheels for one Python, which needs no pip of its own."""
    command = [sys.executable, "-m", "pip", "--python", python, "download", "--quiet", "--only-binary=:all:"]
    command += ["--dest", str(house), "--constraint", str(ROOT / "constraints.txt"), f"{wheel}[{EXTRAS}]"]
    subprocess.run(command, check=True)


def main() -> None:
    """Fill ``dist/wheelhouse``."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("pythons", nargs="*", metavar="PYTHON", default=[sys.executable])
    options.add_argument("--house", type=Path, default=HOUSE, metavar="FOLDER")
    given = options.parse_args()
    wheel, house = built(), given.house
    house.mkdir(parents=True, exist_ok=True)
    for older in house.glob("truceline-*.whl"):
        older.unlink()
    for python in given.pythons:
        if shutil.which(python) is None:
            sys.exit(f"{python}: there is no such Python here")
        fetch(python, wheel, house)
    wheels = list(house.glob("*.whl"))
    megabytes = sum(path.stat().st_size for path in wheels) / 1e6
    print(f"{house}: {len(wheels)} wheels, {megabytes:,.0f} MB")


if __name__ == "__main__":
    main()
