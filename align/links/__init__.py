"""Word links: which words of a sentence render which words of its rendering."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songngu.align.links.linked import Link, LinkedPair
    from songngu.align.links.linker import Linker, link
    from songngu.align.links.phrases import consistent_phrases
    from songngu.align.links.symmetry import Symmetry

__all__ = ["Link", "LinkedPair", "Linker", "Symmetry", "consistent_phrases", "link"]

_HOMES = {
    "Link": "linked", "LinkedPair": "linked", "Linker": "linker", "Symmetry": "symmetry",
    "consistent_phrases": "phrases", "link": "linker",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that the command line starts without NumPy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
