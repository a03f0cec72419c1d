"""Train the aligner's weights on gold folders, by the conditional likelihood of the gold path (Lafferty et al. 2001).

    python -m benchmarks.train_aligner            both folds, with their scores
    python -m benchmarks.train_aligner --write    and the weights that ship, from all documents

Gold coarser than the sentence trains by the marginal likelihood of all paths inside its groups.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.gold import GoldDocument, gold_documents
from songngu.align.alignment import Aligner
from songngu.align.comparison import Comparison, compare, explain
from songngu.align.evaluate import GoldBead, evaluate
from songngu.align.features import BEADS, EXTENSION, FEATURES
from songngu.align.layers import IdentityLayer, NameLayer
from songngu.align.score import Setting, beads, shipped_weights
from songngu.align.search import Lattice, best_path, posteriors, probabilities
from songngu.align.side import prepare
from songngu.align.sweep import NEVER

Vector = NDArray[np.float64]

FINE = 0.5
PENALTY = 0.05
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A document's beads that are worth weighing, by type and the cell they end in, with their features.

    ``features`` has shape (beads, features); ``coarse`` and ``fine`` say which beads each gold allows.
    """

    document: GoldDocument
    bead: NDArray[np.intp]
    row: NDArray[np.intp]
    column: NDArray[np.intp]
    features: NDArray[np.float64]
    coarse: NDArray[np.bool_]
    fine: NDArray[np.bool_]
    empty: Lattice


def example(document: GoldDocument, aligner: Aligner) -> Example:
    """Compute the features of a document; beads no path of any weight goes through are left out."""
    n, m = len(document.source), len(document.target)
    features = np.zeros((len(BEADS), n + 1, m + 1, len(FEATURES)), np.float32)
    possible = np.zeros(features.shape[:3], bool)
    for bead, rows, columns, values in beads(compared(document, aligner)):
        possible[bead, rows, columns] = True
        for name, value in values.items():
            features[bead, rows, columns, FEATURES.index(name)] = value
    coarse, fine = allowed(document.gold, possible), allowed(document.fine, possible)
    kept = np.nonzero(coarse | fine | (possible & likely(features, possible)))
    bands = [[int(found.min()), int(found.max()) + 1] for found in _by_row(kept[1], kept[2], n, m)]
    low = np.minimum.accumulate(np.array([a for a, _ in bands])[::-1])[::-1]
    high = np.maximum.accumulate([b for _, b in bands])
    lattice = Lattice.banded(low, high)
    return Example(document, *kept, features[kept].astype(np.float64), coarse[kept], fine[kept], lattice)


def _by_row(rows: NDArray[np.intp], columns: NDArray[np.intp], n: int, m: int) -> Iterator[NDArray[np.intp]]:
    for i in range(n + 1):
        ends = {0: [0], n: [m]}.get(i, [])
        yield np.concatenate([columns[rows == i], np.array(ends, np.intp)])


def compared(document: GoldDocument, aligner: Aligner) -> Comparison:
    """Compare the two sides of a document as the aligner does."""
    source, target = prepare(document.source, "vi"), prepare(document.target, "en")
    return compare(source, target, explain(source, target, aligner.layers), aligner.lexicon)


def without_lexicon() -> Aligner:
    """Return an aligner that knows no more than identity and names."""
    return Aligner((IdentityLayer(None), NameLayer()), None, shipped_weights(Setting.INDUCED))


def aligners(documents: Sequence[GoldDocument], mode: str) -> list[Aligner]:
    """Return what each document is compared by: the lexicon, or what all documents or itself alone let one induce."""
    if mode == "lexicon":
        return [Aligner.shipped("vi", "en")] * len(documents)
    sides = [(prepare(d.source, "vi"), prepare(d.target, "en")) for d in documents]
    if mode == "collection":
        return [without_lexicon().induced(sides)] * len(documents)
    return [without_lexicon().induced([pair]) for pair in sides]


