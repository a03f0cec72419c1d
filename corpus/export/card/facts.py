"""The facts of a corpus: everything its manifest and its card tell, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songngu.corpus.errors import unreadable
from songngu.corpus.language.names import language_name


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read or written: its name relative to the corpus, SHA-256, bytes, rows, and part of the split.

    ``output`` is what was asked for, of which it holds a part, a pair or a shard.
    """

    path: str
    sha256: str
    size: int
    rows: int
    part: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where documents come from: ``pattern`` is a glob of the names of documents or files, as the recipe has it."""

    pattern: str
    name: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a part of the split is, or (named ``all``) the whole; words are what stands between spaces."""

    name: str
    rows: int
    documents: int
    source_words: int
    target_words: int
    source_characters: int
    target_characters: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values fall into each of some ranges, in order, and how many rows have ``none``."""

    ranges: tuple[tuple[str, int], ...]
    none: int = 0

    @property
    def total(self) -> int:
        """The values counted."""
        return sum(count for _, count in self.ranges)


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A ``score.NAME`` column of the rows that stay: rows with a value, and the least, mean and greatest of these."""

    name: str
    rows: int
    least: float
    mean: float
    greatest: float


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """A document by its name, the files it was aligned from, its rows, and the name of its origin (none: empty)."""

    name: str
    source_file: str
    target_file: str
    rows: int
    origin: str


@dataclass(frozen=True, slots=True)
class OriginSize:
    """An origin with the documents and rows from it; without name and pattern, those of which none is known."""

    origin: Origin
    documents: int
    rows: int


@dataclass(frozen=True, slots=True)
class LeakCount:
    """How many rows stand in a test set, by its name and the kind of leak; ``short`` ones do not count as leaks.

    Of ``one_side`` of these rows the other side does not stand there; of ``contained`` but a sentence does, or they are
    sentences of longer texts there.
    """

    set: str
    kind: str
    short: bool
    rows: int
    one_side: int = 0
    contained: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is told of a corpus.

    ``languages`` are the codes of source and target. ``parts`` is empty where there is no split. ``removed`` counts the
    rows that each reason took, in the order of the pipeline. ``documents`` lists the largest, ``document_count`` counts
    all. In ``searched`` rows test sets were looked for. ``created`` is a day, or None: the same input gives the same
    bytes only without.
    """

    name: str
    version: str
    languages: tuple[str, str]
    whole: Size
    parts: tuple[Size, ...]
    source_lengths: Histogram
    target_lengths: Histogram
    probabilities: Histogram
    statuses: tuple[tuple[str, int], ...]
    scores: tuple[ScoreFacts, ...]
    document_count: int
    documents: tuple[DocumentSize, ...]
    origins: tuple[OriginSize, ...]
    samples: tuple[tuple[str, str], ...]
    recipe: Mapping[str, Any]
    inputs: tuple[File, ...]
    outputs: tuple[File, ...]
    removed: tuple[tuple[str, int], ...]
    leaks: tuple[LeakCount, ...]
    searched: int
    notes: tuple[str, ...]
    created: str | None = None

    @property
    def read(self) -> int:
        """The rows that were read: those that stay and those removed."""
        return self.whole.rows + sum(rows for _, rows in self.removed)


def column_names(languages: tuple[str, str]) -> tuple[str, str]:
    """Return the codes of the languages of the two sides; the side itself where its language is not told."""
    return languages[0] or "source", languages[1] or "target"


def side_names(languages: tuple[str, str]) -> tuple[str, str]:
    """Return the names of the languages of the two sides; the side itself where its language is not told."""
    source, target = languages
    return language_name(source) if source else "Source", language_name(target) if target else "Target"


def file_facts(path: str | Path, rows: int, *, name: str | None = None, part: str = "") -> File:
    """Return the facts of a file on disk, called ``name`` (by default, its last part); raise InputError where it is not
    to be read.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(error, path) from error
    return File(name or path.name, digest, size, rows, part)
