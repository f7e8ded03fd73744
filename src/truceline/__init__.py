"""Truceline reads news reports of a conflict and keeps the sourced record of them.

>>> import truceline
>>> reading = truceline.read(text, outlet="The Daily Post", published="2024-11-28")
>>> for claim in reading.claims:
...     print(claim.event, " → ".join(link.name or "?" for link in claim.chain))

For more than one report make one `Reader`, which keeps the network loaded, and hand it what `open_reports` finds.

`open_ledger` opens the store of many reports, to add readings to and to ask; `export` writes what it holds into a file.

Nothing is loaded by the import: each public name brings its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.errors import (
        BadField,
        BatchError,
        BrokenArchive,
        BrokenFeed,
        BrokenLine,
        BrokenTable,
        DamagedLedger,
        DecidedMeanwhile,
        DeskError,
        EmptyReport,
        ExportError,
        FetchError,
        FileError,
        GazetteerError,
        InputError,
        KeepingError,
        LedgerBusy,
        LedgerError,
        LedgerExists,
        LedgerFull,
        LedgerGone,
        LedgerReadOnly,
        MissingInput,
        MissingLedger,
        NetworkError,
        NewerLedger,
        NotALedger,
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
        UnknownId,
        UsersError,
        VocabularyError,
        WatchError,
    )
    from truceline.exports.contract import to_line, to_object
    from truceline.exports.export import Exported, export
    from truceline.exports.frames import to_arrow, to_pandas
    from truceline.intake import Fields, Limits, open_reports, report_of, watch_feeds
    from truceline.ledger import (
        ActorTally,
        Added,
        AgreementRow,
        ClaimRow,
        Evidence,
        EvidenceRow,
        Fault,
        Filters,
        Judgement,
        JudgementRow,
        Ledger,
        ReportRow,
        Review,
        ReviewRow,
        SourceTally,
        Verdict,
        View,
        default_place,
        open_ledger,
        restore,
    )
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
        Step,
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
# The ledger stands apart: reading must not wait for its libraries, nor it for the network's.
_LEDGER = frozenset(
    """
    ActorTally Added AgreementRow ClaimRow Evidence EvidenceRow Fault Filters Judgement JudgementRow Ledger
    ReportRow Review ReviewRow SourceTally Verdict View default_place open_ledger restore
    """.split()
)
_EXPORT = frozenset(("Exported", "export"))
_FRAMES = frozenset(("to_arrow", "to_pandas"))

__all__ = [
    "Actor",
    "ActorTally",
    "Added",
    "Agreement",
    "AgreementRow",
    "Attribution",
    "BadField",
    "BatchError",
    "BrokenArchive",
    "BrokenFeed",
    "BrokenLine",
    "BrokenTable",
    "Claim",
    "ClaimRow",
    "Count",
    "DamagedLedger",
    "DecidedMeanwhile",
    "DeskError",
    "EmptyReport",
    "Evidence",
    "EvidenceRow",
    "ExportError",
    "Exported",
    "Fault",
    "FetchError",
    "Fetched",
    "Fields",
    "FileError",
    "Filters",
    "GazetteerError",
    "InputError",
    "Judgement",
    "JudgementRow",
    "KeepingError",
    "Ledger",
    "LedgerBusy",
    "LedgerError",
    "LedgerExists",
    "LedgerFull",
    "LedgerGone",
    "LedgerReadOnly",
    "Limits",
    "Link",
    "MissingInput",
    "MissingLedger",
    "Name",
    "NetworkError",
    "NewerLedger",
    "NotALedger",
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
    "ReportRow",
    "Review",
    "ReviewRow",
    "SettingError",
    "Source",
    "SourceTally",
    "Span",
    "Stage",
    "Step",
    "Time",
    "TooLarge",
    "TrucelineError",
    "UnknownFormat",
    "UnknownId",
    "UsersError",
    "Verdict",
    "View",
    "VocabularyError",
    "WatchError",
    "__version__",
    "default_place",
    "export",
    "open_ledger",
    "open_reports",
    "read",
    "report_of",
    "restore",
    "to_arrow",
    "to_line",
    "to_object",
    "to_pandas",
    "watch_feeds",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in map(import_module, _homes(name)):
            if hasattr(home, name):
                globals()[name] = getattr(home, name)  # found at once from now on
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _homes(name: str) -> tuple[str, ...]:
    if name in _LEDGER:
        return ("truceline.ledger",)
    if name in _EXPORT:
        return ("truceline.exports.export",)
    return ("truceline.exports.frames",) if name in _FRAMES else _HOMES


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
