"""All words that Truceline knows, with what each stands for and the file that it comes from.

Reading a text does not need this: it is for people who want to see what is there. So a name is looked up without regard
to case, marks and "the", and what fits nothing is answered with what is spelt nearly so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from truceline.vocabulary.gazetteer import Gazetteer
from truceline.vocabulary.known import COMPOSED, ROWS, Known, entries_of, key_of, place_of
from truceline.vocabulary.lines import Lines
from truceline.vocabulary.tables import KEYS, Table, merge, read_own_toml, read_toml

KINDS = ("state", "group", "organisation", "outlet", "population", "place", "role", "event", "saying", "measure")
OURS = {kind: "regions" if kind == "place" else f"{kind}s" for kind in KINDS}  # the file that the package brings
INFLECTED = ("role", "event", "saying", "measure")  # whose words stand in their dictionary form
PLACES = 8  # of the gazetteer, the best known ones
NEAR = 5  # names that are spelt nearly so
LIKE = 0.75  # how alike: difflib's ratio
DRAFTED = 200  # names that are compared letter by letter
LONGEST = 200  # characters of a phrase that is looked up


class Catalogue:
    """Every name and word of the vocabulary.

    Args:
        kinds: Those of KINDS to be loaded.
        paths: The user's own files, later ones over earlier ones.

    Raises:
        VocabularyError: A file cannot be read or does not have the form that it should have.
    """

    def __init__(self, kinds: Iterable[str] = KINDS, paths: Sequence[Path | str] = ()) -> None:
        self._contents: dict[str, dict[str, Any]] = {}  # by file
        self._own = {str(path) for path in paths}
        tables: dict[str, dict[str, Table]] = {}
        origins: dict[tuple[str, str], tuple[str, int]] = {}  # table and id → file and number, the latest
        asked = [kind for kind in KINDS if kind in set(kinds)]
        for kind in asked:
            content = self._contents[f"{OURS[kind]}.toml"] = read_toml(OURS[kind])
            if kind not in ROWS:
                take(tables, origins, content, f"{OURS[kind]}.toml", own=False)
        for path in paths:
            content = self._contents[str(path)] = read_own_toml(path)
            # What adds to an entry that is not loaded has no name of its own; an unknown table is refused all the same.
            content = {kind: rows for kind, rows in content.items() if kind in asked or kind not in KEYS}
            take(tables, origins, content, str(path), own=True)
        self.known: list[Known] = []
        for kind in asked:
            for id, table in tables.get(kind, {}).items():
                self.known += entries_of(kind, table, *origins[kind, id])
            if kind in ROWS:
                self.known += ROWS[kind](f"{OURS[kind]}.toml", self._contents[f"{OURS[kind]}.toml"])
        self._index: dict[str, list[Known]] = {}
        for known in self.known:
            found = self._index.setdefault(key_of(known.words), [])
            if all((other.kind, other.id, other.how) != (known.kind, known.id, known.how) for other in found):
                found.append(known)

    def line_of(self, known: Known) -> int | None:
        """The line of the file on which the table of a word begins, where that can be told."""
        if known.table is None:
            return None
        own = known.file in self._own
        path = Path(known.file) if own else files("truceline.vocabulary").joinpath(known.file)
        return Lines(path.read_text("utf-8-sig"), self._contents[known.file]).of(known.table, known.number)

    def find(self, phrase: str, gazetteer: Gazetteer | None = None) -> list[Known]:
        """What a phrase may stand for: names first, then other words, then places.

        Args:
            phrase: A name, a role, a verb …; its case says nothing.
            gazetteer: Where places are looked up besides.
        """
        key = key_of(phrase)
        found = list(self._index.get(key, ()))
        for form in base_forms(key):
            found += [known for known in self._index.get(form, ()) if known.kind in INFLECTED]
        if any(known.how == "role" for known in found):  # written out, it goes before what heads and fields make
            found = [known for known in found if known.how != COMPOSED]
        if gazetteer is None:
            return found
        # What the table of regions has stands in the gazetteer too.
        found = [known for known in found if known.file != "regions.toml"]
        return found + [place_of(feature, phrase) for feature in gazetteer.find(phrase)[:PLACES]]

    def near(self, phrase: str) -> list[str]:
        """Names that are spelt nearly as a phrase is, the likest first."""
        key = key_of(phrase)[:LONGEST]
        pairs = pairs_of(key)
        drafted = []
        for other in self._index:
            shared = len(pairs & pairs_of(other)) if abs(len(other) - len(key)) <= 3 else 0
            if shared * 2 >= len(pairs):
                drafted.append((-shared, other))
        close = get_close_matches(key, [other for _, other in sorted(drafted)[:DRAFTED]], NEAR, LIKE)
        return [self._index[other][0].words for other in close]


def take(
    tables: dict[str, dict[str, Table]],
    origins: dict[tuple[str, str], tuple[str, int]],
    content: dict[str, Any],
    file: str,
    *,
    own: bool,
) -> None:
    """Adds the tables of one file to those before it, and keeps where each was written last."""
    merge(tables, content, file, own=own)
    for kind, rows in content.items():
        for number, table in enumerate(rows, 1):
            origins[kind, table["id"]] = file, number


def base_forms(key: str) -> Iterator[str]:
    """What may be the dictionary form of a phrase: "shelled" → "shell", "air strikes" → "air strike"."""
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e")):
        if key.endswith(ending) and len(key) > len(ending) + 2:
            yield key.removesuffix(ending) + instead


def pairs_of(key: str) -> frozenset[str]:
    """All pairs of letters that stand beside one another."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))
