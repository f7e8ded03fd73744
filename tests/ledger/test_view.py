from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.ledger.made import reading
from tests.sample import READING
from truceline.errors import UnknownId
from truceline.ledger import ClaimRow, Filters, Ledger
from truceline.model import Claim, Reading, Report

COUNT = 24


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add((reading(number) for number in range(COUNT)), batch=7)
    return ledger


def days(row: ClaimRow) -> Any:
    return (row.first, row.last) if row.first and row.last else None


# Each filter beside what it means, said in Python over all claims.
ASKED: list[tuple[dict[str, str], Callable[[ClaimRow], Any]]] = [
    ({"actor": "korvath"}, lambda c: any(m.actor == "korvath" for m in (*c.actors, *c.recipients))),
    ({"actor": "VARDANE"}, lambda c: any(m.name == "Vardáne" for m in (*c.actors, *c.recipients))),
    (
        {"country": "vrd"},
        lambda c: (
            any(m.country == "VRD" for m in (*c.actors, *c.recipients)) or any(p.country == "VRD" for p in c.where)
        ),
    ),
    ({"event": "ASSAULT"}, lambda c: c.claim.event == "ASSAULT"),
    ({"place": "teslin"}, lambda c: any(p.name == "Teslin" for p in c.where)),
    ({"place": "902"}, lambda c: any(p.geonameid == 902 for p in c.where)),
    ({"since": "2031-03-01"}, lambda c: days(c) and days(c)[1] >= "2031-03-01"),
    ({"until": "2031-03-01"}, lambda c: days(c) and days(c)[0] <= "2031-03-01"),
    ({"outlet": "the harbour POST"}, lambda c: c.report.outlet == "The Harbour Post"),
    ({"origin": "wire"}, lambda c: c.origin.actor == "wire"),
    ({"origin": "An Official"}, lambda c: c.origin.name == "an official"),
    ({"factuality": "PR+"}, lambda c: c.claim.factuality == "PR+"),
]


@pytest.mark.parametrize(("asked", "means"), ASKED, ids=lambda value: str(value) if isinstance(value, dict) else "")
def test_a_filter_gives_what_it_says(filled: Ledger, asked: dict[str, str], means: Callable[[ClaimRow], Any]) -> None:
    view = filled.view()
    everything = list(view.claims())
    found = list(view.claims(Filters(**asked)))
    assert found == [claim for claim in everything if means(claim)]
    assert 0 < len(found) < len(everything)
    reports = {claim.report.id for claim in found}
    if asked != {"outlet": "the harbour POST"}:
        assert {row.id for row in view.reports(Filters(**asked))} == reports
    resting = {g.id for g in view.agreements() if set(g.claims) & {claim.id for claim in found}}
    assert {g.id for g in view.agreements(Filters(**asked))} == resting


def test_filters_together_narrow(filled: Ledger) -> None:
    view = filled.view()
    both = {c.id for c in view.claims(Filters(event="AID", actor="korvath"))}
    assert both == {c.id for c in view.claims(Filters(event="AID"))} & {
        c.id for c in view.claims(Filters(actor="korvath"))
    }


def of(published: str | None, text: str, *, url: str | None = "https://coast.example/x", id: str = "x") -> Reading:
    return replace(READING, report=Report(id=id, text=text, published=published, url=url, outlet="Coast"))


LONG = READING.report.text


def test_as_of_a_day_the_version_of_that_day_stands(ledger: Ledger) -> None:
    ledger.add([of("2031-05-12", LONG + " Corrected."), of("2031-05-10", LONG), of("2031-05-14T10:00:00Z", LONG + "!")])
    assert [[(r.text or "")[-1] for r in ledger.view(day).reports(text=True)] for day in (None, "2031-05-14")] == [
        ["!"],
        ["!"],
    ]
    assert [r.published for r in ledger.view("2031-05-13").reports()] == ["2031-05-12"]
    assert [r.published for r in ledger.view("2031-05-14T09:59:59Z").reports()] == ["2031-05-12"]
    assert [r.published for r in ledger.view("2031-05-14T10:00:00Z").reports()] == ["2031-05-14T10:00:00Z"]
    assert [r.published for r in ledger.view("2031-05-11").reports()] == ["2031-05-10"]
    assert {c.report.published for c in ledger.view("2031-05-11").claims()} == {"2031-05-10"}
    assert list(ledger.view("2031-05-09").claims()) == []
    assert list(ledger.view("2031-05-09").agreements()) == []
    assert len(list(ledger.view("2031-05-13").reports(versions=True))) == 2
    newest = next(ledger.view().reports())
    assert [v.published for v in ledger.view().versions(newest.id)] == [
        "2031-05-10",
        "2031-05-12",
        "2031-05-14T10:00:00Z",
    ]


