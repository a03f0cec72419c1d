"""The commands of the workspace: init, check, build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import PreSplit, Quiet, say
from songngu.corpus.errors import UsageError
from songngu.glossary.finding import Severity
from songngu.glossary.reports import ReportFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songngu.corpus.export.recipe import Recipe
    from songngu.glossary.finding import Finding
    from songngu.workspace.check import CheckRun
    from songngu.workspace.configuration import Workspace

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]…", help="SOURCE TARGET, or bitexts, or files of the workspace; all of it if left out."
    ),
]
Rules = list[str] | None
Glossaries = Annotated[
    list[Path] | None, typer.Option("--glossary", metavar="FILE", help="A glossary; may be given more than once.")
]
Languages = Annotated[str | None, typer.Option(metavar="LANG", help="Its language; vi and en unless configured.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")]
FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="The least severity that makes the exit status 1 (warning).")
]


def mount(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(init)
    app.command()(check)
    app.command()(build)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where the workspace is to be.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Write a commented songngu.toml and an empty glossary.

    Example: songngu init my-texts
    """
    from songngu.workspace.starter import write_workspace

    for path in write_workspace(folder, force=force):
        say(f"wrote {path}")


def check(
    paths: Paths = None,
    glossary: Glossaries = None,
    source_lang: Languages = None,
    target_lang: Languages = None,
    pre_split: PreSplit = False,
    select: Annotated[Rules, typer.Option("--select", metavar="RULE", help="Rules or groups to run, or ALL.")] = None,
    ignore: Annotated[Rules, typer.Option("--ignore", metavar="RULE", help="Rules or groups to leave out.")] = None,
    format: Annotated[ReportFormat | None, typer.Option("--format", help="How to print (full).")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print how often each rule found.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Known findings.")] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Write the baseline.")] = False,
    since: Annotated[str | None, typer.Option("--since", metavar="REF", help="Only what changed since then.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes in the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the safe fixes, change nothing.")] = False,
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Work everything out anew.")] = False,
    quiet: Quiet = False,
) -> None:
    """Check renderings against the glossary and the QA rules: exit 1 where something is found.

    Example: songngu check founder.vi.txt founder.en.txt --glossary glossary.csv
    """
    from songngu.workspace.check import run_check
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.plan import Request, plan

    workspace = find_workspace(Path.cwd())
    langs = source_lang, target_lang
    request = Request(
        tuple(paths or ()), tuple(glossary or ()), langs, pre_split, select, ignore, baseline, since, no_cache
    )
    run = plan(workspace, request, reading_baseline=not update_baseline)
    findings = run_check(run)
    if update_baseline:
        _update_baseline(workspace, baseline, findings)
        return
    if fix or diff:
        mended = _fix(run, findings, write=not diff)
        if diff:
            raise typer.Exit(1 if mended and not exit_zero else 0)
        findings = run_check(plan(workspace, request)) if mended else findings
    chosen = format or _configured_format(workspace)
    _report(findings, chosen, output, statistics=statistics)
    _leave(run, findings, fail_on or Severity(workspace.configuration.check.fail_on), exit_zero=exit_zero, quiet=quiet)


def build(
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Work everything out anew.")] = False,
    quiet: Quiet = False,
) -> None:
    """Do everything songngu.toml asks for: align what changed, check it, write the bitexts and the outputs.

    Example: songngu build
    """
    from songngu.commands.console import say
    from songngu.workspace.build import write_outputs
    from songngu.workspace.check import run_check
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.plan import Request, plan

    workspace = find_workspace(Path.cwd())
    run = plan(workspace, Request(no_cache=no_cache))
    findings = run_check(run)
    for line in write_outputs(workspace, run):
        if not quiet:
            say(line)
    _report(findings, _configured_format(workspace), None, statistics=False)
    _leave(run, findings, fail_on or Severity(workspace.configuration.check.fail_on), exit_zero=exit_zero, quiet=quiet)


def _configured_format(workspace: Workspace) -> ReportFormat:
    name = workspace.configuration.check.format or ReportFormat.FULL.value
    if name not in set(ReportFormat):
        raise UsageError(f"{workspace.path}: unknown format {name!r}", hint=f"known are {', '.join(ReportFormat)}")
    return ReportFormat(name)


def _update_baseline(workspace: Workspace, path: Path | None, findings: Sequence[Finding]) -> None:
    from songngu.glossary.findings.baseline import write_baseline

    configured = workspace.configuration.check.baseline
    target = path or (workspace.root / configured if configured else None)
    if target is None:
        raise UsageError("--update-baseline: no baseline is named", hint="name one with --baseline FILE")
    say(f"{target}: {write_baseline(target, findings)} findings")


def _fix(run: CheckRun, findings: Sequence[Finding], *, write: bool) -> bool:
    from songngu.glossary.findings.fix import write_fixed
    from songngu.workspace.fixes import fixed_files

    done = False
    for outcome in fixed_files(run, findings):
        if isinstance(outcome, str):
            say(f"warning: {outcome}")
            continue
        done = True
        if write:
            write_fixed(run.root / outcome.file, outcome)
            say(f"{outcome.file}: {len(outcome.mended)} fixed")
        else:
            typer.echo(outcome.diff(), nl=False)
    return done


def _report(findings: Sequence[Finding], format: ReportFormat, output: Path | None, *, statistics: bool) -> None:
    from songngu.corpus.files.output import atomic_writer
    from songngu.glossary.reports import render_report
    from songngu.glossary.reports.statistics import render as render_statistics

    text = render_statistics(findings) if statistics else render_report(findings, format)
    if output:
        with atomic_writer(output) as stream:
            stream.write(text)
    else:
        typer.echo(text, nl=False)


def _leave(run: CheckRun, findings: Sequence[Finding], fail_on: Severity, *, exit_zero: bool, quiet: bool) -> None:
    """Say how much was found and leave with the exit status of the check."""
    for note in run.cache.notes if run.cache else ():
        say(f"note: {note}")
    counted = [found for found in findings if found.counts]
    if counted and not quiet:
        fixable = sum(found.fix is not None and found.fix.safe for found in counted)
        more = f", {fixable} fixable with --fix" if fixable else ""
        say(f"{len(counted)} finding{'s' if len(counted) > 1 else ''}{more}")
    failing = any(found.severity.rank <= fail_on.rank for found in counted)
    if failing and not exit_zero:
        raise typer.Exit(1)


def recipe() -> Recipe:
    """Return what the workspace of the working directory says of exports."""
    from songngu.workspace.configuration import find_workspace

    workspace = find_workspace(Path.cwd())
    return workspace.configuration.export.found_from(workspace.root)
