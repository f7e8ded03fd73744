"""The network, its losses, and the file that is made of it."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper

from tests.training.examples import LABELS, event_example, span_example, tree_example, window
from training.export import SURE, Graph, build, choose_roles
from training.losses import Losses, collate
from training.network import Network
from training.train import Plan, Training


def small() -> Network:
    torch.manual_seed(0)
    network = Network(LABELS)
    torch.nn.init.normal_(network.arc.weight, std=0.1)
    torch.nn.init.normal_(network.relation.weight, std=0.1)
    torch.nn.init.normal_(network.role_arc.weight, std=0.1)
    torch.nn.init.normal_(network.role.weight, std=0.1)
    torch.nn.init.normal_(network.path_scores, std=0.5)
    torch.nn.init.normal_(network.path_roles, std=0.5)
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
    model = build(network, graph=Graph(eight_bits=False)).SerializeToString()
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
        events = network.tags["events"](words)[0].softmax(-1)
        np.testing.assert_allclose(found["events"], events.numpy(), atol=0.05)
        np.testing.assert_allclose(found["factuality"], network.factuality(words)[0, :, 0].numpy(), atol=0.05)
        # Roles lean on the tree that was found; with another head for a word they would differ.
        relations = torch.tensor(found["relations"])[None]
        paths = network.paths(torch.tensor(found["arcs"]).argmax(1)[None] - 1)
        scores = network.role_arcs(words, batch.sentences, paths, relations)[0]
        every = torch.ones_like(scores).nonzero().T
        labelled = network.roles(words, paths, relations, torch.cat([torch.zeros_like(every[:1]), every]))
        likeliest, labels = labelled.softmax(-1).max(-1)
        chances = (scores.sigmoid().reshape(-1) * likeliest).reshape(scores.shape)
    assert found["relations"].tolist() == best
    labels = labels.reshape(scores.shape)
    rivals = (labels[:, None] == labels[None]) & (chances[:, None] < chances[None])  # of one predicate
    wanted = (chances > SURE) & ~rivals.any(1)
    chosen = torch.zeros_like(wanted)
    chosen[tuple(found["role_pairs"])] = True
    close = ((chances[:, None] - chances[None]).abs() < 0.05) & (labels[:, None] == labels[None])
    unsure = ((chances - SURE).abs() < 0.05) | (close.sum(1) > 1)
    assert (wanted & ~unsure).any()
    assert torch.equal(chosen[~unsure], wanted[~unsure])
    assert found["roles"].tolist() == labels[tuple(found["role_pairs"])].tolist()


def test_a_predicate_has_one_of_each_numbered_role() -> None:
    graph = Graph()
    labels = ["ARG0", "ARGM-TMP"]
    choose_roles(graph, labels, "predicates", "scores", "labelled")
    made = helper.make_graph(
        graph.nodes,
        "choice",
        [
            helper.make_tensor_value_info("role_candidates", TensorProto.INT64, [2, "n"]),
            helper.make_tensor_value_info("predicates", TensorProto.INT64, ["n"]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n"]),
            helper.make_tensor_value_info("labelled", TensorProto.FLOAT, ["n", 2]),
        ],
        [
            helper.make_tensor_value_info("role_pairs", TensorProto.INT64, [2, "m"]),
            helper.make_tensor_value_info("roles", TensorProto.INT64, ["m"]),
        ],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    predicates = np.array([9, 9, 9, 9, 8, 8])
    arguments = np.arange(6)
    feed = {
        "role_candidates": np.stack([arguments, predicates]),
        "predicates": predicates,
        "scores": np.array([1.0, 3.0, 2.0, 2.0, 2.0, -1.0], np.float32),
        # Numbered ones for the first two and the fifth, modifiers for the others, the last of which is unlikely.
        "labelled": np.array([[9, 0], [9, 0], [0, 9], [0, 9], [9, 0], [0, 9]], np.float32),
    }
    pairs, roles = session.run(["role_pairs", "roles"], feed)
    assert pairs[0].tolist() == [1, 2, 3, 4]
    assert [labels[role] for role in roles] == ["ARG0", "ARGM-TMP", "ARGM-TMP", "ARG0"]


def test_paths_are_told_as_seen_from_the_predicate() -> None:
    heads = torch.tensor([[1, -1, 1, 2, -1]])  # a root with two children, a grandchild, and another root
    paths = small().paths(heads)[0].tolist()
    assert [row[1] for row in paths] == [1, 0, 1, 4, 0]  # seen from the root
    assert [row[3] for row in paths] == [5, 6, 2, 3, 0]  # seen from the grandchild
    assert paths[0][2] == 3
    assert paths[1][4] == 0  # roots hang from nothing together


def test_the_file_takes_a_window_without_any_argument() -> None:
    network, one = small(), window(4)
    torch.nn.init.zeros_(network.role_arc.weight)
    torch.nn.init.constant_(network.path_scores, -1.0)
    session = onnxruntime.InferenceSession(build(network).SerializeToString(), providers=["CPUExecutionProvider"])
    feed = {"pieces": one.pieces, "shapes": one.shapes, "firsts": one.firsts, "sentences": one.sentences}
    pairs, roles = session.run(["role_pairs", "roles"], feed)
    assert pairs.shape == (2, 0)
    assert roles.shape == (0,)


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
    tasks = {"trees": [tree_example()], "spans": [span_example()], "events": [event_example()]}
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
