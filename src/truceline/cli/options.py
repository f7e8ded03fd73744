"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from truceline.settings import SETTINGS, Setting

_F = TypeVar("_F", bound=Callable[..., Any])


def settings_options(command: _F) -> _F:
    """An option for each setting of the table that commands which read have."""
    for setting in reversed(SETTINGS):
        if setting.of == "reading":
            command = _option(setting)(command)
    return command


def ledger_option(command: _F) -> _F:
    """Which ledger."""
    setting = next(setting for setting in SETTINGS if setting.name == "ledger")
    return click.option(
        setting.option,
        "place",
        metavar="PATH-OR-URL",
        envvar=setting.variable,
        help=f"{setting.help}  [{setting.variable}; default: {setting.shown}]",
    )(command)


def _option(setting: Setting) -> Callable[[_F], _F]:
    whole = isinstance(setting.default, int)
    return click.option(
        setting.option,
        setting.name,
        type=int if whole else float,
        metavar="N" if whole else "SECONDS",
        help=f"{setting.help}  [{setting.variable}; default: {setting.shown}]",
    )


def vocabulary_option(command: _F) -> _F:
    """The user's own vocabulary files."""
    return click.option(
        "--vocabulary",
        "vocabularies",
        multiple=True,
        metavar="FILE",
        help="A file with names of your own (TOML); may be given several times.",
    )(command)
