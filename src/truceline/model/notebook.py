"""What a notebook shows of a reading: the text with its marks, and beneath it each claim with its chain.

A stranger's words are escaped, what would not be seen or would turn the direction of a line is shown by its number.
There are no scripts, no links and nothing to fetch, and styles stand on the elements themselves: notebooks take style
sheets out of what they do not trust. No mark is told by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from truceline.model.report import Span

if TYPE_CHECKING:
    from truceline.model.reading import Agreement, Claim, Link, Reading

LONGEST = 20_000  # code points of the text that are shown
MOST = 200  # rows of a table
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    r"|[\U000e0000-\U000e007f]"
)
_STYLES = {
    "claim": "text-decoration:underline 2px #2a7f62;text-underline-offset:3px",
    "source": "border-bottom:1px dotted currentColor;font-weight:600",
    "cue": "font-style:italic",
}
_CELL = 'style="text-align:left;vertical-align:top"'
_NUMBER = '<sup style="color:#2a7f62;user-select:none">{}</sup>'


def as_html(reading: Reading) -> str:
    """The reading as a piece of HTML.

    Args:
        reading: What to show; of a long one the beginning, which says so.
    """
    parts = [_heading(reading), _text(reading), _claims(reading)]
    if reading.agreements:
        parts.append(_agreements(reading))
    return f'<div class="truceline" dir="auto">{"".join(parts)}</div>'


def _shown(text: str) -> str:
    """A stranger's words, safe to stand in HTML."""
    return _UNSEEN.sub(lambda found: f"&lt;U+{ord(found.group()):04X}&gt;", escape(text))


def _heading(reading: Reading) -> str:
    report = reading.report
    said = [report.outlet or "outlet not known", report.published or "day not known"]
    said += [f"{len(reading.claims)} claims", f"{len(reading.attributions)} attributions"]
    line = " · ".join(_shown(word) for word in said)
    return f"<p><strong>{_shown(report.title or report.id)}</strong><br><small>{line}</small></p>"


def _text(reading: Reading) -> str:
    text = reading.report.text[:LONGEST]
    pieces = "".join(_pieces(text, _spans(reading), {c.evidence.end: c.id for c in reading.claims}))
    rest = len(reading.report.text) - len(text)
    more = f"<p><em>{rest:,} more characters</em></p>" if rest else ""
    return f'<div style="white-space:pre-wrap;max-width:48em">{pieces}</div>{more}'


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for claim in reading.claims:
        yield "claim", claim.evidence
    for said in reading.attributions:
        if said.source:
            yield "source", Span(start=said.source.start, end=said.source.end)
        if said.cue:
            yield "cue", said.cue


def _pieces(text: str, spans: Iterable[tuple[str, Span]], numbers: Mapping[int, str]) -> Iterator[str]:
    """The text cut at every border; spans may overlap as they like, since no two pieces do."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for kind, span in spans:
        if 0 <= span.start < span.end:
            opening.setdefault(span.start, []).append(kind)
            closing.setdefault(span.end, []).append(kind)
    cuts = sorted({0, len(text), *(at for at in (*opening, *closing) if at < len(text))})
    open_: list[str] = []
    for here, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for kind in closing.get(here, ()):
            open_.remove(kind)
        if here in numbers:
            yield _NUMBER.format(_shown(numbers[here]))
        open_ += opening.get(here, ())
        if here < following:
            yield _piece(_shown(text[here:following]), open_)


def _piece(shown: str, kinds: Sequence[str]) -> str:
    if not kinds:
        return shown
    names = sorted(set(kinds))
    style = ";".join(_STYLES[name] for name in names)
    return f'<span class="{" ".join(names)}" style="{style}">{shown}</span>'


def _claims(reading: Reading) -> str:
    if not reading.claims:
        return "<p><em>No claim of an event found.</em></p>"
    rows = [_claim(claim, reading) for claim in reading.claims[:MOST]]
    return _table(("claim", "event", "held as", "who → to whom", "said by"), rows, len(reading.claims))


def _claim(claim: Claim, reading: Reading) -> tuple[str, ...]:
    event = f"<strong>{_shown(claim.event)}</strong>" + (f" ({_shown(claim.mode)})" if claim.mode else "")
    whom = " → ".join(_names(ids, reading) or "?" for ids in (claim.actors, claim.recipients) if ids)
    said = "".join(f"<br>denied by {arrows(chain)}" for chain in claim.denied_by)
    held = _shown(f"{claim.factuality}, {claim.phase}")
    return _shown(claim.id), event, held, whom or "?", arrows(claim.chain) + said


def _agreements(reading: Reading) -> str:
    rows = [_agreement(agreement, reading) for agreement in reading.agreements[:MOST]]
    names = ("agreement", "kind", "status", "between", "through", "stages")
    return _table(names, rows, len(reading.agreements))


def _agreement(agreement: Agreement, reading: Reading) -> tuple[str, ...]:
    status = " since ".join(word for word in (agreement.status, agreement.since) if word)
    people = [_names(ids, reading) or "?" for ids in (agreement.parties, agreement.mediators)]
    stages = [f"{s.order}. {s.kind}" + (f", {s.days:g} days" if s.days is not None else "") for s in agreement.stages]
    return (
        _shown(agreement.id),
        _shown(agreement.kind),
        _shown(status or "?"),
        *people,
        "<br>".join(map(_shown, stages)),
    )


def arrows(chain: Iterable[Link]) -> str:
    """A chain from its origin out, with arrows between; who is not known stays visible as ``?``."""
    return " → ".join(_shown(link.name or "?") for link in chain) or "?"


def _names(ids: Sequence[str], reading: Reading) -> str:
    names = {m.id: m.name or reading.report.text[m.start : m.end] for m in reading.actors if m.id in ids}
    return ", ".join(_shown(name) for name in dict.fromkeys(names[id] for id in ids if id in names))


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], number: int) -> str:
    head = "".join(f"<th {_CELL}>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    more = f"<p><em>{number - len(rows):,} more</em></p>" if number > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
