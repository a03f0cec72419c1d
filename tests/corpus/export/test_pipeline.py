"""The stages of an export."""

from pathlib import Path

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.export.pipeline import corpus_of, scored_corpus, thresholds
from songngu.corpus.export.recipe import Duplicates, Recipe, Sampling, SplitTable


def rows(*texts: tuple[str, str]) -> pl.LazyFrame:
    langs = {"source_lang": "vi", "target_lang": "en", "status": "auto", "document": "d"}
    made = ({"id": f"k{n}", "row": n, "source": a, "target": b, **langs} for n, (a, b) in enumerate(texts))
    return from_rows(made).lazy()


def test_empty_sides_are_removed_unless_it_is_said_otherwise() -> None:
    assert [each.name for each in thresholds(Recipe(filters={"ratio": 3}), {})] == ["empty", "ratio"]
    assert [each.name for each in thresholds(Recipe(filters={"empty": False, "ratio": 3}), {})] == ["ratio"]


def test_rows_are_scored_and_an_id_that_stood_before_is_given_anew(tmp_path: Path) -> None:
    made = pl.concat([rows(("Chào.", "Hello."), ("Có.", "")).collect()] * 2).lazy()
    corpus = scored_corpus(made, Recipe(filters={"ratio": 3}), tmp_path, {})
    scored = corpus.scored_rows().collect()
    assert scored["id"].n_unique() == 4
    assert scored["score.ratio"].to_list() == [1.0, None, 1.0, None]
    assert corpus.counts()["empty"] == 2


def test_stages_take_what_those_before_them_left(tmp_path: Path) -> None:
    texts = [
        tuple(" ".join(f"{word}{n}" for word in words) for words in ("một hai ba", "one two three")) for n in range(20)
    ]
    recipe = Recipe(
        duplicates=Duplicates(remove="exact"),
        split=SplitTable(shares="train=0.5,test=0.5", by="cluster"),
        sampling=Sampling(rows=3),
    )
    told: list[str] = []
    corpus = corpus_of(rows(*texts, texts[0], ("", "x")), recipe, [], tmp_path, {}, told.append)
    counts = {name: count for name, count in corpus.counts().items() if count}
    assert (counts["empty"], counts["duplicate"]) == (1, 1)
    assert corpus.sizes()["train"] == 3
    assert sum(corpus.sizes().values()) + sum(counts.values()) == 22
    assert told
