"""A table of pairs: Parquet, a file or a folder of files, whose rows are pairs of documents.

They are named by paths and URLs, or given as texts.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import InputError, UsageError, no_such_file, unreadable
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.files.remote import is_url, local_path, shown_url
from songngu.corpus.language.names import read_tag
from songngu.corpus.readers import DOCUMENTS

if TYPE_CHECKING:
    import polars as pl

TASK = 1_000_000
"""Bytes of both sides, some 5,000 to 10,000 sentences, that one task aligns; a larger pair is a task of its own."""

_SIDES = ("source", "target")
_TEXTS = ("String", "Categorical", "Enum", "Null")
_OTHER_TABLES = frozenset({".csv", ".tsv", ".txt", ".json", ".jsonl", ".xlsx"})
_UNKNOWN = 50_000
_LONGEST_NAME = 1024
_TOLD = 3
_HINT = (
    "columns: source and target (paths, URLs or texts), source_lang, target_lang, id; the last three may be left out"
)


@dataclass(frozen=True, slots=True)
class TablePair:
    """A row of a table of pairs: its id, its two sides, their languages where they are named, and about their bytes.

    A side is a text, or the path or URL of a file; ``missing`` names those that the row does not have.
    """

    id: str
    source: str
    target: str
    langs: tuple[str | None, str | None]
    are_files: bool
    size: int
    missing: tuple[str, ...] = ()


def read_pair_table(path: str | Path) -> list[TablePair]:
    """Return the pairs of a Parquet file or folder of such, with the columns ``source`` and ``target``, in order.

    Sides are files where all of them are URLs, or are named like documents; texts where none of them is. Columns
    ``source_lang`` and ``target_lang`` name languages, ``id`` names pairs. Paths start from the folder of the table.
    Raises InputError for what is no Parquet, UsageError where a column is missing or holds no texts, an id stands twice
    or is empty, or sides are partly files and partly texts.
    """
    table = _read(path)
    _check_columns(path, table)
    sides = [[str(value or "") for value in table[name]] for name in _SIDES]
    ids = _ids(path, table)
    langs = [_langs(path, table, name) for name in ("source_lang", "target_lang")]
    are_files = _are_files(path, sides, Path(path).parent)
    if are_files:
        sides = [[_from_here(value, Path(path).parent) for value in side] for side in sides]
    missing = [[_is_missing(value, are_files) for value in table[name]] for name in _SIDES]
    rows = zip(ids, *sides, *langs, zip(*missing, strict=True), strict=True)
    return [
        TablePair(
            id,
            source,
            target,
            (first, second),
            are_files,
            _size((source, target), are_files),
            tuple(name for name, gone in zip(_SIDES, both, strict=True) if gone),
        )
        for id, source, target, first, second, both in rows
    ]


def _is_missing(value: str | None, are_files: bool) -> bool:
    """Tell whether a row has no such side; an empty text is one."""
    return value is None or (are_files and not value)


@dataclass(frozen=True, slots=True)
class TableDocument:
    """One side of a row of a table whose rows are no pairs: the id of the row, a text or the place of a file."""

    id: str
    value: str
    lang: str | None


def read_document_table(path: str | Path) -> tuple[list[TableDocument], list[TableDocument], bool]:
    """Return the documents of both columns of a table whose rows are no pairs, and whether they are files.

    As `read_pair_table`, but that a row may have one side alone.
    """
    table = _read(path)
    _check_columns(path, table)
    ids, folder = _ids(path, table), Path(path).parent
    langs = [_langs(path, table, name) for name in ("source_lang", "target_lang")]
    rows = [
        [(id, str(value), lang) for id, value, lang in zip(ids, table[name], said, strict=True) if value]
        for name, said in zip(_SIDES, langs, strict=True)
    ]
    are_files = _are_files(path, [[value for side in rows for _, value, _ in side]], folder)
    sources, targets = (
        [TableDocument(id, _from_here(value, folder) if are_files else value, lang) for id, value, lang in side]
        for side in rows
    )
    return sources, targets, are_files


def paired(source: TableDocument, target: TableDocument, id: str, *, are_files: bool) -> TablePair:
    """Return two documents of a table as a pair."""
    sides = source.value, target.value
    return TablePair(id, *sides, (source.lang, target.lang), are_files, _size(sides, are_files))


def tasks_of(pairs: Sequence[TablePair]) -> Iterator[tuple[TablePair, ...]]:
    """Yield the pairs some at a time, so that each task has about as much to align."""
    task: list[TablePair] = []
    for pair in pairs:
        if task and sum(each.size for each in task) + pair.size > TASK:
            yield tuple(task)
            task = []
        task.append(pair)
    if task:
        yield tuple(task)


def _read(path: str | Path) -> pl.DataFrame:
    """Return the table in a Parquet file, or in the files of a folder, in the order of their names."""
    import polars as pl

    from songngu.corpus.formats.parquet import table_of, undamaged

    tables = []
    for file in _files(Path(path)):
        try:
            with undamaged(file):
                tables.append(table_of(file, file).collect())
        except OSError as error:
            raise unreadable(error, file) from None
    return pl.concat(tables, how="diagonal_relaxed")


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if path.suffix.lower() in _OTHER_TABLES:
            hint = f"polars.read_csv, or DuckDB, makes one of it: {path.with_suffix('.parquet').name}"
            raise UsageError(f"{path}: a table of pairs is Parquet", hint=hint)
        return [path]
    if not path.is_dir():
        raise no_such_file(path)
    files = sorted(file for file in path.rglob("*.parquet") if not file.name.startswith((".", "_")))
    if not files:
        raise InputError("no Parquet files in this folder", path=str(path))
    return files


def _check_columns(path: str | Path, table: pl.DataFrame) -> None:
    missing = [name for name in _SIDES if name not in table.columns]
    if missing:
        raise UsageError(f"{path}: no column {' and '.join(missing)} among {', '.join(table.columns)}", hint=_HINT)
    for name in (each for each in ("id", *_SIDES, "source_lang", "target_lang") if each in table.columns):
        kind = str(table.schema[name])
        if not (kind.startswith(_TEXTS) or (name == "id" and table.schema[name].is_integer())):
            raise UsageError(f"{path}: the column {name} holds {kind}, no texts", hint="write it as strings")


def _ids(path: str | Path, table: pl.DataFrame) -> list[str]:
    if "id" not in table.columns:
        return [str(number) for number in range(table.height)]
    ids = ["" if value is None else str(value) for value in table["id"]]
    seen: set[str] = set()
    for number, id in enumerate(ids):
        if not id.strip() or id in seen:
            wrong = f"the id {id!r} stands twice" if id.strip() else "a row has no id"
            raise UsageError(f"{path}: {wrong} (row {number + 1})", hint="give each pair an id of its own")
        seen.add(id)
    return ids


def _langs(path: str | Path, table: pl.DataFrame, name: str) -> list[str | None]:
    if name not in table.columns:
        return [None] * table.height
    known: dict[object, str | None] = {None: None, "": None}
    for value in table[name].unique():
        if value and value not in known:
            try:
                known[value] = read_tag(str(value))
            except UsageError as error:
                raise UsageError(f"{path}: column {name}: {error}", hint=error.hint) from None
    return [known[value] for value in table[name]]


def _are_files(path: str | Path, sides: Sequence[Sequence[str]], folder: Path) -> bool:
    """Tell whether the sides are files; raises UsageError where some are and some are not.

    A side that is missing is neither.
    """
    named = [[_is_named(value, folder) if value else None for value in side] for side in sides]
    told = Counter(each for side in named for each in side)
    if not (told[True] and told[False]):
        return told[True] > 0
    mostly_files = told[True] > told[False]
    odd = [row for row, both in enumerate(zip(*named, strict=True), 1) if (not mostly_files) in both][:_TOLD]
    what = "texts among files" if mostly_files else "files among texts"
    raise UsageError(f"{path}: {what} (rows {', '.join(map(str, odd))} …)", hint="give files only, or texts only")


def _is_named(value: str, folder: Path) -> bool:
    if len(value) > _LONGEST_NAME or "\n" in value:
        return False
    if is_url(value) and not any(map(str.isspace, value)):
        return True
    bare = value.lower().removesuffix(".gz").removesuffix(".xz").removesuffix(".bz2")
    if Path(bare).suffix in DOCUMENTS:
        return True
    try:
        return (folder / value).is_file()
    except (OSError, ValueError):
        return False


def _from_here(value: str, folder: Path) -> str:
    if not value:
        return value
    home = url_of(folder)
    if home and not is_url(value):  # the table was fetched, and what it names lies where it came from
        scheme, place = home.split("://", 1)
        return f"{scheme}://{posixpath.normpath(posixpath.join(place, value))}"
    return value if is_url(value) else str((folder / value).absolute())


def _size(sides: tuple[str, str], are_files: bool) -> int:
    if not are_files:
        return sum(len(side.encode("utf-8", "surrogatepass")) for side in sides)
    return sum(map(_file_size, sides))


def _file_size(name: str) -> int:
    path = _place(name)
    try:
        return path.stat().st_size if path else _UNKNOWN
    except OSError:
        return 0


def _place(name: str) -> Path | None:
    """Return where a file lies here, None where it does not, which is told where it is read."""
    try:
        return local_path(name)
    except UsageError:
        return None


def name_in_rows(pair: TablePair, side: int, folder: Path) -> str:
    """Return what a side is called in the rows of a bitext: no name there tells where a machine keeps its files."""
    value = (pair.source, pair.target)[side]
    if not pair.are_files:
        return f"{pair.id}#{_SIDES[side]}"
    path = _place(value)
    if path is None:
        return shown_url(value).split("://", 1)[1]
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
