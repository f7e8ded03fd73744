"""Quotations without a word of saying: they belong to who was brought on before, or who speaks in them already."""

from __future__ import annotations

from truceline.model import Actor
from truceline.reading.clauses import subject
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting

SHORTEST = 3  # quoted words that somebody may be said to have spoken
SIGNS = frozenset({"PUNCT", "SPACE", "SYM"})
BACK = 2  # sentences before a quotation in which its speaker is brought on


def find_running(setting: Setting) -> None:
    """Gives a quotation that nobody is named for its speaker: who speaks before it, or is named there."""
    drafts, parse = setting.drafts, setting.parse
    for number, draft in enumerate(drafts.all):
        if draft.source is not None or draft.relay or not is_speech(setting, draft):
            continue
        if draft.cue is not None and parse.sentence_of[draft.cue[0]] == parse.sentence_of[draft.content[0][0]]:
            continue
        found = speaker_before(setting, draft.content[0][0])
        if found is not None:
            drafts.name_source(number, found)


def is_speech(setting: Setting, draft: Draft) -> bool:
    """Whether a content is nothing but quoted words."""
    said = [w for first, after in draft.content for w in range(first, after) if setting.parse.pos[w] not in SIGNS]
    return len(said) >= SHORTEST and all(w in setting.quoted for w in said)


def speaker_before(setting: Setting, word: int) -> Range | None:
    """Who was brought on in the sentences before a quotation: the source there, or the person that is its subject."""
    parse = setting.parse
    while word + 1 < len(parse) and parse.pos[word] in SIGNS:
        word += 1
    here = parse.sentence_of[word]
    for sentence in range(here - 1, max(here - 1 - BACK, -1), -1):
        first, after = parse.sentences[sentence]
        for number in reversed(setting.drafts.in_sentence(after - 1)):
            source = setting.drafts.all[number].source
            if source is not None and first <= source[0] < after:
                return source
        root = parse.root_in(first, after)
        about = None if root is None else subject(parse, root)
        if about is not None and is_person(setting.mentions.headed_by(about) or setting.mentions.at(about)):
            return noun_phrase(parse, about)
    return None


def is_person(mention: Actor | None) -> bool:
    """Whether a mention is one of a person."""
    return mention is not None and mention.kind == "person"
