from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates import parquet
from songngu.corpus.duplicates.parquet import row_count, text_columns
from songngu.corpus.duplicates.rows import SCHEMA, find_repeated_rows, is_repeated, words_of
from songngu.corpus.duplicates.tables import find_repeated_texts
from songngu.corpus.errors import InputError, UsageError

LONG = (
    "Chiều xuống, khói bếp bay ngang những mái nhà tranh ven sông",
    "At dusk the smoke drifts over the thatched roofs",
)
ROWS = [
    LONG,
    ("Xin chào", "Hello"),
    (LONG[0].replace("tranh", "ngói"), LONG[1].replace("thatched", "tiled")),
    ("xin chao!", "Hi"),
    ("Tạm biệt", "hello"),
    ("", "Hello"),
    ("", ""),
    ("…", "…"),
    LONG,
]


def bitext(rows: list[tuple[str, str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["source", "target"], orient="row")


def test_rows_are_told_with_what_they_share() -> None:
    found = find_repeated_rows(bitext(ROWS), similarity=0.4)
    assert found.schema == SCHEMA
    assert found.select("row", "repeats", "side", "kind").rows() == [
        (2, 0, "both", "near"),
        (3, 1, "source", "normalised"),
        (4, 1, "target", "normalised"),
        (5, 1, "target", "exact"),
        (8, 0, "both", "exact"),
    ]
    conflict = found.row(1, named=True)
    assert (conflict["source"], conflict["target"]) == ROWS[3]
    assert (conflict["repeats_source"], conflict["repeats_target"]) == ROWS[1]


def test_the_similarity_of_both_sides_is_the_lesser_one() -> None:
    near = find_repeated_rows(bitext(ROWS), similarity=0.4).row(0, named=True)
    alone = [
        find_repeated_rows(bitext([(ROWS[0][i], "a"), (ROWS[2][i], "b")]), similarity=0.4)["similarity"][0]
        for i in range(2)
    ]
    assert near["similarity"] == min(alone)


def test_both_sides_of_one_row_come_before_one_side_of_an_earlier_one() -> None:
    rows = [
        ("Một con đò nhỏ", "a small boat"),
        ("Một con đò nhỏ", "the little boat"),
        ("Một con đò nhỏ", "the little boat"),
    ]
    found = find_repeated_rows(bitext(rows)).select("row", "repeats", "side").rows()
    assert found == [(1, 0, "source"), (2, 1, "both")]


def test_only_what_repeats_a_reference() -> None:
    references = [("Một", "one"), ("Hai", "two"), ("Một", "1")]
    rows = [*references, ("Ba", "three"), ("ba", "three"), ("hai", "two"), ("Một", "1"), ("Một", "single")]
    found = find_repeated_rows(bitext(rows), references=3).select("row", "repeats", "side").rows()
    assert found == [(5, 1, "both"), (6, 2, "both"), (7, 0, "source")]


def test_an_empty_bitext() -> None:
    assert find_repeated_rows(bitext([])).is_empty()
    with pytest.raises(UsageError, match="out of range"):
        find_repeated_rows(bitext(ROWS), similarity=2)


def test_expressions_work_in_lazy_queries() -> None:
    frame = bitext([*ROWS, (None, None)]).lazy()  # type: ignore[list-item]
    assert frame.filter(is_repeated("source", "target")).collect().rows() == [LONG]
    assert frame.filter(is_repeated("source")).collect().rows() == [("xin chao!", "Hi"), LONG]
    keys = frame.select(words_of("source")).collect()["source"]
    assert keys.dtype == pl.UInt64
    assert keys.is_null().to_list() == [False] * 5 + [True] * 3 + [False, True]


def test_parquet_is_searched_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 3)
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    texts = [f"dòng số {i % 7} trong cuốn sổ tay" for i in range(20)]
    pl.DataFrame({"text": texts[:8], "n": range(8)}).write_parquet(paths[0])
    pl.DataFrame({"text": [*texts[8:], None]}).write_parquet(paths[1])
    found = pl.concat(find_repeated_texts(paths, "text", similarity=1))
    assert found.select("row", "repeats").rows() == [(i, i % 7) for i in range(7, 20)]
    found = pl.concat(find_repeated_texts(paths[1:], "text", against=paths[:1], similarity=1, memory=64))
    assert found.select("row", "repeats").rows() == [(i, i % 7) for i in range(8, 20)]
    assert (row_count(paths[1]), text_columns(paths[0])) == (13, ["text"])


def test_tables_that_cannot_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"n": [1]}).write_parquet(path)
    with pytest.raises(InputError, match=r"a\.parquet: no column of texts named source, target, text"):
        text_columns(path)
    with pytest.raises(InputError, match=r"a\.parquet: no column of texts named n"):
        list(find_repeated_texts([path], "n"))
    path.write_bytes(b"PAR0")
    with pytest.raises(InputError, match=r"a\.parquet: not a Parquet file that can be read"):
        row_count(path)
