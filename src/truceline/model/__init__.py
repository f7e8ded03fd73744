"""The records that flow from room to room. Nothing here reads, decides or writes."""

from truceline.model.parse import Name, Parse, Quote
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
    "Link",
    "Name",
    "Parse",
    "Place",
    "Quote",
    "Reading",
    "Report",
    "Source",
    "Span",
    "Stage",
    "Time",
]
