"""Reports and parses that nobody would write, from a source of chance: for tests that hold for any input.

Sentences come from a small grammar about countries that do not exist; what befalls texts on their way is done to them
afterwards: capitals, marks that turn the direction of writing, letters that only look alike, halves of characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from truceline.model import Hint, Name, Parse, Quote, Role

BODIES = (
    "Korvath", "the Ostrel Front", "the Lenmark army", "Israel",
    "Hamas", "the United Nations", "Russia", "the ministry",
    "President Ilan Venn", "General Oru Vask", "rebels", "villagers",
    "a senior official", "they", "he", "it", "the OLF",
    "a spokesman for the Ostrel Front (OLF)", "Reuters", "state television", "mediators", "the White House", "Kyiv",
)  # fmt: skip
PLACES = (
    "Tarn",
    "Aleppo, Syria",
    "the harbour of Ostrel",
    "Gaza City",
    "southern Lenmark",
    "Paris, Texas",
    "the border",
)
DAYS = (
    "on Monday", "last week", "on 3 May 2031", "in 2019",
    "two days ago", "at 5 p.m.", "since the 1990s", "on 31/02/2031",
    "for 42 days", "every Friday", "by the end of next month", "on May 32", "in the year 0000", "between 5 and 3 a.m.",
)  # fmt: skip
NUMBERS = (
    "20", "dozens of", "at least 1,200", "nearly two hundred", "between 30 and 10", "up to 24", "no", "half a million",
    "99999999999999999999", "1.5bn", "0", "a dozen", "12-15", "more than one and a half million", "٣٠", "½", "1,2,3",
)  # fmt: skip
VERBS = (
    "shelled", "attacked", "killed {n} people in", "offered a ceasefire of {n} days to", "denied that it had shelled",
    "met", "signed a truce with", "rejected", "called on {b} to withdraw from", "threatened to bomb", "did not attack",
    "agreed to release {n} hostages held by", "violated the ceasefire with",
    "may have struck", "accused {b} of bombing",
    "extended the pause with", "was killed by", "demanded that {b} leave", "sent {n} trucks of aid to",
)  # fmt: skip
SAYINGS = (
    "{s}.", "{b} said {s}.", "“{s},” {b} said.", "{b} told Reuters that {s}.", "According to {b}, {s}.",
    "{b} denied that {s}.", "{b} said, citing {b}, that {s}.", "“{s}", "{s}, {b} was quoted by {b} as saying.",
    "If {s}, {s}.", "{b} neither confirmed nor denied the report that {s}.",
    "{s} — “{s}” — {s}?", "({s})", "{b}: “{s}.”",
    "{s}, which {b} denied, per {b}.", "It was false, {b} said.", "{b} denied this.", "- {s}", "{s} and {s} and {s}.",
)  # fmt: skip
ODD = (
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad",
    "\ud83d", "\udc00", "\ufffd", "\x01", "\x0b", "\x1f", "\x7f",
    "\u2028", "\u2029", "\x85", "\u3000", "\u0301" * 40, "🕊️", "👩‍👩‍👧", "ﷺ",
    "İ", "ß", "ŉ", "ᾳ", "ǅ", "\U0010ffff", "\ue000",
    "１２", "²", "Ⅷ", "①", "٪", "。", "،", "中文", "Привет", "שלום", "مرحبا", "สวัสดี",
    "…", "''", "``", "\t", " ", "\r\n",
)  # fmt: skip
ALIKE = str.maketrans("aceiopsxyHAEKMOPTB", "асеіорѕхуНАЕКМОРТВ")
SCANNED = str.maketrans({"l": "1", "o": "0", "m": "rn", "e": "c", "i": "!", "h": "b", "S": "5"})
TAGS = {
    "NOUN": ("NN", "NNS"), "PROPN": ("NNP", "NNPS"), "VERB": ("VBD", "VBN",
    "VB", "VBG", "VBZ", "VBP"), "AUX": ("VBD", "MD"),
    "ADJ": ("JJ", "JJR"), "ADV": ("RB", "WRB"), "ADP": ("IN",), "DET": ("DT", "WDT"), "PRON": ("PRP", "WP", "PRP$"),
    "NUM": ("CD",), "CCONJ": ("CC",), "SCONJ": ("IN",), "PART": ("TO", "POS",
    "RB"), "PUNCT": (".", ",", "``", "''", ":"),
    "SYM": ("SYM", "$"), "X": ("FW",), "INTJ": ("UH",),
}  # fmt: skip
RELATIONS = (
    "nsubj nsubj:pass nsubj:outer obj iobj obl obl:agent "
    "obl:unmarked obl:tmod nmod nmod:poss nmod:desc nmod:unmarked amod "
    "advmod advcl advcl:relcl acl acl:relcl ccomp xcomp csubj "
    "csubj:pass conj cc case mark det aux aux:pass cop compound "
    "compound:prt flat appos parataxis punct nummod root dep "
    "list discourse vocative expl fixed orphan goeswith dislocated"
).split()
ROLES = "ARG0 ARG1 ARG2 ARG3 ARG4 ARGM-TMP ARGM-LOC ARGM-NEG ARGM-MOD ARGM-ADV R-ARG0 R-ARG1 C-ARG1".split()
EVENTS = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT "
    "REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT"
).split()
LEMMAS = {
    "said": "say", "told": "tell", "denied": "deny", "shelled": "shell", "attacked": "attack", "killed": "kill",
    "offered": "offer", "met": "meet", "signed": "sign",
    "rejected": "reject", "called": "call", "was": "be", "were": "be",
    "threatened": "threaten", "agreed": "agree", "violated": "violate",
    "struck": "strike", "citing": "cite", "had": "have",
    "accused": "accuse", "extended": "extend", "demanded": "demand", "sent": "send", "quoted": "quote", "saying": "say",
    "people": "person", "hostages": "hostage", "days": "day", "trucks": "truck", "rebels": "rebel", "held": "hold",
}  # fmt: skip


def sentence(chance: Random, depth: int = 2) -> str:
    """What a reporter might write."""
    if depth and chance.random() < 0.7:
        form = chance.choice(SAYINGS)
        while "{s}" in form:
            form = form.replace("{s}", sentence(chance, depth - 1).rstrip("."), 1)
    else:
        form = f"{{b}} {chance.choice(VERBS)} {{b}} in {chance.choice(PLACES)} {chance.choice(DAYS)}"
    while "{b}" in form:
        form = form.replace("{b}", chance.choice(BODIES), 1)
    while "{n}" in form:
        form = form.replace("{n}", chance.choice(NUMBERS), 1)
    return form[:1].upper() + form[1:]


def text(chance: Random, most: int = 12) -> str:
    """A report, and what befell it on its way."""
    parts = [sentence(chance) for _ in range(chance.randint(1, most))]
    found = "".join(part + chance.choice((" ", " ", "\n", "\n\n", "")) for part in parts)
    for befall in chance.sample(ACCIDENTS, chance.choice((0, 0, 1, 1, 2, 3))):
        found = befall(chance, found)
    return found


def _sprinkled(chance: Random, found: str) -> str:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(found) + 1)
        found = found[:at] + chance.choice(ODD) * chance.choice((1, 1, 1, 30)) + found[at:]
    return found


def _alike(chance: Random, found: str) -> str:
    return "".join(c.translate(ALIKE) if chance.random() < 0.3 else c for c in found)


def _scanned(chance: Random, found: str) -> str:
    noisy = (c.translate(SCANNED) if chance.random() < 0.1 else c for c in found)
    return "".join("-\n" + c if c.isalpha() and chance.random() < 0.02 else c for c in "".join(noisy))


def _torn(chance: Random, found: str) -> str:
    return found[chance.randrange(len(found)) :][: chance.randrange(1, len(found) + 1)] or "?"


def _shuffled(chance: Random, found: str) -> str:
    words = found.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _nested(chance: Random, found: str) -> str:
    opens, closes = chance.choice(
        (("(", ")"), ("“", "”"), ("“‘", "’”"), ("[{", "}]"), ('"', '"'), ("“", ""), ("", "”"))
    )
    times = chance.choice((3, 40, 300))
    return (opens + chance.choice(("", " "))) * times + found + closes * times


def _signs(chance: Random, found: str) -> str:
    marks = ".,;:!?()[]{}\"'“”‘’«»–—-…/\\*_#@&%$€+=<>|~^`"
    return found + "".join(chance.choice(marks) for _ in range(chance.choice((5, 500)))) + found


def _digits(chance: Random, found: str) -> str:
    number = "".join(chance.choice("0123456789,.-/:") for _ in range(chance.choice((6, 40, 3000))))
    return f"{found} {number} people were killed on {number}."


def _long_word(chance: Random, found: str) -> str:
    return f"{found} The {chance.choice('aZ-.é“1')}{chance.choice(('x', 'Ab', '-a', 'a.', 'ﬁ')) * 2000} attacked Tarn."


def _unsigned(_: Random, found: str) -> str:
    return "".join(c if c.isalnum() else " " for c in found) or "?"


ACCIDENTS: tuple[Callable[[Random, str], str], ...] = (
    _sprinkled, _alike, _scanned, _torn, _shuffled, _nested, _signs, _digits, _long_word, _unsigned,
    lambda _, found: found.upper(),
    lambda _, found: found.lower(),
    lambda _, found: found.swapcase(),
    lambda _, found: unicodedata.normalize("NFKD", found),
    lambda _, found: found.replace(" ", "\u00a0"),
    lambda _, found: found.replace(" ", "\n"),
    lambda _, found: found.replace(" ", ""),
    lambda _, found: found[::-1],
)  # fmt: skip


def parse(chance: Random, words: tuple[list[int], list[str]], whole: str) -> Parse:
    """A Parse of a text whose labels are by chance, some of them what a network would say.

    Args:
        chance: Where it comes from.
        words: Offset and form of each word.
        whole: The text.
    """
    starts, forms = words
    count = len(forms)
    cuts = (
        sorted({0, count, *(chance.randrange(count) for _ in range(chance.randint(0, count // 8)))}) if count else [0]
    )
    sentences = list(pairwise(cuts))
    pos = [_pos(chance, form) for form in forms]
    heads, deps = list(range(count)), ["root"] * count
    for first, after in sentences:
        _grow(chance, first, after, heads, deps)
    ranges = _ranges(chance, count)
    return Parse(
        text=whole,
        words=tuple(forms),
        starts=tuple(starts),
        ends=tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
        lemmas=tuple(LEMMAS.get(form.lower(), form.lower()) for form in forms),
        pos=tuple(pos),
        tags=tuple(chance.choice(TAGS[p]) if chance.random() < 0.9 else "NN" for p in pos),
        heads=tuple(heads),
        deps=tuple(deps),
        sentences=tuple(sentences),
        names=_names(chance, sentences),
        quotes=tuple(
            Quote(
                source=chance.choice((None, chance.choice(ranges))),
                cue=chance.choice((None, chance.choice(ranges), chance.choice(ranges))),
                content=tuple(sorted({chance.choice(ranges) for _ in range(chance.choice((1, 1, 2, 3)))})),
            )
            for _ in range(chance.randint(0, count // 6))
        ),
        roles=tuple(
            Role(chance.randrange(count), chance.randrange(count), chance.choice(ROLES))
            for _ in range(chance.randint(0, count))
        ),
        hints=tuple(
            Hint(w, chance.choice(EVENTS), chance.random() or 1.0) for w in range(count) if chance.random() < 0.2
        ),
        factuality=tuple(chance.uniform(-3, 3) for _ in forms) if chance.random() < 0.7 else (),
    )


def _pos(chance: Random, form: str) -> str:
    if chance.random() < 0.15:
        return chance.choice(tuple(TAGS))
    if not any(c.isalnum() for c in form):
        return "PUNCT"
    if form[0].isdigit():
        return "NUM"
    if form.lower() in LEMMAS:
        return "VERB"
    return "PROPN" if form[0].isupper() else chance.choice(("NOUN", "ADP", "DET", "PRON", "ADJ", "AUX"))


def _grow(chance: Random, first: int, after: int, heads: list[int], deps: list[str]) -> None:
    """A tree over the words of a sentence: near neighbours, one long chain, one wide bush, or circles."""
    shape = chance.choice(("near", "near", "near", "chain", "bush", "any"))
    for w in range(first, after):
        if shape == "near":
            head = min(max(w + chance.choice((-3, -2, -1, 1, 2, 3)), first), after - 1)
        elif shape == "chain":
            head = max(w - 1, first)
        elif shape == "bush":
            head = first
        else:
            head = chance.randrange(first, after)
        heads[w] = head
        deps[w] = "root" if head == w else chance.choice(RELATIONS)


def _ranges(chance: Random, count: int) -> list[tuple[int, int]]:
    found = []
    for _ in range(12 if count else 0):
        first = chance.randrange(count)
        found.append((first, min(count, first + chance.choice((1, 1, 2, 5, 40)))))
    return found


def _names(chance: Random, sentences: list[tuple[int, int]]) -> tuple[Name, ...]:
    found = []
    for first, after in sentences:
        w = first
        while w < after:
            if chance.random() < 0.25:
                end = min(after, w + chance.choice((1, 1, 2, 3, 8)))
                found.append(Name(start=w, end=end, label=chance.choice(("PER", "ORG", "LOC", "MISC"))))
                w = end
            w += 1
    return tuple(found)


def disturbed(chance: Random, sound: Parse) -> Parse:
    """A Parse as a network gives it, with a share of its labels changed: in one column, in several, in all."""
    count, share = len(sound), chance.choice((0.01, 0.05, 0.2, 0.6))
    wild = parse(chance, (list(sound.starts), list(sound.words)), sound.text)
    columns: dict[str, tuple[object, ...]] = {}
    for name in ("lemmas", "pos", "tags", "deps", "heads"):
        old = getattr(sound, name)
        if chance.random() < 0.5:
            columns[name] = tuple(
                _other(chance, sound, name, w) if chance.random() < share else old[w] for w in range(count)
            )
    for name in ("names", "quotes", "roles", "hints", "factuality"):
        if chance.random() < 0.25:
            columns[name] = getattr(wild, name)
    if "factuality" not in columns and chance.random() < 0.1:
        columns["factuality"] = ()
    if chance.random() < 0.1:
        columns["quotes"] = tuple(q for q in (*sound.quotes, *wild.quotes) if chance.random() < 0.5)
    return replace(sound, **columns)  # type: ignore[arg-type]


def _other(chance: Random, sound: Parse, column: str, word: int) -> object:
    """Another label for a word; its head stays in its sentence."""
    if column == "deps":
        return chance.choice(RELATIONS)
    if column == "pos":
        return chance.choice(tuple(TAGS))
    if column == "tags":
        return chance.choice(TAGS[chance.choice(tuple(TAGS))])
    if column == "heads":
        return chance.randrange(*sound.sentences[sound.sentence_of[word]])
    return chance.choice(sound.lemmas)
