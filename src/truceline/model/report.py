"""What comes in: a report and the spans that point into its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a report's text, in Unicode code points, end exclusive."""

    start: int  # offset of the first code point
    end: int  # offset after the last code point

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as it was published."""

    id: str  # given by the input, else a hash of the content
    text: str  # the body; every offset counts in its code points
    outlet: str | None = None  # who published it
    title: str | None = None  # its headline, where that is not part of the text
    published: str | None = None  # ISO 8601 day or UTC second
    url: str | None = None  # where it was found

    @property
    def day(self) -> str | None:
        """The day of publication (YYYY-MM-DD), or None."""
        return self.published[:10] if self.published else None
