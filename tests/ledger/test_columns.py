from __future__ import annotations

from random import Random

import numpy as np
import pytest

from tests.ledger import made
from truceline.errors import UnknownId
from truceline.ledger import Filters, Judgement, Ledger
from truceline.ledger.columns import FACETS, Asked, Columns, Lists, More, select_claims
from truceline.ledger.columns.grown import Codes, Grown, day_number, day_text, second_number
from truceline.ledger.columns.written import batches

QUESTIONS = (
    Filters(),
    Filters(event="assault"),
    Filters(factuality="PR+"),
    Filters(actor="Ostrel Front"),
    Filters(actor="korvath", country="vrd"),
    Filters(place="901"),
    Filters(place="Teslin", since="2031-02-12"),
    Filters(until="2031-02-12"),
    Filters(outlet="coast standard", origin="the wire"),
    Filters(origin="wire"),
    Filters(event="NONE"),
)


@pytest.fixture(params=[False, True], ids=["at once", "bit by bit"])
def lists(request: pytest.FixtureRequest, ledger: Ledger) -> Lists:
    """Of a ledger with versions, readings anew and a withdrawal, read at once or brought up to date bit by bit."""
    found = Lists(ledger)
    steps = [
        [made.reading(i) for i in range(20)],
        [made.reading(i, version=1) for i in range(0, 20, 3)],
        [made.reading(4, version=7, of=made.report(4))],
        [made.reading(i) for i in range(20, 30)],
    ]
    for readings in steps:
        ledger.add(readings)
        if request.param:
            found.snapshot()
    withdrawn = next(iter(ledger.view().reports())).id
    ledger.withdraw(withdrawn, by="somebody", day="2031-05-05")
    return found


@pytest.mark.parametrize("as_of", [None, "2031-06-10", "2031-03-02T09:30:00Z", "2030-01-01"])
def test_columns_find_what_the_database_finds(ledger: Ledger, lists: Lists, as_of: str | None) -> None:
    for filters in QUESTIONS:
        page = lists.claims(Asked(filters=filters, as_of=as_of), order="added", up=True, limit=1000)
        wanted = list(ledger.view(as_of).claims(filters))
        assert page.rows == wanted, filters
        assert page.total == len(wanted)
        agreements = lists.agreements(Asked(filters=filters, as_of=as_of), limit=1000).rows
        assert agreements[::-1] == list(ledger.view(as_of).agreements(filters)), filters
        reports = lists.reports(Asked(filters=filters, as_of=as_of), limit=1000).rows
        wanted_reports = {row.id for row in ledger.view(as_of).reports(filters)}
        if filters == Filters() or filters.outlet is None:
            assert {row.id for row in reports} == wanted_reports, filters


def test_more_ways_to_select(ledger: Ledger, lists: Lists) -> None:
    rows = list(ledger.view().claims())
    for more, fits in (
        (More(mode="heavy-weapons"), lambda row: row.claim.mode == "heavy-weapons"),
        (More(own=True), lambda row: len(row.claim.chain) == 1),
        (More(relay="wire"), lambda row: len(row.claim.chain) > 1 and row.claim.chain[1].actor == "wire"),
        (More(denied=True), lambda row: row.claim.denied_by),
        (More(denier="an official"), lambda row: any(c[0].name == "an official" for c in row.claim.denied_by)),
        (More(withdrawn=True), lambda row: row.report.withdrawn),
        (More(withdrawn=False), lambda row: not row.report.withdrawn),
    ):
        found = {row.id for row in lists.claims(Asked(more=more), limit=1000).rows}
        assert found == {row.id for row in rows if fits(row)}, more


def test_words_are_found_in_claims(ledger: Ledger, lists: Lists) -> None:
    found = {row.id for row in lists.claims(Asked(more=More(words="truc*")), limit=1000).rows}
    assert found == {row.id for row in ledger.view().search_claims("truc*", limit=1000)}
    assert lists.claims(Asked(more=More(words="– !"))).total == 0


def test_pages_follow_one_another_also_while_reports_come(ledger: Ledger, lists: Lists) -> None:
    first = lists.claims(Asked(), order="published", limit=10)
    ledger.add([made.reading(i) for i in range(40, 50)])
    second = lists.claims(Asked(), order="published", limit=10, after=first.after)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert min(row.report.known for row in first.rows)[:16] >= max(row.report.known for row in second.rows)[:16]


def test_every_facet_counts_each_claim_once(ledger: Ledger, lists: Lists) -> None:
    total = lists.select(Asked()).total
    for facet in FACETS:
        found = lists.count(Asked(), facet, limit=1000)
        assert found, facet
        assert max(one.claims for one in found) <= total
        if facet in ("event", "factuality", "outlet", "origin", "month", "phase", "mode", "relay"):
            assert sum(one.claims for one in found) == total
    ostrel = next(one for one in lists.count(Asked(), "actor") if one.value == "ostrel-front")
    assert ostrel.claims == lists.claims(Asked(filters=Filters(actor="ostrel-front"))).total
    assert ostrel.name == "Ostrel Front"
    spot = next(one for one in lists.spots(Asked()) if one.geonameid == 901)
    assert (spot.name, spot.latitude, spot.claims) == ("Teslin", 33.25, lists.select(QUESTION_AT_TESLIN).total)


