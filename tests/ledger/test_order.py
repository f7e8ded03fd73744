"""The same reports give the same digest, whatever the order, the batches, the workers and the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.made import reading
from truceline.ledger import Ledger, Verdict, open_ledger

Places = Callable[[], str]
Job = tuple[int, int]  # number and version of a reading

# With versions, so that the order decides which is known first.
JOBS = [(number, version) for number in range(9) for version in range(1 + number % 3)]
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(place: str, jobs: Sequence[Job], batch: int) -> None:
    with open_ledger(place) as ledger:
        ledger.add((reading(number, version=version) for number, version in jobs), batch=batch)


def added(place: str, jobs: Sequence[Job], batch: int) -> Verdict:
    add(place, jobs, batch)
    with open_ledger(place) as ledger:
        return ledger.verify()


def standing(ledger: Ledger) -> set[tuple[str, str, str | None]]:
    """What versions say, but for those that only the order of adding tells apart."""
    return {(row.id, row.article, row.until) for row in ledger.view().reports(versions=True) if row.published}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    return added(str(tmp_path_factory.mktemp("ledger") / "ledger"), JOBS, 100).digest


@SOME
@given(st.permutations(JOBS), st.integers(1, 30))
def test_any_order_and_batches(places: Places, expected: str, jobs: list[Job], batch: int) -> None:
    verdict = added(places(), jobs, batch)
    assert verdict.faults == ()
    assert verdict.digest == expected


@SOME
@given(st.permutations(JOBS), st.data())
def test_in_several_goes_that_overlap(places: Places, expected: str, jobs: list[Job], data: st.DataObject) -> None:
    place = places()
    for _ in range(3):
        first = data.draw(st.integers(0, len(jobs)))
        add(place, jobs[first : first + 7], 4)
    assert added(place, jobs, 5).digest == expected


def test_versions_follow_their_days_whatever_the_order(places: Places) -> None:
    with open_ledger(places()) as one, open_ledger(places()) as other:
        shuffled = [*JOBS]
        Random(5).shuffle(shuffled)
        one.add((reading(n, version=v) for n, v in JOBS), batch=3)
        other.add((reading(n, version=v) for n, v in shuffled), batch=4)
        assert one.verify().whole
        assert other.verify().whole
        assert standing(one) == standing(other)


@pytest.mark.parametrize("workers", [1, 4])
def test_several_workers_at_once(places: Places, expected: str, workers: int) -> None:
    place = places()
    Random(workers).shuffle(shuffled := [*JOBS, *JOBS[::2]])  # some are given to two of them
    context = get_context("spawn")
    jobs = [
        context.Process(target=add, args=(place, shuffled[worker::workers], 2), name=f"worker {worker}")
        for worker in range(workers)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(120)
    assert [job.exitcode for job in jobs] == [0] * workers
    with open_ledger(place) as ledger:
        verdict = ledger.verify()
    assert verdict.faults == ()
    assert verdict.digest == expected


def test_another_report_gives_another_digest(places: Places, expected: str) -> None:
    assert added(places(), [*JOBS, (77, 0)], 100).digest != expected
    assert added(places(), JOBS[1:], 100).digest != expected
