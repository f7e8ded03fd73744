"""Whether a content stands in quotation marks: direct, mixed or indirect."""

from __future__ import annotations

from truceline.model.parse import Parse, per_text
from truceline.reading.ranges import Range

OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
CLOSING = frozenset({"”", "»", "’’"})
EITHER = frozenset({'"', "''"})
MARKS = OPENING | CLOSING | EITHER
LONGEST = 1500  # words; a mark without its partner does not turn the rest of the text into speech


@per_text
def quoted_words(parse: Parse) -> frozenset[int]:
    """The words that stand within double or single quotation marks.

    Speech that runs over paragraphs opens each of them anew and is closed once.
    """
    found: set[int] = set()
    for first, after in quoted_ranges(parse):
        found.update(range(first, after))
    return frozenset(found)


def quoted_ranges(parse: Parse) -> list[Range]:
    """The stretches between quotation marks, marks left out."""
    doubles = [i for i, word in enumerate(parse.words) if word in MARKS]
    ranges = _pair(parse, doubles)
    return ranges if ranges else _pair(parse, _singles(parse))


def _pair(parse: Parse, marks: list[int]) -> list[Range]:
    found: list[Range] = []
    opened: int | None = None
    for mark in marks:
        torn = opened is not None and _new_paragraph(parse, opened, mark) and not _opens(parse, mark)
        if torn or (opened is not None and mark - opened > LONGEST):
            opened = None
        if opened is None:
            opened = mark if _opens(parse, mark) else None
        elif _opens(parse, mark) and _starts_paragraph(parse, mark):
            found.append((opened + 1, mark))
            opened = mark
        elif not _opens(parse, mark) or parse.words[mark] in EITHER:
            found.append((opened + 1, mark))
            opened = None
    return found


def _opens(parse: Parse, mark: int) -> bool:
    """Whether a mark opens: by its shape, or by the space around it."""
    word = parse.words[mark]
    if word in OPENING or word == "‘":
        return True
    if word in CLOSING:
        return False
    start, end = parse.starts[mark], parse.ends[mark]
    before = parse.text[start - 1] if start else " "
    after = parse.text[end] if end < len(parse.text) else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-")


def _starts_paragraph(parse: Parse, mark: int) -> bool:
    return mark == 0 or "\n" in parse.text[parse.ends[mark - 1] - 1 : parse.starts[mark]]


def _new_paragraph(parse: Parse, opened: int, mark: int) -> bool:
    """Whether a paragraph ends between two marks."""
    return "\n" in parse.text[parse.ends[opened] : parse.starts[mark]].rstrip()


def _singles(parse: Parse) -> list[int]:
    """Single quotation marks that are no apostrophes: they stand alone as words and have space on one side."""
    found = []
    for i, word in enumerate(parse.words):
        if word in ("'", "‘", "’"):
            tail = parse.text[parse.ends[i] : parse.ends[i] + 1]
            genitive = word != "‘" and parse.deps[i] == "case" and tail.isspace()  # "the soldiers' camp"
            if not genitive:
                found.append(i)
    return found


def quotation_of(parse: Parse, content: tuple[Range, ...], quoted: frozenset[int]) -> str:
    """``direct`` where all words of a content are quoted, ``mixed`` where some are, else ``indirect``."""
    inside = outside = 0
    for first, after in content:
        for word in range(first, after):
            if parse.pos[word] not in ("PUNCT", "SPACE"):
                if word in quoted:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
