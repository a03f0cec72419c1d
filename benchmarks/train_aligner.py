"""Train the aligner's weights on gold folders, by the conditional likelihood of the gold path (Lafferty et al. 2001).

    python -m benchmarks.train_aligner            both folds, with their scores
    python -m benchmarks.train_aligner --write    and the weights that ship, from all documents

Gold coarser than the sentence trains by the marginal likelihood of all paths inside its groups.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.gold import GoldDocument, gold_documents
from songngu.align.alignment import Aligner
from songngu.align.comparison import compare, explain
from songngu.align.evaluate import GoldBead, evaluate
from songngu.align.features import BEADS, EXTENSION, FEATURES
from songngu.align.lexicon import shipped_lexicon
from songngu.align.score import beads
from songngu.align.search import NEVER, Lattice, Posteriors, best_path, posteriors
from songngu.align.side import prepare

Vector = NDArray[np.float64]

FINE = 0.5
PENALTY = 0.05
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A document's features, shape (bead types, n + 1, m + 1, features), and which cells each gold allows."""

    document: GoldDocument
    features: NDArray[np.float32]
    possible: NDArray[np.bool_]
    coarse: NDArray[np.bool_]
    fine: NDArray[np.bool_]


def example(document: GoldDocument) -> Example:
    """Compute the features of a document."""
    source, target = prepare(document.source, "vi"), prepare(document.target, "en")
    lexicon = shipped_lexicon("vi", "en")
    tables = explain(source, target, Aligner.shipped("vi", "en").layers)
    comparison = compare(source, target, tables, lexicon)
    shape = (len(BEADS), len(source) + 1, len(target) + 1)
    features = np.zeros((*shape, len(FEATURES)), np.float32)
    possible = np.zeros(shape, bool)
    for bead, rows, columns, values in beads(comparison):
        possible[bead, rows, columns] = True
        for name, value in values.items():
            features[bead, rows, columns, FEATURES.index(name)] = value
    return Example(
        document, features, possible,
        allowed(document.gold, possible), allowed(document.fine, possible),
    )  # fmt: skip


