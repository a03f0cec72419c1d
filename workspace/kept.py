"""Bitexts that are kept: what a person decided in them is read before they are written again, and never lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songngu.corpus.errors import InputError, SongnguError, UsageError

if TYPE_CHECKING:
    import polars as pl

    from songngu.workspace.documents import PairFiles
    from songngu.workspace.reviewed import Carried

_MEND = "it would be written over: mend it, move it away, or write to another file"
DISPLACED = ".displaced.jsonl"
"""How the file ends where decisions go that no longer stand in the documents."""


def decided_in(paths: Sequence[tuple[str, str]], langs: tuple[str, str]) -> str | None:
    """Return the first of some output files, each with its format, that holds decisions of a person, None if none does.

    Raises InputError for a file that cannot be read as its format, for who knows what is in it, and UsageError where
    two hold different decisions.
    """
    from songngu.corpus.formats import is_readable, read_bitext
    from songngu.corpus.formats.reading import Reading
    from songngu.workspace.reviewed import is_decided

    found: dict[str, set[tuple[str, str, str]]] = {}
    for path, format in paths:
        if path == "-" or not _holds(Path(path)) or not is_readable(format):
            continue
        try:
            bitext = read_bitext(path, format, Reading(path, langs, whole=True))
        except SongnguError as error:
            raise InputError(str(error), hint=_MEND) from None
        rows = filter(is_decided, bitext.iter_rows(named=True))
        decided = {(row["source"], row["target"], row["status"]) for row in rows}
        if decided:
            found[path] = decided
    if any(decided != next(iter(found.values())) for decided in found.values()):
        raise UsageError(f"{' and '.join(found)} hold different decisions", hint="write to one of them")
    return next(iter(found), None)


def refuse_rewritten(paths: Sequence[tuple[str, str]], fresh: pl.DataFrame) -> None:
    """Raise UsageError where a person rewrote a row of an output whose format holds no decisions (Moses).

    ``fresh`` are the rows to be written there: one of the same identity had the same texts. Raises InputError for an
    output that cannot be read any more, for who knows what is in it.
    """
    from songngu.corpus.formats import files_of, is_readable, keeps_decisions, read_bitext

    for path, format in paths:
        if path == "-" or keeps_decisions(format) or not is_readable(format):
            continue
        if not all(file.is_file() for file in files_of(fresh, path, format)):
            continue
        try:
            old = read_bitext(path, format)
        except SongnguError as error:
            raise InputError(str(error), hint=_MEND) from None
        new = {row["id"]: _texts(row) for row in fresh.select("id", "source", "target").iter_rows(named=True)}
        for number, row in enumerate(old.iter_rows(named=True), start=1):
            if new.get(row["id"], _texts(row)) != _texts(row):
                message = f"{path}: line {number} was rewritten by hand, which {format} cannot say"
                raise UsageError(message, hint="write to another file, or keep the bitext in TSV or JSON Lines")


def _texts(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the texts of a row as a format of lines has them."""
    return tuple(" ".join(row[side].split()) for side in ("source", "target"))


def _holds(path: Path) -> bool:
    return path.is_dir() or (path.is_file() and path.stat().st_size > 0)


def kept_bytes(path: Path) -> bytes | None:
    """Return the bytes of a bitext, those of all its files where it is a folder, or None where there is none."""
    if not _holds(path):
        return None
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return b"\0".join(file.read_bytes() for file in files) if files else None


def refuse_other_documents(carried: Carried | None, files: PairFiles, name: str) -> None:
    """Raise UsageError where decisions in the bitext ``name`` are about other documents than those of the pair."""
    rows = carried.displaced.iter_rows(named=True) if carried else ()
    others = {row["source_file"] for row in rows} - {files.names[0], ""}
    if others:
        message = f"{name} holds decisions about other documents ({', '.join(sorted(others))})"
        raise UsageError(message, hint="write to another file")


def tell_carried(carried: Carried | None, path: Path, name: str) -> Iterator[str]:
    """Put displaced decisions of the bitext at ``path`` aside and yield what there is to say of them, a line each."""
    if carried and carried.deleted:
        rows = "row that was" if carried.deleted == 1 else "rows that were"
        yield f"note: {name}: {carried.deleted} {rows} deleted by hand come back as rejected"
    if carried and carried.displaced.height:
        aside = path.with_name(path.name + DISPLACED)
        _put_aside(carried, aside)
        yield (
            f"warning: {name}: {carried.displaced.height} reviewed rows no longer stand in the documents; "
            f"they are kept in {aside.name}"
        )


def _put_aside(carried: Carried, aside: Path) -> None:
    import polars as pl

    from songngu.corpus.formats import read_bitext, write_bitext

    before = [read_bitext(aside)] if aside.is_file() else []
    write_bitext(pl.concat([*before, carried.displaced]).unique("id", keep="first", maintain_order=True), aside)
