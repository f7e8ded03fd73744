"""Who a description is that says something new of somebody named nearby: "the beekeeper", "the 61-year-old".

News names somebody first and says in the next sentence what he is: "Karl Osse has seen no tanks. The beekeeper said …";
or it begins with what he is and names him after: "A shop assistant hid. Lena Voss, 19, said …".
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model import Parse
from truceline.reading.actors.mention import SUBJECTS, Board, Mention, root_of, stand_for
from truceline.reading.actors.offices import CLASSES, fits, is_same_office, is_speaking, is_sure
from truceline.reading.actors.talk import Speakers, Talk
from truceline.vocabulary.sayings import Sayings

AGE = 6  # words of "the 61-year-old"
NEAR = 3  # sentences ahead
FAR = 5  # sentences back
STEPS = 6  # from a name to the first of those it stands with
LEAST = 2  # sentences of a report with a headline
MANY = 60  # earlier mentions that are looked through
HUMAN = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer", "brand", "chief", "head", "hand", "boss", "veteran")
THINGS = frozenset(
    "order register chapter ledger number centre center letter paper matter power sector factor error tower theater"
    " theatre chamber river newsletter poster computer border plant".split()
)
ARTICLES = frozenset({"the", "this"})
PAST = frozenset({"former", "retired", "ex", "one-time", "onetime", "erstwhile", "veteran"})
NEW = frozenset({"of", "in", "from", "at", "for", "who", "whose", "that", "with", "to"})  # tells one more from others
PLACED = frozenset({"in", "near", "at", "on", "outside", "around", "from", "into", "to", "towards", "toward"})
SUFFERED = frozenset({"die", "kill", "bury", "drown", "injure", "wound"})


def resolve_epithet(talk: Talk, mention: Mention, sayings: Sayings) -> None:
    """Lets a description that speaks stand for the one person named shortly before of whom it may say more.

    Args:
        talk: What has been said so far.
        mention: The description.
        sayings: The nouns of papers and of the press, which are no people, and the verbs by which somebody speaks.
    """
    parse = talk.parse
    if mention.refers_to is not None or mention.plural or not is_human(parse, mention, sayings):
        return
    if mention.head not in talk.speakers.heads and not is_speaking(parse, mention, sayings):
        return
    aged = is_aged(parse, mention)
    former = not PAST.isdisjoint(parse.lowers[mention.first : mention.head])
    if not aged and (not is_definite(parse, mention) or adds_another(parse, mention)):
        return
    if was_told_of(talk, mention):
        return
    many = bool(mention.roles) and mention.roles[0] in CLASSES
    found = [m for m in nearby(talk, mention) if may_be(talk, mention, m, any_office=aged or former, stranger=many)]
    described = [m for m in talk.history[-MANY:] if m.form in ("role", "source") and m.refers_to is not None]
    target = chosen(parse, mention, found, described)
    if target is not None:
        mention.kind = "person"
        stand_for(mention, target)


def is_human(parse: Parse, mention: Mention, sayings: Sayings) -> bool:
    """Whether a description is one of a person."""
    noun = parse.lemmas[mention.head]
    if mention.kind == "person" or is_aged(parse, mention):
        return True
    if mention.kind is not None or noun in sayings.mediums or noun in sayings.outlet_nouns or noun in THINGS:
        return False
    return noun in sayings.persons or noun.endswith(HUMAN)


def is_aged(parse: Parse, mention: Mention) -> bool:
    """Whether a description tells somebody's age: "the 61-year-old", "the 44-year-old former teacher"."""
    if is_of_age(parse, mention) and is_definite(parse, mention):
        return True  # "The banker, 63, said"
    first, after = max(0, mention.first - 1), min(len(parse), mention.head + AGE)
    written = parse.words_between(first, max(after, mention.after)).lower().replace(" - ", "-").replace("- ", "-")
    return written.startswith("the ") and "-year-old" in written


def is_definite(parse: Parse, mention: Mention) -> bool:
    """Whether a description begins with "the"."""
    return not ARTICLES.isdisjoint(parse.lowers[max(0, mention.first - 1) : mention.first + 1])


