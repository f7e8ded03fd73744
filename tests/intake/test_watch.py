from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.site import Handler, Site, serving
from tests.intake.test_foreign import page
from tests.intake.test_syndication import BOMB, LEVELS, LONG
from truceline.errors import BrokenFeed, FetchError, InputError, MissingInput, NotWelcome, TooLarge
from truceline.intake import Limits, open_reports, watch_feeds
from truceline.intake.fetch import Fetcher
from truceline.intake.foreign import Foreign
from truceline.intake.gather import Gatherer
from truceline.intake.state import FeedState, StateFile
from truceline.intake.watch import Watch
from truceline.model import Report

BEGIN = 1_936_000_000.0


class Clock:
    """Time passes only where somebody waits."""

    def __init__(self) -> None:
        self.time = BEGIN
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def foreign() -> Iterator[Foreign]:
    with Foreign(Limits()) as found:
        yield found


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def item(name: str, text: str | None = LONG, link: str | None = None) -> str:
    where = f"<link>{link}</link>" if link else ""
    content = f"<content:encoded>{text}</content:encoded>" if text else ""
    return f"<item><guid>{name}</guid><title>{name}</title>{where}{content}</item>"


def feed(*items: str, etag: str | None = None, title: str = "The Coast Ledger") -> tuple[int, dict[str, str], bytes]:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    body = f"{head}<title>{title}</title>{''.join(items)}</channel></rss>".encode()
    return 200, {"Content-Type": "application/rss+xml"} | ({"ETag": etag} if etag else {}), body


def watch(
    foreign: Foreign, clock: Clock, state: dict[str, FeedState] | None = None, chance: float = 0.5, pace: float = 2.0
) -> Watch:
    fetcher = Fetcher(limits=Limits(fetch_seconds=5), agent="truceline/0", allow_private=True, clock=clock)
    gatherer = Gatherer(fetcher, foreign, clock=clock, pace=pace)
    return Watch(gatherer, {} if state is None else state, clock=clock, every=900, chance=lambda: chance)


def titles(outcomes: Iterator[Report | InputError]) -> list[str | None]:
    return [found.title if isinstance(found, Report) else type(found).__name__ for found in outcomes]


def test_entries_come_once_and_new_ones_when_they_appear(site: Site, foreign: Foreign, clock: Clock) -> None:
    readings = itertools.count()

    def growing(handler: Handler) -> None:
        names = ["one", "two", "three"][: 2 + (next(readings) > 0)]
        handler.answer(*feed(*map(item, names)))

    site.pages["/feed"] = growing
    found = list(watch(foreign, clock).run([site.url("/feed")], rounds=3))
    assert titles(iter(found)) == ["one", "two", "three"]
    report = found[0]
    assert isinstance(report, Report)
    assert (report.outlet, report.text) == ("The Coast Ledger", LONG.strip())
    assert report.evidence is not None
    assert report.evidence.final_url == site.url("/feed")


def test_a_changed_entry_comes_again(site: Site, foreign: Foreign, clock: Clock) -> None:
    state: dict[str, FeedState] = {}
    site.pages["/feed"] = feed(item("one"), item("two"))
    assert titles(watch(foreign, clock, state).run([site.url("/feed")], rounds=1)) == ["one", "two"]
    clock.time += 2000
    site.pages["/feed"] = feed(item("one"), item("two", LONG + "More was said."))
    assert titles(watch(foreign, clock, state).run([site.url("/feed")], rounds=1)) == ["two"]


def test_what_has_not_changed_is_not_sent_again(site: Site, foreign: Foreign, clock: Clock) -> None:
    def known(handler: Handler) -> None:
        if handler.headers["If-None-Match"] == '"a"':
            handler.answer(304, {"ETag": '"a"'}, b"")
        else:
            handler.answer(*feed(item("one"), etag='"a"'))

    site.pages["/feed"] = known
    state: dict[str, FeedState] = {}
    assert titles(watch(foreign, clock, state).run([site.url("/feed")], rounds=3)) == ["one"]
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/feed"] == [None, '"a"', '"a"']


