"""Training of a classifier from scores."""

import numpy as np
import polars as pl

from songngu.corpus.export.classifier import train_quality


def scores(seed: int, mean: float, count: int = 160) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    return pl.DataFrame({"score.a": rng.normal(mean, 1, count), "score.b": rng.normal(0, 1, count)})


def test_what_parts_clean_rows_from_noise_is_learnt() -> None:
    good, noise = scores(1, 3.0), scores(2, -3.0)
    found = train_quality(good, noise, ["one"] * len(noise), 0.95)
    assert found.clean.mean() > 0.9 > 0.1 > found.noisy.mean()
    assert np.mean(found.clean >= found.least) >= 0.9
    assert found.model.spans["a"] > found.model.spans["b"]


def test_each_kind_of_noise_is_told_by_what_it_has_wrong() -> None:
    """No sum over both scores tells these kinds: a row is noise when either is low, however high the other is."""
    good, low, other = scores(1, 4.0), scores(2, 4.0), scores(3, -4.0)
    good = good.with_columns(pl.col("score.b") + 4)
    low, other = low.with_columns(pl.col("score.b") - 4), other.with_columns(pl.col("score.b") + 4)
    found = train_quality(good, pl.concat([low, other]), ["b low"] * 160 + ["a low"] * 160, 0.95)
    assert np.mean(found.noisy < found.least) > 0.95 < np.mean(found.clean >= found.least)
    assert {
        kind: max(model.curves, key=lambda name: model.curves[name].span) for kind, model in found.model.kinds.items()
    } == {
        "a low": "a",
        "b low": "b",
    }


def test_the_same_rows_give_the_same_classifier() -> None:
    one, other = (train_quality(scores(1, 1.0), scores(2, -1.0), ["one"] * 160, 0.9) for _ in range(2))
    assert (one.model, one.least) == (other.model, other.least)
