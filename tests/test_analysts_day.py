"""The commands of docs/analysts-day.md, run as they stand there, with the real program, on feeds that are served."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import icalendar
import pytest

from tests.intake.site import Site, serving
from truceline.ledger import open_ledger

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "analysts-day.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    truceline (.+)$", PAGE, re.MULTILINE)
SAMPLES = "http://127.0.0.1:8000"  # where the page serves the feeds
KINDS = {
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".html": "text/html; charset=utf-8",
}


@dataclass
class Day:
    """What became of the commands."""

    folder: Path
    site: Site
    said: list[tuple[str, subprocess.CompletedProcess[str]]] = field(default_factory=list)

    def output(self, beginning: str) -> list[str]:
        return [done.stdout for command, done in self.said if command.startswith(beginning)]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("day")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with serving() as site:
        feeds = folder / "examples" / "feeds"
        for path in [path for path in feeds.rglob("*") if path.is_file()]:
            data = path.read_bytes().replace(SAMPLES.encode(), site.address.encode())
            path.write_bytes(data)
            headers = {"Content-Type": KINDS.get(path.suffix, "text/plain")}
            site.pages[f"/{path.relative_to(feeds).as_posix()}"] = (200, headers, data)
        found = Day(folder, site)
        for command in COMMANDS:
            found.said.append((command, run(command, folder)))
        yield found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(command.replace("AGREEMENT", agreement_in(folder)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRUCELINE_")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    call = [sys.executable, "-m", "truceline", *arguments]
    return subprocess.run(
        call, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


def agreement_in(folder: Path) -> str:
    table = folder / "ceasefires.csv"
    return rows(table)[0]["agreement"] if table.exists() else "AGREEMENT"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_command_ends_well(day: Day) -> None:
    assert len(day.said) >= 12
    for command, done in day.said:
        assert done.returncode == 0, f"truceline {command}: {done.stderr}"
        assert "Traceback" not in done.stderr


def test_every_entry_of_every_feed_is_in_the_ledger_once_with_its_bytes(day: Day) -> None:
    first, second = day.output("watch")
    assert len(first.splitlines()) == 7
    (shown,) = re.findall(r"^    (2031\S+ · .+): \d+ claims?, \d+ agreements?$", PAGE, re.MULTILINE)
    assert shown in [line.rpartition(": ")[0] for line in first.splitlines()]
    assert second == ""
    with open_ledger(day.folder / "valley.sqlite") as ledger:
        view = ledger.view()
        reports = list(view.reports(text=True))
        assert len(reports) == 7
        assert {row.outlet for row in reports} == {"Harrow News Agency", "The Port Amara Post", "Lakeside Herald"}
        for row in reports:
            (kept,) = view.evidence(row.id)
            assert kept.evidence.status == 200
            path = (kept.evidence.url or "").removeprefix(day.site.address)
            assert kept.evidence.body == day.site.pages[path][2]
        assert {row.author for row in reports if row.outlet == "The Port Amara Post"} == {"Lena Marsh"}
        assert ledger.verify().whole
    assert day.output("verify")[0].splitlines()[-1].startswith("digest: ")


def test_the_table_of_ceasefires_says_what_the_page_says(day: Day) -> None:
    found = rows(day.folder / "ceasefires.csv")
    names, _, *shown = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")
    ]
    assert [[row[name] for name in names] for row in found] == shown
    assert len({row["agreement"] for row in found}) == 1
    assert all("Marn Liberation Front" in row["alleged"] and "denied by" in row["alleged"] for row in found)


def test_as_of_a_day_it_stands_where_it_stood(day: Day) -> None:
    now, then = day.output("agreements")
    assert "status: extended" in now
    assert "status: signed" in then
    assert "3 June" not in then


def test_the_id_leads_back_to_the_words(day: Day) -> None:
    (shown,) = day.output("show")
    assert "Veldania" in shown
    (row, *_) = rows(day.folder / "ceasefires.csv")
    with open_ledger(day.folder / "valley.sqlite") as ledger:
        for claim in row["claims"].split("; "):
            told = ledger.view().claim(claim)
            assert told.words in (ledger.view().report(told.report.id).text or "")


def test_other_datasets_get_what_they_can_hold(day: Day) -> None:
    shelling, *_ = [row for row in rows(day.folder / "acled.csv") if row["sub_event_type"].startswith("Shelling")]
    assert (shelling["actor1"], shelling["location"], shelling["country"]) == (
        "Military Forces of Veldania",
        "Kirsava",
        "Veldania",
    )
    assert shelling["event_date"] == "2031-06-08"
    assert "Harrow News Agency" in shelling["source"]
    deaths = [int(row["best"]) for row in rows(day.folder / "ucdp.csv")]
    assert {3, 4} & set(deaths)
    events = json.loads((day.folder / "events.geojson").read_text(encoding="utf-8"))
    assert any(feature["properties"]["place"] == "Kirsava" for feature in events["features"])
    calendar = icalendar.Calendar.from_ical((day.folder / "valley.ics").read_bytes())
    events_of = calendar.walk("VEVENT")
    days = {str(event["SUMMARY"]).split(": ")[-1]: event.decoded("DTSTART").isoformat() for event in events_of}
    assert days["in force"] == "2031-06-03"
    assert days["extended"] == "2031-06-30"


def test_the_backup_is_a_ledger_itself(day: Day) -> None:
    digests = set()
    for name in ("valley.sqlite", "valley-backup.sqlite"):
        with open_ledger(day.folder / name, create=False) as ledger:
            digests.add(ledger.digest())
    assert len(digests) == 1
