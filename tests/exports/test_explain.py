"""One claim, and the words that gave each part of it."""

from __future__ import annotations

from dataclasses import replace

from tests.sample import READING
from truceline.exports.explain import explain, to_object, to_text


def chained():
    """The sample with its attributions' chains, as reading gives them."""
    chain = READING.claims[1].chain
    a1, a2 = READING.attributions
    return replace(READING, attributions=(replace(a1, chain=chain), replace(a2, chain=chain[2:])))


def test_every_part_has_the_words_that_gave_it() -> None:
    reading = chained()
    for claim in reading.claims:
        for part in explain(reading, claim).parts:
            if part.words is not None:
                assert part.words == reading.report.text[part.start : part.end]


def test_the_parts_of_a_claim_in_the_publishers_own_words() -> None:
    parts = explain(READING, READING.claims[0]).parts
    assert [(p.part, p.words) for p in parts[:3]] == [
        ("event", "shelled"),
        ("actor", "Korvath's army"),
        ("recipient", "people"),
    ]
    assert {p.part for p in parts} == {
        "event", "actor", "recipient", "where", "when", "count", "link", "factuality", "denied by",
    }  # fmt: skip
    assert [p.note for p in parts if p.part == "link"] == ["the report's own outlet"]


def test_each_link_has_its_words_and_the_word_that_passed_it_on() -> None:
    reading = chained()
    links = [(p.value, p.words, p.note) for p in explain(reading, reading.claims[1]).parts if p.part == "link"]
    assert links[0][1:] == ("senior Korvath officer", "by “told”")
    assert ("Harbour Radio", "Harbour Radio", "by “per”") in links
    assert links[-1][2] == "the report's own outlet"


def test_for_programs_and_for_people() -> None:
    reading = chained()
    explanation = explain(reading, reading.claims[1])
    found = to_object(explanation)
    assert found["claim"] == "c2"
    assert next(p["part"] for p in found["parts"]) == "event"
    text = to_text(explanation)
    assert "“fired”" in text
    assert "→" in text
    assert "denies" in text
    assert all(line == line.rstrip() for line in text.splitlines())
