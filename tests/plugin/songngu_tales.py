"""An example of a package that adds a filter, a reader, a rule and an encoder to songngu without touching it."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.document import Block, BlockKind, MappedText, Span
from songngu.corpus.export.filters.filter import Filter
from songngu.glossary.finding import Severity
from songngu.glossary.rules import Issue, Row, Rule


def _capitals() -> pl.Expr:
    letters = pl.col("target").str.count_matches(r"\p{L}")
    return pl.col("target").str.count_matches(r"\p{Lu}") / pl.max_horizontal(letters, pl.lit(1))


SHOUTS = Filter("shouts", "share of the letters of the target that are capitals", _capitals, most=0.5)


class Tales:
    """Reads files whose paragraphs begin with a tilde."""

    @staticmethod
    def read_blocks(raw: str, extraction: object) -> list[Block]:
        """Return a block for each line, without its tilde."""
        blocks, at = [], 0
        for line in raw.splitlines(keepends=True):
            start = at + (line.startswith("~"))
            end = at + len(line.rstrip("\n"))
            blocks.append(Block(BlockKind.PARAGRAPH, MappedText.verbatim(raw, Span(start, end))))
            at += len(line)
        return blocks


def _dragons(row: Row) -> Iterator[Issue]:
    if "rồng" in row.source and "dragon" not in row.target:
        yield Issue("target", "the dragon is gone", "bring it back")


DRAGONS = Rule("TAL001", "dragon lost", Severity.WARNING, "A tale keeps its dragons.", (), _dragons)


def lengths(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors of two dimensions that tell the lengths of sentences."""
    return np.array([[len(text), 1] for text in sentences], np.float32)
