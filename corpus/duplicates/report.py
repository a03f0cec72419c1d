"""Repeated passages and rows for a reader and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from songngu.corpus.duplicates.inventory import Inventory, RepeatedRow, RowPlace
from songngu.corpus.duplicates.passage import Copy, Passage
from songngu.corpus.files.copy_name import named_path, url_of
from songngu.corpus.files.display import escaped, fitted, floored, printable

if TYPE_CHECKING:
    import polars as pl

VERSION = 1
_COLUMN = 46


class RepeatReport(StrEnum):
    """How what was found is written; ``ignore`` gives the lines of a file of accepted ones."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    IGNORE = "ignore"


def report(found: Inventory, form: RepeatReport) -> Iterator[str]:
    """Yield the lines of a report, as they become known where the form allows it."""
    if form is RepeatReport.HTML:
        from songngu.corpus.duplicates.page import page

        yield from page(found)
    elif form is RepeatReport.JSON:
        entries = list(_entries(found))
        parts = {name: [entry for kind, entry in entries if kind == name] for name in ("passage", "row")}
        whole = {"version": VERSION, "passages": parts["passage"], "rows": parts["row"]}
        yield escaped(json.dumps(whole, ensure_ascii=False, indent=2))
    elif form is RepeatReport.JSONL:
        for kind, entry in _entries(found):
            yield escaped(json.dumps({"version": VERSION, "type": kind, **entry}, ensure_ascii=False))
    elif form is RepeatReport.IGNORE:
        yield from _ignore_lines(found)
    else:
        yield from map(passage_line, found.passages)
        for row in _all_rows(found):
            yield from row_lines(row)


def passage_line(passage: Passage) -> str:
    """Return one line: both places, how alike they are, and how long."""
    first, second = (_at_lines(copy) for copy in (passage.first, passage.second))
    alike = f"{passage.kind}, similarity {floored(passage.similarity)}, {passage.word_count} words"
    return f"{second}: repeats {first} ({alike})"


def row_lines(row: RepeatedRow) -> Iterator[str]:
    """Yield the line of a row and, where its other side differs, both renderings side by side."""
    first, second = (f"{named_path(place.file)}:row {place.number}" for place in (row.first, row.second))
    alike = f"{row.kind}, similarity {floored(row.similarity)}"
    if row.texts is None or row.side == "both":
        yield f"{second}: repeats {first} ({row.side}, {alike})"
        return
    shared, other = ("source", "target") if row.side == "source" else ("target", "source")
    yield f"{second}: same {shared} as {first}, other {other} ({alike})"
    texts = [printable(text[other == "target"] or "—") for text in row.texts[::-1]]
    yield f"    {fitted(texts[0], _COLUMN)}  |  {fitted(texts[1], _COLUMN)}".rstrip()


def passage_json(passage: Passage, mark: str) -> dict[str, object]:
    """Return a passage as ``songngu duplicates --format json`` prints it; lines are 1-based and inclusive."""
    return {
        "first": _place(passage.first),
        "second": _place(passage.second),
        "kind": str(passage.kind),
        "similarity": round(passage.similarity, 6),
        "words": passage.word_count,
        "cluster": passage.cluster,
        "fingerprint": mark,
    }


def row_json(row: RepeatedRow) -> dict[str, object]:
    """Return a repeated row as JSON; rows are 1-based."""
    entry: dict[str, object] = {
        "first": {"file": _posix(row.first), "row": row.first.number},
        "second": {"file": _posix(row.second), "row": row.second.number},
        "side": row.side,
        "kind": row.kind,
        "similarity": round(row.similarity, 6),
    }
    if row.texts is not None:
        for name, texts in zip(("first", "second"), row.texts, strict=True):
            entry[name] = {**dict(entry[name]), "source": texts[0], "target": texts[1]}  # type: ignore[call-overload]
        entry["fingerprint"] = row.fingerprint
    return entry


def duplicates_frame(passages: Sequence[Passage]) -> pl.DataFrame:
    """Return passages as a Polars frame, one a row.

    Columns: for each of ``first`` and ``second`` its ``file``, ``start`` and ``end`` (code points), ``first_line`` and
    ``last_line`` (from 1, inclusive), ``first_word`` and ``end_word`` (from 0), ``text``, so ``first.file`` and so on;
    then ``kind``, ``similarity``, ``words`` of the later copy, ``cluster``.
    """
    import polars as pl

    kinds: dict[str, pl.DataType] = {}
    for side in ("first", "second"):
        numbers = ("start", "end", "first_line", "last_line", "first_word", "end_word")
        kinds |= {f"{side}.file": pl.Utf8()} | {f"{side}.{name}": pl.Int64() for name in numbers}
        kinds |= {f"{side}.text": pl.Utf8()}
    kinds |= {"kind": pl.Utf8(), "similarity": pl.Float64(), "words": pl.Int64(), "cluster": pl.Int64()}
    rows = [(*_cells(p.first), *_cells(p.second), str(p.kind), p.similarity, p.word_count, p.cluster) for p in passages]
    return pl.DataFrame(rows, schema=kinds, orient="row")


def summary(found: Inventory) -> Iterator[str]:
    """Yield what a person should know beside the report: what was skipped, what could not be read, what is gone."""
    for document in found.collection.documents:
        yield from (f"warning: {document.path}: {warning}" for warning in document.warnings)
    for path in found.collection.skipped:
        yield f"skipped: {path} is a binary file"
    for mark in found.unmet:
        yield f"note: accepted {mark} was not found"
    for error in found.unreadable:
        yield f"error: {error}"


def _entries(found: Inventory) -> Iterator[tuple[str, dict[str, object]]]:
    for passage, mark in zip(found.passages, found.fingerprints, strict=True):
        yield "passage", passage_json(passage, mark)
    for row in _all_rows(found):
        yield "row", row_json(row)


def _all_rows(found: Inventory) -> Iterator[RepeatedRow]:
    yield from found.rows
    yield from found.table_rows


def _ignore_lines(found: Inventory) -> Iterator[str]:
    for passage, mark in zip(found.passages, found.fingerprints, strict=True):
        yield f"{mark} {_at_lines(passage.second)} repeats {_at_lines(passage.first)}"
    for row in found.rows:
        first, second = (f"{named_path(place.file)}:row {place.number}" for place in (row.first, row.second))
        yield f"{row.fingerprint} {second} repeats {first}"


def _at_lines(copy: Copy) -> str:
    first, last = copy.lines
    return f"{named_path(copy.document.path)}:{first}-{last}"


def _cells(copy: Copy) -> Iterable[object]:
    return (
        named_path(copy.document.path),
        copy.span.start,
        copy.span.end,
        *copy.lines,
        copy.words.start,
        copy.words.end,
        copy.text,
    )


def _posix(place: RowPlace) -> str:
    return _posix_name(place.file)


def _posix_name(path: str) -> str:
    return url_of(path) or PurePath(path).as_posix()


def _place(copy: Copy) -> dict[str, object]:
    return {
        "file": _posix_name(copy.document.path),
        "lines": list(copy.lines),
        "span": [copy.span.start, copy.span.end],
        "words": [copy.words.start, copy.words.end],
    }
