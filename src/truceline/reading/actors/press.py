"""Outlets that nobody has heard of: names that a report itself treats as press.

A name is an outlet's where it ends as outlets' names do ("the Merrow Tribune"), or where the text hears, reads or
credits it as one only can a paper or a station: "told Norvik 4", "per Norvik 4", "an interview with Norvik 4".
"""

from __future__ import annotations

import re

from truceline.model import Parse
from truceline.reading.actors.hits import given_names
from truceline.reading.actors.mention import Board, Mention
from truceline.vocabulary import Entry, Vocabulary
from truceline.vocabulary.sayings import Sayings, load_sayings
from truceline.vocabulary.words import slug

SKIPPED = frozenset(
    {"the", "a", "an", "news", "agency", "broadcaster", "station", "channel", "state", "daily", "paper"}
)
DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$|(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)$",
    re.IGNORECASE,
)
HEARINGS = frozenset({"interview", "remark", "comment"})  # an interview with, remarks to
PRINTED = frozenset({"dispatch", "article", "issue", "edition", "editorial"})
ISSUES = frozenset({"edition"})
BETWEEN = frozenset({"live", "later", "first", "simultaneously"})  # carried live by
SPEAKING = frozenset({"speak", "talk"})
AIRED = frozenset({"tv", "radio", "television"})
LONGEST = 5  # words of an outlet's name
FAR = 4  # words between a word of hearing and the name
AFTER_TEXT = 6  # words of a dateline before the agency in brackets


def mark_press(parse: Parse, board: Board, vocabulary: Vocabulary, house: Entry | None) -> None:
    """Makes outlets of the names that the report treats as such, wherever they stand in it.

    Args:
        parse: The text.
        board: All mentions; names that the vocabulary knows stay what they are.
        vocabulary: Who is known.
        house: The report's own publisher, which goes by short forms of its name.
    """
    sayings = load_sayings()
    add_unseen(parse, board, sayings)
    for mention in tuple(board.mentions):
        lengthen(parse, board, mention, sayings)
    unknown = [m for m in board.mentions if is_unknown(m, vocabulary) and (house is None or m.actor != house.id)]
    people = {token for m in unknown if is_person(parse, m) for token in words_of(parse, m)}
    found: set[tuple[str, ...]] = set()
    for mention in unknown:
        name = words_of(parse, mention)
        if is_press_name(parse, mention, sayings) or (people.isdisjoint(name) and is_heard(parse, mention, sayings)):
            found.add(name)
    for mention in unknown:
        name = words_of(parse, mention)
        if house is not None and is_short_form(name, house.name, sayings) and people.isdisjoint(name):
            mention.kind, mention.actor, mention.name, mention.tokens = house.kind, house.id, house.name, ()
            mention.country, mention.sector, mention.gender = house.country, house.sector, None
        elif name in found:
            become_outlet(parse, mention)


def add_unseen(parse: Parse, board: Board, sayings: Sayings) -> None:
    """Puts names on the board that nobody saw as such: capitalised words that are told, or a "Network 4"."""
    known = {token for m in board.mentions if m.form == "name" for token in words_of(parse, m)}
    papers = {words_of(parse, m)[-1] for m in board.mentions if m.form == "name" and is_press_name(parse, m, sayings)}
    for word, pos in enumerate(parse.pos):
        seen = board.at(word)
        if pos != "PROPN" or (seen is not None and seen.form == "name") or not parse.words[word][:1].isupper():
            continue
        after = word + 1
        end = parse.sentences[parse.sentence_of[word]][1]
        while after < min(end, word + LONGEST) and is_tied(parse, word, after):
            inner = board.at(after)
            if inner is not None and (inner.form != "role" or inner.first != word):
                break
            seen, after = seen or inner, after + 1
        name = parse.words_between(word, after)
        made = Mention(first=word, after=after, head=parse.head_of(word, after), form="name", name=name, named=True)
        titled = after - word > 1 and parse.lemmas[word] in sayings.outlet_nouns
        strange = seen is None and is_strange(parse, made, known)
        short = seen is None and after - word == 1 and parse.lowers[word] in papers
        short = short and word > 0 and parse.lowers[word - 1] == "the"  # "the Herald" of the Border Herald
        hidden = seen is not None and seen.form == "role" and is_press_name(parse, made, sayings)  # "the Tarn Observer"
        if (
            titled
            or short
            or hidden
            or (strange and (is_heard(parse, made, sayings) or is_press_name(parse, made, sayings)))
        ):
            if seen is not None:
                board.mentions.remove(seen)
                board.by_head.pop(seen.head, None)
            board.add(made, covers=True)


