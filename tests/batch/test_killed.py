"""Worker, driver or loader killed at any moment and run again: the same bytes, the same ledger.

``TRUCELINE_KILLS=30`` kills as often; a handful is what there is time for each time.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.batch.inputs import batch, files, lines_file
from tests.batch.killing import SIZE
from tests.killing import KILLS
from tests.ledger.made import reading
from truceline.batch.loading import Loaded
from truceline.ledger import open_ledger

ROOT = Path(__file__).parents[2]
MANY = 240
BROKEN = (17, 100, 101)


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.batch.killing", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines_file(tmp_path_factory.mktemp("inputs") / "a.jsonl", MANY, broken=BROKEN)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process gives that nobody kills."""
    out = tmp_path_factory.mktemp("whole") / "out"
    summary, _ = batch([source], out, size=SIZE)
    assert summary.shards > 8
    return out


def workers_of(driver: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return [child for child in psutil.Process(driver.pid).children(recursive=True) if is_worker(child)]
    except psutil.NoSuchProcess:
        return []


def is_worker(process: psutil.Process) -> bool:
    try:
        name = " ".join(process.cmdline())
    except psutil.Error:
        return False
    return "spawn_main" in name or name.startswith("ray::SlowWorker")


def end_one(driver: subprocess.Popen[bytes]) -> bool:
    """Kill one of its workers; whether there was one."""
    for victim in workers_of(driver):
        try:
            victim.kill()
        except psutil.NoSuchProcess:  # it has ended by itself meanwhile
            continue
        return True
    return False


def waited(seconds: float, driver: subprocess.Popen[bytes], until: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and driver.poll() is None and not until():
        time.sleep(0.01)


def test_a_worker_killed(source: Path, whole: Path, tmp_path: Path) -> None:
    random, killed, run = Random(3), 0, 0
    while killed < KILLS:
        run += 1
        assert run < 6 * KILLS
        out = tmp_path / f"out{run}"
        driver = started("batch", source, out, "local", "2")
        for _ in range(2):  # a shard that is tried thrice is given up: two deaths are none too many for any
            waited(20, driver, lambda driver=driver: bool(workers_of(driver)))  # type: ignore[misc]
            waited(random.uniform(0, 1.5), driver, lambda: False)
            killed += end_one(driver)
        _, said = driver.communicate(timeout=400)
        assert driver.returncode == 0, said.decode()
        assert files(out) == files(whole)


def test_the_driver_killed(source: Path, whole: Path, tmp_path: Path) -> None:
    random, run, out = Random(4), 0, tmp_path / "out0"
    killed = 0
    while killed < KILLS:
        driver = started("batch", source, out, "local", "2")
        driver.stdout.readline()
        if reading_already := killed % 3:
            there = len(list(out.glob("parts/*.json")))
            waited(30, driver, lambda out=out, there=there: len(list(out.glob("parts/*.json"))) > there)  # type: ignore[misc]
        time.sleep(random.uniform(0, 0.7 if reading_already else 1.6))
        orphans = workers_of(driver)
        driver.kill()
        driver.communicate()
        killed += driver.returncode == -signal.SIGKILL
        psutil.wait_procs(orphans, timeout=20)
        assert not [orphan for orphan in orphans if orphan.is_running()]
        if (out / "complete.json").exists():
            assert files(out) == files(whole)
            run += 1
            out = tmp_path / f"out{run}"
    driver = started("batch", source, out, "local", "2")
    _, said = driver.communicate(timeout=400)
    assert driver.returncode == 0, said.decode()
    assert files(out) == files(whole)


def test_the_loader_killed(whole: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "direct.sqlite") as ledger:
        begun = time.monotonic()
        ledger.add((reading(number) for number in range(MANY) if number not in BROKEN), batch=7)
        seconds, expected = time.monotonic() - begun, ledger.digest()
    random, killed, run = Random(5), 0, 0
    place = tmp_path / "ledger0.sqlite"
    while killed < KILLS:
        loader = started("load", whole, place)
        loader.stdout.readline()
        time.sleep(random.uniform(0, 0.5 + seconds))
        loader.kill()
        loader.communicate()
        killed += loader.returncode == -signal.SIGKILL
        with open_ledger(place) as ledger:
            verdict = ledger.verify()
        assert verdict.faults == ()
        if verdict.reports == MANY - len(BROKEN):
            assert verdict.digest == expected
            run += 1
            place = tmp_path / f"ledger{run}.sqlite"
    with open_ledger(place) as ledger:
        ledger.add(Loaded(whole, ledger))
        assert ledger.verify().faults == ()
        assert ledger.digest() == expected


def test_a_worker_and_the_driver_of_a_cluster_killed(source: Path, whole: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    random, out = Random(6), tmp_path / "out"
    driver = started("batch", source, out, "ray", "2")
    waited(60, driver, lambda: any((out / "parts").glob("*.json")))
    end_one(driver)
    time.sleep(random.uniform(0, 0.5))
    driver.kill()
    driver.communicate()
    again = started("batch", source, out, "ray", "2")
    waited(60, again, lambda: bool(workers_of(again)))
    end_one(again)
    _, said = again.communicate(timeout=400)
    assert again.returncode == 0, said.decode()
    assert files(out) == files(whole)
