"""The aligner: features, lexicon, search, evaluation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songngu.align.alignment import Alignment, align_documents, align_sentences
    from songngu.align.bead import Bead

__all__ = ["Alignment", "Bead", "align_documents", "align_sentences"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that importing songngu stays cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.alignment"), name)