QUESTION_AT_TESLIN = Asked(filters=Filters(place="901"))


def test_groups_follow_the_judgements(ledger: Ledger, lists: Lists) -> None:
    claims = [row.id for row in ledger.view().claims()]
    random = Random(7)
    joined: list[Judgement] = []
    for _ in range(12):
        one, *others = random.sample(claims, 3)
        joined.append(Judgement(kind="event", subjects=(one,), objects=tuple(others), score=0.5, by="truceline"))
        ledger.judge(joined[-1:])
        lists.snapshot()
        assert groups_of(lists) == expected(claims, joined)
    rows = list(ledger.view().judgements("event"))
    back = rows[5].judgement
    ledger.judge([Judgement(kind="event", subjects=back.subjects, score=0.0, by="somebody", supersedes=rows[5].id)])
    kept = [row.judgement for row in rows if row.id != rows[5].id]
    assert groups_of(lists) == expected(claims, kept) == groups_of(Lists(ledger))
    # A report that is read again has its claims twice; their group stays.
    again = next(row for row in ledger.view().reports() if not row.withdrawn)
    reading = ledger.view().reading(again.id)
    ledger.add([made.reading(3, version=5, of=reading.report)])
    standing = {row.id for row in ledger.view().claims()}
    assert {frozenset(group & standing) for group in groups_of(lists)} - {frozenset()} == groups_of(Lists(ledger))


def groups_of(lists: Lists) -> set[frozenset[str]]:
    page = lists.events(Asked(), limit=1000)
    return {frozenset(row.id for row in group.claims) for group in page.rows}


def expected(claims: list[str], judgements: list[Judgement]) -> set[frozenset[str]]:
    groups = {claim: frozenset([claim]) for claim in claims}
    for one in judgements:
        whole = frozenset().union(*(groups[member] for member in (*one.subjects, *one.objects)))
        groups.update(dict.fromkeys(whole, whole))
    return set(groups.values())


def test_an_unknown_event_is_unknown(lists: Lists) -> None:
    with pytest.raises(UnknownId):
        lists.event("c" + "0" * 32)


def test_an_empty_ledger_has_empty_lists(ledger: Ledger) -> None:
    lists = Lists(ledger)
    assert lists.claims(Asked()).rows == []
    assert lists.events(Asked(), origins=2).total == 0
    assert lists.reports(Asked()).total == 0
    assert lists.agreements(Asked()).total == 0
    assert lists.spots(Asked()) == []
    assert all(lists.count(Asked(), facet) == [] for facet in FACETS)
    assert lists.size() == {"reports": 0, "claims": 0}
    assert batches(ledger, limit=5) == ([], 0)


def test_a_snapshot_stays_as_it_was(ledger: Ledger) -> None:
    columns = Columns(ledger)
    ledger.add([made.reading(1)])
    before = columns.now()
    numbers, standing = before.claims.n.tolist(), before.standing.tolist()
    ledger.add([made.reading(1, version=1), *(made.reading(i) for i in range(2, 40))])
    after = columns.now()
    assert after is not before
    assert (before.claims.n.tolist(), before.standing.tolist()) == (numbers, standing)
    assert select_claims(before, Filters()).total == len(numbers)
    assert columns.now() is after


def test_batches_tell_what_came_when(ledger: Ledger) -> None:
    ledger.add([made.reading(1)])
    ledger.add([made.reading(2), made.reading(3)])
    (newest,), total = batches(ledger, limit=1)
    assert total == 2
    assert newest.kinds == {"report": 2, "reading": 2}
    assert batches(ledger, limit=5, after=newest.n)[0][0].kinds == {"report": 1, "reading": 1}


def test_columns_grow_and_codes_stay() -> None:
    column = Grown(np.int32)
    column.extend(range(1000))
    before = column.values
    column.extend(range(5000))
    assert before.tolist() == list(range(1000))
    assert len(column.values) == 6000
    codes = Codes()
    assert codes.of(["a", None, "b", "a"], [7, 8, 9, 10]) == [0, -1, 1, 0]
    assert codes.examples == [7, 9]
    assert codes.find("c") == codes.find(None) == -2


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "1970-01-01", "2031-02-28", "9999-12-31"])
def test_days_are_numbers(day: str) -> None:
    assert day_text(day_number(day)) == day
    assert second_number(day) == day_number(day) * 86_400 >= 0
    assert second_number(f"{day}T01:02:03Z") == second_number(day) + 3723
