"""The search for texts that are held."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.leak_search import HITS, LeakSearch

HELD = ["Bến đò vắng khách từ khi cây cầu mới bắc qua sông.", "Chương 3"]
ROWS = [(HELD[0].upper(), "x"), ("khác hẳn", HELD[0].replace("vắng", "vẵng")), ("chương 3!", None), (None, "Chương ba")]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "a.parquet"
    pl.DataFrame(ROWS, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row").write_parquet(path)
    return path


def found(search: LeakSearch, stages: Stages | None = None) -> pl.DataFrame:
    return pl.concat([HITS.to_frame(), *search.found(lambda hits: hits, stages)]).sort("row", "side")


def test_equal_and_edited_texts_are_found_on_both_sides(corpus: Path) -> None:
    hits = found(LeakSearch(corpus, pl.Series(HELD), 0.85, 5))
    assert hits.select("row", "side", "number", "short").rows() == [
        (0, "source", 0, False),
        (1, "target", 0, False),
        (2, "source", 1, True),
    ]
    assert hits["similarity"].to_list()[0] == 1.0
    assert hits["text"].to_list() == [ROWS[0][0], ROWS[1][1], ROWS[2][0]]


def test_tasks_find_what_one_process_does(corpus: Path, tmp_path: Path) -> None:
    search = LeakSearch(corpus, pl.Series(HELD), 0.85, 5)
    (tmp_path / "work").mkdir()
    assert found(search, Stages(tmp_path / "work", rows=1)).equals(found(search))
