"""The code blocks of the documentation, and how each is run.

A block is run unless the line before it is a comment that says what it is instead:

    <!-- not run: why -->    commands or code that cannot be run here
    <!-- output -->          what a command prints, or a picture made of letters
    <!-- data -->            a piece of a file

Fenced blocks marked ``python`` are run as Python, all of a page in one namespace; all others are commands of a shell,
the blocks of a page one after another in one folder. Two kinds of lines are only looked at: ``make TARGET`` has to
name a target, and what goes to a host under ``.example`` would find none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("*.md"),
        ROOT / "examples" / "README.md",
        ROOT / "evaluation" / "chains" / "README.md",
    ]
)
# A test of its own runs each of their commands, with the feeds served.
RUN_ELSEWHERE = {"docs/analysts-day.md": "tests/test_analysts_day.py"}
_SAYS = re.compile(r"<!-- (?:(not run): (\S.*)|(output)|(data)) -->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page."""

    page: str  # from the root of the repository
    line: int  # its first, counted from 1
    kind: str  # shell, python, not run, output, data
    code: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def name_of(page: Path) -> str:
    """A page's name, from the root of the repository."""
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order; of those in lists too."""
    text = page.read_text(encoding="utf-8")
    before = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "html_block":
            before = token.content.strip()
        elif token.type in ("fence", "code_block"):
            assert token.map is not None
            said = _SAYS.fullmatch(before)
            kind = "python" if token.info.strip() == "python" else "shell"
            if said:
                kind = next(word for word in (said[1], said[3], said[4]) if word)
            yield Block(page=name_of(page), line=token.map[0] + 1, kind=kind, code=token.content)
            before = ""
        elif token.nesting == 0 or token.type.endswith("_open"):
            before = ""


def looked_at_only(line: str) -> bool:
    """Whether a line of a shell block is not run: see above."""
    return bool(re.match(r"\s*make\b", line) or re.search(r"\bhttps?://[\w.-]*\bexample\b|@\w+\.example\b", line))
