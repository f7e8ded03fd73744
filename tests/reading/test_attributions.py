from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import parse_of
from tests.reading.scenes import actor, read
from truceline.model import Parse, Quote
from truceline.reading.nouns import description

SAID = """
{open} {open} PUNCT `` 4 punct
~We we PRON PRP 4 nsubj
will will AUX MD 4 aux
leave leave VERB VB 9 ccomp
~, , PUNCT , 4 punct
~{close} {close} PUNCT '' 4 punct
the the DET DT 8 det
mayor mayor NOUN NN 9 nsubj
said say VERB VBD 0 root
~. . PUNCT . 9 punct
"""


def said(open: str, close: str, content: tuple[int, int] = (0, 6)):
    table = SAID.format(open=open, close=close)
    return parse_of(table, quotes=(Quote(source=(6, 8), cue=(8, 9), content=(content,)),))


@pytest.mark.parametrize(("open", "close"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("''", "''")])
def test_marks_of_any_style_make_a_direct_quotation(open, close):
    (record,) = read(said(open, close), []).attributions.records
    assert record.quotation == "direct"


def test_without_marks_it_is_indirect():
    (record,) = read(said("-", "-"), []).attributions.records
    assert record.quotation == "indirect"


def test_partly_in_marks_it_is_mixed():
    (record,) = read(said("“", "”", content=(0, 8)), []).attributions.records
    assert record.quotation == "mixed"


def test_spans_are_the_network_s():
    parse = said("“", "”")
    (record,) = read(parse, []).attributions.records
    text = parse.text
    assert text[record.source.start : record.source.end] == "the mayor"
    assert text[record.cue.start : record.cue.end] == "said"
    assert [text[c.start : c.end] for c in record.content] == ["“We will leave,”"]


def test_speech_over_paragraphs_is_quoted_throughout():
    words = ["“", "One", "two", "\n\n", "“", "Three", "four", "”", "she", "said"]
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word if word in ("“", "\n\n") else f"{word} "
    parse = Parse(
        text=text,
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        lemmas=tuple(w.lower() for w in words),
        pos=tuple("PUNCT" if w in "“”" else "SPACE" if w.isspace() else "NOUN" for w in words),
        tags=("NN",) * len(words),
        heads=tuple(range(len(words))),
        deps=("dep",) * len(words),
        sentences=((0, 4), (4, 10)),
        quotes=(Quote(source=(8, 9), cue=(9, 10), content=((0, 8),)),),
    )
    (record,) = read(parse, []).attributions.records
    assert record.quotation == "direct"


STANCE = """
Elbia elbia PROPN NNP 2 nsubj
{cue} VERB VBD 0 root
{rest}
~. . PUNCT . 2 punct
"""
WOULD = "it it PRON PRP 5 nsubj\nwould would AUX MD 5 aux\nstrike strike VERB VB 2 ccomp"
TO = "Ostra ostra PROPN NNP 2 obj\nto to PART TO 5 mark\nleave leave VERB VB 2 xcomp"
WHETHER = "whether whether SCONJ IN 5 mark\nOstra ostra PROPN NNP 5 nsubj\nleft leave VERB VBD 2 ccomp"


@pytest.mark.parametrize(
    ("cue", "rest", "stance"),
    [
        ("said say", WOULD, "threatens"),
        ("said say", WHETHER, "asserts"),
        ("warned warn", WOULD, "threatens"),
        ("warned warn", WHETHER, "asserts"),
        ("threatened threaten", WOULD, "threatens"),
        ("vowed vow", WOULD, "threatens"),
        ("asked ask", WHETHER, "asks"),
        ("asked ask", TO, "demands"),
        ("urged urge", TO, "demands"),
        ("denied deny", WOULD, "denies"),
        ("doubted doubt", WHETHER, "doubts"),
        ("believed believe", WOULD, "believes"),
        ("planned plan", TO, "intends"),
        ("frobbed frob", WOULD, "asserts"),
    ],
)
def test_stance_by_cue(cue, rest, stance):
    parse = parse_of(STANCE.format(cue=cue, rest=rest), quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),))
    (record,) = read(parse, []).attributions.records
    assert record.stance == stance


NEGATED = """
Elbia elbia PROPN NNP 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
{cue} VERB VB 0 root
Ostra ostra PROPN NNP 6 nsubj
left leave VERB VBD 4 ccomp
"""


def test_a_negated_cue():
    quotes = (Quote(source=(0, 1), cue=(1, 4), content=((4, 6),)),)
    parses = [parse_of(NEGATED.format(cue=cue), quotes=quotes) for cue in ("deny deny", "believe believe")]
    assert [read(parse, []).attributions.records[0].stance for parse in parses] == ["asserts", "doubts"]


