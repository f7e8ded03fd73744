"""What became of those that a number counts, by the words around and by the tree."""

from __future__ import annotations

import pytest

from tests.build import parse_of
from tests.reading.test_counts import counts_of, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost 20 killed and 10 wounded", [("20", "killed"), ("10 wounded", "injured")]),
        ("Two masked men shot and killed 3 guards", [("Two masked men", "other"), ("3 guards", "killed")]),
        ("Two men were shot and killed", [("Two men", "killed")]),
        ("the maiming of six miners", [("six miners", "injured")]),
        ("the number of dead rose to 57", [("57", "killed")]),
        ("it put the dead at 15 ~, five on their side", [("15", "killed"), ("five", "killed")]),
        ("five of the 20 wounded later died", [("five", "killed"), ("20 wounded", "injured")]),
        ("two of the wounded rebels died", [("two of the wounded rebels", "killed")]),
        ("they killed or wounded 19 guards", [("19 guards", "other")]),
        ("about 200 families were displaced", [("about 200 families", "displaced")]),
        ("shots were heard at 2220 last night", []),
        ("The sides exchanged 30 prisoners", [("30 prisoners", "released")]),
        ("They hold 30 prisoners", [("30 prisoners", "captured")]),
        ("Gunmen shot dead two clerks", [("two clerks", "killed")]),
        ("They handed over 30 prisoners", [("30 prisoners", "released")]),
    ],
)
def test_what_became_of_whom(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_those_whose_murder_it_was_were_killed() -> None:
    parse = parse_of(
        """
        The the DET DT 3 det
        six six NUM CD 3 nummod
        monks monk NOUN NNS 5 nmod:poss
        ~' 's PART POS 3 case
        murder murder NOUN NN 6 nsubj
        shocked shock VERB VBD 0 root
        Karsa karsa PROPN NNP 6 obj
        """
    )
    assert [(c.measure, c.of) for _, c in counts_of(parse)] == [("killed", "monks")]


@pytest.mark.parametrize(
    ("verb", "rest", "measure"),
    [
        ("lost lose", "their their DET PRP$ 5 nmod:poss\nlives life NOUN NNS 3 obj", "killed"),
        ("lost lose", "their their DET PRP$ 5 nmod:poss\nhomes home NOUN NNS 3 obj", "other"),
        ("suffered suffer", "deep deep ADJ JJ 5 amod\ncuts wound NOUN NNS 3 obj", "injured"),
        ("came come", "with with ADP IN 5 case\nburns burn NOUN NNS 3 obl", "injured"),
        ("came come", "with with ADP IN 5 case\ncows cow NOUN NNS 3 obl", "other"),
    ],
)
def test_what_they_lost_or_bore_tells_what_became_of_them(verb: str, rest: str, measure: str) -> None:
    parse = parse_of(f"Nine nine NUM CD 2 nummod\nfarmers farmer NOUN NNS 3 nsubj\n{verb} VERB VBD 0 root\n{rest}")
    assert [c.measure for _, c in counts_of(parse)] == [measure]


def test_a_subject_is_shared_with_a_passive_that_follows() -> None:
    parse = parse_of(
        """
        Nine nine NUM CD 2 nummod
        sailors sailor NOUN NNS 5 nsubj
        were be AUX VBD 5 cop
        on on ADP IN 5 case
        leave leave NOUN NN 0 root
        and and CCONJ CC 8 cc
        were be AUX VBD 8 aux:pass
        wounded wound VERB VBN 5 conj
        """
    )
    assert [(c.measure, c.of) for _, c in counts_of(parse)] == [("injured", "sailors")]
