"""Training of the classifier behind the filter `quality`, from the scores of clean rows and of noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.corpus.export.filters.quality import Curve, QualityModel

Numbers = NDArray[np.float64]

_CLEAN_SHARES = (0, 0.002, 0.02, 0.1, 0.5, 0.9, 0.98, 0.998, 1)
_ALL_SHARES = (0.01, 0.1, 0.5, 0.9, 0.99)
_PENALTY = 1.0
_FOLDS = 4
_STEPS = 60


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


def train_quality(good: pl.DataFrame, noise: pl.DataFrame, kinds: Sequence[str], keep: float) -> Quality:
    """Train a classifier on tables of the columns ``score.NAME``; each of the ``kinds`` of noise weighs the same.

    Weights are the maximum of the likelihood with a penalty on their squares. Every fourth row in turn is judged by a
    classifier of the others: from these probabilities the one trained on all is calibrated (Platt 1999) and its bound
    found, a standard error on the side of keeping, so that other clean rows are kept as these are.
    """
    table = pl.concat([good, noise])
    clean = np.arange(table.height) < good.height
    knots = _knots(table, good.height)
    design = _design(table, knots)
    weights = _row_weights(good.height, kinds)
    held_out = np.zeros(table.height)
    folds = np.arange(table.height) % _FOLDS
    for fold in range(_FOLDS):
        own = folds != fold
        found = _fitted(design[own], clean[own], weights[own])
        held_out[~own] = _log_odds(design[~own], found)
    scale = _fitted(sp.csr_array(held_out[:, None]), clean, weights, penalty=0)
    found = _fitted(design, clean, weights)
    model = _model(found * scale[1], scale[0], knots)
    odds = scale[0] + scale[1] * held_out
    return Quality(model, _bound(odds[clean], keep), _probability(odds[clean]), _probability(odds[~clean]))


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


def _design(table: pl.DataFrame, knots: Mapping[str, Numbers]) -> sp.csr_array:
    """Return a row for each row: 1, and of each column how near its score is to each bend, or 1 where there is none."""
    blocks = [sp.csr_array(np.ones((table.height, 1)))]
    blocks += [_hats(table[name].fill_null(np.nan).to_numpy(), bends) for name, bends in knots.items()]
    return sp.csr_array(sp.hstack(blocks, format="csr"))


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


def _row_weights(good: int, kinds: Sequence[str]) -> Numbers:
    """Return weights by which all clean rows count as much as all noise, and each kind of it as each other."""
    _, kind, counts = np.unique(kinds, return_inverse=True, return_counts=True)
    return np.concatenate([np.ones(good), good / len(counts) / counts[kind]])


def _fitted(design: sp.csr_array, clean: NDArray[np.bool_], weights: Numbers, penalty: float = _PENALTY) -> Numbers:
    """Return the weights of a logistic regression; the first column is not penalised."""
    from scipy.optimize import minimize

    design = design if penalty else sp.csr_array(sp.hstack([sp.csr_array(np.ones((design.shape[0], 1))), design]))
    turned = sp.csr_array(design.T)
    signs = np.where(clean, 1.0, -1.0)
    penalties = np.full(design.shape[1], penalty)
    penalties[0] = 0

    def loss(found: Numbers) -> tuple[float, Numbers]:
        margin = signs * (design @ found)
        slope = -signs * weights * _probability(-margin)
        total = weights @ np.logaddexp(0, -margin) + penalties @ found**2 / 2
        return float(total), turned @ slope + penalties * found

    start = np.zeros(design.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x, np.float64)


def _log_odds(design: sp.csr_array, found: Numbers) -> Numbers:
    return np.asarray(design @ found, np.float64)


def _probability(odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))), np.float64)


def _model(found: Numbers, bias: float, knots: Mapping[str, Numbers]) -> QualityModel:
    curves, start = {}, 1
    for name, bends in knots.items():
        weights = found[start : start + len(bends) + 1].round(3)
        curves[name.removeprefix("score.")] = Curve(tuple(bends), tuple(weights[:-1]), float(weights[-1]))
        start += len(bends) + 1
    return QualityModel(round(float(found[0] + bias), 3), curves)


def _bound(odds: Numbers, keep: float) -> float:
    """Return the probability that all but a share of clean rows have, less a standard error of that share."""
    share = max(0.0, (1 - keep) - np.sqrt((1 - keep) * keep / len(odds)))
    return float(np.floor(_probability(np.quantile(odds, share, method="lower"))[()] * 1e6) / 1e6)
