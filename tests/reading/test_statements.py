"""Statements beyond plain sayings: kinds of their own, what is denied or nested, relays that go on."""

from __future__ import annotations

import pytest

from tests.build import parse_of
from tests.reading.scenes import Scene, actor, names, read
from tests.reading.told import sentences
from truceline.model import Attribution, Quote
from truceline.reading.speech.statements import find_statements


def statements(scene: Scene) -> tuple[Attribution, ...]:
    """The attributions of a scene with all that is known of them."""
    return find_statements(scene.parse, scene.attributions, scene.chains, scene.denials)


DECLINED = "The|DET|2|det army|NOUN|3|nsubj declined:decline|VERB|0|root to|PART|5|mark comment|VERB.VB|3|xcomp"
UNANSWERED = (
    "The|DET|2|det army|NOUN|5|nsubj did:do|AUX|5|aux not|PART.RB|5|advmod respond|VERB.VB|0|root "
    "to|ADP|7|case questions:question|NOUN.NNS|5|obl"
)
UNCOMMENTED = (
    "The|DET|2|det army|NOUN|5|nsubj has:have|AUX|5|aux not|PART.RB|5|advmod commented:comment|VERB.VBN|0|root"
)
CALLS = "Calls:call|NOUN.NNS|4|nsubj to|ADP|3|case army|NOUN|1|nmod went:go|VERB.VBD|0|root unanswered|ADJ|4|xcomp"
LEFT = (
    "Messages:message|NOUN.NNS|6|nsubj left:leave|VERB.VBN|1|acl with|ADP|5|case the|DET|5|det army|NOUN|2|obl "
    "went:go|VERB.VBD|0|root unanswered|ADJ|6|xcomp"
)
UNVERIFIED = (
    "The|DET|2|det claim|NOUN|7|nsubj:pass could|AUX.MD|7|aux not|PART.RB|7|advmod be|AUX.VB|7|aux:pass "
    "independently|ADV|7|advmod verified:verify|VERB.VBN|0|root"
)
UNREPORTED = "No|DET|2|det injuries:injury|NOUN.NNS|4|nsubj:pass were:be|AUX|4|aux:pass reported:report|VERB.VBN|0|root"
UNCLAIMED = (
    "No|DET|2|det group|NOUN|4|nsubj has:have|AUX.VBZ|4|aux claimed:claim|VERB.VBN|0|root responsibility|NOUN|4|obj"
)
NO_REPORTS = (
    "There|PRON.EX|2|expl were:be|VERB|0|root no|DET|4|det reports:report|NOUN.NNS|2|nsubj of|ADP|6|case "
    "damage|NOUN|4|nmod"
)


@pytest.mark.parametrize(
    ("line", "kind", "chain"),
    [
        (DECLINED, "no comment", ["army", "Morrow Gazette"]),
        (UNANSWERED, "no comment", ["army", "Morrow Gazette"]),
        (UNCOMMENTED, "no comment", ["army", "Morrow Gazette"]),
        (CALLS, "no comment", ["army", "Morrow Gazette"]),
        (LEFT, "no comment", ["army", "Morrow Gazette"]),
        (UNVERIFIED, "unverified", ["Morrow Gazette"]),
        (UNREPORTED, "none reported", ["Morrow Gazette"]),
        (UNCLAIMED, "none reported", ["Morrow Gazette"]),
        (NO_REPORTS, "none reported", ["Morrow Gazette"]),
    ],
)
def test_statements_of_a_kind_of_their_own(line: str, kind: str, chain: list[str]) -> None:
    scene = read(sentences(line), [])
    (said,) = statements(scene)
    assert (said.kind, said.stance, names(said.chain)) == (kind, "asserts", chain)


def test_what_was_answered_has_no_kind_of_its_own() -> None:
    line = UNANSWERED.replace("not|PART.RB|5|advmod", "soon|ADV|5|advmod")
    assert statements(read(sentences(line), [])) == ()


