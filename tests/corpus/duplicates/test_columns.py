"""Columns on disk."""

import numpy as np

from songngu.corpus.duplicates.columns import DiskColumn, Partitions


def test_columns_read_and_gather_what_was_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    column = DiskColumn(tmp_path / "c", np.int64)
    assert not len(column.read())
    assert not len(column.gather(np.array([], np.int64), np.array([], np.int64)))
    column.append(np.arange(5))
    column.append(np.array([], np.int64))
    column.append(np.arange(5, 10))
    assert len(column) == 10
    assert column.read(2, 5).tolist() == [2, 3, 4]
    assert [(start, part.tolist()) for start, part in column.blocks(6)] == [(0, [0, 1, 2, 3, 4, 5]), (6, [6, 7, 8, 9])]
    assert column.gather(np.array([8, 0, 1]), np.array([2, 1, 2])).tolist() == [8, 9, 0, 1, 2]
    parts = Partitions(tmp_path, "p", (np.int64, np.uint64), 3)
    parts.append(np.array([2, 0, 2]), np.array([1, 2, 3]), np.array([4, 5, 6]))
    assert [[part.tolist() for part in both] for both in parts] == [[[2], [5]], [[], []], [[1, 3], [4, 6]]]
