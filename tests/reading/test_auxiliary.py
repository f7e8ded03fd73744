from __future__ import annotations

from typing import Any

import pytest

from tests.reading.told import GROUP, read, sentences
from truceline.model import Claim, Link, Span
from truceline.reading.auxiliary import auxiliary_of

ACTORS: dict[str, dict[str, Any]] = {"Harrow": GROUP, "Elbia": GROUP}
SHELLED = "Harrow|PROPN|2|nsubj shelled:shell|VERB|0|root Elbia|PROPN|2|obj"


def claim(factuality: str = "CT+", phase: str = "happened") -> Claim:
    span = Span(start=0, end=1)
    link = Link(name="Morrow Gazette", kind="outlet")
    return Claim(
        id="c1", evidence=span, trigger=span, event="ASSAULT", factuality=factuality, phase=phase, chain=(link,)
    )


@pytest.mark.parametrize(
    ("factuality", "phase", "modes"),
    [
        ("CT+", "happened", ()),
        ("CT+", "ongoing", ()),
        ("PS+", "happened", ()),
        ("Uu", "happened", ()),
        ("Uu", "intended", ("future",)),
        ("CT+", "offered", ("future",)),
        ("Uu", "requested", ("future",)),
        ("Uu", "conditional", ("hypothetical",)),
        ("CT-", "happened", ("negation",)),
        ("PR-", "happened", ("negation",)),
        ("PS-", "ongoing", ("negation",)),
        ("CT-", "intended", ("future", "negation")),
        ("CT-", "conditional", ("hypothetical", "negation")),
    ],
)
def test_modes_follow_from_factuality_and_phase(factuality: str, phase: str, modes: tuple[str, ...]) -> None:
    assert auxiliary_of(claim(factuality, phase)) == modes


@pytest.mark.parametrize(
    ("phase", "modes"),
    [("happened", ("historical",)), ("ongoing", ()), ("intended", ("future",)), ("offered", ("future",))],
)
def test_history_has_happened(phase: str, modes: tuple[str, ...]) -> None:
    assert auxiliary_of(claim(phase=phase), long_past=True) == modes


def test_what_lies_ahead_is_future_however_it_is_told() -> None:
    assert auxiliary_of(claim(), ahead=True) == ("future",)
    assert auxiliary_of(claim(phase="conditional"), ahead=True) == ("hypothetical",)


@pytest.mark.parametrize(
    ("earliest", "latest", "modes"),
    [
        ("2031-05-19", "2031-05-19", ()),
        ("2030-05-20", "2030-05-20", ()),  # a year ago to the day
        ("2030-05-19", "2030-05-19", ("historical",)),
        ("2030-01-01", "2030-12-31", ()),  # last year may be last month
        ("1990-01-01", "1999-12-31", ("historical",)),
        ("2031-05-21", "2031-05-24", ("future",)),
        ("2031-05-18", "2031-05-24", ()),
        (None, None, ()),
    ],
)
def test_the_time_of_the_event_against_the_day_of_the_report(
    earliest: str | None, latest: str | None, modes: tuple[str, ...]
) -> None:
    parse = sentences(f"{SHELLED} then|ADV|2|advmod ~.|PUNCT|2|punct")
    when = {"then": {"type": "DATE", "value": "X", "earliest": earliest, "latest": latest}}
    assert read(parse, actors=ACTORS, times=when).claim("ASSAULT").auxiliary == modes


def test_without_the_day_of_the_report_nothing_is_long_past() -> None:
    parse = sentences(f"{SHELLED} in|ADP|5|case 1991|NUM|2|obl ~.|PUNCT|2|punct")
    when = {"1991": {"type": "DATE", "value": "1991", "earliest": "1991-01-01", "latest": "1991-12-31"}}
    assert read(parse, actors=ACTORS, times=when).claim("ASSAULT").auxiliary == ("historical",)
    assert read(parse, actors=ACTORS, times=when, published=None).claim("ASSAULT").auxiliary == ()


def test_what_began_long_ago_may_go_on() -> None:
    parse = sentences(f"{SHELLED} since|ADP|5|case 2024|NUM|2|obl ~.|PUNCT|2|punct")
    when = {"2024": {"type": "DATE", "value": "2024", "earliest": "2024-01-01", "latest": "2024-12-31"}}
    assert read(parse, actors=ACTORS, times=when).claim("ASSAULT").auxiliary == ()


@pytest.mark.parametrize(
    ("words", "modes"),
    [
        ("decades ago", ("historical",)),
        ("long ago", ("historical",)),
        ("centuries earlier", ("historical",)),
        ("hours ago", ()),
        ("recently then", ()),
    ],
)
def test_words_for_times_that_name_no_day(words: str, modes: tuple[str, ...]) -> None:
    first, second = words.split()
    parse = sentences(f"{SHELLED} {first}|NOUN|5|obl {second}|ADV|2|advmod ~.|PUNCT|2|punct")
    when = {words: {"type": "DATE", "value": "PAST_REF"}}
    assert read(parse, actors=ACTORS, times=when).claim("ASSAULT").auxiliary == modes


@pytest.mark.parametrize(("memory", "modes"), [("anniversary", ("historical",)), ("day", ()), ("condemnation", ())])
def test_an_event_that_is_remembered_is_history(memory: str, modes: tuple[str, ...]) -> None:
    parse = sentences(
        f"Crowds:crowd|NOUN|2|nsubj marked:mark|VERB|0|root the|DET|4|det {memory}|NOUN|2|obj of|ADP|7|case "
        "Harrow|PROPN|7|compound attack|NOUN|4|nmod on|ADP|9|case Elbia|PROPN|7|nmod ~.|PUNCT|2|punct"
    )
    assert read(parse, actors=ACTORS).claim("ASSAULT").auxiliary == modes


def test_an_attack_at_an_anniversary_is_news() -> None:
    parse = sentences(
        f"{SHELLED} in|ADP|6|case an|DET|6|det attack|NOUN|2|obl at|ADP|9|case the|DET|9|det anniversary|NOUN|6|nmod "
        "~.|PUNCT|2|punct"
    )
    assert {claim.auxiliary for claim in read(parse, actors=ACTORS).claims} == {()}
