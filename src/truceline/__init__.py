"""Truceline reads news reports of a conflict and keeps the sourced record of them.

>>> import truceline
>>> reading = truceline.read(text, outlet="The Daily Post", published="2024-11-28")
>>> for claim in reading.claims:
...     print(claim.event, " → ".join(link.name or "?" for link in claim.chain))

For more than one report make one `Reader`, which keeps the network loaded, and hand it what `open_reports` finds.

Nothing is loaded by the import: each public name brings its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.errors import (
        BadField,
        BrokenArchive,
        BrokenFeed,
        BrokenLine,
        EmptyReport,
        FetchError,
        FileError,
        GazetteerError,
        InputError,
        MissingInput,
        NetworkError,
        NotEnglish,
        NotText,
        NotWelcome,
        PageError,
        PrivateAddress,
        ReadingError,
        SettingError,
        TooLarge,
        TrucelineError,
        UnknownFormat,
        VocabularyError,
        WatchError,
    )
    from truceline.exports.contract import to_line, to_object
    from truceline.intake import Fields, Limits, open_reports, report_of, watch_feeds
    from truceline.model import (
        Actor,
        Agreement,
        Attribution,
        Claim,
        Count,
        Fetched,
        Link,
        Name,
        Parse,
        Place,
        Quote,
        Reading,
        Report,
        Source,
        Span,
        Stage,
        Time,
    )
    from truceline.pipeline import Reader, read

__version__ = "0.1.0"

# Where the public names live, what is quick to import first.
_HOMES = (
    "truceline.errors",
    "truceline.model",
    "truceline.exports.contract",
    "truceline.intake",
    "truceline.pipeline",
)

__all__ = [
    "Actor",
    "Agreement",
    "Attribution",
    "BadField",
    "BrokenArchive",
    "BrokenFeed",
    "BrokenLine",
    "Claim",
    "Count",
    "EmptyReport",
    "FetchError",
    "Fetched",
    "Fields",
    "FileError",
    "GazetteerError",
    "InputError",
    "Limits",
    "Link",
    "MissingInput",
    "Name",
    "NetworkError",
    "NotEnglish",
    "NotText",
    "NotWelcome",
    "PageError",
    "Parse",
    "Place",
    "PrivateAddress",
    "Quote",
    "Reader",
    "Reading",
    "ReadingError",
    "Report",
    "SettingError",
    "Source",
    "Span",
    "Stage",
    "Time",
    "TooLarge",
    "TrucelineError",
    "UnknownFormat",
    "VocabularyError",
    "WatchError",
    "__version__",
    "open_reports",
    "read",
    "report_of",
    "to_line",
    "to_object",
    "watch_feeds",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in map(import_module, _HOMES):
            if hasattr(home, name):
                globals()[name] = getattr(home, name)  # found at once from now on
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
