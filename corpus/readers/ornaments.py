"""What stands among texts and says nothing: rules drawn with characters, images whose text names their file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from songngu.corpus.document import Block, BlockKind, Span
from songngu.corpus.readers.extraction import Extraction

_RULE = re.compile(r"\s*(?:[-‐-―−_=*~·•─━═⁂]\s*){3,}")
_FILE_NAME = re.compile(
    r"\s*(?:[A-Za-z]:[\\/].*|\S*)[^\s\\/.]\.(?:avif|bmp|emf|gif|heic|jpe?g|png|svg|tiff?|webp|wmf)\s*", re.IGNORECASE
)


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn, ``-----``, ``* * *``, ``———``, and has no words."""
    return bool(_RULE.fullmatch(text))


def without_ornaments(blocks: Iterable[Block], extraction: Extraction, raw: str | None) -> Iterator[Block]:
    """Yield the blocks that say something; the others are noted, with their places in ``raw``, a file that is text."""
    for block in blocks:
        text = block.content.text
        is_name = block.kind is BlockKind.CAPTION and _FILE_NAME.fullmatch(text)
        reason = "a drawn rule" if is_rule(text) else "the name of a picture's file" if is_name else ""
        if not reason:
            yield block
        elif raw is None:
            extraction.omit(reason, text, block.locator)
        else:
            for span in block.content.raw_spans():
                extraction.omit_span(reason, raw, Span(span.start, span.end))
