"""The command `songngu check`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from songngu.commands.console import say, say_error, warn
from songngu.commands.options import (
    BitextFormat,
    ExitZero,
    FailOn,
    Glossaries,
    PreSplit,
    Quiet,
    SourceLang,
    TargetLang,
    TrustLanguages,
    UiLang,
)
from songngu.commands.progress import progress
from songngu.commands.verdict import format_asked, leave, leave_on_fault, report
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.display import quantity
from songngu.glossary.reports import REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songngu.glossary.finding import Finding
    from songngu.workspace.check import CheckRun
    from songngu.workspace.configuration import Workspace

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="SOURCE TARGET, bitexts (-), or files of the workspace; all if left out."),
]
Rules = list[str] | None
ReportName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="How to print: full (by default), concise, json, sarif, github, gitlab, junit, rdjson, markdown, html …",
        autocompletion=lambda: list(REPORTS),
    ),
]
AgainstMemory = Annotated[
    list[Path] | None,
    typer.Option("--against-memory", metavar="MEMORY", help="Tell what was rendered otherwise before (SEG012)."),
]


def check(
    context: typer.Context,
    paths: Paths = None,
    glossary: Glossaries = None,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    trust_languages: TrustLanguages = False,
    pre_split: PreSplit = False,
    select: Annotated[Rules, typer.Option("--select", metavar="RULE", help="Rules or groups to run, or ALL.")] = None,
    ignore: Annotated[Rules, typer.Option("--ignore", metavar="RULE", help="Rules or groups to leave out.")] = None,
    format: ReportName = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print how often each rule found.")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Known findings.")] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Write the baseline.")] = False,
    since: Annotated[str | None, typer.Option("--since", metavar="REF", help="Only what changed since then.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes in the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the safe fixes, change nothing.")] = False,
    against_memory: AgainstMemory = None,
    ui_lang: UiLang = "en",
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Work everything out anew.")] = False,
    quiet: Quiet = False,
    from_format: BitextFormat = None,
) -> None:
    """Check renderings by the glossary and the QA rules.

    The exit status is 1 where something is found.

    Example: songngu check founder.vi.txt founder.en.txt --glossary glossary.csv
    """
    from songngu.commands.standard_input import kept_for_the_command
    from songngu.workspace.configuration import find_workspace
    from songngu.workspace.pages.catalogue import Catalogue
    from songngu.workspace.plan import Request, plan
    from songngu.workspace.review.folding import fold_workspace

    translated = Catalogue(ui_lang).gettext
    if "-" in (paths or ()) and (fix or update_baseline):
        raise UsageError("standard input can be checked, not written", hint="name the file")
    workspace = find_workspace(Path.cwd())
    chosen = format_asked(workspace, format)
    for note in fold_workspace(workspace, paths or (), Path.cwd()):
        say(f"note: {note}")
    read, here = kept_for_the_command(context, paths or (), from_format)
    asked = read, tuple(glossary or ()), (source_lang, target_lang), pre_split, select, ignore
    memories = tuple(against_memory or ())
    request = Request(*asked, baseline, since, no_cache, here, trust=trust_languages, memories=memories)
    run = plan(workspace, request, reading_baseline=not update_baseline)
    with progress("checking", quiet=quiet):
        run, findings, unread = _checked_as_far_as_read(run)
    for error in unread:
        say_error(error)
    if unread and update_baseline:
        raise UsageError("--update-baseline: not all could be read", hint="mend what is named above")
    if update_baseline:
        _update_baseline(workspace, baseline, findings)
        return
    if diff:
        _leave_with_fixes(run, findings, exit_zero=exit_zero, is_whole=not unread)
    if fix and _fix(run, findings, write=True):
        run, findings, unread = _checked_as_far_as_read(plan(workspace, request))
    report(run, findings, chosen, output, statistics=statistics, translated=translated)
    leave(
        run, findings, fail_on or run.fail_on,
        exit_zero=exit_zero, quiet=quiet, translated=translated, is_whole=not unread,
    )  # fmt: skip


def _checked_as_far_as_read(run: CheckRun) -> tuple[CheckRun, list[Finding], list[InputError]]:
    """Return the findings of a run, and of those of its files that cannot be read what is wrong with each.

    Raises InputError where none can be read.
    """
    from songngu.workspace.check import without_unreadable

    try:
        return run, _checked(run), []
    except InputError:
        rest, unread = without_unreadable(run)
        if not unread or not rest.units:
            raise
        return rest, _checked(rest), unread


def _checked(run: CheckRun) -> list[Finding]:
    """Return the findings of a run, each with a fix only where --fix makes it."""
    from songngu.workspace.check import run_check
    from songngu.workspace.fixes import fixable

    return fixable(run, run_check(run, warn))


def _update_baseline(workspace: Workspace, path: Path | None, findings: Sequence[Finding]) -> None:
    from songngu.glossary.findings.baseline import write_baseline

    configured = workspace.configuration.check.baseline
    target = path or (workspace.root / configured if configured else None)
    if target is None:
        raise UsageError("--update-baseline: no baseline is named", hint="name one with --baseline FILE")
    say(f"{target}: {quantity(write_baseline(target, findings), 'finding')}")
    leave_on_fault(findings)


def _leave_with_fixes(run: CheckRun, findings: Sequence[Finding], *, exit_zero: bool, is_whole: bool) -> NoReturn:
    """Show the fixes and leave: with 1 where there are any, with 3 where a file could not be read."""
    mended = _fix(run, findings, write=False)
    leave_on_fault(findings)
    raise typer.Exit(InputError.exit_code if not is_whole else 1 if mended and not exit_zero else 0)


def _fix(run: CheckRun, findings: Sequence[Finding], *, write: bool) -> bool:
    from songngu.corpus.files.staging import together
    from songngu.glossary.findings.fix import write_fixed
    from songngu.workspace.fixes import fixed_files

    done = False
    with together() if write else nullcontext():
        for outcome in fixed_files(run, findings):
            if isinstance(outcome, str):
                warn(outcome)
                continue
            done = True
            if write:
                write_fixed(run.root / outcome.file, outcome)
                say(f"{outcome.file}: {len(outcome.mended)} fixed")
            else:
                typer.echo(outcome.diff(), nl=False)
    return done
