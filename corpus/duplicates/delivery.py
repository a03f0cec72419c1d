"""Where an inventory goes: a report on a stream or in a file, or a folder of cleaned copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from songngu.corpus.duplicates.inventory import Inventory, RepeatedRow
from songngu.corpus.duplicates.removal import remove as remove_copies
from songngu.corpus.duplicates.report import RepeatReport, report
from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import guarding
from songngu.corpus.files.output import STDOUT, atomic_writer

_SUFFIXES = {
    ".txt": RepeatReport.TEXT,
    ".json": RepeatReport.JSON,
    ".jsonl": RepeatReport.JSONL,
    ".ndjson": RepeatReport.JSONL,
    ".html": RepeatReport.HTML,
    ".htm": RepeatReport.HTML,
}


def deliver(found: Inventory, output: str, form: str | None, *, remove: bool = False, force: bool = False) -> int:
    """Write the report, or with ``remove`` the copies and then the report, and return how much was found.

    ``output`` is the file of the report (``-`` is standard output), or the folder of the copies; the format is that of
    its suffix where ``form`` names none. Raises UsageError for an unknown format or a place that cannot be written.
    """
    chosen = _format(form, STDOUT if remove else output)
    if remove:
        if output == STDOUT:
            raise UsageError("--remove needs a folder to write to", hint="add -o DIR")
        if found.collection.tables:
            raise UsageError("rows cannot be removed from Parquet files", hint="filter them by --format jsonl")
        if Path(output).exists() and not Path(output).is_dir():
            raise UsageError(f"cannot write to {output}: it is no folder")
        remove_copies(found, output, force=force)
    elif force:
        raise UsageError("--force goes with --remove")
    counter = _Counter(found.table_rows)
    searched = [
        *(document.path for document in found.collection.documents),
        *(path for path, _ in found.collection.bitexts),
    ]
    with guarding(searched), atomic_writer(STDOUT if remove else output) as stream:
        for line in report(replace(found, table_rows=iter(counter)), chosen):
            stream.write(line + "\n")
    return len(found.passages) + len(found.rows) + counter.count


def _format(name: str | None, output: str) -> RepeatReport:
    if name is not None:
        try:
            return RepeatReport(name)
        except ValueError:
            hint = f"known are {', '.join(RepeatReport)}"
            raise UsageError(f"unknown format {name!r}", hint=hint) from None
    return _SUFFIXES.get(Path(output).suffix.lower(), RepeatReport.TEXT)


class _Counter:
    """Counts rows on their way."""

    def __init__(self, rows: Iterable[RepeatedRow]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[RepeatedRow]:
        for row in self._rows:
            self.count += 1
            yield row
