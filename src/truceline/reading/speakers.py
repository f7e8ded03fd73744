"""Who speaks: from the words that name a source to the somebody behind them.

"A statement from the ministry" is the ministry speaking, "details published by the Courier" the
Courier; a video speaks for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model import Actor, Link, Parse, Report
from truceline.reading.actors.house import outlet_entry
from truceline.reading.index import Index
from truceline.vocabulary import load_vocabulary
from truceline.vocabulary.sayings import Sayings

DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "some"}
)
OWNERS = frozenset({"from", "by", "at", "in"})  # prepositions that tie a paper to those who wrote it
MODIFIERS = frozenset({"amod", "compound", "nmod"})
SIGHTS = frozenset({"video", "photograph"})  # media that show, and in which nobody speaks
ENDS = frozenset({",", ";", ":", "(", "—", "–", "-", "--"})  # end a description
CLAUSES = frozenset({"VBG", "VBD", "VBZ", "VBP", "WDT", "WP", "WP$"})  # tags that begin a clause after a noun
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
LEAD = 3  # words before which the first mention of a source phrase starts
LONGEST = 40  # words of a source phrase that are looked through
DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who says something, as the source phrase names him."""

    head: int  # the word that heads the source phrase
    mention: Actor | None  # who it is, where that was found
    silent: bool = False  # a picture without a maker: it shows, and nobody speaks


def speaker_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, source: tuple[int, int]) -> Speaker:
    """Who speaks in a source phrase, given as words (first, after the last)."""
    head = head_noun(parse, mentions, source)
    medium = sayings.mediums.get(parse.lemmas[head])
    mention = mentions.headed_by(head)
    if mention is None or (medium is not None and not mention.named) or mention.actor is mention.kind is None:
        maker = maker_of(parse, mentions, sayings, head, source)
        if maker is not None:
            return Speaker(head=head, mention=maker)
    silent = medium in SIGHTS and (mention is None or mention.actor is None)
    if mention is None and medium is None:
        mention = mentions.at(head) or whole(mentions, source)
    return Speaker(head=head, mention=mention, silent=silent)


def head_noun(parse: Parse, mentions: Index[Actor], source: tuple[int, int]) -> int:
    """The noun that heads a source phrase: the official of "an official speaking", however the tree was read."""
    head = parse.head_of(*source)
    if parse.pos[head] in NOUNS:
        return head
    for word in range(source[0], min(source[1], source[0] + LEAD)):
        mention = mentions.at(word)
        if mention is not None and mention.kind is not None and source[0] <= mentions.heads[mention.id] < source[1]:
            inner = mentions.heads[mention.id]
            outer = mentions.headed_by(parse.heads[inner])  # "Elbian" of "an Elbian official"
            if outer is not None and mentions.ranges[outer.id][0] <= inner:
                return parse.heads[inner]
            return inner
    return head


def whole(mentions: Index[Actor], source: tuple[int, int]) -> Actor | None:
    """The mention that takes up the whole source phrase, however its tree was read."""
    for word in (source[1] - 1, source[0]):
        mention = mentions.at(word)
        if mention is not None and mentions.ranges[mention.id] == source:
            return mention
    return None


def maker_of(
    parse: Parse, mentions: Index[Actor], sayings: Sayings, noun: int, source: tuple[int, int]
) -> Actor | None:
    """Who wrote, made or passed round the paper or picture that a noun names."""
    medium = sayings.mediums.get(parse.lemmas[noun])
    owners = OWNERS | {"of"} if medium == "statement" else OWNERS
    for c in parse.children[noun]:
        relation, _, subtype = parse.deps[c].partition(":")
        mention = mentions.headed_by(c)
        if mention is None:
            continue
        if subtype == "poss" or preposition(parse, c) == "by":
            return mention
        if medium in SIGHTS and mention.kind in ("state", "population", None):
            continue  # "footage from Elbia" says where it was taken
        if relation in ("compound", "amod") or (relation in ("nmod", "obl") and preposition(parse, c) in owners):
            return mention
    agent = publisher_within(parse, mentions, sayings, source)
    return None if agent is None else agent[1]


def publisher_within(
    parse: Parse, mentions: Index[Actor], sayings: Sayings, source: tuple[int, int]
) -> tuple[int, Actor] | None:
    """The participle and the mention in "… published by the Courier" within a phrase."""
    for word in range(source[0], min(source[1], source[0] + LONGEST)):
        if parse.tags[word] == "VBN" and parse.lemmas[word] in sayings.relay_verbs:
            for c in parse.children[word]:
                mention = mentions.headed_by(c)
                if mention is not None and parse.deps[c].startswith("obl") and preposition(parse, c) in ("by", "to"):
                    return word, mention
    return None


