"""The whole pass on short texts: what holds however the network is trained."""

from itertools import pairwise

from truceline.language import Language
from truceline.language.pieces import MAX_PIECES


def test_a_name_ends_with_its_sentence():
    parse = Language(threads=1).parse(
        "Elbia's navy captures 26 pirates in Gulf of Tarn\nPort Amara, Dec 13: The navy held them."
    )
    bounds = [after for _, after in parse.sentences]
    assert len(bounds) > 1
    assert parse.names
    for name in parse.names:
        assert not any(name.start < after < name.end for after in bounds)


def test_several_texts_give_what_each_gives_alone():
    language = Language(threads=2)
    texts = ["Elbia attacked Orsinia.", "", "Talks failed, officials said. " * 40, "Nobody was hurt."]
    assert list(language.parse_many(texts)) == [language.parse(text) for text in texts]


def test_roles_stay_in_their_sentence():
    parse = Language(threads=1).parse("The troops shelled the town of Tarn. The mayor asked the army for help.")
    assert {(parse.words[r.argument], r.label) for r in parse.roles if parse.words[r.predicate] == "shelled"} >= {
        ("troops", "ARG0"),
        ("town", "ARG1"),
    }
    assert all(parse.sentence_of[r.predicate] == parse.sentence_of[r.argument] for r in parse.roles)
    assert len(parse.factuality) == len(parse)


def test_a_sentence_ends_where_the_network_stops_seeing():
    parse = Language(threads=1).parse("the army shelled Tarn and " * 120 + "left. It rained.")
    assert parse.sentences[0][0] == 0
    assert parse.sentences[-1][1] == len(parse)
    assert all(before[1] == after[0] for before, after in pairwise(parse.sentences))
    assert 3 < len(parse.sentences) < 10
    assert max(after - first for first, after in parse.sentences) < MAX_PIECES
    for first, after in parse.sentences:
        roots = [word for word in range(first, after) if parse.heads[word] == word]
        assert len(roots) == 1
        assert all(first <= parse.heads[word] < after for word in range(first, after))
