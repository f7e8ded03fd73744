"""The texts of reports for those who come to many claims of one report in a row."""

from __future__ import annotations

from collections import OrderedDict

from truceline.ledger import ClaimRow, View
from truceline.model import Span

_KEPT = 16  # texts in memory: claims come report by report, and those of one event from few reports


class Texts:
    """Texts of a view's reports, the last few of them in memory.

    Args:
        view: Whose.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._kept: OrderedDict[str, str] = OrderedDict()

    def of(self, claim: ClaimRow) -> str:
        """The text of a claim's report."""
        id = claim.report.id
        if id not in self._kept:
            self._kept[id] = self._view.report(id).text or ""
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(id)
        return self._kept[id]

    def around(self, claim: ClaimRow, span: Span, *, reach: int) -> tuple[str, str, str]:
        """What stands before a span of a claim's report, in it, and after it.

        Args:
            claim: Whose report.
            span: Where.
            reach: How many code points before and after, at most.
        """
        own = claim.claim.evidence
        if own.start + reach <= span.start and span.end + reach <= own.end:  # the claim itself has the words
            text, span = claim.words, Span(start=span.start - own.start, end=span.end - own.start)
        else:
            text = self.of(claim)
        return text[max(0, span.start - reach) : span.start], text[span.start : span.end], text[span.end :][:reach]
