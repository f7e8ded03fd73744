"""``python -m evaluation.load``: many people at one desk, while reports are added to its ledger.

Readers go from page to page, reviewers decide on the same claims at the same time, and made-up reports are added and
linked as a watch does. Counted is what went wrong, and afterwards whether each decision that was acknowledged stands in
the ledger: none may be lost, and of two on one claim one must have been told.
"""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context

import click
import httpx2

from evaluation.made import made
from truceline.desk.users import Users, users_file
from truceline.ledger import default_place, open_ledger
from truceline.linking import link

PASSWORD = "a password for a desk under load"
PAGES = (
    "/",
    "/?event=ASSAULT&order=published",
    "/?lone=true",
    "/events",
    "/events?origins=2",
    "/events/{claim}",
    "/claims/{claim}",
    "/reports/{report}",
    "/agreements",
    "/actor?id={actor}",
    "/sources",
    "/source?outlet={outlet}",
    "/search?q={word}",
    "/alerts",
    "/log",
    "/api/v1/claims?limit=50",
    "/api/v1/facets",
    "/api/v1/events?origins=2&limit=20",
)
BATCH = 3  # reports that come at a time


@dataclass(kw_only=True)
class Tally:
    """What happened."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # seconds of each kind of page
    faults: Counter[str] = field(default_factory=Counter)
    decided: list[tuple[str, str]] = field(default_factory=list)  # lasting id of the review, and who
    told: int = 0  # that somebody else had decided
    added: int = 0
    lost: int = 0

    @property
    def requests(self) -> int:
        """How many pages were asked for."""
        return sum(map(len, self.taken.values()))


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Who comes, and for how long."""

    readers: int = 50
    reviewers: int = 3
    seconds: float = 120.0
    pause: float = 1.0  # seconds between two pages of one person, about
    adding: bool = True


@contextmanager
def desk_on(place: str, users: str) -> Iterator[str]:
    """A desk in a process of its own; its address, with the token."""
    call = [sys.executable, "-m", "truceline", "desk", "--ledger", place, "--no-open", "--port", "0", "--users", users]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def run(place: str, crowd: Crowd) -> Tally:
    """Let a crowd loose on a desk.

    Args:
        place: The ledger: a file, or a ``postgresql://`` address.
        crowd: Who comes.
    """
    file = users_file(place, data=default_place().parent)
    file = file.with_name(file.name.replace(".users.json", ".load-users.json"))
    users, names = Users(file), [f"Reviewer {number + 1}" for number in range(crowd.reviewers)]
    for name in names:
        users.add(name, "reviewer", PASSWORD)
    tally = Tally()
    try:
        with desk_on(place, str(file)) as address:
            asyncio.run(_crowd(place, address, crowd, names, tally))
    finally:
        file.unlink(missing_ok=True)
    with open_ledger(place, create=False) as ledger:
        there = {row.id: row.review.by for row in ledger.view().reviews(overruled=True)}
    tally.lost = sum(there.get(id) != by for id, by in tally.decided)
    return tally


async def _crowd(place: str, address: str, crowd: Crowd, names: list[str], tally: Tally) -> None:
    base, _, token = address.partition("/?token=")
    limits = httpx2.Limits(max_connections=crowd.readers + crowd.reviewers + 5)
    bearer = {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(base_url=base, headers=bearer, timeout=60.0, limits=limits) as client:
        words = await _words(client)
        end = time.monotonic() + crowd.seconds
        jobs = [_reader(client, words, end, crowd, number, tally) for number in range(crowd.readers)]
        jobs += [_reviewer(base, name, words["claims"], end, crowd, tally) for name in names]
        # A process of its own, as a watch is one: in this one it would hold up those who measure.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            coming = pool.submit(_add, place, end) if crowd.adding else None
            await asyncio.gather(*jobs)
            tally.added = coming.result() if coming else 0


async def _words(client: httpx2.AsyncClient) -> dict[str, list[str]]:
    """What there is to ask for; waits until the claims are read."""
    while (answer := await client.get("/api/v1/claims?limit=200")).status_code == 503:
        await asyncio.sleep(1.0)
    claims = answer.raise_for_status().json()["items"]
    return {
        "claims": [claim["id"] for claim in claims],
        "claim": [claim["id"] for claim in claims[:40]],
        "report": [claim["report"]["id"] for claim in claims[:40]],
        "actor": [actor["actor"] for claim in claims[:40] for actor in claim["actors"] if actor["actor"]],
        "outlet": [claim["report"]["outlet"] for claim in claims[:40] if claim["report"]["outlet"]],
        "word": [place["name"] for claim in claims[:40] for place in claim["where"]],
    }


async def _reader(
    client: httpx2.AsyncClient, words: dict[str, list[str]], end: float, crowd: Crowd, number: int, tally: Tally
) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.random() * crowd.pause)
    while time.monotonic() < end:
        page = chance.choice(PAGES)
        path = re.sub(r"\{(\w+)\}", lambda name: chance.choice(words[name[1]] or ["none"]), page)
        begun = time.monotonic()
        try:
            answer = await client.get(path)
            if answer.status_code != 200:
                tally.faults[f"{page}: {answer.status_code}"] += 1
        except httpx2.HTTPError as error:
            tally.faults[f"{page}: {type(error).__name__}"] += 1
        tally.taken[page].append(time.monotonic() - begun)
        await asyncio.sleep(crowd.pause * (0.5 + chance.random()))


