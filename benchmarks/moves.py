"""Moved blocks found: two blocks of the target side of a gold document are exchanged, and the report is scored.

    python -m benchmarks.moves            the odd half of the gold
    python -m benchmarks.moves --tune     the even half, on which the bounds were chosen
    python -m benchmarks.moves --joined   the pairs of sentences of reported moves, which come out joined, against gold

A reported move is right when four fifths of its sentences, on both sides, are of one block of the original. Of the
two exchanged blocks and what lies between, a monotone path can keep only some: each block of three sentences and more
that it does not keep is to be found. Documents with nothing moved, among them those with gaps on both sides, show
what is reported where nothing is to be found.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gold import GoldDocument, gold_documents
from songngu.align import align_documents
from songngu.align.alignment import Alignment
from songngu.corpus.document import Document

SHORTEST, LONGEST = 5, 20
PLANTINGS = 3
FEWEST = 3
JOINED_PLANTINGS = 2
LONGEST_DOCUMENT = 400
SURE = 0.9
RIGHT = 0.8
FOUND = 0.5

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with two blocks of its target exchanged; blocks and gold groups have the new target numbers."""

    source: Sequence[str]
    target: Sequence[str]
    blocks: tuple[tuple[set[int], set[int]], ...]
    groups: tuple[tuple[set[int], set[int]], ...]


@dataclass(slots=True)
class Count:
    """What was to be found, what was found of it, and what was reported rightly and wrongly."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0


def planted(document: GoldDocument, rng: random.Random) -> Planted | None:
    """Exchange two blocks of 5 to 20 sentences, if the document has room for them."""
    groups = list(document.gold)
    for _ in range(50):
        cuts = sorted(rng.sample(range(len(groups) + 1), 4)) if len(groups) > 4 else [0, 0, 0, 0]
        one, between, other = groups[cuts[0] : cuts[1]], groups[cuts[1] : cuts[2]], groups[cuts[2] : cuts[3]]
        if all(SHORTEST <= len(side) <= LONGEST for block in (one, other) for side in _sides(block)):
            break
    else:
        return None
    order = [*groups[: cuts[0]], *other, *between, *one, *groups[cuts[3] :]]
    target_order = [j for _, target in order for j in target]
    place = {j: k for k, j in enumerate(target_order)}
    blocks = tuple(
        (set(_sides(block)[0]), {place[j] for j in _sides(block)[1]}) for block in (one, between, other) if block
    )
    placed = tuple((set(source), {place[j] for j in target}) for source, target in groups)
    return Planted(document.source, [document.target[j] for j in target_order], blocks, placed)


def _sides(groups: Sequence[Group]) -> tuple[list[int], list[int]]:
    return [i for source, _ in groups for i in source], [j for _, target in groups for j in target]


def aligned(source: Sequence[str], target: Sequence[str]) -> Alignment:
    """Align two lists of sentences."""
    return align_documents(Document.from_sentences(source, "vi"), Document.from_sentences(target, "en"))


def score(case: Planted, count: Count) -> None:
    """Add what is found in a document with two blocks exchanged."""
    alignment = aligned(case.source, case.target)
    moves = [(set(move.source), set(move.target)) for move in alignment.moves]
    for source, target in moves:
        right = any(
            len(source & block[0]) >= RIGHT * len(source) and len(target & block[1]) >= RIGHT * len(target)
            for block in case.blocks
        )
        count.right += right
        count.wrong += not right
    for block in case.blocks:
        kept = sum(len(block[0] & set(b.source)) for b in alignment.beads if b.target and block[1].issuperset(b.target))
        if min(map(len, block)) >= FEWEST and kept < len(block[0]) / 2:
            count.wanted += 1
            count.found += any(
                len(source & block[0]) >= FOUND * len(block[0]) and len(target & block[1]) >= FOUND * len(block[1])
                for source, target in moves
            )


def joined(case: Planted) -> Iterator[tuple[float, bool]]:
    """Yield the probability of each bead of a reported move, and whether all its sentences are of one gold group.

    Beads with a line that stands more than once are left out: gold does not say which of them is meant.
    """
    texts = [Counter(side) for side in (case.source, case.target)]
    for move in aligned(case.source, case.target).moves:
        for (source, target), probability in zip(move.beads, move.probabilities, strict=True):
            lines = [texts[0][case.source[i]] for i in source] + [texts[1][case.target[j]] for j in target]
            if max(lines) == 1:
                yield (
                    probability,
                    any(group[0].issuperset(source) and group[1].issuperset(target) for group in case.groups),
                )


def main() -> None:
    """Plant and score."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tune", action="store_true")
    arguments.add_argument("--joined", action="store_true")
    asked = arguments.parse_args()
    half = 0 if asked.tune else 1
    documents = [d for d in gold_documents() if d.half == half]
    if asked.joined:
        _score_joined([d for d in documents if max(len(d.source), len(d.target)) <= LONGEST_DOCUMENT])
    else:
        _score_reports(documents, half)


def _score_joined(documents: Sequence[GoldDocument]) -> None:
    cases = [planted(d, random.Random(f"{d.name} {seed}")) for d in documents for seed in range(JOINED_PLANTINGS)]
    beads = [bead for case in cases if case for bead in joined(case)]
    for least in (SURE, 0.0):
        right = [is_right for probability, is_right in beads if probability >= least]
        print(f"{sum(right) / len(right):.4f} of {len(right)} beads with a probability of {least} or more are right")


def _score_reports(documents: Sequence[GoldDocument], half: int) -> None:
    start, total, unmoved = time.process_time(), Count(), 0
    for family in sorted({d.family for d in documents}):
        count, cases, members = Count(), 0, [d for d in documents if d.family == family]
        for document in members:
            unmoved += len(aligned(document.source, document.target).moves)
            for seed in range(PLANTINGS):
                case = planted(document, random.Random(f"{document.name} {seed}"))
                if case:
                    cases += 1
                    score(case, count)
        print(f"{family:9} {cases} plantings: {count}", flush=True)
        for name in ("wanted", "found", "right", "wrong"):
            setattr(total, name, getattr(total, name) + getattr(count, name))
    print(f"half {half}: recall {total.found / total.wanted:.3f} of {total.wanted}", end=", ")
    print(f"precision {total.right / (total.right + total.wrong):.3f} of {total.right + total.wrong}", end=", ")
    print(f"{unmoved} reported in {len(documents)} unmoved documents; {time.process_time() - start:.0f} s of processor")


if __name__ == "__main__":
    main()
