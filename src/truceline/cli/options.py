"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from truceline.settings import SETTINGS, Setting

_F = TypeVar("_F", bound=Callable[..., Any])


def settings_options(command: _F) -> _F:
    """An option for each setting of the table that commands which read have."""
    return _options(command, {setting.name for setting in SETTINGS if setting.of == "reading"})


def limits_options(command: _F) -> _F:
    """An option for each bound of what is read from files."""
    return _options(command, {"max_text", "max_page", "page_seconds"})


def profile_option(command: _F) -> _F:
    """Whether to say where the time goes."""
    return click.option("--profile", is_flag=True, help="Say at the end where the time went, by room.")(command)


def _options(command: _F, names: set[str]) -> _F:
    for setting in reversed(SETTINGS):
        if setting.name in names:
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
