from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from tests.sample import READING, TEXT
from truceline.model import Link, Reading, Report, Span
from truceline.model.notebook import LONGEST, MOST, as_html


class Page(HTMLParser):
    """What a browser would make of it: elements with their text, and faults of nesting."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: dict[str, list[str]] = {}
        self.classes: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)
        if tag == "span":
            self.classes.append(tuple((dict(attrs)["class"] or "").split()))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "span":
            self.classes.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for kind in {kind for kinds in self.classes for kind in kinds}:
            self.marked.setdefault(kind, []).append(data)


def test_the_words_of_claims_sources_and_cues_are_marked_and_all_of_the_text_is_there() -> None:
    page = Page(READING._repr_html_())
    for said in READING.attributions:
        assert said.cue is not None
        assert TEXT[said.cue.start : said.cue.end] in page.marked["cue"]
    claims = "".join(page.marked["claim"])
    assert "We never fired on Ostrel" in claims
    assert "per Harbour Radio" not in claims
    unnumbered = page.text
    for claim in READING.claims:
        unnumbered = unnumbered.replace(f"{claim.id}", "", 1)
    assert "".join(TEXT.split()) in "".join(unnumbered.split())


def test_a_chain_stands_as_arrows_from_its_origin_out_and_who_denies_beside_it() -> None:
    page = Page(READING._repr_html_())
    chain = "senior Korvath officer → Meridian Wire → Harbour Radio → The Coast Ledger"
    assert f"denied by {chain}" in page.text
    assert page.text.count(chain) == 2


def test_agreements_have_their_stages() -> None:
    page = Page(READING._repr_html_())
    assert "1. truce, 14 days" in page.text
    assert "2. exchange" in page.text


def test_a_strangers_words_are_no_markup() -> None:
    text = 'The <script>alert("1")</script> army & "others" attacked.\u202e\u200b\x1b[2J \ud800'
    evil = '"><img src=x onerror=alert(1)>'
    claim = replace(
        READING.claims[0],
        evidence=Span(start=4, end=12),
        chain=(Link(name=evil),),
        denied_by=((Link(name=evil),),),
        actors=("m1",),
        event=evil,
        mode=evil,
    )
    reading = Reading(
        report=Report(id=evil, text=text, title=evil, outlet=evil),
        actors=(replace(READING.actors[0], name=evil),),
        claims=(claim,),
        agreements=(replace(READING.agreements[0], kind=evil, status=evil),),
    )
    html = as_html(reading)
    page = Page(html)
    allowed = {"div", "p", "strong", "br", "small", "sup", "span", "em"}
    assert page.names <= allowed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert page.attributes <= {"class", "style", "dir"}
    assert "<U+202E><U+200B><U+001B>[2J <U+D800>" in page.text
    html.encode()  # also what a browser could not be sent


def test_spans_that_overlap_or_lie_outside_the_text_do_no_harm() -> None:
    spans = [(0, 20), (10, 30), (10, 10**6), (15, 15), (40, 45), (10, 20)]
    claims = tuple(
        replace(READING.claims[0], id=f"c{i}", evidence=Span(start=start, end=end))
        for i, (start, end) in enumerate(spans, start=1)
    )
    page = Page(as_html(replace(READING, claims=claims)))
    assert "".join(page.marked["claim"]).startswith(TEXT[:20])


def test_of_a_long_reading_the_beginning_is_shown_and_it_says_so() -> None:
    report = replace(READING.report, text=TEXT + "x" * (2 * LONGEST))
    claims = tuple(replace(READING.claims[0], id=f"c{i}") for i in range(3 * MOST))
    html = as_html(replace(READING, report=report, claims=claims))
    assert f"{2 * LONGEST + len(TEXT) - LONGEST:,} more characters" in html
    assert f"{2 * MOST} more" in html
    assert len(html) < 400_000


def test_without_claims_it_says_so() -> None:
    assert "No claim of an event found" in as_html(Reading(report=Report(id="r", text="Rain fell.")))
