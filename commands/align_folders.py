"""The command `songngu align` for two folders: pairs found, aligned side by side, told worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from songngu.commands.align_job import AlignJob, PairBy, tell_encoder
from songngu.commands.console import say, warn
from songngu.commands.progress import progress
from songngu.commands.runner import AccountedRun, run_of
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.scratch import scratch_folder

if TYPE_CHECKING:
    from songngu.align.pairing import Pairing
    from songngu.workspace.collection import PairCollection
    from songngu.workspace.folders import FolderTask, JobResult
    from songngu.workspace.runners.cluster import Cluster
    from songngu.workspace.runners.runner import Runner


_MOST_TOLD = 10


def align_folders(
    folders: tuple[Path, Path],
    outputs: list[str] | None,
    format: str | None,
    job: AlignJob,
    pair_by: PairBy,
    workers: int | None,
    cluster: Cluster | None,
    summary: Path | None,
    report: Path | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Align the pairs of two folders into a folder or one bitext, and leave with the status of the worst."""
    from songngu.workspace.collection import collection_of
    from songngu.workspace.folder_summary import check_summary, write_summary
    from songngu.workspace.review.folding import fold_all, fold_folder
    from songngu.workspace.runners.local import cores

    if summary:
        check_summary(summary)
    if not outputs or "-" in outputs:
        raise UsageError("two folders are aligned into a folder or a bitext", hint="name it with -o")
    written = [*map(Path, outputs), *([summary] if summary else [])]
    near = Path(outputs[0]).parent if cluster else None  # where workers see it
    with scratch_folder(near if near and near.is_dir() else None) as scratch:
        collection = collection_of(outputs, format, scratch)
        output = collection.folder if collection else Path(outputs[0])
        for note in fold_all(map(Path, outputs)) if collection else fold_folder(output):
            say(f"note: {note}")
        with run_of(cluster, workers or cores(), "align", report, quiet=quiet, outputs=written) as run:
            pairing, task = _paired(folders, output, format, job, pair_by, collection, run.runner, quiet=quiet)
            results = _aligned(pairing, folders, output, task, run, collection, force=force, quiet=quiet)
        for line in collection.write(results) if collection else ():
            say(line)
    if summary:
        write_summary(results, pairing, summary)
    _leave(results, pairing)


def _paired(
    folders: tuple[Path, Path],
    output: Path,
    format: str | None,
    job: AlignJob,
    pair_by: PairBy,
    collection: PairCollection | None,
    runner: Runner,
    *,
    quiet: bool,
) -> tuple[Pairing, FolderTask]:
    """Return the pairs of two folders and how they are aligned; tell what is no part of one."""
    from songngu.corpus.files.guard import guard
    from songngu.corpus.formats import format_of
    from songngu.workspace.folders import FolderTask, folder_languages, pair_folders

    langs = folder_languages(folders, job.asked, job.options, output=output, trust=job.trust, tell=warn)
    alignments = job.alignments_for(langs)
    kind = "tmx" if collection else format or "tmx"
    task = FolderTask(alignments, format_of("-", kind), job.options, job.selection, job.root, job.trust)
    by_content = pair_by is PairBy.CONTENT
    with progress("pairing", quiet=quiet):
        pairing = pair_folders(
            folders, alignments.evidence, job.options, by_content=by_content, output=output, runner=runner
        )
    _tell_pairing(pairing, quiet=quiet)
    guard(path for pair in pairing.pairs for path in pair)
    if not pairing.pairs:
        raise UsageError(
            f"no file of {folders[0]} goes with one of {folders[1]}", hint="name them alike, or try --pair-by content"
        )
    return pairing, collection.task(task) if collection else task


def _aligned(
    pairing: Pairing,
    folders: tuple[Path, Path],
    output: Path,
    task: FolderTask,
    run: AccountedRun,
    collection: PairCollection | None,
    *,
    force: bool,
    quiet: bool,
) -> list[JobResult]:
    """Align the pairs of two folders and tell what became of them."""
    from songngu.corpus.files.guard import check_unguarded
    from songngu.workspace.folders import Outcome, align_jobs, jobs_of, with_collection

    work = jobs_of(pairing, folders, output, task)
    for each in work:
        check_unguarded(each.output)
    task = with_collection(task, work)
    if collection:
        collection.lay_out(work, task)
    results = []
    with progress("aligning", len(work), quiet=quiet, account=run.account) as bar:
        for result in align_jobs(work, task, runner=run.runner, force=force):
            results.append(result)
            bar.advance()
    run.facts.pairs = sum(result.figures.rows for result in results if result.figures)
    run.facts.failed = [
        (result.job.source.as_posix(), message)
        for result in results
        if result.outcome is Outcome.FAILED
        for message in result.messages
    ]
    tell_encoder(task.alignments, quiet=quiet)
    results.sort(key=lambda each: each.job.output)
    for result in results:
        for message in result.messages:
            say(f"error: {message}" if result.outcome is Outcome.FAILED else message)
    if not quiet:
        counts = Counter(result.outcome for result in results)
        told = (outcome for outcome in Outcome if counts[outcome] or outcome is not Outcome.EMPTY)
        say(", ".join(f"{counts[outcome]} {outcome}" for outcome in told))
        for line in _worst_first(results):
            say(line)
        if task.alignments.learnt_from:
            say(f"note: no lexicon ships for {'-'.join(task.langs)}: learnt from all {len(work)} pairs together")
    return results


def _worst_first(results: list[JobResult]) -> Iterator[str]:
    """Yield a line for each of the pairs that went worst."""
    from songngu.workspace.folder_summary import summary_line, worst_first

    told = [result for result in results if result.figures]
    for result in worst_first(told)[:_MOST_TOLD] if len(told) > 1 else ():
        yield summary_line(result)
    if len(told) > _MOST_TOLD:
        yield f"{len(told) - _MOST_TOLD} more, all better than these: --summary FILE tells all"


def _leave(results: list[JobResult], pairing: Pairing) -> None:
    """Leave with the exit status of what became of the pairs."""
    from songngu.workspace.folders import Outcome

    outcomes = {result.outcome for result in results}
    if Outcome.FAILED in outcomes or pairing.unread:
        raise typer.Exit(InputError.exit_code)
    if Outcome.EMPTY in outcomes:
        raise typer.Exit(1)


def _tell_pairing(pairing: Pairing, *, quiet: bool) -> None:
    for path in pairing.unpaired:
        warn(f"{path} has no partner")
    for source, target in pairing.doubtful[:_MOST_TOLD]:
        warn(f"{source} and {target} may be no pair: others are nearly as like")
    if len(pairing.doubtful) > _MOST_TOLD:
        warn(f"{len(pairing.doubtful) - _MOST_TOLD} more pairs may be none")
    for message in pairing.unread:
        say(f"error: {message}")
    if pairing.passed_over and not quiet:
        say(f"note: files that are no documents passed over: {len(pairing.passed_over)}")
