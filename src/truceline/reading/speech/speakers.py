"""Who speaks: from the words that name a source to the somebody behind them.

"A statement from the ministry" is the ministry speaking, "details published by the Courier" the
Courier; a video speaks for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model import Actor, Link, Parse, Report
from truceline.reading.actors.house import outlet_entry
from truceline.reading.actors.press import is_short_form
from truceline.reading.clauses import antecedent
from truceline.reading.index import Index, root
from truceline.reading.nouns import conjunct, description, noun_phrase, preposition
from truceline.vocabulary import load_vocabulary
from truceline.vocabulary.sayings import Sayings, load_sayings

OWNERS = frozenset({"from", "by", "at", "in"})  # prepositions that tie a paper to those who wrote it
MODIFIERS = frozenset({"amod", "compound", "nmod"})
SIGHTS = frozenset({"video", "photograph"})  # media that show, and in which nobody speaks
TITLE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})  # what stands before a name that it is the title of
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
LEAD = 3  # words before which the first mention of a source phrase starts
LONGEST = 40  # words of a source phrase that are looked through
DEPTH = 6  # mentions from a speaker to whom he is
BACK = 150  # words in which a paper was told of before
ASIDE = frozenset({"to", "on", "about", "after", "before", "since", "until"})  # no part of a description


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who says something, as the source phrase names him."""

    head: int  # the word that heads the source phrase
    mention: Actor | None  # who it is, where that was found
    silent: bool = False  # a picture without a maker: it shows, and nobody speaks
    paper: bool = False  # a statement or paper without a maker
    words: tuple[int, int] | None = None  # who made a paper, where that is nobody whom anything else knows


def speaker_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, source: tuple[int, int]) -> Speaker:
    """Who speaks in a source phrase, given as words (first, after the last)."""
    titled = named_after_title(parse, mentions, source)
    if titled is not None:
        return Speaker(head=mentions.heads[titled.id], mention=titled)
    head = head_noun(parse, mentions, source)
    medium = sayings.mediums.get(parse.lemmas[head])
    mention = mentions.headed_by(head)
    paperlike = medium is not None or parse.lemmas[head] in sayings.venues
    if paperlike and (mention is None or not mention.named or mention.actor is mention.kind is None):
        maker = maker_of(parse, mentions, sayings, head, source)
        if maker is not None:
            return Speaker(head=head, mention=maker)
        named = author_of(parse, sayings, head)
        if named is not None:
            return Speaker(head=named, mention=None, words=noun_phrase(parse, named))
        first = first_named(parse, head, source)
        if first is not None:
            maker = maker_of(parse, mentions, sayings, first, noun_phrase(parse, first))
            if maker is not None:
                return Speaker(head=first, mention=maker)
            return Speaker(head=first, mention=mentions.headed_by(first), paper=True, words=noun_phrase(parse, first))
    elif (mention is None or mention.actor is mention.kind is None) and parse.lemmas[head] not in sayings.persons:
        agent = publisher_within(parse, mentions, sayings, source)  # "details published by the Courier"
        if agent is not None:
            return Speaker(head=head, mention=agent[1])
    silent = medium in SIGHTS and (mention is None or mention.actor is None)
    if mention is None and medium is None:
        mention = mentions.at(head) or whole(mentions, source)
    paper = medium is not None and (mention is None or mention.actor is None)
    return Speaker(head=head, mention=mention, silent=silent, paper=paper)


def named_after_title(parse: Parse, mentions: Index[Actor], source: tuple[int, int]) -> Actor | None:
    """The person named at the end of a source phrase after nothing but titles: "army spokesman Col. Jorun Tesk"."""
    end = source[1] - 1 if source[1] - source[0] > 1 and parse.words[source[1] - 1] == "," else source[1]
    last = mentions.at(end - 1)
    if last is None or not last.named or last.kind != "person":
        return None
    first, after = mentions.ranges[last.id]
    titles = range(source[0], first - 1 if first - 1 > source[0] and parse.words[first - 1] == "," else first)
    beside = bool(titles) and parse.words[titles.stop] == ","  # "the army's paymaster, Fadi Barr": no more than a title
    plain = all(
        parse.pos[w] in TITLE
        and (beside or parse.tags[w] != "POS")
        or parse.tags[w] == "PRP$"
        or parse.words[w] == "."
        or (beside and parse.tags[w] == "POS")
        for w in titles
    )
    return last if after == end and plain else None


def head_noun(parse: Parse, mentions: Index[Actor], source: tuple[int, int]) -> int:
    """The noun that heads a source phrase: the official of "an official speaking", however the tree was read."""
    head = parse.head_of(*source)
    own = mentions.headed_by(head)
    if own is None or (own.actor is None and own.refers_to is None):
        head = antecedent(parse, head)  # "officials who said"
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
        if relation == "compound" and parse.pos[c] == "NOUN" and parse.lemmas[noun] in sayings.raw_papers:
            continue  # "hospital records" speak for themselves, "the police report" for the police
        if subtype == "poss" or preposition(parse, c) == "by":
            return mention
        if medium in SIGHTS and mention.kind in ("state", "population", None):
            continue  # "footage from Elbia" says where it was taken
        if relation in ("compound", "amod") or (relation in ("nmod", "obl") and preposition(parse, c) in owners):
            return mention
    agent = publisher_within(parse, mentions, sayings, source)
    if agent is None or parse.lemmas[agent[0]] in sayings.holding:
        return None  # who obtained a paper did not write it
    if medium in SIGHTS and is_press(agent[1]):
        return None  # pictures that an outlet publishes are not thereby its own
    return agent[1]


