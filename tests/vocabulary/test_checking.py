from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.errors import VocabularyError
from truceline.vocabulary import load_vocabulary
from truceline.vocabulary.checking import Checked, Checker, check_files
from truceline.vocabulary.tables import KEYS

ROOT = Path(__file__).parents[2]
SOUND = '[[group]]\nid = "dusk-front"\nname = "Dusk Front"\n'


def check(tmp_path: Path, *texts: str) -> list[Checked]:
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"own{number}.toml")
        paths[-1].write_text(text, encoding="utf-8")
    return check_files(paths)


@pytest.mark.parametrize("file", ["examples/vocabulary.toml", "tests/annotated/vocabulary.toml"])
def test_our_own_files_have_no_error(file: str) -> None:
    (checked,) = check_files([ROOT / file])
    assert checked.errors == 0
    assert checked.entries > 20
    assert checked.names > checked.entries


def test_a_sound_file_gives_nothing_to_say(tmp_path: Path) -> None:
    (checked,) = check(tmp_path, SOUND)
    assert (checked.entries, checked.names, checked.findings) == (1, 1, [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[group]]\nid = a\n", 2, "not TOML"),
        ('[[groups]]\nid = "a"\n', 1, 'no table is called "groups"; group?'),
        ('[group]\nid = "a"\n', 1, "must be written [[group]]"),
        ('[[group]]\nid = "a"\nname = "Arm"\nalias = ["B"]\n', 1, 'no key is called "alias"; aliases?'),
        ('[[group]]\nid = "a"\nname = 3\n', 1, "key name must be a string"),
        ('[[group]]\nid = "a"\nname = "Arm"\nsector = "REB"\n', 1, "must be a list of strings"),
        ('[[group]]\nid = "a"\nname = "Arm"\nsector = ["REBEL"]\n', 1, 'is called "REBEL"; REB?'),
        ('[[group]]\nid = "a"\nname = "Arm"\ncountry = "PSS"\n', 1, 'country "PSS" is neither'),
        ('[[group]]\nid = "a"\nname = "Arm"\nproxy_of = "iran"\n', 1, 'proxy_of "iran" is neither'),
        ('[[group]]\nid = "a"\nname = "Arm"\nparent = "nobody-known"\n', 1, 'parent "nobody-known"'),
        ('[[group]]\nname = "Arm"\n', 1, "has no id"),
        ('[[group]]\nid = "dusk-front"\n', 1, "has no name, and no entry with this id"),
        ('[[group]]\nid = "hamas"\n', 1, "is empty"),
        ('[[group]]\nid = "hamas"\nreplace = true\n', 1, "has no name"),
        ('[[group]]\nid = "a"\nname = "Arm"\naliases = [" "]\n', 1, "has an empty name"),
        (f"{SOUND}\n{SOUND}", 5, "stands in this file twice"),
        (f'{SOUND}\n[[group]]\nid = "b"\nname = "dusk front"\n', 5, '"dusk front" is also dusk-front in this file'),
        ('[[state]]\nid = "s"\nname = "S"\nleaders = [{name = "A", ofice = "x"}]\n', 1, "leaders: no key"),
        ('[[state]]\nid = "s"\nname = "S"\nleaders = [{office = "x"}]\n', 1, "leaders: one of them has no name"),
        ('[[state]]\nid = "s"\nname = "S"\nforces = [{name = "A", sector = ["X"]}]\n', 1, 'is called "X"; there are'),
        ('[[role]]\nid = "r"\nwords = ["Big Man"]\n', 1, "small letters"),
        ('[[role]]\nid = "r"\nwords = ["big man"]\nkind = "human"\n', 1, "must be one of person"),
        ('[[place]]\nid = "p"\nname = "P"\nlatitude = 91\nlongitude = 0\n', 1, "between -90 and 90"),
        ('[[place]]\nid = "p"\nname = "P"\nlatitude = 9\n', 1, "half a position"),
        ('[[place]]\nid = "p"\nname = "P"\nprecision = "town"\n', 1, 'precision is called "town"'),
    ],
)
def test_each_error_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (checked,) = check(tmp_path, text)
    errors = [finding for finding in checked.findings if finding.level == "error"]
    assert len(errors) == checked.errors == 1
    assert errors[0].line == line
    assert words in errors[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[group]]\nid = "hamas"\naliases = ["Zeal of Gaza"]\n', "adds to the entry of groups.toml"),
        ('[[group]]\nid = "hamas"\nname = "Zeal"\nreplace = true\n', "replaces the entry of groups.toml"),
        (
            '[[group]]\nid = "a"\nname = "Hizballah"\n',
            '"Hizballah" goes before the same name of hezbollah in groups.toml',
        ),
        ('[[group]]\nid = "a"\nname = "Arm"\nambiguous = ["Leg"]\n', '"Leg" is listed as ambiguous'),
    ],
)
def test_notes_tell_what_a_file_does_to_ours(tmp_path: Path, text: str, words: str) -> None:
    (checked,) = check(tmp_path, text)
    assert checked.errors == 0
    assert [finding.message for finding in checked.findings if words in finding.message]