def adds_another(parse: Parse, mention: Mention) -> bool:
    """Whether what follows a description tells somebody new from others: "the doctor who …", "the mayor of Tarn"."""
    at = mention.after
    if at + 1 >= len(parse) or mention.owner is not None:
        return False
    return parse.lowers[at] in NEW and parse.pos[at + 1] != "NUM"  # "the father of three" is nobody new


def was_told_of(talk: Talk, mention: Mention) -> bool:
    """Whether somebody else was called so before, whom the description would take up again."""
    lemmas = talk.parse.lemmas
    for other in talk.history[-MANY:]:
        if other.form in ("role", "source") and other.refers_to is None and other is not mention:
            if lemmas[other.head] == lemmas[mention.head] and other.first < mention.first:
                return True
    return False


def nearby(talk: Talk, mention: Mention) -> Iterator[Mention]:
    """The people named in the sentences before, the nearest first; those of whom only the speaker speaks left out."""
    parse = talk.parse
    own = talk.speakers.before.get(mention.head, [])
    for other in reversed(talk.history[-MANY:]):
        if parse.sentence_of[mention.head] - parse.sentence_of[other.head] > FAR:
            return
        body = root_of(other)
        if not body.named or body.kind != "person" or not is_sure(body):
            continue
        if not any(first <= other.head < after for first, after in own):
            yield other


def may_be(talk: Talk, mention: Mention, other: Mention, *, any_office: bool, stranger: bool) -> bool:
    """Whether a person may be whom a description means.

    Args:
        talk: What has been said so far.
        mention: The description.
        other: Where the person is named.
        any_office: Whether it may be said of anybody, as an age may.
        stranger: Whether many go by it, so that nobody of rank is meant.
    """
    parse, body = talk.parse, root_of(other)
    if mention.gender and body.gender and mention.gender != body.gender:
        return False
    if other.form == "name" and is_place_like(parse, other):
        return False
    if any_office:
        return True
    told = [noun for m in talk.history[-MANY:] if key(root_of(m)) == key(body) for noun in told_to_be(parse, m)]
    if told:
        return parse.lemmas[mention.head] in {parse.lemmas[noun] for noun in told}
    if stranger:
        if parse.deps[other.head] == "obj" or parse.lemmas[parse.heads[other.head]] in SUFFERED:
            return False
        qualified = mention.head > mention.first and not set(mention.sector).isdisjoint(body.sector)
        return qualified or not (body.roles or body.sector or body.country)  # "General Brand …", "the old soldier"
    return fits(mention, body) if mention.roles else not body.roles


def is_place_like(parse: Parse, name: Mention) -> bool:
    """Whether a name that nothing is known of stands where a place does: "the raid on Marn"."""
    if name.roles or name.gender or name.country or not parse.deps[name.head].startswith(("obl", "nmod", "compound")):
        return False
    before = parse.lowers[name.first - 1] if name.first else ""
    return before in PLACED or parse.deps[name.head] == "compound"


def told_to_be(parse: Parse, name: Mention) -> Iterator[int]:
    """The words beside a name that say who that is: of "Karl Osse, a beekeeper" and "Karl Osse, who keeps bees"."""
    for c in parse.children[name.head]:
        if parse.deps[c] == "appos" and parse.pos[c] == "NOUN":
            yield c
        elif parse.deps[c] == "acl:relcl" and any(parse.lowers[w] == "who" for w in parse.children[c]):
            yield c


def chosen(parse: Parse, mention: Mention, found: list[Mention], described: list[Mention]) -> Mention | None:
    """The one person among those who may be meant: the only one, else whom the nearest sentence is about.

    Args:
        parse: The text.
        mention: The description.
        found: Those who may be meant.
        described: Earlier descriptions of people who are known by name.
    """
    bodies = {key(root_of(m)): root_of(m) for m in found}
    if len(bodies) < 2:
        return next(iter(bodies.values()), None)
    called = [b for b in bodies.values() if mention.roles and any(is_same_office(r, mention.roles[0]) for r in b.roles)]
    if len(called) == 1:
        return called[0]
    before = {id(root_of(m)) for m in described if parse.lemmas[m.head] != parse.lemmas[mention.head]}
    left = [m for m in found if id(root_of(m)) not in before] or found  # each is what he is, and no two things
    nearest = max(parse.sentence_of[m.head] for m in left)
    about = {key(root_of(m)): m for m in sorted(left, key=lambda m: m.head) if parse.sentence_of[m.head] == nearest}
    if len(about) > 1 and not all(is_subject(parse, m.head) for m in about.values()):
        return None
    return root_of(next(iter(about.values())))  # of "Lind and Osse" who is described first was named first


