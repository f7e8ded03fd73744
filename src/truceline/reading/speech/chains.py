"""Chains of sources: from the origin of a claim out to the report's publisher, who is always last."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Actor, Attribution, Link, Parse, Report
from truceline.reading.index import Index
from truceline.reading.nouns import description
from truceline.reading.ranges import Range
from truceline.reading.speech.attributions import STATEMENT, Attributions
from truceline.reading.speech.speakers import Speaker, is_publisher, link_of, publisher_link, speaker_of
from truceline.vocabulary.sayings import Sayings, load_sayings

DOCUMENT = "document"  # kind of a paper or picture that nobody is known to have made
PUBLISHED = "published"  # how an outlet passes on what has no other word for it


class Chains:
    """The chain of sources for each attribution of a report.

    Args:
        report: The report; its outlet is the last link.
        parse: Its text.
        attributions: Who says what in it.
        mentions: Those who act or speak in it.
        sayings: The words by which things are said; the package's own where left out.
    """

    def __init__(
        self,
        report: Report,
        parse: Parse,
        attributions: Attributions,
        mentions: Index[Actor],
        sayings: Sayings | None = None,
    ) -> None:
        self.publisher = publisher_link(report, mentions)
        self._parse = parse
        self._attributions = attributions
        self._mentions = mentions
        self._sayings = sayings or load_sayings()
        self._known: dict[str, tuple[Link, ...]] = {}

    def of(self, attribution: Attribution | None) -> tuple[Link, ...]:
        """The chain of what an attribution holds; None stands for the publisher's own words."""
        if attribution is None:
            return (self.publisher,)
        if attribution.id not in self._known:
            line = self._attributions.line(attribution)
            held = self._attributions.ranges[line[0].id].content
            links = [link for passer in line for link in self._links(passer, held, origin=passer is line[0])]
            self._known[attribution.id] = self._chain(links)
        return self._known[attribution.id]

    def spoken_by(self, source: tuple[int, int], via: str, within: Attribution | None) -> tuple[Link, ...]:
        """The chain of what the words of a source phrase say, told within an attribution or by the publisher.

        Args:
            source: The words (first, after the last) that name who speaks.
            via: The word of saying.
            within: The attribution in which that is told, or None.
        """
        speaker = speaker_of(self._parse, self._mentions, self._sayings, source)
        return self._chain([*self._link(speaker, source, via), *self.of(within)[:-1]])

    def _links(self, attribution: Attribution, held: tuple[Range, ...], *, origin: bool) -> list[Link]:
        """What an attribution adds to a chain: its speaker, or nobody where the reporter merely hedges.

        Args:
            attribution: The origin, or one that passes it on.
            held: What the origin said.
            origin: Whether it is the origin itself.
        """
        via = self._attributions.via.get(attribution.id) or self._word(attribution)
        draft = self._attributions.ranges[attribution.id]
        if draft.source is None:
            spoken = origin and draft.kind == STATEMENT and self._says(draft.cue)
            return [Link(name=None, via=via)] if spoken else []
        if self._is_house(draft.source):
            return []
        speaker = speaker_of(self._parse, self._mentions, self._sayings, draft.source)
        hedged = draft.cue is not None and self._parse.lemmas[self._parse.head_of(*draft.cue)] in self._sayings.hedges
        if hedged and self._parse.lemmas[speaker.head] not in self._sayings.mediums:
            return []
        if speaker.paper and not origin and (draft.relay or draft.content == held):
            return []  # "the army said …, according to a statement": the army's own
        return self._link(speaker, draft.source, via)

    def _is_house(self, source: tuple[int, int]) -> bool:
        """Whether a source is the publisher's "we", outside of what anybody says."""
        word = source[0]
        if source[1] - word > 1 or self._parse.lowers[word] not in ("we", "us"):
            return False
        return self._attributions.innermost(word) is None

    def _link(self, speaker: Speaker, source: tuple[int, int], via: str | None) -> list[Link]:
        if speaker.silent:  # a picture without a maker speaks for itself
            return [Link(name=description(self._parse, *source), kind=DOCUMENT, via=via)]
        link = link_of(self._parse, self._mentions, self._sayings, speaker, source)
        return [replace(link, via=via)]

    def _chain(self, links: list[Link]) -> tuple[Link, ...]:
        """The links with the publisher last and nobody twice in a row."""
        found: list[Link] = []
        for link in links:
            if is_publisher(self.publisher, actor=link.actor, name=link.name):
                continue
            if found and same(found[-1], link):
                found[-1] = replace(found[-1], via=link.via)
                continue
            found.append(link)
        if found and found[-1].kind == "outlet":
            found[-1] = replace(found[-1], via=PUBLISHED)
        return (*found, self.publisher)

    def _says(self, cue: tuple[int, int] | None) -> bool:
        """Whether a cue without a source tells of a saying: not "appears", "reportedly", "it is unclear"."""
        if cue is None:
            return True
        known = self._sayings
        lemmas = [known.verb(self._parse.lemmas[w], self._parse.lowers[w]) for w in range(*cue)]
        if any(lemma in known.hedges for lemma in lemmas):
            return False
        return any(lemma in known.stances or lemma in known.noun_stances for lemma in lemmas)

    def _word(self, attribution: Attribution) -> str | None:
        """The word by which a speaker speaks."""
        cue = self._attributions.ranges[attribution.id].cue
        if cue is None:
            return None
        if self._parse.lowers[cue[0]] == "according":
            return "according to"
        word = self._parse.lowers[self._parse.head_of(*cue)]
        return word if word[:1].isalpha() else None  # a headline's colon is no word


def same(one: Link, other: Link) -> bool:
    """Whether two links are one somebody."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor and one.name == other.name
    return one.name is not None and one.name == other.name
