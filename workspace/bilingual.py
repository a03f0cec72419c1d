"""A file that holds both languages as a bitext: the rows of a table as they stand, or a document parted and aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.align.bilingual import align_bilingual, is_mixed, split_bilingual
from songngu.align.rows import to_bitext
from songngu.corpus.readers.extraction import Wrap
from songngu.corpus.readers.pair_languages import USUAL, Given
from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.reviewed import carried_over

if TYPE_CHECKING:
    import polars as pl

    from songngu.align.alignment import Alignment
    from songngu.workspace.reviewed import Carried

_TABLES = frozenset({".csv", ".tsv", ".xlsx"})


@dataclass(frozen=True, slots=True)
class BilingualFile:
    """The bitext of a file in two languages; ``alignment`` is None where its rows are pairs as they stand."""

    bitext: pl.DataFrame
    alignment: Alignment | None = None
    carried: Carried | None = None
    notes: tuple[str, ...] = ()


def align_bilingual_file(
    path: str,
    name: str,
    asked: Given,
    options: ReadingOptions,
    alignments_for: Callable[[tuple[str, str]], Alignments],
    *,
    columns: Sequence[str] = (),
    kept: pl.DataFrame | None = None,
) -> BilingualFile:
    """Return the bitext of a file, called ``name`` in it; what a person decided in a ``kept`` one stays.

    Raises UsageError where the file does not hold two languages, InputError where it cannot be read.
    """
    if Path(path).suffix.lower() in _TABLES:
        return _table(path, name, asked, columns)
    options = options.at(path)
    document = options.read(path, asked[0] or USUAL[0])
    if options.wrap is Wrap.AUTO and is_mixed(document):
        document = replace(options, wrap=Wrap.KEEP).read(path, document.lang)
    both = split_bilingual(document, asked, columns)
    named = replace(both, source=replace(both.source, path=name), target=replace(both.target, path=name))
    alignments = alignments_for((both.source.lang, both.target.lang))
    alignment = align_bilingual(named, keep_duplicates=alignments.keep_duplicates, aligner=alignments.aligner)
    bitext = to_bitext(alignment, join_moved=alignments.join_moved)
    if kept is None:
        return BilingualFile(bitext, alignment, notes=document.warnings)
    carried = carried_over(bitext, kept, (named.source, named.target), name)
    return BilingualFile(carried.bitext, alignment, carried, document.warnings)


def _table(path: str, name: str, asked: Given, columns: Sequence[str]) -> BilingualFile:
    import polars as pl

    from songngu.corpus.formats import read_bitext
    from songngu.corpus.formats.reading import Reading

    reading = Reading(path, asked, columns=tuple(columns))
    bitext = read_bitext(path, reading=reading)
    stem = Path(name).with_suffix("").as_posix()
    named = pl.when(pl.col("document") == "").then(pl.lit(stem)).otherwise("document").alias("document")
    return BilingualFile(bitext.with_columns(named, *reading.chosen_langs()), notes=tuple(reading.notes))
