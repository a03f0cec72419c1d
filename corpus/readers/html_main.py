"""The main text of a page, as trafilatura tells it from navigation, advertisements and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from songngu.corpus.document import Block, BlockKind
from songngu.corpus.errors import UsageError
from songngu.corpus.readers.extraction import Extraction

_BLANK = re.compile(r"\s+")


def keep_main(raw: str, blocks: Sequence[Block], extraction: Extraction) -> list[Block]:
    """Return the blocks whose text stands in the main text of the page, in order, and its metadata.

    Where no main text is found all blocks are returned. Raises UsageError where trafilatura is not installed.
    """
    try:
        from trafilatura import extract
    except ImportError:
        raise UsageError("--main needs trafilatura", hint="pip install 'songngu[web]'") from None
    main = extract(raw, output_format="txt", favor_recall=True, include_comments=False, include_tables=True)
    if not main:
        return list(blocks)
    body = _BLANK.sub("", main)
    kept: list[Block] = []
    position = 0
    for block in blocks:
        if block.kind is BlockKind.METADATA:
            kept.append(block)
            continue
        text = _BLANK.sub("", block.content.text)
        # What stands after the last block found is taken first: a short text may stand in the navigation too.
        found = body.find(text, position)
        if 0 <= found <= position + _reach(text):
            kept.append(block)
            position = found + len(text)
        else:
            extraction.omit_span("no main text", raw, block.content.hull())
    return kept


def _reach(text: str) -> int:
    """Return how many characters may lie between a block and the one before it."""
    return 40 if len(text) < 40 else 4000
