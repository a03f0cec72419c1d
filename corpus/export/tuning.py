"""Bounds for filters from a sample: as tight as a share of clean pairs allows, chosen by the noise they remove.

A classifier over all their scores is trained beside them, and has a bound of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError
from songngu.corpus.export.classifier import Quality, train_quality
from songngu.corpus.export.filters import FILTERS, Scorer, Threshold, scored, threshold_of
from songngu.corpus.export.spoiling import SPOILT, spoilt

KEEP = 0.98
"""The share of clean pairs that are to stay."""

_NOISE = 2000
_LEAST_ROWS = 50
_SHARES = (0.0, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05)
_BINS = 24
_BARS = " ▁▂▃▄▅▆▇█"

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tuned:
    """A filter with the bounds proposed, None where it removes none of the noise: shares of the clean and of the noisy
    rows it removes alone, and how both are distributed between the ends of what clean rows score, as bars.
    """

    name: str
    least: float | None
    most: float | None
    clean: float
    noisy: float
    clean_bars: str
    noisy_bars: str

    @property
    def precision(self) -> float:
        """Of what it removes of as many clean as noisy rows, the share that is noise."""
        return self.noisy / (self.clean + self.noisy) if self.noisy else 0.0


@dataclass(frozen=True, slots=True)
class TuningOutcome:
    """What is removed of the clean rows, and of each kind of noise."""

    clean: float
    noise: Mapping[str, float]

    @classmethod
    def of(cls, clean: Marks, noisy: Marks, kinds: Sequence[str]) -> TuningOutcome:
        """Return the shares that marks are of the rows they mark."""
        found = pl.DataFrame({"kind": kinds, "found": noisy}, schema={"kind": pl.Utf8, "found": pl.Boolean})
        shares = found.group_by("kind", maintain_order=True).agg(pl.col("found").mean())
        return cls(float(clean.mean()), dict(shares.rows()))


@dataclass(frozen=True, slots=True)
class Tuning:
    """The filters with their proposed bounds, what they remove together, and what the classifier does in their place.

    The ``quality`` is as a filter like the others, and its outcome that of rows it was not trained on.
    """

    filters: tuple[Tuned, ...]
    rows: int
    together: TuningOutcome
    classifier: Quality
    quality: Tuned
    by_quality: TuningOutcome

    def recipe(self, *, bounds: bool = False) -> str:
        """Return a recipe of the classifier, or of the ``bounds`` of single filters."""
        return _recipe_of_bounds(self.filters) if bounds else _recipe_of_quality(self.classifier)


def _recipe_of_bounds(filters: Sequence[Tuned]) -> str:
    chosen = [each for each in filters if (each.least, each.most) != (None, None)]
    lines = [f'{each.name} = "{_bound(each.least)}..{_bound(each.most)}"' for each in chosen]
    return "\n".join(["[filters]", *lines]) + "\n"


def _recipe_of_quality(found: Quality) -> str:
    """Return the table of the classifier: of each kind of noise what each score is worth, in logarithms of the odds."""
    lines = ["[filters.quality]", f"least = {found.least:.6f}"]
    for kind, model in found.model.kinds.items():
        table = f"filters.quality.kinds.{json.dumps(kind)}"
        curves = [f"{json.dumps(name)} = {json.dumps(str(curve))}" for name, curve in model.curves.items()]
        lines += ["", f"[{table}]", f"bias = {model.bias:.3f}", f"[{table}.features]", *curves]
    return "\n".join(lines) + "\n"


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A bound of one filter and what it removes."""

    name: str
    side: str
    bound: float
    clean: Marks
    noisy: Marks


