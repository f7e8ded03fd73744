"""Numbers of people and things: which range, of what, and what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import parse_of
from truceline.model import Count, Parse
from truceline.reading.counts import find_counts
from truceline.reading.times import find_times

MEASURES = "killed injured captured missing displaced released weapons protesters aid money other".split()


def plain(text: str) -> Parse:
    """A Parse without tags or trees: words parted by blanks, ``~`` glues, ``|`` ends a sentence."""
    blocks = []
    for sentence in text.split("|"):
        blocks.append("\n".join(f"{w} {w.lstrip('~').lower()} X X 0 dep" for w in sentence.split()))
    return parse_of("\n\n".join(blocks))


def counts_of(parse: Parse) -> list[tuple[str, Count]]:
    """Each count's words with its record."""
    times = find_times(parse, published="2024-11-28")
    return [(parse.text[c.start : c.end], c) for c in find_counts(parse, times=times)]


def told(text: str) -> list[tuple[str, str]]:
    """Each count's words with its measure, of a text without trees."""
    return [(words, count.measure) for words, count in counts_of(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MORE THAN 80 PEOPLE WERE KILLED", [("MORE THAN 80 PEOPLE", "killed")]),
        ("12 people died in Dovan", [("12 people", "killed")]),
        ("the blast left 12 dead and 30 wounded", [("12 dead", "killed"), ("30 wounded", "injured")]),
        (
            "it killed 14 ~, injured scores and left 9 missing",
            [("14", "killed"), ("scores", "injured"), ("9", "missing")],
        ),
        ("six killed ~, 14 hurt in Karsa", [("six", "killed"), ("14", "injured")]),
        ("gunmen killed 12 and wounded 30", [("12", "killed"), ("30", "injured")]),
        ("two people were killed and 30 others hurt", [("two people", "killed"), ("30 others", "injured")]),
        ("killing five villagers and a nurse", [("five villagers", "killed")]),
        ("killing five villagers and two nurses", [("five villagers", "killed"), ("two nurses", "killed")]),
        ("five soldiers and two nurses were killed", [("five soldiers", "killed"), ("two nurses", "killed")]),
        ("12 people ~, including 3 children ~, were killed", [("12 people", "killed"), ("3 children", "killed")]),
        ("two gunmen killed 12 people", [("two gunmen", "other"), ("12 people", "killed")]),
        ("seven people were shot dead", [("seven people", "killed")]),
        ("90 women and children were freed", [("90 women", "released")]),
        ("about 200 taken hostage", [("about 200", "captured")]),
        ("nine sailors remain captive", [("nine sailors", "captured")]),
        ("not a single person was hurt", [("not a single person", "injured")]),
        ("seven people were beaten to death", [("seven people", "killed")]),
        ("the death toll rose to 45", [("45", "killed")]),
        ("it took a toll on 45 farmers", [("45 farmers", "other")]),
        ("the murder of six priests", [("six priests", "killed")]),
        ("the attack claimed 12 lives", [("12 lives", "killed")]),
        ("they took five guards hostage", [("five guards", "captured")]),
        ("rebels kidnapped two dozen schoolgirls", [("two dozen schoolgirls", "captured")]),
        ("at least 40 students were arrested", [("at least 40 students", "captured")]),
        ("dozens of captives starved", [("dozens of captives", "killed")]),
        ("hundreds of captives were taken", [("hundreds of captives", "captured")]),
        ("thousands fled", [("thousands", "displaced")]),
        ("seven sailors are still missing", [("seven sailors", "missing")]),
        ("200 protesters gathered", [("200 protesters", "protesters")]),
        ("almost 200 missiles fell", [("almost 200 missiles", "weapons")]),
        ("the army seized 46 rifles", [("46 rifles", "weapons")]),
        ("30 tons of flour arrived", [("30 tons", "aid")]),
        ("six aid trucks arrived", [("six aid trucks", "aid")]),
        ("they paid $ 2.5 million", [("$ 2.5 million", "money")]),
        ("they paid more than $ ~2 ~m for it", [("more than $2m", "money")]),
        ("they paid 30 million euros", [("30 million euros", "money")]),
        ("10 captured soldiers came home", [("10 captured soldiers", "captured")]),
    ],
)
def test_words_alone_tell_what_became_of_them(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(words, measure) for words, measure in told(text) if measure != "other" or (words, measure) in expected]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "best", "of"),
    [
        ("over a thousand Karsan civilians died", 1001, None, None, "civilians"),
        ("nearly 200 soldiers died", 180, 200, None, "soldiers"),
        ("about 200 soldiers died", 180, 220, 200, "soldiers"),
        ("up to 24 soldiers died", None, 24, None, "soldiers"),
        ("hundreds of soldiers died", 200, 999, None, "soldiers"),
        ("half a million refugees came", 500_000, 500_000, 500_000, "refugees"),
        ("forty ~- ~two soldiers died", 42, 42, 42, "soldiers"),
        ("12 died", 12, 12, 12, None),
        ("between 10 and 15 soldiers died", 10, 15, None, "soldiers"),
        ("six student leaders died", 6, 6, 6, "leaders"),
        ("a man was killed", 1, 1, 1, "man"),
        ("an elderly Karsan woman was wounded", 1, 1, 1, "woman"),
        ("not a single person was hurt", 0, 0, 0, "person"),
        ("nine soldiers died and another was wounded", 9, 9, 9, "soldiers"),
    ],
)
def test_ranges_and_what_is_counted(
    text: str, low: float | None, high: float | None, best: float | None, of: str | None
) -> None:
    count = counts_of(plain(text))[0][1]
    assert (count.low, count.high, count.best, count.of) == (low, high, best, of)


