"""The CRF's loss against every path counted by hand."""

import itertools

import torch

from training.crf import FORBIDDEN, constraints, negative_log_likelihood


def path_score(path: tuple[int, ...], emissions: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    size = emissions.shape[1]
    total = steps[size, path[0]] + steps[path[-1], size] + sum(emissions[i, x] for i, x in enumerate(path))
    return total + sum(steps[a, b] for a, b in itertools.pairwise(path))


def test_loss_is_the_share_of_the_gold_path() -> None:
    torch.manual_seed(0)
    lengths, size = [4, 2], 3
    emissions, steps = torch.randn(2, 4, size), torch.randn(size + 1, size + 1)
    gold = torch.tensor([[0, 2, 1, 1], [1, 0, 0, 0]])
    mask = torch.tensor([[True] * 4, [True, True, False, False]])
    expected = torch.zeros(())
    for row, length in enumerate(lengths):
        paths = itertools.product(range(size), repeat=length)
        scores = torch.stack([path_score(p, emissions[row], steps) for p in paths])
        own = path_score(tuple(gold[row, :length].tolist()), emissions[row], steps)
        expected = expected + torch.logsumexp(scores, 0) - own
    torch.testing.assert_close(negative_log_likelihood(emissions, gold, mask, steps), expected)


def test_inside_labels_follow_their_own_kind_alone() -> None:
    allowed = constraints(["O", "B-x", "I-x", "B-y", "I-y"])
    assert allowed[1, 2] == allowed[2, 2] == 0
    assert allowed[0, 2] == allowed[5, 2] == allowed[3, 2] == allowed[4, 2] == FORBIDDEN
    assert allowed[2, 5] == 0
