"""What checks end with: a report of the findings, their number, and the exit status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from songngu.commands.console import say, warn
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.files.registry import suggestion
from songngu.corpus.language.message import Message, told
from songngu.glossary.finding import Severity, counted
from songngu.glossary.reports import FULL, REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from songngu.glossary.finding import Finding
    from songngu.workspace.check import CheckRun
    from songngu.workspace.configuration import Workspace

FAULT_STATUS = 70
"""The exit status of a fault of songngu's own: EX_SOFTWARE of sysexits."""


def format_asked(workspace: Workspace, name: str | None) -> str:
    """Return the format of reports that was asked for, by option or by the workspace; raises UsageError for another."""
    chosen = name or workspace.configuration.check.format or FULL
    if chosen in REPORTS:
        return chosen
    where = "--format" if name else workspace.path
    raise UsageError(f"{where}: unknown format {chosen!r}", hint=suggestion(chosen, REPORTS))


def report(
    run: CheckRun,
    findings: Sequence[Finding],
    format: str,
    output: Path | None,
    *,
    statistics: bool,
    translated: Callable[[str], str] = str,
) -> None:
    """Print findings, or write them into a file; what a forge reads has its paths from the root of the repository.

    ``translated`` puts what readers read into their language.
    """
    from songngu.corpus.files.output import atomic_writer
    from songngu.glossary.reports import render_report
    from songngu.glossary.reports.statistics import render as render_statistics
    from songngu.workspace.fixes import in_bytes

    if REPORTS[format].in_bytes:
        findings = in_bytes(run, findings)
    if REPORTS[format].for_forges:
        findings = _from_repository(run.root, findings)
    if any(url_of(run.root / name) for unit in run.units for name in unit.names):
        findings = [found.named(lambda file: _named_to_us(run.root / file)) for found in findings]
    made = render_statistics(findings, translated) if statistics else render_report(findings, format, translated)
    if output:
        with atomic_writer(output) as stream:
            stream.write(made)
    else:
        typer.echo(made, nl=False)


def _named_to_us(file: Path) -> str:
    """Return the URL of a copy, and the way to a file of this machine beside it from the working folder."""
    here = Path.cwd()
    return url_of(file) or (file.relative_to(here).as_posix() if file.is_relative_to(here) else file.name)


def _from_repository(root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with paths from the root of the git repository that ``root`` stands in, if it does."""
    from songngu.workspace.changed import repository_of

    repository = repository_of(root)
    inside = root.resolve().relative_to(repository).as_posix() if repository else "."
    if inside == ".":
        return list(findings)
    return [found.below(inside) for found in findings]


def leave(
    run: CheckRun,
    findings: Sequence[Finding],
    fail_on: Severity,
    *,
    exit_zero: bool,
    quiet: bool,
    translated: Callable[[str], str] = str,
    is_whole: bool = True,
) -> None:
    """Say how much was found, as ``translated``, and leave with the exit status of the check.

    Where it is not ``is_whole``, as a file could not be read, that is the status of this, whatever was found.
    """
    for note in run.cache.notes if run.cache else ():
        say(f"note: {note}")
    for guess in run.guesses:
        warn(guess)
    if run.passed_over and not quiet:
        say(f"note: in no pair of [[documents]], passed over: {', '.join(run.passed_over)}")
    heard = [found for found in findings if found.counts]
    if heard and not quiet:
        fixable = sum(found.fix is not None and found.fix.safe for found in heard)
        number = counted(len(heard))
        more = Message("{found}, {count} fixable with --fix", found=number, count=fixable)
        say(told(more if fixable else number, translated))
    leave_on_fault(findings)
    if not is_whole:
        raise typer.Exit(InputError.exit_code)
    failing = any(found.severity.rank <= fail_on.rank for found in heard)
    if failing and not exit_zero:
        raise typer.Exit(1)


def leave_on_fault(findings: Sequence[Finding]) -> None:
    """Leave with the status of a fault of songngu's own where a finding tells of one, whatever else was asked for."""
    from songngu.glossary.rules.faults import FAULT

    if any(found.rule == FAULT for found in findings):
        raise typer.Exit(FAULT_STATUS)
