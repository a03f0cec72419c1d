"""TMX, the exchange format of translation memories (LISA OSCAR, TMX 1.4b): read at any level, written as 1.4.

What TMX has no place for stands in ``prop`` elements of the types ``x-songngu-NAME``, and is read back.
"""

from songngu.corpus.formats.tmx.reader import scan
from songngu.corpus.formats.tmx.writer import write

__all__ = ["scan", "write"]
