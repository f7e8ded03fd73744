"""Weights taken back from an exported file."""

import torch

from tests.training.examples import LABELS
from training.export import build
from training.network import Network
from training.restore import restored


def test_an_exported_network_comes_back() -> None:
    torch.manual_seed(1)
    network = Network(LABELS)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    found = restored(build(network.eval()))
    assert found.labels == network.labels
    used = {name for name, _ in network.named_parameters()}
    for name, value in network.state_dict().items():
        if name in used and name != "encoder.positions.weight":  # only those of a window are kept
            steps = value.abs().amax(0, keepdim=True) if value.dim() == 2 else value.abs().max()
            assert ((found.state_dict()[name] - value).abs() <= steps.max() / 100).all(), name