def test_pages_are_fetched_where_the_feed_has_only_a_summary(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages["/feed"] = feed(item("Ferries", "Short.", site.url("/ferries")), item("gone", None, site.url("/gone")))
    site.pages["/ferries"] = page()
    report, gone = watch(foreign, clock).run([site.url("/feed")], rounds=1)
    assert isinstance(report, Report)
    assert report.title == "Ferries stay in port"
    assert report.url == site.url("/ferries")  # the page calls itself another site's
    assert report.evidence is not None
    assert report.evidence.body == page()
    assert isinstance(gone, FetchError)
    assert gone.status == 404


def test_hosts_are_not_hurried(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages["/feed"] = feed(*(item(f"p{n}", None, site.url(f"/p{n}")) for n in range(4)))
    times: list[float] = []

    def answer(handler: Handler) -> None:
        times.append(clock.now())
        handler.answer(200, {}, page())

    site.pages |= {f"/p{n}": answer for n in range(4)}
    list(watch(foreign, clock, pace=3).run([site.url("/feed")], rounds=1))
    assert [later - sooner for sooner, later in itertools.pairwise(times)] == [3, 3, 3]


def test_robots_txt_is_kept_to(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages["/robots.txt"] = (
        b"User-agent: truceline\nDisallow: /closed\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /"
    )
    site.pages["/feed"] = feed(item("a", None, site.url("/closed/a")), item("b", None, site.url("/open/b")))
    site.pages["/open/b"] = page()
    closed, found = watch(foreign, clock).run([site.url("/feed")], rounds=1)
    assert isinstance(closed, NotWelcome)
    assert isinstance(found, Report)
    assert site.paths() == ["/feed", "/open/b"]
    assert max(clock.waits) == 7
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_no_answer_about_robots_opens_nothing(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    site.pages["/feed"] = feed(item("one"))
    (error,) = watch(foreign, clock).run([site.url("/feed")], rounds=1)
    assert "its site's robots.txt could not be fetched (the server answered 503" in str(error)
    assert site.paths() == []


def test_a_hostile_robots_txt_holds_nothing_up(site: Site, clock: Clock) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"$\n"
    site.pages["/feed"] = feed(item("one"))
    with Foreign(Limits(page_seconds=3)) as foreign:
        address = site.url("/feed?" + "a" * 3000 + "b")
        site.pages[address.removeprefix(site.address)] = site.pages["/feed"]
        begun = time.monotonic()
        found = titles(watch(foreign, clock).run([address, site.url("/feed")], rounds=1))
        assert time.monotonic() - begun < 60
    assert set(found) <= {"FetchError", "one"}
    assert len(found) == 2


def test_failures_wait_longer_each_time_and_as_long_as_asked(site: Site, foreign: Foreign, clock: Clock) -> None:
    times: list[float] = []

    def busy(handler: Handler) -> None:
        times.append(clock.now())
        if len(times) < 5:
            handler.answer(503, {"Retry-After": "50000"} if len(times) == 4 else {}, b"")
        else:
            handler.answer(*feed(item("one")))

    site.pages["/feed"] = busy
    found = titles(watch(foreign, clock, chance=1.0).run([site.url("/feed")], rounds=5))
    assert found == ["FetchError"] * 4 + ["one"]
    assert [later - sooner for sooner, later in itertools.pairwise(times)] == [1800, 3600, 7200, 50_000]


def test_a_new_run_begins_at_once_but_for_what_failed(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages |= {"/fine": feed(item("one")), "/busy": (429, {"Retry-After": "5000"}, b"")}
    urls = [site.url("/fine"), site.url("/busy")]
    state: dict[str, FeedState] = {}
    assert titles(watch(foreign, clock, state).run(urls, rounds=1)) == ["one", "FetchError"]
    before = clock.now()
    assert titles(watch(foreign, clock, state).run(urls, rounds=1)) == []
    assert clock.now() - before < 10
    assert site.paths() == ["/fine", "/busy", "/fine"]
    clock.time += 5000
    assert titles(watch(foreign, clock, state).run(urls, rounds=1)) == ["FetchError"]


def test_chance_keeps_watches_apart(site: Site, foreign: Foreign) -> None:
    site.pages["/feed"] = (500, {}, b"")
    waits = []
    for chance in (0.0, 1.0):
        state: dict[str, FeedState] = {}
        clock = Clock()
        list(watch(foreign, clock, state, chance).run([site.url("/feed")], rounds=1))
        waits.append(state[site.url("/feed")].next - clock.now())
    assert waits == [900, 1800]


def test_an_entry_that_fails_for_now_is_tried_again(site: Site, foreign: Foreign, clock: Clock) -> None:
    answers = iter([(503, {}, b""), (200, {"Content-Type": "text/html"}, page())])
    site.pages["/late"] = lambda handler: handler.answer(*next(answers))
    site.pages["/feed"] = feed(item("late", None, site.url("/late")), item("one"), etag='"a"')
    state: dict[str, FeedState] = {}
    found = titles(watch(foreign, clock, state).run([site.url("/feed")], rounds=3))
    assert found == ["FetchError", "one", "Ferries stay in port"]
    # Until then the feed was asked for whole, or the entry would not have been listed.
    assert [h.get("If-None-Match") for path, h in site.asked if path == "/feed"] == [None, None, '"a"']


def test_an_entry_that_always_fails_is_given_up(site: Site, foreign: Foreign, clock: Clock) -> None:
    site.pages["/down"] = (500, {}, b"")
    site.pages["/feed"] = feed(item("down", None, site.url("/down")))
    assert titles(watch(foreign, clock).run([site.url("/feed")], rounds=6)) == ["FetchError"] * 3


def test_lists_of_feeds_are_followed(site: Site, foreign: Foreign, clock: Clock) -> None:
    listed = "".join(f'<outline xmlUrl="{site.url(path)}"/>' for path in ("/one", "/two", "/list"))
    site.pages["/list"] = (200, {"Content-Type": "text/x-opml"}, f"<opml><body>{listed}</body></opml>".encode())
    site.pages["/one"] = feed(item("one"))
    site.pages["/two"] = feed(item("two"))
    assert titles(watch(foreign, clock).run([site.url("/list")], rounds=1)) == ["one", "two"]


def test_bad_feeds_stop_nothing(site: Site, clock: Clock) -> None:
    lol = BOMB.format(LEVELS, "rss", "channel><title", "title></channel", "rss").encode()
    hang = b" ".join(b"a%d='1'" % n for n in range(100_000))
    site.pages |= {
        "/lol": (200, {"Content-Type": "application/rss+xml"}, lol),
        "/hang": (200, {"Content-Type": "application/rss+xml"}, b"<rss><channel><item " + hang + b"></item>"),
        "/page": (200, {"Content-Type": "text/html"}, page()),
        "/large": (200, {}, b"<rss>" * 1_000_000),
        "/none": (410, {}, b""),
        "/fine": feed(item("fine")),
    }
    paths = ("/lol", "/hang", "/page", "/large", "/none", "/fine")
    limits = Limits(page=2_000_000, page_seconds=6, fetch_seconds=10)
    found = list(watch_feeds(map(site.url, paths), rounds=1, pace=0, limits=limits, allow_private=True))
    assert isinstance(found[-1], Report)
    errors = found[:-1]
    assert any("no end of this feed found within 6 seconds" in str(error) for error in errors)
    assert all(isinstance(error, InputError) for error in errors)
    assert {type(error) for error in errors} >= {BrokenFeed, TooLarge, FetchError}


# From the outside


def test_a_watch_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(*(item(f"e{n}") for n in range(5)))
    state = tmp_path / "watch.json"

    def run() -> Iterator[Report | InputError]:
        return watch_feeds([site.url("/feed")], state=state, rounds=1, pace=0, every=0, allow_private=True)

    first = run()
    assert titles(itertools.islice(first, 3)) == ["e0", "e1", "e2"]
    first.close()  # type: ignore[attr-defined]
    # The third was given out, but nobody came back to say that it was dealt with.
    assert titles(run()) == ["e2", "e3", "e4"]
    assert titles(run()) == []


def test_killed_at_any_moment_nothing_is_left_out(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(*(item(f"e{n}") for n in range(40)))
    state, out = tmp_path / "watch.json", tmp_path / "out"
    program = (
        "import sys, time; from truceline.intake import watch_feeds, watch; watch._SAVE_EVERY = 0\n"
        "with open(sys.argv[3], 'a') as out:\n"
        "    options = dict(rounds=1, pace=0, every=0, allow_private=True)\n"
        "    for found in watch_feeds([sys.argv[1]], state=sys.argv[2], **options):\n"
        "        out.write(found.title + '\\n'); out.flush(); time.sleep(0.05)\n"
    )
    command = [sys.executable, "-c", program, site.url("/feed"), str(state), str(out)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for _ in range(3):
        before = out.stat().st_size if out.exists() else 0
        process = subprocess.Popen(command, env=environment)
        while process.poll() is None and (not out.exists() or out.stat().st_size < before + 30):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        StateFile(state)  # whole at every moment
    subprocess.run(command, env=environment, check=True, timeout=120)
    written = out.read_text(encoding="ascii").split()
    assert set(written) == {f"e{n}" for n in range(40)}
    assert len(written) <= 43


def test_files_with_lists_of_feeds_are_taken(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(item("one"))
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline xmlUrl="{site.url("/feed")}"/></body></opml>', encoding="utf-8")
    missing, found = watch_feeds([str(tmp_path / "none.opml"), str(path)], rounds=1, pace=0, allow_private=True)
    assert isinstance(missing, MissingInput)
    assert isinstance(found, Report)


def test_a_feed_is_an_input(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(item("one"), item("none", None, site.url("/none")), item("two"))
    assert titles(open_reports([site.url("/feed")], allow_private=True)) == ["one", "FetchError", "two"]
    path = tmp_path / "saved.rss"
    path.write_bytes(feed(item("three"))[2])
    assert titles(open_reports([str(path)])) == ["three"]
    path.write_bytes(feed()[2])
    assert titles(open_reports([str(path)])) == ["EmptyReport"]
