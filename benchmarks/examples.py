"""Gold documents as training examples: the features of their beads, and which beads the gold allows."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold import GoldDocument
from songngu.align.aligner import Aligner, encoded
from songngu.align.bead import BEADS
from songngu.align.evaluate import GoldBead
from songngu.align.lexicon.layers import IdentityLayer, NameLayer
from songngu.align.score.comparison import Comparison, compare, explain
from songngu.align.score.features import FEATURES
from songngu.align.score.score import Weights, beads
from songngu.align.search.forward_backward import NEVER
from songngu.align.search.lattice import Lattice, posteriors
from songngu.align.text.tokenised import TokenisedText, prepare

WORKERS = 2


class Mode(StrEnum):
    """What explains the words of a document: the lexicon, one induced from all of them or itself alone, or nothing."""

    LEXICON = "lexicon"
    COLLECTION = "collection"
    ALONE = "alone"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Example:
    """A document's beads that are worth weighing, by type and the cell they end in, with their features.

    ``features`` has shape (beads, features); ``coarse`` and ``fine`` say which beads each gold allows.
    """

    document: GoldDocument
    mode: Mode
    bead: NDArray[np.intp]
    row: NDArray[np.intp]
    column: NDArray[np.intp]
    features: NDArray[np.float64]
    coarse: NDArray[np.bool_]
    fine: NDArray[np.bool_]


def examples(documents: Sequence[GoldDocument], mode: Mode, first: Weights | None = None) -> list[Example]:
    """Return the example of each document; ``first`` weights align documents that lexicons are induced from."""
    aligner = Aligner.shipped(*documents[0].langs)
    if first is not None or mode is Mode.BARE:
        aligner = Aligner((IdentityLayer(None), NameLayer()), None, first or aligner.weights)
    if mode is Mode.COLLECTION:
        aligner = aligner.induced([sides(document) for document in documents])
    count = len(documents)
    with ProcessPoolExecutor(WORKERS) as pool:
        return list(pool.map(example, documents, [aligner] * count, [mode] * count))


def example(document: GoldDocument, aligner: Aligner, mode: Mode) -> Example:
    """Compute the features of a document; beads no path of any weight goes through are left out."""
    if mode is Mode.ALONE:
        aligner = aligner.induced([sides(document)])
    n, m = len(document.source), len(document.target)
    features = np.zeros((len(BEADS), n + 1, m + 1, len(FEATURES)), np.float32)
    possible = np.zeros(features.shape[:3], bool)
    for bead, rows, columns, values in beads(compared(document, aligner)):
        possible[bead, rows, columns] = True
        for name, value in values.items():
            features[bead, rows, columns, FEATURES.index(name)] = value
    coarse, fine = allowed(document.gold, possible), allowed(document.fine, possible)
    kept = np.nonzero(coarse | fine | (possible & likely(features, possible)))
    return Example(document, mode, *kept, features[kept].astype(np.float64), coarse[kept], fine[kept])


def compared(document: GoldDocument, aligner: Aligner) -> Comparison:
    """Compare the two sides of a document as the aligner does."""
    source, target = sides(document)
    vectors = encoded(aligner.encoder, source, target)
    return compare(source, target, explain(source, target, aligner.layers), aligner.lexicon, vectors)


def sides(document: GoldDocument) -> tuple[TokenisedText, TokenisedText]:
    """Return both sides of a document as the aligner sees them."""
    return prepare(document.source, document.langs[0]), prepare(document.target, document.langs[1])


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
