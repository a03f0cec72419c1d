"""What stands among texts and says nothing more: drawn rules, images whose text names their file or is the caption."""

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
    caption = ""
    for block in blocks:
        text = block.content.text
        reason = _reason(block, caption)
        caption = text if block.kind is BlockKind.CAPTION else ""
        if not reason:
            yield block
        elif raw is None:
            extraction.omit(reason, text, block.locator)
        else:
            for span in block.content.raw_spans():
                extraction.omit_span(reason, raw, Span(span.start, span.end))


def _reason(block: Block, caption: str) -> str:
    """Return why a block that follows a ``caption`` says nothing, or an empty text."""
    text = block.content.text
    if is_rule(text):
        return "a drawn rule"
    if block.kind is not BlockKind.CAPTION:
        return ""
    if text == caption:
        return "a caption that repeats the one before"
    return "the name of a picture's file" if _FILE_NAME.fullmatch(text) else ""