def allowed(gold: Sequence[GoldBead], possible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the beads that lie inside one gold bead; a deletion must be gold's, or inside a large uneven group."""
    n, m = possible.shape[1] - 1, possible.shape[2] - 1
    source, target = np.full(n, -1), np.full(m, -2)
    loose = np.zeros(len(gold), bool)
    for k, (left, right) in enumerate(gold):
        source[list(left)], target[list(right)] = k, k
        sizes = sorted((len(left), len(right)))
        loose[k] = sizes[0] == 0 or (sizes[0] != sizes[1] and sizes[1] >= 4)
    out = np.zeros_like(possible)
    for k, (a, b) in enumerate(BEADS):
        if a and b and a <= n and b <= m:
            whole_source, whole_target = source[: n - a + 1] == source[a - 1 :], target[: m - b + 1] == target[b - 1 :]
            same = source[: n - a + 1, None] == target[None, : m - b + 1]
            out[k, a:, b:] = whole_source[:, None] & whole_target & same
        elif a and not b:
            out[k, 1:] = np.where(source >= 0, loose[source], False)[:, None]
        elif b and not a:
            out[k, :, 1:] = np.where(target >= 0, loose[target], False)
    return out & possible


def filled(scores: Vector, possible: NDArray[np.bool_]) -> Lattice:
    """Return the lattice of ``scores`` (bead types, n + 1, m + 1) where ``possible``."""
    _, rows, columns = scores.shape
    out = Lattice.full(rows - 1, columns - 1)
    view = out.scores.reshape(len(BEADS), rows, -1)
    first = int(out.offset[0])
    view[:, :, first : first + columns] = np.where(possible, scores, NEVER)
    return out


def expected(scores: Vector, possible: NDArray[np.bool_], extension: float) -> tuple[Posteriors, Vector]:
    """Return the posteriors of a lattice and those of its beads by cell."""
    lattice = filled(scores, possible)
    result = posteriors(lattice, extension)
    _, rows, columns = scores.shape
    first = int(lattice.offset[0])
    return result, result.beads.reshape(len(BEADS), rows, -1)[:, :, first : first + columns]


def loss(ex: Example, weights: Vector) -> tuple[float, Vector]:
    """Return the negative log-likelihood of the gold of one document and its gradient."""
    scores = (ex.features @ weights[:-1].astype(np.float32)).astype(np.float64)
    free, beads_free = expected(scores, ex.possible, weights[-1])
    value, gradient = 0.0, np.zeros_like(weights)
    for mask, share in ((ex.coarse, 1 - FINE), (ex.fine, FINE)):
        held, beads_held = expected(scores, mask, weights[-1])
        if held.log_z < -5e3:
            continue
        value += share * (free.log_z - held.log_z)
        difference = (share * (beads_free - beads_held)).astype(np.float32)
        cells = np.nonzero(np.abs(difference) > 1e-7)
        gradient[:-1] += difference[cells] @ ex.features[cells]
        gradient[-1] += share * (free.extensions - held.extensions)
    return value, gradient


_examples: list[Example] = []


def _load(documents: Sequence[GoldDocument]) -> None:
    _examples[:] = [example(document) for document in documents]


def _losses(weights: Vector, names: frozenset[str]) -> tuple[float, Vector]:
    results = [loss(ex, weights) for ex in _examples if ex.document.name in names]
    return sum(r[0] for r in results), np.sum([r[1] for r in results], axis=0) if results else np.zeros_like(weights)


def _decoded(weights: Vector, names: frozenset[str]) -> dict[str, list[GoldBead]]:
    out = {}
    for ex in _examples:
        if ex.document.name in names:
            scores = (ex.features @ weights[:-1].astype(np.float32)).astype(np.float64)
            path = best_path(filled(scores, ex.possible), weights[-1])
            out[ex.document.name] = [
                (tuple(range(s.i - BEADS[s.bead][0], s.i)), tuple(range(s.j - BEADS[s.bead][1], s.j))) for s in path
            ]
    return out


class Trainer:
    """Holds the documents' features in worker processes, one part of the documents each."""

    def __init__(self, documents: Sequence[GoldDocument]) -> None:
        self.documents = list(documents)
        order = sorted(self.documents, key=lambda d: -len(d.source) * len(d.target))
        self.pools = [ProcessPoolExecutor(1) for _ in range(WORKERS)]
        for load in [pool.submit(_load, order[k::WORKERS]) for k, pool in enumerate(self.pools)]:
            load.result()

    def close(self) -> None:
        """Stop the workers."""
        for pool in self.pools:
            pool.shutdown()

    def fit(self, chosen: Sequence[GoldDocument], without: Sequence[str] = (), iterations: int = 80) -> Vector:
        """Return the weights that fit the chosen documents best, the features ``without`` left at zero."""
        names = frozenset(d.name for d in chosen)
        used = np.array([name not in without for name in (*FEATURES, EXTENSION)])
        start = np.zeros(len(used))
        start[[k for k, name in enumerate(FEATURES) if name.startswith(("bias", "deletion s", "deletion t"))]] = -3
        start[FEATURES.index("evidence saturated")] = start[FEATURES.index("length tail")] = 1
        start[FEATURES.index("cosine")] = 2

        def objective(weights: Vector) -> tuple[float, Vector]:
            weights = weights * used
            parts = [f.result() for f in [pool.submit(_losses, weights, names) for pool in self.pools]]
            value = sum(p[0] for p in parts) + PENALTY * float(weights @ weights)
            gradient = sum((p[1] for p in parts), 2 * PENALTY * weights) * used
            return value, gradient

        found = minimize(objective, start * used, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
        return np.asarray(found.x * used)

    def decode(self, weights: Vector, chosen: Sequence[GoldDocument]) -> dict[str, list[GoldBead]]:
        """Return the best path of each chosen document."""
        names = frozenset(d.name for d in chosen)
        out: dict[str, list[GoldBead]] = {}
        for future in [pool.submit(_decoded, weights, names) for pool in self.pools]:
            out |= future.result()
        return out


def by_family(documents: Sequence[GoldDocument], decoded: dict[str, list[GoldBead]]) -> dict[str, tuple[float, float]]:
    """Return strict F1 on the fine gold and within-group F1 on the gold, a family each."""
    out = {}
    for family in sorted({d.family for d in documents}):
        members = [d for d in documents if d.family == family]
        fine = evaluate([(d.fine, decoded[d.name]) for d in members]).strict.f1
        out[family] = (fine, evaluate([(d.gold, decoded[d.name]) for d in members]).within_group.f1)
    return out


def report(label: str, table: dict[str, tuple[float, float]]) -> None:
    """Print strict/within-group of each family and their means."""
    cells = "  ".join(f"{family} {strict:.3f}/{group:.3f}" for family, (strict, group) in table.items())
    means = np.mean(list(table.values()), axis=0)
    print(f"{label:24s} {cells}  mean {means[0]:.4f}/{means[1]:.4f}", flush=True)


def write(weights: Vector, path: Path) -> None:
    """Write the weights as a table."""
    rows = "".join(f"{name}\t{weight:.6g}\n" for name, weight in zip((*FEATURES, EXTENSION), weights, strict=True))
    head = "# feature\tweight; written by python -m benchmarks.train_aligner --write\n"
    path.write_text(head + rows, encoding="utf-8")


def folds(write_to: Path | None) -> None:
    """Train on each half and report on the other; then train on everything where the weights are to be written."""
    start = time.perf_counter()
    trainer = Trainer(list(gold_documents()))
    print(f"features of {len(trainer.documents)} documents: {time.perf_counter() - start:.1f} s", flush=True)
    for half in (0, 1):
        train = [d for d in trainer.documents if d.half == half]
        test = [d for d in trainer.documents if d.half != half]
        weights = trainer.fit(train)
        report(f"fold {half}: trained on", by_family(train, trainer.decode(weights, train)))
        report(f"fold {half}: scored on", by_family(test, trainer.decode(weights, test)))
    if write_to:
        write(trainer.fit(trainer.documents), write_to)
    print(f"{time.perf_counter() - start:.1f} s")
    trainer.close()


def main() -> None:
    """Train and report both folds; with --write, train on everything and write the shipped weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    shipped = Path(__file__).parents[1] / "align" / "data" / "weights.tsv"
    folds(shipped if arguments.parse_args().write else None)


if __name__ == "__main__":
    main()
