"""One claim taken apart: which words of the report gave its event, its actors, its chain, and how firmly it is held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.exports import wording
from truceline.exports.people import PLAIN_WIDTH, arrows, plain
from truceline.exports.values import chain_object, span_object
from truceline.exports.wording import on_one_line
from truceline.model import Actor, Attribution, Claim, Link, Reading, Span

_LONGEST = 200  # characters of the words of one part
_WHOLE = 700  # characters of the passage that is shown
_SIGNS = re.compile(  # words by which a clause itself says that something is open, only possible or not so
    r"\b(?:not|never|no|nobody|none|neither|nor|without|may|might|could|would|will|shall|should|if|unless|whether"
    r"|allegedly|alleged|reportedly|reported|apparently|supposedly|purportedly|possibly|probably|likely|unlikely)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a claim, and the words that gave it."""

    part: str  # event, actor, recipient, where, when, count, link, stance, factuality, denied by …
    value: str  # what was read
    words: str | None  # the words it was read from; None where it does not rest on words of the text
    start: int | None  # first code point of the words
    end: int | None  # after the last
    note: str | None = None  # how the words gave it: what a pronoun stands for, by which word it was passed on


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim with its parts, in the order in which a reader asks for them."""

    claim: Claim
    chain: tuple[Link, ...]
    evidence: str  # the words that state it
    parts: tuple[Part, ...]


def explain(reading: Reading, claim: Claim) -> Explanation:
    """Which words gave which part of a claim.

    Args:
        reading: All that was read in the report.
        claim: One of its claims.
    """
    finder = _Finder(reading, claim)
    text = reading.report.text
    return Explanation(
        claim=claim,
        chain=claim.chain,
        evidence=text[claim.evidence.start : claim.evidence.end],
        parts=tuple(finder.parts()),
    )


class _Finder:
    """Goes through the records that a claim points to."""

    def __init__(self, reading: Reading, claim: Claim) -> None:
        self.reading, self.claim, self.text = reading, claim, reading.report.text
        self.actors = {actor.id: actor for actor in reading.actors}
        self.attributions = {a.id: a for a in reading.attributions}

    def parts(self) -> Iterator[Part]:
        claim = self.claim
        event = wording.EVENTS.get(claim.event, claim.event.lower())
        mode = f" ({claim.mode.replace('_', ' ').replace('-', ' ')})" if claim.mode else ""
        yield self.part("event", f"{event}{mode}", claim.trigger)
        yield from self.people("actor", claim.actors)
        yield from self.people("recipient", claim.recipients)
        yield from self.circumstances()
        yield from self.links()
        yield from self.firmness()
        yield from self.denials()
        if claim.medium:
            yield self.part("medium", claim.medium, None)

    def part(self, part: str, value: str, span: Span | None, note: str | None = None) -> Part:
        words = self.text[span.start : span.end] if span is not None else None
        start, end = (span.start, span.end) if span is not None else (None, None)
        return Part(part=part, value=value, words=words, start=start, end=end, note=note)

    def people(self, part: str, ids: Iterable[str]) -> Iterator[Part]:
        for mention in (self.actors[i] for i in ids if i in self.actors):
            span = Span(start=mention.start, end=mention.end)
            yield self.part(part, mention.name or self.text[span.start : span.end], span, self.stands_for(mention))

    def stands_for(self, mention: Actor) -> str | None:
        """What a pronoun or description stands for, in its own words."""
        root = self.actors.get(mention.refers_to or "")
        return None if root is None else f"stands for “{self.text[root.start : root.end]}” at {root.start}"

    def circumstances(self) -> Iterator[Part]:
        claim, reading = self.claim, self.reading
        for place in (p for p in reading.places if p.id in claim.where):
            yield self.part("where", place.name, Span(start=place.start, end=place.end), place.country)
        for time in (t for t in reading.times if t.id in claim.when):
            value = wording.time(time, self.text[time.start : time.end])
            yield self.part("when", value, Span(start=time.start, end=time.end))
        for count in (n for n in reading.counts if n.id in claim.counts):
            yield self.part("count", wording.count(count), Span(start=count.start, end=count.end))

    def line(self) -> list[Attribution]:
        """The attribution of the claim, and those that pass it on."""
        found: list[Attribution] = []
        at = self.attributions.get(self.claim.attribution or "")
        while at is not None and at not in found:
            found.append(at)
            at = self.attributions.get(at.relayed_by or "")
        return found

    def links(self) -> Iterator[Part]:
        """Each link of the chain with the words that name it, and the word by which it spoke or passed it on."""
        line = self.line()
        for number, one in enumerate(line):
            outward = len(line[number + 1].chain) if number + 1 < len(line) else 1
            if len(one.chain) <= outward:
                continue  # nobody's: a hedge, or the publisher itself
            link = one.chain[0]
            source = Span(start=one.source.start, end=one.source.end) if one.source else None
            cue = f"by “{self.text[one.cue.start : one.cue.end]}”" if one.cue else "without a word of saying"
            who = self.stands_for(self.actors[one.source.actor]) if one.source and one.source.actor else None
            yield self.part("link", link.name or "somebody not named", source, "; ".join(w for w in (cue, who) if w))
        publisher = self.claim.chain[-1]
        yield self.part("link", publisher.name or "the publisher", None, "the report's own outlet")

    def firmness(self) -> Iterator[Part]:
        claim, line = self.claim, self.line()
        if line:
            kind = "" if line[0].kind == "statement" else f", {line[0].kind}"
            yield self.part("stance", line[0].stance + kind, line[0].cue)
        said = wording.factuality(claim.factuality, claim.phase) or wording.PHASES.get(claim.phase) or "so, as they say"
        sign = _SIGNS.search(self.text, claim.evidence.start, claim.evidence.end)
        span = Span(start=sign.start(), end=sign.end()) if sign and claim.factuality != "CT+" else None
        yield self.part("factuality", f"{claim.factuality}: {said}", span, claim.phase)

    def denials(self) -> Iterator[Part]:
        for chain in self.claim.denied_by:
            by = next((a for a in self.reading.attributions if a.chain == chain and a.answers), None)
            names = " → ".join(link.name or "somebody not named" for link in chain)
            yield self.part("denied by", names, by.cue if by is not None else None)


def to_object(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain dictionaries and lists."""
    claim = explanation.claim
    return {
        "claim": claim.id,
        "evidence": {**span_object(claim.evidence), "words": explanation.evidence},
        "chain": chain_object(explanation.chain),
        "parts": [asdict(part) for part in explanation.parts],
    }


def to_text(explanation: Explanation, *, width: int = PLAIN_WIDTH) -> str:
    """The explanation as plain text, with its line ends."""
    return plain(to_renderable(explanation), width=width)


def to_renderable(explanation: Explanation) -> RenderableType:
    """The explanation for a console of rich's."""
    heading = arrows(explanation.chain)
    heading.stylize("bold")
    quoted = wording.shortened(on_one_line(explanation.evidence), _WHOLE)
    return Group(heading, Text(f"“{quoted}”", style="dim"), Text(), _table(explanation.parts))


def _table(parts: Iterable[Part]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in ("part", "is", "from the words", "at", "how"):
        table.add_column(name, overflow="fold")
    for part in parts:
        words = f"“{wording.shortened(on_one_line(part.words), _LONGEST)}”" if part.words is not None else "–"
        at = "" if part.start is None else str(part.start)
        table.add_row(
            Text(part.part), Text(on_one_line(part.value), style="cyan"), Text(words), Text(at, style="dim"),
            Text(on_one_line(part.note or ""), style="dim"),
        )  # fmt: skip
    return table
