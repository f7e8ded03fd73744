"""Install from a folder of wheels with no network, and use it: ``python scripts/check_install.py [PYTHON…]``.

For each Python named, else for the one that runs this: a clean virtual environment, an installation from
``dist/wheelhouse`` alone, ``truceline read`` on a sample report, and ``truceline desk``, which has to answer. On Linux
all of that runs where there is no network but the machine's own loopback; elsewhere pip is held to the folder.

``--pip FILE`` takes another pip, as a wheel, in the place of the environment's own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "reports" / "07-offer-coast-standard.txt"
SECONDS = 300.0  # for the desk to be up
# Puts up the loopback in a network of its own, then becomes the command.
ALONE = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any:
    fcntl.ioctl(any, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))
os.execvp(sys.argv[1], sys.argv[1:])
"""


def clean_environment(folder: Path) -> dict[str, str]:
    """No settings of pip's, Python's or Truceline's, and another home."""
    foreign = ("PIP_", "PYTHON", "TRUCELINE_", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "HOME": str(folder), "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def cut_off() -> list[str]:
    """What to put before a command so that it has no network; empty where that cannot be had."""
    unshare = shutil.which("unshare")
    before = [unshare or "unshare", "--map-root-user", "--net", sys.executable, "-c", ALONE]
    if unshare and subprocess.run([*before, "true"], capture_output=True).returncode == 0:
        return before
    return []


def install(python: str, house: Path, folder: Path, environment: Mapping[str, str], *, pip: Path | None) -> Path:
    """A clean virtual environment with Truceline and its extras from the folder of wheels.

    Returns:
        The folder of its programs.
    """
    asked = [python, "-m", "venv", *(["--without-pip"] if pip else []), str(folder / "venv")]
    subprocess.run(asked, check=True, env=environment)
    bin = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    command = [str(bin / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--find-links", str(house)]
    taken = {**environment, "PYTHONPATH": str(pip)} if pip else environment
    subprocess.run([*command, "truceline[parquet,postgres]"], check=True, env=taken)
    return bin


def read_sample(bin: Path, folder: Path, environment: Mapping[str, str]) -> int:
    """How many claims ``truceline read`` finds in the sample."""
    sample = shutil.copy(SAMPLE, folder)
    command = [str(bin / "truceline"), "read", str(sample), "--format", "json"]
    done = subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True, text=True)
    return len(json.loads(done.stdout)["claims"])


def ask_desk(bin: Path, folder: Path, environment: Mapping[str, str]) -> str:
    """What ``GET /healthz`` answers at a desk on a new ledger."""
    command = [str(bin / "truceline"), "desk", "--ledger", str(folder / "l.sqlite"), "--port", "0", "--no-open"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = desk.stdout.readline().partition("?")[0]
            if not address:
                raise RuntimeError("the desk ended before it was up")
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(f"{address}healthz", timeout=SECONDS) as answer:
                return f"{answer.status} {answer.read().decode()}"
        finally:
            desk.terminate()


def check(python: str, house: Path, pip: Path | None) -> str:
    """Install and use it with one Python; gives a line that says how that went."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environment = clean_environment(folder)
        bin = install(python, house, folder, environment, pip=pip)
        claims = read_sample(bin, folder, environment)
        if not claims:
            raise RuntimeError("no claim was found in the sample")
        answer = ask_desk(bin, folder, environment)
    took = time.monotonic() - began
    return f"{python}: installed, read {claims} claims, the desk answered {answer.strip()} ({took:.0f} s)"


def main() -> None:
    """Check each Python; begins anew without network where it can."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("pythons", nargs="*", metavar="PYTHON", default=[sys.executable])
    options.add_argument("--house", type=Path, default=ROOT / "dist" / "wheelhouse", metavar="FOLDER")
    options.add_argument("--pip", type=Path, metavar="FILE", help="a wheel of pip to install with")
    options.add_argument("--cut-off", action="store_true", help=argparse.SUPPRESS)  # it already is
    given = options.parse_args()
    if not given.cut_off:
        before = cut_off()
        if before:
            os.execvp(before[0], [*before, sys.executable, __file__, *sys.argv[1:], "--cut-off"])
        print("the network could not be cut off here: pip is only held to the folder", file=sys.stderr)
    for python in given.pythons:
        try:
            print(check(python, given.house.resolve(), given.pip and given.pip.resolve()), flush=True)
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            sys.exit(f"{python}: {error}\n{getattr(error, 'stderr', None) or ''}")


if __name__ == "__main__":
    main()
