"""The records that flow from room to room. Nothing here reads, decides or writes."""

from truceline.model.parse import Hint, Name, Parse, Quote, Role
from truceline.model.reading import (
    Actor,
    Agreement,
    Attribution,
    Claim,
    Count,
    Link,
    Place,
    Reading,
    Source,
    Stage,
    Step,
    Time,
)
from truceline.model.report import Fetched, Report, Span

__all__ = [
    "Actor",
    "Agreement",
    "Attribution",
    "Claim",
    "Count",
    "Fetched",
    "Hint",
    "Link",
    "Name",
    "Parse",
    "Place",
    "Quote",
    "Reading",
    "Report",
    "Role",
    "Source",
    "Span",
    "Stage",
    "Step",
    "Time",
]
