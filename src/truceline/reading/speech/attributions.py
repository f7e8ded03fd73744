"""Who says what: the network's sources, cues and contents as records, with those that relay them.

The network's spans stand as they are. Rules add what flat labels cannot hold: sayings within
sayings, and the press bodies that pass a saying on.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model import Actor, Attribution, Parse, Report, Source, Span
from truceline.reading.index import Index
from truceline.reading.ranges import Range
from truceline.reading.speech.cues import draft_of
from truceline.reading.speech.denying import find_denying
from truceline.reading.speech.drafts import Draft, Drafts, distance, size
from truceline.reading.speech.free import find_free
from truceline.reading.speech.hands import find_hands
from truceline.reading.speech.inherited import inherit_relays
from truceline.reading.speech.kinds import find_kinds
from truceline.reading.speech.mending import mend
from truceline.reading.speech.missed import find_headlines, find_missed
from truceline.reading.speech.nested import find_nested, link_nested
from truceline.reading.speech.nominal import find_nominal
from truceline.reading.speech.parentheses import find_parentheses
from truceline.reading.speech.pointing import find_pointing
from truceline.reading.speech.quotation import quotation_of, quoted_words
from truceline.reading.speech.quoting import find_cited, find_quoted
from truceline.reading.speech.relays import find_told
from truceline.reading.speech.running import find_running
from truceline.reading.speech.setting import Setting
from truceline.reading.speech.several import find_several
from truceline.reading.speech.sourceless import find_paragraphs, name_sourceless
from truceline.reading.speech.speakers import publisher_link, speaker_of
from truceline.reading.speech.spoken_of import find_spoken_of
from truceline.reading.speech.stances import DEFAULT, stance_of
from truceline.reading.speech.told_again import find_told_again
from truceline.reading.speech.unseen import find_unseen
from truceline.vocabulary.sayings import Sayings

ELABORATING = frozenset({"starting", "beginning", "including", "followed", "ranging", "ending", "among"})
STOPS = frozenset({",", ".", ";", ":", "—", "–", "”", '"', ")"})
STATEMENT = "statement"
LONGEST = 40  # words by which a content is spelt out


class Attributions:
    """The attributions of one report, found by word.

    Args:
        parse: The text.
        records: The attributions, in text order.
        drafts: Their word ranges, one for each record.
        via: By which word an attribution, named by its id, was passed on.
    """

    def __init__(
        self, parse: Parse, records: tuple[Attribution, ...], drafts: tuple[Draft, ...], via: dict[str, str]
    ) -> None:
        self.records = records
        self.by_id = {record.id: record for record in records}
        self.via = via
        self.ranges = {record.id: draft for record, draft in zip(records, drafts, strict=True)}
        self._innermost: dict[int, Attribution] = {}
        depth = {record.id: len(self.line(record)) for record in records}
        order = sorted(
            zip(reversed(records), reversed(drafts), strict=True),
            key=lambda pair: (-size(pair[1]), depth[pair[0].id], -distance(pair[1])),
        )
        for record, draft in order:
            for word in elaboration(parse, draft):
                self._innermost[word] = record
        # Small ones last; of those with the same words the origin last, then whose cue is nearest, then the first.
        for record, draft in order:
            for first, after in draft.content:
                for word in range(first, after):
                    self._innermost[word] = record

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.records)

    def innermost(self, word: int) -> Attribution | None:
        """The attribution with the fewest words whose content holds the word, or None."""
        return self._innermost.get(word)

    def line(self, attribution: Attribution) -> list[Attribution]:
        """An attribution and those that pass it on, from the origin out."""
        found = [attribution]
        while (above := self.by_id.get(found[-1].relayed_by or "")) is not None and above not in found:
            found.append(above)
        return found


def find_attributions(parse: Parse, mentions: Index[Actor], sayings: Sayings, report: Report) -> Attributions:
    """All attributions of a report.

    Args:
        parse: The report's text with the network's attributions.
        mentions: Those who act or speak in it.
        sayings: The words by which things are said.
        report: The report; its outlet relays nothing, it publishes.
    """
    seen = (draft_of(parse, mentions, sayings, quote) for quote in parse.quotes)
    drafts = Drafts(parse, (draft for draft in seen if draft.content))
    setting = Setting(
        parse=parse,
        mentions=mentions,
        sayings=sayings,
        drafts=drafts,
        publisher=publisher_link(report, mentions),
        quoted=quoted_words(parse),
    )
    mend(setting)
    name_sourceless(setting)
    find_headlines(setting)
    find_missed(setting)
    find_running(setting)
    find_paragraphs(setting)
    find_nested(setting)
    find_nominal(setting)
    find_spoken_of(setting)
    find_pointing(setting)
    find_unseen(setting)
    find_free(setting)
    find_several(setting)
    find_cited(setting)
    find_quoted(setting)
    find_told(setting)
    find_hands(setting)
    find_denying(setting)
    find_kinds(setting)
    link_nested(setting)
    find_parentheses(setting)
    find_told(setting)  # once more, of what the rules in between have found
    find_told_again(setting)
    inherit_relays(setting)
    return as_records(setting)


def elaboration(parse: Parse, draft: Draft) -> range:
    """The words after a content that spell it out: "… several stages, starting with a truce"."""
    after = max(piece[1] for piece in draft.content)
    end = parse.sentences[parse.sentence_of[after - 1]][1]
    stop = after
    while stop + 1 < end and parse.words[stop] == "," and parse.lowers[stop + 1] in ELABORATING:
        stop = next((w for w in range(stop + 1, min(end, stop + LONGEST)) if parse.words[w] in STOPS), end)
        if stop - after > LONGEST:
            break
    return range(after, min(stop, after + LONGEST))


def as_records(setting: Setting) -> Attributions:
    """The drafts as records, with ids in text order."""
    parse, drafts = setting.parse, setting.drafts
    order = sorted(range(len(drafts.all)), key=lambda n: (place(drafts.all[n]), n))
    ids = {number: f"a{position}" for position, number in enumerate(order, start=1)}
    records, via = [], {}
    for number in order:
        draft = drafts.all[number]
        quotation = quotation_of(parse, draft.content, setting.quoted)
        passer = drafts.passed.get(number)
        if passer is not None:
            via[ids[number]] = passer[1]
        records.append(
            Attribution(
                id=ids[number],
                source=source_of(setting, draft.source),
                cue=span(parse, draft.cue) if draft.cue else None,
                content=tuple(span(parse, piece) for piece in sorted(draft.content)),
                quotation=quotation,
                stance=DEFAULT
                if draft.relay or draft.kind != STATEMENT
                else draft.stance or stance_of(parse, setting.sayings, draft, quotation, setting.mentions),
                relayed_by=ids[passer[0]] if passer is not None else None,
            )
        )
    return Attributions(parse, tuple(records), tuple(drafts.all[n] for n in order), via)


def place(draft: Draft) -> int:
    """Where in the text a draft is filed: at its first word."""
    return min(piece[0] for piece in (draft.source, draft.cue, *draft.content) if piece is not None)


def span(parse: Parse, piece: Range) -> Span:
    """A range of words as code points."""
    return Span(start=parse.starts[piece[0]], end=parse.ends[piece[1] - 1])


def source_of(setting: Setting, piece: Range | None) -> Source | None:
    """The source phrase with the mention that speaks in it."""
    if piece is None:
        return None
    speaker = speaker_of(setting.parse, setting.mentions, setting.sayings, piece)
    words = span(setting.parse, piece)
    return Source(start=words.start, end=words.end, actor=speaker.mention.id if speaker.mention else None)
