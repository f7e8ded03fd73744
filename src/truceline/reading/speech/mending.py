"""What the network found, put right where the tree leaves no doubt: whose a cue is, and what its content."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.nouns import noun_phrase
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.complements import said_at
from truceline.reading.speech.denying import denying
from truceline.reading.speech.drafts import Draft, distance
from truceline.reading.speech.setting import Setting, is_somebody
from truceline.reading.speech.told import NOBODY, SUBJECTS, draft_at, is_told, speaker_at, task_of

INVERTED = 3  # words from a verb to the speaker behind it
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def mend(setting: Setting) -> None:
    """Puts the drafts of the network right, one class of faults after the other."""
    for number in range(len(setting.drafts.all)):
        mend_by_tree(setting, number)
        mend_headline(setting, number)
        mend_split(setting, number)
        mend_coordinated(setting, number)
        mend_occasion(setting, number)
    mend_shared(setting)
    mend_cut(setting)
    mend_lent(setting)
    for number in range(len(setting.drafts.all)):
        mend_far(setting, number)


def mend_by_tree(setting: Setting, number: int) -> None:
    """Gives a verb of saying its own subject and clause, where the network has those of another verb."""
    parse, draft = setting.parse, setting.drafts.all[number]
    if draft.cue is None:
        return
    verb = parse.head_of(*draft.cue)
    if parse.pos[verb] != "VERB" or setting.sayings.verb(parse.lemmas[verb], parse.lowers[verb]) not in known_verbs(
        setting
    ):
        return
    clauses = [parse.subtree(c) for c in parse.children[verb] if parse.deps[c] == "ccomp"]
    if not clauses:
        return
    own = next((c for c in parse.children[verb] if parse.deps[c] in SUBJECTS), None)
    if own is not None and parse.lowers[own] not in NOBODY and is_somebody(setting, own):
        if draft.source is not None and abs(own - verb) <= INVERTED and not covers((draft.source, *draft.content), own):
            head = parse.head_of(*draft.source)
            if parse.deps[head] in SUBJECTS and covers(clauses, parse.heads[head]) and covers(clauses, head):
                draft = setting.drafts.name_source(number, noun_phrase(parse, own))
            elif is_above(parse, verb, head) and own == verb - 1 and parse.pos[own] == "PROPN":
                draft = setting.drafts.name_source(number, noun_phrase(parse, own))
    here = parse.sentence_of[verb]
    apart = not overlap(draft.content, clauses) and all(parse.sentence_of[p[0]] != here for p in draft.content)
    apart = apart or all(piece == draft.source for piece in draft.content)
    others = (other for n, other in enumerate(setting.drafts.all) if n != number)
    apart = apart or (not overlap(draft.content, clauses) and any(other.content == draft.content for other in others))
    if apart and not covers(draft.content, verb):
        said = said_at(setting, verb, draft.source)
        if said is not None and not covers(said.content, verb):
            setting.drafts.all[number] = replace(draft, content=said.content)


def is_above(parse: Parse, verb: int, head: int) -> bool:
    """Whether a noun is the subject of the clause that a verb's own one is added to: "the ministry said …, after"."""
    return parse.deps[head] in SUBJECTS and parse.deps[verb] == "advcl" and parse.heads[verb] != parse.heads[head]


def mend_occasion(setting: Setting, number: int) -> None:
    """Takes the phrase for what something was said in from what was said: "in a claim dismissed by the army"."""
    parse, draft, known = setting.parse, setting.drafts.all[number], setting.sayings
    if draft.cue is None or len(draft.content) < 2:
        return
    verb = parse.head_of(*draft.cue)
    kept = tuple(p for p in draft.content if not is_occasion(setting, verb, parse.head_of(*p)))
    if kept and known.verb(parse.lemmas[verb], parse.lowers[verb]) in known.speech:
        setting.drafts.all[number] = replace(draft, content=kept)


def is_occasion(setting: Setting, verb: int, noun: int) -> bool:
    """Whether a noun is in what a verb of saying says something: "in a claim", "in a letter"."""
    parse, known = setting.parse, setting.sayings
    lemma = parse.lemmas[noun]
    paper = lemma in known.claim_nouns or lemma in known.mediums or lemma in known.venues
    return paper and parse.heads[noun] == verb and noun < verb and parse.deps[noun] == "obl"