NESTED = """
Harbor harbor PROPN NNP 3 nsubj
News news PROPN NNPS 1 flat
reported report VERB VBD 0 root
that that SCONJ IN 6 mark
officials official NOUN NNS 6 nsubj
believe believe VERB VBP 3 ccomp
Elbia elbia PROPN NNP 8 nsubj
fired fire VERB VBD 6 ccomp
rockets rocket NOUN NNS 8 obj
~. . PUNCT . 3 punct
"""


def nested(table: str = NESTED):
    parse = parse_of(table, quotes=(Quote(source=(0, 2), cue=(2, 3), content=((3, 9),)),))
    officials = actor(parse, (4, 5), None, kind="person", named=False)
    return read(parse, [actor(parse, (0, 2), "harbor-news", kind="outlet"), officials])


def test_a_belief_within_a_report_has_its_own_source():
    scene = nested()
    assert scene.chain("fired") == ["officials", "Harbor News", "Morrow Gazette"]
    outer, inner = scene.attributions.records
    assert (inner.stance, inner.relayed_by) == ("believes", outer.id)
    assert scene.attributions.innermost(scene.at("officials")) is outer


def test_the_speaker_s_own_belief_adds_nobody():
    scene = nested(NESTED.replace("officials official NOUN NNS", "we we PRON PRP"))
    assert scene.chain("fired") == ["Harbor News", "Morrow Gazette"]


HEADLINE = """
Ministry ministry NOUN NN 0 root
~: : PUNCT : 1 punct
no no DET DT 4 det
talks talk NOUN NNS 5 nsubj
planned plan VERB VBN 1 parataxis
"""


def test_a_headline_with_a_colon():
    parse = parse_of(HEADLINE)
    scene = read(parse, [actor(parse, (0, 1), "elbia")])
    (record,) = scene.attributions.records
    assert (record.source.start, record.source.end) == (0, 8)
    assert parse.text[record.content[0].start : record.content[0].end] == "no talks planned"
    assert read(parse, []).attributions.records == ()


APPEARS = """
Elbia elbia PROPN NNP 2 nsubj
appears appear VERB VBZ 0 root
to to PART TO 4 mark
retreat retreat VERB VB 2 xcomp
~. . PUNCT . 2 punct
"""


def test_the_reporter_s_caution_names_nobody_else():
    hedge = Quote(source=None, cue=(1, 2), content=((0, 1), (2, 4)))
    assert read(parse_of(APPEARS, quotes=(hedge,)), []).chain("retreat") == ["Morrow Gazette"]


def test_an_attribution_without_a_source_has_an_unknown_origin():
    table = APPEARS.replace("appears appear VERB VBZ", "rumored rumor VERB VBN")
    quote = Quote(source=None, cue=(1, 2), content=((2, 4),))
    first, last = read(parse_of(table, quotes=(quote,)), []).links("retreat")
    assert (first.name, first.actor, first.kind, first.named) == (None, None, None, False)
    assert last.name == "Morrow Gazette"


def test_the_publisher_s_own_words():
    assert read(parse_of(APPEARS), []).chain("retreat") == ["Morrow Gazette"]


def test_a_pronoun_has_the_name_of_whom_it_stands_for():
    parse = parse_of(NESTED.replace("officials official NOUN NNS", "he he PRON PRP"),
                     quotes=(Quote(source=(4, 5), cue=(5, 6), content=((6, 9),)),))  # fmt: skip
    harbor = actor(parse, (0, 2), "ana-belt", kind="person", name="Ana Belt")
    he = actor(parse, (4, 5), "ana-belt", kind="person", named=False, refers_to=harbor.id)
    link = read(parse, [harbor, he]).links("fired")[0]
    assert (link.name, link.named, link.kind) == ("Ana Belt", True, "person")


WHO = """
Two two NUM CD 2 nummod
residents resident NOUN NNS 7 nsubj
who who PRON WP 4 nsubj
said say VERB VBD 2 acl:relcl
ships ship NOUN NNS 6 nsubj
sank sink VERB VBD 4 ccomp
left leave VERB VBD 0 root
"""


