"""Linear-chain CRF over BIO labels, in log space."""

from __future__ import annotations

import torch
from torch import Tensor

FORBIDDEN = -1e4


def constraints(labels: list[str]) -> Tensor:
    """What may follow what: [labels + 1, labels + 1], 0 or FORBIDDEN.

    Row ``i`` is the label before, column ``j`` the one after; the last row is the start, the last column the end. An
    ``I-x`` follows only ``B-x`` or ``I-x``.
    """
    size = len(labels)
    allowed = torch.zeros(size + 1, size + 1)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            kind = after[2:]
            for i in range(size + 1):
                if i == size or labels[i] not in (f"B-{kind}", f"I-{kind}"):
                    allowed[i, j] = FORBIDDEN
    return allowed


def negative_log_likelihood(emissions: Tensor, gold: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Summed over the batch.

    Args:
        emissions: [batch, words, labels].
        gold: int64 [batch, words]; any label where the mask is False.
        mask: bool [batch, words]; True for a prefix of each row.
        transitions: [labels + 1, labels + 1], constraints included.
    """
    _, length, size = emissions.shape
    inner, start, end = transitions[:size, :size], transitions[size, :size], transitions[:size, size]
    weight = mask.to(emissions.dtype)
    score = start[gold[:, 0]] + emissions[:, 0].gather(1, gold[:, :1])[:, 0]
    alpha = start + emissions[:, 0]
    picked = emissions.gather(2, gold[:, :, None])[:, :, 0]
    score = score + (picked[:, 1:] * weight[:, 1:]).sum(1) + (inner[gold[:, :-1], gold[:, 1:]] * weight[:, 1:]).sum(1)
    for t in range(1, length):
        stepped = torch.logsumexp(alpha[:, :, None] + inner, 1) + emissions[:, t]
        alpha = torch.where(mask[:, t, None], stepped, alpha)
    last = gold.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
    return (torch.logsumexp(alpha + end, 1) - score - end[last]).sum()