async def _reviewer(base: str, name: str, claims: list[str], end: float, crowd: Crowd, tally: Tally) -> None:
    """Decides on one claim after the other; the others are at the same ones."""
    async with httpx2.AsyncClient(base_url=base, timeout=60.0) as client:
        await client.post("/sign-in", data={"name": name, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = (await client.get("/api/v1/me")).raise_for_status().json()["csrf"]
        chance = random.Random(name)
        for claim in claims:
            if time.monotonic() >= end and tally.decided:  # however slow the machine is, somebody decides
                return
            decision = {"subject": claim, "decision": chance.choice(("accept", "reject")), "seen": None, "note": name}
            begun = time.monotonic()
            answer = await client.post("/api/v1/reviews", json=decision)
            tally.taken["a decision"].append(time.monotonic() - begun)
            if answer.status_code == 201:
                tally.decided.append((answer.json()["id"], name))
            elif answer.status_code == 409:
                tally.told += 1
            else:
                tally.faults[f"a decision: {answer.status_code}"] += 1
            await asyncio.sleep(crowd.pause * (0.5 + chance.random()) / 2)


def _add(place: str, end: float) -> int:
    """Adds and links, as a watch does; how many reports."""
    coming, added = made(10**9, seed=2, begin=200_000), 0
    with open_ledger(place, create=False) as ledger:
        while time.monotonic() < end or not added:
            added += ledger.add(islice(coming, BATCH)).reports
            link(ledger, program="truceline evaluation")
            time.sleep(1.0)
    return added


def report(tally: Tally) -> Iterator[str]:
    """What happened, in lines."""
    yield f"{'page':<36} {'asked':>6} {'p50':>8} {'p95':>8} {'most':>8}   milliseconds"
    for page, taken in sorted(tally.taken.items()):
        ordered = sorted(1000 * one for one in taken)
        high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        yield f"{page:<36} {len(ordered):6} {statistics.median(ordered):8.0f} {high:8.0f} {ordered[-1]:8.0f}"
    yield f"{tally.requests:,} requests, {tally.added:,} reports added meanwhile"
    yield f"{len(tally.decided):,} decisions, {tally.told:,} told that somebody was sooner, {tally.lost} lost"
    yield f"faults: {dict(tally.faults) or 'none'}"


@click.command()
@click.argument("place")
@click.option("--readers", type=int, default=50, show_default=True, help="How many go from page to page.")
@click.option("--reviewers", type=int, default=3, show_default=True, help="How many decide.")
@click.option("--seconds", type=float, default=120.0, show_default=True, help="For how long.")
@click.option("--pause", type=float, default=1.0, show_default=True, help="Seconds between two pages, about.")
@click.option("--adding/--no-adding", default=True, show_default=True, help="Whether reports are added meanwhile.")
def main(place: str, readers: int, reviewers: int, seconds: float, pause: float, adding: bool) -> None:
    """Let a crowd loose on a desk on the ledger at PLACE, which must be there; it is written to."""
    crowd = Crowd(readers=readers, reviewers=reviewers, seconds=seconds, pause=pause, adding=adding)
    tally = run(place, crowd)
    for line in report(tally):
        click.echo(line)
    sys.exit(1 if tally.faults or tally.lost else 0)


if __name__ == "__main__":
    main()
