"""Truceline in a spaCy pipeline."""

import spacy

import truceline.component  # noqa: F401  (an installed package is found by its entry point)


def test_a_blank_pipeline_reads() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("truceline", config={"outlet": "The Harrow Post", "published": "2031-03-12"})
    doc = nlp("The army shelled the town on Monday, a rebel spokesman said. The ministry denied the report.")
    assert doc._.truceline.claims[0].chain[-1].name == "The Harrow Post"
    assert [sentence.root.text for sentence in doc.sents][1] == "denied"
    assert doc.spans["cue"][0].text == "said"
