"""The words of both sides."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.export.filters import FILTERS
from songngu.corpus.export.filters.words import Flat, greater, lesser, with_words, words
from tests.corpus.export.filters.rows import bitext, scores


@pytest.mark.parametrize(
    ("name", "choose"), [("language", min), ("script", min), ("alphabet", min), ("repetition", max), ("personal", sum)]
)
def test_a_row_has_the_score_of_one_side_or_of_both(name, choose):
    rows = [
        ("Đây là một câu của tôi, gọi 0912345678.", "Это not the one, это not the one, it is a@b.vn +84 912 345 678."),
        ("It is in the wrong language for you.", "la la la la la"),
        ("1", "2"),
    ]
    frame = with_words(bitext(*rows).lazy())
    sides = [
        frame.select(side.alias("x")).collect(engine="in-memory")["x"].to_list()
        for side in FILTERS[name].score().meta.pop()
    ]
    both = [[each for each in row if each is not None] for row in zip(*sides, strict=True)]
    assert scores(*rows, name=name) == [pytest.approx(choose(row), abs=1e-6) if row else None for row in both]


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=5))
def test_words_of_many_texts_are_one_after_the_other(lists):
    flat = Flat.of(pl.Series(lists, dtype=pl.List(pl.UInt64)))
    assert flat.words.tolist() == [word for words in lists for word in words]
    assert flat.counts.tolist() == [len(words) for words in lists]
    assert flat.texts().tolist() == [k for k, words in enumerate(lists) for _ in words]


def test_words_are_equal_but_for_case():
    frame = with_words(bitext(("Một hai, MỘT 3.5", "x")).lazy()).select(words("source")).collect()
    one, two, again, *rest = frame.to_series()[0]
    assert one == again != two
    assert len(rest) in (1, 2)


def test_a_side_without_a_score_does_not_count():
    score = {"source": pl.lit(2.0), "target": pl.lit(None, pl.Float64)}
    frame = pl.DataFrame({"x": [1]}).select(
        lesser(score.__getitem__).alias("least"), greater(score.__getitem__).alias("most")
    )
    assert frame.row(0) == (2.0, 2.0)