def tune(
    good: pl.DataFrame,
    bad: pl.DataFrame | None = None,
    scorers: Mapping[str, Scorer] | None = None,
    *,
    keep: float = KEEP,
) -> Tuning:
    """Propose bounds for the filters of `FILTERS` and ``scorers`` that keep a share of the clean rows ``good``.

    A classifier over their scores is trained too (`train_quality`).

    Noise is ``bad``, or is made of the clean rows, a kind at a time (`spoilt`). Starting from bounds that remove no
    clean row, the bound is tightened again and again that removes most noise for the clean rows it costs. Raises
    UsageError for too few rows or a share out of range.
    """
    if not 0 < keep <= 1:
        raise UsageError(f"a share of {keep} is out of range", hint="use a number above 0 and at most 1")
    if good.height < _LEAST_ROWS:
        raise UsageError(f"{good.height} rows are too few to tune by", hint=f"give at least {_LEAST_ROWS}")
    thresholds = [threshold_of(name, True, {**FILTERS, **(scorers or {})}) for name in (*FILTERS, *(scorers or {}))]
    noise, kinds = (bad, ["noise"] * bad.height) if bad is not None else _made(good)
    if noise.is_empty():
        raise UsageError("no noise to tune by", hint="give rows of six words or more, or noise with --bad")
    tables = [scored(rows.lazy(), thresholds).collect() for rows in (good, noise)]
    cuts = {key: cut for threshold in thresholds for key, cut in _cuts(threshold, *tables).items()}
    groups = [np.array(kinds) == kind for kind in dict.fromkeys(kinds)]
    chosen = _chosen(cuts, round((1 - keep) * good.height), np.zeros(good.height, np.bool_), groups)
    filters = tuple(_tuned(threshold, chosen, *tables) for threshold in thresholds)
    clean, noisy = (
        _any([np.zeros(rows.height, np.bool_), *(getattr(cut, side) for cut in chosen.values())])
        for side, rows in (("clean", good), ("noisy", noise))
    )
    columns = [column for threshold in thresholds for column in threshold.scores()]
    quality = train_quality(tables[0].select(columns), tables[1].select(columns), kinds, keep)
    gone = quality.clean < quality.least, quality.noisy < quality.least
    bars = _bars_of(quality.clean, quality.noisy)
    told = Tuned("quality", quality.least, None, float(gone[0].mean()), float(gone[1].mean()), *bars)
    outcomes = TuningOutcome.of(clean, noisy, kinds), TuningOutcome.of(*gone, kinds)
    return Tuning(filters, good.height, outcomes[0], quality, told, outcomes[1])


