"""What a word of saying has for its content, by the tree: a clause, an infinitive, a phrase, the clause around it."""

from __future__ import annotations

from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.ranges import Range, covers, trimmed
from truceline.reading.speech.setting import Setting
from truceline.reading.speech.told import task_of
from truceline.vocabulary.complements import Complement, load_complements

CLAUSES = frozenset({"ccomp", "csubj"})
PHRASES = frozenset({"obl", "advcl", "nmod", "obj", "ccomp", "xcomp", "obl:agent", "acl"})
HEARERS = frozenset({"obj", "iobj"})
AROUND = frozenset({",", "”", '"', "’", "'", "''", "—", "–", "“", "-"})  # beside a speaker's parenthesis
OPEN = frozenset({"believes", "intends", "promises", "threatens", "demands", "asks"})  # of verbs set in a sentence
FELT = frozenset({"know", "feel", "see", "mean"})  # with a clause of their own alone
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december time weekend morning evening night day".split()
)
LONGEST = 60  # words of a content
POINTERS = frozenset({"it", "this", "that", "so", "much", "them", "these", "those", "none", "one"})


class Said(NamedTuple):
    """What is said, and the stance that the wording gives it where the verb alone has none."""

    content: tuple[Range, ...]
    stance: str | None = None


def said_at(setting: Setting, verb: int, source: Range | None) -> Said | None:
    """What a word of saying has for its content, or None.

    Args:
        setting: What to look at.
        verb: The word of saying.
        source: The words for who speaks; they are no part of it.
    """
    parse = setting.parse
    clause = next((c for c in parse.children[verb] if parse.deps[c] in CLAUSES and c > verb), None)
    before = next((c for c in parse.children[verb] if parse.deps[c] == "ccomp" and c < verb), None)
    if before is not None and (source is None or not covers((source,), before)):
        return in_front(parse, verb, before, clause, source)
    if clause is not None and is_finite(parse, clause):
        return behind(parse, verb, clause, source)
    task = task_of(setting, verb)
    if task is not None:
        return behind(parse, verb, task, source)
    if clause is not None:
        return behind(parse, verb, clause, source)
    phrase = phrase_at(setting, verb, source)
    if phrase is not None:
        return phrase
    known = setting.sayings
    name = known.verb(parse.lemmas[verb], parse.lowers[verb])
    spoken = name in known.speech or known.stances.get(name) in OPEN
    idle = name in known.relay_verbs or name in FELT
    around = around_at(parse, verb, source) if spoken and not idle else ()
    return Said(around) if around else None


def in_front(parse: Parse, verb: int, before: int, clause: int | None, source: Range | None) -> Said | None:
    """A clause before the verb, with what goes on behind it: "The crew must swear, | says Belt, | that …"."""
    first, after = parse.subtree(before)
    content = cut(parse, first, min(after, verb), source)
    more = None if clause is None else behind(parse, verb, clause, source)
    if content is None:
        return more
    return Said((content, *(more.content if more is not None else ())))


def is_finite(parse: Parse, clause: int) -> bool:
    """Whether a clause is no infinitive."""
    return not any(parse.tags[c] == "TO" and c < clause for c in parse.children[clause])


def behind(parse: Parse, verb: int, clause: int, source: Range | None) -> Said | None:
    """A clause behind the verb, with whoever is to do what it says: "ordered | both sides to leave"."""
    first, after = parse.subtree(clause)
    hearer = next((c for c in parse.children[verb] if parse.deps[c] in HEARERS and c > verb), None)
    if hearer is not None and hearer < clause and not is_finite(parse, clause):
        first = min(first, parse.subtree(hearer)[0])
    content = cut(parse, max(first, verb + 1), after, source)
    return None if content is None else Said((content,))


def cut(parse: Parse, first: int, after: int, source: Range | None) -> Range | None:
    """A content without the source, the mark before it, and signs at its ends."""
    if source is not None and first <= source[0] < after:
        after = source[0]
    if source is not None and source[0] < first < source[1]:
        first = source[1]
    return trimmed(parse, first, min(after, first + LONGEST))


