"""Parts of speech, lemmas and trees of the shipped network, on gold words and sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.corpora import gold_words, records
from truceline.language import Language
from truceline.model import Parse


def figures(path: Path) -> dict[str, float]:
    """UPOS, XPOS and lemma accuracy, UAS and LAS; relations without subtypes, as in the CoNLL 2018 shared task.

    Args:
        path: A file of UD records (``language/*.jsonl.gz``).
    """
    language = Language()
    right = dict.fromkeys(("UPOS", "XPOS", "lemma", "UAS", "LAS"), 0)
    total = 0
    for record in records(path):
        words, rows = gold_words(record)
        parse = language.parse_words(record["text"], words)
        _count(parse, rows, right)
        total += len(rows)
    return {name: count / total for name, count in right.items()}


def _count(parse: Parse, rows: list[list[Any]], right: dict[str, int]) -> None:
    base, sentence = 0, 0
    for i, row in enumerate(rows):
        if sentence < len(parse.sentences) and i == parse.sentences[sentence][0]:
            base, sentence = i, sentence + 1
        head = i if row[6] == 0 else base + row[6] - 1
        right["UPOS"] += parse.pos[i] == row[3]
        right["XPOS"] += parse.tags[i] == row[4]
        right["lemma"] += parse.lemmas[i] == (row[2] or "").lower()
        right["UAS"] += parse.heads[i] == head
        right["LAS"] += parse.heads[i] == head and parse.deps[i].partition(":")[0] == row[7].partition(":")[0]
