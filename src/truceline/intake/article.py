"""The article in a web page. Called in the worker."""

from __future__ import annotations

import trafilatura
from trafilatura.utils import load_html

from truceline.intake.metadata import Metadata


def article_of(page: bytes) -> dict[str, str | None]:
    """The text of the article in a page, and what the page says about it; empty where there is none."""
    tree = load_html(page)
    if tree is None:
        return {}
    # Before the text is looked for: that takes the tree apart.
    said = Metadata(tree)
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False)
    if not isinstance(found, trafilatura.settings.Document):
        return {}
    return {
        "text": found.text,
        "title": said.title or found.title,
        "outlet": said.outlet or found.sitename,
        "author": said.author,
        "published": said.published or found.date,
        "modified": said.modified,
        "url": said.url or found.url,
    }
