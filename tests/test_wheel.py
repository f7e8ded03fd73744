"""The wheel carries all that reading needs: what is installed has no other place to get it from."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "truceline"
SOURCES = "truceline/desk/ui/"  # of the scripts, which the wheel has bundled
NETWORK = ("model.onnx", "tokenizer.json", "README.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    pytest.importorskip("hatchling", reason="the extra dev brings it")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_data_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    data = ("py.typed", "vocabulary/gazetteer.sqlite", *(f"language/network/{name}" for name in NETWORK))
    assert {f"truceline/{name}" for name in data} <= set(wheel.namelist())


def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    files = {name for name in files if not name.endswith(".pyc") and not name.startswith(SOURCES)}
    assert files <= set(wheel.namelist())
    assert not any(name.startswith(SOURCES) for name in wheel.namelist())


def test_nothing_else_is(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"truceline", f"truceline-{truceline.__version__}.dist-info"}


def test_the_command_and_the_component_are_found(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    points = configparser.ConfigParser()
    points.read_string(wheel.read(name).decode())
    assert {group: dict(points[group]) for group in points.sections()} == {
        "console_scripts": {"truceline": "truceline.cli:main"},
        "spacy_factories": {"truceline": "truceline.component:create"},
    }
