"""The aligner: layers, lexicon and weights that turn the sentences of two sides into beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from songngu.align.bead import BEADS, Bead
from songngu.align.encoder import Encoder, encode, unknown_languages
from songngu.align.lexicon.induced import InducedLayer
from songngu.align.lexicon.layers import Layer, mirrored
from songngu.align.lexicon.lexicon import Lexicon, shipped_lexicon
from songngu.align.lexicon.shipped import is_turned, shipped_layers
from songngu.align.score.band import find_band
from songngu.align.score.comparison import Comparison, compare, explain
from songngu.align.score.evidence import Array
from songngu.align.score.score import Scored, Setting, Weights, score, shipped_weights
from songngu.align.search.lattice import Lattice, PathStep, best_path, probabilities
from songngu.align.text.structure import structure_of
from songngu.align.text.tokenised import TokenisedText, prepare
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError
from songngu.corpus.language.tags import base_language

_REACHES = (20, 60, 180, 540)
_ROUNDS = 3
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Aligner:
    """What an alignment is scored with; ``learnt`` says that a layer was induced from the documents themselves."""

    layers: tuple[Layer, ...]
    lexicon: Lexicon | None
    weights: Weights
    encoder: Encoder | None = None
    learnt: bool = False

    @classmethod
    def shipped(
        cls, source_lang: str, target_lang: str, *, extra: Sequence[Layer] = (), encoder: Encoder | None = None
    ) -> Aligner:
        """Return the aligner songngu comes with for a pair of languages, with ``extra`` layers (a glossary's, say).

        An ``encoder`` that does not know both languages is left out: what it says of the other would do harm.
        """
        if is_turned(source_lang, target_lang):
            return cls.shipped(target_lang, source_lang, extra=mirrored(extra), encoder=encoder).mirrored()
        if encoder and unknown_languages(encoder, (source_lang, target_lang)):
            encoder = None
        lexicon = shipped_lexicon(source_lang, target_lang)
        known = {base_language(source_lang), base_language(target_lang)} == {"vi", "en"}
        setting = Setting.LEXICON if lexicon else Setting.INDUCED if known else Setting.OTHER
        weights = shipped_weights(setting, encoder=encoder is not None)
        return cls((*shipped_layers(source_lang, target_lang), *extra), lexicon, weights, encoder)

    def mirrored(self) -> Aligner:
        """Return the aligner for the two sides the other way round; the weights are those of the one direction."""
        return replace(self, layers=mirrored(self.layers), lexicon=self.lexicon and self.lexicon.reversed())

    def induced(self, pairs: Sequence[tuple[TokenisedText, TokenisedText]]) -> Aligner:
        """Return an aligner that has learnt from ``pairs`` of documents what words explain each other."""
        if pairs and is_turned(pairs[0][0].lang, pairs[0][1].lang):
            return self.mirrored().induced([(right, left) for left, right in pairs]).mirrored()
        learnt = self
        encodings = [encoded(self.encoder, *pair) for pair in pairs]
        for _ in range(_ROUNDS):
            beads = [
                learnt.align(*pair, explain(*pair, learnt.layers), vectors)
                for pair, vectors in zip(pairs, encodings, strict=True)
            ]
            likely = [
                [(b.source, b.target) for b in found if b.source and b.target and b.probability >= _LIKELY]
                for found in beads
            ]
            rows = [(*pair, found) for pair, found in zip(pairs, likely, strict=True)]
            learnt = replace(self, layers=(*self.layers, InducedLayer(rows)), learnt=True)
        return learnt

    def align(
        self,
        source: TokenisedText,
        target: TokenisedText,
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

    def _search(self, comparison: Comparison) -> tuple[Lattice, list[PathStep]]:
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


def side_of(document: Document) -> TokenisedText:
    """Return a document as the aligner sees it, with its structure."""
    return prepare([s.text for s in document.sentences], document.lang, structure_of(document))


def encoded(encoder: Encoder | None, source: TokenisedText, target: TokenisedText) -> tuple[Array, Array] | None:
    """Return the unit vectors of both sides' sentences. Raises SongnguError where the two are not of one space."""
    if encoder is None or not len(source) or not len(target):
        return None
    left, right = encode(encoder, source.texts), encode(encoder, target.texts)
    if left.shape[1] != right.shape[1]:
        raise SongnguError(f"the encoder gave {left.shape[1]} dimensions for one side, {right.shape[1]} for the other")
    return left, right
