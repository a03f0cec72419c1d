"""A collection: the pairs of two folders as one bitext, with the documents in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.corpus.files.output import check_place
from songngu.corpus.formats import (
    check_writable,
    format_by_suffix,
    format_of,
    is_of_files,
    read_bitext,
    write_bitext,
)
from songngu.workspace.folders import FolderTask, JobResult, PairJob
from songngu.workspace.kept import DISPLACED, decided_in

if TYPE_CHECKING:
    import polars as pl

PARTS = "parquet"
"""The format in which the pairs wait to be put together."""


def is_one_bitext(name: str) -> bool:
    """Tell whether an output is one bitext, by its suffix; one that ends in a slash or is a folder is not."""
    format = format_by_suffix(name)
    return format is not None and not name.endswith(("/", "\\")) and (is_of_files(format) or not Path(name).is_dir())


@dataclass(frozen=True)
class PairCollection:
    """The files of a collection, each with its format, and the folder where its pairs wait."""

    outputs: tuple[tuple[str, str], ...]
    folder: Path

    def task(self, task: FolderTask) -> FolderTask:
        """Return the task that writes the pairs to the folder, their files named as from the first output."""
        return replace(task, format=PARTS, named_from=Path(self.outputs[0][0]).parent)

    def lay_out(self, jobs: Sequence[PairJob], task: FolderTask) -> None:
        """Put what a person decided in an output where its pair will be looked for.

        Raises UsageError for decisions about documents that are not among the pairs, and as `decided_in` does.
        """
        decided = decided_in(self.outputs, task.langs)
        if decided is None:
            return
        rows = read_bitext(decided, dict(self.outputs)[decided])
        others = set(rows["source_file"].unique()) - {""}
        for job in jobs:
            name = task.files(job).names[0]
            own = rows.filter(source_file=name)
            if own.height:
                job.output.parent.mkdir(parents=True, exist_ok=True)
                write_bitext(own, job.output, PARTS)
            others.discard(name)
        if others:
            message = f"{decided} holds decisions about other documents ({', '.join(sorted(others))})"
            raise UsageError(message, hint="write to another file")

    def write(self, results: Sequence[JobResult]) -> Iterator[str]:
        """Write the pairs that there are, in the order of their names; yield what is to be said of the outputs."""
        import polars as pl

        from songngu.corpus.formats.parquet import table_of

        parts = [result.job.output for result in results if result.job.output.is_file()]
        if not parts:
            return
        rows = pl.concat([table_of(path, path) for path in parts], how="diagonal")
        for path, format in self.outputs:
            for note in write_bitext(rows, path, format):
                yield f"note: {path}: {note}"
        displaced = [path for path in sorted(self.folder.rglob(f"*{DISPLACED}")) if path.is_file()]
        if displaced:
            aside = Path(self.outputs[0][0] + DISPLACED)
            _put_together(displaced, aside)
            yield f"warning: reviewed rows no longer stand in the documents; they are kept in {aside.name}"


def _put_together(displaced: Sequence[Path], aside: Path) -> None:
    import polars as pl

    before = [read_bitext(aside)] if aside.is_file() else []
    rows: pl.DataFrame = pl.concat([*before, *map(read_bitext, displaced)], how="diagonal")
    write_bitext(rows.unique("id", keep="first", maintain_order=True), aside)


def collection_of(outputs: Sequence[str], format: str | None, folder: Path) -> PairCollection | None:
    """Return the collection that outputs ask for, None where they ask for a folder of bitexts.

    Raises UsageError for outputs of both kinds, an unknown format, and more than one folder.
    """
    single = [is_one_bitext(name) for name in outputs]
    if not any(single):
        return None
    if not all(single):
        raise UsageError("two folders are aligned into one folder or into bitexts", hint="name either with -o")
    places = tuple((name, format_of(name, format)) for name in outputs)
    for name, kind in places:
        check_writable(kind)
        if not is_of_files(kind):
            check_place(name)
    return PairCollection(places, folder)
