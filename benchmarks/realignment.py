"""Realigning from the review page: how many wrong beads one realignment of each wrong stretch mends.

    python -m benchmarks.realignment

Of alignments with errors put in, and of the errors that the aligner itself makes in the gold texts with gold by the
sentence (`../shared/data/gold`). As a person would, the benchmark accepts right beads and realigns where wrong ones
stand: either the two right neighbours of each wrong stretch alone, or all that are right, which are then a lexicon too.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.gold import GoldDocument, gold_documents
from benchmarks.prepared import Beads, prepared, right
from songngu.align.aligner import Aligner
from songngu.align.alignment import align_documents
from songngu.corpus.document import Document
from songngu.workspace.review.action import Action
from songngu.workspace.review.history import History
from songngu.workspace.review.realignment import realigned
from songngu.workspace.review.sheet import ReviewBead, ReviewSentence, Sheet

FAMILIES = ("alt", "altgap", "deepseek")
LANGS = ("vi", "en")
Texts = tuple[Sequence[str], Sequence[str]]
Numbers = tuple[tuple[int, ...], tuple[int, ...]]


def sheet_of(texts: Texts, beads: Sequence[tuple[Numbers, float]]) -> Sheet:
    """Return the sheet of beads, each the numbers of its sentences and its probability."""
    cells = {"document": "d", "source_lang": LANGS[0], "target_lang": LANGS[1]}
    return Sheet([
        ReviewBead(
            str(k),
            str(k),
            tuple(tuple(ReviewSentence(texts[side][n], (n,)) for n in numbers[side]) for side in (0, 1)),  # type: ignore[arg-type]
            probability=probability,
            cells=cells,
        )
        for k, (numbers, probability) in enumerate(beads)
    ])  # fmt: skip


def numbers_of(bead: ReviewBead) -> Numbers:
    """Return the numbers of the sentences of a bead."""
    source, target = (tuple(sentence.numbers[0] for sentence in side) for side in bead.sides)
    return source, target


def mended(sheet: Sheet, gold: set[Numbers], *, all_right: bool) -> int:
    """Realign every wrong stretch once, and return how many wrong beads are left."""
    history = History(sheet)
    good = [numbers_of(bead) in gold for bead in sheet]
    beside = [k for k, right in enumerate(good) if right and not all(good[max(k - 1, 0) : k + 2])]
    accepted = [k for k, right in enumerate(good) if right] if all_right else beside
    starts = [k for k, right in enumerate(good) if not right and (k == 0 or good[k - 1])]
    keys = [sheet.beads[k].key for k in starts]
    for k in accepted:
        history.replay(Action(action="accept", row=sheet.beads[k].key))
    aligner = Aligner.shipped(*LANGS)
    for key in keys:
        place = history.sheet.index(key)
        assert place is not None
        history.replay(realigned(history.sheet, place, lambda _: aligner))
    return sum(numbers_of(bead) not in gold for bead in history.sheet)


def put_in(beads: Beads) -> tuple[Sheet, set[Numbers]]:
    """Return the sheet and the gold of an alignment of the hundred pairs with errors put into it."""
    texts = tuple([text for bead in right() for text in bead[side]] for side in (0, 1))
    placed: list[tuple[Numbers, float]] = []
    at = [0, 0]
    for bead in beads:
        sides = tuple(tuple(range(at[side], at[side] + len(bead[side]))) for side in (0, 1))
        at = [at[side] + len(bead[side]) for side in (0, 1)]
        placed.append(((sides[0], sides[1]), bead[2]))
    return sheet_of((texts[0], texts[1]), placed), {((k,), (k,)) for k in range(100)}


def shifted() -> Beads:
    """Return the pairs with three stretches in which every target stands one row too late."""
    beads = right()
    for start in (10, 45, 70):
        stretch = beads[start : start + 20]
        targets: list[list[str]] = [[], *(bead[1] for bead in stretch[:-2]), [*stretch[-2][1], *stretch[-1][1]]]
        beads[start : start + 20] = [(bead[0], target, 0.5) for bead, target in zip(stretch, targets, strict=True)]
    return beads


def aligned(document: GoldDocument) -> tuple[Sheet, set[Numbers]]:
    """Return the sheet of a gold document as the aligner aligns it, and its gold."""
    texts = document.source, document.target
    sides = [Document.from_sentences(list(lines), lang) for lines, lang in zip(texts, LANGS, strict=True)]
    beads = align_documents(*sides, keep_duplicates=True).beads
    placed = [((tuple(bead.source), tuple(bead.target)), bead.probability) for bead in beads]
    return sheet_of(texts, placed), {(tuple(source), tuple(target)) for source, target in document.gold}


def measured(sheets: Sequence[tuple[Sheet, set[Numbers]]]) -> str:
    """Return how many beads of sheets are wrong, and how many are left after realigning each of the two ways."""
    before = sum(numbers_of(bead) not in gold for sheet, gold in sheets for bead in sheet)
    left = [sum(mended(Sheet(sheet.base), gold, all_right=way) for sheet, gold in sheets) for way in (False, True)]
    beads = sum(len(sheet) for sheet, _ in sheets)
    return f"{before} of {beads} wrong; left: {left[0]} with the neighbours accepted, {left[1]} with all right ones"


def main() -> None:
    """Print the figures of all alignments."""
    for name, beads in (("prepared", prepared()), ("shifted", shifted())):
        print(f"{name}: {measured([put_in(beads)])}", flush=True)
    documents = list(gold_documents())
    for family in FAMILIES:
        sheets = [aligned(document) for document in documents if document.family == family]
        print(f"{family}: {measured(sheets)}", flush=True)


if __name__ == "__main__":
    main()
