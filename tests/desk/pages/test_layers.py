from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.pages.layers import Key, laid_out


@st.composite
def graphs(draw):
    columns = {f"n{i}": draw(st.integers(0, 3)) for i in range(draw(st.integers(1, 12)))}
    names = sorted(columns)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    lines = [(a, b) for a, b in draw(st.lists(pairs, max_size=20)) if columns[a] < columns[b]]
    heights = {name: float(draw(st.integers(10, 60))) for name in names}
    return columns, heights, lines


@given(graphs())
def test_boxes_of_a_column_keep_their_distance(graph):
    columns, heights, lines = graph
    layout = laid_out(columns, heights, lines, gap=14)
    for column in set(columns.values()):
        boxes = sorted((layout.top[key], heights[key]) for key in columns if columns[key] == column)
        assert all(b[0] >= a[0] + a[1] + 14 - 1e-6 for a, b in pairwise(boxes))
    assert min(layout.top.values()) >= -1e-6
    assert max(layout.top[key] + heights[key] for key in columns) <= layout.height + 1e-6


@given(graphs())
def test_no_line_runs_behind_a_box(graph):
    columns, heights, lines = graph
    layout = laid_out(columns, heights, lines)
    for (start, end), bends in zip(lines, layout.bends, strict=True):
        assert [column for column, _ in bends] == list(range(columns[start] + 1, columns[end]))
        for column, height in bends:
            for key in columns:
                if columns[key] == column:
                    assert not layout.top[key] < height < layout.top[key] + heights[key]


@given(graphs())
def test_the_same_graph_has_the_same_layout(graph):
    assert laid_out(*graph) == laid_out(*graph)


def test_lines_that_could_cross_are_uncrossed():
    columns: dict[Key, int] = {"a": 0, "b": 0, "x": 1, "y": 1}
    layout = laid_out(columns, dict.fromkeys(columns, 20.0), [("a", "y"), ("b", "x")])
    assert (layout.top["a"] < layout.top["b"]) == (layout.top["y"] < layout.top["x"])
