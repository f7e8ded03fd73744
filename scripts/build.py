"""Build the source distribution and the wheel, and show that others can: ``python scripts/build.py``.

They are built twice: from this tree, and from the source distribution just made, unpacked elsewhere, with another time
zone, another mask for new files, and nothing that was built before. The bytes must be the same. Every file carries the
time of the last commit, or that of ``SOURCE_DATE_EPOCH``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
# Without them the wheel would work, but not as it should: the build makes them where npm can be reached.
NEEDED = (
    "truceline/desk/static/ui/desk.js",
    "truceline/desk/pages/outlines/countries-50m.json",
    "truceline/vocabulary/gazetteer.sqlite",
    "truceline/language/network/model.onnx",
)


def build(root: Path, out: Path, target: str, epoch: str, *, elsewhere: bool = False) -> Path:
    """One distribution, as hatchling makes it.

    Args:
        root: Of the tree that it is built from.
        out: The folder that it goes to.
        target: ``wheel`` or ``sdist``.
        epoch: The time of all files, in seconds since 1970.
        elsewhere: Whether with the habits of another machine.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    if elsewhere:
        environment |= {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    mask = 0o077 if elsewhere else 0o022
    subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL, umask=mask)
    (made,) = out.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


def built_again(sdist: Path, folder: Path, epoch: str) -> tuple[Path, Path]:
    """Both distributions from an unpacked source distribution."""
    tree = folder / "tree"
    with tarfile.open(sdist) as archive:
        archive.extractall(tree, filter="data")
    (root,) = tree.iterdir()
    return (
        build(root, folder / "again", "sdist", epoch, elsewhere=True),
        build(root, folder / "again", "wheel", epoch, elsewhere=True),
    )


def epoch_of(root: Path) -> str:
    """The time that all files get: what the environment says, else that of the last commit, else hatchling's own."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() or "1580601600"
    except (OSError, subprocess.CalledProcessError):
        return "1580601600"


def digest(path: Path) -> str:
    """What ``sha256sum`` prints of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differing(one: Path, other: Path) -> list[str]:
    """The members of two archives that are not the same, by name."""
    return sorted(name for name, _ in members(one) ^ members(other))


def members(path: Path) -> set[tuple[str, str]]:
    """The files of an archive, with what tells them apart."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return {
                (m.filename, f"{m.date_time} {m.external_attr:o} {hashlib.sha256(wheel.read(m)).hexdigest()}")
                for m in wheel.infolist()
            }
    found = set()
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member)
            content = hashlib.sha256(file.read()).hexdigest() if file else ""
            found.add((member.name, f"{member.mtime} {member.mode:o} {member.uname} {content}"))
    return found


def missing(wheel: Path) -> list[str]:
    """What a wheel should have and has not."""
    with zipfile.ZipFile(wheel) as archive:
        return [name for name in NEEDED if name not in archive.namelist()]


def main() -> None:
    """Build, compare, and put both into ``dist/``."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--once", action="store_true", help="do not build again to compare")
    once = options.parse_args().once
    epoch = epoch_of(ROOT)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = [build(ROOT, folder / "first", target, epoch) for target in ("sdist", "wheel")]
        lacking = missing(made[1])
        if lacking:
            sys.exit(f"the wheel lacks {', '.join(lacking)}: npm's registry must be in reach when a release is built")
        if not once:
            for one, other in zip(made, built_again(made[0], folder, epoch), strict=True):
                if digest(one) != digest(other):
                    sys.exit(f"{one.name} was not the same twice: {', '.join(differing(one, other)) or 'order'}")
        DIST.mkdir(exist_ok=True)
        for path in made:
            print(digest(path), shutil.copy(path, DIST), sep="  ")
    if not once:
        print("built twice, the same bytes")


if __name__ == "__main__":
    main()
