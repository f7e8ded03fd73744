"""Speech without a cue: what a speaker tells who was brought on in a sentence before, and turns of a transcript.

"The judge took the floor. The ministry had known for a year." The second sentence is the judge's: its tense is shifted
back, and no other speaker has come between.
"""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.clauses import SUBJECTS
from truceline.reading.nouns import noun_phrase, preposition
from truceline.reading.ranges import Range, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting

AHEAD = 4  # sentences behind the one that brings a speaker on
FEWEST = 3  # words of a sentence that tells something
HEARING = frozenset({"speak", "talk", "hear", "listen"})  # "we spoke to a clerk", "the court heard from a nurse"
FROM = frozenset({"to", "from", "with"})
NAME = 4  # words of a name before a turn


def find_free(setting: Setting) -> None:
    """Adds the turns of transcripts, and what speakers tell who were brought on before."""
    parse = setting.parse
    cued = {parse.sentence_of[draft.cue[0]] for draft in setting.drafts.all if draft.cue is not None}
    for number in range(len(parse.sentences)):
        turn = turn_at(setting, number)
        if turn is not None:
            setting.drafts.add(turn)
        speaker = brought_on(setting, number, number in cued)
        if speaker is not None:
            follow(setting, number, speaker, cued)


def turn_at(setting: Setting, number: int) -> Draft | None:
    """A turn of a transcript that begins in a sentence: "LIND: The bridge is safe."."""
    parse = setting.parse
    first, after = parse.sentences[number]
    if first and "\n" not in parse.text[parse.ends[first - 1] : parse.starts[first]]:
        return None
    colon = next((w for w in range(first + 1, min(after, first + 1 + NAME)) if parse.words[w] == ":"), None)
    if colon is None or not all(parse.words[w].isupper() or parse.words[w] == "." for w in range(first, colon)):
        return None
    content = trimmed(parse, colon + 1, after)
    if content is None or any(setting.drafts.with_cue(w) is not None for w in range(first, after)):
        return None
    return Draft(source=(first, colon), cue=(colon, colon + 1), content=(content,))


def brought_on(setting: Setting, number: int, cued: bool) -> Range | None:
    """The words for a speaker whom a sentence brings on, or None."""
    parse, known = setting.parse, setting.sayings
    first, after = parse.sentences[number]
    root = parse.root_in(first, after)
    if root is None:
        return None
    lemma = parse.lemmas[root]
    about = next((c for c in parse.children[root] if parse.deps[c] in SUBJECTS), None)
    if about is None:
        return None
    if cued:
        return noun_phrase(parse, about) if lemma in known.telling_at_length and is_person(setting, about) else None
    beside = {parse.lemmas[w] for w in range(root, after)}
    mood = parse.pos[root] == "ADJ" and lemma in known.outspoken
    act = lemma in known.performing and not beside.isdisjoint(known.stages)
    if (mood or act or lemma in known.holding_forth) and is_person(setting, about):
        return noun_phrase(parse, about)
    if lemma in HEARING:
        heard = (c for c in parse.children[root] if parse.deps[c] == "obl" and preposition(parse, c) in FROM)
        return next((noun_phrase(parse, c) for c in heard if is_person(setting, c)), None)
    return None


def is_person(setting: Setting, noun: int) -> bool:
    """Whether a noun or pronoun names a person."""
    mention = setting.mentions.headed_by(noun) or setting.mentions.at(noun)
    return (mention is not None and mention.kind == "person") or setting.parse.lemmas[noun] in setting.sayings.persons


def follow(setting: Setting, number: int, speaker: Range, cued: set[int]) -> None:
    """Gives a speaker the sentences behind his own whose tense is shifted back."""
    parse = setting.parse
    going = False
    for at in range(number + 1, min(len(parse.sentences), number + 1 + AHEAD)):
        first, after = parse.sentences[at]
        if at in cued or any(w in setting.quoted for w in range(first, after)):
            return
        if "\n\n" in parse.text[parse.ends[first - 1] : parse.starts[first]]:
            return
        content = trimmed(parse, first, after)
        if content is None or content[1] - content[0] < FEWEST:
            continue
        if is_shifted(parse, first, after, going=going):
            setting.drafts.add(Draft(source=speaker, cue=None, content=(content,)))
            going = True


def is_shifted(parse: Parse, first: int, after: int, *, going: bool) -> bool:
    """Whether a sentence's main verb is in the tense of what somebody told: "had come", "would go"; "was holding" too.

    Args:
        parse: The text.
        first: Its first word.
        after: The word after its last one.
        going: Whether the sentences before are somebody's telling already.
    """
    root = parse.root_in(first, after)
    if root is None:
        return False
    helped = {parse.lowers[c] for c in parse.children[root] if parse.deps[c].startswith(("aux", "cop"))}
    if "had" in helped or "would" in helped or "'d" in helped:
        return True
    return going and parse.tags[root] == "VBG" and not helped.isdisjoint({"was", "were"})