def first_named(parse: Parse, noun: int, source: tuple[int, int]) -> int | None:
    """Where a paper was first told of that is only "the letter" now; None where this is the place."""
    if parse.lowers[source[0]] not in ("the", "this") or source[1] - source[0] > 2:
        return None
    earlier = range(max(0, source[0] - BACK), source[0])
    return next((w for w in earlier if parse.lemmas[w] == parse.lemmas[noun] and parse.pos[w] == "NOUN"), None)


def author_of(parse: Parse, sayings: Sayings, noun: int) -> int | None:
    """Whose paper or count it is by its own words: "figures from the statistics office", "a poll by Harker & Finch"."""
    if sayings.mediums.get(parse.lemmas[noun]) in SIGHTS:
        return None
    for c in parse.children[noun]:
        if c < noun or not parse.deps[c].startswith(("nmod", "obl")):
            continue
        before = preposition(parse, c)
        internal = before == "of" and parse.lemmas[noun] in sayings.internal_papers
        if before == "by" or internal or (before == "from" and parse.pos[c] == "NOUN"):
            return c
    return None


def publisher_within(
    parse: Parse, mentions: Index[Actor], sayings: Sayings, source: tuple[int, int]
) -> tuple[int, Actor] | None:
    """The participle and the mention in "… published by the Courier" within a phrase."""
    for word in range(source[0], min(source[1], source[0] + LONGEST)):
        if parse.tags[word] == "VBN" and sayings.passes_on(parse.lemmas[word], parse.lowers[word]):
            for c in parse.children[word]:
                mention = mentions.headed_by(c)
                if mention is not None and parse.deps[c].startswith("obl") and preposition(parse, c) in ("by", "to"):
                    return word, mention
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


def names_somebody(parse: Parse, mentions: Index[Actor], sayings: Sayings, noun: int) -> bool:
    """Whether a noun names people, a body, or a paper that speaks for one."""
    lemma, mention = parse.lemmas[noun], mentions.headed_by(noun)
    somebody = mention is not None and (mention.kind is not None or mention.actor is not None)
    return somebody or lemma in sayings.persons or lemma in sayings.mediums or is_one_of(parse, noun)


def is_one_of(parse: Parse, noun: int) -> bool:
    """Whether a word picks some out of many who were told of before: "one of them"."""
    if parse.pos[noun] not in ("NUM", "PRON", "ADJ", "DET"):
        return False
    persons = load_sayings().persons
    of = (c for c in parse.children[noun] if parse.deps[c] == "nmod" and preposition(parse, c) == "of")
    return any(parse.lowers[c] in ("them", "us") or parse.lemmas[c] in persons for c in of)


def is_press(mention: Actor) -> bool:
    """Whether a mention is an outlet, by its kind or by what is known of a body without a name."""
    return mention.kind == "outlet" or (mention.kind == "body" and mention.sector[:1] == ("JRN",))


def link_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, speaker: Speaker, source: tuple[int, int]) -> Link:
    """The link of a chain that a speaker makes, ``via`` still open."""
    mention = speaker.mention
    source = speaker.words or source
    if not source[0] <= speaker.head < source[1]:
        source = noun_phrase(parse, speaker.head)  # a relative pronoun's antecedent
    if any(parse.deps[c] == "conj" for c in parse.children[speaker.head]):
        source = source[0], max(min(source[1], conjunct(parse, speaker.head)[1]), source[0] + 1)  # the first of several
    if mention is None:
        return Link(name=description(parse, *source), kind=kind_of(parse, sayings, speaker.head), named=False)
    body = root(mentions.by_id, mention, DEPTH)
    named = body.named or mention.named
    phrase = described(parse, mentions, body, source)
    if named:
        name = body.name if body.named else mention.name
    else:  # "two people familiar with the talks" says more than the mention "people"
        own = body is mention and mentions.headed_by(speaker.head) is mention
        name = description(parse, *with_tail(parse, source, speaker.head)) if own else None
    return Link(
        name=name or description(parse, *phrase),
        actor=mention.actor or body.actor,
        kind=link_kind(body) or link_kind(mention) or kind_of(parse, sayings, speaker.head),
        named=named,
    )


def described(parse: Parse, mentions: Index[Actor], body: Actor, source: tuple[int, int]) -> tuple[int, int]:
    """The words that describe somebody without a name, with what follows their head: "council | of elders"."""
    if body.id not in mentions.ranges:
        return source
    return with_tail(parse, mentions.ranges[body.id], mentions.heads[body.id])


def with_tail(parse: Parse, words: tuple[int, int], head: int) -> tuple[int, int]:
    """Words with what follows in the noun phrase of their head, up to what is only added."""
    first, after = words
    end = max(after, conjunct(parse, head)[1])
    kept = parse.lemmas[head] in load_sayings().serving
    return first, next((w for w in range(after, end) if is_aside(parse, w, kept)), end)


def is_aside(parse: Parse, word: int, kept: bool) -> bool:
    """Whether a word begins what is no part of a description; "to" is one behind who serves or represents somebody."""
    if parse.lowers[word] == "of" and word + 1 < len(parse) and parse.tags[word + 1] == "VBG":
        return True  # "accused the militia | of stealing flour"
    return parse.lowers[word] in ASIDE and not (kept and parse.lowers[word] == "to")


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
    if (actor is not None and actor == publisher.actor) or plain(name) == plain(publisher.name):
        return True
    return is_short_form(tuple(plain(name).split()), publisher.name, load_sayings())
