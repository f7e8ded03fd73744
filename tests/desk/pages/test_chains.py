from __future__ import annotations

from dataclasses import replace

from truceline.desk.pages.chains import MOST, graph_of
from truceline.ledger import ClaimRow, ReportRow
from truceline.model import Claim, Count, Link, Span

MAYOR = Link(name="the mayor of Teslin", actor="mayor", kind="person", named=True, via="told")
WIRE = Link(name="Harrow Wire", actor="harrow", kind="outlet", named=True, via="per")
POST = Link(name="The Harbour Post", actor="post", kind="outlet", named=True)
COURIER = Link(name="Courier", actor="courier", kind="outlet", named=True)
ARMY = Link(name="the army", actor="army", kind="body", named=True, via="denied")


def row(number: int, *chain: Link, denied_by=(), factuality="CT+", counts=()) -> ClaimRow:
    outlet = chain[-1].name
    report = ReportRow(
        n=number,
        id=f"r{number}",
        given=str(number),
        outlet=outlet,
        title=None,
        published=f"2031-03-{number:02d}",
        url=None,
        known=f"2031-03-{number:02d}",
        learnt="2031-04-01T00:00:00Z",
        article=f"k{number}",
        until=None,
        withdrawn=None,
    )
    claim = Claim(
        id="c1",
        evidence=Span(start=0, end=5),
        trigger=Span(start=0, end=2),
        event="ASSAULT",
        chain=chain,
        denied_by=denied_by,
        factuality=factuality,
    )
    return ClaimRow(id=f"c{number}", report=report, claim=claim, words="shells fell", counts=counts)


def boxes(graph, kind):
    return [" ".join(box.name) for box in graph.boxes if box.kind == kind]


def test_a_chain_runs_from_its_origin_through_relays_to_where_it_was_published():
    graph = graph_of([row(1, MAYOR, WIRE, POST)])
    assert boxes(graph, "origin") == ["the mayor of Teslin"]
    assert boxes(graph, "relay") == ["Harrow Wire"]
    assert boxes(graph, "publication") == ["The Harbour Post"]
    assert [line.label for line in graph.lines] == ["told", "per"]
    by_kind = {box.kind: box.x for box in graph.boxes}
    assert by_kind["origin"] < by_kind["relay"] < by_kind["publication"]


def test_one_origin_in_two_reports_is_one_box():
    graph = graph_of([row(1, MAYOR, POST), row(2, MAYOR, COURIER)])
    assert boxes(graph, "origin") == ["the mayor of Teslin"]
    assert len(graph.lines) == 2


def test_somebody_not_named_is_another_in_each_report_unless_judged_the_same():
    unnamed = Link(name="a diplomat", kind="person", named=False, via="said")
    claims = [row(1, unnamed, POST), row(2, unnamed, COURIER)]
    assert len(boxes(graph_of(claims), "origin")) == 2
    assert len(boxes(graph_of(claims, origins={"c1": "c1", "c2": "c1"}), "origin")) == 1


def test_copies_of_a_text_share_a_box_that_has_the_name_of_the_earliest():
    graph = graph_of([row(2, MAYOR, COURIER), row(1, MAYOR, POST)], groups={"r1": "r1", "r2": "r1"})
    (box,) = [box for box in graph.boxes if box.kind == "publication"]
    assert box.name == ("The Harbour Post",)
    assert box.copies == 1
    assert "+ 1 copy of its text" in box.says


def test_a_denial_is_a_line_and_an_origin_of_its_own():
    graph = graph_of([row(1, MAYOR, POST, denied_by=((ARMY, POST),))])
    against = {" ".join(box.name) for box in graph.boxes if box.denies}
    assert against == {"the army"}
    assert [line.denies for line in graph.lines] == [False, True]


def test_to_say_that_it_did_not_happen_is_drawn_as_a_denial():
    graph = graph_of([row(1, ARMY, POST, factuality="CT-")])
    assert graph.lines[0].denies
    assert "did not happen" in graph.boxes[1].says or "did not happen" in graph.boxes[0].says


def test_who_says_how_many_stands_in_the_box():
    count = Count(id="n1", start=0, end=1, low=27, high=27, best=27, of="people", measure="killed")
    graph = graph_of([row(1, MAYOR, POST, counts=(count,))])
    assert next(box for box in graph.boxes if box.kind == "origin").says == ("27 people killed",)


def test_words_of_the_publisher_are_an_origin_of_their_own():
    graph = graph_of([row(1, POST)])
    (origin,) = [box for box in graph.boxes if box.kind == "origin"]
    assert origin.says == ("in its own words",)


def test_every_box_and_line_leads_to_words():
    graph = graph_of([row(1, MAYOR, WIRE, POST), row(2, ARMY, COURIER, factuality="CT-")])
    hrefs = [box.href for box in graph.boxes] + [line.href for line in graph.lines]
    assert all(href.startswith("/reports/r") and href.endswith("#w-c1") for href in hrefs)


def test_more_publications_than_fit_are_counted():
    claims = [row(i % 28 + 1, MAYOR, replace(POST, name=f"Paper {i}", actor=f"p{i}")) for i in range(MOST + 5)]
    claims = [replace(claim, report=replace(claim.report, id=f"r{i}", n=i)) for i, claim in enumerate(claims)]
    graph = graph_of(claims)
    assert len(boxes(graph, "publication")) == MOST
    assert graph.left_out == 5


def test_bodies_that_cite_each_other_in_a_circle_are_drawn_all_the_same():
    other = replace(WIRE, name="Vale Wire", actor="vale")
    graph = graph_of([row(1, MAYOR, WIRE, other, POST), row(2, MAYOR, other, WIRE, COURIER)])
    assert len(boxes(graph, "relay")) == 2


def test_the_same_claims_give_the_same_drawing():
    claims = [row(1, MAYOR, WIRE, POST), row(2, ARMY, COURIER, factuality="CT-"), row(3, MAYOR, WIRE, COURIER)]
    assert graph_of(claims) == graph_of(claims)