def lengthen(parse: Parse, board: Board, mention: Mention, sayings: Sayings) -> None:
    """Takes into a name what the network cut off: "Network | 4", "Corda | TV"."""
    word = mention.after
    if mention.form != "name" or mention.kind in ("state", "population") or word >= len(parse):
        return
    number = parse.words[word].isdigit() and parse.lemmas[word - 1] in sayings.outlet_nouns
    medium = parse.pos[word] == "PROPN" and parse.lowers[word] in AIRED
    if not (number or medium) or parse.heads[word] == word:
        return
    other = board.by_head.get(word)
    if other is not None and other.form != "name":
        board.mentions.remove(other)
        del board.by_head[word]
    mention.after, mention.named = word + 1, True
    mention.head = parse.head_of(mention.first, mention.after)
    mention.name, mention.actor = parse.words_between(mention.first, mention.after), None
    board.by_head.setdefault(mention.head, mention)
    board.inside[word] = mention


def is_strange(parse: Parse, mention: Mention, known: set[str]) -> bool:
    """Whether a name is no day, no given name and no part of another name of the report."""
    first = parse.lowers[mention.first]
    day = DAY.match(parse.words[mention.first]) is not None
    return not day and first not in given_names() and known.isdisjoint(words_of(parse, mention))


def is_tied(parse: Parse, first: int, word: int) -> bool:
    """Whether a word goes on with the name that begins at ``first``."""
    if parse.pos[word] == "NUM" and word == first + 1:
        return parse.words[word].isdigit()
    return parse.pos[word] == "PROPN" and (first <= parse.heads[word] < word or parse.heads[word - 1] == word)


