"""``python -m training.restore``: the shipped ONNX file → weights that training can go on from.

Checkpoints are not kept with the code. The weights of the shipped file are those of its last run but for the rounding
to eight bits, so a run can start from them (``--start``) where the one before is lost.

The graph is built once more from an empty network. Each of its constants is a selection of the network's parameters
(a transpose, a slice, several side by side), so one step of gradient descent of length 1 on half the squared distance
to the shipped constants sets every parameter that they were made of.
"""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.crf import constraints
from training.export import HERE, Graph, build
from training.network import Labels, Network
from training.train import save_network


class Constants(Graph):
    """A graph that keeps the tensors its constants were made of, beside their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[tuple[int, Tensor]] = []  # number of the constant, what it was made of

    def constant(self, value: Tensor | NDArray[np.generic] | list[int], name: str | None = None) -> str:
        """Keep the tensor, then add the constant."""
        if isinstance(value, Tensor) and value.requires_grad:
            self.sources.append((len(self.constants), value))
        return super().constant(value, name)

    def quantised(self, matrix: Tensor) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Keep the matrix in place of its eight bits, which come next; their scales follow."""
        self.sources.append((len(self.constants), matrix))
        return super().quantised(matrix)


def restored(model: onnx.ModelProto) -> Network:
    """The network whose weights a shipped model holds."""
    told = json.loads({p.key: p.value for p in model.metadata_props}["labels"])
    inventories = {name: told[name] for name in Labels.__dataclass_fields__ if name in told}
    network = Network(Labels(**inventories))
    graph = Constants()
    build(network, graph=graph)
    shipped = [numpy_helper.to_array(x) for x in model.graph.initializer]
    if [x.shape for x in shipped] != [numpy_helper.to_array(x).shape for x in graph.constants]:
        raise click.ClickException("this file was written by another version of training.export")
    distance = torch.zeros(())
    for number, source in graph.sources:
        distance = distance + ((source - torch.tensor(_values(shipped, number, source))) ** 2).sum() / 2
    distance.backward()  # type: ignore[no-untyped-call]
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.grad is not None:
                parameter -= parameter.grad
        for name, rows in told["transitions"].items():
            allowed = constraints(getattr(network.labels, name))
            network.transitions[name].copy_(torch.where(allowed < 0, 0.0, torch.tensor(rows) - allowed))
        network.nowhere.copy_(torch.tensor(told["nowhere"]))
    return network.eval()


def _values(shipped: list[NDArray[np.generic]], number: int, source: Tensor) -> NDArray[np.float32]:
    """What a constant holds, in the shape of its source; eight bits times their scales, which stand behind them."""
    value = shipped[number]
    if value.dtype != np.int8:
        return value.astype(np.float32)
    scale = shipped[number + 1].astype(np.float32).reshape(-1)
    if tuple(value.shape) != tuple(source.shape):  # the table of word pieces is kept by row
        value = value.T
    return value.astype(np.float32) * scale


@click.command()
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=HERE / "model.onnx",
              show_default=True)  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("build/restored"),
              show_default=True)  # fmt: skip
def main(model: Path, out: Path) -> None:
    """Write weights.pt and labels.json as a training run does."""
    save_network(restored(onnx.load(str(model))), out)
    click.echo(f"{out / 'weights.pt'}")


if __name__ == "__main__":
    main()
