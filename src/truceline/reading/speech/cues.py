"""Whose a cue is, where the network found no source for it or one that stands elsewhere.

Spans stay as the network has them; only which source goes with a cue is mended, and only where the
tree leaves no doubt.
"""

from __future__ import annotations

from truceline.model import Actor, Parse, Quote
from truceline.reading.clauses import is_passive, subject
from truceline.reading.dateline import DASHES, dateline
from truceline.reading.index import Index
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.speakers import names_somebody, publisher_within
from truceline.vocabulary.sayings import Sayings

PLACE = 12  # words before the participle of a paper
CLAUSE = frozenset({"who", "which", "whose", "whom"})
QUOTES = frozenset({'"', "“", "‘", "'", "``"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SPEAKING = frozenset({"nsubj", "obj"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PART"})
NOBODY = frozenset({"who", "which", "that", "what", "it", "there", "this"})


def draft_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, quote: Quote) -> Draft:
    """A draft from what the network found, empty pieces left out and its source mended."""
    lead = dateline(parse)
    cue, source = filled(quote.cue), filled(after_lead(quote.source, lead))
    content = tuple(piece for found in quote.content if (piece := filled(after_lead(found, lead))) is not None)
    if cue is not None and len(content) > 1:
        content = tuple(piece for piece in content if not is_summary(parse, piece, cue)) or content
    if cue is not None:
        head = parse.head_of(*cue)
        if parse.pos[head] == "NOUN":
            source = owner_of(parse, mentions, head, source)
        elif parse.pos[head] == "VERB" and source is None and (agent := agent_of(parse, mentions, sayings, head)):
            source = agent
        elif parse.pos[head] == "VERB" and (source is None or speaks_elsewhere(parse, head, source)):
            source = subject_of(parse, mentions, sayings, head, content, source) or source
    if source is None and cue is not None and len(content) > 1:
        source, content = behind(parse, sayings, cue, content)
    if source is None and cue is not None and len(content) > 1:
        source, content = beside(parse, sayings, cue, content)
    if cue is not None and (source is None or is_holder(parse, sayings, source)):
        source = paper_before(parse, sayings, cue[0], lead) or source
    return Draft(source=source, cue=cue, content=content)


def is_summary(parse: Parse, piece: Range, cue: Range) -> bool:
    """Whether words of an earlier paragraph, out of quotation marks, sum up what is quoted then: his own."""
    if piece[1] > cue[0] or parse.sentence_of[piece[1] - 1] == parse.sentence_of[cue[0]]:
        return False
    first = max(0, piece[0] - 1)
    quoted = parse.words[piece[0]] in QUOTES or parse.words[first] in QUOTES
    return not quoted and "\n" in parse.text[parse.ends[piece[1] - 1] : parse.starts[cue[0]]]


def agent_of(parse: Parse, mentions: Index[Actor], sayings: Sayings, verb: int) -> Range | None:
    """Who said it in a passive: "a statement was issued by the ministry"."""
    if not is_passive(parse, verb):
        return None
    for c in parse.children[verb]:
        if c > verb and parse.deps[c].startswith("obl") and any(parse.lowers[k] == "by" for k in parse.children[c]):
            return noun_phrase(parse, c) if names_somebody(parse, mentions, sayings, c) else None
    return None


def behind(
    parse: Parse, sayings: Sayings, cue: Range, content: tuple[Range, ...]
) -> tuple[Range | None, tuple[Range, ...]]:
    """A speaker right after the verb whom the network took for what is said: "…, says a trader who sells salt"."""
    verb = parse.head_of(*cue)
    found = next((c for c in parse.children[verb] if parse.deps[c] in SPEAKING and c > verb), None)
    piece = next((piece for piece in content if piece[0] == cue[1]), None)
    spoken = sayings.verb(parse.lemmas[verb], parse.lowers[verb]) in sayings.speech
    if found is None or piece is None or not spoken or parse.pos[found] not in ("NOUN", "PROPN"):
        return None, content
    phrase = noun_phrase(parse, found)
    if phrase[0] - cue[1] > 1 or not piece[0] <= phrase[0] < phrase[1] <= piece[1]:
        return None, content
    return phrase, tuple(other for other in content if other != piece)


def beside(
    parse: Parse, sayings: Sayings, cue: Range, content: tuple[Range, ...]
) -> tuple[Range | None, tuple[Range, ...]]:
    """A speaker right before or behind the verb whom the network took for what is said, however the tree was read."""
    verb = parse.head_of(*cue)
    if sayings.verb(parse.lemmas[verb], parse.lowers[verb]) not in sayings.speech or parse.pos[verb] != "VERB":
        return None, content
    for piece in content:
        first, after = piece
        stop = next(
            (w for w in range(first + 1, after) if parse.lowers[w] in CLAUSE and parse.words[w - 1] == ","), after
        )
        stop -= stop < after
        nominal = parse.pos[first] in ("DET", "NOUN", "PROPN", "NUM") and parse.words[first] not in QUOTES
        finite = any(parse.tags[w] in FINITE for w in range(first, stop) if parse.deps[w] not in ("acl:relcl", "acl"))
        if (first == cue[1] or after == cue[0]) and nominal and not finite:
            return (first, stop), tuple(other for other in content if other != piece)
    return None, content


def is_holder(parse: Parse, sayings: Sayings, source: Range) -> bool:
    """Whether a source only has what speaks: the Courier of "letters seen by the Courier show"."""
    before = source[0] - 1
    if before < 1 or parse.lowers[before] != "by":
        return False
    return parse.tags[before - 1] in ("VBN", "VBD") and parse.lemmas[before - 1] in sayings.holding


def paper_before(parse: Parse, sayings: Sayings, cue: int, lead: Range) -> Range | None:
    """The paper at the head of a sentence whose participle misled the parser: "letters obtained by X show"."""
    first = parse.sentences[parse.sentence_of[cue]][0]
    first = max(first, lead[1]) if lead[0] <= first < lead[1] or first == 0 else first
    participle = next((w for w in range(first + 1, min(cue, first + PLACE)) if parse.tags[w] == "VBN"), None)
    if participle is None or participle + 1 >= cue or parse.lowers[participle + 1] != "by":
        return None
    plain = all(parse.pos[w] in PHRASE or parse.words[w] in DASHES for w in range(first, participle))
    paper = any(parse.lemmas[w] in sayings.mediums for w in range(first, participle))
    passed = sayings.passes_on(parse.lemmas[participle], parse.lowers[participle])
    return (first, participle) if plain and paper and passed else None


def after_lead(piece: Range | None, lead: Range) -> Range | None:
    """A range without the words of a dateline before it."""
    return piece if piece is None or not lead[0] <= piece[0] < lead[1] else (lead[1], piece[1])


def filled(piece: Range | None) -> Range | None:
    """The piece, or None where it has no words."""
    return piece if piece is not None and piece[0] < piece[1] else None


def speaks_elsewhere(parse: Parse, verb: int, source: Range) -> bool:
    """Whether a source after the verb is the subject of another one."""
    head = parse.head_of(*source)
    other = parse.heads[head]
    return head > verb and parse.deps[head] == "nsubj" and other not in (head, verb) and parse.pos[other] == "VERB"


def subject_of(
    parse: Parse, mentions: Index[Actor], sayings: Sayings, verb: int, content: tuple[Range, ...], source: Range | None
) -> Range | None:
    """The verb's own subject before it, where that is somebody and the verb a saying."""
    lemma = sayings.verb(parse.lemmas[verb], parse.lowers[verb])
    following = parse.lemmas[verb + 1] if verb + 1 < len(parse) else ""
    said = lemma in sayings.stances or f"{lemma} {following}" in sayings.stances
    if not (said or lemma in sayings.hedges) or is_passive(parse, verb):
        return None
    found = subject(parse, verb) if parse.deps[verb] == "conj" else parse.child(verb, "nsubj")
    if found is None or parse.lowers[found] in NOBODY:
        return None
    if found > verb:  # "…, says a trader"
        phrase = noun_phrase(parse, found)
        inverted = source is None and lemma in sayings.speech and phrase[0] - verb <= 2
        free = not any(a < phrase[1] and phrase[0] < b for a, b in content)
        return phrase if inverted and free and parse.pos[found] in ("NOUN", "PROPN", "PRON") else None
    if lemma in sayings.hedges and parse.lemmas[found] not in sayings.mediums:
        return None  # "Elbia appears to …" says nothing; "footage appears to show …" shows
    phrase = noun_phrase(parse, found)
    for first, after in content:  # a content that is nothing but the subject was taken for one
        if first <= found < after and (source is not None or not phrase[0] <= first < after <= verb):
            return None
    made = publisher_within(parse, mentions, sayings, phrase) is not None
    if source is None and lemma in sayings.plain and parse.pos[found] in ("NOUN", "PROPN"):
        return phrase
    return phrase if made or names_somebody(parse, mentions, sayings, found) else None


def owner_of(parse: Parse, mentions: Index[Actor], noun: int, source: Range | None) -> Range | None:
    """Whose a saying is that a noun names: "the Elbian call for talks"; else the network's source."""
    if source is not None and source[1] > noun:
        return source
    for c in parse.children[noun]:
        mention = mentions.headed_by(c)
        if mention is None or mention.actor is None or c > noun:
            continue
        if source is not None and source[0] <= c < source[1]:
            return source
        if parse.deps[c] in ("nmod:poss", "compound", "nmod"):
            return mentions.ranges[mention.id]
    return source
