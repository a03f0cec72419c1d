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
    assert found.model.curves["a"].span > found.model.curves["b"].span if "b" in found.model.curves else True


def test_the_same_rows_give_the_same_classifier() -> None:
    one, other = (train_quality(scores(1, 1.0), scores(2, -1.0), ["one"] * 160, 0.9) for _ in range(2))
    assert (one.model, one.least) == (other.model, other.least)
