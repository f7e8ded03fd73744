from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from truceline.errors import WatchError
from truceline.intake.state import FeedState, StateFile


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "watch.json"
    state = StateFile(path)
    assert dict(state) == {}
    state["https://coast.example/feed"] = FeedState(etag='"a"', next=7.5, seen={"1": "x"}, tries={"2": 1})
    state.save()
    assert dict(StateFile(path)) == dict(state)
    del state["https://coast.example/feed"]
    state.save()
    assert len(StateFile(path)) == 0
    assert os.listdir(tmp_path) == ["watch.json"]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 2, "feeds": {}}', b'{"version": 1, "feeds": {"a": {"b": 1}}}'],
)
def test_another_file_is_refused_and_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "watch.json"
    path.write_bytes(data)
    with pytest.raises(WatchError, match=r"watch\.json: it is "):
        StateFile(path)
    assert path.read_bytes() == data


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(WatchError):
        StateFile(tmp_path)


def test_a_state_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "watch.json"
    state = StateFile(path)
    state["a"] = FeedState(etag="old")
    state.save()
    state["a"].etag = "new"

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WatchError, match=r"it cannot be written \(No space left on device\)"):
        state.save()
    assert json.loads(path.read_bytes())["feeds"]["a"]["etag"] == "old"
    assert os.listdir(tmp_path) == ["watch.json"]


def test_it_is_written_for_its_owner_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "none" / "watch.json"
    with pytest.raises(WatchError, match="it cannot be written"):
        StateFile(path).save()
    path.parent.mkdir()
    StateFile(path).save()
    assert stat.S_ISREG(path.stat().st_mode)


def test_the_oldest_entries_are_forgotten() -> None:
    state = FeedState(tries={"0": 2})
    for number in range(10_002):
        state.done(str(number), "x")
    state.done("2", "y")
    assert len(state.seen) == 10_000
    assert "1" not in state.seen
    assert list(state.seen.items())[-1] == ("2", "y")
    assert state.tries == {}
