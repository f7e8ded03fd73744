from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.chains.agreement import agreement, align, kappa
from evaluation.chains.names import same_hand
from evaluation.chains.product import Names, Output, Said, Told, output
from evaluation.chains.score import figures, pair, report, score_passage
from evaluation.chains.statements import (
    FACTUALITIES,
    FOLDER,
    Link,
    Passage,
    Statement,
    places,
    read_annotation,
    read_passages,
)

TEXT = "The bridge was blown up, a clerk told Northwire. The army denied this."
PASSAGE = Passage("p", "The Vale Gazette", "2031-02-03", None, TEXT, "told-outlet", "open")
GAZETTE = Link("The Vale Gazette", True, "outlet")


def statement(content: str, event: str, chain: tuple[Link, ...], **fields: object) -> Statement:
    start = TEXT.index(content)
    first = start + content.index(event)
    blank = Statement(
        content=content,
        span=(start, start + len(content)),
        event=event,
        event_span=(first, first + len(event)),
        cue="told",
        source="a clerk",
        quotation="indirect",
        stance="asserts",
        chain=chain,
        factuality="CT+",
        hedge=None,
        kind="statement",
        within=None,
        answers=None,
        medium=None,
    )
    return replace(blank, **fields)  # type: ignore[arg-type]


CLERK = statement(
    "The bridge was blown up",
    "blown up",
    (Link("clerk", False, "person"), Link("Northwire", True, "outlet"), GAZETTE),
)
ARMY = statement(
    "this",
    "this",
    (Link("army", True, "body"), GAZETTE),
    cue="denied",
    source="The army",
    stance="denies",
    factuality="CT-",
    answers=0,
)


def said(content: str, source: str, *chain: str, id: str = "a1", line: tuple[str, ...] = (), stance: str = "asserts"):
    start, at = TEXT.index(content), TEXT.index(source)
    return Said(id, ((start, start + len(content)),), (at, at + len(source)), stance, line, tuple(chain), None)


def told(content: str, trigger: str, *denied_by: Names, factuality: str = "CT+", chain: Names = ()) -> Told:
    start, at = TEXT.index(content), TEXT.index(trigger)
    return Told((start, start + len(content)), (at, at + len(trigger)), factuality, "a1", chain, denied_by)


def test_whole_words_are_found_before_parts_of_words():
    assert places("it", "with it") == [(5, 7)]
    assert places("won", "wonder") == [(0, 3)]


def test_statements_are_aligned_once_each_by_content_then_event():
    outer = statement("The bridge was blown up", "bridge", CLERK.chain)
    assert align([CLERK, ARMY], [outer, CLERK]) == [(0, 1)]
    assert align([CLERK, ARMY], [ARMY, CLERK]) == [(0, 1), (1, 0)]


def test_agreement_counts_what_is_the_same():
    other = replace(ARMY, stance="doubts", answers=None)
    found = agreement({"p": (CLERK, ARMY)}, {"p": (CLERK, other)})
    assert found["matched F1"] == 1
    assert (found["stance"], found["answers"], found["whole chain"]) == (0.5, 0.5, 1)
    assert found["answers F1"] == 0
    assert agreement({"p": (CLERK, ARMY)}, {"p": (CLERK,)})["matched F1"] == pytest.approx(2 / 3)


def test_agreement_follows_indices_through_the_alignment():
    moved = (statement("Northwire", "Northwire", (GAZETTE,)), CLERK, replace(ARMY, answers=1))
    assert agreement({"p": (CLERK, ARMY)}, {"p": moved})["answers"] == 1


def test_kappa_takes_off_what_chance_gives():
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a")]) == 1


@pytest.mark.parametrize(
    ("gold", "kind", "found", "same"),
    [
        ("army", "body", "The army", True),
        ("Ada Brunn", "person", "Commander Ada Brunn", True),
        ("Ada Brunn", "person", "brother of Ada Brunn", False),
        ("Ada Brunn", "person", "Ada", False),
        ("two officials in Morl", "person", "two officials", True),
        ("spokesman for the army", "person", "spokesman", False),
        ("Transvale Press", "outlet", "TVP", True),
        ("The Vale Gazette", "outlet", "the Gazette", True),
        ("The Vale Gazette", "outlet", "Vale", False),
        ("Morl News Agency", "outlet", "Morl", True),
        ("army", "body", None, False),
    ],
)
def test_names_of_one_hand(gold: str, kind: str, found: str | None, same: bool):
    assert same_hand(gold, kind, found) is same


