"""The command `songngu align --pairs`: a table of pairs aligned into parts, here or on a cluster."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from songngu.commands.align_job import AlignJob, PairBy
from songngu.commands.console import say, warn
from songngu.commands.progress import progress
from songngu.commands.runner import run_of
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.display import quantity

if TYPE_CHECKING:
    from songngu.workspace.content_pairs import PairedTable
    from songngu.workspace.pair_table import TablePair
    from songngu.workspace.pairs_run import PairsRun, PartDone
    from songngu.workspace.runners.cluster import Cluster
    from songngu.workspace.runners.runner import Runner

_MOST_TOLD = 10


def align_table(
    table: Path,
    outputs: list[str] | None,
    job: AlignJob,
    pair_by: PairBy,
    workers: int | None,
    cluster: Cluster | None,
    report: Path | None,
    *,
    quiet: bool,
) -> None:
    """Align the pairs of a table into a folder of parts, and leave with the status of the worst.

    By content, the documents of both its columns are paired first.
    """
    from songngu.corpus.files.remote import Store
    from songngu.corpus.formats.parts import MANIFEST, UNFINISHED
    from songngu.workspace.content_pairs import PAIRED
    from songngu.workspace.pairs_run import PairsTask, align_pairs, languages_of, languages_told, place_of
    from songngu.workspace.runners.local import cores

    if not outputs or len(outputs) > 1 or outputs[0] == "-":
        raise UsageError("a table of pairs is aligned into one folder", hint="name it with -o, a path or an URL")
    root = place_of(outputs[0])
    own = [Path(outputs[0]) / name for name in (MANIFEST, UNFINISHED)]
    with run_of(cluster, workers or cores(), "align", report, quiet=quiet, outputs=own, rows_of=_rows_of) as job_run:
        found = _paired(table, root, job, job_run.runner, quiet=quiet) if pair_by is PairBy.CONTENT else None
        pairs = found.pairs if found else _pairs(table)
        langs = languages_told(pairs, job.asked, job.options, trust=job.trust, tell=warn)
        alignments = {each: job.alignments_for(each) for each in languages_of(pairs, langs)}
        folder = table.parent.absolute()
        task = PairsTask(alignments, job.options, root, folder, langs, job.trust, job.selection.min_probability)
        with progress("aligning", len(pairs), quiet=quiet, account=job_run.account) as bar:
            run = align_pairs(pairs, task, job_run.runner, advance=bar.advance)
        if found:
            Store(root).write(PAIRED, found.to_parquet())
        job_run.facts.pairs = sum(part.rows for part in run.done)
        job_run.facts.parts = sum(part.file is not None for part in run.done)
        job_run.facts.failed = [(failed.id, failed.reason) for failed in run.failed]
    _tell(run, quiet=quiet)


def _pairs(table: Path) -> list[TablePair]:
    from songngu.workspace.pair_table import read_pair_table

    pairs = read_pair_table(table)
    if not pairs:
        raise UsageError(f"{table}: has no pairs")
    return pairs


def _paired(table: Path, root: str, job: AlignJob, runner: Runner, *, quiet: bool) -> PairedTable:
    """Return the pairs found among the documents of both columns; say which have no partner, and which may be none."""
    from songngu.corpus.files.remote import local_path
    from songngu.corpus.files.scratch import scratch_folder
    from songngu.workspace.content_pairs import PAIRED, pair_table_by_content
    from songngu.workspace.pairs_run import languages_told

    told = partial(languages_told, asked=job.asked, options=job.options, trust=job.trust)
    with scratch_folder() as scratch, progress("pairing", quiet=quiet):
        folder = local_path(root) or scratch
        found = pair_table_by_content(
            table, told, lambda langs: job.alignments_for(langs).evidence, job.options, folder, runner
        )
    for id in found.alone[:_MOST_TOLD]:
        warn(f"{id} has no partner")
    if len(found.alone) > _MOST_TOLD:
        warn(f"{len(found.alone) - _MOST_TOLD} more have none")
    doubtful = [pair for pair in found.found if pair.doubtful]
    for pair in doubtful[:_MOST_TOLD]:
        warn(f"{pair.id} may be no pair: others are nearly as like")
    if len(doubtful) > _MOST_TOLD:
        warn(f"{len(doubtful) - _MOST_TOLD} more pairs may be none: {PAIRED} tells all")
    if not found.pairs:
        raise UsageError(f"{table}: no document of one column goes with one of the other")
    return found


def _rows_of(part: PartDone | None) -> tuple[int, bool]:
    return (part.rows, part.kept) if part else (0, False)  # the search for pairs has no rows


def _tell(run: PairsRun, *, quiet: bool) -> None:
    """Say what became of the pairs, and leave with 3 where one failed, with 1 where one has no partner for anything."""
    unaligned = [id for part in run.done for id in part.unaligned]
    for failed in run.failed[:_MOST_TOLD]:
        say(f"error: {failed.id}: {failed.reason}")
    for id in unaligned[:_MOST_TOLD]:
        warn(f"{id}: no sentence has a partner")
    more = sum(max(0, len(each) - _MOST_TOLD) for each in (run.failed, unaligned))
    if more:
        say(f"{more} more like these")
    if not quiet:
        kept = sum(part.pairs for part in run.done if part.kept)
        rows, pairs = (sum(getattr(part, name) for part in run.done) for name in ("rows", "pairs"))
        parts = sum(part.file is not None for part in run.done)
        written = f"{quantity(rows, 'row')} in {quantity(parts, 'part')}"
        say(f"{quantity(pairs, 'pair')} aligned, {kept} of them before, {len(run.failed)} failed; {written}")
    if run.failed:
        raise typer.Exit(InputError.exit_code)
    if unaligned:
        raise typer.Exit(1)
