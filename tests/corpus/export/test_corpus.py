"""The rows of an export on disk."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from songngu.corpus.export.corpus import DUPLICATE, PLACE, REJECTED, Corpus, stretches


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    path = tmp_path / "rows.parquet"
    frame = pl.DataFrame(
        {"id": list("abcd"), "source": list("wxyz"), "target": list("WXYZ"), "duplicate_of": [None] * 4}
    )
    frame.with_columns(pl.col("duplicate_of").cast(pl.Utf8)).with_row_index(PLACE).write_parquet(path)
    return Corpus((path,), ["", REJECTED, DUPLICATE], np.zeros(4, np.uint16))


def test_what_is_removed_stays_removed_for_its_first_reason(corpus: Corpus) -> None:
    corpus.remove(np.array([1]), REJECTED)
    corpus.remove(np.array([3]), DUPLICATE)
    assert corpus.places().tolist() == [0, 2]
    assert corpus.kept().collect()["id"].to_list() == ["a", "c"]
    removed = corpus.removed().collect()
    assert removed.select("id", "removed_by").rows() == [("b", REJECTED), ("d", DUPLICATE)]
    assert corpus.counts() == {REJECTED: 1, DUPLICATE: 1}


def test_parts_have_their_sizes(corpus: Corpus) -> None:
    assert corpus.sizes() == {}
    corpus.part_names, corpus.parts = ("", "train", "test"), np.array([1, 1, 2, 0], np.uint16)
    corpus.remove(np.array([1]), REJECTED)
    assert corpus.sizes() == {"train": 1, "test": 1}
    assert corpus.kept("test").collect()["id"].to_list() == ["c"]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3, 0]), (7, [3, 3, 1, 0])])
def test_stretches_hold_every_row_once(count: int, sizes: list[int]) -> None:
    frame = pl.LazyFrame({"n": range(count)}, schema={"n": pl.Int64})
    parts = list(stretches(frame, 3))
    assert [part.height for part in parts] == sizes
    assert pl.concat(parts)["n"].to_list() == list(range(count))
