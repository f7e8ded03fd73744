"""Reviewing by keyboard alone: every decision that there is."""

from __future__ import annotations

from typing import Any

from tests.desk.browser.conftest import Place
from truceline.ledger import Ledger, open_ledger
from truceline.linking import event, events


def tab_to(page: Any, selector: str, *, most: int = 40) -> None:
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def subject(page: Any) -> str:
    return str(page.locator("input[name=subject]").first.input_value())


def verdicts(ledger: Ledger, id: str) -> list[str]:
    return [row.review.verdict for row in ledger.view().reviews(id, overruled=True)]


def two_events(desk: Place) -> tuple[list[str], str]:
    """The claims of an event that several tell of, and a claim of another."""
    with open_ledger(desk.ledger, create=False) as ledger:
        all_of_them = [*events(ledger.view())]
    several = max(all_of_them, key=lambda one: len(one.claims))
    other = next(one for one in all_of_them if len(one.claims) == 1 and one.type == several.type)
    return sorted(several.claims), other.claims[0]


def test_a_correction(open_page, desk):
    page = open_page(desk, "/review")
    claim = subject(page)
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "c-event"
    tab_to(page, "#c-factuality")
    page.keyboard.type("possible")
    tab_to(page, "#c-note")
    page.keyboard.type("the mayor said perhaps")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**done={claim}**")
    with open_ledger(desk.ledger, create=False) as ledger:
        assert verdicts(ledger, claim) == ["corrected"]
        (correction,) = ledger.view().judgements("correction", about=claim)
        (review,) = ledger.view().reviews(claim)
    assert correction.judgement.reasons["factuality"] == "PS+"
    assert review.review.note == "the mayor said perhaps"


def test_a_note_alone(open_page, desk):
    page = open_page(desk, "/review")
    claim = subject(page)
    page.keyboard.press("n")
    page.keyboard.type("ask the mayor")
    tab_to(page, "button[value=note]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**at={claim}**")
    assert "ask the mayor" in page.locator("main").inner_text()
    with open_ledger(desk.ledger, create=False) as ledger:
        assert [row.review.note for row in ledger.view().reviews(claim)] == ["ask the mayor"]


def test_taking_apart_and_undoing_it(open_page, desk):
    members, _ = two_events(desk)
    claim = members[-1]
    page = open_page(desk, f"/review?at={claim}")
    page.keyboard.press("s")
    page.wait_for_url(f"**done={claim}**")
    with open_ledger(desk.ledger, create=False) as ledger:
        assert claim not in event(ledger.view(), members[0]).claims
    page.keyboard.press("u")
    page.wait_for_url(f"**at={claim}**")
    page.keyboard.press("z")
    page.locator(".note >> text=Undone").wait_for()
    with open_ledger(desk.ledger, create=False) as ledger:
        assert sorted(event(ledger.view(), members[0]).claims) == members
        assert verdicts(ledger, claim)[-1] == "undone"


def test_merging(open_page, desk):
    members, other = two_events(desk)
    page = open_page(desk, f"/review?at={other}")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == "m-others"
    page.keyboard.type(members[0])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**done={other}**")
    with open_ledger(desk.ledger, create=False) as ledger:
        assert sorted(event(ledger.view(), other).claims) == sorted([*members, other])


def test_grades_of_the_source_and_of_what_it_says(open_page, desk):
    page = open_page(desk, "/review")
    claim = subject(page)
    for key, field, typed, shown in (("g", "g-source", "B", "B"), ("i", "g-claim", "2", "2")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == field
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function(
            "([field, grade]) => document.getElementById(field)?.value === grade"
            " && !document.querySelector(`#${field} option[disabled]`)",
            arg=[field, shown],
        )
        assert subject(page) == claim
    with open_ledger(desk.ledger, create=False) as ledger:
        grades = [row.judgement for row in ledger.view().judgements() if "grade" in row.judgement.reasons]
    assert [one.reasons["grade"] for one in grades] == ["B", "2"]
    assert [one.by for one in grades] == ["Olga", "Olga"]
