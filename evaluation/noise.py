"""How far a reading falls where its text came to harm: ``python -m evaluation.noise [FOLDER…]``.

The same texts are read as they stand, in capitals, without any, and with what a scanner makes of letters. What is read
in the harmed text is compared with what is read in the sound one, so no marks by hand are needed: how much of the
attributions (source, cue), events (what, and whether it happened) and named actors is still there, as F1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from truceline.errors import InputError
from truceline.intake import open_reports
from truceline.model import Reading, Report
from truceline.pipeline import Reader

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "examples" / "reports"
# What scanners take for each other.
CONFUSED = (("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"), ("O", "0"), ("e", "c"), ("cl", "d"), ("h", "b"),
            ("li", "h"), ("S", "5"), ("vv", "w"), ("u", "ii"), ("t", "f"), ("”", '"'), ("’", "'"))  # fmt: skip


def scanned(text: str, *, share: float) -> str:
    """A text with this share of its letters confused, and a few spaces lost; the same for the same text."""
    chance, out, i = Random(text), list[str](), 0
    while i < len(text):
        one = next((pair for pair in CONFUSED if text.startswith(pair[0], i)), None)
        if one is not None and chance.random() < 2 * share:
            out.append(one[1])
            i += len(one[0])
            continue
        if not (text[i] == " " and chance.random() < share / 2):
            out.append(text[i])
        i += 1
    return "".join(out)


HARMS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "no capitals": str.lower,
    "scanned, 1 in 200": lambda text: scanned(text, share=0.005),
    "scanned, 1 in 50": lambda text: scanned(text, share=0.02),
}


def told(reading: Reading) -> dict[str, Counter[object]]:
    """What a reading says, without the letters that it says it in."""
    text = reading.report.text
    return {
        "attributions": Counter(
            (text[a.cue.start : a.cue.end].lower() if a.cue else None, a.stance, a.source is not None)
            for a in reading.attributions
        ),
        "events": Counter((claim.event, claim.factuality[-1]) for claim in reading.claims),
        "actors": Counter(actor.actor for actor in reading.actors if actor.named),
    }


def f1(sound: Counter[object], harmed: Counter[object]) -> tuple[int, int]:
    """Twice what both have, and what both have together: sums of many give one F1."""
    return 2 * (sound & harmed).total(), sound.total() + harmed.total()


def measured(reader: Reader, reports: Iterable[Report], harm: Callable[[str], str]) -> dict[str, float]:
    """F1 of each kind over all reports."""
    shares: dict[str, list[tuple[int, int]]] = {}
    for report in reports:
        harmed = told(reader.read(replace(report, text=harm(report.text))))
        for kind, sound in told(reader.read(report)).items():
            shares.setdefault(kind, []).append(f1(sound, harmed[kind]))
    return {kind: sum(a for a, _ in some) / max(1, sum(b for _, b in some)) for kind, some in shares.items()}


def main() -> None:
    """Print a line a harm."""
    folders = sys.argv[1:] or [str(REPORTS)]
    reports = [one for one in open_reports(folders) if not isinstance(one, InputError)]
    reader = Reader(threads=1)
    print(f"{len(reports)} reports; F1 against what is read in the sound text")
    for name, harm in HARMS.items():
        found = measured(reader, reports, harm)
        print(f"{name:20}" + "".join(f"  {kind} {value:.3f}" for kind, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
