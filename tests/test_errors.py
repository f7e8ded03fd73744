from __future__ import annotations

import inspect
import pickle
import re

import pytest

from truceline import errors
from truceline.errors import FileError, InputError, LedgerError, TooLarge, TrucelineError

KEYWORDS = {
    "report": "harbour.txt",
    "place": "line 3",
    "file": "own.toml",
    "setting": "threads",
    "ledger": "own.sqlite",
    "address": "127.0.0.1:8461",
    "by": "Ada",
    "decision": "v1",
}
VALUES = {"limit": 7, "field": "published", "status": 404, "retry_after": 60.0, "id": "c1"} | KEYWORDS


def family(root: type[TrucelineError]) -> list[type[TrucelineError]]:
    return [root] + [below for child in root.__subclasses__() for below in family(child)]


def built(kind: type[TrucelineError]) -> TrucelineError:
    names = [name for name in inspect.signature(kind).parameters if name != "message"]
    return kind("it is broken", **{name: VALUES[name] for name in names})


ALL = family(TrucelineError)


@pytest.mark.parametrize("kind", ALL)
def test_every_error_says_what_and_where(kind: type[TrucelineError]) -> None:
    error = built(kind)
    assert error.message == "it is broken"
    assert "it is broken" in str(error)
    if isinstance(error, InputError):
        assert str(error) == "harbour.txt, line 3: it is broken"
    if isinstance(error, LedgerError):
        assert str(error) == "own.sqlite: it is broken"
    if isinstance(error, FileError):
        assert str(error) == "own.toml, line 3: it is broken"


@pytest.mark.parametrize("kind", ALL)
def test_every_error_comes_back_from_another_process_whole(kind: type[TrucelineError]) -> None:
    error = built(kind)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert vars(back) == vars(error)
    assert str(back) == str(error)


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_a_docstring_of_its_own(kind: type[TrucelineError]) -> None:
    assert "__doc__" in vars(kind)
    assert vars(kind)["__doc__"].strip()


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([ │├└─]*)(\w+)(  |$)", line)
        if found and found[2] in vars(errors):
            drawn.append((len(found[1]), found[2]))
    above: list[tuple[int, str]] = []
    seen = {}
    for depth, name in drawn:
        above = [(d, n) for d, n in above if d < depth]
        seen[name] = above[-1][1] if above else "Exception"
        above.append((depth, name))
    assert seen == {kind.__name__: kind.__mro__[1].__name__ for kind in ALL}


def test_all_errors_live_in_one_module() -> None:
    assert {kind.__module__ for kind in ALL} == {"truceline.errors"}


def test_a_place_is_left_out_where_there_is_none() -> None:
    assert str(TooLarge("too much", report="a.txt", limit=5)) == "a.txt: too much"
