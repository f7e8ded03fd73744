"""From what is given to what is written: contents with their ids. Pure, and done before anybody's lock is taken."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from truceline.ledger.encoding import canonical, hash_of, id_of, packed
from truceline.ledger.packing import (
    reading_from_plain,
    reading_to_plain,
    report_from_plain,
    report_to_plain,
)
from truceline.ledger.records import Evidence, Judgement, Review
from truceline.model import Reading, Report

LETTERS = {"report": "r", "reading": "d", "evidence": "e", "judgement": "j", "review": "v"}
COUNTED = ("report", "reading")  # what the digest is over: what was reported, and what was read in it

Content = Report | Reading | Evidence | Judgement | Review


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One entry before it has a number."""

    kind: str
    content: bytes  # in the canonical encoding
    record: Content
    about: str | None = None  # lasting id of the report that a reading or evidence belongs to
    body: bytes | None = None  # of evidence

    @cached_property
    def hash(self) -> str:
        """Of the content."""
        return hash_of(self.content)

    @property
    def id(self) -> str:
        """The lasting id."""
        return id_of(LETTERS[self.kind], self.hash)

    @cached_property
    def packed(self) -> bytes:
        """The content as it is stored."""
        return packed(self.content)


def report_draft(report: Report) -> Draft:
    """A report."""
    return Draft(kind="report", content=canonical(["report", report_to_plain(report)]), record=report)


def reading_draft(reading: Reading, report: str) -> Draft:
    """A reading of the report with this lasting id."""
    content = canonical(["reading", reading_to_plain(reading, report)])
    return Draft(kind="reading", content=content, record=reading, about=report)


def evidence_draft(evidence: Evidence, report: str) -> Draft:
    """The bytes that the report with this lasting id came from. They are stored once, however often they came."""
    e = evidence
    said = [report, hash_of(e.body), e.fetched, [list(pair) for pair in e.headers]]
    came = [e.url, e.final_url, e.status]
    # Bytes of which nobody says where they came from are written as ledgers of the first layout have them.
    content = canonical(["evidence", *said, *(came if any(part is not None for part in came) else [])])
    return Draft(kind="evidence", content=content, record=evidence, about=report, body=evidence.body)


def evidence_of(report: Report) -> Evidence | None:
    """The bytes that a report came with from intake."""
    found = report.evidence
    if found is None:
        return None
    return Evidence(
        body=found.body,
        headers=found.headers,
        fetched=found.fetched,
        url=found.url,
        final_url=found.final_url,
        status=found.status,
    )


def evidence_from(content: bytes, body: bytes) -> Evidence:
    """Evidence from its content and the bytes, which are stored apart."""
    _, _, _, fetched, headers, *came = plain_of(content)
    url, final_url, status = came or (None, None, None)
    pairs = tuple((name, value) for name, value in headers)
    return Evidence(body=body, headers=pairs, fetched=fetched, url=url, final_url=final_url, status=status)


def judgement_draft(judgement: Judgement) -> Draft:
    """A judgement."""
    j = judgement
    said = [j.kind, list(j.subjects), list(j.objects), j.score, dict(j.reasons), j.by, j.supersedes]
    return Draft(kind="judgement", content=canonical(["judgement", *said]), record=judgement)


def review_draft(review: Review) -> Draft:
    """A review."""
    v = review
    said = [v.subject, v.verdict, v.day, v.note, v.by, v.supersedes]
    return Draft(kind="review", content=canonical(["review", *said]), record=review)


def plain_of(content: bytes) -> list[Any]:
    """A content's plain values: its kind, and what goes with it.

    Raises:
        ValueError: It is no content.
    """
    plain = json.loads(content)
    if not isinstance(plain, list) or not plain or plain[0] not in LETTERS:
        raise ValueError("no content of a ledger")
    return plain


def report_of(content: bytes) -> Report:
    """A report from its content."""
    return report_from_plain(plain_of(content)[1])


def reading_of(content: bytes, report: Report) -> Reading:
    """A reading from its content."""
    return reading_from_plain(plain_of(content)[1], report)


def report_id_of(content: bytes) -> str:
    """The report that a reading or evidence belongs to."""
    plain = plain_of(content)
    return str(plain[1]["report"] if plain[0] == "reading" else plain[1])


def judgement_of(content: bytes) -> Judgement:
    """A judgement from its content."""
    kind, subjects, objects, score, reasons, by, supersedes = plain_of(content)[1:]
    return Judgement(
        kind=kind,
        subjects=tuple(subjects),
        objects=tuple(objects),
        score=score,
        reasons=reasons,
        by=by,
        supersedes=supersedes,
    )


def review_of(content: bytes) -> Review:
    """A review from its content."""
    subject, verdict, day, note, by, supersedes = plain_of(content)[1:]
    return Review(subject=subject, verdict=verdict, day=day, note=note, by=by, supersedes=supersedes)


def batch_hash(n: int, *, learnt: str, program: str, previous: str, entries: list[tuple[int, str, str, str]]) -> str:
    """What a batch is sealed with: over the batch before, and each entry's number, kind, id and hash."""
    return hash_of(canonical([n, learnt, program, previous, [list(entry) for entry in entries]]))
