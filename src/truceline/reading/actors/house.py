"""Names that a report brings itself: its publisher's, and the acronyms it defines.

"Rapid Support Forces (RSF)" makes RSF the Rapid Support Forces for the whole report, and a paper
speaks of itself by its initials. Both are matched as the vocabulary is, by the same class.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.model import Parse, Report
from truceline.vocabulary import Entry, Vocabulary, split_words
from truceline.vocabulary.tables import Alias
from truceline.vocabulary.words import slug

ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.]{0,9}")
SMALL = frozenset(
    {"of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des", "al", "el", "'s", "’s", "-", "&", "'", "’"}
)
LONGEST = 9  # words of a name that an acronym stands for


def own_names(parse: Parse, vocabulary: Vocabulary, report: Report) -> tuple[Vocabulary, Entry | None]:
    """A vocabulary of the names that this report alone defines, and the entry of its publisher."""
    outlet = outlet_entry(report.outlet, vocabulary)
    aliases: list[Alias] = []
    if outlet is not None and report.outlet:
        aliases += outlet_aliases(parse, vocabulary, report.outlet, outlet)
    aliases += defined_acronyms(parse, vocabulary)
    return Vocabulary(aliases), outlet


def outlet_entry(name: str | None, vocabulary: Vocabulary) -> Entry | None:
    """The publisher as the vocabulary knows it, else a new entry under a slug of its name."""
    if not name or not name.strip():
        return None
    plain = name.removeprefix("The ").removeprefix("the ")
    for form in (name, plain, f"The {plain}"):
        entry = vocabulary.find(form)
        if entry is not None and entry.kind in ("outlet", "body"):
            return entry
    return Entry(id=slug(name), name=name, sector=("JRN",), kind="outlet") if slug(name) else None


def outlet_aliases(parse: Parse, vocabulary: Vocabulary, name: str, entry: Entry) -> list[Alias]:
    """The publisher's name with and without "The", and its initials where the text uses them."""
    plain = name.removeprefix("The ").removeprefix("the ")
    words = split_words(plain)
    single = replace(entry, ambiguous=True) if len(words) == 1 and not plain.isupper() else entry
    found = [Alias(words=form, entry=single) for form in dict.fromkeys((name, plain, f"The {plain}"))]
    if len(words) > 1:
        seen = dict.fromkeys(w for w in parse.words if 1 < len(w) < 7 and w.isupper() and w.isalpha())
        for word in seen:
            if vocabulary.find(word) is None and (
                house_initials(word, words) or house_initials(word, split_words(name))
            ):
                found.append(Alias(words=word, entry=replace(entry, aspect="alias")))
    return found


def house_initials(word: str, name: list[str]) -> bool:
    """Whether capitals are the initials of a paper's name; "Ex…" may give an X, as in "DX" for a "… Express"."""
    content = [w.lower() for w in name if w.lower() not in SMALL or w == "The"]
    if len(content) != len(word):
        return False
    return all(w.startswith(c) or (c == "x" and w.startswith("ex")) for c, w in zip(word.lower(), content, strict=True))


def defined_acronyms(parse: Parse, vocabulary: Vocabulary) -> list[Alias]:
    """The acronyms that stand in brackets beside the name they are short for."""
    words, found = parse.words, []
    ends = {name.end: name for name in parse.names if name.label in ("ORG", "MISC")}
    starts = {name.start: name for name in parse.names if name.label in ("ORG", "MISC")}
    for i, word in enumerate(words):
        if word != "(" or i == 0 or i + 2 >= len(words) or is_dateline(parse, i):
            continue
        if words[i + 2] == ")" and is_acronym(words[i + 1]):
            first = expansion_start(parse, i, words[i + 1])
            if first is None:
                name = ends.get(i)
                first = name.start if name is not None and name.end - name.start > 1 else None
            if first is not None:
                found += name_and_acronym(vocabulary, parse, first, i, words[i + 1])
        elif is_acronym(words[i - 1]):
            close = next((k for k in range(i + 2, min(i + 2 + LONGEST, len(words))) if words[k] == ")"), None)
            named = starts.get(i + 1)
            if close is not None and (
                expansion_start(parse, close, words[i - 1]) == i + 1 or (named is not None and named.end == close)
            ):
                found += name_and_acronym(vocabulary, parse, i + 1, close, words[i - 1])
    return found


def is_dateline(parse: Parse, bracket: int) -> bool:
    """Whether a bracket holds the agency of a dateline, which is no other name of the town: "MERROW (Corda) -"."""
    closing = parse.words[bracket + 2 : bracket + 4]
    return len(closing) == 2 and closing[0] == ")" and closing[1] in ("-", "–", "—", "--")


def is_acronym(word: str) -> bool:
    """Whether a word is mostly capitals, as acronyms are."""
    return ACRONYM.fullmatch(word) is not None and sum(c.isupper() for c in word) * 2 > len(word) > 1


def expansion_start(parse: Parse, after: int, acronym: str) -> int | None:
    """The first word of the name before ``after`` whose capitals spell the acronym, or None."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    at = len(letters)
    for i in range(after - 1, max(after - 1 - LONGEST, -1), -1):
        word = parse.lowers[i]
        if not word[0].isalpha() or word in SMALL:
            if at and word.startswith(letters[at - 1]) and parse.words[i][0].isupper():
                at -= 1
            elif word[0] in '(),.;:"“”':
                return None
            continue
        if not at or not word.startswith(letters[at - 1]) or not parse.words[i][0].isupper():
            return None
        at -= 1
        if at == 0:
            return i
    return None


def same_body(vocabulary: Vocabulary, short: Entry, name: str) -> bool:
    """Whether an acronym's known body is meant by a spelling of its name that is not known: it shares most words."""
    if short.ambiguous or short.rivals:
        return False
    words = {w.lower() for w in split_words(name)} - SMALL
    known = [{w.lower() for w in split_words(alias)} - SMALL for alias in vocabulary.aliases(short.id)]
    return any(2 * len(words & other) >= len(words) == len(other) for other in known)


def country_in(vocabulary: Vocabulary, words: Sequence[str]) -> str | None:
    """The one country that the words of a name tell of, or None."""
    found = [entry for i in range(len(words)) if (match := vocabulary.match(words, i)) and (entry := match[0])]
    countries = {entry.country for entry in found if entry.kind == "state"}
    return countries.pop() if len(countries) == 1 else None


def name_and_acronym(vocabulary: Vocabulary, parse: Parse, first: int, after: int, acronym: str) -> list[Alias]:
    """Both names of one body; the vocabulary's entry where it knows the long one."""
    name = parse.words_between(first, after)
    known, short = vocabulary.find(name), vocabulary.find(acronym)
    if known is not None and short is not None and short.id == known.id:
        return []
    if known is None and short is not None and same_body(vocabulary, short, name):
        known = short
    country = country_in(vocabulary, parse.words[first:after])
    entry = known or Entry(id=slug(name), name=name, kind="body", country=country)
    if not entry.id:
        return []
    return [Alias(words=name, entry=entry), Alias(words=acronym, entry=replace(entry, aspect="alias"))]
