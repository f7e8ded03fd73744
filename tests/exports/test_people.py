from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from tests.sample import READING
from truceline.exports.people import to_renderable, to_text
from truceline.model import Reading, Report, Span

PLAIN = """\
Ostrel under fire as truce is weighed
────────────────────────────────────────────────────────────────────────────────────────────────────
The Coast Ledger · 14 May 2031 · https://coast.example/ostrel · 5 claims · 1 agreement

The Coast Ledger, in its own words
● attack (heavy weapons) · Korvath → people · 81 or more killed · in Ostrel · 12 May 2031
  “Korvath's army shelled the harbour of Ostrel on Monday, killing more than 80 people”
  ✗ denied by senior Korvath officer (not named) → Meridian Wire → Harbour Radio → The Coast Ledger
○ talks · Lenmark → both sides · on a condition
  “Lenmark will send envoys if both sides agree”

senior Korvath officer (not named) → Meridian Wire → Harbour Radio → The Coast Ledger
✗ attack · senior Korvath officer · in Ostrel · did not happen
  “We never fired on Ostrel”

Ada Venn → The Coast Ledger
○ agreement · Ostrel Front · offered · agreement 1
  “The Ostrel Front is ready for a truce of 14 days and an exchange of prisoners”

villagers (not named) → The Coast Ledger
◐ talks · in Tarn · possible · from a video
  “Talks may have begun in Tarn”

agreement   between        through   stages              status
────────────────────────────────────────────────────────────────
1 truce     Ostrel Front   Lenmark   1. truce, 14 days   offered
                                     2. exchange

"""


def coloured(reading: Reading, width: int = 100) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=width)
    with console.capture() as captured:
        console.print(to_renderable(reading))
    return captured.get()


def test_the_plain_text() -> None:
    assert to_text(READING) == PLAIN


@pytest.mark.parametrize("width", [30, 60, 80, 140])
def test_lines_fit_the_width_and_nothing_is_lost(width: int) -> None:
    lines = to_text(READING, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)
    words = " ".join("\n".join(lines).split())
    for phrase in ("denied by", "did not happen", "81 or more", "on a condition"):
        assert phrase in words


def test_quoted_words_are_dim_on_a_terminal() -> None:
    assert "\x1b[2m“We never fired on Ostrel”" in coloured(READING)


def test_colour_adds_nothing_but_colour() -> None:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    with console.capture() as captured:
        console.print(to_renderable(READING))
    assert [line.rstrip() for line in captured.get().splitlines()] == PLAIN.splitlines()


def test_what_is_not_known_is_said() -> None:
    text = to_text(Reading(report=Report(id="r", text="Ferries stay in port.\n\nNone left.")))
    assert text.splitlines()[0] == "Ferries stay in port. None left."
    assert "outlet not known · day not known · 0 claims" in text
    assert "No claim of an event found." in text


def test_claims_without_an_outlet_are_the_publishers() -> None:
    claim = replace(READING.claims[0], chain=(replace(READING.claims[0].chain[0], name=None, named=False),))
    text = to_text(replace(READING, claims=(claim,), agreements=()))
    assert "the publisher, in its own words" in text


def test_a_source_without_any_name_is_still_a_link() -> None:
    claim = READING.claims[3]
    chain = (replace(claim.chain[0], name=None), *claim.chain[1:])
    assert "somebody not named → The Coast Ledger" in to_text(replace(READING, claims=(replace(claim, chain=chain),)))


def test_a_strangers_text_cannot_steer_the_terminal() -> None:
    report = replace(READING.report, title="\x1b]0;owned\x07Ferries [bold]stay[/bold]", outlet="A\x1b[31mB")
    text = to_text(replace(READING, report=report))
    assert "\x1b" not in text
    assert "Ferries [bold]stay[/bold]" in text


def test_an_unknown_code_is_shown_as_it_is() -> None:
    claim = replace(READING.claims[0], event="OCCUPY", phase="rumoured", factuality="XX")
    assert "occupy" in to_text(replace(READING, claims=(claim,)))


@pytest.mark.parametrize(
    ("phase", "factuality", "sign"),
    [
        ("happened", "CT+", "●"),
        ("ongoing", "CT+", "●"),
        ("happened", "Uu", "?"),
        ("intended", "CT+", "○"),
        ("offered", "Uu", "○"),
        ("intended", "PS+", "◐"),
        ("happened", "PR+", "◐"),
        ("happened", "PS-", "✗"),
        ("requested", "CT-", "✗"),
    ],
)
def test_signs(phase: str, factuality: str, sign: str) -> None:
    claim = replace(READING.claims[0], phase=phase, factuality=factuality)
    assert f"\n{sign} attack" in to_text(replace(READING, claims=(claim,)))


@pytest.mark.parametrize(
    ("phase", "auxiliary", "line"),
    [
        ("happened", (), "● attack (heavy weapons) · Korvath → people · 81 or more killed · in Ostrel · 12 May 2031\n"),
        ("happened", ("historical",), "12 May 2031 · long past\n"),
        ("happened", ("future",), "12 May 2031 · still ahead\n"),
        ("happened", ("future",), "\n○ attack"),
        ("intended", ("future",), "12 May 2031 · planned\n"),
        ("conditional", ("hypothetical",), "12 May 2031 · on a condition\n"),
    ],
)
def test_what_is_long_past_or_still_ahead_is_said(phase: str, auxiliary: tuple[str, ...], line: str) -> None:
    claim = replace(READING.claims[0], phase=phase, auxiliary=auxiliary)
    assert line in to_text(replace(READING, claims=(claim,)), width=120)


def test_the_publishers_own_caution_is_shown_in_its_words() -> None:
    words = READING.claims[0].evidence
    claim = replace(READING.claims[0], factuality="PS+", hedge=Span(start=words.start, end=words.start + 9))
    assert f"possible · “{READING.report.text[words.start : words.start + 9]}”" in to_text(
        replace(READING, claims=(claim,)), width=120
    )


def test_a_number_within_a_mention_is_not_said_twice() -> None:
    mention = replace(READING.actors[1], start=READING.counts[0].start, end=READING.counts[0].end, name="80 people")
    reading = replace(READING, actors=(READING.actors[0], mention), claims=READING.claims[:1])
    assert "Korvath → 80 people · 81 or more killed · in" in to_text(reading)
    counts = (replace(READING.counts[0], measure="other"),)
    assert "Korvath → 80 people · in" in to_text(replace(reading, counts=counts))


def test_two_claims_of_one_clause_share_its_words() -> None:
    first, second = READING.claims[0], replace(READING.claims[0], id="c9", event="COERCE", mode=None, denied_by=())
    text = to_text(replace(READING, claims=(replace(first, denied_by=()), second)))
    assert text.count("“Korvath's army shelled") == 1
    assert text.index("● attack") < text.index("● coercion") < text.index("“Korvath's army")


def test_the_table_marks_what_is_not_said() -> None:
    other = replace(READING.agreements[0], id="g2", parties=(), mediators=(), stages=(), status=None)
    text = to_text(replace(READING, agreements=(READING.agreements[0], other)))
    row = next(line for line in text.splitlines() if line.startswith("2 truce"))
    assert row.split() == ["2", "truce", "?", "–", "–", "?"]
