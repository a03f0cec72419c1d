"""Folders of lines for toolkits of machine translation: of each part of a split a file a side, a row a line.

A line end in a text, or whatever else some program takes for one, is written as a space: the files stay parallel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from songngu.corpus.bitext import Bitext, batches, columns_of
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import quantity
from songngu.corpus.files.output import atomic_files
from songngu.corpus.formats.sides import only_pair

WHOLE = "train"
LINE_ENDS = "[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_PART_OF = pl.col("split").cast(pl.Utf8).fill_null(WHOLE).alias("part")

Langs = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LineLayout:
    """How a toolkit names its files: those of a part, source and target, and what it is told of them all.

    ``settings`` gives the name and the text of a file that the toolkit reads, of the parts there are, or None.
    """

    names: Callable[[str, Langs], tuple[str, str]]
    settings: Callable[[Sequence[str], Langs], tuple[str, str] | None] = lambda parts, langs: None

    def files_of(self, bitext: Bitext, path: Path) -> list[Path]:
        """Return the files that a bitext becomes in the folder ``path``."""
        langs, parts = only_pair(bitext), parts_of(bitext)
        told = self.settings(parts, langs)
        names = [name for part in parts for name in self.names(part, langs)] + ([told[0]] if told else [])
        return [path / name for name in names]

    def write_files(self, bitext: Bitext, path: Path) -> list[str]:
        """Write the texts of ``bitext`` to the folder ``path``; told are texts with line ends, and rows of no part.

        Raises UsageError for rows of several pairs of languages.
        """
        langs, parts = only_pair(bitext), parts_of(bitext)
        told = self.settings(parts, langs)
        broken = 0
        with _folder(path), atomic_files(self.files_of(bitext, path)) as streams:
            files = iter(streams)
            for part in parts:
                sides = next(files), next(files)
                for batch in batches(_of_part(bitext, part)):
                    for stream, side in zip(sides, ("source", "target"), strict=True):
                        lines = batch.select(pl.col(side).fill_null("").str.replace_all(LINE_ENDS, " ") + "\n")
                        stream.write("".join(lines[side].to_list()).encode())
                    texts = pl.col("source", "target").str.contains(LINE_ENDS)
                    broken += batch.select(pl.any_horizontal(texts).sum()).item()
            if told:
                next(files).write(told[1].encode())
        return [f"line ends inside {quantity(broken, 'row')} are spaces"] if broken else []


def parts_of(bitext: Bitext) -> list[str]:
    """Return the parts of the split of a bitext in alphabetical order, train first; of no split, that alone."""
    if "split" not in columns_of(bitext):
        return [WHOLE]
    found = bitext.lazy().select(_PART_OF.unique()).collect(engine="streaming").to_series().to_list()
    return sorted(set(found) | {WHOLE}, key=lambda part: (part != WHOLE, part))


def _of_part(bitext: Bitext, part: str) -> pl.LazyFrame:
    rows = bitext.lazy()
    return rows.filter(part == _PART_OF) if "split" in columns_of(bitext) else rows


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """Make the folder, and remove it again if nothing came into it."""
    made = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}", hint="name a folder") from error
    try:
        yield
    except BaseException:
        if made:
            with suppress(OSError):
                path.rmdir()
        raise
