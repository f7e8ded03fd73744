"""What is known before reading: states, groups, organisations, outlets, peoples, and the roles people have.

All of it is data, in TOML files beside this one. A user's own files add to it or change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from truceline.vocabulary.entries import Entry, Role
from truceline.vocabulary.tables import (
    Alias,
    Table,
    aliases_of,
    composed,
    merge,
    read_own_toml,
    read_toml,
    role_of,
)
from truceline.vocabulary.words import split_words, without_marks

__all__ = ["Entry", "Role", "Vocabulary", "load_vocabulary", "read_toml", "split_words"]

FILES = ("states", "groups", "organisations", "outlets", "populations", "roles")
# In a text all in capitals these are words far more often than they are names.
WORDS_IN_CAPITALS = frozenset("who it is am an as at do go he if in me no of on or so to up we all can her his".split())

HEADS = frozenset({"president", "prime minister", "chancellor", "premier", "taoiseach", "supreme leader"})
# A name with its words, the indices of those that need a capital in the text, and whether case must be the same.
Form = tuple[tuple[str, ...], tuple[int, ...], bool, Entry]


class Vocabulary:
    """Names and roles, found by the words that stand in a text.

    Args:
        aliases: Every name with what it stands for; where two claim the same name the first one has it.
        roles: Each role with its phrases, in lower-case lemmas.
    """

    def __init__(self, aliases: Iterable[Alias], roles: Iterable[tuple[Role, Sequence[str]]] = ()) -> None:
        self._forms: dict[str, list[Form]] = {}  # words in lower case, joined by spaces → names
        self._lengths: dict[str, tuple[int, ...]] = {}  # first word in lower case → lengths of names, longest first
        self._by_id: dict[str, Entry] = {}
        self._aliases: dict[str, list[str]] = {}
        self._states: dict[str, Entry] = {}
        claims: dict[str, dict[str, Entry]] = {}  # name as written → id → Entry
        leaders: dict[str, dict[str, Entry]] = {}  # surname → id → Entry
        for alias in aliases:
            entry = alias.entry
            claims.setdefault(alias.words, {}).setdefault(entry.id, entry)
            self._by_id.setdefault(entry.id, entry)
            self._aliases.setdefault(entry.id, []).append(alias.words)
            if entry.aspect == "leader" and entry.office in HEADS and entry.state:
                leaders.setdefault(entry.name.split()[-1], {})[entry.id] = entry
            if entry.kind == "state" and entry.country:
                self._states.setdefault(entry.country, self._by_id[entry.id])
        self._leaders = {surname: tuple(found.values()) for surname, found in leaders.items()}
        lengths: dict[str, set[int]] = {}
        for written, claimants in claims.items():
            self._add(written, choose(claimants), lengths)
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self._roles: dict[str, Role] = {}
        role_lengths: dict[str, set[int]] = {}
        for role, phrases in roles:
            for phrase in phrases:
                words = split_words(phrase)
                if words:
                    self._roles.setdefault(" ".join(words), role)
                    role_lengths.setdefault(words[0], set()).add(len(words))
        self._role_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in role_lengths.items()}

    def _add(self, written: str, entry: Entry, lengths: dict[str, set[int]]) -> None:
        """Files a name under its words, in each of its spellings.

        "The" at its start may be small in the text ("told the Guardian"), but not where the name is ambiguous:
        "the sun", "the nation" and "the National Guard" are not papers.
        """
        exact = is_exact(written)
        for spelling in spellings(written):
            words = tuple(split_words(spelling))
            if not words:
                continue
            free = 1 if words[0] == "The" and not entry.ambiguous else 0
            capitals = tuple(i for i, word in enumerate(words) if word[0].isupper() and i >= free)
            forms = self._forms.setdefault(" ".join(words).lower(), [])
            if all(form[0] != words for form in forms):
                forms.append((words, capitals, exact, entry))
                forms.sort(key=lambda form: (not form[2], form[3].ambiguous))
                lengths.setdefault(words[0].lower(), set()).add(len(words))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One Entry for each id, under its usual name."""
        return tuple(self._by_id.values())

    @property
    def roles(self) -> dict[str, Role]:
        """Every role phrase, its words joined by spaces, with its Role."""
        return dict(self._roles)

    def by_id(self, id: str) -> Entry | None:
        """The body with this id, under its usual name, or None."""
        return self._by_id.get(id)

    def aliases(self, id: str) -> tuple[str, ...]:
        """All names of the body with this id, the usual one first."""
        return tuple(self._aliases.get(id, ()))

    def state_of(self, country: str) -> Entry | None:
        """The state with this country code, or None."""
        return self._states.get(country)

    def led_by(self, surname: str, year: int | None) -> str | None:
        """The country whose head somebody of this surname was, in that year if one is given; None where in doubt."""
        found = self._leaders.get(surname, ())
        if year is not None:
            found = tuple(e for e in found if any(a <= year <= (b or year) + 1 for a, b in e.terms)) or found
        countries = {entry.country for entry in found}
        return countries.pop() if len(countries) == 1 else None

    def match(self, words: Sequence[str], i: int, fold: bool = False) -> tuple[Entry, int] | None:
        """The longest name that starts at a word.

        A capital in the name asks for a capital in the text. Names all in capitals, and names of
        three letters or fewer, have to stand there exactly so.

        Args:
            words: The words of the text, as written.
            i: Where the name should start.
            fold: Whether case says nothing, as in a headline all in capitals.

        Returns:
            What the name stands for, and how many words it takes; None where no name starts here.
        """
        for length in self._lengths_from(words[i]):
            found = words[i : i + length]
            if len(found) < length:
                continue
            name = " ".join(found).lower()
            forms = self._forms.get(name, ())
            for form in forms or (() if name.isascii() else self._forms.get(without_marks(name), ())):
                if fits(form, found, fold):
                    return form[3], length
        # The tokenizer leaves "U.S.-led" whole.
        return self._match_compound(words[i], fold) if ".-" in words[i] else None

    def may_begin(self, word: str, lower: str) -> bool:
        """Whether a name may begin with a word, also given in lower case: what is asked before ``match``."""
        return lower in self._lengths or not word.isascii() or ".-" in word

    def _lengths_from(self, word: str) -> tuple[int, ...]:
        """The lengths of the names that begin with a word; marks on it may be more than the name has."""
        found = self._lengths.get(word.lower())
        if found is None:
            return () if word.isascii() else self._lengths.get(without_marks(word).lower(), ())
        return found

    def _match_compound(self, word: str, fold: bool) -> tuple[Entry, int] | None:
        """The name that a word such as "U.S.-led" starts with."""
        at = word.index(".-") + 1
        return self.match((word[:at],), 0, fold) if at < len(word) and ".-" not in word[:at] else None

    def find(self, text: str) -> Entry | None:
        """What a name standing alone means, or None where it is not known."""
        words = split_words(text)
        found = self.match(words, 0) if words else None
        return found[0] if found and found[1] == len(words) else None

    def role(self, lemmas: Sequence[str], i: int) -> tuple[Role, int] | None:
        """The longest role phrase that starts at a word, and how many words it takes, or None."""
        lengths = self._role_lengths.get(lemmas[i])
        if lengths is None:
            return None
        for length in lengths:
            found = lemmas[i : i + length]
            role = self._roles.get(" ".join(found))
            if role is not None and len(found) == length:
                return role, length
        return None


