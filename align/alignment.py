"""Alignments: two documents and the beads that join their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from songngu.align.aligner import Aligner, encoded, side_of
from songngu.align.bead import Bead
from songngu.align.insertions import part_insertions
from songngu.align.lexicon.shipped import is_turned
from songngu.align.moves import Move, find_moves
from songngu.align.passages import LaterCopy, set_aside
from songngu.align.score.comparison import explain, narrowed
from songngu.align.slips import join_slips
from songngu.align.text.tokenised import select
from songngu.corpus.document import Document, Span
from songngu.corpus.errors import UsageError


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two documents and the beads that cover every sentence of both exactly once, in order.

    ``moves`` are blocks whose beads would cross that order: their sentences are deletions among ``beads``.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    moves: tuple[Move, ...] = ()

    def mirrored(self) -> Alignment:
        """Return the same alignment with source and target exchanged."""
        turned = (replace(bead, source=bead.target, target=bead.source) for bead in self.beads)
        moves = sorted((move.mirrored() for move in self.moves), key=lambda move: move.source.start)
        return Alignment(self.target, self.source, tuple(turned), tuple(moves))


def align_sentences(
    source: Sequence[str], target: Sequence[str], *, source_lang: str = "vi", target_lang: str = "en"
) -> list[Bead]:
    """Align two lists of sentences; the beads cover each sentence exactly once, in order.

    Passages that repeat on one side only are set aside: the later copy's sentences come out as deletions.
    Raises UsageError where both languages are the same.
    """
    documents = (
        Document.from_sentences(source, source_lang, "source"),
        Document.from_sentences(target, target_lang, "target"),
    )
    return list(align_documents(*documents).beads)


def align_documents(
    source: Document, target: Document, *, keep_duplicates: bool = False, aligner: Aligner | None = None
) -> Alignment:
    """Align two documents sentence by sentence.

    Later copies of passages that repeat on one side only are set aside first, unless ``keep_duplicates``: their
    sentences come out as deletions that say which bead they repeat.

    Raises UsageError where both languages are the same.
    """
    if source.lang == target.lang:
        raise UsageError(
            f"both sides are in the same language ({source.lang})",
            hint="name them with --source-lang and --target-lang",
        )
    aligner = aligner or Aligner.shipped(source.lang, target.lang)
    if is_turned(source.lang, target.lang):
        turned = align_documents(target, source, keep_duplicates=keep_duplicates, aligner=aligner.mirrored())
        return turned.mirrored()
    left, right = side_of(source), side_of(target)
    if aligner.lexicon is None and not aligner.learnt:
        aligner = aligner.induced([(left, right)])
    tables = explain(left, right, aligner.layers)
    encodings = encoded(aligner.encoder, left, right)

    def chosen(rows: Sequence[int], columns: Sequence[int]) -> list[Bead]:
        vectors = (encodings[0][list(rows)], encodings[1][list(columns)]) if encodings else None
        sides = select(left, rows), select(right, columns)
        beads = aligner.align(*narrowed(*sides, tables), vectors)
        if sides[0] is left and sides[1] is right:
            return beads
        return [
            replace(bead, source=tuple(rows[i] for i in bead.source), target=tuple(columns[j] for j in bead.target))
            for bead in beads
        ]

    @cache
    def aligned(source_aside: frozenset[int], target_aside: frozenset[int]) -> list[Bead]:
        rows = [i for i in range(len(left)) if i not in source_aside]
        return chosen(rows, [j for j in range(len(right)) if j not in target_aside])

    def partnered() -> tuple[frozenset[int], frozenset[int]]:
        pairs = [bead for bead in aligned(frozenset(), frozenset()) if bead.source and bead.target]
        return frozenset(i for bead in pairs for i in bead.source), frozenset(j for bead in pairs for j in bead.target)

    aside = ([], []) if keep_duplicates else set_aside(source, target, partnered)
    beads = aligned(*(frozenset(k for copy in copies for k in copy.origin) for copies in aside))
    beads = part_insertions(left, right, tables, join_slips(left, right, tables, beads))
    moves = find_moves(left, right, tables[0], beads, chosen)
    return Alignment(source, target, _with_copies(_apart(beads, moves), *aside), moves)


def _apart(beads: list[Bead], moves: Sequence[Move]) -> list[Bead]:
    """Return the beads, those that hold a sentence of a moved block taken apart: what it joins stands elsewhere."""
    source, target = {i for move in moves for i in move.source}, {j for move in moves for j in move.target}
    out: list[Bead] = []
    for bead in beads:
        moved = not (source.isdisjoint(bead.source) and target.isdisjoint(bead.target))
        if not moved or not bead.source or not bead.target:
            out.append(bead)
        else:
            unlikely = round(1 - bead.probability, 6)
            out += [Bead((i,), (), unlikely) for i in bead.source]
            out += [Bead((), (j,), unlikely) for j in bead.target]
    return out


def _with_copies(beads: list[Bead], source: list[LaterCopy], target: list[LaterCopy]) -> tuple[Bead, ...]:
    """Put the sentences that were set aside back in their places, as deletions that name the bead they repeat."""
    left = {k: (origin, copy.similarity) for copy in source for k, origin in copy.origin.items()}
    right = {k: (origin, copy.similarity) for copy in target for k, origin in copy.origin.items()}
    if not left and not right:
        return tuple(beads)
    merged = _merged(
        [part for bead in beads for part in _unbroken(bead)],
        [Bead((k,), (), round(similarity, 6)) for k, (_, similarity) in sorted(left.items())],
        [Bead((), (k,), round(similarity, 6)) for k, (_, similarity) in sorted(right.items())],
    )
    bead_of = {("source", i): k for k, bead in enumerate(merged) for i in bead.source}
    bead_of |= {("target", j): k for k, bead in enumerate(merged) for j in bead.target}
    repeats = {bead_of["source", k]: bead_of["source", origin] for k, (origin, _) in left.items()}
    repeats |= {bead_of["target", k]: bead_of["target", origin] for k, (origin, _) in right.items()}
    return tuple(replace(bead, repeats=repeats.get(k)) for k, bead in enumerate(merged))


def _unbroken(bead: Bead) -> Iterator[Bead]:
    """Yield a bead whose sentences stand on both sides of what was set aside as one that does not, and deletions."""
    source, target = _runs(bead.source), _runs(bead.target)
    if len(source) < 2 and len(target) < 2:
        yield bead
        return
    yield replace(bead, source=source[0], target=target[0])
    yield from (Bead((i,), (), bead.probability) for run in source[1:] for i in run)
    yield from (Bead((), (j,), bead.probability) for run in target[1:] for j in run)


def _runs(ids: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the runs of consecutive numbers; of no numbers, one empty run."""
    cuts = [0, *(k for k in range(1, len(ids)) if ids[k] != ids[k - 1] + 1), len(ids)]
    return [ids[a:b] for a, b in pairwise(cuts)]


