"""The command `songngu build`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from songngu.commands.console import say, warn
from songngu.commands.options import ExitZero, FailOn, Quiet
from songngu.commands.progress import progress
from songngu.commands.runner import ClusterAddress, InsecureCluster, RunReport, WorkerMemory, cluster_of, run_of
from songngu.commands.verdict import format_asked, leave, report
from songngu.corpus.files.scratch import scratch_folder


def build(
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Work everything out anew.")] = False,
    cluster: ClusterAddress = None,
    worker_memory: WorkerMemory = None,
    insecure_cluster: InsecureCluster = False,
    run_report: RunReport = None,
    quiet: Quiet = False,
) -> None:
    """Do everything songngu.toml asks for.

    What changed is aligned and checked, the bitexts and the outputs are written.

    Example: songngu build
    """
    from songngu.workspace.build import write_outputs
    from songngu.workspace.cache import Cache
    from songngu.workspace.check import run_check
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.plan import Request, plan
    from songngu.workspace.review.folding import fold_workspace

    workspace = find_workspace(Path.cwd())
    chosen = format_asked(workspace, None)
    for note in fold_workspace(workspace, (), Path.cwd()):
        say(f"note: {note}")
    run = plan(workspace, Request(no_cache=no_cache))
    engine = cluster_of(workspace, cluster, worker_memory, insecure=insecure_cluster)
    with ExitStack() as stack:
        outputs = [run.root / name for name in workspace.configuration.export.outputs]
        held = stack.enter_context(run_of(engine, run.jobs, "build", run_report, quiet=quiet, outputs=outputs))
        if engine:
            held.runner.share(run.root)
            scratch = stack.enter_context(scratch_folder())
            run = replace(run, cluster=held.runner, cache=run.cache or Cache(scratch / "cache"))
        with progress("aligning and checking", quiet=quiet, account=held.account if engine else None):
            findings = run_check(run, warn)
        if run_report:
            held.facts.pairs = sum(run.load(unit).bitext.height for unit in run.units)
    for line in write_outputs(workspace, run):
        if not quiet:
            say(line)
    report(run, findings, chosen, None, statistics=False)
    leave(run, findings, fail_on or run.fail_on, exit_zero=exit_zero, quiet=quiet)
