from __future__ import annotations

import pytest

from tests.reading.told import sentences
from truceline.reading.clauses import MOST, agents, below, conjuncts, contents, is_passive, objects, obliques, subject
from truceline.reading.spans import clause


def words(parse, found):
    return [parse.words[w] for w in found]


@pytest.mark.parametrize(
    ("line", "verb", "passive", "agent", "object"),
    [
        ("Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root Talas|PROPN|2|obj", "shelled", False, ["Elbia"], ["Talas"]),
        (
            "Talas|PROPN|3|nsubj was:be|AUX|3|aux shelled:shell|VERB.VBN|0|root by|ADP|5|case Elbia|PROPN|3|obl",
            "shelled",
            True,
            ["Elbia"],
            ["Talas"],
        ),
        (
            "Elbia|PROPN|3|nsubj:pass have:have|AUX|3|aux shelled:shell|VERB.VBN|0|root Talas|PROPN|3|obj",
            "shelled",
            False,
            ["Elbia"],
            ["Talas"],
        ),
        (
            "towns:town|NOUN.NNS|0|root shelled:shell|VERB.VBN|1|acl by|ADP|4|case Elbia|PROPN|2|obl:agent",
            "shelled",
            True,
            ["Elbia"],
            ["towns"],
        ),
        (
            "Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root and|CCONJ|4|cc stormed:storm|VERB|2|conj Talas|PROPN|2|obj",
            "stormed",
            False,
            ["Elbia"],
            ["Talas"],
        ),
        (
            "Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root and|CCONJ|4|cc stormed:storm|VERB|2|conj Talas|PROPN|4|obj",
            "shelled",
            False,
            ["Elbia"],
            ["Talas"],
        ),
        (
            "towns:town|NOUN.NNS|0|root Elbia|PROPN|3|nsubj shelled:shell|VERB|1|acl:relcl",
            "shelled",
            False,
            ["Elbia"],
            ["towns"],
        ),
        (
            "Elbia|PROPN|2|nsubj opened:open|VERB|0|root Talas|PROPN|2|obj but|CCONJ|5|cc closed:close|VERB|2|conj "
            "Tarn|PROPN|5|obj ~,|PUNCT|8|punct town|NOUN|5|nsubj",
            "closed",
            False,
            ["Elbia"],
            ["Tarn"],
        ),
    ],
)
def test_who_does_what(line, verb, passive, agent, object):
    parse = sentences(line)
    at = parse.words.index(verb)
    assert is_passive(parse, at) is passive
    assert words(parse, agents(parse, at)) == agent
    assert words(parse, objects(parse, at)) == object


@pytest.mark.parametrize(
    ("line", "verb", "found"),
    [
        (
            "Tarn|PROPN|2|nsubj asked:ask|VERB|0|root Elbia|PROPN|2|obj to|PART|5|mark leave|VERB.VB|2|xcomp",
            "leave",
            "Elbia",
        ),
        (
            "Tarn|PROPN|2|nsubj promised:promise|VERB|0|root Elbia|PROPN|2|obj to|PART|5|mark leave|VERB.VB|2|xcomp",
            "leave",
            "Tarn",
        ),
        (
            "Elbia|PROPN|3|nmod:poss ~'s|PART.POS|1|case plan|NOUN|0|root to|PART|5|mark leave|VERB.VB|3|acl",
            "leave",
            "Elbia",
        ),
        (
            "Elbia|PROPN|2|nsubj shelled:shell|VERB|9|ccomp Talas|PROPN|2|obj ~,|PUNCT|5|punct "
            "killing:kill|VERB.VBG|9|advcl two|NUM|5|obj ~,|PUNCT|9|punct police|NOUN|9|nsubj said:say|VERB|0|root",
            "killing",
            "Elbia",
        ),
    ],
)
def test_whose_deed_it_is_without_a_subject(line, verb, found):
    parse = sentences(line)
    at = subject(parse, parse.words.index(verb))
    assert at is not None
    assert parse.words[at] == found


def test_a_list_is_followed_though_a_name_was_taken_for_an_apposition():
    parse = sentences(
        "Elbia|PROPN|6|nsubj ~,|PUNCT|3|punct Tarn|PROPN|1|appos and|CCONJ|5|cc Varda|PROPN|1|conj met:meet|VERB|0|root"
    )
    assert words(parse, conjuncts(parse, 0)) == ["Elbia", "Tarn", "Varda"]


def test_a_quantity_speaks_of_what_it_counts():
    parse = sentences(
        "Dozens:dozen|NOUN.NNS|0|root of|ADP|3|case civilians:civilian|NOUN.NNS|1|nmod in|ADP|5|case Talas|PROPN|3|nmod"
    )
    assert words(parse, contents(parse, 0)) == ["Dozens", "civilians"]


def test_what_hangs_on_the_object_hangs_on_the_verb():
    parse = sentences(
        "Elbia|PROPN|2|nsubj sent:send|VERB|0|root aid|NOUN|2|obj to|ADP|5|case Tarn|PROPN|3|nmod out|ADP|8|case "
        "of|ADP|6|fixed fear|NOUN|2|obl"
    )
    assert obliques(parse, 1) == (("to", 4), ("out of", 7))


def test_a_clause_leaves_out_what_is_coordinated_with_it():
    parse = sentences(
        "Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root Talas|PROPN|2|obj ~,|PUNCT|7|punct but|CCONJ|7|cc "
        "Tarn|PROPN|7|nsubj "
        "protested:protest|VERB|2|conj ~.|PUNCT|2|punct"
    )
    assert parse.words_between(*clause(parse, 1)) == "Elbia shelled Talas"
    assert parse.words_between(*clause(parse, 6)) == "Tarn protested"


def test_a_word_with_a_whole_book_below_it_is_not_walked():
    line = "gone|VERB|0|root " + "far|ADV|1|advmod " * (MOST + 1)
    parse = sentences(line)
    assert len(parse.children[0]) == MOST + 1
    assert below(parse, 0) == ()


def test_nouns_and_verbs_in_a_circle_have_no_subject() -> None:
    parse = sentences("plan|NOUN|2|obj leave|VERB.VB|1|acl")
    assert subject(parse, 1) is None
    assert subject(parse, 0) is None


def test_a_subject_is_found_behind_a_few_nouns() -> None:
    line = "Elbia|PROPN|2|nsubj made:make|VERB|0|root plans:plan|NOUN|2|obj to|PART|5|mark launch|VERB.VB|3|acl"
    line += " attempts:attempt|NOUN|5|obj"
    parse = sentences(f"{line} to|PART|8|mark leave|VERB.VB|6|acl")
    assert words(parse, agents(parse, 7)) == ["Elbia"]