INTENDS = """
Ostra ostra PROPN NNP 2 nsubj
plans plan VERB VBZ 9 ccomp
to to PART TO 4 mark
leave leave VERB VB 2 xcomp
Norport norport PROPN NNP 4 obj
~, , PUNCT , 9 punct
an an DET DT 8 det
envoy envoy NOUN NN 9 nsubj
said say VERB VBD 0 root
"""


def test_a_plan_within_a_saying_keeps_both_levels() -> None:
    parse = parse_of(INTENDS, quotes=(Quote(source=(6, 8), cue=(8, 9), content=((0, 5),)),))
    scene = read(parse, [actor(parse, (0, 1), "ostra"), actor(parse, (7, 8), None, kind="person", named=False)])
    assert scene.chain("leave") == ["Ostra", "envoy", "Morrow Gazette"]
    inner = scene.attributions.innermost(scene.at("leave"))
    assert inner is not None
    assert inner.stance == "intends"
    assert [a.stance for a in scene.attributions.line(inner)] == ["intends", "asserts"]


ADDED = (
    "Belt|PROPN|2|nsubj told:tell|VERB|0|root Velta|PROPN|2|iobj that|SCONJ|6|mark "
    "they|PRON|6|nsubj left:leave|VERB|2|ccomp ~.|PUNCT|2|punct",
    "Belt|PROPN|2|nsubj {verb}|VERB|0|root that|SCONJ|5|mark they|PRON|5|nsubj "
    "returned:return|VERB|2|ccomp ~.|PUNCT|2|punct",
)


@pytest.mark.parametrize(
    ("verb", "chain"),
    [("added:add", ["Belt", "Velta", "Morrow Gazette"]), ("said:say", ["Belt", "Morrow Gazette"])],
)
def test_a_relay_goes_on_only_where_the_text_says_so(verb: str, chain: list[str]) -> None:
    first, second = ADDED
    quotes = (
        Quote(source=(0, 1), cue=(1, 2), content=((3, 6),)),
        Quote(source=(7, 8), cue=(8, 9), content=((9, 12),)),
    )
    parse = sentences(first, second.format(verb=verb), quotes=quotes)
    belt = [actor(parse, (w, w + 1), "belt", kind="person", name="Belt") for w in (0, 7)]
    scene = read(parse, [*belt, actor(parse, (2, 3), "velta", kind="outlet", name="Velta")])
    assert scene.chain("left") == ["Belt", "Velta", "Morrow Gazette"]
    assert scene.chain("returned") == chain


DENIED = (
    "Elbia|PROPN|2|nsubj said:say|VERB|0|root Ostra|PROPN|4|nsubj shelled:shell|VERB|2|ccomp "
    "a|DET|6|det port|NOUN|4|obj ~.|PUNCT|2|punct",
    "Ostra|PROPN|2|nsubj {verb} {rest} ~.|PUNCT|2|punct",
)


@pytest.mark.parametrize(
    ("verb", "rest"),
    [
        ("denied:deny|VERB|0|root", "this|PRON.DT|2|obj"),
        ("dismissed:dismiss|VERB|0|root", "the|DET|4|det report|NOUN|2|obj"),
        ("laughed:laugh|VERB|0|root", "off|ADP.RP|2|compound:prt the|DET|5|det claim|NOUN|2|obj"),
    ],
)
def test_a_denial_answers_what_somebody_else_said(verb: str, rest: str) -> None:
    first, second = DENIED
    quotes = (Quote(source=(0, 1), cue=(1, 2), content=((2, 6),)),)
    parse = sentences(first, second.format(verb=verb, rest=rest), quotes=quotes)
    actors = [actor(parse, (0, 1), "elbia", kind="state"), actor(parse, (7, 8), "ostra", kind="state")]
    claim, denial = statements(read(parse, actors))
    assert denial.stance == "denies"
    assert names(denial.chain) == ["Ostra", "Morrow Gazette"]
    assert [parse.text[piece.start : piece.end] for piece in denial.answers] == ["Ostra shelled a port"]
    assert [names(chain) for chain in claim.denied_by] == [["Ostra", "Morrow Gazette"]]
    assert claim.answers == ()
    assert denial.denied_by == ()


