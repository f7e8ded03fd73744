"""HTML of a few paragraphs to text."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol "
    "p pre section table td th tr ul".split()
)
_SILENT = frozenset("script style noscript template iframe object svg math button form".split())
_END = "\0"  # of a paragraph: no HTML holds it
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")


def plain(markup: object) -> str | None:
    """The text of a piece of HTML, a line a paragraph; None where there is none."""
    if not isinstance(markup, str) or not markup.strip():
        return None
    if "<" not in markup and "&" not in markup:
        return _joined([markup])
    try:
        tree = html.fragment_fromstring(markup.replace(_END, ""), create_parent="div")
    except (ValueError, html.etree.ParserError):
        return None
    return _joined(_pieces(tree))


def _pieces(tree: Any) -> list[str]:
    pieces: list[str] = []
    walk = html.etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
            else:
                pieces += (_END if node.tag in _BLOCKS else "", node.text or "")
        else:
            pieces += (_END if node.tag in _BLOCKS else "", (node.tail or "") if node is not tree else "")
    return pieces


def _joined(pieces: list[str]) -> str | None:
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split(_END))
    return "\n".join(line for line in lines if line) or None