@pytest.mark.parametrize(
    "text",
    [
        f'{SOUND}[[group]]\nid = "b"\nname = "Dusk Front"\nambiguous = ["Dusk Front"]\n',
        '[[state]]\nid = "s"\nname = "S"\ncapital = "Elm"\n[[place]]\nid = "p"\nname = "Elm"\n',
        '[[group]]\nid = "a"\nname = "Wing"\nparent = "b"\n[[group]]\nid = "b"\nname = "Body"\n',
        '[[group]]\nid = "a"\nname = "Wing"\ncountry = "XVD"\nparent = "hamas"\n',
        '[[state]]\nid = "s"\nname = "S"\nseats = ["Elm House"]\naliases = ["Elm House"]\n',
    ],
)
def test_what_may_be(tmp_path: Path, text: str) -> None:
    (checked,) = check(tmp_path, text)
    assert checked.findings == []


def test_a_later_file_is_checked_against_the_earlier_ones(tmp_path: Path) -> None:
    first, second = check(tmp_path, SOUND, '[[group]]\nid = "b"\nname = "Dusk Front"\nparent = "dusk-front"\n')
    assert first.findings == []
    (note,) = second.findings
    assert note.level == "note"
    assert f"dusk-front in {first.file}" in note.message


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (checked,) = check_files([tmp_path / "none.toml"])
    assert [finding.level for finding in checked.findings] == ["error"]
    assert "cannot be read" in checked.findings[0].message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 200) | st.sampled_from(["", "a", "Hamas", "REB", "XVD", "2000-"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "sector", "x"]), inner),
    max_leaves=6,
).filter(lambda value: value is not None)
KEY = st.sampled_from(sorted({key for keys in KEYS.values() for key in keys} | {"other"}))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from([*KEYS, "clan"]), st.lists(st.dictionaries(KEY, VALUES, max_size=5), max_size=3))
)
def test_whatever_a_file_holds_is_loaded_or_has_an_error(
    tmp_path: Path, checker: Checker, content: dict[str, list[dict[str, Any]]]
) -> None:
    """What the check passes can be loaded."""
    path = tmp_path / "own.toml"
    path.write_text("".join(written(kind, row) for kind, rows in content.items() for row in rows), encoding="utf-8")
    checked = Checker.check(fresh(checker), str(path))
    if not checked.errors:
        load_vocabulary(path)
        return
    assert all(finding.message for finding in checked.findings)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def fresh(checker: Checker) -> Checker:
    """The same, without what earlier files named."""
    found = Checker.__new__(Checker)
    vars(found).update({name: type(value)(value) for name, value in vars(checker).items()})
    found._owners = {key: list(owners) for key, owners in checker._owners.items()}
    return found


def written(kind: str, row: dict[str, Any]) -> str:
    """A table as TOML has it."""
    return f"[[{kind}]]\n" + "".join(f"{key} = {value_of(value)}\n" for key, value in row.items())


def value_of(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(value_of, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {value_of(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value)


def test_what_cannot_be_loaded_has_an_error(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[group]]\nid = "a"\nname = "A"\nterms = "x"\n', encoding="utf-8")
    with pytest.raises(VocabularyError):
        load_vocabulary(path)
    assert check_files([path])[0].errors
