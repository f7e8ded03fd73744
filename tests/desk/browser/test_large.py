"""The same on a large ledger: made-up reports, 1,000 of them, or as many as TRUCELINE_LARGE says (100000: an hour).

``TRUCELINE_LARGE_LEDGER`` names a ledger that was made before, by ``python -m evaluation.scale``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.made import made
from tests.desk.browser.conftest import AXE, Place, served
from tests.desk.browser.test_pages import LOOKS
from truceline.ledger import open_ledger
from truceline.linking import link

REPORTS = int(os.environ.get("TRUCELINE_LARGE", "1000"))
PAGES = (
    "/",
    "/?event=ASSAULT&lone=true",
    "/events?origins=2",
    "/events/{claim}",
    "/claims/{claim}",
    "/reports/{report}",
    "/agreements",
    "/actor?id={actor}",
    "/sources",
    "/source?outlet={outlet}",
    "/search?q={place}",
    "/alerts",
    "/review",
    "/add",
    "/log",
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    path = tmp_path_factory.mktemp("large") / "ledger.sqlite"
    if ready := os.environ.get("TRUCELINE_LARGE_LEDGER"):
        shutil.copyfile(Path(ready), path)
    else:
        with open_ledger(path) as ledger:
            ledger.add(made(REPORTS))
            link(ledger, program="truceline tests")
    with served(path) as place:
        yield place


@pytest.fixture(scope="module")
def paths(large: Place) -> list[str]:
    with open_ledger(large.ledger, create=False) as ledger:
        claim = next(ledger.view().claims())
    words = {"claim": claim.id, "report": claim.report.id, "actor": claim.actors[0].actor}
    words |= {"outlet": claim.report.outlet or "", "place": claim.where[0].name}
    return [path.format(**words) for path in PAGES]


@pytest.mark.parametrize(("size", "dark"), LOOKS)
def test_each_page_is_there_fits_and_has_no_serious_fault(open_page, large, paths, size, dark):
    for path in paths:
        page = open_page(large, path, size=size, dark=dark)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
        assert page.locator("h1").count() == 1, path
        if AXE.exists():
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            serious = [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
            assert serious == [], path
        page.context.close()


def test_by_keyboard_alone_from_the_first_page_to_words_and_through_the_queue(open_page, large):
    page = open_page(large)
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.wait_for_url("**/reports/**")
    assert page.locator(".m-claim.is-lit").count() >= 1
    page.goto(f"{large.address}/review")
    decided = []
    for key in ("a", "r", "a"):
        decided.append(page.locator("input[name=subject]").first.input_value())
        page.keyboard.press(key)
        page.wait_for_url(f"**done={decided[-1]}**")
    with open_ledger(large.ledger, create=False) as ledger:
        verdicts = [[row.review.verdict for row in ledger.view().reviews(id)] for id in decided]
    assert verdicts == [["accepted"], ["rejected"], ["accepted"]]


def test_a_long_list_goes_on_to_its_end_without_a_claim_twice(open_page, large):
    page = open_page(large, "/?event=ASSAULT")
    seen: list[str] = []
    for _ in range(4):
        hrefs = page.eval_on_selector_all(".claims .what a", "all => all.map(one => one.getAttribute('href'))")
        seen += hrefs
        page.locator(".pages >> text=Further on").click()
        page.wait_for_load_state()
    assert len(seen) == len(set(seen)) == 100