def test_another_is_one_more() -> None:
    assert told("a man was killed and another was wounded") == [("a man", "killed"), ("another", "injured")]


def test_no_casualties_are_two_counts_of_nobody() -> None:
    counts = [count for _, count in counts_of(plain("There were no casualties"))]
    assert [(c.measure, c.low, c.high, c.best, c.of) for c in counts] == [
        ("killed", 0, 0, 0, "casualties"),
        ("injured", 0, 0, 0, "casualties"),
    ]
    assert [c.id for c in counts] == ["n1", "n2"]
    assert told("Nobody was hurt") == [("Nobody", "injured")]
    assert told("No one was killed") == [("No one", "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "no further casualties",
        "no reports of casualties",
        "no damage was done",
        "Resolution 1701 holds",
        "20 % of voters",
        "30 kilometers north",
        "a 122 ~- ~millimeter rocket",
        "two ~- ~thirds agreed",
        "it ended 2 ~- ~1",
        "aged 19 and 21",
        "on 7 October 2023",
        "for 42 days",
        "at 2220 it began",
        "one of them left",
        "few people came",
        "a couple came",
        "the man was late",
        "a man was late",
        "the third brigade",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert counts_of(plain(text)) == []


def test_an_age_after_a_name_is_no_count() -> None:
    assert counts_of(plain("Ana Ruiz ~, 34 ~, left")) == []


def test_a_state_with_an_object_is_a_verb() -> None:
    assert told("two gunmen wounded a guard") == [("two gunmen", "other"), ("a guard", "injured")]
    assert told("two gunmen wounded in the clash") == [("two gunmen", "injured")]


def test_the_tree_finds_a_verb_far_away() -> None:
    parse = parse_of(
        """
        40 40 NUM CD 2 nummod
        miners miner NOUN NNS 15 nsubj:pass
        ~, , PUNCT , 2 punct
        who who PRON WP 6 nsubj
        had have AUX VBD 6 aux
        gone go VERB VBN 2 acl:relcl
        down down ADV RB 6 advmod
        before before ADP IN 9 case
        dawn dawn NOUN NN 6 obl
        to to PART TO 11 mark
        mend mend VERB VB 6 xcomp
        pumps pump NOUN NNS 11 obj
        ~, , PUNCT , 2 punct
        were be AUX VBD 15 aux:pass
        killed kill VERB VBN 0 root
        """
    )
    assert [(c.measure, c.of) for _, c in counts_of(parse)] == [("killed", "miners")]


def test_the_tree_keeps_the_doer_apart() -> None:
    parse = parse_of(
        """
        Twelve twelve NUM CD 2 nummod
        guards guard NOUN NNS 4 nsubj:pass
        were be AUX VBD 4 aux:pass
        abducted abduct VERB VBN 0 root
        by by ADP IN 7 case
        six six NUM CD 7 nummod
        gunmen gunman NOUN NNS 4 obl:agent
        """
    )
    assert [(c.low, c.measure) for _, c in counts_of(parse)] == [(12, "captured"), (6, "other")]


def test_the_tree_reads_through_a_group() -> None:
    parse = parse_of(
        """
        Rebels rebel NOUN NNS 2 nsubj
        ambushed ambush VERB VBD 0 root
        and and CCONJ CC 4 cc
        killed kill VERB VBD 2 conj
        a a DET DT 6 det
        group group NOUN NN 4 obj
        from from ADP IN 9 case
        Karsa karsa PROPN NNP 9 compound
        district district NOUN NN 6 nmod
        of of ADP IN 12 case
        seven seven NUM CD 12 nummod
        surveyors surveyor NOUN NNS 6 nmod
        """
    )
    assert [(c.measure, c.of) for _, c in counts_of(parse)] == [("killed", "surveyors")]


def test_a_part_and_its_whole() -> None:
    parse = parse_of(
        """
        Thirteen thirteen NUM CD 7 nsubj:pass
        of of ADP IN 5 case
        the the DT DT 5 det
        20 20 NUM CD 5 nummod
        hostages hostage NOUN NNS 1 nmod
        were be AUX VBD 7 aux:pass
        freed free VERB VBN 0 root
        """
    )
    assert [(c.low, c.measure) for _, c in counts_of(parse)] == [(13, "released"), (20, "captured")]


def test_a_month_is_no_march() -> None:
    parse = parse_of(
        """
        Forty forty NUM CD 2 nummod
        clinics clinic NOUN NNS 3 nsubj
        opened open VERB VBD 0 root
        from from ADP IN 5 case
        March march PROPN NNP 3 obl
        """
    )
    assert [c.measure for c in find_counts(parse, times=())] == ["other"]


def test_only_people_are_captured() -> None:
    table = """
        Police police NOUN NNS 2 nsubj
        seized seize VERB VBD 0 root
        46 46 NUM CD 4 nummod
        {noun} {noun} NOUN NNS 2 obj
        """
    assert [c.measure for _, c in counts_of(parse_of(table.format(noun="documents")))] == ["other"]
    assert [c.measure for _, c in counts_of(parse_of(table.format(noun="students")))] == ["captured"]


def test_a_number_inside_a_time_is_no_count() -> None:
    parse = plain("in 5 days 6 people died")
    assert [(words, c.low) for words, c in counts_of(parse)] == [("6 people", 6)]


WORDS = st.sampled_from(
    "more than at least 12 2023 two dozen dozens of people soldiers killed wounded were was a man another no "
    "casualties one nobody and , including missiles $ € million m tons food rifles dead missing the toll rose to death "
    "hostages freed scores couple few several half - % kilometers 7th ² ½ who died fled by in lives claimed shot taken "
    "captive".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_any_words_and_any_tree_give_well_formed_counts(words: list[str], data: st.DataObject) -> None:
    relations = st.sampled_from("nummod nsubj nsubj:pass obj nmod conj acl amod case aux:pass dep".split())
    rows = []
    for word in words:
        head = data.draw(st.integers(0, len(words)))
        rows.append(f"{word} {word} NOUN NNS {head} {data.draw(relations)}")
    parse = parse_of("\n".join(rows))
    last = (0, 0)
    for number, count in enumerate(find_counts(parse, times=()), 1):
        assert count.id == f"n{number}"
        assert last <= (count.start, count.end)
        assert 0 <= count.start < count.end <= len(parse.text)
        last = (count.start, count.end)
        assert count.measure in MEASURES
        assert count.low is None or count.high is None or count.low <= count.high
