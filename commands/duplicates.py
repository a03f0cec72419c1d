"""The command `songngu duplicates`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import say, warn_all
from songngu.commands.progress import progress
from songngu.commands.runner import (
    AccountedRun,
    ClusterAddress,
    InsecureCluster,
    RunReport,
    WorkerMemory,
    cluster_of,
    run_of,
)
from songngu.corpus.errors import InputError
from songngu.corpus.language.names import read_tag

if TYPE_CHECKING:
    from songngu.corpus.duplicates.inventory import Inventory, SearchOptions

Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANG", parser=read_tag, help="Language of the files; by default, told from each."),
]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="PATH", help="Report only what stands in these files too, a test set say."),
]
Ignore = Annotated[
    str | None, typer.Option("--ignore", metavar="FILE", help="Fingerprints of what is accepted, one a line.")
]
Column = Annotated[str | None, typer.Option("--column", metavar="NAME", help="The column of Parquet files to search.")]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="OUT", help="Report to this file; with --remove, the folder.")
]
Remove = Annotated[bool, typer.Option("--remove", help="Write copies of the files without later passages into -o DIR.")]


def duplicates(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders: texts, bitexts, Parquet.")],
    lang: Lang = None,
    min_words: Annotated[int, typer.Option("--min-words", metavar="N", help="The shortest passage to report.")] = 20,
    similarity: Annotated[float, typer.Option("--similarity", metavar="X", help="0 to 1: how alike copies are.")] = 0.6,
    within: Annotated[bool, typer.Option("--within", help="Only copies in the same file.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Only copies in different files.")] = False,
    against: Against = None,
    ignore: Ignore = None,
    column: Column = None,
    memory: Annotated[int, typer.Option("--memory", metavar="MB", help="Memory for the rows of Parquet files.")] = 512,
    format: Annotated[str | None, typer.Option("--format", help="text, json, jsonl, html or ignore.")] = None,
    output: Output = "-",
    remove: Remove = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files in the folder.")] = False,
    cluster: ClusterAddress = None,
    worker_memory: WorkerMemory = None,
    insecure_cluster: InsecureCluster = False,
    run_report: RunReport = None,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 when anything is found.")] = False,
) -> None:
    """Report passages and rows that stand more than once.

    In a file or across files; with --remove, write copies of the files without them.

    Example: songngu duplicates corpus/ --against test/ --fail
    """
    from songngu.corpus.duplicates.delivery import deliver
    from songngu.corpus.duplicates.inventory import SearchOptions
    from songngu.corpus.duplicates.report import summary
    from songngu.corpus.duplicates.scope import chosen_reach
    from songngu.corpus.files.output import check_place
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.declared import declared

    reach = chosen_reach(within=within, across=across)
    options = SearchOptions(lang, min_words, similarity, reach, tuple(against or ()), ignore, column, memory, declared)
    engine = cluster_of(find_workspace(Path.cwd()), cluster, worker_memory, insecure=insecure_cluster)
    if not remove:
        check_place(output)
    with ExitStack() as stack:
        run = stack.enter_context(run_of(engine, 1, "duplicates", run_report, quiet=False, outputs=[output]))
        found = _found(paths, options, run if engine else None, stack)
        count = deliver(found, output, format, remove=remove, force=force)
    for line in summary(found):
        say(line)
    if found.unreadable:
        raise typer.Exit(InputError.exit_code)
    if fail and count:
        raise typer.Exit(1)


def _found(paths: Sequence[str], options: SearchOptions, cluster: AccountedRun | None, stack: ExitStack) -> Inventory:
    """Return what stands more than once, searched for here or in tasks of a run on a cluster.

    Their folder goes with ``stack``.
    """
    from songngu.corpus.duplicates.inventory import take_inventory
    from songngu.workspace.staged_export import stages_of_search

    if cluster:
        marks = repr((options.similarity, options.column, options.memory, options.against)), *paths
        stages = stack.enter_context(stages_of_search([*paths, *options.against], marks, cluster.runner))
        options = replace(options, stages=replace(stages, tell=cluster.account.begin))
    with progress("searching", account=cluster.account if cluster else None):
        found = take_inventory(paths, options)
    warn_all(found.warnings)
    return found
