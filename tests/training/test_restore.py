"""Weights taken back from an exported file."""

import torch

from tests.training.examples import LABELS
from training.crf import constraints
from training.export import build
from training.network import Network
from training.restore import restored
from truceline.language.pieces import MAX_PIECES


def test_an_exported_network_comes_back() -> None:
    torch.manual_seed(1)
    network = Network(LABELS)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    found = restored(build(network.eval()))
    assert found.labels == network.labels
    for name, value in network.state_dict().items():
        there = found.state_dict()[name]
        if name == "encoder.positions.weight":  # only those of a window are kept
            there, value = there[:MAX_PIECES], value[:MAX_PIECES]
        if name.startswith("transitions."):  # what may never follow has no weight of its own
            allowed = constraints(getattr(LABELS, name.removeprefix("transitions."))) == 0
            there, value = there[allowed], value[allowed]
        assert ((there - value).abs() <= value.abs().max() / 200).all(), name
