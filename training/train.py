"""The training loop: all heads together, checkpoints that survive, averaged weights."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.corpora import Example
from training.losses import WEIGHTS, Losses, batches, blurred, collate
from training.network import Labels, Network

PASSAGES = "passages"  # the task of our own passages


@dataclass(frozen=True)
class Plan:
    """How to train; the defaults made the network that ships."""

    epochs: int = 7
    batch: int = 16  # windows
    rate: float = 2e-4  # of the encoder
    head_rate: float = 2e-3
    table_rate: float = 2e-2  # of the scores by path: each cell sees few pairs
    heads_only: bool = False  # leave the encoder as it is
    warmup: float = 0.06  # share of all steps
    share: float = 1.0  # of each corpus in an epoch, others in the next; our own passages are taken whole
    decay: float = 0.01  # weight decay
    average: float = 0.998  # of the moving average of the weights
    seed: int = 7
    save_every: int = 100  # steps


Log = Callable[[str], None]


def steps_of(tasks: Mapping[str, Sequence[Example]], plan: Plan, epoch: int) -> list[list[Example]]:
    """The batches of one epoch, tasks mixed; the same for the same seed and epoch, so that a run can be resumed."""
    rng = random.Random(plan.seed * 1000 + epoch)
    found: list[list[Example]] = []
    for name, examples in tasks.items():
        many = len(examples) if name == PASSAGES else round(plan.share * len(examples))
        found.extend(batches(rng.sample(examples, many), plan.batch, rng))
    rng.shuffle(found)
    return found


class Training:
    """One training run with its state.

    Args:
        network: What is trained, in place.
        tasks: The examples by task; all examples of a task carry the same kinds of labels.
        plan: How.
        folder: Where checkpoints and the log go; a checkpoint that is there is resumed.
    """

    def __init__(self, network: Network, tasks: Mapping[str, Sequence[Example]], plan: Plan, folder: Path) -> None:
        self.network, self.tasks, self.plan, self.folder = network, tasks, plan, folder
        self.device = next(network.parameters()).device
        self.losses = Losses(network.labels, self.device)
        network.encoder.requires_grad_(not plan.heads_only)
        self.optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=plan.decay)
        self.per_epoch = len(steps_of(tasks, plan, 0))
        total = self.per_epoch * plan.epochs
        warm = max(1, int(total * plan.warmup))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
        )
        self.averaged = {k: v.detach().clone() for k, v in network.state_dict().items()}
        self.step = 0

    @property
    def checkpoint(self) -> Path:
        """Where the state of the run is kept."""
        return self.folder / "checkpoint.pt"

    def resume(self, log: Log) -> None:
        """Go on from the last checkpoint, if there is one."""
        if self.checkpoint.exists():
            state: dict[str, Any] = torch.load(self.checkpoint, map_location=self.device)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])
            self.averaged, self.step = state["averaged"], state["step"]
            log(f"resumed at step {self.step}")

    def save(self) -> None:
        """Write the checkpoint; a half-written one never replaces a whole one."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "averaged": self.averaged,
            "step": self.step,
        }
        half = self.checkpoint.with_suffix(".half")
        torch.save(state, half)
        half.replace(self.checkpoint)

    def run(self, log: Log, after_epoch: Callable[[int], None]) -> None:
        """Train to the end of the plan."""
        running: dict[str, float] = {}
        began = time.monotonic()
        for epoch in range(self.step // self.per_epoch, self.plan.epochs):
            self.network.train()
            steps = steps_of(self.tasks, self.plan, epoch)
            for batch in steps[self.step - epoch * self.per_epoch :]:
                for name, value in self._step(batch).items():
                    running[name] = running.get(name, value) * 0.98 + value * 0.02
                if self.step % 20 == 0:
                    shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
                    log(f"epoch {epoch + 1} step {self.step} of {self.per_epoch * self.plan.epochs} "
                        f"{(time.monotonic() - began) / 60:.1f} min {shown}")  # fmt: skip
                if self.step % self.plan.save_every == 0:
                    self.save()
            self.save()
            after_epoch(epoch + 1)

    def _step(self, examples: Sequence[Example]) -> dict[str, float]:
        batch = blurred(collate(examples, self.device))
        losses = self.losses(self.network, batch)
        total = torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        self._average()
        return {name: float(loss.detach()) for name, loss in losses.items()}

    @torch.no_grad()
    def _average(self) -> None:
        # Early weights would linger in a long average: it lengthens with the run.
        keep = min(self.plan.average, self.step / (self.step + 10))
        for name, value in self.network.state_dict().items():
            self.averaged[name].lerp_(value, 1 - keep)

    def averaged_network(self) -> Network:
        """A copy with the averaged weights, ready to be measured."""
        copy = Network(self.network.labels).to(self.device)
        copy.load_state_dict(self.averaged)
        return copy.eval()


def _groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    """The parameters with their learning rates."""
    encoder, tables = list(network.encoder.parameters()), [network.path_scores, network.path_roles]
    known = {id(p) for p in (*encoder, *tables)}
    heads = [p for p in network.parameters() if id(p) not in known]
    rates = ((encoder, plan.rate), (heads, plan.head_rate), (tables, plan.table_rate))
    return [{"params": parameters, "lr": rate} for parameters, rate in rates]


def save_network(network: Network, folder: Path) -> None:
    """Weights and labels, as :func:`load_network` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(
        {k: v.half() if v.is_floating_point() else v for k, v in network.state_dict().items()}, folder / "weights.pt"
    )
    network.labels.save(folder / "labels.json")


def load_network(folder: Path) -> Network:
    """The network of a training run's folder, in fp32."""
    network = Network(Labels.load(folder / "labels.json"))
    state = torch.load(folder / "weights.pt", map_location="cpu")
    network.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
    return network.eval()


def write_json(path: Path, data: object) -> None:
    """Pretty JSON with sorted keys."""
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