def test_all_right_scores_one():
    found = Output(
        said=(
            said("The bridge was blown up", "a clerk", "clerk", "Northwire", line=("a2",)),
            said("The bridge was blown up", "Northwire", "Northwire", id="a2"),
            said("this", "The army", "army", id="a3", stance="denies"),
        ),
        told=(told("The bridge was blown up", "blown", ("army",), chain=("clerk", "Northwire")),),
    )
    shares = {name: figure["share"] for name, figure in figures(score_passage(PASSAGE, (CLERK, ARMY), found)).items()}
    assert set(shares.values()) == {1.0}
    assert {"whole chain", "factuality", "denials joined F1", "stance"} <= shares.keys()


def test_what_is_missing_or_wrong_counts_against():
    found = Output(
        said=(said("The bridge was blown up", "a clerk", "clerk"),),
        told=(told("The bridge was blown up", "blown", ("union",), factuality="PR+", chain=("clerk",)),),
    )
    shares = {name: figure["share"] for name, figure in figures(score_passage(PASSAGE, (CLERK, ARMY), found)).items()}
    assert shares["statement found"] == shares["source resolved"] == 0.5
    assert shares["whole chain"] == shares["factuality"] == shares["denials joined F1"] == 0


def test_the_innermost_attribution_is_meant():
    outer = said("The bridge was blown up, a clerk told Northwire", "Northwire", id="a1")
    inner = said("The bridge was blown up", "a clerk", id="a2")
    assert pair((CLERK,), PASSAGE, Output((outer, inner)))[0].id == "a2"


def test_own_words_are_kept_where_nobody_is_given_them():
    mine = statement("The bridge was blown up", "blown up", (GAZETTE,), cue=None, source=None)
    kept = figures(score_passage(PASSAGE, (mine,), Output()))
    given = figures(score_passage(PASSAGE, (mine,), Output((said("The bridge was blown up", "a clerk"),))))
    assert kept == {"own words kept": {"share": 1, "of": 1}}
    assert given["own words kept"]["share"] == 0


def test_shapes_of_the_held_part_are_not_told():
    held = replace(PASSAGE, part="held")
    tally = score_passage(PASSAGE, (CLERK,), Output())
    found = report([(PASSAGE, tally), (replace(held, shape="threat"), tally)])
    assert list(found["parts"]) == ["open", "held"]
    assert list(found["open by shape"]) == ["told-outlet"]


def test_output_leaves_the_publisher_out_and_follows_pronouns():
    mention = {"start": 26, "end": 33, "actor": None, "named": False}
    record = {
        "actors": [
            {"id": "m1", "name": "clerk", "refers_to": None, **mention},
            {"id": "m2", "name": "he", "refers_to": "m1", **mention},
        ],
        "claims": [],
        "attributions": [
            {
                "id": "a1",
                "source": {"start": 25, "end": 32, "actor": "m2"},
                "content": [{"start": 0, "end": 23}],
                "stance": "asserts",
                "relayed_by": "a2",
            },
            {
                "id": "a2",
                "source": {"start": 38, "end": 47, "actor": None},
                "content": [{"start": 0, "end": 23}],
                "stance": "asserts",
                "relayed_by": None,
            },
        ],
    }
    first, second = output(record, PASSAGE).said
    assert (first.chain, first.line) == (("clerk", "Northwire"), ("a2",))
    assert second.chain == ("Northwire",)
    at_northwire = replace(PASSAGE, outlet="Northwire")
    assert output(record, at_northwire).said[0].chain == ("clerk",)


@pytest.mark.parametrize("file", ["gold", "pass-a", "pass-b", "check/gold"])
def test_annotations_are_sound(file: str):
    folder = (FOLDER / file).parent
    passages = read_passages(folder / "passages.jsonl")
    annotation = read_annotation(FOLDER / f"{file}.jsonl", passages)
    assert list(annotation) == sorted(passages)
    for name, statements in annotation.items():
        for index, one in enumerate(statements):
            outlets = [link.name for link in one.chain].count(passages[name].outlet)
            assert one.chain[-1].name == passages[name].outlet, name
            assert outlets == 1, name
            assert one.factuality in FACTUALITIES, name
            for other in (one.within, one.answers):
                assert other is None or (0 <= other < len(statements) and other != index), name
