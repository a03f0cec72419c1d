"""The command `songngu export`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from songngu.commands.console import say
from songngu.commands.options import ColumnNames, GuardCells, Outputs, Quiet, check_streams, column_names
from songngu.commands.progress import progress
from songngu.commands.runner import ClusterAddress, InsecureCluster, RunReport, WorkerMemory, cluster_of, run_of
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import quantity
from songngu.corpus.language.names import read_tag

if TYPE_CHECKING:
    from songngu.corpus.export.delivery import Exported, Job
    from songngu.corpus.export.filters import Lent
    from songngu.corpus.export.recipe import Recipe
    from songngu.workspace.runners.cluster import Cluster


class Repeats(StrEnum):
    """Which rows that repeat an earlier one are removed."""

    NEAR = "near"
    EXACT = "exact"
    NONE = "none"


class By(StrEnum):
    """What a split keeps together."""

    DOCUMENT = "document"
    CLUSTER = "cluster"


class TextsAs(StrEnum):
    """How rows become texts for language models."""

    CHAT = "chat"
    INSTRUCTIONS = "instructions"


_TRUTH = {"true": True, "false": False}

Texts = list[str] | None
Bitexts = Annotated[
    list[str],
    typer.Argument(
        metavar="BITEXT",
        help="Bitexts of any format, folders and globs of them, by path or URL (s3://…); - for stdin.",
    ),
]
FileFormat = Annotated[str | None, typer.Option("--format", metavar="NAME", help="Of outputs, where no suffix tells.")]
FromFormat = Annotated[str | None, typer.Option("--from", metavar="NAME", help="Of inputs, where no suffix tells.")]
RecipeFile = Annotated[Path | None, typer.Option("--recipe", metavar="FILE", help="A TOML file of all below.")]
Filters = Annotated[
    Texts, typer.Option("--filter", metavar="NAME[=BOUNDS]", help="Such as ratio, ratio=3, length=1..80.")
]
Clean = Annotated[bool, typer.Option("--clean", help="All filters at their own bounds, near-duplicates too.")]
Normalise = Annotated[
    Texts, typer.Option("--normalise", metavar="STEP[=VALUE]", help="Such as nfc, tones=new, punctuation.")
]
Duplicates = Annotated[Repeats | None, typer.Option("--duplicates", help="Which repeats are removed (none).")]
Split = Annotated[str | None, typer.Option("--split", metavar="SHARES", help="Such as train=0.98,dev=0.01,test=0.01.")]
Against = Annotated[
    Texts, typer.Option("--against", metavar="FILE", help="A test set no row may stand in: any format, or lines.")
]
Pairs = Annotated[
    str | None,
    typer.Option("--pairs", metavar="PAIRS", help="Of texts in many languages: vi-en,en-fr or all, a file for each."),
]
Sample = Annotated[int | None, typer.Option("--sample", metavar="N", help="Rows to draw, of train where it is split.")]
Temperature = Annotated[
    float | None, typer.Option("--temperature", metavar="T", help="Of the sample: above 1, small sources give more.")
]
Join = Annotated[
    str | None, typer.Option("--join", metavar="BOUND", help="Passages: document, or rows=8,tokens=512, of documents.")
]
TextKind = Annotated[TextsAs | None, typer.Option("--as", help="Texts for language models, in JSON Lines or Parquet.")]
Templates = Annotated[
    Texts, typer.Option("--template", metavar="TEXT", help='Of --as: "{source_language}: {source}", what is asked.')
]
VocabularySize = Annotated[
    int | None, typer.Option("--vocabulary", metavar="SIZE", help="Train subwords on train, with SentencePiece.")
]
Removed = Annotated[
    str | None, typer.Option("--removed", metavar="FILE", help="Where removed rows go, with their reasons.")
]
ShardSize = Annotated[
    str | None, typer.Option("--shard-size", metavar="SIZE", help="Cut outputs into files of about 200MB, 1GB.")
]
PartitionBy = Annotated[
    str | None,
    typer.Option("--partition-by", metavar="COLUMNS", help="Folders of Parquet files: split, or document,split."),
]
Language = Annotated[
    str | None, typer.Option(metavar="LANG", parser=read_tag, help="Of files with several; of rows that name none.")
]


def export(
    bitexts: Bitexts,
    output: Outputs = None,
    format: FileFormat = None,
    from_format: FromFormat = None,
    columns: ColumnNames = None,
    recipe: RecipeFile = None,
    filter: Filters = None,
    clean: Clean = False,
    normalise: Normalise = None,
    duplicates: Duplicates = None,
    split: Split = None,
    by: Annotated[By | None, typer.Option("--by", help="What a split keeps together (document).")] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Of split, sample and shuffle.")] = None,
    against: Against = None,
    fail_on_leak: Annotated[bool, typer.Option("--fail-on-leak", help="Write nothing if one does; exit 1.")] = False,
    pairs: Pairs = None,
    sample: Sample = None,
    temperature: Temperature = None,
    shuffle: Annotated[bool, typer.Option("--shuffle", help="Rows in the order of a hash of --seed and ids.")] = False,
    join: Join = None,
    texts: TextKind = None,
    template: Templates = None,
    vocabulary: VocabularySize = None,
    shard_size: ShardSize = None,
    partition_by: PartitionBy = None,
    removed: Removed = None,
    no_card: Annotated[bool, typer.Option("--no-card", help="No manifest and no data card beside the output.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be removed; write nothing.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Take what can be read of broken files.")] = False,
    guard_cells: GuardCells = False,
    cluster: ClusterAddress = None,
    worker_memory: WorkerMemory = None,
    insecure_cluster: InsecureCluster = False,
    run_report: RunReport = None,
    source_lang: Language = None,
    target_lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Make a corpus of bitexts: filter, de-duplicate, split.

    It is written with a manifest and a data card.

    Example: songngu export build/*.jsonl -o corpus.parquet --clean --split train=0.98,dev=0.01,test=0.01
    """
    from songngu.corpus.export.delivery import Job
    from songngu.corpus.export.partitions import parse_columns
    from songngu.corpus.export.recipe import read_recipe
    from songngu.corpus.export.shards import parse_size
    from songngu.corpus.formats.found import find_bitexts
    from songngu.workspace.configuration import find_workspace, workspace_recipe
    from songngu.workspace.evidence import lent_filters
    from songngu.workspace.review.pending import fold_pending

    if not output and not dry_run:
        raise UsageError("nowhere to write to", hint="name a file with -o, or see what would be done with --dry-run")
    check_streams(bitexts, from_format, "--from")
    check_streams(output or (), format, "--format")
    for note in fold_pending(Path(name) for name in find_bitexts(bitexts) if name != "-"):
        say(f"note: {note}")
    chosen = read_recipe(recipe) if recipe else workspace_recipe(Path.cwd())
    chosen = chosen.with_filters(_named(filter)).with_steps(_named(normalise)).with_test_sets(against or ())
    chosen = chosen.with_split(shares=split, by=by, seed=seed)
    chosen = _switched(chosen, clean=clean, duplicates=duplicates, fail_on_leak=fail_on_leak)
    chosen = chosen.with_sampling(rows=sample, temperature=temperature, shuffle=shuffle or None, seed=seed)
    chosen = chosen.joined(_bounds(join)).with_texts(kind=texts, templates=tuple(template or ()) or None)
    chosen = chosen.with_vocabulary(vocabulary).of_pairs(pairs)
    _check_used(chosen, by, seed, temperature)
    job = Job(
        tuple(bitexts), tuple(output or ()), format, (source_lang, target_lang), keep_going, removed,
        card=not no_card, from_format=from_format, columns=column_names(columns), guard_cells=guard_cells,
        shard_size=None if shard_size is None else parse_size(shard_size),
        partition_by=() if partition_by is None else parse_columns(partition_by),
    )  # fmt: skip
    langs = source_lang or "vi", target_lang or "en"
    scorers = lent_filters(langs) if chosen.wants_scorers else {}
    engine = cluster_of(find_workspace(Path.cwd()), cluster, worker_memory, insecure=insecure_cluster)
    done = _export(job, chosen, scorers, engine, run_report, dry=dry_run, quiet=quiet)
    _tell(done, dry=dry_run, quiet=quiet)


