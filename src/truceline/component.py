"""Truceline as a component of a spaCy pipeline: ``spacy.blank("en").add_pipe("truceline")``.

spaCy finds it by the entry point ``spacy_factories``. It works on the pipeline's own tokens, sets their part of
speech, tag, lemma, head and relation, the sentences, the entities, the span groups ``source``, ``cue`` and
``content``, and the reading itself as ``doc._.truceline``.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from truceline.intake import Fields, report_of
from truceline.language.words import words_of
from truceline.model import Parse
from truceline.pipeline import Reader

ATTRIBUTES = ["TAG", "POS", "LEMMA", "DEP", "HEAD"]


@Language.factory("truceline", default_config={"outlet": None, "published": None, "vocabularies": [], "threads": None})
def create(
    nlp: Language,
    name: str,
    outlet: str | None,
    published: str | None,
    vocabularies: list[str],
    threads: int | None,
) -> Component:
    """The factory that spaCy calls.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        outlet: Who published the texts, unless ``doc.user_data["truceline"]`` says otherwise.
        published: When they were published, likewise.
        vocabularies: The user's own vocabulary files.
        threads: Threads that the network runs on; None for one a core.
    """
    if not Doc.has_extension("truceline"):
        Doc.set_extension("truceline", default=None)
    return Component(Reader(vocabularies=vocabularies, threads=threads), outlet=outlet, published=published)


class Component:
    """Reads each document of a pipeline.

    Args:
        reader: What reads.
        outlet: Who published the texts where a document does not say.
        published: When, likewise.
    """

    def __init__(self, reader: Reader, *, outlet: str | None, published: str | None) -> None:
        self._reader = reader
        self._about = {"outlet": outlet, "published": published}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the document; ``doc.user_data["truceline"]`` may hold its outlet, published, title, url and id.

        Raises:
            InputError: The text is empty, too large or not English, or a field is not what it should be.
        """
        report = report_of(doc.text, Fields(**{**self._about, **doc.user_data.get("truceline", {})}))
        words = words_of(doc.text, ((token.idx, token.text) for token in doc))
        loaded = self._reader.load()
        parse = loaded.language.parse_words(report.text, words)
        annotate(doc, parse)
        doc._.truceline = loaded.reading(report, parse)
        return doc


def annotate(doc: Doc, parse: Parse) -> None:
    """Put a Parse of the document's own tokens on the document."""
    at = [token.i for token in doc if not token.is_space]
    strings = doc.vocab.strings
    table = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
    before = 0
    for i in range(len(doc)):  # white space hangs on the word before it
        table[i] = [*map(strings.add, ("_SP", "SPACE", doc[i].text, "dep")), (before - i) % 2**64]
        before = i if not doc[i].is_space else before
    for word, i in enumerate(at):
        head = at[parse.heads[word]]
        relation = "ROOT" if head == i else parse.deps[word]
        names = (parse.tags[word], parse.pos[word], parse.lemmas[word], relation)
        table[i] = [*map(strings.add, names), (head - i) % 2**64]
    doc.from_array(ATTRIBUTES, table)  # type: ignore[arg-type]  # its stub names an alias of thinc's
    doc.set_ents([Span(doc, at[n.start], at[n.end - 1] + 1, label=n.label) for n in parse.names])
    for part, ranges in _parts(parse):
        doc.spans[part] = SpanGroup(doc, spans=[Span(doc, at[s], at[e - 1] + 1, label=part) for s, e in ranges])


def _parts(parse: Parse) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    yield "source", [q.source for q in parse.quotes if q.source]
    yield "cue", [q.cue for q in parse.quotes if q.cue]
    yield "content", [piece for q in parse.quotes for piece in q.content]
