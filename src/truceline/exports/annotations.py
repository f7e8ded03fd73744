"""Claims as W3C Web Annotations (JSON-LD): each points at its words by quotation and by position."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from truceline.exports.cells import writable
from truceline.exports.rows import link_name
from truceline.exports.texts import Texts
from truceline.ledger import ClaimRow, Filters, View

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
REACH = 32  # code points before and after a quotation that tell it from the same words elsewhere


def write_annotations(view: View, out: BinaryIO, *, filters: Filters | None = None, program: str = "truceline") -> int:
    """The claims that fit, as one collection of annotations with one page.

    Returns:
        How many there were.
    """
    texts = Texts(view)
    head = {"@context": CONTEXT, "id": urn("claims"), "type": "AnnotationCollection", "label": "Claims of a ledger"}
    page = {"id": urn("claims:1"), "type": "AnnotationPage", "startIndex": 0}
    out.write(f'{_json(head)[:-1]},"first":{_json(page)[:-1]},"items":['.encode())
    written = 0
    for claim in view.claims(filters):
        out.write((",\n" if written else "\n").encode() + _json(annotation(claim, texts, program=program)).encode())
        written += 1
    out.write(f'\n]}},"total":{written}}}\n'.encode())
    return written


def annotation(row: ClaimRow, texts: Texts, *, program: str = "truceline") -> dict[str, Any]:
    """A claim as an annotation on the text of its report."""
    span = row.claim.evidence
    before, exact, after = texts.around(row, span, reach=REACH)
    return {
        "id": urn(row.id),
        "type": "Annotation",
        "motivation": "identifying",
        "created": row.report.learnt,
        "generator": {"type": "Software", "name": program},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(row)],
        "target": {
            "source": _source(row),
            "selector": [
                {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }


def urn(id: str) -> str:
    """The name of something in a ledger among the names of the web."""
    return f"urn:truceline:{id}"


def _source(row: ClaimRow) -> dict[str, str]:
    """The text that offsets count in. It is not the page that it was taken from, which is named beside it."""
    found = {"id": urn(row.report.id), "type": "Text", "format": "text/plain", "language": "en"}
    return found | {"via": row.report.url} if row.report.url else found


def _tags(row: ClaimRow) -> list[str]:
    claim = row.claim
    said = [("event", claim.event), ("mode", claim.mode), ("factuality", claim.factuality), ("phase", claim.phase)]
    said += [("auxiliary", mode) for mode in claim.auxiliary]
    said += [("actor", m.name) for m in row.actors] + [("recipient", m.name) for m in row.recipients]
    said += [("place", p.name) for p in row.where] + [("from", row.first), ("to", row.last)]
    said += [("chain", " > ".join(map(link_name, claim.chain)))]
    said += [("denied by", " > ".join(map(link_name, chain))) for chain in claim.denied_by]
    return [f"{name}: {value}" for name, value in said if value]


def _json(value: Any) -> str:
    return writable(json.dumps(value, separators=(",", ":"), ensure_ascii=False))
