"""Weights fitted to examples by the conditional likelihood of their gold, and what the weights find in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.crf import Edges, Graph
from benchmarks.examples import Example
from songngu.align.bead import BEADS
from songngu.align.score.features import EXTENSION, FEATURES

Vector = NDArray[np.float64]
Found = tuple[tuple[int, ...], tuple[int, ...], float]

TABLE = Path(__file__).parents[1] / "align" / "data" / "weights.tsv"
NAMES = (*FEATURES, EXTENSION)
FINE = 0.5
PENALTY = 0.05
ITERATIONS = 80
_STEPS = np.array(BEADS)
_NO_PATH = -5e3


class Corpus:
    """Examples as three graphs: of all beads, and of those that the coarse and the fine gold allow."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        self.features = np.concatenate([ex.features for ex in examples])
        owner = np.repeat(np.arange(len(examples)), [len(ex.bead) for ex in examples])
        end = np.concatenate([np.stack([ex.row, ex.column], axis=1) for ex in examples])
        steps = _STEPS[np.concatenate([ex.bead for ex in examples])]
        self.edges = Edges(owner, end - steps, end)
        sizes = [(len(ex.document.source), len(ex.document.target)) for ex in examples]
        self.graph = Graph(self.edges, sizes)
        self.gold = []
        for chosen, share in (("coarse", 1 - FINE), ("fine", FINE)):
            allowed = np.concatenate([getattr(ex, chosen) for ex in examples])
            self.gold.append((np.flatnonzero(allowed), Graph(self.edges.only(allowed), sizes), share))

    def loss(self, weights: Vector) -> tuple[float, Vector]:
        """Return the negative log-likelihood of the gold and its gradient."""
        scores = self.features @ weights[:-1]
        free = self.graph.posteriors(scores, weights[-1])
        value, extension, edges = 0.0, 0.0, np.zeros(len(scores))
        for allowed, graph, share in self.gold:
            held = graph.posteriors(scores[allowed], weights[-1])
            known = held.log_z > _NO_PATH
            value += share * float((free.log_z - held.log_z)[known].sum())
            extension += share * float((free.extensions - held.extensions)[known].sum())
            edges += share * np.where(known[self.graph.document], free.edges, 0)
            edges[allowed] -= share * np.where(known[graph.document], held.edges, 0)
        return value, np.append(edges @ self.features, extension)

    def decode(self, weights: Vector) -> list[list[Found]]:
        """Return the best path of each document, its beads with their posterior probabilities."""
        scores = self.features @ weights[:-1]
        probabilities = self.graph.posteriors(scores, weights[-1]).edges
        return [
            [(*self._sentences(k), float(probabilities[k])) for k in path]
            for path in self.graph.best_paths(scores, weights[-1])
        ]

    def _sentences(self, edge: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        (a, b), (i, j) = self.edges.start[edge], self.edges.end[edge]
        return tuple(range(a, i)), tuple(range(b, j))


def fit(
    corpus: Corpus, without: Sequence[str] = (), tied: Sequence[tuple[str, str]] = (), penalty: float = PENALTY
) -> Vector:
    """Return the weights that fit a corpus best; those of ``without`` stay zero, each pair ``tied`` has one weight."""
    used = np.array([name not in without for name in NAMES], float)
    start = np.zeros(len(NAMES))
    start[[k for k, name in enumerate(NAMES) if name.startswith(("bias", "deletion s", "deletion t"))]] = -3
    for name, value in (("evidence saturated", 1), ("length tail", 1), ("cosine", 2)):
        start[NAMES.index(name)] = value
    share = np.diag(used)
    for pair in tied:
        here = [NAMES.index(name) for name in pair]
        share[np.ix_(here, here)] = 0.5

    def objective(free: Vector) -> tuple[float, Vector]:
        weights = share @ free
        value, gradient = corpus.loss(weights)
        return value + penalty * float(weights @ weights), share.T @ (gradient + 2 * penalty * weights)

    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(share @ found.x)


def write_column(weights: Vector, name: str) -> None:
    """Replace a column of the table of weights that ships."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    place = lines[1].split("\t").index(name)
    values = dict(zip(NAMES, weights, strict=True))
    for number, line in enumerate(lines[2:], 2):
        cells = line.split("\t")
        cells[place] = f"{values[cells[0]]:.6g}"
        lines[number] = "\t".join(cells)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
