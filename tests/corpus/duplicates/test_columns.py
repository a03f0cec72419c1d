"""Columns on disk."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates.columns import DiskColumn, DiskTexts, Partitions


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


_TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=8)


@given(st.lists(_TEXTS, max_size=3), st.data())
def test_texts_are_read_in_any_order_by_who_knows_where_they_end(batches: list[list[str]], data: st.DataObject) -> None:
    texts = [text for batch in batches for text in batch]
    wanted = np.array(data.draw(st.lists(st.sampled_from(range(len(texts)))) if texts else st.just([])), np.int64)
    with TemporaryDirectory() as folder:
        written = DiskTexts(Path(folder) / "texts")
        for batch in batches:
            written.append(batch)
        for read in (written, DiskTexts(Path(folder) / "texts", written.ends)):
            assert read.at(wanted) == [texts[place] for place in wanted]