def fits(form: Form, found: Sequence[str], fold: bool) -> bool:
    """Whether the words of the text have the case that the name asks for."""
    words, capitals, exact, entry = form
    if fold:
        # Names that only their case tells from common words ("TIME", "LeT", "The Nation") cannot be told here.
        if exact or words[0] == "The":
            common = words[0].lower() in WORDS_IN_CAPITALS or (exact and words != tuple(w.upper() for w in words))
            return not (common or entry.ambiguous)
        return True
    if exact:
        return tuple(found) == words
    return all(found[k][0].isupper() for k in capitals)


def is_exact(written: str) -> bool:
    """Whether a name must stand in a text in just these letters."""
    letters = [c for c in written if c.isalpha()]
    return len(letters) <= 3 or all(c.isupper() for c in letters)


def spellings(written: str) -> list[str]:
    """The ways a name is written: with and without marks and "The", with either apostrophe."""
    found = [written]
    if written.startswith("The ") and written.count(" ") > 1:
        found.append(written[4:])
    found += [plain for name in found if not name.isascii() and (plain := without_marks(name)) != name]
    found += [name.replace(" al-", article) for name in found if " al-" in name for article in (" el-", " al ")]
    found += [name.replace("'", "’") for name in found if "'" in name]
    return found


def choose(claimants: dict[str, Entry]) -> Entry:
    """Who has a name that several claim: one that claims it outright, else the first; the others are its rivals."""
    # A place is nobody: a user's entry for a capital leaves the government that sits there its name.
    claimants = {id: entry for id, entry in claimants.items() if entry.kind != "place"} or claimants
    outright = [entry for entry in claimants.values() if not entry.ambiguous]
    winner = outright[0] if outright else next(iter(claimants.values()))
    rivals = tuple(id for id in claimants if id != winner.id)
    return replace(winner, ambiguous=len(outright) != 1, rivals=rivals) if rivals else winner


def load_vocabulary(*paths: Path | str) -> Vocabulary:
    """The vocabulary that the package brings, with the user's own files added.

    A user's file holds the same tables ([[state]], [[group]], [[organisation]], [[outlet]], [[population]],
    [[role]]) and [[place]]. A new id is added; in a table with a known id lists are added to and other
    values replaced, or the whole table with ``replace = true``. A name in a user's file goes before ours.

    Args:
        *paths: TOML files, later ones over earlier ones.

    Raises:
        VocabularyError: A file cannot be read or does not have the form it should have.
    """
    return build(paths) if paths else built_in()


@cache
def built_in() -> Vocabulary:
    """The vocabulary that the package brings; read once."""
    return build(())


def build(paths: Sequence[Path | str]) -> Vocabulary:
    """A vocabulary from our files and the user's."""
    tables: dict[str, dict[str, Table]] = {}
    for name in FILES:
        merge(tables, read_toml(name), f"{name}.toml", own=False)
    touched: dict[tuple[str, str], None] = {}
    for path in paths:
        content = read_own_toml(path)
        merge(tables, content, str(path), own=True)
        touched = {(kind, table["id"]): None for kind in content if kind != "role" for table in content[kind]} | touched
    named = tables.pop("role", {}).values()
    roles = [(role_of(table), table["words"]) for table in named]
    roles += [(role_of(table), list(composed(table))) for table in named if "fields" in table]
    order = [*touched, *((kind, id) for kind in tables for id in tables[kind] if (kind, id) not in touched)]
    return Vocabulary((alias for kind, id in order for alias in aliases_of(kind, tables[kind][id])), roles)