def _export(
    job: Job, recipe: Recipe, scorers: Lent, engine: Cluster | None, report: Path | None, *, dry: bool, quiet: bool
) -> Exported:
    """Make the corpus, here or in tasks on a cluster, and the report of the run where one is asked for."""
    from songngu.corpus.export.delivery import export, places_written
    from songngu.workspace.runners.allocator import give_back_freed_memory
    from songngu.workspace.staged_export import stages_of

    with ExitStack() as stack:
        outputs = places_written(job, recipe) if report else ()
        run = stack.enter_context(run_of(engine, 1, "export", report, quiet=quiet, outputs=outputs))
        stages = None
        if engine:
            stages = stack.enter_context(stages_of(job, recipe, run.runner))
            stages = replace(stages, tell=run.account.begin)
        with progress("exporting", quiet=quiet, account=run.account if engine else None) as bar:

            def begun(stage: str) -> None:
                give_back_freed_memory()
                bar.stage(stage)

            done = export(job, recipe, scorers, dry=dry, progress=begun, stages=stages)
        run.facts.pairs, run.facts.parts = done.rows, len(done.written)
    return done


def _check_used(recipe: Recipe, by: By | None, seed: int | None, temperature: float | None) -> None:
    """Raise UsageError for an option that nothing the recipe asks for makes use of."""
    split, sampling = recipe.split, recipe.sampling
    if by and not split.shares:
        raise UsageError("--by is of a split, and none is asked for", hint="ask for one with --split")
    if seed is not None and not (split.shares or sampling.rows or sampling.shuffle):
        raise UsageError(
            "--seed is of a split, a sample or a shuffle, and none is asked for",
            hint="ask for one with --split, --sample or --shuffle",
        )
    if temperature is not None and sampling.rows is None:
        raise UsageError("--temperature is of a sample, and none is asked for", hint="ask for one with --sample N")


