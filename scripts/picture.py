"""Draw what ``truceline read`` prints on a terminal: ``python scripts/picture.py``, from the root of the repository.

Writes ``docs/pictures/read.svg``, the picture in the README.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from truceline import Reader, Reading, open_reports
from truceline.exports.people import to_renderable

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "examples" / "reports" / "07-offer-coast-standard.txt"
VOCABULARY = ROOT / "examples" / "vocabulary.toml"
PICTURE = ROOT / "docs" / "pictures" / "read.svg"
COLUMNS = 100


def picture(report: Path) -> str:
    """The reading of a report as an SVG of a terminal; the same for the same reading."""
    (outcome,) = Reader(vocabularies=[VOCABULARY]).read_many(open_reports([str(report)]))
    if not isinstance(outcome, Reading):
        raise outcome
    screen = io.StringIO()
    console = Console(record=True, width=COLUMNS, file=screen, force_terminal=True, color_system="truecolor")
    console.print(to_renderable(outcome))
    svg = console.export_svg(title=f"truceline read {report.relative_to(ROOT).as_posix()}", unique_id="read")
    # The fonts would be fetched from the web by whoever looks at the picture.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Draw the picture of the README."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(picture(REPORT), encoding="utf-8")


if __name__ == "__main__":
    main()
