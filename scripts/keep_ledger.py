"""Keep a ledger as this version writes it: ``python scripts/keep_ledger.py``, once for each new layout.

It goes to ``tests/ledger/kept``, where the tests of all later versions open it. Beside it goes the JSON of a reading,
once for each version of that. What is kept already is never written anew.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path

from alembic.script import ScriptDirectory

import truceline
from truceline.exports.contract import VERSION
from truceline.ledger.migrate import _FOLDER
from truceline.linking import link

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "ledger" / "kept"
REPORTS = "07-offer-coast-standard 09-agreement-port-amara-post 11-alleged-violation-lakeside-herald".split()


def ledger_bytes() -> bytes:
    """A ledger with the three sample reports, linked."""
    reader = truceline.Reader(vocabularies=[ROOT / "examples" / "vocabulary.toml"])
    reports = truceline.open_reports([str(ROOT / "examples" / "reports" / f"{name}.txt") for name in REPORTS])
    readings = [found for found in reader.read_many(reports) if isinstance(found, truceline.Reading)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.sqlite"
        with truceline.open_ledger(place, program=f"truceline {truceline.__version__}") as ledger:
            ledger.add(readings)
            link(ledger, program=f"truceline {truceline.__version__}")
        return place.read_bytes()


def keep(path: Path, content: bytes) -> None:
    """A new file, or none."""
    if path.exists():
        print(f"{path.relative_to(ROOT)} is kept already")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path.relative_to(ROOT)}: {len(content):,} bytes")


def main() -> None:
    """Keep both."""
    sys.path.insert(0, str(ROOT))
    from tests.sample import READING

    keep(KEPT / f"reading-{VERSION}.json", json.dumps(truceline.to_object(READING), indent=1).encode() + b"\n")
    layout = ScriptDirectory(str(_FOLDER)).get_current_head()
    path = KEPT / f"layout-{layout}.sqlite.gz"
    keep(path, b"" if path.exists() else gzip.compress(ledger_bytes(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