def test_a_report_without_a_day_counts_from_when_it_was_learnt(ledger: Ledger) -> None:
    ledger.add([of(None, LONG)])
    (row,) = ledger.view().reports()
    assert row.known == row.learnt
    assert list(ledger.view("2020-01-01").reports()) == []
    assert len(list(ledger.view(row.learnt[:10]).reports())) == 1


def test_versions_by_outlet_and_id_and_by_address_are_one_article(ledger: Ledger) -> None:
    ledger.add([of("2031-05-10", LONG, id="a", url="u1"), of("2031-05-12", LONG + "2", id="b", url="u2")])
    assert len({r.article for r in ledger.view().reports()}) == 2
    ledger.add([of("2031-05-11", LONG + "3", id="a", url="u2")])  # shows that both are one
    rows = list(ledger.view().reports(versions=True))
    assert len({r.article for r in rows}) == 1
    assert [(r.published, r.until) for r in sorted(rows, key=lambda r: r.known)] == [
        ("2031-05-10", "2031-05-11"),
        ("2031-05-11", "2031-05-12"),
        ("2031-05-12", None),
    ]
    assert ledger.verify().whole


def test_reports_of_different_outlets_with_one_id_are_not_versions(ledger: Ledger) -> None:
    one = of("2031-05-10", LONG, url=None)
    ledger.add([one, replace(one, report=replace(one.report, outlet="Harbour", text=LONG + "2"))])
    ledger.add([replace(one, report=replace(one.report, outlet=None, text=LONG + ending)) for ending in "34"])
    assert len(list(ledger.view().reports())) == 4


def test_one_by_its_id(filled: Ledger) -> None:
    view = filled.view()
    claim, agreement, report = next(view.claims()), next(view.agreements()), next(view.reports(text=True))
    assert view.claim(claim.id) == claim
    assert view.agreement(agreement.id) == agreement
    assert view.report(report.id) == report
    assert view.report(report.given) == report
    for ask in (view.claim, view.agreement, view.report, view.reading, view.versions):
        with pytest.raises(UnknownId, match="nothing has the id 'c0'"):
            ask("c0")


def test_a_claim_of_an_old_version_is_still_there(ledger: Ledger) -> None:
    ledger.add([of("2031-05-10", LONG)])
    claim = next(ledger.view().claims())
    ledger.add([of("2031-05-12", LONG + " Corrected.")])
    assert claim.id not in {c.id for c in ledger.view().claims()}
    assert ledger.view().claim(claim.id).claim == claim.claim
    with pytest.raises(UnknownId):
        ledger.view("2031-05-09").claim(claim.id)


def test_only_what_is_new_since(filled: Ledger) -> None:
    rows = list(filled.view().reports())
    assert list(filled.view().reports(after=rows[9].n)) == rows[10:]


@pytest.mark.parametrize("day", ["", "yesterday", "2031-5-1", "2031-05-01T10:00", "2031-05-01\n"])
def test_a_day_that_is_none_is_refused(ledger: Ledger, day: str) -> None:
    with pytest.raises(ValueError, match="as_of"):
        ledger.view(day)


def test_words_are_found_in_both_databases_alike(filled: Ledger) -> None:
    view = filled.view()
    everything = list(view.reports(text=True))
    for words, means in {
        "vardane": lambda text: "Vardáne" in text,
        "VARDÁNE  denied": lambda text: "Vardáne denied" in text,
        "mess* 7": lambda text: "Message 7:" in text,
        'te"slin* - OR': lambda text: False,
        "AND": lambda text: False,
        "!?": lambda text: False,
        "it's": lambda text: False,
    }.items():
        found = {row.id for row in view.search_reports(words)}
        exact = {row.id for row in everything if means(row.text)}
        assert exact <= found, words
        assert bool(exact) == bool(found), words


def test_words_of_claims_as_of_a_day(ledger: Ledger) -> None:
    ledger.add([of("2031-05-10", LONG)])
    found = ledger.view().search_claims("shelled harbour")
    assert [c.claim.id for c in found] == ["c1"]
    assert ledger.view("2031-05-09").search_claims("shelled") == []
    assert len(ledger.view().search_reports("korv*", limit=1)) == 1


def test_a_view_may_be_read_while_others_write(filled: Ledger) -> None:
    claims = filled.view().claims()
    first = next(claims)
    filled.add([reading(200)])
    assert isinstance(first.claim, Claim)
    assert 200 not in {int(c.report.given[1:]) for c in claims}
