from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import truceline


@pytest.mark.parametrize("name", truceline.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(truceline, name) is not None
    assert name in dir(truceline)


def test_names_are_in_order_and_stand_once() -> None:
    assert truceline.__all__ == sorted(set(truceline.__all__))


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(truceline.__file__).read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in ast.walk(guarded) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen | {"__version__"} == set(truceline.__all__)


def test_every_error_is_public() -> None:
    from truceline import errors

    kinds = {name for name, value in vars(errors).items() if isinstance(value, type) and not name.startswith("_")}
    assert kinds <= set(truceline.__all__)


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        truceline.write  # noqa: B018


def test_the_import_loads_nothing() -> None:
    heavy = (
        "numpy",
        "onnxruntime",
        "spacy",
        "trafilatura",
        "httpx2",
        "rich",
        "click",
        "sqlalchemy",
        "truceline.errors",
    )
    program = f"import sys, truceline; print([name for name in {heavy!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_records_come_without_the_libraries_that_read() -> None:
    program = "import sys, truceline; truceline.Claim; print('spacy' in sys.modules, 'truceline.intake' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False False"


@pytest.mark.parametrize(("name", "other"), [("open_ledger", "onnxruntime"), ("Reader", "sqlalchemy")])
def test_reading_comes_without_the_ledger_and_the_ledger_without_reading(name: str, other: str) -> None:
    program = f"import sys, truceline; truceline.{name}; print({other!r} in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_help_loads_neither() -> None:
    program = "import sys; from click.testing import CliRunner; from truceline.cli import cli; "
    program += "assert CliRunner().invoke(cli, ['--help']).exit_code == 0; "
    program += "print([name for name in ('sqlalchemy', 'onnxruntime', 'spacy') if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
