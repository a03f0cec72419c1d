"""Train the weights of structure on documents whose blocks are known, all other weights as shipped.

    python -m benchmarks.train_structure            train on the even half, report on the odd one
    python -m benchmarks.train_structure --write    and write the weights to align/data/structure.tsv

The ten Markdown pairs of `../shared/data/documents` have as many blocks on both sides: a bead is right inside a block
and its counterpart. So that structure is not taken for a wall, it is spoilt first: 5, 10 and 20 % of the blocks are
left out of either side, and one paragraph or item in ten is joined with the next or cut in two, always the same.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.gold import DATA
from songngu.align import align_documents
from songngu.align.aligner import Aligner, side_of
from songngu.align.bead import BEADS, MATCHES
from songngu.align.evaluate import GoldBead, evaluate
from songngu.align.score.band import Band
from songngu.align.score.comparison import compare, explain
from songngu.align.score.score import Scored, score
from songngu.align.search.lattice import NEVER, Lattice, posteriors
from songngu.align.text.structure import STRUCTURE, ties
from songngu.corpus.document import BlockKind, Document, Sentence
from songngu.corpus.readers import read_document

Vector = NDArray[np.float64]

FOLDER = DATA / "documents" / "cuckoo"
TABLE = Path(__file__).parents[1] / "align" / "data" / "structure.tsv"
LEFT_OUT = (0.05, 0.1, 0.2)
COPIES = 3
JOINED = CUT = 0.1
PENALTY = 0.05
_NO_PATH = -5e3
PLAIN = dict.fromkeys(STRUCTURE, 0.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents and the beads, a block each, that no bead should reach across."""

    name: str
    source: Document
    target: Document
    gold: tuple[GoldBead, ...]


def pairs(half: int) -> list[Pair]:
    """Return the pairs of a half as they are."""
    names = sorted(path.name.removesuffix(".vi.md") for path in FOLDER.glob("*.vi.md"))
    out = []
    for name in names[half::2]:
        source, target = (read_document(FOLDER / f"{name}.{lang}.md", lang) for lang in ("vi", "en"))
        out.append(Pair(name, source, target, _gold(source, target)))
    return out


def _gold(source: Document, target: Document) -> tuple[GoldBead, ...]:
    held: list[tuple[list[int], list[int]]] = [([], []) for _ in source.blocks]
    for side, document in enumerate((source, target)):
        for sentence in document.sentences:
            held[sentence.block][side].append(sentence.index)
    return tuple((tuple(a), tuple(b)) for a, b in held)


def spoilt(pair: Pair, share: float, copy: int = 0) -> Pair:
    """Return a pair of whose blocks a share is left out on either side, others joined with the next or cut in two."""
    rng = random.Random(f"{pair.name} {share} {copy}")
    left_out = [{k for k in range(len(pair.gold)) if rng.random() < share} for _ in range(2)]
    sides = [_spoilt(d, out, rng) for d, out in zip((pair.source, pair.target), left_out, strict=True)]
    gold: list[GoldBead] = []
    for k in range(len(pair.gold)):
        source, target = (tuple(i for i, owner in enumerate(owners) if owner == k) for _, owners in sides)
        gold += [(source, target)] if source and target else [((i,), ()) for i in source] + [((), (j,)) for j in target]
    return Pair(pair.name, sides[0][0], sides[1][0], tuple(gold))


def _spoilt(document: Document, left_out: set[int], rng: random.Random) -> tuple[Document, list[int]]:
    """Return the document spoilt, and for each sentence the block it was of."""
    blocks, sentences, owners = [], list[Sentence](), list[int]()
    before: int | None = None
    for number, block in enumerate(document.blocks):
        inside = [s for s in document.sentences if s.block == number] if number not in left_out else []
        if not inside:
            continue
        plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        joins = plain and before == number - 1 and document.blocks[before].kind is block.kind and rng.random() < JOINED
        cut = rng.randrange(1, len(inside)) if plain and len(inside) > 1 and rng.random() < CUT else 0
        before = number
        for place, sentence in enumerate(inside):
            if (place == 0 and not joins) or (cut and place == cut):
                blocks.append(block)
            sentences.append(replace(sentence, index=len(sentences), block=len(blocks) - 1))
            owners.append(number)
    return replace(document, blocks=tuple(blocks), sentences=tuple(sentences)), owners


@dataclass(frozen=True, slots=True)
class Example:
    """The scores of a pair's beads without structure, which of them gold allows, and the features of structure."""

    scored: Lattice
    allowed: NDArray[np.bool_]
    features: NDArray[np.float32]


