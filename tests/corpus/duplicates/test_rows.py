import polars as pl
import pytest

from songngu.corpus.duplicates.rows import SCHEMA, find_repeated_rows, is_repeated, words_of
from songngu.corpus.errors import UsageError

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
