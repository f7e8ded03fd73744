"""A desk on the sample reports, and Debian's Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from truceline.desk import create_app
from truceline.desk.own import Kept, alerts, kept_file
from truceline.desk.own.feeds import Feeds
from truceline.intake import open_reports
from truceline.intake.state import FeedState
from truceline.ledger import open_ledger
from truceline.linking import link
from truceline.pipeline import Reader

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")

ROOT = Path(__file__).parents[3]
TOKEN = "the token of this start"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
AXE = ROOT / "src/truceline/desk/ui/node_modules/axe-core/axe.min.js"


# Due in the year 2096: no test waits for a feed that is not there.
FEEDS = {
    "https://harbour-post.example/feed.xml": FeedState(
        next=4e9, looked=1.93e9, succeeded=1.93e9, taken=212, seen={"1": "a"}
    ),
    "https://amrel-radio.example/news.rss": FeedState(
        next=4e9, looked=1.93e9, succeeded=1.929e9, failures=3, reason="the server answered 503", taken=40, lost=2
    ),
    "https://coast-standard.example/atom": FeedState(next=4e9),
}
ALERTS = (
    ("Attacks that rest on one origin only", "event=ASSAULT&lone=true", alerts.Rule()),
    ("Attacks rise", "event=ASSAULT", alerts.Rule(kind="rise", least=3, weeks=1)),
    ("Denied", "denied=true", alerts.Rule()),
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A desk that answers."""

    address: str
    ledger: Path


@pytest.fixture(scope="module")  # playwright keeps an event loop running: other modules have loops of their own
def chromium() -> Iterator[Any]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the sample reports, linked; the one that ``TRUCELINE_SAMPLES_LEDGER`` names, where it is set."""
    if ready := os.environ.get("TRUCELINE_SAMPLES_LEDGER"):
        return Path(ready)
    path = tmp_path_factory.mktemp("samples") / "ledger.sqlite"
    reader = Reader(vocabularies=[ROOT / "examples" / "vocabulary.toml"])
    with open_ledger(path) as ledger:
        ledger.add(reader.read_many(open_reports([str(ROOT / "examples" / "reports")])))
        link(ledger, program="truceline tests")
    return path


@pytest.fixture
def desk(samples: Path, tmp_path: Path) -> Iterator[Place]:
    """A desk on a copy of that ledger, which a test may decide on."""
    own = tmp_path / "ledger.sqlite"
    shutil.copyfile(samples, own)
    with served(own) as place:
        yield place


@pytest.fixture(scope="module")
def shown(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A desk that tests only look at, with alerts and feeds."""
    own = tmp_path_factory.mktemp("shown") / "ledger.sqlite"
    shutil.copyfile(samples, own)
    with open_ledger(own, create=False) as ledger:
        for name, query, rule in ALERTS:
            alerts.save(ledger, name=name, query=query, rule=rule, by="Olga")
    feeds = Feeds(Kept(kept_file(own, data=own.parent)))
    for url, state in FEEDS.items():
        feeds.add(url, by="Olga")
        feeds.due(0.0)
        feeds[url] = state
        feeds.save()
    with served(own) as place:
        yield place


class served:  # noqa: N801 - reads as a verb where it is used
    """A desk on a ledger, in a thread, as long as the block lasts."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        app = create_app(ledger, token=TOKEN, owner="Olga", users=ledger.parent / "users.json")
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> Place:
        self._thread.start()
        end = time.monotonic() + 30
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.02)
        return Place(address=f"http://127.0.0.1:{self._socket.getsockname()[1]}", ledger=self._ledger)

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._socket.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a signed-in page; whatever a script complains of fails the test in the end."""
    contexts, complaints = [], list[str]()
    signed_in: dict[str, Any] = {}

    def opened(place: Place, path: str = "/", *, size: str = "wide", dark: bool = False, scripts: bool = True) -> Any:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            storage_state=signed_in.get(place.address),
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_fault(said) else None)
        if place.address not in signed_in:
            page.goto(f"{place.address}/?token={TOKEN.replace(' ', '%20')}")
            signed_in[place.address] = context.storage_state()
        if page.url != place.address + path:
            answer = page.goto(place.address + path)
            assert answer.status == 200, path
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def is_fault(said: Any) -> bool:
    """What a script, the policy or the network complains of; being told what one did wrong is no fault."""
    return said.type == "error" and not any(status in said.text for status in ("409", "422"))
