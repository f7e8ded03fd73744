"""Front matter, and the text under Markdown's marks."""

from __future__ import annotations

import re

from truceline.intake.fields import Fields

_KEYS = {
    "id": "id",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
}
_FRONT_LINES = 50  # front matter that does not end by then is none

# None looks past the next mark of its own kind, so that a million brackets cost a million steps.
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,1000}\)")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*(?![\w*])")
_STRESS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![\w*])")
_UNDER = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_\n]{1,500})(?<=\S)\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_HEADING = re.compile(r"#{1,6}[ \t]++(.*)")
_RULE = re.compile(r"[ \t]{0,3}(?:[-*_][ \t]*){3,}|[ \t]{0,3}={3,}[ \t]*")
_MARK = re.compile(r"[ \t]{0,8}(?:>[ \t]?)+|[ \t]{0,8}[-*+][ \t]+")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")


def front_matter(text: str) -> tuple[Fields, str]:
    """The fields between two lines of ``---`` at the very top, and the text after them.

    Lines are ``key: value``; keys that say nothing about a report are passed over. Without front matter the text
    comes back as it is.
    """
    if not text.startswith("---\n"):
        return Fields(), text
    found: dict[str, str] = {}
    at = 4
    for _ in range(_FRONT_LINES):
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        if line.rstrip() in ("---", "..."):
            return Fields(**found), text[end + 1 :].lstrip("\n") if end >= 0 else ""
        key, colon, value = line.partition(":")
        if line.strip() and not line.startswith(("#", " ", "\t", "-")):
            if not colon:
                break
            field = _KEYS.get(key.strip().lower())
            if field and value.strip():
                found.setdefault(field, _unquoted(value.strip()))
        if end < 0:
            break
        at = end + 1
    return Fields(), text


def plain_text(text: str) -> tuple[str | None, str]:
    """The first heading, and the text without marks; paragraphs keep their places.

    Fenced code, rules and comments go; headings, quotations and list items become plain lines; links and stressed
    words keep their words.
    """
    title: str | None = None
    kept: list[str] = []
    fenced = False
    for line in _without_comments(text).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced or _RULE.fullmatch(line[:200]):
            continue
        elif heading := _HEADING.fullmatch(line):
            words = _inline(heading[1].rstrip().rstrip("#").rstrip())
            if title is None and not any(kept):
                title = words
            else:
                kept.append(words)
        else:
            kept.append(_inline(_MARK.sub("", line, count=1)) if _MARK.match(line) else _inline(line))
    return title, "\n".join(kept).strip("\n")


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def _inline(line: str) -> str:
    if "[" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    if "<" in line:
        line = _ADDRESS.sub(r"\1", line)
    if "*" in line:
        line = _STRESS.sub(r"\1", _STRONG.sub(r"\1", line))
    if "_" in line:
        line = _UNDER.sub(r"\2", line)
    if "`" in line:
        line = _CODE.sub(r"\1", line)
    return line


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
