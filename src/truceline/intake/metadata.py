"""What a web page says about itself: in linked data (schema.org), in its meta tags, in marks on its elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from truceline.intake.fields import published_of

_DEEPEST = 8  # levels of linked data looked into
_LONGEST_NAME = 40  # characters: some pages put their slogan where the name of the outlet belongs
_LONGEST_AUTHOR = 200
_MOST_AUTHORS = 20
_SHORTEST = 10  # characters of a title before the outlet's name
_BAR = re.compile(r"(?<!\s)\s+[|–—·•*-]\s+")
_PUBLISHED = (
    "article:published_time og:article:published_time datepublished parsely-pub-date pubdate publishdate publish-date "
    "article.published sailthru.date dc.date.issued dcterms.created dc.date date"
).split()
_MODIFIED = (
    "article:modified_time og:article:modified_time datemodified og:updated_time lastmod dcterms.modified".split()
)
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_BY = re.compile(r"^by\s+", re.IGNORECASE)


class Metadata:
    """What a page says about its article; None where it says nothing.

    Args:
        tree: The page.
    """

    def __init__(self, tree: Any) -> None:
        self._metas: dict[str, str] = {}
        self._marked: dict[str, str] = {}
        headings: list[str] = []
        self._canonical: str | None = None
        titles: list[str] = []
        scripts: list[str] = []
        for node in tree.iter("meta", "link", "script", "title", "h1", "time"):
            if node.tag == "meta":
                self._take_meta(node)
            elif node.tag == "link":
                if (node.get("rel") or "").lower() == "canonical" and self._canonical is None:
                    self._canonical = _address(node.get("href"))
            elif node.tag == "script":
                if node.get("type") == "application/ld+json" and node.text:
                    scripts.append(node.text)
            elif node.tag == "h1":
                headings += filter(None, [" ".join(node.text_content().split())])
                if "headline" in (node.get("itemprop") or "").split():
                    self._marked.setdefault("headline", headings[-1] if headings else "")
            elif node.tag == "time":
                for name in (node.get("itemprop") or "").lower().split():
                    self._marked.setdefault(name, node.get("datetime") or "")
            else:
                titles += filter(None, [words(node.text)])
        self._linked = next(_linked_articles(scripts), {})
        self._heading = headings[0] if len(headings) == 1 else None
        self._first_heading = headings[0] if headings else None
        self._title = titles[0] if titles else None

    @property
    def title(self) -> str | None:
        """Its headline.

        Pages have several: the one on the page, one for others that link to it, one for search engines. What is marked
        as the headline goes first, then the heading where the page's own name for itself agrees, then what it says to
        others.
        """
        heading, linked = self._heading, words(self._linked.get("headline"))
        if self._marked.get("headline"):
            return self._marked["headline"]
        named = self._metas.get("title")
        if heading and named and _alike(_without_outlet(named, (heading,), self.outlet), heading):
            return heading
        shared = self._metas.get("og:title")
        others = tuple(title for title in (heading, linked, shared) if title)
        for title in (linked, shared):
            if title:
                return _without_outlet(title, others, self.outlet)
        return self._first_heading or (_without_outlet(self._title, (), self.outlet) if self._title else None)

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        said = self._metas.get("og:site_name")
        publisher = self._linked.get("publisher")
        named = words(publisher.get("name")) if isinstance(publisher, dict) else None
        return said if said and len(said) <= _LONGEST_NAME else named or said

    @property
    def author(self) -> str | None:
        """Who wrote it; several names with commas between them."""
        said = self._linked.get("author")
        names = [_name(author) for author in (said if isinstance(said, list) else [said])][:_MOST_AUTHORS]
        found = ", ".join(dict.fromkeys(name for name in names if name))
        for meta in _AUTHORS:
            name = self._metas.get(meta, "")
            if not found and not _address(name):
                found = _BY.sub("", name)
        if self.outlet and _alike(found, self.outlet):
            return None  # that nobody is named is all that it says
        return found if 0 < len(found) <= _LONGEST_AUTHOR else None

    @property
    def published(self) -> str | None:
        """When it was published, as the page has it, where that is a day or a moment."""
        return self._day("datePublished", _PUBLISHED)

    @property
    def modified(self) -> str | None:
        """When it was last changed, likewise."""
        return self._day("dateModified", _MODIFIED)

    @property
    def url(self) -> str | None:
        """The address that it calls its own."""
        page = self._linked.get("mainEntityOfPage")
        main = page.get("@id") if isinstance(page, dict) else page
        said = (self._canonical, _address(self._metas.get("og:url")), _address(self._linked.get("url")), _address(main))
        return next(filter(None, said), None)

    def _take_meta(self, node: Any) -> None:
        content = words(node.get("content"))
        if content:
            for attribute in ("property", "name", "itemprop"):
                name = (node.get(attribute) or "").strip().lower()
                if name:
                    self._metas.setdefault(name, content)

    def _day(self, linked: str, metas: list[str]) -> str | None:
        said = [words(self._linked.get(linked)), *map(self._metas.get, metas), self._marked.get(linked.lower())]
        return next((day for day in said if day and published_of(day)), None)


def words(value: object) -> str | None:
    """A string without what HTML and layout added to it; None where there is none."""
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _linked_articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The page's own description of its article, as schema.org has it."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, _DEEPEST):
            kind = str(item.get("@type"))
            if "Article" in kind or "BlogPosting" in kind:
                yield item


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list) and depth:
        for value in data:
            yield from _objects(value, depth - 1)


def _without_outlet(title: str, others: tuple[str, ...], outlet: str | None) -> str:
    """A title without the name of the outlet, and what else stands behind a bar."""
    bars = list(_BAR.finditer(title))
    for bar in bars:
        before = title[: bar.start()]
        if any(_alike(before, other) for other in others):
            return before
    if bars and len(before := title[: bars[-1].start()]) >= _SHORTEST:
        behind = title[bars[-1].end() :]
        if bars[-1][0].strip() == "|" and len(behind) < len(before) or outlet and _alike(behind, outlet):
            return before
    return title


def _alike(one: str, other: str) -> bool:
    return one.casefold().replace("’", "'").replace("‘", "'") == other.casefold().replace("’", "'").replace("‘", "'")


def _name(author: object) -> str | None:
    if isinstance(author, dict):
        author = author.get("name")
        if isinstance(author, list):
            author = next((name for name in author if isinstance(name, str)), None)
    name = words(author)
    return _BY.sub("", name) if name and not _address(name) else None


def _address(value: object) -> str | None:
    said = value.strip() if isinstance(value, str) else ""
    return said if said.lower().startswith(("http://", "https://")) else None