def phrase_at(setting: Setting, verb: int, source: Range | None) -> Said | None:
    """The phrase that a verb has for its content by the vocabulary, or None."""
    parse = setting.parse
    for row in load_complements().get(parse.lemmas[verb], ()):
        if not has_particle(parse, verb, row):
            continue
        thing = next((c for c in parse.children[verb] if parse.deps[c] == "obj" and c > verb), None)
        hung = prepositional(parse, verb, row)
        content = None
        if row.whole:
            fits = thing is not None and (not row.only or parse.lemmas[thing] in row.only)
            if fits and thing is not None and hung is not None:
                content = cut(
                    parse, parse.subtree(thing)[0], max(parse.subtree(thing)[1], parse.subtree(hung)[1]), source
                )
        elif hung is not None:
            first, after = parse.subtree(hung)
            content = cut(parse, max(first, after_case(parse, hung)), after, source)
        elif row.object and thing is not None and parse.lemmas[thing] != row.particle:
            if not row.only or parse.lemmas[thing] in row.only:
                content = cut(parse, *parse.subtree(thing), source)
        if content is not None:
            return Said((content,), row.stance)
    return None


def has_particle(parse: Parse, verb: int, row: Complement) -> bool:
    """Whether the word that belongs to the verb stands with it: "doubt" in "cast doubt on"."""
    if row.particle is None:
        return True
    if row.particle == "be":
        return any(parse.deps[c] in ("cop", "aux:pass") for c in parse.children[verb])
    beside = any(parse.lemmas[c] == row.particle for c in parse.children[verb])
    return beside or row.particle in parse.lowers[verb + 1 : verb + 3]


def prepositional(parse: Parse, verb: int, row: Complement) -> int | None:
    """What hangs on the verb, or on the noun that belongs to it, behind one of the prepositions."""
    heads = [verb, *(c for c in parse.children[verb] if row.particle and parse.lemmas[c] == row.particle)]
    heads += [c for c in parse.children[verb] if c > verb and parse.deps[c] == "obl" and is_to(parse, c)]
    if row.whole:
        heads += [c for c in parse.children[verb] if parse.deps[c] == "obj"]
    for head in heads:
        for c in parse.children[head]:
            if c > verb and parse.deps[c].partition(":")[0] in PHRASES and parse.lowers[c] not in DAYS:
                marks = {parse.lowers[m] for m in parse.children[c] if parse.deps[m] in ("case", "mark") and m < c}
                if marks & row.preps:
                    return c
    return None


def is_to(parse: Parse, noun: int) -> bool:
    """Whether a noun is whom something is said to: "appealed to the president | for mercy"."""
    return any(parse.lowers[c] == "to" and parse.deps[c] == "case" for c in parse.children[noun])


def after_case(parse: Parse, word: int) -> int:
    """The word behind the preposition of a phrase."""
    marks = [c for c in parse.children[word] if parse.deps[c] in ("case", "mark") and c < word]
    return max(marks) + 1 if marks else word


def around_at(parse: Parse, verb: int, source: Range | None) -> tuple[Range, ...]:
    """What stands around a speaker's parenthesis: "Such news, | the source affirmed, | serves the enemy"."""
    if source is None or any(parse.deps[c] == "obj" and c > verb for c in parse.children[verb]):
        return ()
    first, after = parse.sentences[parse.sentence_of[verb]]
    left, right = min(source[0], verb), max(source[1], verb + 1)
    while right < after and parse.heads[right] in range(left, right) and parse.words[right] not in AROUND:
        right += 1
    closed = left > first and parse.lowers[left - 1] in AROUND
    if not closed:
        return ()
    before = trimmed(parse, max(first, left - LONGEST), left)
    ended = right >= after or parse.words[right] in AROUND or parse.words[right] in (".", "?", "!", ";")
    if before is None or not ended:
        return ()
    behind_it = trimmed(parse, right, min(after, right + LONGEST)) if opens(parse, right, after) else None
    pieces = (before,) if behind_it is None else (before, behind_it)
    return pieces if any(has_predicate(parse, piece) for piece in pieces) else ()


def opens(parse: Parse, right: int, after: int) -> bool:
    """Whether the sentence behind a parenthesis goes on with what is said."""
    return right < after - 1 and parse.words[right] in AROUND


def has_predicate(parse: Parse, piece: Range) -> bool:
    """Whether words hold a verb."""
    return any(parse.pos[w] in ("VERB", "AUX") for w in range(*piece))
