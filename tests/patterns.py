"""Every regular expression of the package, and strings that each of them would have the most trouble with."""

from __future__ import annotations

import ast
import importlib
import re
import re._parser as parser  # type: ignore[import-not-found]  # the only one who knows what a pattern says
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import truceline

PACKAGE = Path(truceline.__file__).parent
FUNCTIONS = frozenset({"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"})
METHODS = FUNCTIONS - {"compile"}
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
MANY = 20  # repetitions from which on a string can be pumped
ALPHABET = 9  # signs of a pattern that attacks are made of
SIGNS = 5  # of them, those that stand in pairs
CHECKERS = ("Field", "Query", "Path", "Form", "Body", "Header", "Cookie")
IN_SLASHES = r"\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[]"
SCRIPTED = re.compile(rf"(?:^|[(,=:\[!&|?{{}};]|\breturn)\s*/((?!\*)(?:{IN_SLASHES})+)/")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`[^`]*`")
FIELD = re.compile(r"\bpattern=\"([^\"]*)\"")
SIGN_OF_A_PATTERN = re.compile(r"\\[dwsbSWDB]|\(\?[:=!<P]|\.[*+]|\][*+]|\)[*+]|\[\^|\[[a-z]-[a-z]|[*+]\?")
STRANGERS = ("\x00", "\n", "!", "\u3042")  # what hardly any pattern ends with

Pattern = re.Pattern[Any]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A regular expression, where it stands and how it is used."""

    name: str  # module:line
    pattern: Pattern
    methods: frozenset[str]


def patterns() -> list[Found]:
    """All of the package, found in its source; each must be one that a reader of the source could compile.

    Raises:
        AssertionError: One is built in a way that cannot be followed, so that nobody could check it.
    """
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    methods = _methods(trees.values())
    found = [found for path, tree in trees.items() for found in _in(path, tree, methods)]
    others = [*(one for path, tree in trees.items() for one in _as_argument(path, tree)), *_of_scripts()]
    once = {one.pattern.pattern: one for one in (*others, *_of_templates())}  # the same ones stand in many places
    return [*found, *once.values()]


def _methods(trees: Any) -> dict[str, set[str]]:
    """For each name the methods of patterns that are called on it anywhere."""
    used: dict[str, set[str]] = {}
    for node in chain.from_iterable(map(ast.walk, trees)):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            used.setdefault(name, set()).add(node.attr)
    return used


def _in(path: Path, tree: ast.Module, methods: dict[str, set[str]]) -> Iterator[Found]:
    named = {
        id(n.value): n.targets[0].id for n in tree.body if isinstance(n, ast.Assign) and hasattr(n.targets[0], "id")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "re", f"{path}:{node.lineno}: import re whole, so that its uses can be found"
        if isinstance(node, ast.Import):
            plain = all(name.asname is None for name in node.names if name.name == "re")
            assert plain, f"{path}:{node.lineno}: import re under its own name, so that its uses can be found"
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS):
            continue
        if getattr(node.func.value, "id", "") != "re":
            continue
        where = f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        if id(node) in named:
            name = named[id(node)]
            pattern = getattr(importlib.import_module(module), name)
            yield Found(name=f"{where} {name}", pattern=pattern, methods=frozenset(methods.get(name, METHODS)))
        else:
            assert node.func.attr != "compile", f"{where}: compile at the top of the module, once"
            assert isinstance(node.args[0], ast.Constant), f"{where}: a pattern that only running the program shows"
            flags = re.IGNORECASE if any("IGNORECASE" in ast.dump(arg) for arg in node.args[1:]) else 0
            pattern = re.compile(node.args[0].value, flags)
            yield Found(name=where, pattern=pattern, methods=frozenset({node.func.attr}))


def _as_argument(path: Path, tree: ast.Module) -> Iterator[Found]:
    """Those that a checker of queries and forms is given: ``Query(pattern=…)``."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in CHECKERS):
            continue
        for argument in (keyword.value for keyword in node.keywords if keyword.arg in ("pattern", "regex")):
            where = f"{path.relative_to(PACKAGE.parent)}:{argument.lineno}"
            names = vars(importlib.import_module(module))
            said = eval(compile(ast.Expression(argument), where, "eval"), names)  # names and f-strings of the module
            yield Found(name=where, pattern=re.compile(said), methods=frozenset({"search"}))


def _of_scripts() -> Iterator[Found]:
    """Those of the desk's scripts: written between slashes, which Python's matcher reads in the same way."""
    for path in sorted(PACKAGE.rglob("desk/ui/*.ts")):
        text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text("utf-8"))
        for number, line in enumerate(text.splitlines(), start=1):
            where = f"{path.relative_to(PACKAGE.parent)}:{number}"
            assert "RegExp(" not in line, f"{where}: a pattern that only running the script shows"
            for literal in SCRIPTED.finditer(QUOTED.sub('""', line).partition("//")[0]):
                yield Found(name=where, pattern=re.compile(literal[1]), methods=frozenset({"search"}))


def _of_templates() -> Iterator[Found]:
    """Those that a browser holds a field of a form against."""
    for path in sorted(PACKAGE.rglob("*.html")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            for literal in FIELD.finditer(line):
                where = f"{path.relative_to(PACKAGE.parent)}:{number}"
                assert "{{" not in literal[1], f"{where}: a pattern that only running the program shows"
                yield Found(name=where, pattern=re.compile(literal[1]), methods=frozenset({"fullmatch"}))


def data_with_patterns() -> list[str]:
    """Files of data in which something that is a pattern's and no word's stands: data holds words alone."""
    return [
        f"{path.relative_to(PACKAGE.parent)}: {value!r}"
        for path in sorted(PACKAGE.rglob("*.toml"))
        for value in _strings(tomllib.loads(path.read_text("utf-8")))
        if SIGN_OF_A_PATTERN.search(value)
    ]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def attacks(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """Beginning, what is repeated, and end, of strings on which the pattern may run longer than it should."""
    source = pattern.pattern
    tree = parser.parse(source.decode("latin-1") if isinstance(source, bytes) else source, pattern.flags & ~re.UNICODE)
    signs = list(dict.fromkeys(_signs(tree)))[:ALPHABET]
    prefixes = list(dict.fromkeys(("", *_prefixes(tree, ""))))[:8]
    cores = dict.fromkeys(
        (*signs, *(a + b for a in signs[:SIGNS] for b in signs[:SIGNS]), *_cores(tree), *prefixes, _sample(tree))
    )
    ends = STRANGERS if len(signs) < 4 else STRANGERS[:2]
    for core in filter(None, cores):
        for prefix in prefixes if len(core) == 1 or len(prefixes) < 3 else prefixes[:2]:
            for end in ends:
                yield prefix, core, end


def _sample(tree: Any, choice: int = 0) -> str:
    """A string that the pattern would match, but for what it looks at without taking it."""
    return "".join(_one(op, value, choice) for op, value in tree)


def _one(op: Any, value: Any, choice: int) -> str:
    match op.name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return "a" if value != ord("a") else "b"
        case "ANY":
            return "a"
        case "IN":
            members = list(_members(value))
            return members[choice % len(members)]
        case "BRANCH":
            return _sample(value[1][choice % len(value[1])], choice)
        case "SUBPATTERN":
            return _sample(value[3], choice)
        case "ATOMIC_GROUP":
            return _sample(value, choice)
        case name if name in REPEATS:
            return _sample(value[2], choice) * max(1, int(value[0]))
        case _:
            return ""


def _members(items: Any) -> Iterator[str]:
    """A few signs of a class."""
    if items[0][0].name == "NEGATE":
        inside = re.compile(_class_of(items[1:]))
        yield from (sign for sign in ("a", " ", *"A1.-_\u00e9*,(", *STRANGERS) if not inside.match(sign))
        return
    for op, value in items:
        match op.name:
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield chr(value[0])
            case "CATEGORY":
                yield from {"DIGIT": "1", "SPACE": " \n", "WORD": "a1_"}.get(value.name.split("_", 1)[1], "-!")


def _class_of(items: Any) -> str:
    parts = []
    for op, value in items:
        match op.name:
            case "LITERAL":
                parts.append(re.escape(chr(value)))
            case "RANGE":
                parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
            case "CATEGORY":
                kind = value.name.split("_", 1)[1]
                parts.append({"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}.get(kind, rf"\{kind[4:5]}"))
    return f"[{''.join(parts)}]"


def _inside(op: Any, value: Any) -> list[Any]:
    """The patterns within a part of a pattern."""
    match op.name:
        case "BRANCH":
            return list(value[1])
        case "SUBPATTERN":
            return [value[3]]
        case "ATOMIC_GROUP":
            return [value]
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
        case name if name in REPEATS:
            return [value[2]]
        case _:
            return []


def _signs(tree: Any) -> Iterator[str]:
    """Signs that the pattern knows, those that may come often first."""
    for wanted in (True, False):
        for op, value in tree:
            if (op.name in REPEATS and value[1] >= MANY) == wanted:
                for inner in _inside(op, value):
                    yield from _signs(inner)
                if op.name in ("LITERAL", "IN"):
                    yield from [chr(value)] if op.name == "LITERAL" else list(_members(value))[:3]


def _cores(tree: Any) -> Iterator[str]:
    """What a pattern repeats without end, in two readings."""
    for op, value in tree:
        if op.name in REPEATS and value[1] >= MANY:
            yield from (_sample(value[2], choice) for choice in (0, 1))
        for inner in _inside(op, value):
            yield from _cores(inner)


def _prefixes(tree: Any, before: str) -> Iterator[str]:
    """What leads up to each repetition without end."""
    for op, value in tree:
        if op.name in REPEATS and value[1] >= MANY:
            yield before
        if not op.name.startswith("ASSERT"):
            for inner in _inside(op, value):
                yield from _prefixes(inner, before)
            before += _one(op, value, 0)
