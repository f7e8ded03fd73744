"""What a desk takes reports in with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from truceline.intake import Limits
from truceline.pipeline import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What those who add have in common: people who paste, and the watch over feeds."""

    reader: Reader
    limits: Limits  # the bounds of intake
    agent: str  # who asks, as sites are told
    allow_private: bool  # whether addresses of private networks may be asked
    program: str  # who links and sounds alarms, with its version
    linking: threading.Lock = field(default_factory=threading.Lock)  # held while it links: only one thread does