def known_verbs(setting: Setting) -> frozenset[str]:
    """The verbs of which a clause below them is what is said."""
    return setting.sayings.speech | setting.sayings.plain | setting.sayings.nesting


def mend_far(setting: Setting, number: int) -> None:
    """Takes from a content what stands in another sentence and is somebody else's."""
    parse, drafts = setting.parse, setting.drafts
    draft = drafts.all[number]
    if draft.cue is None or len(draft.content) < 2:
        return
    here = parse.sentence_of[draft.cue[0]]
    near = tuple(p for p in draft.content if parse.sentence_of[p[0]] == here)
    if not near or len(near) == len(draft.content):
        return
    others = [other.content for n, other in enumerate(drafts.all) if n != number]
    kept = tuple(
        p
        for p in draft.content
        if p in near or not (any(overlap((p,), other) for other in others) or is_told_apart(setting, p))
    )
    drafts.all[number] = replace(draft, content=kept)


def is_told_apart(setting: Setting, piece: Range) -> bool:
    """Whether a piece outside quotation marks has a speaker and a verb of denying or saying of its own."""
    parse, known = setting.parse, setting.sayings
    verb = parse.head_of(*piece)
    if (
        piece[0] in setting.quoted
        or parse.tags[verb] not in FINITE
        or piece[0] != parse.sentences[parse.sentence_of[verb]][0]
    ):
        return False
    about = next((c for c in parse.children[verb] if parse.deps[c] in SUBJECTS), None)
    if about is None or not is_somebody(setting, about):
        return False
    return denying(parse, known, verb) is not None or known.verb(parse.lemmas[verb], parse.lowers[verb]) in known.plain


def mend_coordinated(setting: Setting, number: int) -> None:
    """Ends a content before a second saying that the tree coordinates with its cue: "asked for X, and Y repeated"."""
    parse, draft = setting.parse, setting.drafts.all[number]
    if draft.cue is None:
        return
    verb = parse.head_of(*draft.cue)
    for c in (*parse.children[verb], *offered(setting, verb)):
        if c <= verb or parse.deps[c] != "conj" or parse.tags[c] not in FINITE or c in setting.quoted:
            continue
        if setting.sayings.verb(parse.lemmas[c], parse.lowers[c]) not in setting.sayings.stances:
            continue
        if not any(first < c < after for first, after in draft.content):
            continue
        cut = parse.subtree(c)[0]
        while cut > verb and (parse.pos[cut - 1] in ("CCONJ", "PUNCT")):
            cut -= 1
        pieces = tuple(shorter(parse, piece, c, cut) for piece in draft.content)
        kept = tuple(piece for piece in pieces if piece is not None)
        if kept:
            setting.drafts.all[number] = replace(draft, content=kept)
        return


def offered(setting: Setting, verb: int) -> list[int]:
    """The verbs of offering that the tree joins to a clause about nobody: "said it was done, and offered to"."""
    parse, found = setting.parse, []
    for clause in parse.children[verb]:
        if parse.deps[clause] != "ccomp" or clause < verb:
            continue
        about = next((c for c in parse.children[clause] if parse.deps[c] in SUBJECTS), None)
        if about is None or (is_somebody(setting, about) and parse.deps[about] != "nsubj:pass"):
            continue
        for c in parse.children[clause]:
            if parse.deps[c] == "conj" and not any(parse.deps[k] in SUBJECTS for k in parse.children[c]):
                if task_of(setting, c) is not None:
                    found.append(c)
    return found


def shorter(parse: Parse, piece: Range, word: int, cut: int) -> Range | None:
    """A piece that holds a word, up to where that word's clause begins."""
    return trimmed(parse, piece[0], min(piece[1], cut)) if piece[0] < word < piece[1] else piece


def mend_lent(setting: Setting) -> None:
    """Gives a cue its own content where the network's stands in another sentence and is another cue's there."""
    parse, drafts = setting.parse, setting.drafts
    for number, draft in enumerate(drafts.all):
        if draft.cue is None or draft.source is None:
            continue
        verb = parse.head_of(*draft.cue)
        here = parse.sentence_of[verb]
        if any(parse.sentence_of[piece[0]] == here for piece in draft.content):
            continue
        if not any(is_lent(parse, draft, other) for other in drafts.all):
            continue
        said = said_at(setting, verb, draft.source)
        if said is not None and not any(covers(said.content, word) for word in range(*draft.cue)):
            drafts.all[number] = replace(draft, content=said.content, stance=said.stance)


