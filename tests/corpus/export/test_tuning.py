from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, removed_by, scored, threshold_of
from songngu.corpus.export.recipe import read_recipe
from songngu.corpus.export.tuning import as_json, tune
from tests.corpus.export.clean_pairs import PAIRS


def table(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    rows = pl.DataFrame(pairs, schema=["source", "target"], orient="row")
    langs = {"source_lang": pl.lit("vi"), "target_lang": pl.lit("en")}
    return rows.with_columns(**langs, probability=pl.lit(None, pl.Float64))


def test_bounds_keep_what_is_clean_and_remove_noise() -> None:
    found = tune(table(PAIRS), keep=0.95)
    assert found.together.clean <= 0.05 >= found.by_quality.clean
    for kind in ("target is the source", "sides exchanged", "source: UTF-8 read as Windows-1252", "target in tags"):
        assert found.together.noise[kind] > 0.97 < found.by_quality.noise[kind]
    assert as_json(found)["rows"] == 120
    again = tune(table(PAIRS), keep=0.95)
    assert [again.recipe(bounds=each) for each in (False, True)] == [
        found.recipe(bounds=each) for each in (False, True)
    ]
    one = next(each for each in found.filters if each.name == "noise")
    assert (one.most, one.clean, one.precision) == (0.0, 0.0, 1.0)
    assert len(one.noisy_bars) == len(one.clean_bars) == 24


def test_noise_may_be_given() -> None:
    bad = table([(source, "Click here to log in") for source, _ in PAIRS[:60]])
    found = tune(table(PAIRS), bad)
    assert list(found.together.noise) == ["noise"]
    assert found.together.noise["noise"] > 0.97


def test_what_cannot_be_tuned_by() -> None:
    with pytest.raises(UsageError, match="2 rows are too few"):
        tune(table(PAIRS[:2]))
    with pytest.raises(UsageError, match="out of range"):
        tune(table(PAIRS), keep=0)


def test_the_classifier_of_a_recipe_judges_other_rows(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(tune(table(PAIRS), keep=0.95).recipe(), encoding="utf-8")
    thresholds = [threshold_of(*item, all_filters({})) for item in read_recipe(recipe).filters.items()]
    spoiled = [(target, source) for source, target in PAIRS[:5]]
    others = [(source.replace(" 5", " 6"), target.replace(" 5", " 6")) for source, target in PAIRS[50:55]]
    found = scored(table([*others, *spoiled]).lazy(), thresholds).with_columns(removed_by(thresholds)).collect()
    assert found["removed_by"].to_list() == [None] * 5 + ["quality"] * 5
    assert [name for name in found.columns if name.startswith("score.")] == ["score.quality"]
    assert found["score.quality"].is_between(0, 1).all()


def test_a_classifier_is_made_of_curves() -> None:
    asked = threshold_of("quality", {"features": {"ratio": "1:0 3:-4 none:1"}, "least": 0.2}, all_filters({}))
    rows = table([("a b", "a b"), ("a b", "a b c d"), ("a", "b c d e f g"), (".", "a")])
    found = scored(rows.lazy(), [asked, threshold_of("ratio", True, all_filters({}))]).collect()
    assert found["score.quality"].to_list() == [0.5, 0.119203, 0.017986, 0.731059]
    assert found["score.ratio"].to_list() == [1, 2, 6, None]
