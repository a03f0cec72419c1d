"""Alignments: two documents and the beads that join their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import scipy.sparse as sp

from songngu.align.encoder import Encoder, encode
from songngu.align.lexicon.cognates import CognateLayer
from songngu.align.lexicon.induced import InducedLayer
from songngu.align.lexicon.layers import IdentityLayer, Layer, LexiconLayer, NameLayer, mirrored
from songngu.align.lexicon.lexicon import Lexicon, shipped_lexicon
from songngu.align.moves import Move, find_moves
from songngu.align.passages import LaterCopy, set_aside
from songngu.align.score.band import find_band
from songngu.align.score.comparison import Comparison, compare, explain, narrowed
from songngu.align.score.evidence import Array
from songngu.align.score.features import BEADS
from songngu.align.score.score import Scored, Setting, Weights, score, shipped_weights
from songngu.align.search.lattice import Lattice, Step, best_path, probabilities
from songngu.align.text.structure import structure_of
from songngu.align.text.tokenised import Side, prepare, select
from songngu.corpus.document import Document, Span
from songngu.corpus.errors import SongnguError, UsageError

_REACHES = (20, 60, 180, 540)
_ROUNDS = 3
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentence numbers of both sides that render each other; one side is empty for a deletion.

    ``probability`` is the posterior of the bead among all alignments; ``repeats`` the number of the bead whose text
    this one, part of a repeated passage that was set aside, repeats.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float
    repeats: int | None = None


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


def is_turned(source_lang: str, target_lang: str) -> bool:
    """Return whether a pair of languages stands the other way round than it is aligned in.

    Every pair is aligned in one direction, from Vietnamese (as the weights were trained) or else from the first by the
    alphabet, so that exchanging source and target gives the mirrored alignment, whatever the score.
    """
    return (target_lang != "vi", target_lang) < (source_lang != "vi", source_lang)


@dataclass(frozen=True, slots=True)
class Aligner:
    """What an alignment is scored with; ``learnt`` says that a layer was induced from the documents themselves."""

    layers: tuple[Layer, ...]
    lexicon: Lexicon | None
    weights: Weights
    encoder: Encoder | None = None
    learnt: bool = False

    @classmethod
    def shipped(cls, source_lang: str, target_lang: str, *, extra: Sequence[Layer] = ()) -> Aligner:
        """Return the aligner songngu comes with for a pair of languages, with ``extra`` layers (a glossary's, say)."""
        if is_turned(source_lang, target_lang):
            return cls.shipped(target_lang, source_lang, extra=mirrored(extra)).mirrored()
        lexicon = shipped_lexicon(source_lang, target_lang)
        layers: list[Layer] = [LexiconLayer(lexicon)] if lexicon else []
        if "vi" not in (source_lang, target_lang):
            layers.append(CognateLayer())
        known = {source_lang, target_lang} == {"vi", "en"}
        setting = Setting.LEXICON if lexicon else Setting.INDUCED if known else Setting.OTHER
        return cls((*layers, IdentityLayer(lexicon), NameLayer(), *extra), lexicon, shipped_weights(setting))

    def mirrored(self) -> Aligner:
        """Return the aligner for the two sides the other way round; the weights are those of the one direction."""
        return replace(self, layers=mirrored(self.layers), lexicon=self.lexicon and self.lexicon.reversed())

    def induced(self, pairs: Sequence[tuple[Side, Side]]) -> Aligner:
        """Return an aligner that has learnt from ``pairs`` of documents what words explain each other."""
        if pairs and is_turned(pairs[0][0].lang, pairs[0][1].lang):
            return self.mirrored().induced([(right, left) for left, right in pairs]).mirrored()
        learnt = self
        for _ in range(_ROUNDS):
            beads = [learnt.align(left, right, explain(left, right, learnt.layers)) for left, right in pairs]
            likely = [
                [(b.source, b.target) for b in found if b.source and b.target and b.probability >= _LIKELY]
                for found in beads
            ]
            rows = [(*pair, found) for pair, found in zip(pairs, likely, strict=True)]
            learnt = replace(self, layers=(*self.layers, InducedLayer(rows)), learnt=True)
        return learnt

    def align(
        self,
        source: Side,
        target: Side,
        tables: tuple[sp.csr_array, sp.csr_array],
        encodings: tuple[Array, Array] | None = None,
    ) -> list[Bead]:
        """Align the sentences of two sides by what explains their words; the beads number them from 0.

        ``encodings`` are the unit vectors of the sentences, where an encoder is to speak too.
        """
        n, m = len(source), len(target)
        if not n or not m:
            return [Bead((i,), (), 1.0) for i in range(n)] + [Bead((), (j,), 1.0) for j in range(m)]
        comparison = compare(source, target, tables, self.lexicon, encodings)
        scores, path = self._search(comparison)
        beads = []
        for step, probability in zip(path, probabilities(scores, self.weights.extension, path), strict=True):
            a, b = BEADS[step.bead]
            left, right = range(step.i - a, step.i), range(step.j - b, step.j)
            beads.append(Bead(tuple(left), tuple(right), round(probability, 6)))
        return beads

    def _search(self, comparison: Comparison) -> tuple[Lattice, list[Step]]:
        """Find the best path; where it touches the edge of the band, widen the band there and search again."""
        band = find_band(comparison)
        scored: Scored | None = None
        for reach in _REACHES:
            scored = score(comparison, self.weights, band, scored)
            path = best_path(scored.lattice, self.weights.extension)
            rows, columns = np.array([(step.i, step.j) for step in path]).T
            touched = rows[band.touched(rows, columns)]
            if not len(touched):
                break
            band = band.widened(touched, reach)
        assert scored is not None
        return scored.lattice, path


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
        return (
            frozenset(i for bead in pairs for i in bead.source),
            frozenset(j for bead in pairs for j in bead.target),
        )

    aside = ([], []) if keep_duplicates else set_aside(source, target, partnered)
    beads = aligned(*(frozenset(k for copy in copies for k in copy.origin) for copies in aside))
    moves = find_moves(left, right, tables[0], beads, chosen)
    return Alignment(source, target, _with_copies(_apart(beads, moves), *aside), moves)


def side_of(document: Document) -> Side:
    """Return a document as the aligner sees it, with its structure."""
    return prepare([s.text for s in document.sentences], document.lang, structure_of(document))


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


def encoded(encoder: Encoder | None, source: Side, target: Side) -> tuple[Array, Array] | None:
    """Return the unit vectors of both sides' sentences. Raises SongnguError where the two are not of one space."""
    if encoder is None or not len(source) or not len(target):
        return None
    left, right = encode(encoder, source.texts), encode(encoder, target.texts)
    if left.shape[1] != right.shape[1]:
        raise SongnguError(f"the encoder gave {left.shape[1]} dimensions for one side, {right.shape[1]} for the other")
    return left, right


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