def _made(good: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Return noise of every kind, and the kind of each row."""
    pairs = good.select(pl.col("source", "target").fill_null("")).rows()
    made = {kind: spoilt(pairs, kind, _NOISE) for kind in SPOILT}
    rows = [pair for each in made.values() for pair in each]
    frame = pl.DataFrame(rows, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row")
    langs = {name: pl.lit(good[name].mode().sort()[0]) for name in ("source_lang", "target_lang")}
    return frame.with_columns(**langs, probability=pl.lit(None, pl.Float64)), [
        k for k, each in made.items() for _ in each
    ]


def _cuts(threshold: Threshold, good: pl.DataFrame, noise: pl.DataFrame) -> dict[tuple[str, str, float], _Cut]:
    """Return the bounds that a filter could have, where it has one, by the share of clean rows they cost."""
    names = list(threshold.scores())
    columns = [[table[name].fill_nan(None) for name in names] for table in (good, noise)]
    found = {}
    for side, usual in (("least", threshold.least), ("most", threshold.most)):
        known = pl.concat([column.drop_nulls() for column in columns[0]])
        if usual is None or known.is_empty():
            continue
        for share in _SHARES:
            bound = _quantile(known, share / len(names), side)
            marks = [_any([_outside(column, bound, side) for column in each]) for each in columns]
            found[threshold.name, side, share] = _Cut(threshold.name, side, bound, *marks)
    return found


def _quantile(known: pl.Series, share: float, side: str) -> float:
    value = known.quantile(share if side == "least" else 1 - share, "lower" if side == "least" else "higher")
    return round(float(value or 0.0), 6)


def _outside(column: pl.Series, bound: float, side: str) -> Marks:
    outside = column < bound if side == "least" else column > bound
    return outside.fill_null(value=False).to_numpy()


def _any(marks: Sequence[Marks]) -> Marks:
    return np.logical_or.reduce(marks) if len(marks) else np.zeros(0, np.bool_)


def _chosen(
    cuts: Mapping[tuple[str, str, float], _Cut], budget: int, clean: Marks, groups: Sequence[Marks]
) -> dict[tuple[str, str], _Cut]:
    """Return the bound of each filter and side: those that cost nothing, then the best for their price.

    Each kind of noise counts the same, however many rows there are of it.
    """
    chosen = {(name, side): cut for (name, side, share), cut in cuts.items() if share == 0 and cut.noisy.any()}
    noisy = np.zeros_like(groups[0]) if groups else np.zeros(0, np.bool_)
    for cut in chosen.values():
        clean, noisy = clean | cut.clean, noisy | cut.noisy
    while True:
        best, value, worth = None, 0.0, _worth(noisy, groups)
        for cut in cuts.values():
            price = int((cut.clean & ~clean).sum())
            if price <= budget - int(clean.sum()) and (cut.noisy & ~noisy).any():
                gain = (_worth(noisy | cut.noisy, groups) - worth) / (price + 1)
                if gain > value:
                    best, value = cut, gain
        if best is None:
            return chosen
        chosen[best.name, best.side] = best
        clean, noisy = clean | best.clean, noisy | best.noisy


def _worth(noisy: Marks, groups: Sequence[Marks]) -> float:
    return float(sum(noisy[group].mean() for group in groups))


def _tuned(
    threshold: Threshold, chosen: Mapping[tuple[str, str], _Cut], good: pl.DataFrame, noise: pl.DataFrame
) -> Tuned:
    own = {side: chosen[threshold.name, side] for side in ("least", "most") if (threshold.name, side) in chosen}
    bounds = {side: own[side].bound if side in own else None for side in ("least", "most")}
    shares = [_share([getattr(cut, kind) for cut in own.values()]) for kind in ("clean", "noisy")]
    bars = _bars(list(threshold.scores()), good, noise)
    return Tuned(threshold.name, bounds["least"], bounds["most"], shares[0], shares[1], bars[0], bars[1])


def _share(marks: Sequence[Marks]) -> float:
    return float(_any(marks).mean()) if marks else 0.0


def _bars(names: Sequence[str], good: pl.DataFrame, noise: pl.DataFrame) -> tuple[str, str]:
    """Return how the scores of both are distributed, in as many steps from the least to the greatest of either."""
    values = [np.concatenate([table[name].drop_nulls().to_numpy() for name in names]) for table in (good, noise)]
    return _bars_of(values[0], values[1])


def _bars_of(clean: NDArray[np.float64], noisy: NDArray[np.float64]) -> tuple[str, str]:
    every = np.concatenate([clean, noisy])
    if not len(every):
        return "", ""
    low, high = np.quantile(every, [0.01, 0.99]).tolist()
    edges = np.linspace(low, high, _BINS + 1)
    bars = []
    for each in (clean, noisy):
        counts, _ = np.histogram(np.clip(each, low, high), edges if low < high else _BINS)
        top = max(1, int(counts.max()))
        bars.append("".join(_BARS[-(-int(count) * (len(_BARS) - 1) // top)] for count in counts))
    return bars[0], bars[1]


def as_json(tuning: Tuning) -> dict[str, Any]:
    """Return a tuning as plain values."""
    filters = [
        {"name": each.name, "least": each.least, "most": each.most, "clean": round(each.clean, 6),
         "noise": round(each.noisy, 6), "precision": round(each.precision, 6)}
        for each in tuning.filters
    ]  # fmt: skip
    features = {name: round(span, 3) for name, (span, _) in tuning.classifier.model.spans.items()}
    quality = {"least": tuning.classifier.least, "features": features, **_outcome(tuning.by_quality)}
    return {"version": 1, "rows": tuning.rows, **_outcome(tuning.together), "filters": filters, "quality": quality}


def _outcome(outcome: TuningOutcome) -> dict[str, Any]:
    return {
        "clean": round(outcome.clean, 6),
        "noise": {kind: round(share, 6) for kind, share in outcome.noise.items()},
    }
