"""Which rows are alike, side by side."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from songngu.corpus.duplicates.sentences import MEMORY
from songngu.corpus.export.likeness import Links, sides_of

SENTENCE = "Con đò nhỏ chở khách sang bến sông bên kia"
SOURCES = [SENTENCE, "Chợ quê họp sớm", SENTENCE.upper(), SENTENCE.replace("nhỏ", "cũ"), "…", ""]


def written(folder: Path) -> Path:
    path = folder / "a.parquet"
    pl.DataFrame({"source": SOURCES, "target": [str(n) for n in range(len(SOURCES))]}).write_parquet(path)
    return path


def test_rows_are_joined_through_those_that_are_kept(tmp_path: Path) -> None:
    source, target = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY)
    kept = np.ones(len(SOURCES), np.bool_)
    assert source.roots(kept)[:4].tolist() == [0, 1, 0, 0]
    assert target.roots(kept).tolist() == list(range(len(SOURCES)))
    kept[3] = False
    assert source.roots(kept)[2] == 0


def test_rows_without_words_are_equal(tmp_path: Path) -> None:
    source, _ = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY)
    assert source.equal(np.array([0, 4, 0]), np.array([2, 5, 1])).tolist() == [True, True, False]


def test_only_chosen_rows_are_searched(tmp_path: Path) -> None:
    chosen = np.array([False, True, True, True, False, False])
    source, _ = sides_of(written(tmp_path), tmp_path / "work", 0.4, MEMORY, chosen)
    assert source.roots(np.ones(3, np.bool_)).tolist() == [0, 1, 1]


@pytest.mark.parametrize(("least", "left"), [(0.0, 2), (0.6, 2), (0.7, 1), (1.0, 0)])
def test_links_of_a_least_similarity(least: float, left: int) -> None:
    links = Links(np.array([0, 1], np.int32), np.array([2, 3], np.int32), np.array([0.6, 0.8], np.float32))
    assert len(links.least(least).one) == left
