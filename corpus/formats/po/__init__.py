"""PO, the message files of GNU gettext.

What an entry has no place for stands in one comment for each row, ``#. songngu {…}``, as JSON. An entry that holds more
than the columns of a bitext do (a context, plural forms, references to lines, flags) is kept in ``original``, the first
one with the header of the file; written back, it changes only where its row did.
"""

from songngu.corpus.formats.po.reader import scan
from songngu.corpus.formats.po.writer import write

__all__ = ["scan", "write"]
