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
from scripts.check_install import cut_off

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "truceline"
SOURCES = "truceline/desk/ui/"  # of the scripts, which the wheel has bundled
# Run where there is no network: where the package is, the claims of a sample, what the desk answers.
USE = """
import subprocess, sys
from pathlib import Path
from scripts.check_install import ask_desk, clean_environment, read_sample
folder = Path(sys.argv[1])
environment = {**clean_environment(folder), "PYTHONPATH": sys.argv[2]}
where = [sys.executable, "-c", "import truceline; print(truceline.__file__)"]
print(subprocess.check_output(where, env=environment, cwd=folder, text=True).strip())
print(read_sample(folder, folder, environment))
print(ask_desk(folder, folder, environment))
"""
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


def test_what_it_holds_reads_a_report_and_opens_a_desk_without_network(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """The short form of ``make check-install``: what the package depends on is that of this environment.

    Left out: finding the wheels of all that in a folder, and Pythons other than this one.
    """
    installed = tmp_path / "installed"
    wheel.extractall(installed)
    program = tmp_path / "truceline"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m truceline "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    call = [*cut_off(), sys.executable, "-c", USE, str(tmp_path), str(installed)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    place, claims, answer = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert int(claims) > 0
    assert answer.startswith("200 ")