def preposition(parse: Parse, noun: int) -> str | None:
    """The preposition before a noun, in lower case."""
    for c in parse.children[noun]:
        if parse.deps[c] == "case" and c < noun:
            return parse.lowers[c]
    return None


def is_outlet(parse: Parse, mentions: Index[Actor], sayings: Sayings, noun: int) -> bool:
    """Whether a noun heads the name or description of a press body."""
    mention = mentions.headed_by(noun) or mentions.at(noun)
    if mention is not None and (mention.named or mention.kind == "outlet"):
        return is_press(mention)
    if parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    before = [c for c in parse.children[noun] if c < noun]
    if any(parse.deps[c].partition(":")[0] in MODIFIERS for c in before):
        return parse.lemmas[noun] in sayings.outlet_nouns or parse.lemmas[noun] in sayings.outlet_masses
    # "the newspaper" is one that was named before, or the publisher
    return parse.lemmas[noun] in sayings.outlet_nouns and any(parse.lowers[c] in ("a", "an") for c in before)


def is_press(mention: Actor) -> bool:
    """Whether a mention is an outlet, by its kind or by what is known of a body without a name."""
    return mention.kind == "outlet" or (mention.kind == "body" and mention.sector[:1] == ("JRN",))


def root(mentions: Index[Actor], mention: Actor) -> Actor:
    """The mention that a pronoun, alias or description ends up standing for."""
    for _ in range(DEPTH):
        above = mentions.by_id.get(mention.refers_to or "")
        if above is None:
            break
        mention = above
    return mention


def description(parse: Parse, first: int, after: int) -> str | None:
    """A phrase without its determiner, and without what a comma or a clause adds to it."""
    while first < after - 1 and parse.lowers[first] in DETERMINERS:
        first += 1
    for word in range(first + 1, after):
        reduced = parse.tags[word] == "VBN" and parse.pos[word - 1] in ("NOUN", "PROPN")  # "residents interviewed by"
        if reduced or parse.words[word] in ENDS or parse.tags[word] in CLAUSES:
            after = word
            break
    return parse.words_between(first, after) if first < after else None


def link_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, speaker: Speaker, source: tuple[int, int]) -> Link:
    """The link of a chain that a speaker makes, ``via`` still open."""
    mention = speaker.mention
    if mention is None:
        return Link(name=description(parse, *source), kind=kind_of(parse, sayings, speaker.head), named=False)
    body = root(mentions, mention)
    named = body.named or mention.named
    phrase = mentions.ranges.get(body.id, source)
    if named:
        name = body.name if body.named else mention.name
    else:  # "two people familiar with the talks" says more than the mention "people"
        own = body is mention and mentions.headed_by(speaker.head) is mention
        name = description(parse, *source) if own else None
    return Link(
        name=name or description(parse, *phrase),
        actor=mention.actor or body.actor,
        kind=link_kind(body) or link_kind(mention) or kind_of(parse, sayings, speaker.head),
        named=named,
    )


def link_kind(mention: Actor) -> str | None:
    """The kind of a mention, as chains name it."""
    if is_press(mention):
        return "outlet"
    return "person" if mention.kind == "population" else mention.kind


def kind_of(parse: Parse, sayings: Sayings, noun: int) -> str | None:
    """What kind of somebody a plain noun names, or None."""
    if parse.lemmas[noun] in sayings.outlet_nouns or parse.lemmas[noun] in sayings.outlet_masses:
        return "outlet"
    if parse.lemmas[noun] in sayings.persons:
        return "person"
    return None


def plain(name: str | None) -> str:
    """A name for comparing: lower case, without its article."""
    words = (name or "").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def publisher_link(report: Report, mentions: Index[Actor]) -> Link:
    """The last link of every chain: who published the report."""
    if not report.outlet:
        return Link(name=None, actor=None, kind="outlet", named=False, via=None)
    wanted = plain(report.outlet)
    actor = next((m.actor for m in mentions if m.actor and plain(m.name) == wanted), None)
    if actor is None:
        entry = outlet_entry(report.outlet, load_vocabulary())
        actor = entry.id if entry is not None else None
    return Link(name=report.outlet, actor=actor, kind="outlet", named=True, via=None)


def is_publisher(publisher: Link, *, actor: str | None, name: str | None) -> bool:
    """Whether an actor is the publisher itself."""
    if publisher.name is None:
        return False
    return (actor is not None and actor == publisher.actor) or plain(name) == plain(publisher.name)
