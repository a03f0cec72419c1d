"""The inventory of files and folders: every passage and row that stands more than once and that nobody accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from songngu.corpus.duplicates.accepted import fingerprints, read_accepted, row_fingerprint
from songngu.corpus.duplicates.collection import Collection, Expecting, nothing_known, read_collection
from songngu.corpus.duplicates.passage import MIN_WORDS, SIMILARITY, Passage, check_options, find_duplicates
from songngu.corpus.duplicates.scope import Reach
from songngu.corpus.duplicates.sentences import MEMORY
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import SongnguError, UsageError

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What is looked for; ``against`` and ``ignore`` are paths, ``memory`` is in megabytes.

    ``lang`` is told from each text where it is None. ``expected`` says what is known of a file beforehand.
    """

    lang: str | None = None
    min_words: int = MIN_WORDS
    similarity: float = SIMILARITY
    reach: Reach = Reach.ANY
    against: tuple[str, ...] = ()
    ignore: str | None = None
    column: str | None = None
    memory: int = MEMORY
    expected: Expecting = nothing_known
    stages: Stages | None = None


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a bitext or table: its file, and its number in it from 1."""

    file: str
    number: int


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row that repeats an earlier one on a ``side``: ``both``, or a column. ``texts`` are source and target of each.

    The texts of rows of large tables are left where they are.
    """

    first: RowPlace
    second: RowPlace
    side: str
    kind: str
    similarity: float
    fingerprint: str = ""
    texts: tuple[tuple[str, str], tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What was found; ``fingerprints`` are those of the passages, in order, ``unmet`` the accepted ones not found.

    ``warnings`` are what the readers of files have to say.
    """

    collection: Collection
    unreadable: tuple[SongnguError, ...]
    passages: list[Passage]
    fingerprints: list[str]
    rows: list[RepeatedRow]
    table_rows: Iterator[RepeatedRow]
    unmet: list[str] = field(default_factory=list)
    warnings: tuple[str, ...] = ()


def take_inventory(paths: Sequence[str], options: SearchOptions) -> Inventory:
    """Search files and folders: documents for passages, bitexts and Parquet tables for rows.

    What cannot be read is told in the result. ``table_rows`` are found while they are read from the result. Raises
    UsageError where a path does not exist or an option is out of range, InputError for the file of accepted ones.
    """
    check_options(options.min_words, options.similarity)
    accepted = read_accepted(options.ignore) if options.ignore else {}
    collection = read_collection(paths, options.lang, options.expected)
    against = read_collection(options.against, options.lang, options.expected)
    _check_against(collection, against)
    passages = (
        find_duplicates(
            collection.documents,
            min_words=options.min_words,
            similarity=options.similarity,
            reach=options.reach,
            against=against.documents,
        )
        if against.documents or not options.against
        else []
    )
    marks = fingerprints(passages)
    rows = _bitext_rows(collection, against, options)
    met = {*marks, *(row.fingerprint for row in rows)}
    kept = [i for i, mark in enumerate(marks) if mark not in accepted]
    return Inventory(
        collection,
        (*collection.unreadable, *against.unreadable),
        [passages[i] for i in kept],
        [marks[i] for i in kept],
        [row for row in rows if row.fingerprint not in accepted],
        _table_rows(collection, against, options),
        sorted(accepted.keys() - met),
        (*collection.warnings(), *against.warnings()),
    )


def _check_against(collection: Collection, against: Collection) -> None:
    """Refuse a file on both sides: all of it would be found."""
    here, there = (
        {document.path for document in side.documents} | {path for path, _ in side.bitexts} | {*side.tables}
        for side in (collection, against)
    )
    if here & there:
        raise UsageError(f"{min(here & there)}: is searched and gone against", hint="leave it out on one side")
    kinds = [(side.documents, side.bitexts, side.tables) for side in (collection, against)]
    if here and there and not any(ours and theirs for ours, theirs in zip(*kinds, strict=True)):
        hint = "`songngu export --against` compares the rows of any bitext with any test set"
        raise UsageError("texts go against texts, bitexts against bitexts, Parquet files against such", hint=hint)


def _bitext_rows(collection: Collection, against: Collection, options: SearchOptions) -> list[RepeatedRow]:
    bitexts = [*against.bitexts, *collection.bitexts]
    if not collection.bitexts or (options.against and not against.bitexts):
        return []
    import polars as pl

    from songngu.corpus.duplicates.rows import find_repeated_rows

    references = sum(len(bitext) for _, bitext in against.bitexts)
    table = pl.concat([bitext.select("source", "target") for _, bitext in bitexts])
    places = [RowPlace(path, number + 1) for path, bitext in bitexts for number in range(len(bitext))]
    found = find_repeated_rows(table, similarity=options.similarity, references=references)
    rows = (_bitext_row(row, places) for row in found.iter_rows(named=True))
    return [row for row in rows if _reaches(row, options.reach)]


def _bitext_row(row: Mapping[str, object], places: Sequence[RowPlace]) -> RepeatedRow:
    texts = tuple(tuple(str(row[prefix + side]) for side in ("source", "target")) for prefix in ("repeats_", ""))
    return RepeatedRow(
        first=places[int(str(row["repeats"]))],
        second=places[int(str(row["row"]))],
        side=str(row["side"]),
        kind=str(row["kind"]),
        similarity=float(str(row["similarity"])),
        fingerprint=row_fingerprint(str(row["side"]), *texts[0], *texts[1]),
        texts=((texts[0][0], texts[0][1]), (texts[1][0], texts[1][1])),
    )


def _reaches(row: RepeatedRow, reach: Reach) -> bool:
    return reach is Reach.ANY or (row.first.file == row.second.file) == (reach is Reach.WITHIN)


def _table_rows(collection: Collection, against: Collection, options: SearchOptions) -> Iterator[RepeatedRow]:
    if not collection.tables or (options.against and not against.tables):
        return
    from songngu.corpus.duplicates.parquet import row_count, text_columns
    from songngu.corpus.duplicates.tables import find_repeated_texts

    paths = [*against.tables, *collection.tables]
    counts = [row_count(path) for path in paths]
    columns = [options.column] if options.column else text_columns(paths[0])
    for column in columns:
        found = find_repeated_texts(
            collection.tables,
            column,
            against=against.tables,
            similarity=options.similarity,
            memory=options.memory,
            stages=options.stages,
        )
        for frame in found:
            yield from (row for row in _placed(frame, column, paths, counts) if _reaches(row, options.reach))


def _placed(frame: pl.DataFrame, column: str, paths: Sequence[str], counts: Sequence[int]) -> Iterator[RepeatedRow]:
    import numpy as np

    ends = np.cumsum(counts)
    sides = []
    for name in ("repeats", "row"):
        rows = frame[name].to_numpy()
        files = np.searchsorted(ends, rows, side="right")
        numbers = rows - (ends[files] - np.asarray(counts)[files]) + 1
        sides.append(
            [RowPlace(paths[file], number) for file, number in zip(files.tolist(), numbers.tolist(), strict=True)]
        )
    for first, second, kind, similarity in zip(*sides, frame["kind"], frame["similarity"], strict=True):
        yield RepeatedRow(first, second, column, kind, similarity)
