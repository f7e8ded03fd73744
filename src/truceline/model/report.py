"""What comes in: a report and the spans that point into its text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a report's text, in Unicode code points, end exclusive."""

    start: int  # offset of the first code point
    end: int  # offset after the last code point

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave, as it came: the evidence for a report."""

    url: str  # the address that was asked for
    final_url: str  # the address that answered, after redirects
    status: int  # of HTTP; 304 where nothing has changed since the last time, and the body is empty
    headers: tuple[tuple[str, str], ...]  # of the answer, in its order
    body: bytes  # unpacked, where it came packed
    fetched: str | None  # when: YYYY-MM-DDTHH:MM:SSZ

    def header(self, name: str) -> str | None:
        """The first header of this name, whatever its letter case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as it was published."""

    id: str  # given by the input, else a hash of the content
    text: str  # the body; every offset counts in its code points
    outlet: str | None = None  # who published it
    title: str | None = None  # its headline, where that is not part of the text
    published: str | None = None  # ISO 8601 day or UTC second
    url: str | None = None  # where it was found
    author: str | None = None  # who wrote it, as the page or the feed says
    modified: str | None = None  # when it was last changed, in the form of `published`
    evidence: Fetched | None = field(default=None, compare=False, repr=False)  # the bytes that it was taken from

    @property
    def day(self) -> str | None:
        """The day of publication (YYYY-MM-DD), or None."""
        return self.published[:10] if self.published else None
