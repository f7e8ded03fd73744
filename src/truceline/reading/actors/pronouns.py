"""Pronouns: finding them, and letting each stand for the mention that it is settled to mean."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model import Parse
from truceline.reading.actors.mention import SUBJECTS, Board, Mention, dependants, lead_conjunct, root_of, stand_for
from truceline.reading.actors.salience import weigh
from truceline.reading.actors.talk import PRONOUNS, Kind, Speakers, Talk

BACK = 40  # mentions among which the last speaker is looked for
SPEECH = 8  # sentences that one speech may go on for
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})


def add_pronouns(parse: Parse, board: Board) -> None:
    """Puts every personal and relative pronoun on the board, unresolved."""
    for i, pos in enumerate(parse.pos):
        if pos not in ("PRON", "DET", "SCONJ") or i in board.by_head:
            continue
        word = parse.lowers[i]
        kind = PRONOUNS.get(word)
        if kind is None and not (word == "who" or (word in RELATIVES and relative_head(parse, i) is not None)):
            continue
        if kind is not None and (pos != "PRON" and parse.tags[i] not in ("PRP", "PRP$") or parse.deps[i] == "expl"):
            continue
        plural = word in ("we", "us", "our", "ours", "ourselves") or (kind is not None and kind.who == "several")
        board.add(
            Mention(first=i, after=i + 1, head=i, form="pronoun", plural=plural, gender=kind.gender if kind else None)
        )


def relative_head(parse: Parse, word: int) -> int | None:
    """The noun that a relative pronoun stands for, or None where it is no relative pronoun."""
    at = word
    for _ in range(8):
        above = parse.heads[at]
        if above == at:
            return None
        if parse.deps[at] in ("acl:relcl", "acl"):
            return above if above < word else None
        if parse.deps[at] in ("ccomp", "advcl", "parataxis", "csubj") and at != word:
            return None
        at = above
    return None


def resolve_pronoun(talk: Talk, mention: Mention) -> None:
    """Lets a pronoun stand for the mention that fits best among the earlier ones, if one does."""
    parse, word = talk.parse, mention.head
    kind = PRONOUNS.get(parse.lowers[word])
    if kind is None:
        above = relative_head(parse, word)
        target = talk.board.at(above) if above is not None else None
        if target is None and parse.lowers[word] == "who" and word:  # "Belt, who": the one that stands right before
            target = next((m for m in reversed(talk.history[-3:]) if word - 2 <= m.after - 1 < word), None)
        if target is not None and target.form != "adjective":
            stand_for(mention, target)
            mention.plural = target.plural
        return
    if kind.who == "speaker" or (kind.who == "thing" and is_empty(parse, word)):
        return
    if kind.reflexive:
        subject = next(
            (c for c in dependants(parse, parse.heads[word]) if parse.deps[c] in SUBJECTS and c < word), None
        )
        target = talk.board.by_head.get(subject) if subject is not None else None
    else:
        target = weigh(talk, mention, kind) or last_speaker(talk, mention, kind)
    if target is not None:
        stand_for(mention, target)
        body = root_of(target)
        if kind.gender and body.gender is None:
            body.gender = kind.gender


def last_speaker(talk: Talk, mention: Mention, kind: Kind) -> Mention | None:
    """Who spoke last before a pronoun that speaks too, where nobody else whom it fits was told of since."""
    parse, heads = talk.parse, talk.speakers.heads
    if kind.who == "speaker" or mention.head not in heads:
        return None
    for other in reversed(talk.history[-BACK:]):
        body = root_of(other)
        if not agrees(body, kind):
            continue
        if other.form == "pronoun" and other.refers_to is None:
            continue
        subject = other.head in heads or parse.deps[lead_conjunct(parse, other.head)] in SUBJECTS
        if parse.sentence_of[mention.head] - parse.sentence_of[other.head] > SPEECH:
            return None
        if subject:
            return other if other.head in heads or root_of(other).named else None
    return None


def agrees(body: Mention, kind: Kind) -> bool:
    """Whether somebody may be who a pronoun says speaks; here also papers and inquiries, of which no kind is known."""
    if kind.who == "several":
        return body.plural or body.kind in ("group", "population")
    unsure = body.kind == "person" and len(body.tokens) == 1 and not (body.roles or body.gender)  # may be a country
    if body.plural or ((body.kind == "person") != (kind.who == "person") and not unsure):
        return False
    return kind.who == "thing" or (body.gender or kind.gender) == kind.gender


def is_empty(parse: Parse, word: int) -> bool:
    """Whether "it" only fills the place of a subject or points at what is said of it: "it is clear that"."""
    above = parse.heads[word]
    if parse.deps[word] not in SUBJECTS or not any(parse.deps[c] == "cop" for c in dependants(parse, above)):
        return False
    if parse.pos[above] != "ADJ":
        return True
    return any(
        parse.deps[c].partition(":")[0] in ("csubj", "ccomp", "xcomp", "advcl") for c in dependants(parse, above)
    )


def resolve_speakers(parse: Parse, board: Board, speakers: Speakers) -> None:
    """Lets "I" and "we" inside an attribution stand for its source."""
    for mention in board.mentions:
        kind = PRONOUNS.get(parse.lowers[mention.head]) if mention.form == "pronoun" else None
        if kind is not None and kind.who == "speaker":
            head, _ = speakers.source(mention.head)
            source = board.at(head) if head is not None else None
            if source is not None and source is not mention:
                stand_for(mention, source)


def kept(parse: Parse, speakers: Speakers, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions without the pronouns that stand for nobody known and do nothing."""
    for mention in mentions:
        if mention.form != "pronoun" or mention.refers_to is not None or mention.head in speakers.heads:
            yield mention
            continue
        kind = PRONOUNS.get(parse.lowers[mention.head])
        relation = parse.deps[mention.head]
        if (
            kind is not None
            and kind.who != "thing"
            and (relation in SUBJECTS or relation in ("obj", "iobj", "obl:agent"))
        ):
            if parse.pos[parse.heads[mention.head]] == "VERB":
                yield mention
