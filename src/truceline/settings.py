"""Every setting there is, in one table.

The command line takes its options, defaults and help from here, the environment its names (``TRUCELINE_`` and the name
in capitals), and the documentation is checked against it. Only the command line reads settings; rooms take arguments.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from truceline.errors import SettingError
from truceline.intake.limits import Limits

_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting.

    A value has the type of the default; 0 threads means one for each core.
    """

    name: str
    default: int | float | str
    help: str
    of: str = "reading"  # whose options it is among: those of commands that read, or that open a ledger
    otherwise: str = ""  # the default in words, where the value does not say it

    @property
    def option(self) -> str:
        """Its name on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return f"TRUCELINE_{self.name.upper()}"

    @property
    def shown(self) -> str:
        """The default as people read it."""
        return self.otherwise or (self.default if isinstance(self.default, str) else f"{self.default:,.10g}")


SETTINGS = (
    Setting(name="threads", default=0, help="Threads that the network runs on; 0 for one a core."),
    Setting(name="max_text", default=_LIMITS.text, help="Characters that the text of one report may have."),
    Setting(name="max_page", default=_LIMITS.page, help="Bytes that one web page may have."),
    Setting(name="page_seconds", default=_LIMITS.page_seconds, help="Seconds to find the article in one web page."),
    Setting(name="fetch_seconds", default=_LIMITS.fetch_seconds, help="Seconds to fetch one address."),
    Setting(name="max_redirects", default=_LIMITS.redirects, help="Redirects to follow for one address."),
    Setting(name="allow_private", default=0, help="1 to fetch addresses of private networks too."),
    Setting(
        name="ledger",
        default="",
        help="The ledger: a file (SQLite) or a postgresql:// address.",
        of="ledger",
        otherwise="a file in your data folder",
    ),
)


class Settings:
    """The settings in force: what was given, else the environment, else the default.

    Args:
        given: Values by name; None counts as not given.
        environment: Where to look for the others; the process's own where it is None.

    Raises:
        SettingError: A value is no number, or negative.
    """

    def __init__(
        self, given: Mapping[str, int | float | str | None] | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        environment = os.environ if environment is None else environment
        self._values = {s.name: _value(s, (given or {}).get(s.name), environment) for s in SETTINGS}

    @property
    def threads(self) -> int | None:
        """Threads for the network; None for one a core."""
        return int(self._values["threads"]) or None

    @property
    def allow_private(self) -> bool:
        """Whether addresses of private networks may be fetched."""
        return bool(self._values["allow_private"])

    @property
    def ledger(self) -> str | None:
        """Which ledger; None for the one in the user's data folder."""
        return str(self._values["ledger"]) or None

    @property
    def limits(self) -> Limits:
        """The bounds of intake."""
        values = self._values
        return Limits(
            text=int(values["max_text"]),
            page=int(values["max_page"]),
            page_seconds=float(values["page_seconds"]),
            fetch_seconds=float(values["fetch_seconds"]),
            redirects=int(values["max_redirects"]),
        )


def _value(setting: Setting, given: int | float | str | None, environment: Mapping[str, str]) -> int | float | str:
    said = str(given) if given is not None else environment.get(setting.variable, "").strip()
    if not said or isinstance(setting.default, str):
        return said or setting.default
    kind = type(setting.default)
    try:
        value = kind(said)
    except ValueError:
        value = kind(-1)
    if not 0 <= value < 1e15:  # neither negative nor infinite nor no number
        what = "a whole number" if kind is int else "a number"
        name = setting.option if given is not None else setting.variable
        raise SettingError(f"{name} is not {what} of 0 or more: {said[:40]!r}", setting=setting.name)
    return value
