"""What people come to do, by mouse and by keyboard alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from tests.desk.browser.conftest import Place
from truceline.ledger import open_ledger
from truceline.model import Reading, Report

SHOTS = os.environ.get("TRUCELINE_SHOTS")  # a folder for the pictures of docs/desk.md


def shot(page: Any, name: str, *, full: bool = False) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=full)


class Clicks:
    """A page on which clicks are counted."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.made = 0

    def on(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        self.made += 1


def test_which_claims_rest_on_one_origin_only_in_under_ten_clicks(open_page, shown):
    page = open_page(shown)
    clicks = Clicks(page)
    shot(page, "situation")
    clicks.on("details.filters summary")
    page.select_option("#f-lone", "true")  # asks at once
    clicks.made += 2  # to open the list and to choose
    page.wait_for_url("**lone=true**")
    resting = page.locator(".claims .rests").all_inner_texts()
    assert resting
    assert all("rests on 1 origin" in words for words in resting)
    clicks.on(".facet >> text=attack")
    assert "event=ASSAULT" in page.url
    shot(page, "one-origin")
    clicks.on(".claims .what a")
    assert page.locator(".figures li").first.inner_text().split()[0] == "1"
    shot(page, "claim")
    clicks.on(".chains a.publication")
    assert "/reports/" in page.url
    assert "#w-" in page.url
    assert page.locator(".m-claim.is-lit").count() >= 1
    shot(page, "report")
    assert clicks.made < 10


def test_an_alert_is_saved_from_filters_and_changed_and_removed_by_keyboard_alone(open_page, desk):
    page = open_page(desk, "/?event=ASSAULT&lone=true")
    page.locator("text=Save as an alert").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/new**")
    page.locator("#a-name").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Lone attacks")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/a*")
    assert page.locator("h1").inner_text() == "Lone attacks"
    assert page.locator(".bars .bar.now").count() == 1
    assert page.locator(".claims .claim").count() >= 1
    page.locator("text=Change").last.focus()
    page.keyboard.press("Enter")
    page.locator("#a-any").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#a-name").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/a*")
    page.locator("text=twice the mean of the 4 weeks before").first.wait_for()
    page.locator("button >> text=Remove").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts")
    assert page.locator("text=No alert yet").count() == 1


def test_alerts_and_feeds_are_shown(open_page, shown):
    page = open_page(shown, "/alerts")
    assert page.locator("table.alerts tbody tr").count() == 3
    shot(page, "alerts")
    page.locator("table.alerts th a >> text=one origin only").click()
    page.wait_for_selector(".bars")
    shot(page, "alert")
    page = open_page(shown, "/add")
    states = page.locator("table.feeds tbody tr td:nth-child(2)").all_inner_texts()
    assert [words.split()[1].rstrip(",") for words in states] == ["failing", "not", "well"]
    page.locator("#feeds").scroll_into_view_if_needed()
    shot(page, "feeds")


def test_a_feed_is_added_and_removed(open_page, desk):
    page = open_page(desk, "/add")
    page.fill("#d-url", "http://127.0.0.1:9/feed")
    page.keyboard.press("Enter")
    page.locator("table.feeds tbody tr").first.wait_for()
    assert "127.0.0.1:9" in page.locator("table.feeds").inner_text()
    page.locator("table.feeds >> text=Remove").click()
    page.locator("text=None yet.").wait_for()


def test_a_click_on_words_shows_their_record_and_back(open_page, shown):
    page = open_page(shown, report_with_claims(shown))
    mark = page.locator("[data-text] .m-trigger").first
    of = mark.evaluate("one => one.closest('.m-claim').dataset.of")
    mark.click()
    assert page.locator(f".record#{of}").evaluate("one => one.classList.contains('is-lit')")
    page.locator(f".record#{of} >> text=its words").click()
    assert page.url.endswith(f"#w-{of}")
    assert page.locator(f"#w-{of}").evaluate("one => one.matches(':target')")


