"""Whom a saying goes back to: "citing two officials", "state television quoted the ministry as saying"."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.clauses import is_passive, subject
from truceline.reading.nouns import conjunct, noun_phrase, preposition
from truceline.reading.ranges import Range, covers, overlap, trimmed
from truceline.reading.speech.drafts import Draft
from truceline.reading.speech.relays import STEPS, relay
from truceline.reading.speech.setting import Setting, is_somebody

MOST = 4  # who are cited beside the first
NEAR = 5  # words between "citing" and who is cited
BY = frozenset({"by", "in", "on"})  # quoted by, quoted in


def find_cited(setting: Setting) -> None:
    """Finds "the Courier reported, citing two officials": the officials are the origin."""
    parse, drafts, known = setting.parse, setting.drafts, setting.sayings
    for verb, lower in enumerate(parse.lowers):
        if lower not in known.citing and not is_reference(parse, verb) and not is_relative(setting, verb):
            continue
        cited = cited_at(setting, verb)
        if cited is None:
            continue
        outer = citing_draft(setting, verb)
        if outer is None or (drafts.with_source(cited) == outer and not is_between(drafts.all[outer].source, verb)):
            continue
        said = drafts.all[outer]
        if said.source is not None and said.source[0] < verb < said.source[1]:
            said = drafts.all[outer] = replace(said, source=without_comma(parse, said.source[0], verb))
        source = conjunct(parse, cited)
        if said.source is not None and overlap((source,), (said.source,)) and drafts.with_cue(verb) != outer:
            continue
        if covers(said.content, cited) and covers(said.content, verb):
            continue
        via = parse.lowers[verb]
        more = [c for c in parse.children[cited] if parse.deps[c] == "conj" and is_somebody(setting, c)]
        for origin in (source, *(conjunct(parse, c) for c in more[:MOST])):
            inner = cited_already(setting, verb, origin, outer)
            if inner is None:
                inner = drafts.share(outer, source=origin, cue=(verb, verb + 1))
            if inner is not None:
                drafts.pass_on(inner, outer, via)


def cited_already(setting: Setting, verb: int, origin: Range, outer: int) -> int | None:
    """The draft by which the network has who is cited; a list of several is cut down to the first of them."""
    drafts = setting.drafts
    number = drafts.with_cue(verb)
    found = drafts.all[number] if number is not None else None
    if number is None or number == outer or found is None or found.source is None or found.relay:
        return None
    if not found.source[0] <= origin[0] < found.source[1] or abs(found.source[0] - origin[0]) > 1:
        return None
    drafts.all[number] = replace(found, source=origin)
    return number


def is_reference(parse: Parse, word: int) -> bool:
    """Whether a noun stands for "citing": "with reference to the Courier"."""
    return parse.lowers[word] == "reference" and parse.lowers[word - 1 : word + 2] == ("with", "reference", "to")


def is_relative(setting: Setting, verb: int) -> bool:
    """Whether a relative clause says whom an outlet cites: "the agency, which cited a police inspector"."""
    parse = setting.parse
    if parse.lemmas[verb] not in setting.sayings.quoting or not parse.deps[verb].startswith("acl"):
        return False
    return any(parse.lowers[c] in ("which", "who") and parse.deps[c] == "nsubj" for c in parse.children[verb])


def is_between(piece: Range | None, word: int) -> bool:
    """Whether a word stands within a range, and does not open it."""
    return piece is not None and piece[0] < word < piece[1]


def without_comma(parse: Parse, first: int, after: int) -> Range:
    """The words up to one, the comma before it left out."""
    return first, after - 1 if after - first > 1 and parse.words[after - 1] == "," else after


def cited_at(setting: Setting, verb: int) -> int | None:
    """Who is cited: the object, or the first somebody after the verb where the tree was read amiss."""
    found = setting.parse.child(verb, "nmod" if setting.parse.pos[verb] == "NOUN" else "obj")
    if found is None and setting.parse.tags[verb] == "VBG":  # read as its subject
        found = next((c for c in setting.parse.children[verb] if c > verb and setting.parse.deps[c] == "nsubj"), None)
    if found is not None and found > verb:
        return found if is_somebody(setting, found) or setting.parse.pos[found] == "PROPN" else None
    after = setting.parse.sentences[setting.parse.sentence_of[verb]][1]
    for word in range(verb + 1, min(after, verb + NEAR)):
        mention = setting.mentions.at(word)
        if mention is not None and setting.mentions.ranges[mention.id][0] == word:
            return setting.mentions.heads[mention.id]
        if setting.parse.pos[word] not in ("DET", "NUM", "ADJ"):
            return None
    return None


def citing_draft(setting: Setting, verb: int) -> int | None:
    """The saying that a "citing" hangs on."""
    parse, drafts = setting.parse, setting.drafts
    w = verb
    for _ in range(STEPS):
        head = parse.heads[w]
        if head == w:
            break
        found = drafts.with_cue(head)
        if found is None:
            found = drafts.with_source(head)
        if found is not None and not covers((drafts.all[found].cue or (0, 0),), verb):
            return found
        w = head
    before = [n for n in drafts.in_sentence(verb) if (drafts.all[n].cue or (verb, 0))[0] < verb]
    return before[-1] if before else None


def find_quoted(setting: Setting) -> None:
    """Finds "state television quoted the ministry as saying", "he was quoted by TASS as saying"."""
    parse, known = setting.parse, setting.sayings
    for verb, lemma in enumerate(parse.lemmas):
        if lemma not in known.quoting or parse.pos[verb] != "VERB":
            continue
        saying = as_saying(setting, verb)
        if saying is None:
            continue
        outlets = [c for c in parse.children[verb] if preposition(parse, c) in BY and setting.is_outlet(c)]
        if not outlets:
            outlets = [w for w in range(verb + 1, saying) if is_outlet_name(setting, w)]
        agent = outlets[0] if outlets else None
        if is_passive(parse, verb):
            quoted, outlet = subject(parse, verb), agent
        else:
            quoted, outlet = parse.child(verb, "obj", "iobj"), subject(parse, verb)
        if quoted is not None:
            quote(setting, verb, saying, quoted, outlet)


def is_outlet_name(setting: Setting, word: int) -> bool:
    """Whether a word heads the name of a press body."""
    mention = setting.mentions.headed_by(word)
    return mention is not None and mention.kind == "outlet" and setting.is_outlet(word)


def as_saying(setting: Setting, verb: int) -> int | None:
    """The "saying" of "quoted … as saying", or None."""
    parse = setting.parse
    after = parse.sentences[parse.sentence_of[verb]][1]
    for word in range(verb + 1, min(after, verb + 40)):
        if (
            parse.lowers[word - 1] == "as"
            and parse.tags[word] == "VBG"
            and parse.lemmas[word] in setting.sayings.speech
        ):
            return word
    return None


def clause_before(parse: Parse, verb: int, quoted: int) -> Range | None:
    """What is quoted where it stands in front: "The road is closed, | Radio Tarn quotes the mayor as saying"."""
    if quoted < verb or parse.child(verb, "ccomp") is None and parse.deps[verb] != "parataxis":
        return None
    clause = next((c for c in parse.children[verb] if parse.deps[c] == "ccomp" and c < verb), None)
    if clause is None:
        clause = parse.heads[verb] if parse.deps[verb] == "parataxis" and parse.heads[verb] < verb else None
    about = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj" and c < verb), None)
    if clause is None or about is None or clause > about:
        return None
    return trimmed(parse, parse.subtree(clause)[0], min(noun_phrase(parse, about)[0], verb))


def quote(setting: Setting, verb: int, saying: int, quoted: int, outlet: int | None) -> None:
    """Splits "O quoted Y as saying Z" into what Y said and O's passing it on."""
    parse, drafts = setting.parse, setting.drafts
    number = drafts.with_cue(saying)
    number = drafts.with_cue(verb) if number is None else number
    if number is None:
        body = parse.child(saying, "ccomp", "obj")
        span = clause_before(parse, verb, quoted) if body is None else trimmed(parse, *parse.subtree(body))
        if span is None or covers((span,), verb):
            return
        number = drafts.add(Draft(source=noun_phrase(parse, quoted), cue=(saying, saying + 1), content=(span,)))
    said = drafts.all[number]
    front = clause_before(parse, verb, quoted)
    if front is not None and all(covers((piece,), saying) or piece[0] > verb for piece in said.content):
        said = drafts.all[number] = replace(
            said, source=noun_phrase(parse, quoted), cue=(saying, saying + 1), content=(front,)
        )
    if said.source is None:
        said = drafts.name_source(number, noun_phrase(parse, quoted))
    if outlet is not None and said.source is not None and covers((said.source,), outlet):
        inner = drafts.share(number, source=noun_phrase(parse, quoted), cue=(saying, saying + 1))
        if inner is not None:
            drafts.pass_on(inner, number, parse.lowers[verb])
    elif outlet is not None and setting.is_outlet(outlet):
        relay(setting, number, outlet, (verb, verb + 1), parse.lowers[verb])
