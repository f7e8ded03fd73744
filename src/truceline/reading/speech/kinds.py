"""Statements of a kind of their own: who would not comment, what nobody could verify, what nobody reported.

They look like sayings that were not made, so the network passes most of them over. Each is found by its verb and
the negation with it; where a saying is there already, it only gets its kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.clauses import is_passive, subject
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.setting import Setting
from truceline.vocabulary.cues import load_cues

NO_COMMENT, UNVERIFIED, NONE_REPORTED = "no comment", "unverified", "none reported"
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "cannot", "neither"})
NOBODY = frozenset({"nobody", "none", "nothing"})
UNABLE = frozenset({"unable", "impossible"})
ABLE = frozenset({"able", "possible"})
DOWN = frozenset({"xcomp", "ccomp", "csubj", "advcl", "obl", "obj"})  # where what is declined or verified hangs
SPEAKERS = frozenset({"it", "they", "he", "she"})
TALKING = frozenset({"say", "comment", "discuss", "elaborate", "disclose", "specify"})  # "would not say"
# Words that `declined` looks at beside those of the vocabulary.
WITHHOLDING = TALKING | {"reach", "have", "give", "offer"}
UNANSWERED = frozenset({"unanswered", "unreturned"})
FINDING = frozenset({"determine", "establish", "ascertain"})
LONGEST = 60  # words of a content


class Found(NamedTuple):
    """One such statement as it was found."""

    kind: str
    source: int | None  # the word that heads who it is said of
    cue: Range
    content: Range


def find_kinds(setting: Setting) -> None:
    """Adds such statements, or gives the attributions that hold them their kind."""
    parse = setting.parse
    for word, lemma in enumerate(parse.lemmas):
        found = None
        if parse.pos[word] in ("VERB", "AUX", "ADJ"):
            found = declined(setting, word, lemma) or unverified(setting, word, lemma) or unreported(setting, word)
        elif parse.pos[word] == "NOUN" and parse.lemmas[word] in ("report", "word", "sign"):
            found = no_report(setting, word)
        if found is not None:
            file(setting, word, found)


def file(setting: Setting, word: int, found: Found) -> None:
    """Writes a statement into the drafts: as the kind of the one that has its verb for cue or is nothing else."""
    drafts, parse = setting.drafts, setting.parse
    number = drafts.with_cue(word)
    if number is None:
        number = next((n for w in range(*found.cue) if (n := drafts.with_cue(w)) is not None), None)
    if number is None and (found.source is None or parse.lowers[found.source] in SPEAKERS):
        number = said_of_itself(setting, word)
    if number is not None:
        made = replace(drafts.all[number], kind=found.kind)
        if found.source is None and made.source is not None and parse.lowers[made.source[0]] in NOBODY | {"no"}:
            made = replace(made, source=None)
        drafts.all[number] = made
        return
    for source in sources_of(parse, found.source):
        made = Draft(source=source, cue=found.cue, content=(found.content,), kind=found.kind)
        if source is None or not covers(made.content, source[0]):
            drafts.add(made)


def sources_of(parse: Parse, head: int | None) -> list[Range | None]:
    """Who it is said of, each by himself where there are two: "neither the ministry nor the embassy"."""
    if head is None:
        return [None]
    others = [
        c
        for c in parse.children[head]
        if parse.deps[c] == "conj" and any(parse.lowers[k] == "nor" for k in parse.children[c])
    ]
    first, after = noun_phrase(parse, head)
    if not others:
        return [(first, after)]
    first += parse.lowers[first] == "neither"
    ends = [*(parse.subtree(c)[0] for c in others), after]
    return [(first, ends[0]), *(noun_phrase(parse, c) for c in others)]


def said_of_itself(setting: Setting, word: int) -> int | None:
    """The attribution in which a speaker says it of himself: "the channel said it could not confirm that …"."""
    parse = setting.parse
    for number in setting.drafts.in_sentence(word):
        draft = setting.drafts.all[number]
        if draft.source is None or draft.relay or not covers(draft.content, word):
            continue
        first, after = next(piece for piece in draft.content if piece[0] <= word < piece[1])
        about = subject(parse, word)
        if parse.head_of(first, after) in (word, parse.heads[word]) and about is not None:
            if parse.lowers[about] in SPEAKERS:
                return number
    return None


def is_negated(parse: Parse, word: int) -> bool:
    """Whether a verb or adjective is negated, or its subject is nobody."""
    children = parse.children[word]
    if any(parse.lowers[c] in NEGATIONS and c < word for c in children):
        return True
    about = subject(parse, word)
    if about is None:
        return False
    return parse.lowers[about] == "neither" or any(
        parse.lowers[c] in ("neither", "no") and c < about for c in parse.children[about]
    )


def below(parse: Parse, word: int) -> Range | None:
    """What hangs on a verb after it: what is declined, answered or verified."""
    children = [c for c in parse.children[word] if c > word and parse.deps[c].partition(":")[0] in DOWN]
    if not children:
        return None
    first, after = parse.subtree(children[0])
    return trimmed(parse, max(first, word + 1), min(after, word + LONGEST))


def declined(setting: Setting, word: int, lemma: str) -> Found | None:
    """Who would not say: "declined to comment", "did not respond", "had no comment", "could not be reached"."""
    parse, known = setting.parse, setting.sayings
    if parse.lowers[word] in UNANSWERED:
        calls = next((about for at in (word, parse.heads[word]) if (about := subject(parse, at)) is not None), None)
        if calls is not None:
            return Found(NO_COMMENT, called(parse, calls), (word, word + 1), (word, word + 1))
    if lemma not in WITHHOLDING and lemma not in known.declining and lemma not in known.responding:
        return None
    about = subject(parse, word)
    task = next((c for c in parse.children[word] if parse.deps[c] == "xcomp" and c > word), None)
    cue = (word, word + 1)
    if lemma in known.declining and task is not None:
        withheld = known.commenting if lemma == "decline" else known.withheld
        if parse.lemmas[task] in withheld and (content := below(parse, word)) is not None:
            return Found(NO_COMMENT, about, cue, content)
    modal = any(
        parse.lowers[c] in ("would", "will", "could", "did", "do", "does", "has", "have")
        for c in auxiliaries(parse, word)
    )
    if modal and is_negated(parse, word):
        if lemma in known.responding and (content := below(parse, word)) is not None:
            return Found(NO_COMMENT, about, cue, content)
        if lemma in TALKING and any(parse.lowers[c] in ("would", "will", "could") for c in auxiliaries(parse, word)):
            content = below(parse, word)
            clause = any(parse.deps[c] == "ccomp" for c in parse.children[word])
            if lemma != "say" or (content is not None and not clause) or content is None:
                return Found(NO_COMMENT, about, cue, content or cue)
        if lemma == "comment":  # "has not commented": nothing need be named on which
            return Found(NO_COMMENT, about, cue, below(parse, word) or cue)
        if lemma == "reach" and is_passive(parse, word):
            return Found(NO_COMMENT, about, cue, below(parse, word) or cue)
    if lemma in ("have", "give", "offer"):
        thing = parse.child(word, "obj")
        added = thing is not None and parse.lowers[thing] == "nothing"
        if added and not any(parse.lemmas[c] in ("add", "say") for c in parse.children[thing or 0]):
            return None
        if thing is not None and parse.lemmas[thing] in known.silences and has_no(parse, thing):
            return Found(NO_COMMENT, about, cue, noun_phrase(parse, thing))
    return None


def called(parse: Parse, calls: int) -> int | None:
    """Who was asked: "calls to the ministry", "a message left with the embassy"."""
    left = [c for c in parse.children[calls] if parse.deps[c] == "acl"]
    asked = [c for word in (calls, *left) for c in parse.children[word] if parse.deps[c] in ("nmod", "obl")]
    return next((c for c in asked if c > calls and parse.pos[c] in ("NOUN", "PROPN")), None)


def auxiliaries(parse: Parse, word: int) -> list[int]:
    """The auxiliaries of a verb."""
    return [c for c in parse.children[word] if parse.deps[c].startswith("aux")]


def has_no(parse: Parse, noun: int) -> bool:
    """Whether a noun says that there is none: "no comment", "nothing"."""
    return parse.lowers[noun] in NOBODY or any(parse.lowers[c] == "no" for c in parse.children[noun])


def unverified(setting: Setting, word: int, lemma: str) -> Found | None:
    """What nobody could check: "could not verify the claim", "was unable to establish whether"."""
    parse = setting.parse
    if lemma not in setting.sayings.verifying or parse.pos[word] != "VERB":
        return None
    head = parse.heads[word]
    cue = (word, word + 1)
    if parse.pos[head] == "ADJ" and parse.deps[word] in DOWN and head < word:
        failed = parse.lemmas[head] in UNABLE or (parse.lemmas[head] in ABLE and is_negated(parse, head))
        content = below(parse, word)
        if not failed or content is None:
            return None
        about = subject(parse, head)
        about = None if about is not None and parse.lowers[about] == "it" and parse.lemmas[head] != "able" else about
        return Found(UNVERIFIED, about, cue, content)
    could = any(parse.lowers[c] in ("could", "can", "ca", "have", "has", "had") for c in auxiliaries(parse, word))
    if not could or not is_negated(parse, word):
        return None
    about = subject(parse, word)
    if is_passive(parse, word):
        if lemma in FINDING:
            return None  # "the cause could not be determined" doubts nobody's word
        return None if about is None else Found(UNVERIFIED, None, cue, noun_phrase(parse, about))
    modal = any(parse.lowers[c] in ("could", "can", "ca") for c in auxiliaries(parse, word))
    content = below(parse, word)
    if content is None or not (modal or lemma == "verify"):
        return None
    return Found(UNVERIFIED, about, cue, content)


def unreported(setting: Setting, word: int) -> Found | None:
    """What nobody reported: "no injuries were reported", "nobody has claimed responsibility"."""
    parse, lemma = setting.parse, setting.parse.lemmas[word]
    if lemma != "claim" and lemma not in setting.sayings.counting:
        return None
    about = subject(parse, word)
    cue = (word, word + 1)
    if lemma in setting.sayings.counting:
        if about is not None and is_passive(parse, word):
            first, after = noun_phrase(parse, about)
            return Found(NONE_REPORTED, None, cue, (first, after)) if has_no(parse, about) else None
        thing = next((c for c in parse.children[word] if parse.deps[c] in ("obj", "obl") and c > word), None)
        if thing is not None and has_no(parse, thing):
            return Found(NONE_REPORTED, about, cue, noun_phrase(parse, thing))
        return None
    if lemma == "claim" and about is not None and (thing := parse.child(word, "obj")) is not None:
        nobody = parse.lowers[about] in ("nobody", "none") or any(
            parse.lowers[c] in ("no", "neither") for c in parse.children[about]
        )
        if nobody and (parse.lemmas[thing] in ("responsibility", "credit") or parse.lemmas[thing] in load_cues().nouns):
            return Found(NONE_REPORTED, None, cue, noun_phrase(parse, thing))
    return None


def no_report(setting: Setting, noun: int) -> Found | None:
    """What no report tells of: "there were no immediate reports of damage"."""
    parse = setting.parse
    if not has_no(parse, noun):
        return None
    about = next((c for c in parse.children[noun] if parse.deps[c] == "nmod" and c > noun), None)
    if about is None or not any(parse.lowers[c] == "of" for c in parse.children[about]):
        return None
    return Found(NONE_REPORTED, None, (noun, noun + 1), noun_phrase(parse, about))