def test_words_and_records_lead_to_each_other_without_scripts(open_page, shown):
    page = open_page(shown, report_with_claims(shown), scripts=False)
    page.locator("a.ref").first.click()
    assert page.locator(".record:target").count() == 1
    page.locator(".record:target >> text=its words").click()
    assert page.locator(".m-claim:target").count() == 1


def test_filters_work_without_scripts(open_page, shown):
    page = open_page(shown, scripts=False)
    page.locator("details.filters summary").click()
    page.select_option("#f-event", "ASSAULT")
    page.locator("form[data-filters] button").click()
    assert "event=ASSAULT" in page.url
    assert page.locator(".claims .what").all_inner_texts()
    assert all(words.startswith("attack") for words in page.locator(".claims .what").all_inner_texts())
    page.locator(".chosen a").first.click()
    assert "event=" not in page.url


def test_an_address_with_filters_can_be_passed_on(open_page, shown):
    first = open_page(shown, "/?event=ASSAULT&order=published")
    second = open_page(shown, first.url.removeprefix(shown.address))
    assert first.locator(".claims").inner_text() == second.locator(".claims").inner_text()


def test_by_keyboard_from_the_first_page_to_the_words_of_a_claim(open_page, shown):
    page = open_page(shown)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('.claim:nth-child(2)')")
    page.keyboard.press("w")
    page.wait_for_url("**/reports/**")
    assert page.locator(".m-claim.is-lit").count() >= 1


def test_a_slash_goes_to_the_search_and_finds(open_page, shown):
    page = open_page(shown)
    page.keyboard.press("/")
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=bridge")
    assert page.locator(".claims .claim").count() >= 1


def test_what_has_the_focus_can_be_seen(open_page, shown):
    page = open_page(shown)
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


def test_a_bar_of_the_timeline_asks_for_its_days(open_page, shown):
    page = open_page(shown)
    bar = page.locator(".timeline a").first
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    assert "until=" in page.url
    assert page.locator(".chosen li:not(.save)").count() == 2


def test_a_place_on_the_map_asks_for_its_claims(open_page, shown):
    page = open_page(shown)
    page.locator(".map a", has_text="Sollen").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**place=**")
    assert all("Sollen" in words for words in page.locator(".claims .line").all_inner_texts())


def test_reviewing_by_keyboard_alone(open_page, desk):
    page = open_page(desk, "/review")
    first = page.locator("input[name=subject]").first.input_value()
    page.keyboard.press("a")
    page.wait_for_url("**done=**")
    second = page.locator("input[name=subject]").first.input_value()
    assert second != first
    page.keyboard.press("n")
    page.keyboard.type("no such day")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_url(f"**done={second}**")
    page.keyboard.press("u")
    page.wait_for_url(f"**at={second}**")
    page.keyboard.press("z")
    page.locator(".note >> text=Undone").wait_for()
    with open_ledger(desk.ledger, create=False) as ledger:
        view = ledger.view()
        assert [row.review.verdict for row in view.reviews(first)] == ["accepted"]
        decided = [(row.review.verdict, row.review.note) for row in view.reviews(second, overruled=True)]
    assert decided == [("rejected", "no such day"), ("undone", None)]


def test_who_decides_second_is_told(open_page, desk):
    one, other = open_page(desk, "/review"), open_page(desk, "/review")
    one.keyboard.press("a")
    one.wait_for_url("**done=**")
    other.keyboard.press("r")
    other.wait_for_selector("[role=alert]")
    assert "Olga decided on this claim while you looked at it" in other.locator("[role=alert]").inner_text()


def report_with_claims(place: Place) -> str:
    with open_ledger(place.ledger, create=False) as ledger:
        claim = next(iter(ledger.view().claims()))
    return f"/reports/{claim.report.id}"


def test_an_event_shows_who_says_it_and_through_whom(open_page, shown):
    page = open_page(shown, "/events?origins=2")
    origins = [int(number) for number in page.locator("table.events tbody td:nth-child(4)").all_inner_texts()]
    page.locator("table.events tbody th a").nth(origins.index(max(origins))).click()
    page.wait_for_selector(".chains")
    assert page.locator(".chains .origin").count() >= 2
    hrefs = page.eval_on_selector_all(".chains a", "all => all.map(one => one.getAttribute('href'))")
    assert all(href.startswith("/reports/") and "#w-" in href for href in hrefs)
    shot(page, "event")
    page.locator(".chains a.origin").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    assert page.locator(".m-claim:target").count() == 1