def likely(features: NDArray[np.float32], possible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the beads that a rough score gives more than a millionth."""
    rough = {"evidence saturated": 1.0, "cosine": 1.5, "length tail": 0.5, "evidence forward per word": 0.5}
    weights = np.array([rough.get(name, -1.0 if name.startswith(("bias", "deletion ")) else 0.0) for name in FEATURES])
    _, rows, columns = possible.shape
    lattice = Lattice.full(rows - 1, columns - 1)
    view = lattice.scores.reshape(len(BEADS), rows, -1)
    first = int(lattice.offset[0])
    view[:, :, first : first + columns] = np.where(possible, features @ weights.astype(np.float32), NEVER)
    return posteriors(lattice, 1.0).beads.reshape(len(BEADS), rows, -1)[:, :, first : first + columns] > 1e-6


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


def filled(ex: Example, scores: Vector, chosen: NDArray[np.bool_] | None = None) -> Lattice:
    """Return the lattice that holds the scores of the example's beads, only the ``chosen`` ones where given."""
    lattice = replace(ex.empty, scores=np.full_like(ex.empty.scores, NEVER))
    lattice.scores[ex.bead, ex.empty.offset[ex.row] + ex.column] = (
        scores if chosen is None else np.where(chosen, scores, NEVER)
    )
    return lattice


def loss(ex: Example, weights: Vector) -> tuple[float, Vector]:
    """Return the negative log-likelihood of the gold of one document and its gradient."""
    scores = ex.features @ weights[:-1]
    cells = ex.bead, ex.empty.offset[ex.row] + ex.column
    free = posteriors(filled(ex, scores), weights[-1])
    value, gradient = 0.0, np.zeros_like(weights)
    for chosen, share in ((ex.coarse, 1 - FINE), (ex.fine, FINE)):
        held = posteriors(filled(ex, scores, chosen), weights[-1])
        if held.log_z < -5e3:
            continue
        value += share * (free.log_z - held.log_z)
        gradient[:-1] += share * (free.beads[cells] - held.beads[cells]) @ ex.features
        gradient[-1] += share * (free.extensions - held.extensions)
    return value, gradient


Found = tuple[tuple[int, ...], tuple[int, ...], float]
_examples: list[tuple[str, Example]] = []


def _load(documents: Sequence[GoldDocument], modes: Sequence[str]) -> None:
    for mode in modes:
        pairs = zip(documents, aligners(documents, mode), strict=True)
        _examples.extend((mode, example(document, aligner)) for document, aligner in pairs)


def _losses(weights: Vector, names: frozenset[str]) -> tuple[float, Vector]:
    results = [loss(ex, weights) for _, ex in _examples if ex.document.name in names]
    return sum(r[0] for r in results), np.sum([r[1] for r in results], axis=0) if results else np.zeros_like(weights)


def _decoded(weights: Vector, names: frozenset[str], wanted: str) -> dict[str, list[Found]]:
    out = {}
    for mode, ex in _examples:
        if mode == wanted and ex.document.name in names:
            lattice = filled(ex, ex.features @ weights[:-1])
            path = best_path(lattice, weights[-1])
            shares = probabilities(lattice, weights[-1], path)
            out[ex.document.name] = [
                (tuple(range(x.i - BEADS[x.bead][0], x.i)), tuple(range(x.j - BEADS[x.bead][1], x.j)), share)
                for x, share in zip(path, shares, strict=True)
            ]
    return out


class Trainer:
    """Holds the documents' features in worker processes, one part of the documents each."""

    def __init__(self, documents: Sequence[GoldDocument], modes: Sequence[str]) -> None:
        self.documents = list(documents)
        order = sorted(self.documents, key=lambda d: -len(d.source) * len(d.target))
        self.pools = [ProcessPoolExecutor(1) for _ in range(WORKERS)]
        for load in [pool.submit(_load, order[k::WORKERS], modes) for k, pool in enumerate(self.pools)]:
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

    def decode(self, weights: Vector, chosen: Sequence[GoldDocument], mode: str) -> dict[str, list[GoldBead]]:
        """Return the best path of each chosen document."""
        found = self.decode_with_probabilities(weights, chosen, mode)
        return {document.name: [(source, target) for source, target, _ in path] for document, path in found}

    def decode_with_probabilities(
        self, weights: Vector, chosen: Sequence[GoldDocument], mode: str
    ) -> list[tuple[GoldDocument, list[Found]]]:
        """Return the best path of each chosen document, the beads with their posterior probabilities."""
        names = frozenset(d.name for d in chosen)
        out: dict[str, list[Found]] = {}
        for future in [pool.submit(_decoded, weights, names, mode) for pool in self.pools]:
            out |= future.result()
        return [(document, out[document.name]) for document in chosen]


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


SYMMETRIC = (
    ("evidence forward", "evidence backward"), ("evidence forward per word", "evidence backward per word"),
    ("least evidence forward", "least evidence backward"), ("bias 1-2", "bias 2-1"), ("bias 1-3", "bias 3-1"),
    ("deletion source", "deletion target"),
)  # fmt: skip
SURFACE = (
    "headlines differ", "headlines in a wide bead", "headlines differ in a wide bead",
    "question marks differ", "quotation marks differ",
)  # fmt: skip


def general(weights: Vector) -> Vector:
    """Return weights for other pairs of languages: the same for both directions, none for habits of punctuation."""
    names, out = [*FEATURES, EXTENSION], weights.copy()
    for pair in SYMMETRIC:
        places = [names.index(name) for name in pair]
        out[places] = out[places].mean()
    out[[names.index(name) for name in SURFACE]] = 0
    return out


def write(columns: dict[Setting, Vector], path: Path) -> None:
    """Write the weights as a table, a setting a column."""
    lines = ["# written by python -m benchmarks.train_aligner --write", "\t".join(["feature", *columns])]
    for k, name in enumerate((*FEATURES, EXTENSION)):
        lines.append("\t".join([name, *(f"{vector[k]:.6g}" for vector in columns.values())]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def folds(modes: Sequence[str]) -> Vector:
    """Train on each half and report on the other, in each mode; return the weights trained on everything."""
    trainer = Trainer(list(gold_documents()), modes)
    for half in (0, 1):
        weights = trainer.fit([d for d in trainer.documents if d.half == half])
        test = [d for d in trainer.documents if d.half != half]
        for mode in modes:
            report(f"{mode}, scored on half {1 - half}", by_family(test, trainer.decode(weights, test, mode)))
            print(f"{mode}, half {1 - half}: {calibration(trainer, weights, test, mode)}", flush=True)
    everything = trainer.fit(trainer.documents)
    trainer.close()
    return everything


def calibration(trainer: Trainer, weights: Vector, chosen: Sequence[GoldDocument], mode: str) -> str:
    """Return how far probabilities and precision of two-sided beads go apart, and the precision at .9 and above.

    A bead is right if it lies inside a gold bead. The expected calibration error is over ten bins of probability.
    """
    right, probability = [], []
    for document, beads_found in trainer.decode_with_probabilities(weights, chosen, mode):
        groups = {("s", i): k for k, (source, _) in enumerate(document.gold) for i in source}
        groups |= {("t", j): k for k, (_, target) in enumerate(document.gold) for j in target}
        for source, target, p in beads_found:
            if source and target:
                inside = {groups[("s", i)] for i in source} | {groups[("t", j)] for j in target}
                right.append(len(inside) == 1)
                probability.append(p)
    hits, shares = np.array(right, float), np.array(probability)
    bins = np.minimum((shares * 10).astype(int), 9)
    error = sum(abs(hits[bins == b].mean() - shares[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    sure = shares >= 0.9
    return (
        f"ECE {error:.4f}, precision at .9 and above {hits[sure].mean():.4f} ({sure.mean():.3f} of {len(hits)} beads)"
    )


def left_out(modes: Sequence[str]) -> None:
    """Train on all families but one and report on that one, for each."""
    trainer = Trainer(list(gold_documents()), modes)
    table = {}
    for family in sorted({d.family for d in trainer.documents}):
        weights = trainer.fit([d for d in trainer.documents if d.family != family])
        test = [d for d in trainer.documents if d.family == family]
        table |= by_family(test, trainer.decode(weights, test, modes[0]))
    report("family left out", table)
    trainer.close()


def ablations() -> None:
    """Train without each group of features on half 0 and report on half 1."""
    trainer = Trainer(list(gold_documents()), ["lexicon"])
    train, test = ([d for d in trainer.documents if d.half == half] for half in (0, 1))
    for label, without in GROUPS.items():
        weights = trainer.fit(train, without)
        report(f"without {label}", by_family(test, trainer.decode(weights, test, "lexicon")))
    trainer.close()


GROUPS = {
    "nothing": (),
    "evidence": tuple(name for name in FEATURES if "evidence" in name or name == "loss without an edge"),
    "cosine": ("cosine", "cosine of a wide bead"),
    "length": ("length z2", "length tail", "length ratio"),
    "end marks": ("end mark differs",),
    "headlines": SURFACE[:3],
    "question and quotation marks": SURFACE[3:],
    "numbers": ("numbers matched", "numbers unmatched"),
    "identity": ("identical",),
    "weakest sentence": ("least evidence forward", "least evidence backward", "loss without an edge"),
    "deletion runs": (EXTENSION,),
}


def main() -> None:
    """Train and report; with --write, write the shipped weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="write align/data/weights.tsv")
    arguments.add_argument("--all", action="store_true", help="leave families out, and features")
    options = arguments.parse_args()
    start = time.perf_counter()
    lexicon = folds(["lexicon"])
    induced = folds(["collection", "alone"])
    if options.write:
        columns = {Setting.LEXICON: lexicon, Setting.INDUCED: induced, Setting.OTHER: general(induced)}
        write(columns, Path(__file__).parents[1] / "align" / "data" / "weights.tsv")
    if options.all:
        left_out(["lexicon"])
        ablations()
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
