"""Training of the classifier behind the filter `quality`, from the scores of clean rows and of noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.corpus.export.filters.quality import Curve, NoiseModel, QualityModel, of_all_kinds

Numbers = NDArray[np.float64]

_CLEAN_SHARES = (0, 0.002, 0.02, 0.1, 0.5, 0.9, 0.98, 0.998, 1)
_ALL_SHARES = (0.01, 0.1, 0.5, 0.9, 0.99)
_PENALTY = 1.0
_FOLDS = 4
_STEPS = 60
_FEATURES = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """A classifier, and the least probability by which the share of clean rows that is to stay does.

    ``clean`` are the probabilities of the clean rows and ``noisy`` those of the noise, of each row by a classifier that
    was trained without it.
    """

    model: QualityModel
    least: float
    clean: Numbers
    noisy: Numbers


@dataclass(frozen=True, slots=True)
class _Sample:
    """The scores of clean rows and of noise: of each column where its curve bends, and how near each row is to that.

    ``kinds`` numbers the kind of noise of each row by its place in ``names``, -1 for clean ones; ``weights`` let all
    clean rows count as much as all noise, and each kind of it as each other.
    """

    knots: Mapping[str, Numbers]
    hats: Mapping[str, sp.csr_array]
    names: tuple[str, ...]
    kinds: NDArray[np.int64]
    weights: Numbers

    @property
    def clean(self) -> NDArray[np.bool_]:
        """Which rows are clean."""
        return self.kinds < 0

    def tellers(self, kind: int) -> list[str]:
        """Return the columns that part clean rows from a kind of noise best, all where there is one kind only.

        By the divergence of Jensen and Shannon (Lin 1991) of how their scores are distributed among the bends.
        """
        if len(self.names) == 1:
            return list(self.hats)
        parted = {name: _divergence(hats[self.clean], hats[self.kinds == kind]) for name, hats in self.hats.items()}
        return sorted(parted, key=lambda name: -parted[name])[:_FEATURES]

    def design(self, columns: Sequence[str]) -> sp.csr_array:
        """Return a row for each row: 1, and how near its score in each column is to each bend, or 1 where none is."""
        ones = sp.csr_array(np.ones((len(self.kinds), 1)))
        return sp.csr_array(sp.hstack([ones, *(self.hats[name] for name in columns)], format="csr"))

    def fitted(self, design: sp.csr_array, kind: int, rows: NDArray[np.bool_]) -> Numbers:
        """Return the weights that part clean rows from a kind of noise, of those among ``rows``."""
        own = rows & (self.clean | (self.kinds == kind))
        return _fitted(design[own], self.clean[own], self.weights[own])


def train_quality(good: pl.DataFrame, noise: pl.DataFrame, kinds: Sequence[str], keep: float) -> Quality:
    """Train a classifier on tables of the columns ``score.NAME``; each of the ``kinds`` of noise weighs the same.

    Weights are the maximum of the likelihood with a penalty on their squares. Every fourth row in turn is judged by
    weights found from the others: from these probabilities those found from all are calibrated (Platt 1999) and the
    bound found, a standard error on the side of keeping, so that other clean rows are kept as these are.
    """
    sample = _sample(good, noise, kinds)
    columns = [sample.tellers(kind) for kind in range(len(sample.names))]
    every = np.ones(len(sample.kinds), np.bool_)
    folds = np.arange(len(sample.kinds)) % _FOLDS
    held_out = np.zeros((len(sample.kinds), len(sample.names)))
    weights = []
    for kind, names in enumerate(columns):
        design = sample.design(names)
        for fold in range(_FOLDS):
            own = folds == fold
            held_out[own, kind] = design[own] @ sample.fitted(design, kind, ~own)
        weights.append(sample.fitted(design, kind, every))
    shift, scale = _calibrated(held_out, sample.clean, sample.weights)
    found = zip(sample.names, columns, weights, strict=True)
    model = {kind: _noise_model(each * scale, shift, names, sample.knots) for kind, names, each in found}
    odds = shift + of_all_kinds(scale * held_out)
    clean, noisy = odds[sample.clean], odds[~sample.clean]
    return Quality(QualityModel(model), _bound(clean, keep), _probability(clean), _probability(noisy))


def _sample(good: pl.DataFrame, noise: pl.DataFrame, kinds: Sequence[str]) -> _Sample:
    table = pl.concat([good, noise])
    knots = _knots(table, good.height)
    hats = {name: _hats(table[name].fill_null(np.nan).to_numpy(), bends) for name, bends in knots.items()}
    names, number, counts = np.unique(kinds, return_inverse=True, return_counts=True)
    weights = np.concatenate([np.ones(good.height), good.height / len(counts) / counts[number]])
    numbers = np.concatenate([np.full(good.height, -1), number])
    return _Sample(knots, hats, tuple(map(str, names)), numbers, weights)


def _divergence(one: sp.csr_array, other: sp.csr_array) -> float:
    shares = [np.asarray(each.sum(axis=0), np.float64).ravel() + 0.5 for each in (one, other)]
    shares = [each / each.sum() for each in shares]
    mean = (shares[0] + shares[1]) / 2
    return float(sum(each @ np.log(each / mean) for each in shares) / 2)


def _knots(table: pl.DataFrame, good: int) -> dict[str, Numbers]:
    """Return of each column where its curve bends: at quantiles of the clean rows and of all."""
    found = {}
    for name in table.columns:
        every = table[name].drop_nulls().to_numpy()
        clean = table[name][:good].drop_nulls().to_numpy()
        shares = [(clean, _CLEAN_SHARES), (every, _ALL_SHARES)]
        bends = np.concatenate([np.quantile(values, share) for values, share in shares if len(values)] or [[0.0]])
        if len(bends := np.unique(bends.round(6))) > 1:
            found[name] = bends
    return found


def _hats(values: Numbers, bends: Numbers) -> sp.csr_array:
    none = np.isnan(values)
    inside = np.clip(np.where(none, bends[0], values), bends[0], bends[-1])
    low = np.clip(np.searchsorted(bends, inside, side="right") - 1, 0, len(bends) - 2)
    share = (inside - bends[low]) / (bends[low + 1] - bends[low])
    rows = np.arange(len(values))
    parts = [(rows[none], np.full(none.sum(), len(bends)), np.ones(none.sum()))]
    parts += [(rows[~none], (low + more)[~none], (share if more else 1 - share)[~none]) for more in (0, 1)]
    places, columns, data = (np.concatenate(part) for part in zip(*parts, strict=True))
    return sp.csr_array(sp.coo_array((data, (places, columns)), shape=(len(values), len(bends) + 1)))


def _fitted(design: sp.csr_array, clean: NDArray[np.bool_], weights: Numbers) -> Numbers:
    """Return the weights of a logistic regression; the first column is not penalised."""
    from scipy.optimize import minimize

    turned = sp.csr_array(design.T)
    signs = np.where(clean, 1.0, -1.0)
    penalties = np.full(design.shape[1], _PENALTY)
    penalties[0] = 0

    def loss(found: Numbers) -> tuple[float, Numbers]:
        margin = signs * (design @ found)
        slope = -signs * weights * _probability(-margin)
        total = weights @ np.logaddexp(0, -margin) + penalties @ found**2 / 2
        return float(total), turned @ slope + penalties * found

    start = np.zeros(design.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x, np.float64)


def _calibrated(odds: Numbers, clean: NDArray[np.bool_], weights: Numbers) -> tuple[float, float]:
    """Return what is to be added to the logarithms of the odds against each kind, and by what they are multiplied."""
    from scipy.optimize import minimize

    signs = np.where(clean, 1.0, -1.0)

    def loss(found: Numbers) -> tuple[float, Numbers]:
        together = of_all_kinds(found[1] * odds)
        margin = signs * (found[0] + together)
        slope = -signs * weights * _probability(-margin)
        shares = np.exp(together[:, None] - found[1] * odds)
        slopes = np.array([slope.sum(), slope @ (shares * odds).sum(axis=1)])
        return float(weights @ np.logaddexp(0, -margin)), slopes

    shift, scale = minimize(loss, [0.0, 1.0], jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return float(shift), float(scale)


def _probability(odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))), np.float64)


def _noise_model(found: Numbers, bias: float, names: Sequence[str], knots: Mapping[str, Numbers]) -> NoiseModel:
    curves, start = {}, 1
    for name in names:
        bends = knots[name]
        weights = found[start : start + len(bends) + 1].round(3)
        curves[name.removeprefix("score.")] = Curve(tuple(bends), tuple(weights[:-1]), float(weights[-1]))
        start += len(bends) + 1
    return NoiseModel(round(float(found[0] + bias), 3), curves)


def _bound(odds: Numbers, keep: float) -> float:
    """Return the probability that all but a share of clean rows have, less a standard error of that share."""
    share = max(0.0, (1 - keep) - np.sqrt((1 - keep) * keep / len(odds)))
    return float(np.floor(_probability(np.quantile(odds, share, method="lower"))[()] * 1e6) / 1e6)
