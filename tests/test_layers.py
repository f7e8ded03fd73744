"""Imports go one way; this holds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline

ROOT = Path(truceline.__file__).parent
PATHS = sorted(ROOT.rglob("*.py"))
# Modules that import where they need it: --help must not wait for the network, nor a question for the libraries of the
# web and of migrations, nor a missing file for spaCy.
WHERE_NEEDED = (
    *(ROOT / "cli").glob("*.py"),
    *(ROOT / name for name in ("language/words.py", "intake/__init__.py", "ledger/migrate.py")),
)

# What each room may import. Reading rooms get words and trees as records: they know neither files nor the network.
BELOW: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "vocabulary": {"errors", "model"},
    "intake": {"errors", "model"},
    "language": {"errors", "model"},
    "reading": {"errors", "model", "vocabulary"},
    "ledger": {"errors", "model"},
    "linking": {"errors", "model", "vocabulary", "ledger"},
    "exports": {"errors", "model", "vocabulary", "ledger", "linking"},
    "settings": {"errors", "intake"},
    "profile": set(),
    "pipeline": {
        "errors", "model", "profile", "vocabulary", "intake", "language", "reading", "ledger", "exports", "linking",
    },
}  # fmt: skip
BELOW["batch"] = {"pipeline", *BELOW["pipeline"]}
BELOW["component"] = {"pipeline", *BELOW["pipeline"]}
BELOW["desk"] = {"pipeline", "settings", *BELOW["pipeline"]}
BELOW["cli"] = {"truceline", "batch", "desk", *BELOW["desk"]}
BELOW["__main__"] = {"cli"}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST, *, for_types: bool = False) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of a module, but for those that only a type checker follows."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not for_types:
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        yield from imports(node, for_types=for_types)


def names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]


def rooms_imported(path: Path) -> set[str]:
    found = set()
    for node in imports(ast.parse(path.read_text(encoding="utf-8"))):
        for name in names(node):
            top, _, rest = name.partition(".")
            if top == "truceline":
                found.add(rest.partition(".")[0] or "truceline")
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_is_below_it(path: Path) -> None:
    if path == ROOT / "__init__.py":
        return  # imports on demand, see test_public_names
    here = room(path)
    assert rooms_imported(path) - {here} <= BELOW[here]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_are_absolute_and_stay_in_the_package(path: Path) -> None:
    for node in imports(ast.parse(path.read_text(encoding="utf-8")), for_types=True):
        assert not isinstance(node, ast.ImportFrom) or node.level == 0
        assert not {name.partition(".")[0] for name in names(node)} & {"training", "evaluation", "tests", "torch"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top(path: Path) -> None:
    if path in WHERE_NEEDED:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [node for function in functions for node in imports(function)]


def test_only_the_command_line_prints() -> None:
    for path in PATHS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{path.relative_to(ROOT)} prints"
