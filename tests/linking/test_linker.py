from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from evaluation.made import made
from tests.ledger.conftest import places, postgresql  # noqa: F401
from truceline.ledger import Judgement, Ledger, open_ledger
from truceline.linking import copies, events, link, origins, stories, unlinked
from truceline.model import Reading

READINGS = list(made(60, seed=3))
PROGRAM = "truceline test"

Held = tuple[set[frozenset[str]], dict[str, str], set[object]]


def held(ledger: Ledger) -> Held:
    view = ledger.view()
    claims = [claim.id for claim in view.claims()]
    told: set[object] = {
        (event.id, frozenset(event.claims), tuple((c.kind, c.what, c.claims, c.values) for c in event.conflicts))
        for event in events(view)
    }
    return {frozenset(story.reports) for story in stories(view)}, origins(view, claims), told


def linked_in(place: str, readings: list[Reading], batches: list[int]) -> Held:
    """What is held after readings came in batches of these sizes, the last size again and again."""
    with open_ledger(place) as ledger:
        done = 0
        while done < len(readings):
            size = batches.pop(0) if len(batches) > 1 else batches[0]
            ledger.add(readings[done : done + size])
            link(ledger, program=PROGRAM)
            done += size
        assert ledger.verify().whole
        return held(ledger)


def test_neither_the_order_nor_the_batches_change_anything(places: Callable[[], str]) -> None:  # noqa: F811
    reference = linked_in(places(), READINGS, [len(READINGS)])
    assert any(len(story) > 2 for story in reference[0])
    assert len(set(reference[1].values())) < len(reference[1])
    for seed, batches in enumerate(([7], [1, 30, 2], [25])):
        shuffled = list(READINGS)
        Random(seed).shuffle(shuffled)
        assert linked_in(places(), shuffled, batches) == reference


def test_again_there_is_nothing_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.add(READINGS[:20])
        before = ledger.digest()
        assert unlinked(ledger) == 20
        steps: list[tuple[int, int]] = []
        first = link(ledger, program=PROGRAM, on_progress=lambda *step: steps.append(step))
        assert first.reports == 20
        assert first.judgements > 0
        assert steps[-1] == (20, 20)
        assert unlinked(ledger) == 0
        assert link(ledger, program=PROGRAM).judgements == 0
        assert ledger.digest() == before


def test_what_a_day_knew_does_not_hang_on_what_came_later(tmp_path: Path) -> None:
    readings = list(made(250, seed=4))
    day = sorted(str(reading.report.published) for reading in readings)[120]
    early = [reading for reading in readings if str(reading.report.published) <= day]
    assert len(early) < len(readings)
    with open_ledger(tmp_path / "early.sqlite") as ledger, open_ledger(tmp_path / "all.sqlite") as later:
        ledger.add(early)
        link(ledger, program=PROGRAM)
        later.add(readings)
        link(later, program=PROGRAM)
        expected = {frozenset(story.reports) for story in stories(ledger.view())}
        assert {frozenset(story.reports) for story in stories(later.view(day))} == expected


def test_every_report_is_in_one_story(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.add(READINGS)
        link(ledger, program=PROGRAM)
        listed = [given for story in stories(ledger.view()) for given in story.given]
    assert sorted(listed) == sorted(reading.report.id for reading in READINGS)


@pytest.fixture
def copied(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    ledger.add(READINGS)
    link(ledger, program=PROGRAM)
    return ledger


def test_a_person_takes_the_place_of_a_judgement(copied: Ledger) -> None:
    view = copied.view()
    row = next(row for row in view.judgements("copy") if row.judgement.score)
    (own,) = row.judgement.subjects
    assert copies(view, own)
    alone = Judgement(kind="copy", subjects=(own,), score=0.0, by="Ines", supersedes=row.id)
    copied.judge([alone])
    assert copies(copied.view(), own) == ()
    copied.add(made(80, seed=3))  # more of the same days
    link(copied, program=PROGRAM)
    assert copies(copied.view(), own) == ()


def test_a_person_joins_two_stories(copied: Ledger) -> None:
    first, second = list(stories(copied.view()))[:2]
    copied.judge([Judgement(kind="story", subjects=(second.id,), objects=(first.id,), by="Ines")])
    joined = next(story for story in stories(copied.view()) if story.id == first.id)
    assert set(joined.reports) == {*first.reports, *second.reports}


def test_a_person_joins_several_events(copied: Ledger) -> None:
    first, second, third, fourth = list(events(copied.view()))[:4]
    several = Judgement(kind="event", subjects=(first.id,), objects=(second.id, third.id, fourth.id), by="Ines")
    copied.judge([several])
    told = {claim for one in (first, second, third, fourth) for claim in one.claims}
    joined = [event for event in events(copied.view()) if told.intersection(event.claims)]
    assert [set(event.claims) for event in joined] == [told]
    (row,) = (row for row in copied.view().judgements("event", about=third.id) if row.judgement.by == "Ines")
    copied.judge([replace(several, score=0.0, supersedes=row.id)])
    assert {event.id for event in events(copied.view())} >= {first.id, second.id, third.id, fourth.id}


def test_every_judgement_says_why(copied: Ledger) -> None:
    rows = [row.judgement for kind in ("copy", "story", "origin", "event") for row in copied.view().judgements(kind)]
    assert {row.kind for row in rows} == {"copy", "story", "origin", "event"}
    assert all(row.reasons and row.score is not None and row.by == PROGRAM for row in rows)
