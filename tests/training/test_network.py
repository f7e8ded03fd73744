"""The network, its losses, and the file that is made of it."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from tests.training.examples import LABELS, span_example, tree_example, window
from training.export import build
from training.losses import Losses, collate
from training.network import Network
from training.train import Plan, Training


def small() -> Network:
    torch.manual_seed(0)
    network = Network(LABELS)
    torch.nn.init.normal_(network.arc.weight, std=0.1)
    torch.nn.init.normal_(network.relation.weight, std=0.1)
    torch.nn.init.normal_(network.encoder.shapes.weight, std=0.1)
    return network.eval()


def test_padding_changes_nothing() -> None:
    network, device = small(), torch.device("cpu")
    short, long = tree_example(6), tree_example(12, seed=1)
    for example in (short, long):
        alone = collate([example], device)
        both = collate([short, long], device)
        row = [short, long].index(example)
        words = network.words(alone.pieces, alone.shapes, alone.mask, alone.firsts)[0]
        beside = network.words(both.pieces, both.shapes, both.mask, both.firsts)[row, : len(words)]
        torch.testing.assert_close(words, beside, atol=1e-5, rtol=1e-4)


def test_heads_stay_in_their_sentence() -> None:
    network = small()
    batch = collate([tree_example(8)], torch.device("cpu"))
    words = network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts)
    heads = network.arcs(words, batch.sentences)[0].argmax(1) - 1
    sentences = batch.sentences[0]
    assert all(h < 0 or (h != i and sentences[h] == sentences[i]) for i, h in enumerate(heads.tolist()))


def test_the_file_gives_what_the_network_gives() -> None:
    network, one = small(), window(9)
    model = build(network, eight_bits=False).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    feed = {"pieces": one.pieces, "shapes": one.shapes, "firsts": one.firsts, "sentences": one.sentences}
    found = dict(zip([o.name for o in session.get_outputs()], session.run(None, feed), strict=True))
    batch = collate([tree_example(9)], torch.device("cpu"))
    words = network.words(batch.pieces, batch.shapes, batch.mask, batch.firsts)
    with torch.no_grad():
        arcs = network.arcs(words, batch.sentences)
        # The table of word pieces is in eight bits in either file, so a little is lost.
        np.testing.assert_allclose(found["arcs"], arcs[0].numpy(), atol=0.2)
        np.testing.assert_allclose(found["spans"], network.tags["spans"](words)[0].numpy(), atol=0.05)
        best = network.relations(words, arcs.argmax(-1) - 1)[0].argmax(-1).tolist()
    assert found["relations"].tolist() == best


def test_a_run_that_was_stopped_goes_on_where_it_stopped(tmp_path: Path) -> None:
    tasks = {"trees": [tree_example(6, seed=i) for i in range(4)], "spans": [span_example(6, seed=i) for i in range(4)]}
    plan = Plan(epochs=2, batch=2)

    def epochs_of(training: Training, stop: int | None = None) -> list[int]:
        done: list[int] = []

        def after(epoch: int) -> None:
            done.append(epoch)
            if epoch == stop:
                raise KeyboardInterrupt

        with suppress(KeyboardInterrupt):
            training.run(lambda line: None, after)
        return done

    first = Training(small(), tasks, plan, tmp_path)
    assert epochs_of(first, stop=1) == [1]
    second = Training(small(), tasks, plan, tmp_path)
    second.resume(lambda line: None)
    assert second.step == first.step == 4
    torch.testing.assert_close(second.network.state_dict(), first.network.state_dict())
    torch.testing.assert_close(second.averaged, first.averaged)
    assert epochs_of(second) == [2]


def test_training_lowers_every_loss(tmp_path: Path) -> None:
    tasks = {"trees": [tree_example()], "spans": [span_example()]}
    network = small()
    losses, device = Losses(LABELS, torch.device("cpu")), torch.device("cpu")

    def now() -> dict[str, float]:
        network.eval()
        found: dict[str, float] = {}
        for examples in tasks.values():
            found |= {k: float(v.detach()) for k, v in losses(network, collate(examples, device)).items()}
        return found

    before = now()
    Training(network, tasks, Plan(epochs=15, batch=1, head_rate=1e-2), tmp_path).run(lambda line: None, lambda e: None)
    after = now()
    assert all(after[name] < before[name] for name in before)