def is_subject(parse: Parse, word: int) -> bool:
    """Whether a clause is about somebody, alone or with others: the second of "Lind and Osse" too."""
    for _ in range(STEPS):
        if parse.deps[word] not in ("conj", "flat") or parse.heads[word] == word:
            break
        word = parse.heads[word]
    return parse.deps[word] in SUBJECTS


def key(body: Mention) -> str | int:
    """What counts as the same person."""
    return body.actor or id(body)


def name_later(parse: Parse, board: Board, speakers: Speakers) -> None:
    """Lets a speaker who is only described be the person whom the next sentence names without a word on who he is.

    "The mayor of Tarn said so. Ada Lind has been mayor since May." A stranger would have been introduced.
    """
    firsts: dict[str, Mention] = {}
    subjects: dict[int, Mention] = {}
    for mention in board.mentions:
        if mention.form == "name" and mention.kind == "person" and mention.actor is not None:
            fresh = firsts.setdefault(mention.actor, mention) is mention
            subject = parse.deps[mention.head].startswith("nsubj")
            if fresh and subject and len(mention.tokens) > 1 and not is_introduced(parse, mention):
                subjects.setdefault(parse.sentence_of[mention.head], mention)
    stood_for = {id(m.refers_to) for m in board.mentions if m.refers_to is not None}
    introduced = min((parse.sentence_of[m.head] for m in firsts.values()), default=len(parse))
    for mention in board.mentions:
        if mention.head not in speakers.heads and id(mention) not in stood_for:
            continue
        target = subjects.get(parse.sentence_of[mention.head] + 1)
        if target is not None and introduced > parse.sentence_of[mention.head] and is_named_so(parse, mention, target):
            stand_for(mention, target)


def name_headline(parse: Parse, board: Board) -> None:
    """Lets "Minister" in a headline be the first minister whom the report below it names."""
    if len(parse.sentences) < LEAST:
        return
    (_, after), (below, _) = parse.sentences[0], parse.sentences[1]
    if "\n" not in parse.text[parse.ends[after - 1] - 1 : parse.starts[below]]:
        return
    for mention in board.mentions:
        if mention.head >= after or mention.form not in ("role", "source") or mention.refers_to is not None:
            continue
        if mention.kind != "person" or mention.plural or not mention.roles or mention.owner is not None:
            continue
        for other in board.mentions:
            body = root_of(other)
            near = 0 < parse.sentence_of[other.head] <= NEAR and body.named and body.kind == "person"
            if near and any(is_same_office(role, mention.roles[0]) for role in (*other.roles, *body.roles)):
                stand_for(mention, body)
                break


def is_named_so(parse: Parse, mention: Mention, target: Mention) -> bool:
    """Whether a description may be that of the person whom the next sentence brings in."""
    if mention.form not in ("role", "source") or mention.kind != "person" or mention.refers_to is not None:
        return False
    if mention.plural or (mention.gender and target.gender and mention.gender != target.gender):
        return False
    definite = mention.definite or is_definite(parse, mention)
    if is_of_age(parse, target):
        return True  # "A shop assistant hid. Lena Voss, 19, said": ages are told of those who are told of
    if target.roles:
        return bool(mention.roles) and any(is_same_office(role, mention.roles[0]) for role in target.roles)
    return definite and bool(mention.roles) and mention.roles[0] not in CLASSES


def is_of_age(parse: Parse, name: Mention) -> bool:
    """Whether commas set somebody's age behind his name: "Lena Voss, 19,"."""
    behind = parse.words[name.after : name.after + 2]
    return len(behind) == 2 and behind[0] == "," and behind[1].isdecimal() and len(behind[1]) < 3


def is_introduced(parse: Parse, mention: Mention) -> bool:
    """Whether words beside a name say who that is: "Ada Lind, a teacher,"."""
    return any(parse.deps[c] in ("appos", "acl:relcl") and parse.pos[c] != "NUM" for c in parse.children[mention.head])
