"""Every code block of the documentation is run, or says why it is not: see ``tests/blocks.py``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.blocks import PAGES, ROOT, RUN_ELSEWHERE, blocks_of, looked_at_only, name_of

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
RUN = [page for page in PAGES if name_of(page) not in RUN_ELSEWHERE and any(blocks_of(page))]
REPORT = """\
Shells fired from the north bank killed four people in Sollen on Monday, a doctor at the town's hospital told Harrow
News Agency. The Marn Liberation Front denied that it had fired.

Veldania and the Front will sign a truce of six weeks on Tuesday, Minister Orla Venn said.
"""
NAMES = """\
[[group]]
id = "river-guard"
name = "River Guard"
country = "XVD"
sector = ["REB"]
"""
LINE = '{"id": "ferries-7", "text": "The army shelled Sollen on Monday, killing three people, the mayor said."}\n'
# Stands in for the program on the path of a block: the desk, which would not end, is asked whether it is up, and ended.
PROGRAM = """\
import os, subprocess, sys
call = [sys.executable, "-m", "truceline", *sys.argv[1:]]
serves = sys.argv[1:2] == ["desk"] and not {"add-user", "remove-user", "users", "--help"} & set(sys.argv)
if not serves:
    os.execv(call[0], call)
import urllib.request
with subprocess.Popen([*call, "--no-open", "--port", "0"], stdout=subprocess.PIPE, text=True) as desk:
    address = desk.stdout.readline().partition("?")[0].strip()
    try:
        local = address.replace("0.0.0.0", "127.0.0.1")
        opened = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(local + "healthz", timeout=60)
        print(opened.read().decode())
    finally:
        desk.terminate()
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the sample reports."""
    place = tmp_path_factory.mktemp("ledger") / "samples.sqlite"
    command = [sys.executable, "-m", "truceline", "add", "examples/reports", "--ledger", str(place)]
    subprocess.run([*command, "--vocabulary", "examples/vocabulary.toml"], cwd=ROOT, check=True, capture_output=True)
    return place


@pytest.fixture
def folder(tmp_path: Path, ledger: Path) -> Path:
    """What a page takes for there: the sample reports, some of one's own, and ledgers of them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "reports").mkdir()
    for name in ("report.txt", "reports/monday.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    (tmp_path / "archive").mkdir()
    for name in ("reports.jsonl", "more.jsonl", "reports/ferries.jsonl", "archive/1998.jsonl"):
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    (tmp_path / "names.toml").write_text(NAMES, encoding="utf-8")
    for name in ("conflict", "amrel", "standard"):
        shutil.copyfile(ledger, tmp_path / f"{name}.sqlite")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "stand_in.py").write_text(PROGRAM, encoding="utf-8")
    (programs / "truceline").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{programs}/stand_in.py" "$@"\n')
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for name in ("truceline", "python"):
        (programs / name).chmod(0o755)
    return tmp_path


def shell(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRUCELINE_")}
    environment = kept | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "TRUCELINE_LEDGER": str(folder / "standard.sqlite"),
    }
    lines = ["set -euo pipefail", *(line for line in code.splitlines() if not looked_at_only(line))]
    (folder / "block.sh").write_text("\n".join(lines) + "\n", encoding="utf-8")
    call = ["bash", "block.sh"]
    said = "a long pass phrase 7\n"  # where somebody is asked for a password
    return subprocess.run(call, cwd=folder, env=environment, input=said, capture_output=True, text=True, timeout=900)


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_the_blocks_of_a_page_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRUCELINE_LEDGER", str(folder / "standard.sqlite"))
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks_of(page):
        if block.kind == "shell":
            done = shell(block.code, folder)
            assert done.returncode == 0, f"{block} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
            assert "Traceback" not in done.stderr, f"{block}\n{done.stderr}"
        elif block.kind == "python":
            exec(compile("\n" * block.line + block.code, str(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_target_of_make_that_is_named_is_one(page: Path) -> None:
    for block in blocks_of(page):
        if block.kind == "shell":
            for target in re.findall(r"^\s*make ([a-z-]+)", block.code, re.MULTILINE):
                assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"{block} names make {target}"


@pytest.mark.parametrize(("page", "test"), RUN_ELSEWHERE.items())
def test_what_another_test_runs_is_there(page: str, test: str) -> None:
    assert Path(page).name in (ROOT / test).read_text(encoding="utf-8")
