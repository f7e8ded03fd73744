from __future__ import annotations

import json

import pytest
from lxml import html

from truceline.intake.metadata import Metadata


def said(head: str, body: str = "<h1>Ferries stay in port</h1>") -> Metadata:
    return Metadata(html.fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def linked(**about: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | about)}</script>'


SHARED = '<meta property="og:title" content="{}"><meta property="og:site_name" content="The Coast Ledger">'


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Ferries stay in port | The Coast Ledger", "Ferries stay in port"),
        ("Ferries stay in port - News - The Coast Ledger", "Ferries stay in port"),
        ("No ferry left – The Coast Ledger", "No ferry left"),
        ("No ferry left | Sea", "No ferry left"),
        ("Budget | No ferry left today", "Budget | No ferry left today"),
        ("Ostrel – no ferry left", "Ostrel – no ferry left"),
    ],
)
def test_the_outlets_name_is_no_part_of_a_title(title: str, kept: str) -> None:
    assert said(SHARED.format(title)).title == kept


def test_what_is_marked_as_the_headline_goes_first() -> None:
    marked = '<h1 itemprop="headline">No ferry <em>left</em></h1>'
    assert said(SHARED.format("Sea") + linked(headline="Other"), marked).title == "No ferry left"


def test_the_heading_goes_first_where_the_page_calls_itself_so() -> None:
    head = '<meta name="title" content="Ferries stay in port">' + linked(headline="Why the ferries of Ostrel stay")
    assert said(head).title == "Ferries stay in port"


def test_the_heading_and_the_title_are_what_is_left() -> None:
    assert said("").title == "Ferries stay in port"
    assert said("<title>No ferry left | Sea</title>", "").title == "No ferry left"
    assert said("", "").title is None


def test_authors() -> None:
    people = [{"name": "Ada Brün"}, {"name": "https://coast.example/jo"}, "By Jo Tarn", {"name": "Ada Brün"}, 7]
    assert said(linked(author=people)).author == "Ada Brün, Jo Tarn"
    assert said('<meta name="author" content="By Ada Brün">').author == "Ada Brün"
    assert said('<meta property="article:author" content="https://book.example/ada">').author is None
    # An outlet that names itself names nobody.
    assert said(linked(author={"name": "Coast"}, publisher={"name": "Coast"})).author is None


def test_days() -> None:
    page = said(linked(datePublished="soon", dateModified="2031-05-15T08:00:00+03:00") + "<meta name=date content=x>")
    assert (page.published, page.modified) == (None, "2031-05-15T08:00:00+03:00")
    page = said(
        linked(datePublished="May 2031") + '<meta property="article:published_time" content="2031-05-14T09:30Z">'
    )
    assert page.published == "2031-05-14T09:30Z"
    assert said("", '<time itemprop="datePublished" datetime="2031-05-14">x</time>').published == "2031-05-14"


def test_the_address_that_it_calls_its_own() -> None:
    canonical = '<link rel="canonical" href="https://coast.example/a">'
    shared = '<meta property="og:url" content="https://coast.example/b">'
    assert said(shared + canonical).url == "https://coast.example/a"
    assert said(shared + '<link rel="canonical" href="/a">').url == "https://coast.example/b"
    assert said(linked(mainEntityOfPage={"@id": "https://coast.example/c"})).url == "https://coast.example/c"
    assert said('<link rel="canonical" href="javascript:a()">').url is None


@pytest.mark.parametrize("value", [None, 7, [], {}, [[]], {"name": 7}, [{"name": ["a"]}], True])
def test_linked_data_of_any_shape_is_taken(value: object) -> None:
    page = said(
        linked(headline=value, author=value, publisher=value, datePublished=value, url=value, mainEntityOfPage=value)
    )
    assert page.title == "Ferries stay in port"
    assert (page.published, page.outlet) == (None, None)
    assert page.author in (None, "a")