def is_lent(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Whether a content is another cue's, in whose sentence it stands."""
    if other is draft or other.cue is None or not overlap(other.content, draft.content):
        return False
    there = parse.sentence_of[other.cue[0]]
    return other.content == draft.content or any(parse.sentence_of[piece[0]] == there for piece in draft.content)


def mend_split(setting: Setting, number: int) -> None:
    """Adds the half of a sentence behind a speaker's parenthesis: "Such news, Belt affirmed, | serves the foe"."""
    parse, draft = setting.parse, setting.drafts.all[number]
    if draft.cue is None or draft.source is None or len(draft.content) != 1:
        return
    left, right = min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1])
    first, after = parse.sentences[parse.sentence_of[draft.cue[0]]]
    piece = draft.content[0]
    if not (first <= piece[0] and piece[1] <= left and left - piece[1] <= 2 and right < after - 1):
        return
    if parse.words[right] != "," or draft.content[0][0] in setting.quoted:
        return
    root = parse.root_in(right, after)
    head = parse.head_of(*piece)
    if root is None or parse.heads[head] != root or parse.deps[head] not in SUBJECTS | {"obl", "expl", "csubj"}:
        return
    more = trimmed(parse, right, next((w for w in range(right, after) if parse.words[w] == ";"), after))
    if more is not None:
        setting.drafts.all[number] = replace(draft, content=(piece, more))


def mend_headline(setting: Setting, number: int) -> None:
    """Cuts a headline off a content that runs over from it into the report."""
    parse, draft = setting.parse, setting.drafts.all[number]
    if draft.cue is None:
        return
    pieces = []
    for first, after in draft.content:
        breaks = [w for w in range(first + 1, after) if "\n\n" in parse.text[parse.ends[w - 1] : parse.starts[w]]]
        if breaks and first not in setting.quoted and after - 1 not in setting.quoted:
            if draft.cue[0] >= after:
                first = breaks[-1]
            elif draft.cue[0] < first:
                after = breaks[0]
        pieces.append(trimmed(parse, first, after) or (first, after))
    if tuple(pieces) != draft.content:
        setting.drafts.all[number] = replace(draft, content=tuple(pieces))


def mend_shared(setting: Setting) -> None:
    """Gives a cue the clause beside it where the network could only lend it a content that is another cue's.

    The network gives each cue some content, if need be one that stands sentences away.
    """
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    sharing: dict[tuple[Range, ...], list[int]] = {}
    for number, draft in enumerate(drafts.all):
        if draft.cue is not None:
            sharing.setdefault(draft.content, []).append(number)
    for numbers in sharing.values():
        nearest = min(numbers, key=lambda n: distance(drafts.all[n]))
        for number in numbers:
            cue = drafts.all[number].cue
            if number == nearest or cue is None:
                continue
            verb = parse.head_of(*cue)
            if any(parse.sentence_of[piece[0]] == parse.sentence_of[verb] for piece in drafts.all[number].content):
                continue  # two may well say the same: "the general told …, according to a resident"
            if known.verb(parse.lemmas[verb], parse.lowers[verb]) in known.nesting and is_told(parse, verb):
                speaker = speaker_at(setting, verb)
                own = draft_at(setting, verb, speaker, parse.sentences[parse.sentence_of[verb]]) if speaker else None
                if own is not None and not any(covers(own.content, word) for word in range(*cue)):
                    drafts.all[number] = replace(drafts.all[number], content=own.content)


def mend_cut(setting: Setting) -> None:
    """Gives a cue its whole clause where the network's content is a piece of it that breaks off before the verb."""
    parse, drafts = setting.parse, setting.drafts
    for number, draft in enumerate(drafts.all):
        if draft.cue is None or draft.source is None or len(draft.content) != 1:
            continue
        verb = parse.head_of(*draft.cue)
        said = next((c for c in parse.children[verb] if parse.deps[c] == "ccomp"), None)
        if said is None or covers(draft.content, said):
            continue
        whole = draft_at(setting, verb, parse.head_of(*draft.source), parse.sentences[parse.sentence_of[verb]])
        if whole is None or covers(whole.content, verb):
            continue
        (first, after), (left, right) = draft.content[0], whole.content[0]
        if left <= first < after <= right:
            drafts.all[number] = replace(draft, content=whole.content)
