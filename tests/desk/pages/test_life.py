from __future__ import annotations

from truceline.desk.pages.life import life_of
from truceline.linking import Breach, Pact, PactStage, Turn, Who
from truceline.model import Link

POST = (Link(name="The Harbour Post", actor="post", kind="outlet", named=True),)
ARMY = Who(actor="army", name="the army", country="KVT")
FRONT = Who(actor="ostrel-front", name="Ostrel Front", country="KVT")


def turn(status: str, date: str | None, *, reported: str = "2031-03-20") -> Turn:
    return Turn(status=status, date=date, reported=reported, chain=POST, claim="c1", report="r1", agreement="g1")


def pact(*history: Turn, stages=(), alleged=(), in_force: int | None = None) -> Pact:
    return Pact(
        id="g1",
        kind="truce",
        parties=(ARMY, FRONT),
        mediators=(),
        places=(),
        stages=stages,
        status=history[-1].status if history else None,
        since=None,
        violations=None,
        alleged=alleged,
        declarations=(),
        grade=None,
        covers=(),
        days_in_force=in_force,
        history=history,
        claims=("c1",),
        reports=("r1",),
        members=("g1",),
    )


def breach(by: Who | None, date: str | None = "2031-03-19") -> Breach:
    return Breach(by=by, against=None, date=date, level="alleged", chain=POST, denied_by=(), claim="c7", report="r1")


def test_what_became_of_it_stands_in_the_order_of_its_days():
    life = life_of(pact(turn("signed", "2031-03-10"), turn("in force", "2031-03-14")), as_of=None)
    assert [dot.words for dot in life.dots] == ["signed", "in force"]
    assert life.dots[0].x < life.dots[1].x


def test_it_stood_from_taking_force_to_its_end():
    history = (turn("in force", "2031-03-10"), turn("ended", "2031-03-14"))
    life = life_of(pact(*history), as_of="2031-03-30")
    ((x, width),) = life.stood
    assert [round(x, 1), round(x + width, 1)] == [dot.x for dot in life.dots]


def test_without_an_end_it_stands_until_the_day_asked():
    life = life_of(pact(turn("in force", "2031-03-10")), as_of="2031-03-30")
    ((x, width),) = life.stood
    assert round(x + width, 1) == life.now[0]
    assert life.now[1] == "as known on 30 Mar 2031"


def test_a_stage_is_drawn_as_planned_and_as_it_ran():
    stage = PactStage(
        order=1,
        kind="exchange",
        days=10.0,
        start=0,
        end=5,
        report="r1",
        planned_start="2031-03-10",
        planned_end="2031-03-20",
        actual_start="2031-03-12",
        actual_end=None,
    )
    (row,) = life_of(pact(turn("in force", "2031-03-10"), stages=(stage,)), as_of="2031-03-15").rows
    assert row.label == "1. exchange, 10 days"
    assert row.planned
    assert row.actual
    assert row.planned[0] < row.actual[0]
    assert row.actual[2], "its end is open"


def test_violations_stand_by_the_side_that_is_said_to_have_done_them():
    life = life_of(
        pact(turn("in force", "2031-03-10"), alleged=(breach(ARMY), breach(FRONT), breach(ARMY))), as_of=None
    )
    assert [(row.label, len(row.crosses)) for row in life.rows] == [
        ("✗ the army", 2),
        ("✗ Ostrel Front", 1),
    ]
    assert life.rows[0].crosses[0][1] == "/claims/c7"


def test_words_at_one_day_do_not_lie_on_one_another():
    history = tuple(turn(status, "2031-03-10") for status in ("offered", "accepted", "signed"))
    assert len({dot.y for dot in life_of(pact(*history), as_of=None).dots}) == 3


def test_nothing_is_drawn_of_what_has_no_day():
    assert life_of(pact(), as_of=None) is None


def test_days_to_the_ends_of_the_calendar():
    assert life_of(pact(turn("in force", "0001-01-01"), turn("ended", "9999-12-31")), as_of=None)
