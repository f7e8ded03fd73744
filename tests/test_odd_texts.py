"""Texts that came to harm on their way are read as far as a reader could read them, and always to a valid reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.contract import faults
from truceline import to_object
from truceline.language.pieces import MAX_PIECES
from truceline.model import Reading, Report
from truceline.pipeline import Reader

PLAIN = (
    "Hamas fighters attacked Israel on Monday, killing at least 12 people, a senior official told Reuters. "
    "“We never fired on Aleppo,” General Oru Vask said. Russia denied that its army had shelled Kyiv. "
    "The ministry confirmed the ceasefire."
)
UNSEEN: dict[str, Callable[[str], str]] = {
    "ligatures": lambda text: text.replace("ff", "ﬀ").replace("fi", "ﬁ"),
    "soft hyphens": lambda text: text.replace("Israel", "Is\u00adrael").replace("official", "offi\u00adcial"),
    "no width": lambda text: text.replace("Hamas", "Ha\u200bmas").replace("Russia", "\ufeffRus\u200dsia"),
    "direction": lambda text: text.replace("Israel", "\u202aIsrael\u202c").replace("denied", "\u200edenied"),
    "double width": lambda text: text.replace("Israel", "Ｉｓｒａｅｌ").replace("12", "１２"),
}
HARMED: dict[str, Callable[[str], str]] = {
    "alike letters": lambda text: text.translate(str.maketrans("aeop", "аеор")),
    "bare accents": lambda text: "".join(c + "\u0301\u0323" for c in text),
    "turned": lambda text: f"\u202e{text}",
    "right to left inside": lambda text: text.replace("Monday", "יום שני (الاثنين)"),
    "pictures": lambda text: text.replace(" ", " 🕊️👩‍👩‍👧 "),
    "halves": lambda text: text.replace("a", "a\ud83d"),
    "broken lines": lambda text: text.replace("fighters", "figh-\nters").replace("official", "offi-\ncial"),
    "spaces": lambda text: text.replace("senior", "s e n i o r").replace("attacked", "att acked"),
    "marks": lambda text: "“" * 10_000 + text + '"' * 10_000,
    "nested": lambda text: "(“‘[" * 2_000 + text + "]’”)" * 2_000,
    "one sentence": lambda text: text.replace(".", ",").replace("“", "").replace("”", "") * 60,
    "one word": lambda text: text.replace(" ", ""),
    "a table": lambda text: text + "\n" + "1,200\t35\t\n" * 2_000,
}


@cache
def reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(autouse=True, scope="module")
def leave_nothing() -> Iterator[None]:
    yield
    reader.cache_clear()


def read(text: str) -> Reading:
    reading = reader().read(Report(id="r", text=text, outlet="Coast Ledger", published="2031-05-14"))
    assert faults(to_object(reading)) == []
    return reading


def told(reading: Reading) -> tuple[object, ...]:
    """What a reading says, without the letters that it says it in."""
    return (
        [(actor.actor, actor.kind) for actor in reading.actors if actor.named],
        [(claim.event, claim.factuality, claim.phase) for claim in reading.claims],
        [(count.low, count.high, count.measure) for count in reading.counts],
        [(time.value, time.earliest) for time in reading.times],
        [(one.stance, one.quotation, len(one.chain)) for one in reading.attributions],
    )


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_is_not_seen_changes_nothing(kind: str) -> None:
    text = UNSEEN[kind](PLAIN)
    assert text != PLAIN
    assert told(read(text)) == told(read(PLAIN))


@pytest.mark.parametrize("kind", HARMED)
def test_whatever_befell_a_text_it_gives_a_valid_reading(kind: str) -> None:
    reading = read(HARMED[kind](PLAIN))
    assert reading.sentences
    if kind in ("right to left inside", "marks", "nested", "a table", "broken lines"):
        assert {"reuters", "russia"} <= {actor.actor for actor in reading.actors}  # what came to no harm is read


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_without_letter_case_sayings_are_found(change: Callable[[str], str]) -> None:
    reading = read(change(PLAIN))
    text = reading.report.text
    cues = {text[one.cue.start : one.cue.end].lower() for one in reading.attributions if one.cue}
    assert {"told", "said", "denied", "confirmed"} <= cues
    assert {"reuters", "russia"} <= {actor.actor for actor in reading.actors}
    assert [(count.low, count.measure) for count in reading.counts] == [(12, "killed")]
    assert "2031-05-12" in {time.value for time in reading.times}
    assert "ASSAULT" in {claim.event for claim in reading.claims}


def test_no_sentence_is_longer_than_what_the_network_sees() -> None:
    text = HARMED["one sentence"](PLAIN)
    reading = read(text)
    longest = max(len(text[s.start : s.end].split()) for s in reading.sentences)
    assert longest < MAX_PIECES
    assert reading.sentences[-1].end > len(text) - 3
