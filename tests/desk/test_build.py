"""Scripts and outlines are built where they can be; where not, the package is built all the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UI = ROOT / "src/truceline/desk/ui"
sys.path.insert(0, str(ROOT))  # where the module stands that the build hook loads

import desk_build  # noqa: E402


def test_the_lock_names_no_host():
    lock = (UI / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in one for name, one in packages.items() if name)


def test_without_node_and_network_the_reason_is_said_and_nothing_breaks(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    shutil.copytree(UI, tmp_path / desk_build.UI, ignore=shutil.ignore_patterns("node_modules"))
    reason = desk_build.build(tmp_path)
    assert reason
    assert not (tmp_path / desk_build.SCRIPT).exists()


def test_a_broken_npm_is_a_reason_too(monkeypatch, tmp_path):
    shutil.copytree(UI, tmp_path / desk_build.UI, ignore=shutil.ignore_patterns("node_modules"))
    monkeypatch.setattr(desk_build, "_node", lambda root, place: (Path(sys.executable), ["false"]))
    assert "false failed" in (desk_build.build(tmp_path) or "")


@pytest.mark.skipif(not (UI / "node_modules" / ".bin" / "tsc").exists(), reason="no packages from npm")
def test_types_of_the_scripts():
    found = subprocess.run(["node_modules/.bin/tsc", "--noEmit"], cwd=UI, capture_output=True, text=True, timeout=120)
    assert found.stdout == ""
    assert found.returncode == 0


def test_scripts_are_small_and_call_nobody():
    script = ROOT / desk_build.SCRIPT
    if not script.exists():
        pytest.skip("no scripts were built in")
    text = script.read_text(encoding="utf-8")
    assert len(text) < 20_000
    assert "://" not in text
