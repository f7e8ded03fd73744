"""The ledger: the append-only store of what was reported, what was read in it, and what is held of that.

Only this room writes to it. `open_ledger` opens or makes one, `Ledger.add` puts readings in, `Ledger.view` asks.
"""

from truceline.ledger.backup import restore
from truceline.ledger.joins import Joins, Pointer
from truceline.ledger.ledger import Ledger, open_ledger
from truceline.ledger.place import default_place
from truceline.ledger.records import (
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
    ReportRow,
    Review,
    ReviewRow,
    SourceTally,
    Verdict,
)
from truceline.ledger.view import View

__all__ = [
    "ActorTally",
    "Added",
    "AgreementRow",
    "ClaimRow",
    "Evidence",
    "EvidenceRow",
    "Fault",
    "Filters",
    "Joins",
    "Judgement",
    "JudgementRow",
    "Ledger",
    "Pointer",
    "ReportRow",
    "Review",
    "ReviewRow",
    "SourceTally",
    "Verdict",
    "View",
    "default_place",
    "open_ledger",
    "restore",
]