def _switched(recipe: Recipe, *, clean: bool, duplicates: Repeats | None, fail_on_leak: bool) -> Recipe:
    """Return the recipe as options change it that are more than a value in it."""
    if clean:
        recipe = recipe.cleaning()
    if duplicates:
        recipe = recipe.without_repeats(duplicates)
    if fail_on_leak:
        recipe = recipe.failing_on_leaks()
    if recipe.leaks.then == "fail" and not recipe.leaks.against:
        raise UsageError("no test set to fail on", hint="name one with --against")
    return recipe


def _tell(done: Exported, *, dry: bool, quiet: bool) -> None:
    """Say what was done, or print what would be; leave with 1 where a leak kept everything from being written."""
    from songngu.corpus.export.report import examples, leaks_report, summary

    for note in done.notes:
        say(f"note: {note}")
    if dry:
        for line in (*summary(done), *leaks_report(done.leaks), *examples(done)):
            typer.echo(line)
    elif not quiet:
        written = (f"wrote {path}: {quantity(rows, 'row')}" for path, rows in done.written.items())
        documents = (f"wrote {path}" for path in done.documentation)
        for line in (*summary(done), *leaks_report(done.leaks), *written, *documents):
            say(line)
    if done.failed:
        say("error: rows of the corpus stand in a test set; nothing was written")
        raise typer.Exit(1)


def _bounds(join: str | None) -> dict[str, Any] | None:
    """Return the bounds of passages: none for ``document``, ``rows=N`` and ``tokens=N``, with a comma between them."""
    if join is None or join == "document":
        return None if join is None else {}
    bounds: dict[str, Any] = {}
    for bound in join.split(","):
        name, _, number = bound.strip().partition("=")
        if name not in ("rows", "tokens") or not number.isascii() or not number.isdigit() or not int(number):
            raise UsageError(f"{bound!r} is no bound of passages", hint="write document, rows=8, tokens=512 or both")
        bounds[name] = int(number)
    return bounds


def _named(given: Texts) -> dict[str, Any]:
    """Return what ``NAME`` and ``NAME=VALUE`` say, by name: true, false, or the value as a text."""
    named: dict[str, Any] = {}
    for text in given or ():
        name, equals, value = (part.strip() for part in text.partition("="))
        if name in named:
            base = name.partition(":")[0]
            hint = f"what can be asked for twice has a name each time: {base}:one=…, {base}:other=…"
            raise UsageError(f"{name} is given twice", hint=hint)
        named[name] = _TRUTH.get(value, value) if equals else True
    return named
