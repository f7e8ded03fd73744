"""``python -m training.rarity``: how rare English words are, for linking, from the openly licensed training texts.

Only counts go into the package: in how many stretches of 60 words of UD EWT, GUM and MEANTIME (training parts) a word
without its ending stands.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from math import log
from pathlib import Path

import click

from truceline.linking.words import stems

FILES = ("language/ewt-train.jsonl.gz", "language/gum-train.jsonl.gz", "factuality/meantime.jsonl.gz")
STRETCH = 60  # words
LEAST = 5  # stretches that a word stands in, to have a place in the table
STEP = 0.25  # rarities are rounded to this

HEAD = """# How rare English words are: the logarithm of one in so many stretches of 60 words that it stands in. Made by
# training/rarity.py from counts over UD EWT, GUM and MEANTIME; words are without their endings, as linking/words.py
# cuts them.
# A word that is not here has the rarity of the rarest.
"""


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path))
def main(data: Path, out: Path) -> None:
    """Count, and write the table."""
    counts: Counter[str] = Counter()
    stretches = 0
    for name in FILES:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = stems(json.loads(line)["text"])
                for start in range(0, len(words), STRETCH):
                    counts.update(set(words[start : start + STRETCH]))
                    stretches += 1
    steps: dict[float, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST and not word[0].isdigit():
            steps[round(log((stretches + 1) / (count + 1)) / STEP) * STEP].append(word)
    lines_out = [HEAD, f"rarest = {round(log(stretches + 1) / STEP) * STEP}\n"]
    for step in sorted(steps):
        lines_out.append(f'\n[[step]]\nrarity = {step}\nwords = """\n{_wrapped(sorted(steps[step]))}"""\n')
    out.write_text("".join(lines_out), encoding="utf-8")


def _wrapped(words: list[str]) -> str:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 118:
            lines.append(line)
            line = ""
        line += f"{' ' if line else ''}{word}"
    return "\n".join([*lines, line]) + "\n"


if __name__ == "__main__":
    main()
