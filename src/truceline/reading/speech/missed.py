"""Sayings that the network's model of long articles passes over: plain short ones, and headlines with a colon."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, trimmed
from truceline.reading.speech.drafts import Draft, size
from truceline.reading.speech.parentheses import LONGEST, passer_of
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import draft_at, is_told, speaker_at

SPOKEN = frozenset({"threatens", "promises", "demands"})  # stances of what is said with an infinitive
HEADLINE = 8  # words before a headline's colon
BREAKS = frozenset({",", ";", ".", "”", '"', "—", "–", ")"})


def find_missed(setting: Setting) -> None:
    """Adds "X said that …", "…, X said" and "…, according to X" where the network saw nothing at all."""
    parse, drafts = setting.parse, setting.drafts
    seen: set[int] = set()
    for draft in drafts.all:
        for piece in (*draft.content, draft.cue or (0, 0), draft.source or (0, 0)):
            seen.update(range(*piece))
    for word, lemma in enumerate(parse.lemmas):
        if word in seen:
            continue
        found = None
        if is_spoken(setting, lemma, word) and is_told(parse, word):
            speaker = speaker_at(setting, word)
            found = draft_at(setting, word, speaker, parse.sentences[parse.sentence_of[word]]) if speaker else None
        elif parse.lowers[word] == "according":
            found = according_to(setting, word)
        if (
            found is not None
            and size(found) <= LONGEST
            and not any(w in seen for piece in found.content for w in range(*piece))
        ):
            drafts.add(found)
            seen.update(w for piece in found.content for w in range(*piece))


def is_spoken(setting: Setting, lemma: str, word: int) -> bool:
    """Whether a verb hardly means anything but a saying, or is one with the clause below it: "threatened to strike"."""
    verb = setting.sayings.verb(lemma, setting.parse.lowers[word])
    known = setting.sayings
    return verb in known.plain or verb in known.nesting or known.stances.get(verb) in SPOKEN


def according_to(setting: Setting, at: int) -> Draft | None:
    """The saying of "according to X", if X is somebody: the words before it, or after it where it leads."""
    parse = setting.parse
    if parse.lowers[at + 1 : at + 2] != ("to",):
        return None
    passer = passer_of(setting, at)
    if passer is None or passer < at or not is_somebody(setting, passer):
        return None
    first, after = parse.sentences[parse.sentence_of[at]]
    first, after = max(first, at - LONGEST), min(after, at + LONGEST)
    source = at + 2, min(noun_phrase(parse, passer)[1], after)
    if at - first > 1:
        content = trimmed(parse, first, at)
    else:
        start = next((w for w in range(source[1], after) if parse.words[w] in BREAKS), after)
        content = trimmed(parse, start, after)
    if content is None or source[0] >= source[1]:
        return None
    return Draft(source=source, cue=(at, at + 2), content=(content,))


def find_headlines(setting: Setting) -> None:
    """Adds headlines with a colon: "Ministry: no talks planned", "No talks planned: ministry"."""
    parse, drafts = setting.parse, setting.drafts
    for first, after in parse.sentences:
        colon = next((i for i in range(first, min(after, first + 40)) if parse.words[i] == ":"), None)
        if colon is None or not is_headline(parse, first, after):
            continue
        if any(drafts.with_cue(w) is not None or drafts.with_source(w) is not None for w in range(first, after)):
            continue
        for source, content in (((first, colon), (colon + 1, after)), ((colon + 1, after), (first, colon))):
            name, said = trimmed(parse, *source), trimmed(parse, *content)
            if name is None or said is None or name[1] - name[0] > HEADLINE or said[1] - said[0] < 2:
                continue
            if (hearer := addressed(parse, name)) is not None:
                name = hearer
            if names_somebody(setting, name):
                drafts.add(Draft(source=name, cue=(colon, colon + 1), content=(said,)))
                break


def addressed(parse: Parse, name: Range) -> Range | None:
    """Who speaks in "Mayor to rebels", or None."""
    to = next((w for w in range(name[0] + 1, name[1] - 1) if parse.lowers[w] == "to"), None)
    return None if to is None else (name[0], to)


def is_headline(parse: Parse, first: int, after: int) -> bool:
    """Whether a sentence is a line by itself without a full stop."""
    while after > first and parse.words[after - 1].isspace():
        after -= 1
    start, end = parse.starts[first], parse.ends[after - 1]
    before, behind = parse.text[max(0, start - 2) : start].rstrip(" "), parse.text[end : end + 2].lstrip(" ")
    alone = before[-1:] in ("", "\n") and behind[:1] in ("", "\n")
    return alone and parse.words[after - 1] not in (".", "?", "!")


def names_somebody(setting: Setting, name: Range) -> bool:
    """Whether the words are nobody but one mention, its determiner aside."""
    mention = setting.mentions.headed_by(setting.parse.head_of(*name)) or setting.mentions.at(name[1] - 1)
    if mention is None:
        return False
    first, after = setting.mentions.ranges[mention.id]
    return after == name[1] and first - name[0] <= 1