def is_unknown(mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether a mention is a short name that the vocabulary has nothing to say of."""
    if mention.form != "name" or not mention.named or mention.kind in ("state", "population", "group"):
        return False
    known = mention.actor is not None and vocabulary.by_id(mention.actor) is not None
    return not known and mention.after - mention.first <= LONGEST


def is_person(parse: Parse, mention: Mention) -> bool:
    """Whether a name is beyond doubt a person's: by title, role or given name."""
    given = mention.after - mention.first > 1 and parse.lowers[mention.first] in given_names()
    return mention.kind == "person" and bool(mention.roles or mention.gender or given)


def words_of(parse: Parse, mention: Mention) -> tuple[str, ...]:
    """The words of a name in lower case, without its article and genitive ending."""
    words = [w for w in parse.lowers[mention.first : mention.after] if w not in ("'s", "’s")]
    return tuple(words[1:] if words[:1] == ["the"] else words)


def is_short_form(name: tuple[str, ...], long: str, sayings: Sayings) -> bool:
    """Whether a name is a short form of an outlet's: "the Courier", "Corda" of "Corda News Agency"."""
    whole = tuple(word for word in long.lower().split() if word != "the")
    left = whole[len(name) :]
    if not name or len(name) >= len(whole):
        return False
    if len(name) == 1 and is_abbreviation(name[0], whole):
        return True
    generic = sayings.press_endings | sayings.outlet_nouns | {"agency", "service", "news", "press"}
    return whole[-len(name) :] == name or (whole[: len(name)] == name and generic.issuperset(left))


def is_abbreviation(short: str, words: tuple[str, ...]) -> bool:
    """Whether letters abbreviate a name: "cgp" of "corda globe press", also of "cordaglobe press"."""
    if not 2 <= len(short) <= 5 or short[0] != words[0][0] or short[-1] != words[-1][0]:
        return False
    letters = iter("".join(words))
    return all(letter in letters for letter in short)


def is_press_name(parse: Parse, mention: Mention, sayings: Sayings) -> bool:
    """Whether a name ends or begins as those of outlets do; a telling word that others have too needs its article."""
    words = words_of(parse, mention)
    article = parse.lowers[mention.first] == "the" or (mention.first and parse.lowers[mention.first - 1] == "the")
    if len(words) == 1:
        return bool(article) and words[0] in sayings.press_alone
    if len(words) < 2 or is_person(parse, mention):
        return False
    if words[-1] in sayings.press_endings or words[0] in sayings.press_openings:
        return True
    return bool(article) and words[-1] in sayings.press_titles


def is_heard(parse: Parse, mention: Mention, sayings: Sayings) -> bool:
    """Whether a name is told, quoted or credited as only an outlet is."""
    start = mention.first
    end = parse.sentences[parse.sentence_of[start]][1]
    after = parse.lowers[mention.after] if mention.after < end else ""
    if is_credit(parse, mention):
        return True
    if after == "," and mention.after + 1 < end and parse.lowers[mention.after + 1] in sayings.citing:
        return True
    verb = parse.heads[mention.head]
    if parse.deps[mention.head] == "nsubj" and (
        parse.lemmas[verb] in sayings.speech or parse.lemmas[verb] in sayings.quoting
    ):
        below = parse.children[verb]
        if any(parse.lowers[c] in sayings.citing and parse.deps[c] == "advcl" for c in below):
            return True
        if parse.lemmas[verb] == "report" and any(parse.deps[c] == "ccomp" and c > verb for c in below):
            return True
        if parse.lemmas[verb] in sayings.quoting and any(
            parse.deps[c] == "obj" and c > verb for c in parse.children[verb]
        ):
            return True
    if parse.deps[mention.head] == "nsubj" and parse.deps[verb].startswith("acl"):
        if parse.lemmas[verb] in sayings.press_participles:
            return True  # "a statement that Norvik carried"
    at = start - 1
    for _ in range(FAR):
        if at < 0 or parse.lowers[at] not in SKIPPED:
            break
        at -= 1
    if at < 0:
        return False
    word, before = parse.lowers[at], parse.lowers[at - 1] if at else ""
    if mention.kind == "person" and mention.after - start > 1 and "the" not in parse.lowers[at + 1 : start + 1]:
        return False  # "told Ana Belt": people have no article
    if parse.tags[mention.after - 1] == "POS" or (mention.after < end and parse.tags[mention.after] == "POS"):
        return False
    if sayings.verb(parse.lemmas[at], word) in sayings.telling and parse.pos[at] == "VERB":
        return True
    if word in ("with", "to") and parse.lemmas[at - 1] in HEARINGS:
        return True
    if word in ("with", "to") and parse.lemmas[at - 1] in SPEAKING and mention.kind in ("body", None):
        return "the" not in parse.lowers[at + 1 : start + 1]  # "speaking to Norvik"; "spoke to the Assembly"
    if word == "in" and parse.lemmas[at - 1] in PRINTED or word == "of" and parse.lemmas[at - 1] in ISSUES:
        return True
    if word == "by" and at > 1:
        verb = at - 2 if parse.lowers[at - 1] in BETWEEN else at - 1
        return parse.tags[verb] in ("VBN", "VBD") and parse.lemmas[verb] in sayings.press_participles
    return word == "on" and before in ("said", "live", "live,", "broadcast", "carried") and mention.kind != "person"


def is_credit(parse: Parse, mention: Mention) -> bool:
    """Whether a name stands in the brackets of a dateline: "MERROW (Corda News) -"."""
    first, after = mention.first, mention.after
    if not 0 < first <= AFTER_TEXT or parse.words[first - 1] != "(" or after + 1 >= len(parse):
        return False
    return parse.words[after] == ")" and parse.words[after + 1] in ("-", "–", "—", "--")


def become_outlet(parse: Parse, mention: Mention) -> None:
    """Makes a mention one of an outlet."""
    mention.kind, mention.sector, mention.gender = "outlet", mention.sector or ("JRN",), None
    mention.name = (
        " ".join(w for i, w in enumerate(parse.words[mention.first : mention.after]) if i or w.lower() != "the")
        .removesuffix(" 's")
        .removesuffix(" ’s")
    )
    mention.actor = slug(mention.name) or None
    mention.tokens = ()
