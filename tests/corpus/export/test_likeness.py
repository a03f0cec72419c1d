"""Which rows are alike, side by side."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from songngu.corpus.duplicates.sentences import MEMORY
from songngu.corpus.export.likeness import LikenessSide, Links, sides_of

SENTENCE = "Con đò nhỏ chở khách sang bến sông bên kia"
SOURCES = [SENTENCE, "Chợ quê họp sớm", SENTENCE.upper(), SENTENCE.replace("nhỏ", "cũ"), "…", ""]


def written(folder: Path) -> Path:
    path = folder / "a.parquet"
    pl.DataFrame({"source": SOURCES, "target": [str(n) for n in range(len(SOURCES))]}).write_parquet(path)
    return path


def test_rows_are_joined_through_those_that_are_kept(tmp_path: Path) -> None:
    source, target = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY)
    kept = np.ones(len(SOURCES), np.bool_)
    assert joined(source, kept) == {0: 0, 2: 0, 3: 0}
    assert joined(target, kept) == {}
    kept[0] = False
    assert joined(source, kept) == {2: 2, 3: 2}
    assert joined(source, kept, least=100) == {}


def joined(side: LikenessSide, kept: NDArray[np.bool_], least: int = 1) -> dict[int, int]:
    rows, firsts = side.joined(kept, least)
    return dict(zip(rows.tolist(), firsts.tolist(), strict=True))


def test_only_rows_that_have_something_in_common_are_held(tmp_path: Path) -> None:
    source, target = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY)
    assert source.rows.tolist() == [0, 2, 3, 4, 5]
    assert source.labels(source.rows).tolist() == [0, 0, 3, -1, -1]
    assert not len(target.rows)


def test_only_chosen_rows_are_searched(tmp_path: Path) -> None:
    chosen = np.array([False, True, True, True, False, False])
    source, _ = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY, chosen)
    assert joined(source, np.ones(3, np.bool_)) == {1: 1, 2: 1}


@pytest.mark.parametrize(("least", "left"), [(0.0, 2), (0.6, 2), (0.7, 1), (1.0, 0)])
def test_links_of_a_least_similarity(least: float, left: int) -> None:
    links = Links(np.array([0, 1], np.int32), np.array([2, 3], np.int32), np.array([0.6, 0.8], np.float32))
    assert len(links.least(least).one) == left
