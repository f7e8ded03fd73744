"""``python -m training.average A B``: weights between those of two runs of which one went on from the other.

The average of a network and of what it became by further training often does better than either (Wortsman et al.
2022, "Model soups"). Parts that only B has are B's.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import click
import torch


@click.command()
@click.argument("first", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--share", default=0.3, show_default=True, help="How much of the first.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def main(first: Path, second: Path, share: float, out: Path) -> None:
    """Average the weights of the run folders FIRST and SECOND."""
    out.mkdir(parents=True, exist_ok=True)
    before, after = (torch.load(folder / "weights.pt", map_location="cpu") for folder in (first, second))
    for name, value in after.items():
        if name in before and before[name].shape == value.shape and value.is_floating_point():
            after[name] = (share * before[name].float() + (1 - share) * value.float()).half()
    torch.save(after, out / "weights.pt")
    copyfile(second / "labels.json", out / "labels.json")


if __name__ == "__main__":
    main()
