"""Quality: one probability from the scores of many filters, by a classifier that `tune` trains.

It is a logistic regression, additive in the filters (Hastie and Tibshirani 1986): each score is worth what a curve of
straight lines says, the sum is the logarithm of the odds that a row is clean, as many clean as noisy ones given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import Filter, FilterMaker
from songngu.corpus.export.filters.threshold import threshold_of

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Curve:
    """What a score is worth: ``weights`` at the scores ``at``, on straight lines between and level beyond them; without
    a score, ``none``.
    """

    at: tuple[float, ...]
    weights: tuple[float, ...]
    none: float = 0.0

    def __str__(self) -> str:
        points = [f"{at:.6g}:{weight:.3f}" for at, weight in zip(self.at, self.weights, strict=True)]
        return " ".join([*points, f"{_NONE}:{self.none:.3f}"])

    @classmethod
    def read(cls, text: object) -> Curve:
        """Read a curve as a recipe has it, ``SCORE:WEIGHT …``, scores ascending; raise ValueError for what is none."""
        pairs = [point.rsplit(":", 1) for point in str(text).split()]
        numbers = {at: float(weight) for at, weight in pairs}
        if len(numbers) < len(pairs):
            raise ValueError("a score stands twice")
        none = numbers.pop(_NONE, 0.0)
        at = tuple(map(float, numbers))
        if not at or list(at) != sorted(set(at)) or not np.isfinite([*at, *numbers.values(), none]).all():
            raise ValueError("scores do not ascend")
        return cls(at, tuple(numbers.values()), none)

    def worth(self, scores: pl.Series) -> NDArray[np.float64]:
        """Return what scores are worth."""
        values = scores.cast(pl.Float64).fill_null(np.nan).to_numpy()
        return np.where(np.isnan(values), self.none, np.interp(values, self.at, self.weights))

    @property
    def span(self) -> float:
        """What the score can change at most, in natural logarithms of the odds."""
        worths = (*self.weights, self.none)
        return max(worths) - min(worths)


@dataclass(frozen=True, slots=True)
class QualityModel:
    """A classifier: the logarithm of the odds without any score, and the curve of each column of scores, by its name
    after ``score.``.
    """

    bias: float
    curves: Mapping[str, Curve]

    def log_odds(self, scores: pl.DataFrame) -> NDArray[np.float64]:
        """Return the logarithm of the odds that each row is clean, of a table with the columns ``score.NAME``."""
        total = np.full(scores.height, self.bias)
        for name, curve in self.curves.items():
            total += curve.worth(scores[f"score.{name}"])
        return total


def _made(name: str, settings: Mapping[str, Any], known: Mapping[str, Any]) -> Filter:
    model = _model(name, settings)
    features = dict.fromkeys(column.partition(".")[0] for column in model.curves)
    reads = tuple(threshold_of(feature, True, known).scorer for feature in features)

    def score() -> pl.Expr:
        columns = pl.struct(f"score.{column}" for column in model.curves)
        return columns.map_batches(
            lambda rows: pl.Series(1 / (1 + np.exp(-model.log_odds(rows.struct.unnest())))),
            return_dtype=pl.Float64,
            is_elementwise=True,
        )

    return Filter(name, QUALITY.summary, score, least=0.5, settings=settings, reads=reads)


def _model(name: str, settings: Mapping[str, Any]) -> QualityModel:
    features = settings.get("features")
    if not isinstance(features, Mapping) or not features:
        hint = "songngu tune GOOD -o recipe.toml writes a recipe with one"
        raise UsageError(f"filter {name} needs a classifier", hint=hint)
    curves, bias = {}, settings.get("bias", 0.0)
    for feature, text in features.items():
        try:
            curves[feature] = Curve.read(text)
        except ValueError:
            hint = "write SCORE:WEIGHT …, scores ascending, and none:WEIGHT"
            raise UsageError(f"filter {name}: {text!r} is no curve of {feature}", hint=hint) from None
    if isinstance(bias, bool) or not isinstance(bias, int | float):
        raise UsageError(f"filter {name}: the bias {bias!r} is not a number")
    return QualityModel(float(bias), curves)


QUALITY = FilterMaker(
    "quality", "probability that a row is clean, by a classifier over other filters", ("bias", "features"), _made
)