def _merged(beads: Iterable[Bead], source: list[Bead], target: list[Bead]) -> list[Bead]:
    """Merge deletions into beads so that the sentences of both sides stay in order."""
    out: list[Bead] = []
    source, target = source[::-1], target[::-1]
    for bead in beads:
        while source and bead.source and source[-1].source < bead.source:
            out.append(source.pop())
        while target and bead.target and target[-1].target < bead.target:
            out.append(target.pop())
        out.append(bead)
    return out + source[::-1] + target[::-1]


def set_aside_passages(alignment: Alignment) -> list[tuple[Document, Span, Span]]:
    """Return the passages that were set aside: the document, where the text stands first, and where it stands again."""
    passages: list[tuple[Document, Span, Span]] = []
    for document, side in ((alignment.source, "source"), (alignment.target, "target")):
        before: int | None = None
        for number, bead in enumerate(alignment.beads):
            here: tuple[int, ...] = getattr(bead, side)
            if bead.repeats is None or not here:
                before = before if not here else None
                continue
            first = _hull(document, getattr(alignment.beads[bead.repeats], side))
            second = _hull(document, here)
            if before is not None:
                _, earlier, later = passages.pop()
                first, second = (
                    Span(min(earlier.start, first.start), max(earlier.end, first.end)),
                    Span(later.start, second.end),
                )
            passages.append((document, first, second))
            before = number
    return passages


def _hull(document: Document, sentences: Sequence[int]) -> Span:
    spans = [document.sentences[i].span for i in sentences]
    return Span(spans[0].start, spans[-1].end)