def test_a_relative_pronoun_is_whom_it_is_about():
    parse = parse_of(WHO, quotes=(Quote(source=(2, 3), cue=(3, 4), content=((4, 6),)),))
    residents = actor(parse, (1, 2), None, kind="person", named=False)
    assert read(parse, [residents]).chain("sank") == ["Two residents", "Morrow Gazette"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Some of those surveyed", "Some of those surveyed"),
        ("the thirty ~- ~one pilots", "thirty-one pilots"),
        ("its pilots , who fled", "pilots"),
    ],
)
def test_a_description_is_a_phrase_without_its_trimmings(words, name):
    parse = parse_of("\n".join(f"{w} {w} NOUN {'WP' if w == 'who' else 'NN'} 1 dep" for w in words.split()))
    assert description(parse, 0, len(parse)) == name


def test_a_pronoun_that_stands_for_nobody_known_has_no_name():
    parse = parse_of(NESTED.replace("officials official NOUN NNS", "they they PRON PRP"),
                     quotes=(Quote(source=(4, 5), cue=(5, 6), content=((6, 9),)),))  # fmt: skip
    assert read(parse, []).chain("fired")[0] is None


VIDEO = """
Video video NOUN NN 6 nsubj
of of ADP IN 3 case
raids raid NOUN NNS 1 nmod
shared share VERB VBN 1 acl
online online ADV RB 4 advmod
showed show VERB VBD 0 root
burned burned ADJ JJ 8 amod
houses house NOUN NNS 6 obj
~. . PUNCT . 6 punct
"""


@pytest.mark.parametrize("quotes", [(), (Quote(source=(0, 5), cue=(5, 6), content=((6, 9),)),)])
def test_a_video_that_nobody_is_known_to_have_made_speaks_for_itself(quotes):
    scene = read(parse_of(VIDEO, quotes=quotes), [])
    assert scene.medium("houses") == scene.medium("raids") == "video"
    links = scene.links("houses")
    assert [(k.name, k.kind, k.named) for k in links[:-1]] == [("Video of raids", "document", False)]


def test_medium_of_what_is_said_and_of_what_is_told():
    assert read(said("“", "”"), []).medium("leave") == "statement"
    assert read(parse_of(APPEARS), []).medium("retreat") is None


WORDS = "“ ” ' \" said told per according to citing quoted as saying denied claim it Velta , : ; which not".split()
RELATIONS = "nsubj obj obl nmod acl acl:relcl ccomp advcl conj parataxis appos flat case compound root xcomp".split()


def quote(source, cue, content):
    return Quote(source=source, cue=cue, content=(content,))


@given(st.data())
def test_no_tree_breaks_it(data):
    """Heads, relations and quotes may be anything within a sentence."""
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    n = len(words)
    index = st.integers(0, n - 1)
    deps = st.sampled_from(RELATIONS)
    table = "\n".join(
        f"{w} {w.lower()} {data.draw(st.sampled_from(['VERB', 'NOUN', 'PROPN', 'PUNCT', 'ADP']))} "
        f"{data.draw(st.sampled_from(['VBN', 'VBG', 'VBD', 'NN', 'IN']))} {data.draw(index) + 1} {data.draw(deps)}"
        for w in words
    )
    pair = st.tuples(index, index).map(lambda p: (min(p), max(p) + 1))
    quotes = data.draw(
        st.lists(st.builds(quote, st.none() | pair, st.none() | pair, pair), max_size=4),
    )
    parse = parse_of(table, quotes=tuple(quotes))
    mentions = [actor(parse, (i, i + 1), "velta", kind="outlet") for i, w in enumerate(words) if w == "Velta"]
    scene = read(parse, mentions)
    ids = {record.id for record in scene.attributions}
    for record in scene.attributions:
        assert record.relayed_by is None or record.relayed_by in ids
        assert scene.chains.of(record)[-1].name == "Morrow Gazette"
        assert len({a.id for a in scene.attributions.line(record)}) == len(scene.attributions.line(record))
        assert all(0 <= c.start < c.end <= len(parse.text) for c in record.content)
    for word in range(n):
        scene.medium(words[word])


def test_a_content_that_breaks_off_before_its_verb_is_made_whole():
    parse = parse_of(
        """
A a DET DT 2 det
faction faction NOUN NN 3 nsubj
ambushed ambush VERB VBD 9 ccomp
a a DET DT 5 det
patrol patrol NOUN NN 3 obj
, , PUNCT , 9 punct
the the DET DT 8 det
minister minister NOUN NN 9 nsubj
said say VERB VBD 0 root
""",
        quotes=(quote((6, 8), (8, 9), (0, 2)),),
    )
    scene = read(parse, [actor(parse, (6, 8), None, named=False)])
    (said,) = scene.attributions
    assert [parse.text[c.start : c.end] for c in said.content] == ["A faction ambushed a patrol"]
