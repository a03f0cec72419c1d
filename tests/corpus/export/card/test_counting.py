from dataclasses import replace

import polars as pl

from songngu.corpus.export.card import Facts
from songngu.corpus.export.card.facts import LeakCount, ScoreFacts, Size

from .conftest import facts_of, table


def test_sizes_of_the_whole_and_of_the_parts(counted: Facts) -> None:
    assert counted.languages == ("vi", "en")
    assert counted.whole == Size("all", 12, 3, 6 * 2 + 5 * 12, 11 * 2 + 150, 6 * 9 + 5 * 50, 11 * 9 + 300)
    assert counted.parts == (
        Size("train", 9, 2, 6 * 2 + 3 * 12, 18, 6 * 9 + 3 * 50, 81),
        Size("dev", 2, 1, 24, 4, 100, 18),
        Size("test", 1, 1, 0, 150, 0, 300),
    )
    assert counted.read == 20
    assert facts_of(table().drop("split")).parts == ()


def test_histograms_count_every_row(counted: Facts) -> None:
    assert dict(counted.source_lengths.ranges)["1–5"] == 6
    assert dict(counted.source_lengths.ranges)["11–15"] == 5
    assert counted.source_lengths.none == 1
    assert dict(counted.target_lengths.ranges)["over 100"] == 1
    probabilities = dict(counted.probabilities.ranges)
    assert (probabilities["0.95–1.00"], probabilities["0.50–0.55"], probabilities["0.00–0.05"]) == (4, 2, 2)
    assert counted.probabilities.none == 4
    assert counted.statuses == (("auto", 11), ("edited", 1))
    assert counted.scores == (ScoreFacts("length", 11, 0.1, 0.1, 0.1),)


def test_documents_have_the_origin_of_the_first_pattern_that_fits(counted: Facts) -> None:
    assert [(d.name, d.rows, d.origin) for d in counted.documents] == [
        ("báo/một", 6, "Báo Mới"),
        ("sách/hai", 5, "b.vi.*"),
        ("", 1, "b.vi.*"),
    ]
    assert [(size.origin.pattern, size.documents, size.rows) for size in counted.origins] == [
        ("báo/*", 1, 6),
        ("b.vi.*", 2, 6),
    ]
    without = facts_of(table())
    assert [(size.origin.name, size.documents, size.rows) for size in without.origins] == [("", 3, 12)]


def test_a_row_counts_once_in_a_test_set(counted: Facts) -> None:
    assert counted.leaks == (
        LeakCount("thử", "exact", False, 1),
        LeakCount("thử", "punctuated", False, 1, one_side=1, contained=1),
        LeakCount("thử", "exact", True, 1, one_side=1),
    )


def test_samples_are_the_rows_of_the_least_ids(counted: Facts) -> None:
    by_id = table().sort("id").head(5).select(pl.col("source", "target").fill_null(""))
    assert counted.samples == tuple(by_id.rows())
    assert facts_of(table(), samples=0).samples == ()


def test_the_order_of_rows_does_not_matter(counted: Facts) -> None:
    turned = facts_of(table().reverse())
    plain = facts_of(table())
    assert turned == plain
    assert replace(counted, recipe={}) != plain


def test_nothing_counted() -> None:
    empty = facts_of(table().clear())
    assert empty.whole.rows == empty.read == empty.document_count == 0
    assert empty.languages == ("", "")
    assert empty.parts == empty.scores == empty.samples == ()
