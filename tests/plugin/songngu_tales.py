"""An example of a package that adds to each family of songngu without touching it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.bitext import Bitext, from_rows
from songngu.corpus.document import Block, BlockKind, MappedText, Span
from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.formats.reading import Reading
from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.formats import GlossaryFormat, GlossaryOptions
from songngu.glossary.formats.losses import GlossaryReading, Loss
from songngu.glossary.reports.report import FindingsReport
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


def echo(sources: Sequence[str], targets: Sequence[str], weight: float = 1) -> list[float | None]:
    """Characters of the target by those of the source."""
    return [
        weight * len(target) / len(source) if source else None for source, target in zip(sources, targets, strict=True)
    ]


class Judge:
    """How many of its words a target has."""

    least = 1

    def __init__(self, words: str = "") -> None:
        self.words = words.split()

    def __call__(self, sources: Sequence[str], targets: Sequence[str]) -> list[int]:
        """Return the number of the words for each target."""
        return [sum(word in target for word in self.words) for target in targets]


def short(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
    """Return too few numbers."""
    return [1.0][: len(sources) - 1]


def by_stroke(texts: Sequence[str], sure: float = 0.9) -> list[tuple[str, float]]:
    """Tell Vietnamese by its đ, and nothing of texts without letters of its kind."""
    return [("vie_Latn", sure) if "đ" in text else ("", 0.0) if "?" in text else ("eng", sure) for text in texts]


def lengths(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors of two dimensions that tell the lengths of sentences."""
    return np.array([[len(text), 1] for text in sentences], np.float32)


class Fable:
    """A format of bitexts: each line a source, ``=>`` and a target."""

    @staticmethod
    def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
        """Write the rows, and tell what is not kept."""
        for row in bitext.iter_rows(named=True):
            stream.write(f"{row['source']} => {row['target']}\n".encode())
        return ["all but the texts"]

    @staticmethod
    def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
        """Yield the rows as one batch."""
        lines = stream.read().decode().splitlines()
        yield from_rows([dict(zip(("source", "target"), line.split(" => "), strict=True)) for line in lines])


def _read_runes(path: Path, data: bytes, options: GlossaryOptions) -> GlossaryReading:
    concepts = []
    for line in data.decode().splitlines():
        vi, en = line.split(" = ")
        concepts.append(Concept(en, (Term(vi, "vi"), Term(en, "en"))))
    return GlossaryReading(Glossary(tuple(concepts)))


def _write_runes(glossary: Glossary, options: GlossaryOptions) -> tuple[bytes, list[Loss]]:
    lines = [f"{concept.terms[0].text} = {concept.terms[1].text}\n" for concept in glossary]
    return "".join(lines).encode(), []


RUNES = GlossaryFormat("runes", (".runes",), _read_runes, _write_runes)


def _ballad(findings: Sequence[Finding]) -> str:
    return "".join(f"O {found.rule}!\n" for found in findings)


BALLAD = FindingsReport(_ballad)
