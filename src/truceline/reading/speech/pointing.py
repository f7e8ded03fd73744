"""Sayings that point at what is said: "as Belt put it", "so said Belt", "that is what Belt said", "said as much"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import NEGATIONS, SUBJECTS

PUT = frozenset({"put", "have", "tell"})  # "put it", "has it", "tells it"
POINTERS = frozenset({"it", "this"})
THAT = frozenset({"that", "this", "such", "so"})
WHAT = frozenset({"what", "how"})
MUCH = frozenset({"much", "so", "same"})
LIGHT = frozenset({"do", "give", "grant", "speak", "talk"})  # of a speech, but say nothing by themselves
GIVEN = frozenset({"promises", "threatens", "demands", "denies"})  # stances of what is said by itself
LONGEST = 60  # words of a content
NEAR = 3  # words from "as" to who says it


def find_pointing(setting: Setting) -> None:
    """Adds the sayings whose content stands beside them and is only pointed at."""
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    for verb, lemma in enumerate(parse.lemmas):
        if parse.pos[verb] != "VERB" or verb in setting.quoted:
            continue
        name = known.verb(lemma, parse.lowers[verb])
        said = (name in known.speech or known.stances.get(name) in GIVEN) and lemma not in LIGHT
        if not said and lemma not in PUT:
            continue
        if any(parse.lowers[c] in NEGATIONS for c in parse.children[verb]):
            continue
        speaker = next((c for c in parse.children[verb] if parse.deps[c] in SUBJECTS), None)
        if speaker is None or not is_somebody(setting, speaker):
            continue
        content = put_so(setting, verb, speaker) or said_so(setting, verb, speaker) or said_what(setting, verb)
        content = content or as_much(setting, verb)
        if content is None or any(covers(content, w) for w in (verb, speaker)):
            continue
        made = drafts.with_cue(verb)
        if made is not None:
            old = drafts.all[made]
            if not overlap(old.content, content):
                drafts.all[made] = Draft(source=old.source or noun_phrase(parse, speaker), cue=old.cue, content=content)
        elif not any(overlap(drafts.all[n].content, content) for n in drafts.in_sentence(verb)):
            drafts.add(Draft(source=noun_phrase(parse, speaker), cue=(verb, verb + 1), content=content))


def put_so(setting: Setting, verb: int, speaker: int) -> tuple[Range, ...] | None:
    """The clause beside "as Belt put it" or "as Belt said"."""
    parse = setting.parse
    mark = next((c for c in parse.children[verb] if parse.lowers[c] == "as" and c < verb), None)
    if mark is None or not mark < speaker:
        return None
    after = [c for c in parse.children[verb] if c > verb and parse.deps[c] in ("obj", "ccomp", "xcomp", "iobj")]
    it = bool(after) and parse.lowers[after[0]] in POINTERS and len(after) == 1
    if not (it if parse.lemmas[verb] in PUT else parse.lemmas[verb] in setting.sayings.speech and not after):
        return None
    first, end = parse.sentences[parse.sentence_of[verb]]
    begin, stop = mark, max(verb + 1, after[0] + 1 if after else verb + 1)
    while stop < end and parse.words[stop] not in (",", ".", ";", "?", "!") and parse.heads[stop] in range(begin, stop):
        stop += 1
    pieces = (trimmed(parse, max(first, begin - LONGEST), begin), trimmed(parse, stop, min(end, stop + LONGEST)))
    found = tuple(piece for piece in pieces if piece is not None and has_verb(parse, piece))
    return found or None


def said_so(setting: Setting, verb: int, speaker: int) -> tuple[Range, ...] | None:
    """The sentence before "So said his spokesman"."""
    parse = setting.parse
    first = parse.sentences[parse.sentence_of[verb]][0]
    if verb != first + 1 or speaker < verb or parse.lowers[first] not in ("so", "thus"):
        return None
    return sentence_before(parse, verb)


def said_what(setting: Setting, verb: int) -> tuple[Range, ...] | None:
    """What stands before "that is what Belt said", in the sentence before or before a colon."""
    parse = setting.parse
    first = parse.sentences[parse.sentence_of[verb]][0]
    what = next((w for w in range(verb - 1, max(first, verb - LONGEST) - 1, -1) if parse.lowers[w] in WHAT), None)
    if what is None or what - 1 < first or parse.lemmas[what - 1] != "be":
        return None
    at = next((w for w in range(what - 2, first - 1, -1) if parse.lowers[w] in THAT), None)
    if at is None:
        return None
    if at == first:
        return sentence_before(parse, verb)
    if parse.words[at - 1] in (":", "—", "–", "-"):
        piece = trimmed(parse, first, at)
        return None if piece is None or not has_verb(parse, piece) else (piece,)
    return None


def as_much(setting: Setting, verb: int) -> tuple[Range, ...] | None:
    """The words "as much" that stand for what was said."""
    parse = setting.parse
    for word in range(verb + 1, min(len(parse), verb + NEAR + 1)):
        if parse.lowers[word] in MUCH and parse.lowers[word - 1] in ("as", "the", parse.lowers[verb]):
            first = word - 1 if parse.lowers[word - 1] in ("as", "the") else word
            nominal = parse.lowers[word] != "same" or parse.pos[parse.heads[word]] == "VERB"
            following = parse.pos[word + 1] if word + 1 < len(parse) else "PUNCT"
            if nominal and following in ("PUNCT", "ADP", "SCONJ", "ADV", "CCONJ", "NOUN", "PROPN"):
                return ((first, word + 1),) if following not in ("NOUN", "PROPN") else None
    return None


def sentence_before(parse: Parse, word: int) -> tuple[Range, ...] | None:
    """The words of the sentence before the one that a word stands in."""
    number = parse.sentence_of[word]
    if not number:
        return None
    first, after = parse.sentences[number - 1]
    piece = trimmed(parse, max(first, after - LONGEST), after)
    return None if piece is None or not has_verb(parse, piece) else (piece,)


def has_verb(parse: Parse, piece: Range) -> bool:
    """Whether words hold a verb."""
    return any(parse.pos[w] in ("VERB", "AUX") for w in range(*piece))
