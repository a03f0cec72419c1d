"""The command `songngu export`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from songngu.corpus.console import Outputs, Quiet, say
from songngu.corpus.errors import UsageError


class Repeats(StrEnum):
    """Which rows that repeat an earlier one are removed."""

    NEAR = "near"
    EXACT = "exact"
    NONE = "none"


class By(StrEnum):
    """What a split keeps together."""

    DOCUMENT = "document"
    CLUSTER = "cluster"


_TRUTH = {"true": True, "false": False}

Texts = list[str] | None
Language = Annotated[str | None, typer.Option(metavar="LANG", help="Of files with several; of rows that name none.")]


def export(
    context: typer.Context,
    bitexts: Annotated[list[str], typer.Argument(metavar="BITEXT…", help="Bitexts of any format that can be read.")],
    output: Outputs = None,
    format: Annotated[str | None, typer.Option("--format", metavar="NAME", help="Where no suffix tells.")] = None,
    recipe: Annotated[Path | None, typer.Option("--recipe", metavar="FILE", help="A TOML file of all below.")] = None,
    filter: Annotated[
        Texts, typer.Option("--filter", metavar="NAME[=BOUNDS]", help="Such as ratio, ratio=3, length=1..80.")
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="All filters at their own bounds, near-duplicates too.")
    ] = False,
    normalise: Annotated[
        Texts, typer.Option("--normalise", metavar="STEP[=VALUE]", help="Such as nfc, tones=new, punctuation.")
    ] = None,
    duplicates: Annotated[
        Repeats | None, typer.Option("--duplicates", help="Which repeats are removed (none).")
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="SHARES", help="Such as train=0.98,dev=0.01,test=0.01.")
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help="What a split keeps together (document).")] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Of the split.")] = None,
    against: Annotated[
        Texts, typer.Option("--against", metavar="FILE", help="A test set no row may stand in: any format, or lines.")
    ] = None,
    fail_on_leak: Annotated[bool, typer.Option("--fail-on-leak", help="Write nothing if one does; exit 1.")] = False,
    removed: Annotated[
        str | None, typer.Option("--removed", metavar="FILE", help="Where removed rows go, with their reasons.")
    ] = None,
    no_card: Annotated[bool, typer.Option("--no-card", help="No manifest and no data card beside the output.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be removed; write nothing.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Take what can be read of broken files.")] = False,
    source_lang: Language = None,
    target_lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Filter, de-duplicate, split and write corpora, with a manifest and a data card.

    Example: songngu export build/*.jsonl -o corpus.parquet --clean --split train=0.98,dev=0.01,test=0.01
    """
    from songngu.corpus.export.delivery import Job, export
    from songngu.corpus.export.recipe import read_recipe
    from songngu.corpus.export.report import examples, leaks_report, summary
    from songngu.corpus.filters import FILTERS

    if not output and not dry_run:
        raise UsageError("nowhere to write to", hint="name a file with -o, or see what would be done with --dry-run")
    langs = source_lang, target_lang
    chosen = read_recipe(recipe) if recipe else context.obj.recipe()
    chosen = chosen.with_filters(_named(filter)).with_steps(_named(normalise)).with_test_sets(against or ())
    chosen = chosen.with_split(shares=split, by=by, seed=seed)
    if clean:
        chosen = chosen.cleaning()
    if duplicates:
        chosen = chosen.without_repeats(duplicates)
    if fail_on_leak:
        chosen = chosen.failing_on_leaks()
    if chosen.leaks.then == "fail" and not chosen.leaks.against:
        raise UsageError("no test set to fail on", hint="name one with --against")
    if (by or seed is not None) and not chosen.split.shares:
        raise UsageError("--by and --seed are of a split, and none is asked for", hint="ask for one with --split")
    job = Job(
        tuple(bitexts), tuple(output or ()), format, langs, keep_going=keep_going, removed=removed, card=not no_card
    )
    ours = set(chosen.filters) <= set(FILTERS)
    scorers = {} if ours else context.obj.scorers((source_lang or "vi", target_lang or "en"))
    done = export(job, chosen, scorers, dry=dry_run, progress=_stages(quiet=quiet))
    for note in done.notes:
        say(f"note: {note}")
    if dry_run:
        for line in (*summary(done), *leaks_report(done.leaks), *examples(done)):
            typer.echo(line)
    elif not quiet:
        written = (f"wrote {path}: {rows:,} rows" for path, rows in done.written.items())
        for line in (*summary(done), *leaks_report(done.leaks), *written, *(f"wrote {path}" for path in done.papers)):
            say(line)
    if done.failed:
        say("error: rows of the corpus stand in a test set; nothing was written")
        raise typer.Exit(1)


def _named(given: Texts) -> dict[str, Any]:
    """Return what ``NAME`` and ``NAME=VALUE`` say, by name: true, false as in a recipe, or the value as a text."""
    pairs = (text.partition("=") for text in given or ())
    return {name.strip(): _TRUTH.get(value.strip(), value.strip()) if equals else True for name, equals, value in pairs}


def _stages(*, quiet: bool) -> Callable[[str], None]:
    """Return what shows the stage on a terminal, one over the other; elsewhere nothing is shown."""
    if quiet or not sys.stderr.isatty():
        return lambda stage: None
    return lambda stage: typer.echo(f"\r{stage + ' …':<24}\r", nl=False, err=True)