def test_an_agreement_shows_the_line_of_its_life(open_page, shown):
    page = open_page(shown, "/agreements")
    page.locator("#list h2 a").first.click()
    page.wait_for_selector(".life")
    assert page.locator(".life .dot").count() >= 2
    shot(page, "agreement")
    page.locator(".life a:has(.dot)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#turn-*")
    assert page.locator(".turn:target").count() == 1


def test_a_text_is_pasted_and_read(open_page, desk):
    page = open_page(desk, "/add")
    text = "Kestrian troops shelled the port of Amrel on Tuesday, killing 12 people, the mayor told the Harbour Post."
    page.fill("#t-text", text)
    page.fill("#t-title", "Port of Amrel shelled")
    page.locator("text=Read it").click()
    page.wait_for_url("**/add/*")
    page.locator("[role=status] >> text=1 report read").wait_for(timeout=60_000)
    page.locator("text=Port of Amrel shelled").last.click()
    assert page.locator("[data-text]").inner_text().startswith("Kestrian troops")
    assert page.locator(".record").count() >= 1


def test_what_cannot_be_read_is_said_and_kept_in_the_form(open_page, desk):
    page = open_page(desk, "/add", scripts=False)
    page.fill("#t-text", " ")
    page.fill("#t-title", "A title")
    page.locator("text=Read it").click()
    assert page.locator("[role=alert]").inner_text()
    assert page.locator("#t-title").input_value() == "A title"


def test_claims_that_come_meanwhile_are_announced_and_move_nothing(open_page, desk):
    page = open_page(desk)
    page.clock.install()
    page.reload()
    listed = page.locator(".claims").inner_text()
    page.evaluate(
        """async text => fetch("/api/v1/reports", {method: "POST", body: JSON.stringify({text}), headers: {
        "content-type": "application/json", "x-csrf-token": document.querySelector("meta[name=csrf]").content}})""",
        "Kestrian troops shelled the port of Amrel on Tuesday, killing 12 people, the mayor told the Harbour Post.",
    )
    for _ in range(60):
        if '"state":"done"' in page.evaluate("async () => (await fetch('/api/v1/jobs')).text()"):
            break
        time.sleep(0.5)
    page.clock.run_for(21_000)
    page.locator("[data-news] a").wait_for()
    assert page.locator(".claims").inner_text() == listed


ARABIC = (
    "قال رئيس البلدية إن القوات قصفت الميناء يوم الثلاثاء.\n\nShells fell on the port of Amrel on Tuesday, he said."
)


def test_text_from_right_to_left_stands_right(open_page, desk):
    with open_ledger(desk.ledger, create=False) as ledger:
        report = Report(id="arabic", text=ARABIC, title="قصف الميناء", outlet="صحيفة الساحل", published="2031-03-04")
        ledger.add([Reading(report=report)])
        id = next(row.id for row in ledger.view().reports() if row.title == report.title)
    page = open_page(desk, f"/reports/{id}")
    ways = page.eval_on_selector_all(".report-text p", "all => all.map(one => getComputedStyle(one).direction)")
    assert ways == ["rtl", "ltr"]
    edges = page.eval_on_selector_all(".report-text p", TEXT_EDGES)
    (arabic, english) = edges
    assert arabic["right"] < 2 < arabic["left"]  # it begins at the right edge of its column
    assert english["left"] < 2 < english["right"]
    assert page.eval_on_selector("h1", "one => getComputedStyle(one).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shot(page, "right-to-left")


# How far the last line of a paragraph is from the edges of the column.
TEXT_EDGES = """all => all.map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const line = [...range.getClientRects()].at(-1), box = one.getBoundingClientRect();
    return {left: line.left - box.left, right: box.right - line.right};
})"""
