"""Insertions: short sentences planted in the gold, left alone by the aligner or swallowed by a neighbour's bead.

Run ``python -m benchmarks.insertions [--tune]``: the odd half of the gold, or the even one, on which the bounds of
`align/insertions.py` were chosen. Sentences of 12 to 60 characters of other places are planted, one at a time; of the
documents as they are, beads of gold that would be parted are counted.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence

from benchmarks.gold import GoldDocument, gold_documents
from songngu.align.aligner import Aligner, side_of
from songngu.align.bead import Bead
from songngu.align.insertions import part_insertions
from songngu.align.score.comparison import explain
from songngu.corpus.document import Document

SHORTEST, LONGEST = 12, 60
PLANTINGS, FEW = 8, 3
LONGEST_DOCUMENT, LONG_DOCUMENT = 500, 200


def aligned(aligner: Aligner, texts: Sequence[Sequence[str]]) -> tuple[list[Bead], list[Bead]]:
    """Return the beads of two lists of sentences before and after insertions are taken out."""
    left, right = (side_of(Document.from_sentences(side, lang)) for side, lang in zip(texts, ("vi", "en"), strict=True))
    tables = explain(left, right, aligner.layers)
    beads = aligner.align(left, right, tables)
    return beads, part_insertions(left, right, tables, beads)


def planted(
    document: GoldDocument, pool: Sequence[tuple[str, str]], rng: random.Random
) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Yield a side, the number of the sentence planted there, and both texts with it."""
    singles = [bead for bead in document.gold if len(bead[0]) == len(bead[1]) == 1]
    for _ in range(PLANTINGS if len(document.source) < LONG_DOCUMENT else FEW):
        for side in (0, 1):
            texts = [list(document.source), list(document.target)]
            place = rng.choice(singles)[side][0] + 1
            texts[side].insert(place, rng.choice(pool)[side])
            yield side, place, texts


def main() -> None:
    """Plant and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    half = 0 if parser.parse_args().tune else 1
    documents = [d for d in gold_documents() if d.half == half and len(d.source) <= LONGEST_DOCUMENT]
    pairs = [(d.source[a[0]], d.target[b[0]]) for d in documents for a, b in d.gold if len(a) == len(b) == 1]
    pool = [pair for pair in pairs if all(SHORTEST <= len(text) <= LONGEST for text in pair)]
    aligner, rng = Aligner.shipped("vi", "en"), random.Random(5)
    parted, alone, count = [0, 0], [0, 0], 0
    for document in documents:
        gold = set(document.gold)
        before, after = (
            {(b.source, b.target) for b in beads} for beads in aligned(aligner, (document.source, document.target))
        )
        parted = [parted[0] + len((before - after) & gold), parted[1] + len((after - before) & gold)]
        for side, place, texts in planted(document, pool, rng):
            count += 1
            for number, beads in enumerate(aligned(aligner, texts)):
                alone[number] += any(
                    place in (b.source, b.target)[side] and not (b.source, b.target)[1 - side] for b in beads
                )
    print(f"half {half}: {count} short sentences planted, {alone[0]} alone before, {alone[1]} after")
    print(f"{parted[0]} beads of gold parted in {len(documents)} documents as they are, {parted[1]} found")


if __name__ == "__main__":
    main()
