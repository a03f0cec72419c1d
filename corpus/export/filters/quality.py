"""Quality: one probability from the scores of many filters, by a classifier that `tune` trains.

Of each kind of noise it has a logistic regression, additive in the filters (Hastie and Tibshirani 1986): each score is
worth what a curve of straight lines says, the sum is the logarithm of the odds that a row is clean and not of that
kind. Together they are a multinomial regression by individual ones (Begg and Gray 1984): what speaks for a row against
one kind does not outweigh what another kind is told by. As many clean as noisy rows are assumed.
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
_WHOLE = "noise"
_HINT = "songngu tune GOOD -o recipe.toml writes a recipe with a classifier"


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
        return float(max(worths) - min(worths))


@dataclass(frozen=True, slots=True)
class NoiseModel:
    """What tells one kind of noise: the logarithm of the odds without any score, and the curve of each column.

    Columns of scores are named as they are after ``score.``.
    """

    bias: float
    curves: Mapping[str, Curve]

    def log_odds(self, scores: pl.DataFrame) -> NDArray[np.float64]:
        """Return the logarithm of the odds that each row is clean and not of this kind."""
        total = np.full(scores.height, self.bias)
        for name, curve in self.curves.items():
            total += curve.worth(scores[f"score.{name}"])
        return total


@dataclass(frozen=True, slots=True)
class QualityModel:
    """A classifier: what tells each kind of noise, by its name."""

    kinds: Mapping[str, NoiseModel]

    @property
    def columns(self) -> list[str]:
        """The columns of scores that are read, by their names after ``score.``."""
        return list(dict.fromkeys(name for model in self.kinds.values() for name in model.curves))

    @property
    def spans(self) -> dict[str, tuple[float, str]]:
        """What each score can change at most, in natural logarithms of the odds, and the kind of noise it tells so."""
        found = [(name, curve.span, kind) for kind, model in self.kinds.items() for name, curve in model.curves.items()]
        return {name: (span, kind) for name, span, kind in sorted(found, key=lambda each: each[1])}

    def log_odds(self, scores: pl.DataFrame) -> NDArray[np.float64]:
        """Return the logarithm of the odds that each row is clean, of a table with the columns ``score.NAME``."""
        return of_all_kinds(np.stack([model.log_odds(scores) for model in self.kinds.values()], axis=1))


def of_all_kinds(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithms of the odds against all noise, given those against each kind, a column each."""
    return -np.asarray(np.logaddexp.reduce(-odds, axis=1), np.float64)


def quality_model(name: str, settings: Mapping[str, Any]) -> QualityModel:
    """Read a classifier as a recipe has it: ``kinds`` of noise, or ``bias`` and ``features`` of noise as a whole.

    Raises UsageError, naming the filter ``name``, for what is none.
    """
    kinds = settings.get("kinds")
    if kinds is None:
        return QualityModel({_WHOLE: _noise_model(name, settings)})
    if len(settings) > 1 or not isinstance(kinds, Mapping) or not kinds:
        raise UsageError(f"filter {name} needs a table of kinds of noise alone, or bias and features", hint=_HINT)
    for kind, table in kinds.items():
        if not isinstance(table, Mapping) or not table.keys() <= {"bias", "features"}:
            raise UsageError(f"filter {name}: the kind {kind!r} is no table of bias and features", hint=_HINT)
    return QualityModel({kind: _noise_model(name, table) for kind, table in kinds.items()})


def _made(name: str, settings: Mapping[str, Any], known: Mapping[str, Any]) -> Filter:
    model = quality_model(name, settings)
    features = dict.fromkeys(column.partition(".")[0] for column in model.columns)
    reads = tuple(threshold_of(feature, True, known).scorer for feature in features)

    def score() -> pl.Expr:
        columns = pl.struct(f"score.{column}" for column in model.columns)
        return columns.map_batches(
            lambda rows: pl.Series(1 / (1 + np.exp(-model.log_odds(rows.struct.unnest())))),
            return_dtype=pl.Float64,
            is_elementwise=True,
        )

    return Filter(name, QUALITY.summary, score, least=0.5, settings=settings, reads=reads)


def _noise_model(name: str, settings: Mapping[str, Any]) -> NoiseModel:
    features = settings.get("features")
    if not isinstance(features, Mapping) or not features:
        raise UsageError(f"filter {name} needs a classifier", hint=_HINT)
    curves, bias = {}, settings.get("bias", 0.0)
    for feature, text in features.items():
        try:
            curves[feature] = Curve.read(text)
        except ValueError:
            hint = "write SCORE:WEIGHT …, scores ascending, and none:WEIGHT"
            raise UsageError(f"filter {name}: {text!r} is no curve of {feature}", hint=hint) from None
    if isinstance(bias, bool) or not isinstance(bias, int | float):
        raise UsageError(f"filter {name}: the bias {bias!r} is not a number")
    return NoiseModel(float(bias), curves)


QUALITY = FilterMaker(
    "quality",
    "probability that a row is clean, by a classifier over other filters",
    ("bias", "features", "kinds"),
    _made,
)
"""The filter made of a classifier; one that a recipe has as ``bias`` and ``features`` is of noise as a whole."""