def test_who_refuses_an_offer_denies_nothing() -> None:
    first, second = DENIED
    rest = "the|DET|4|det offer|NOUN|2|obj"
    parse = sentences(first, second.format(verb="rejected:reject|VERB|0|root", rest=rest))
    assert all(said.stance != "denies" for said in statements(read(parse, [])))


@pytest.mark.parametrize(("verb", "stance"), [("forged:forge", "denies"), ("posted:post", "asserts")])
def test_a_participle_may_call_a_paper_false(verb: str, stance: str) -> None:
    line = (
        f"The|DET|2|det letter|NOUN|4|nsubj:pass was:be|AUX|4|aux:pass {verb}|VERB.VBN|6|ccomp "
        "Elbia|PROPN|6|nsubj said:say|VERB|0|root"
    )
    parse = sentences(line, quotes=(Quote(source=(4, 5), cue=(5, 6), content=((0, 4),)),))
    (said,) = statements(read(parse, [actor(parse, (4, 5), "elbia", kind="state")]))
    assert said.stance == stance


THREAT = (
    "Elbia|PROPN|3|nmod:poss 's|PART.POS|1|case threat|NOUN|6|nsubj to|PART|5|mark strike|VERB.VB|3|acl "
    "lasted:last|VERB|0|root"
)


def test_a_noun_that_spells_out_what_was_said() -> None:
    parse = sentences(THREAT)
    scene = read(parse, [actor(parse, (0, 1), "elbia", kind="state")])
    assert scene.chain("strike") == ["Elbia", "Morrow Gazette"]
    (said,) = statements(scene)
    assert said.stance == "threatens"


MIDDLE = (
    "Sappers:sapper|NOUN.NNS|10|nsubj ~,|PUNCT|5|punct according:accord|VERB.VBG|5|case to|ADP|3|fixed "
    "mayor|NOUN|10|obl "
    "~,|PUNCT|5|punct are:be|AUX.VBP|10|aux now|ADV|10|advmod quietly|ADV|10|advmod laying:lay|VERB.VBG|0|root "
    "mines:mine|NOUN.NNS|10|obj"
)


def test_according_to_in_the_middle_of_its_clause() -> None:
    parse = sentences(MIDDLE)
    scene = read(parse, [actor(parse, (4, 5), None, kind="person", named=False)])
    assert scene.chain("laying") == scene.chain("Sappers") == ["mayor", "Morrow Gazette"]


DATELINE = """
MERROW merrow PROPN NNP 4 nsubj
- - PUNCT : 1 punct
Elbia elbia PROPN NNP 1 appos
said say VERB VBD 0 root
troops troop NOUN NNS 6 nsubj
left leave VERB VBD 4 ccomp
"""


def test_a_dateline_is_nobody_who_speaks() -> None:
    parse = parse_of(DATELINE, quotes=(Quote(source=(0, 3), cue=(3, 4), content=((4, 6),)),))
    scene = read(parse, [actor(parse, (2, 3), "elbia", kind="state")])
    assert scene.chain("left") == ["Elbia", "Morrow Gazette"]


RUNNING = (
    "Belt|PROPN|2|nsubj spoke:speak|VERB|0|root calmly|ADV|2|advmod ~.|PUNCT|2|punct",
    "“|PUNCT.``|4|punct ~We:we|PRON|4|nsubj never|ADV|4|advmod fired:fire|VERB|0|root "
    "~.|PUNCT|4|punct ~”|PUNCT.''|4|punct",
)


def test_a_quotation_without_a_word_of_saying_is_that_of_who_was_brought_on() -> None:
    parse = sentences(*RUNNING, quotes=(Quote(source=None, cue=None, content=((4, 10),)),))
    scene = read(parse, [actor(parse, (0, 1), "belt", kind="person", name="Belt")])
    assert scene.chain("fired") == ["Belt", "Morrow Gazette"]
