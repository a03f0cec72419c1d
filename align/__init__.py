"""The aligner: evidence, score, search, alignments, evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.align.alignment import Alignment, align_documents, align_sentences
    from songngu.align.bead import Bead

__all__ = [
    "Alignment",
    "Bead",
    "align_documents",
    "align_sentences",
]

_MODULES = {
    "Alignment": "align.alignment",
    "Bead": "align.bead",
    "align_documents": "align.alignment",
    "align_sentences": "align.alignment",
}

__getattr__ = attributes_of(__name__, _MODULES)
