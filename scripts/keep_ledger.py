"""Keep a ledger as this version writes it: ``python scripts/keep_ledger.py``, once for each new layout.

It goes to ``tests/ledger/kept``, where the tests of all later versions open it. Beside it go the JSON of a reading and
the folder of a batch, once for each version of those. What is kept already is never written anew.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from alembic.script import ScriptDirectory

import truceline
from truceline.batch.folder import LAYOUT
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


def batch_bytes() -> bytes:
    """The folder of a batch of three made reports and a line that is none, packed."""
    from tests.batch.inputs import batch, files, lines_file

    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        source = lines_file(Path(folder) / "a.jsonl", 4, broken=(1,))
        batch([source], Path(folder) / "out", size=700)
        for name, content in files(Path(folder) / "out").items():
            packed.writestr(zipfile.ZipInfo(name), content.replace(f"{folder}/".encode(), b""))
    return out.getvalue()


def keep(path: Path, made: Callable[[], bytes]) -> None:
    """A new file, or none."""
    if path.exists():
        print(f"{path.relative_to(ROOT)} is kept already")
        return
    content = made()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path.relative_to(ROOT)}: {len(content):,} bytes")


def main() -> None:
    """Keep all three."""
    sys.path.insert(0, str(ROOT))
    from tests.sample import READING

    keep(KEPT / f"reading-{VERSION}.json", lambda: json.dumps(truceline.to_object(READING), indent=1).encode() + b"\n")
    keep(KEPT / f"batch-{LAYOUT}.zip", batch_bytes)
    layout = ScriptDirectory(str(_FOLDER)).get_current_head()
    keep(KEPT / f"layout-{layout}.sqlite.gz", lambda: gzip.compress(ledger_bytes(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
