"""Every page, in light and dark, wide and on a phone: it fits, it has its landmarks, axe finds no serious fault."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.desk.browser.conftest import AXE, Place
from truceline.ledger import View, open_ledger

PAGES = {
    "situation": "/",
    "filtered": "/?event=ASSAULT&lone=true&since=2031-03-01&until=2031-03-31",
    "nothing": "/?event=SANCTION&outlet=Nobody",
    "events": "/events",
    "event": "/events/{claim}",
    "claim": "/claims/{claim}",
    "report": "/reports/{report}",
    "agreements": "/agreements",
    "agreement": "/agreements/{agreement}",
    "actor": "/actor?id=veldania",
    "sources": "/sources",
    "source": "/source?outlet=Coast%20Standard",
    "search": "/search?q=bridge",
    "search empty": "/search",
    "alerts": "/alerts",
    "alert": "/alerts/{alert}",
    "alert change": "/alerts/{alert}/edit",
    "alert new": "/alerts/new?event=ASSAULT&lone=true",
    "review": "/review",
    "add": "/add",
    "log": "/log",
}
LOOKS = [("wide", False), ("wide", True), ("phone", False), ("phone", True)]


@pytest.fixture(scope="module")
def paths(shown: Place) -> dict[str, str]:
    with open_ledger(shown.ledger, create=False) as ledger:
        view = ledger.view()
        claim = most_told(view)
        ids = {"claim": claim.id, "report": claim.report.id, "agreement": next(iter(view.agreements())).id}
        ids["alert"] = next(view.judgements("alert")).judgement.subjects[0]
    return {name: path.format(**ids) for name, path in PAGES.items()}


def most_told(view: View) -> Any:
    return max(view.claims(), key=lambda claim: (len(claim.claim.chain), len(claim.claim.denied_by), claim.id))


@pytest.mark.parametrize(("size", "dark"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_axe_finds_no_serious_fault(open_page, shown, paths, name, size, dark):
    page = open_page(shown, paths[name], size=size, dark=dark)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(one => Number(one.tagName[1]))")
    assert all(b - a <= 1 for a, b in pairwise([1, *levels]))
    if not AXE.exists():
        pytest.skip("it fits; axe-core is not installed (npm ci in src/truceline/desk/ui)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in serious] == []


def test_each_page_can_be_read_without_scripts(open_page, shown, paths):
    for path in paths.values():
        assert open_page(shown, path, scripts=False).locator("h1").inner_text()


def test_where_one_is_stands_in_the_navigation(open_page, shown, paths):
    for name, called in (("situation", "Situation"), ("event", "Events"), ("agreement", "Agreements")):
        page = open_page(shown, paths[name])
        assert page.locator("nav[aria-label=Desk] a[aria-current]").inner_text() == called
