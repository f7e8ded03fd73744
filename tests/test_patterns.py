"""Regular expressions run in linear time: no stranger's text makes one of them slow."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from tests.patterns import Found, Pattern, attacks, data_with_patterns, patterns

# Repetitions at which a pattern of exponential time shows itself; the first that is slow ends the search.
# Were one let through here on a quick machine, the long texts below would never end.
SHORT = range(10, 60, 2)
LENGTH = 250  # characters, doubled thrice, and thrice more where it looks bad
GROWTH = 3.0  # per doubling: linear time has 2, quadratic 4
WORTH = 0.0004  # seconds: what is quicker than that tells nothing
SLOW = 0.05  # seconds, for a few dozen characters

ALL = patterns()


def seconds(pattern: Pattern, method: str, text: str) -> float:
    """How long a pattern works on a text."""
    subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    run: Callable[..., object] = getattr(pattern, method)
    begun = time.thread_time()
    if method == "finditer":
        list(pattern.finditer(subject))
    elif method in ("sub", "subn"):
        run(b"" if isinstance(subject, bytes) else "", subject)
    else:
        run(subject)
    return time.thread_time() - begun


def fault(pattern: Pattern, method: str) -> str | None:
    """A string that takes the pattern more than linear time; None where none was found."""
    for prefix, core, end in attacks(pattern):
        for times in SHORT:
            if seconds(pattern, method, prefix + core * times + end) > SLOW:
                return f"exponential on {prefix!r} + {core!r} * n + {end!r}"

        def once(length: int, parts: tuple[str, str, str] = (prefix, core, end)) -> float:
            return seconds(pattern, method, parts[0] + parts[1] * (length // len(parts[1])) + parts[2])

        def best(length: int, once: Callable[[int], float] = once) -> float:
            return min(once(length) for _ in range(3))

        last = once(8 * LENGTH)
        if last < WORTH or last < once(LENGTH) * GROWTH**3 or best(8 * LENGTH) < WORTH:
            continue
        # Noise passes; what grows with the square of the length does so again.
        if best(4 * LENGTH) > best(LENGTH) * GROWTH**2 and best(16 * LENGTH) > best(4 * LENGTH) * GROWTH**2:
            return f"slower than linear on {prefix!r} + {core!r} * n + {end!r}"
    return None


@pytest.mark.parametrize("found", ALL, ids=lambda found: found.name)
def test_every_pattern_runs_in_linear_time(found: Found) -> None:
    searching = found.methods - {"match", "fullmatch"}  # one of them stands for all: they begin anywhere
    for method in sorted(found.methods - searching) + sorted(searching)[:1]:
        found_slow = fault(found.pattern, method)
        assert found_slow is None, f"{method}: {found_slow}"


def test_there_are_patterns_to_look_at() -> None:
    assert len(ALL) > 40
    assert any(found.methods == {"fullmatch"} for found in ALL)
    for kind in ("desk/asked.py", "desk/templates/", "desk/ui/", "intake/"):  # arguments, forms, scripts, modules
        assert any(kind in found.name for found in ALL), kind


def test_data_holds_words_and_no_patterns() -> None:
    assert data_with_patterns() == []


@pytest.mark.parametrize(
    "bad",
    [r"(a+)+b", r"(?:a|aa)+$", r"\s+[|]\s+", r" +$", r"(\w+)*!", r"x[^y]*y", r"(?:\.\.\.|more)[\s.]*$", r"(a|b|ab)*c"],
)
def test_a_slow_pattern_is_found(bad: str) -> None:
    assert fault(re.compile(bad), "search")


@pytest.mark.parametrize("good", [r"a+b?", r"(?<! ) +$", r"(?:[^,]+,)*+$", r"\d{1,3}(?:,\d{3})+", r"[^x\n]{1,5}x"])
def test_a_quick_pattern_passes(good: str) -> None:
    assert fault(re.compile(good), "fullmatch") is None
