from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from truceline.errors import EmptyReport, NotText, PageError, TooLarge
from truceline.intake.fields import Fields
from truceline.intake.foreign import Foreign
from truceline.intake.limits import Limits

BODY = "".join(
    f"<p>On day {n} the ferries of Ostrel stayed in port, and the harbour master said that nobody had told him why.</p>"
    for n in range(1, 9)
)
HEAD = """
<title>Ferries stay in port | The Coast Ledger</title>
<meta property="og:title" content="Ferries stay in port | The Coast Ledger">
<meta property="og:site_name" content="The Coast Ledger">
<meta property="og:url" content="https://coast.example/ferries">
"""


def page(head: str = HEAD, body: str = BODY, heading: str = "Ferries stay in port") -> bytes:
    menu = "<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"
    written = f"<html><head>{head}</head><body>{menu}<article><h1>{heading}</h1>{body}</article></body></html>"
    return written.encode()


@pytest.fixture(scope="module")
def pages() -> Iterator[Foreign]:
    with Foreign(Limits(page=2_000_000, page_seconds=30)) as found:
        yield found


def test_the_article_comes_without_the_menu(pages: Foreign) -> None:
    text, about = pages.article(page(), name="a.html")
    assert text.startswith("On day 1 the ferries") or text.startswith("Ferries stay in port\nOn day 1")
    assert "Home" not in text
    assert about.outlet == "The Coast Ledger"
    assert about.title == "Ferries stay in port"
    assert about.url == "https://coast.example/ferries"


def test_linked_data_gives_the_moment_and_the_publisher(pages: Foreign) -> None:
    linked = """<script type="application/ld+json">
    {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
     "headline": "Ferries stay &amp; wait", "datePublished": "2031-05-14T09:30:00+00:00",
     "publisher": {"@type": "Organization", "name": "Harbour Radio"}}]}</script>"""
    _, about = pages.article(page(head=linked, heading="Sea"), name="a.html")
    assert about.title == "Ferries stay & wait"
    assert about.outlet == "Harbour Radio"
    assert about.published == "2031-05-14T09:30:00+00:00"


def test_a_published_time_among_the_meta_tags_is_taken(pages: Foreign) -> None:
    meta = '<meta property="article:published_time" content="2031-05-14T09:30:00Z">'
    assert pages.article(page(head=HEAD + meta), name="a.html")[1].published == "2031-05-14T09:30:00Z"


def test_a_slogan_is_not_the_outlet(pages: Foreign) -> None:
    slogan = '<meta property="og:site_name" content="All the news of the coast, every hour, on every screen">'
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Harbour Radio"}}</script>'
    )
    assert pages.article(page(head=slogan + linked), name="a.html")[1].outlet == "Harbour Radio"


@pytest.mark.parametrize("data", ["{", "[" * 5000, '{"@type": 5}', '{"@type": "Article", "headline": {"a": 1}}'])
def test_broken_linked_data_is_passed_over(pages: Foreign, data: str) -> None:
    head = HEAD + f'<script type="application/ld+json">{data}</script>'
    assert pages.article(page(head=head), name="a.html")[1].title == "Ferries stay in port"


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html>", b"   ", b"<p>"])
def test_a_page_without_an_article_says_so(pages: Foreign, data: bytes) -> None:
    with pytest.raises(EmptyReport, match=r"a\.html: no article"):
        pages.article(data, name="a.html")


def test_other_encodings_are_read(pages: Foreign) -> None:
    head = '<meta charset="iso-8859-1">' + HEAD
    body = BODY + "<p>The café’s owner, Zoë Brün, saw the ferries of Ostrel from her window all week.</p>".replace(
        "’", "'"
    )
    text, _ = pages.article(page(head=head, body=body).decode().encode("latin-1"), name="a.html")
    assert "The café's owner, Zoë Brün" in text


def test_a_page_beyond_the_limit_is_refused(pages: Foreign) -> None:
    with pytest.raises(TooLarge) as caught:
        pages.article(b"<p>" + b"x" * 2_000_000, name="a.html")
    assert caught.value.limit == 2_000_000


def test_bytes_that_are_no_page_are_refused(pages: Foreign) -> None:
    with pytest.raises(NotText):
        pages.article(b"\x89PNG\x00\x00", name="a.html")


def test_a_page_that_hangs_the_library_is_ended_and_the_next_is_read() -> None:
    hostile = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p></body></html>"
    with Foreign(Limits(page_seconds=4)) as pages:
        pages.article(page(), name="warm.html")
        begun = time.perf_counter()
        with pytest.raises(PageError, match=r"hostile\.html: no article found in this page within 4 seconds"):
            pages.article(hostile, name="hostile.html")
        assert time.perf_counter() - begun < 60
        assert pages.article(page(), name="a.html")[1].outlet == "The Coast Ledger"


def test_a_process_that_is_gone_is_an_error_of_that_page_alone() -> None:
    with Foreign(Limits()) as pages:
        pages.article(page(), name="a.html")
        assert pages._process is not None
        pages._process.kill()
        pages._process.wait()
        with pytest.raises(PageError):
            pages.article(page(), name="b.html")
        assert pages.article(page(), name="c.html")[1] != Fields()


def test_nothing_is_left_running() -> None:
    with Foreign(Limits()) as pages:
        pages.article(page(), name="a.html")
        process = pages._process
    assert process is not None
    assert process.returncode is not None