def example(pair: Pair, aligner: Aligner) -> Example:
    """Score a pair without structure and compute the features of structure, shape (features, bead types, cells)."""
    left, right = side_of(pair.source), side_of(pair.target)
    bare = replace(left, structure=None), replace(right, structure=None)
    comparison = compare(*bare, explain(*bare, aligner.layers), aligner.lexicon)
    band = Band.full(len(left), len(right))
    lattice: Scored = score(comparison, aligner.weights, band)
    cells = np.zeros_like(lattice.lattice.scores[0], bool)
    row = np.repeat(np.arange(len(band.low)), band.high - band.low)
    column = np.tile(np.arange(len(right) + 1), len(left) + 1)
    cells[lattice.lattice.offset[row] + column] = True
    features = np.zeros((len(STRUCTURE), *lattice.lattice.scores.shape), np.float32)
    for number, name in enumerate(STRUCTURE):
        tied = ties(left.structure, right.structure, PLAIN | {name: 1.0})
        for bead, (a, b) in enumerate(MATCHES) if tied else ():
            features[number, bead, cells] = tied.ends(row, column) + tied.starts(row, column, a, b)
    allowed = np.zeros(lattice.lattice.scores.shape, bool)
    allowed[:, cells] = _allowed(pair, row, column)
    return Example(lattice.lattice, allowed, features)


def _allowed(pair: Pair, row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which beads that end in the given cells lie inside one gold bead, or are gold's own deletions."""
    owners = np.full(len(pair.source.sentences), -1), np.full(len(pair.target.sentences), -1)
    for number, bead in enumerate(pair.gold):
        for side in (0, 1):
            owners[side][list(bead[side])] = number
    loose = np.array([not a or not b or max(len(a), len(b)) >= 4 != (len(a) == len(b)) for a, b in pair.gold])
    out = np.zeros((len(BEADS), len(row)), bool)
    for bead, (a, b) in enumerate(BEADS):
        inside = (row >= a) & (column >= b)
        i, j = np.where(inside, row - a, 0), np.where(inside, column - b, 0)
        if a and b:
            first, last = owners[0][i], owners[0][i + a - 1]
            inside &= (first == last) & (owners[1][j] == first) & (owners[1][j + b - 1] == first)
        else:
            owner = owners[0][np.minimum(i, len(owners[0]) - 1)] if a else owners[1][np.minimum(j, len(owners[1]) - 1)]
            inside &= loose[owner]
        out[bead] = inside
    return out


def loss(ex: Example, weights: Vector, extension: float) -> tuple[float, Vector]:
    """Return the negative log-likelihood of the gold and its gradient by the weights of structure."""
    scores = ex.scored.scores.astype(np.float64) + np.tensordot(weights, ex.features, axes=1)
    free, held = (
        posteriors(replace(ex.scored, scores=allowed), extension)  # type: ignore[arg-type]
        for allowed in (scores, np.where(ex.allowed, scores, NEVER))
    )
    if held.log_z < _NO_PATH:
        return 0.0, np.zeros(len(STRUCTURE))
    difference = free.beads - held.beads
    return free.log_z - held.log_z, np.tensordot(ex.features, difference, axes=((1, 2), (0, 1)))


def fit(examples: Sequence[Example], extension: float) -> Vector:
    """Return the weights of structure that fit best; none rewards what differs."""

    def objective(weights: Vector) -> tuple[float, Vector]:
        parts = [loss(ex, weights, extension) for ex in examples]
        value = sum(part[0] for part in parts) + PENALTY * float(weights @ weights)
        return value, np.sum([part[1] for part in parts], axis=0) + 2 * PENALTY * weights

    start = np.full(len(STRUCTURE), -1.0)
    found = minimize(
        objective, start, jac=True, method="L-BFGS-B", bounds=[(None, 0)] * len(start), options={"maxiter": 25}
    )
    return np.asarray(found.x)


def scores(cases: Sequence[Pair], aligner: Aligner) -> str:
    """Return within-block and lax F1."""
    results = []
    for case in cases:
        beads = align_documents(case.source, case.target, aligner=aligner, keep_duplicates=True).beads
        results.append((case.gold, [(bead.source, bead.target) for bead in beads]))
    found = evaluate(results)
    return f"within-block F1 {found.within_group.f1:.4f}, lax {found.lax.f1:.4f}"


def main() -> None:
    """Train, report and, with --write, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    base = Aligner.shipped("vi", "en")
    plain = replace(base, weights=replace(base.weights, features=base.weights.features | PLAIN))
    cases = [spoilt(pair, share, copy) for pair in pairs(0) for share in LEFT_OUT for copy in range(COPIES)]
    weights = fit([example(case, plain) for case in cases], base.weights.extension)
    learnt = dict(zip(STRUCTURE, np.round(weights, 4).tolist(), strict=True))
    print(learnt)
    structured = replace(plain, weights=replace(plain.weights, features=plain.weights.features | learnt))
    for half in (0, 1):
        for share in (0.0, *LEFT_OUT):
            cases = [spoilt(pair, share, k) if share else pair for pair in pairs(half) for k in range(COPIES)]
            before, after = scores(cases, plain), scores(cases, structured)
            print(f"half {half}, {share:.0%} left out: without structure {before}; with {after}", flush=True)
    if options.write:
        lines = ["# written by python -m benchmarks.train_structure --write", "feature\tweight"]
        lines += [f"{name}\t{weight:g}" for name, weight in learnt.items()]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
