"""Stories found by ``truceline add`` and ``truceline stories``, against the sub-topics of ECB+: B³ over reports."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

FILE = Path("clusters") / "ecbplus-dev.jsonl"


def figures(data: Path, truceline: str) -> dict[str, float]:
    """Add the reports to a new ledger, ask for its stories, and score them.

    Args:
        data: The folder of the development data.
        truceline: The command.

    Raises:
        RuntimeError: The program failed.
    """
    records = [json.loads(line) for line in (data / FILE).read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        given, ledger = Path(folder) / "reports.jsonl", str(Path(folder) / "ledger.sqlite")
        lines = [json.dumps({"id": record["id"], "text": record["text"]}) + "\n" for record in records]
        given.write_text("".join(lines), encoding="utf-8")
        _run([truceline, "add", str(given), "--ledger", ledger])
        told = _run([truceline, "stories", "--ledger", ledger, "--format", "jsonl"])
    story = {id: found["story"] for found in map(json.loads, told.splitlines()) for id in found["reports"]}
    precision, recall, f1 = b_cubed({record["id"]: record["sub_topic"] for record in records}, story)
    return {"precision": precision, "recall": recall, "f1": f1}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of groups, averaged over members; one that was not found is alone."""
    true, told = _groups(gold), _groups({id: found.get(id, id) for id in gold})
    precision = sum(len(true[gold[id]] & told[found.get(id, id)]) / len(told[found.get(id, id)]) for id in gold)
    recall = sum(len(true[gold[id]] & told[found.get(id, id)]) / len(true[gold[id]]) for id in gold)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(group_of: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for member, group in group_of.items():
        found[group].add(member)
    return found


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:2])} failed:\n{done.stderr[-2000:]}")
    return done.stdout
