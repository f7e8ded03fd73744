from __future__ import annotations

import json
import random
from typing import Any

import pytest

from truceline.intake.syndication import feed_of

LONG = "The ferries of Ostrel stayed in port, and the harbour master said that nobody had told him why. " * 12

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Coast Ledger &amp; Sons</title><link>https://coast.example/</link>
<item>
  <title>Ferries &lt;i&gt;stay&lt;/i&gt; in port</title>
  <link>https://coast.example/ferries</link>
  <guid isPermaLink="false">ferries-1</guid>
  <pubDate>Wed, 14 May 2031 09:30:00 +0300</pubDate>
  <dc:creator>Ada Brün</dc:creator>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>{LONG}</p><p>The last line.</p><script>steal()</script>]]></content:encoded>
</item>
<item><title>Only a summary</title><link>https://coast.example/summary</link>
  <description>Ferries stayed &amp;amp; waited …</description></item>
<item><description>{LONG * 2}</description></item>
<item><title>Cut</title><content:encoded>{LONG} [&#8230;]</content:encoded><link>https://coast.example/cut</link></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Radio</title>
<entry><id>urn:1</id><title type="html">Ferries &amp;lt;stay&amp;gt;</title>
  <link rel="alternate" href="/ferries"/><link rel="enclosure" href="https://harbour.example/a.mp3"/>
  <published>2031-05-14T09:30:00Z</published><updated>2031-05-15T08:00:00Z</updated>
  <author><name>Ada Brün</name></author>
  <source><title>Tarn Wire</title></source>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div></content></entry>
<entry><id>urn:2</id><title>No day</title><updated>2031-05-15T08:00:00Z</updated>
  <content type="image/png">iVBOR</content></entry>
</feed>""".encode()

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Radio",
    "items": [
        {
            "id": 7,
            "url": "https://harbour.example/7",
            "title": "Ferries stay",
            "content_html": f"<p>{LONG}</p><p>The last line.</p>",
            "date_published": "2031-05-14T09:30:00+03:00",
            "date_modified": "2031-05-14T11:00:00Z",
            "authors": [{"name": "Ada Brün"}, {"name": "Jo"}, {}],
        },
        {"id": "8", "external_url": "https://tarn.example/8", "summary": "Short.", "date_published": "soon"},
        {"id": "9", "url": "javascript:alert(1)", "content_text": LONG, "author": {"name": "Jo"}},
        "no item",
    ],
}

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Coast</title></head><body>
<outline text="Papers"><outline type="rss" xmlUrl="https://coast.example/feed"/>
<outline text="again" xmlUrl="https://coast.example/feed"/></outline>
<outline text="Radio" XMLURL=" https://harbour.example/feed "/><outline xmlUrl="file:///etc/passwd"/></body></opml>"""


def entries(data: bytes, **about: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = feed_of(data, **about)["entries"]
    return found


def test_rss() -> None:
    first, summary, described, cut = entries(RSS)
    assert first["key"] == "ferries-1"
    assert first["title"] == "Ferries stay in port"
    assert first["url"] == "https://coast.example/ferries"
    assert first["published"] == "2031-05-14T06:30:00Z"
    assert first["modified"] is None
    assert first["author"] == "Ada Brün"
    assert first["outlet"] == "The Coast Ledger & Sons"
    assert first["text"] == f"{LONG.strip()}\nThe last line."
    assert first["full"]
    assert (summary["full"], summary["text"], summary["published"]) == (False, "Ferries stayed & waited …", None)
    assert summary["key"] == "https://coast.example/summary"
    assert described["full"]
    assert described["title"] is None
    assert len(described["key"]) == 16
    assert not cut["full"]


def test_atom() -> None:
    first, second = entries(ATOM, url="https://harbour.example/feed", media="application/atom+xml")
    assert first["url"] == "https://harbour.example/ferries"
    assert first["title"] == "Ferries <stay>"
    assert (first["published"], first["modified"]) == ("2031-05-14T09:30:00Z", "2031-05-15T08:00:00Z")
    assert (first["author"], first["outlet"]) == ("Ada Brün", "Tarn Wire")
    assert first["full"]
    # What was said to be changed then was not said to be published then, and a picture is no text.
    assert (second["published"], second["modified"]) == (None, "2031-05-15T08:00:00Z")
    assert (second["text"], second["full"]) == (None, False)


def test_json_feed() -> None:
    first, second, third = entries(json.dumps(JSON).encode())
    assert (first["key"], first["url"], first["full"]) == ("7", "https://harbour.example/7", True)
    assert first["text"] == f"{LONG.strip()}\nThe last line."
    assert (first["published"], first["modified"]) == ("2031-05-14T06:30:00Z", "2031-05-14T11:00:00Z")
    assert (first["author"], first["outlet"]) == ("Ada Brün, Jo", "Harbour Radio")
    assert (second["url"], second["full"], second["published"]) == ("https://tarn.example/8", False, None)
    assert (third["url"], third["author"], third["full"]) == (None, "Jo", True)


def test_a_list_of_feeds() -> None:
    found = feed_of(OPML)
    assert found["feeds"] == ["https://coast.example/feed", "https://harbour.example/feed"]
    assert (found["title"], found["entries"]) == ("Coast", [])


@pytest.mark.parametrize(
    "data",
    [b"", b"Ferries left.", b"<html><body>Ferries</body></html>", b"{", b'{"a": 1}', b"{" * 5000, b"\x89PNG\x00"],
)
def test_what_is_no_feed_says_so(data: bytes) -> None:
    assert feed_of(data)["broken"].startswith("no ")


def test_a_feed_that_breaks_before_its_entries_is_no_empty_one() -> None:
    assert "ill-formed" in feed_of(RSS[: RSS.index(b"<item>")])["broken"]
    assert feed_of(b"<rss><channel><title>Coast</title></channel></rss>")["entries"] == []


def test_ill_formed_feeds_are_read_as_far_as_they_go() -> None:
    broken = RSS.replace(b"</item>", b"", 1).replace(b"&amp;", b"&")[:-20]
    assert entries(broken)[0]["title"] == "Ferries stay in port"


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    data = RSS.decode().replace("utf-8", encoding, 1).encode(encoding)
    assert entries(data)[0]["author"] == "Ada Brün"


BOMB = """<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "lol">{}]>
<{}><{}>&x9;</{}></{}>"""
LEVELS = '<!ENTITY x0 "&a;">' + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("root", [("rss", "channel"), ("opml", "head")])
def test_entities_do_not_unfold(root: tuple[str, str]) -> None:
    outer, inner = root
    text = BOMB.format(LEVELS, outer, f"{inner}><title", f"title></{inner}", outer)
    assert len(json.dumps(feed_of(text.encode()))) < 10_000


@pytest.mark.parametrize("root", ["rss", "opml"])
def test_files_of_this_machine_are_not_read(root: str) -> None:
    text = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><{root} version="2.0"><head><title>&e;</title></head>'
        f"<channel><title>&e;</title><item><title>&e;</title></item></channel></{root}>"
    )
    assert "root:" not in json.dumps(feed_of(text.encode()))


@pytest.mark.parametrize("seed", range(30))
def test_rubbish_breaks_nothing(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice((RSS, ATOM, OPML, json.dumps(JSON).encode())))
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
    try:
        found = feed_of(bytes(data))
    except ValueError:
        return  # the worker names it
    assert json.dumps(found)
