"""Word links: which words of a sentence render which words of its rendering."""

from songngu.align.links.linked import Link, LinkedPair
from songngu.align.links.linker import Linker, link
from songngu.align.links.symmetry import Symmetry

__all__ = ["Link", "LinkedPair", "Linker", "Symmetry", "link"]
