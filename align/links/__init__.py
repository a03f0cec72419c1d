"""Word links: which words of a sentence render which words of its rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.align.links.linked import Link, LinkedPair
    from songngu.align.links.linker import Linker, link
    from songngu.align.links.phrases import consistent_phrases
    from songngu.align.links.symmetry import Symmetry

__all__ = ["Link", "LinkedPair", "Linker", "Symmetry", "consistent_phrases", "link"]

# Public names are imported when they are first asked for, so that the command line starts without NumPy.
__getattr__ = attributes_of(
    __name__,
    {
        "Link": "align.links.linked",
        "LinkedPair": "align.links.linked",
        "Linker": "align.links.linker",
        "Symmetry": "align.links.symmetry",
        "consistent_phrases": "align.links.phrases",
        "link": "align.links.linker",
    },
)
