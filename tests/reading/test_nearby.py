"""Who takes part where the tree has lost a name: the order of the words tells."""

from __future__ import annotations

import pytest

from tests.reading.told import BOTH, parts, read, sentences


@pytest.mark.parametrize(
    ("line", "event", "actors", "recipients"),
    [
        (  # the name behind "with" hangs on the subject, the preposition on "talks"
            "Elbia|PROPN|2|nsubj holds:hold|VERB.VBZ|0|root talks:talk|NOUN.NNS|2|obj with|ADP|3|case "
            "Orsinia|PROPN|1|flat ~.|PUNCT|2|punct",
            "CONSULT",
            ["Elbia"],
            ["Orsinia"],
        ),
        (  # the subject hangs on the object
            "Elbia|PROPN|3|flat attacked:attack|VERB.VBD|0|root Orsinia|PROPN|2|obj ~.|PUNCT|2|punct",
            "ASSAULT",
            ["Elbia"],
            ["Orsinia"],
        ),
        (  # the agent is no oblique of the verb
            "Orsinia|PROPN|3|nsubj:pass was:be|AUX.VBD|3|aux:pass attacked:attack|VERB.VBN|0|root by|ADP|5|case "
            "Elbia|PROPN|1|appos ~.|PUNCT|3|punct",
            "ASSAULT",
            ["Elbia"],
            ["Orsinia"],
        ),
        (  # the possessor of what is condemned hangs elsewhere
            "Elbia|PROPN|2|nsubj condemned:condemn|VERB.VBD|0|root Orsinia|PROPN|6|flat ~'s|PART.POS|1|case "
            "gross|ADJ|6|amod lies:lie|NOUN.NNS|2|obj ~.|PUNCT|2|punct",
            "ACCUSE",
            ["Elbia"],
            ["Orsinia"],
        ),
    ],
)
def test_the_order_of_words_finds_whom_the_tree_has_lost(line, event, actors, recipients):
    assert parts(read(sentences(line), actors=BOTH), event) == (actors, recipients)


def test_a_name_behind_the_end_of_the_clause_takes_no_part():
    parse = sentences(
        "Elbia|PROPN|2|nsubj negotiated:negotiate|VERB.VBD|0|root while|SCONJ|5|mark Tarn|PROPN|5|nsubj "
        "sided:side|VERB.VBD|2|advcl with|ADP|7|case Orsinia|PROPN|5|obl ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "CONSULT") == (["Elbia"], [])


def test_a_name_inside_another_phrase_is_no_subject():
    parse = sentences(
        "Fears:fear|NOUN.NNS|4|dep in|ADP|3|case Tarn|PROPN|1|nmod grew:grow|VERB.VBD|0|root and|CCONJ|6|cc "
        "hurt|VERB.VBD|4|conj Orsinia|PROPN|6|obj ~.|PUNCT|4|punct"
    )
    assert all("Tarn" not in read(parse, actors=BOTH).words(claim.actors) for claim in read(parse, actors=BOTH).claims)
