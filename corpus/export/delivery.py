"""An export from end to end: bitexts in, corpora, the rows that were removed, a manifest and a card out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import UsageError
from songngu.corpus.export.corpus import Corpus
from songngu.corpus.export.destinations import (
    Note,
    Output,
    check_places,
    documentation_beside,
    inputs_beside,
    leaks_beside,
    outputs_of,
    removed_beside,
    vocabularies_beside,
)
from songngu.corpus.export.documentation import facts_of, write_documentation
from songngu.corpus.export.filters import Lent
from songngu.corpus.export.inputs import (
    Input,
    Languages,
    check_pairs,
    joined_rows,
    read_inputs,
)
from songngu.corpus.export.library import passed_over, read_test_sets, test_sets
from songngu.corpus.export.many_languages import read_parallel
from songngu.corpus.export.multiparallel import parse_pairs
from songngu.corpus.export.output_files import Manner, write_outputs
from songngu.corpus.export.part_sizes import parse_part_sizes
from songngu.corpus.export.partitions import check_partitionable, partitions_there
from songngu.corpus.export.pipeline import Progress, corpus_of, thresholds
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.export.shards import check_divisible, shards_there
from songngu.corpus.export.steps import steps_of
from songngu.corpus.export.texts import FORMATS_OF_TEXTS
from songngu.corpus.export.vocabulary import train_vocabulary
from songngu.corpus.files.display import escaped
from songngu.corpus.files.guard import guarding
from songngu.corpus.files.output import STDOUT, atomic_files, atomic_writer
from songngu.corpus.files.staging import together
from songngu.corpus.formats import format_of, write_bitext
from songngu.corpus.formats.buffered import scratch
from songngu.corpus.formats.formulas import check_guardable
from songngu.corpus.formats.found import files_behind, find_bitexts
from songngu.corpus.formats.reading import Reading

_OF_EARLIER = "stands there from an earlier export, and tells nothing of this one"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be exported where.

    ``langs`` choose the languages where an input has more than two, ``from_format`` is the format of those whose suffix
    does not tell it, and ``columns`` names the columns of tables without a line of names; with ``guard_cells`` no
    spreadsheet runs a cell of the outputs, with ``keep_going`` broken parts of inputs are passed over. ``removed`` is
    the file of the rows that were removed, by default one beside the first output. With a ``shard_size``, outputs are
    cut into files of about so many bytes; with ``partition_by``, they are folders of files by the values of columns.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    format: str | None = None
    langs: Languages = (None, None)
    keep_going: bool = False
    removed: str | None = None
    card: bool = True
    from_format: str | None = None
    columns: tuple[str, ...] = ()
    guard_cells: bool = False
    shard_size: int | None = None
    partition_by: tuple[str, ...] = ()


_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of a job: rows read, how many each reason removed, the rows of each part, leaks, samples of removed
    rows, the files written with their rows, the ``documentation`` beside them, and notes.

    ``failed`` says that a leak kept everything from being written.
    """

    rows: int
    removed: Mapping[str, int]
    parts: Mapping[str, int]
    leaks: pl.DataFrame
    samples: pl.DataFrame
    written: Mapping[str, int]
    documentation: tuple[str, ...]
    notes: tuple[Note, ...]
    failed: bool = False

    @property
    def kept(self) -> int:
        """How many rows the corpus has."""
        return self.rows - sum(self.removed.values())


def export(
    job: Job,
    recipe: Recipe,
    scorers: Lent | None = None,
    *,
    dry: bool = False,
    progress: Progress = lambda stage: None,
    stages: Stages | None = None,
) -> Exported:
    """Make a corpus of bitext files as a recipe says and write it; ``dry`` does everything but write.

    ``scorers`` are filters beside those of `corpus.filters`; ``progress`` is told each stage as it begins. Where the
    recipe says that a leak fails the export and there is one, nothing is written. With ``stages`` the same corpus is
    made in tasks that lie in their folder. Raises UsageError and InputError as
    reading, filtering and writing do.
    """
    thresholds(recipe, scorers or {})
    steps_of(recipe.normalise)
    check_texts(job.outputs, job.format, recipe)
    job = replace(job, inputs=tuple(find_bitexts(job.inputs, places_written(job, recipe))))
    check_job(job, recipe)
    progress("reading")
    with ExitStack() as stack:
        read = (*job.inputs, *recipe.leaks.against)
        stack.enter_context(guarding(file for name in read for file in files_behind(name)))
        if recipe.pairs:
            inputs = [read_parallel(_readings(job), parse_pairs(recipe.pairs), job.from_format)]
        else:
            inputs = stack.enter_context(read_inputs(_readings(job), job.from_format))
        return export_rows(inputs, job, recipe, scorers, dry=dry, progress=progress, stages=stages)


def _readings(job: Job) -> list[Reading]:
    return [Reading(path, job.langs, job.keep_going, job.columns) for path in job.inputs]


def export_rows(
    inputs: Sequence[Input],
    job: Job,
    recipe: Recipe,
    scorers: Lent | None = None,
    *,
    dry: bool = False,
    progress: Progress = lambda stage: None,
    stages: Stages | None = None,
) -> Exported:
    """Make a corpus of rows that were read already; see `export`."""
    pairs = sorted({pair for each in inputs for file in each.files for pair in file.pairs}) if recipe.pairs else ()
    outputs = _outputs(job, recipe, pairs)
    files = [file for each in inputs for file in each.files]
    mixed = [] if pairs else check_pairs(files, [output.format for output in outputs])
    with ExitStack() as stack:
        folder = stages.folder if stages else stack.enter_context(scratch())
        held, empty = stack.enter_context(read_test_sets(recipe.leaks.against))
        corpus = corpus_of(joined_rows(inputs), recipe, held, folder, scorers or {}, progress, stages)
        notes = [Note(text, each.path) for each in files for text in each.notes]
        notes += map(Note, (*mixed, *corpus.notes))
        notes += [Note(note, one.name) for one in held for note in one.notes]
        notes += [Note("a test set without text, passed over", path) for path in empty]
        if unread := passed_over(recipe.leaks.against):
            notes.append(Note(f"files of test sets passed over, being no texts by their names: {', '.join(unread)}"))
        failed = recipe.leaks.then == "fail" and corpus.leaking
        written: dict[str, int] = {}
        documentation: list[str] = []
        if not dry and not failed:
            progress("writing")
            with together():
                files_written, written = _written(corpus, outputs, job, recipe, folder, notes)
                if _has_documentation(job, outputs):
                    told = facts_of(corpus, inputs, files_written, recipe, scorers or {}, notes, written)
                    documentation = write_documentation(told, corpus, outputs, _columns(recipe))
            notes += [Note(_OF_EARLIER, path) for path in _left_there(job, {*written, *documentation})]
        return Exported(
            len(corpus.reasons), corpus.counts(), corpus.sizes(), corpus.leaks, samples(corpus),
            written, tuple(documentation), tuple(notes), failed,
        )  # fmt: skip


def _outputs(job: Job, recipe: Recipe, pairs: Sequence[tuple[str, str]] | None = None) -> list[Output]:
    """Return the outputs; of pairs of languages, those that were found or else those that are asked for."""
    parts = parse_part_sizes(recipe.split.shares).names if recipe.split.shares else ()
    parts = () if "split" in job.partition_by else parts
    asked = parse_pairs(recipe.pairs) if recipe.pairs and pairs is None else pairs
    outputs = outputs_of(job.outputs, job.format, parts, asked or ())
    return [replace(output, partitions=job.partition_by) for output in outputs]


def _columns(recipe: Recipe) -> tuple[str, ...]:
    """Return the columns of texts of what is written."""
    return ("id", "source", "target", "source_lang", "target_lang") if recipe.texts is None else ("id",)


def check_job(job: Job, recipe: Recipe) -> None:
    """Raise UsageError for what cannot be written where the job says, which shows before anything is read."""
    outputs = _outputs(job, recipe)
    if job.guard_cells:
        check_guardable([output.format for output in outputs])
    if job.shard_size is not None:
        for output in outputs:
            check_divisible(output.path, output.format)
    if job.partition_by:
        if recipe.texts is not None or job.shard_size is not None:
            what = "shards" if recipe.texts is None else "texts for language models"
            raise UsageError(f"{what} are not laid out in partitions", hint="ask for one or the other")
        for output in outputs:
            check_partitionable(output.path, output.format)
    held = (path for one in test_sets(recipe.leaks.against) for path in one.paths)
    check_places(outputs, _beside(job, recipe, outputs), (*job.inputs, *held))


def places_written(job: Job, recipe: Recipe) -> list[str]:
    """Return every file that a job may write."""
    outputs = _outputs(job, recipe)
    return [*(output.path for output in outputs), *_beside(job, recipe, outputs)]


def _beside(job: Job, recipe: Recipe, outputs: Sequence[Output]) -> list[str]:
    """Return the files beside the outputs."""
    others: list[str] = []
    if job.shard_size is not None:
        others += [shard.as_posix() for output in outputs for shard in shards_there(output.path)]
    if job.partition_by:
        others += [file.as_posix() for output in outputs for file in partitions_there(output.path)]
    if removed := _removed_place(job):
        format_of(removed)
        others += [removed, *([leaks_beside(removed)] if recipe.leaks.against or recipe.split.shares else [])]
    if outputs and recipe.vocabulary is not None:
        others += [
            path for paths in vocabularies_beside(job.outputs[0], recipe.vocabulary.sides).values() for path in paths
        ]
    if outputs and _has_documentation(job, outputs):
        others += [*documentation_beside(job.outputs[0]), inputs_beside(job.outputs[0])]
    return others


def _has_documentation(job: Job, outputs: Sequence[Output]) -> bool:
    return job.card and all(output.path != STDOUT for output in outputs)


def _removed_place(job: Job) -> str | None:
    """Return the file of removed rows; None where the corpus goes to standard output and nothing names one."""
    if job.removed or not job.outputs or job.outputs[0] == STDOUT:
        return job.removed
    return removed_beside(job.outputs[0])


def check_texts(paths: Sequence[str], format: str | None, recipe: Recipe) -> None:
    """Raise UsageError where texts for language models are asked for that cannot be made or written so."""
    if recipe.texts is None:
        return
    recipe.texts.form(recipe.sampling.seed)
    for path in paths:
        if (name := format_of(path, format)) not in FORMATS_OF_TEXTS:
            hint = f"name a file of {' or '.join(FORMATS_OF_TEXTS)}"
            raise UsageError(f"{path}: texts are not written as {name}", hint=hint)


def _left_there(job: Job, written: Collection[str]) -> list[str]:
    """Return the files beside the first output that an earlier export to the same name left and this one has not."""
    if not job.outputs or job.outputs[0] == STDOUT:
        return []
    beside = list(documentation_beside(job.outputs[0]))
    if removed := _removed_place(job):
        beside += [removed, leaks_beside(removed)]
    made = {Path(path).resolve() for path in written}
    return [path for path in sorted(beside) if Path(path).is_file() and Path(path).resolve() not in made]


def _written(
    corpus: Corpus, outputs: Sequence[Output], job: Job, recipe: Recipe, folder: Path, notes: list[Note]
) -> tuple[list[Output], dict[str, int]]:
    """Write the outputs and what stands beside them, add to ``notes`` what they could not keep; return the files of the
    outputs, and the rows of all files.
    """
    form = recipe.texts.form(recipe.sampling.seed) if recipe.texts is not None else None
    manner = Manner(folder, form, job.shard_size, job.guard_cells)
    files = list(write_outputs(corpus, outputs, manner, notes))
    written = {output.path: rows for output, rows in files} | _write_vocabularies(corpus, outputs, recipe)
    if removed := _removed_place(job):
        written |= _write_removed(corpus, removed, guard_cells=job.guard_cells)
    return [output for output, _ in files], written


def _write_vocabularies(corpus: Corpus, outputs: Sequence[Output], recipe: Recipe) -> dict[str, int]:
    """Train models of subwords on the largest part and write them beside the first output; return their pieces."""
    asked = recipe.vocabulary
    if asked is None:
        return {}
    rows = corpus.delivered(parse_part_sizes(recipe.split.shares).largest if recipe.split.shares else None)
    written = {}
    for sides, paths in vocabularies_beside(outputs[0].asked, asked.sides).items():
        trained = train_vocabulary(rows, sides, asked.size, asked.kind)
        with atomic_files([Path(path) for path in paths]) as (model, pieces):
            model.write(trained.model)
            pieces.write(trained.pieces.encode())
        written[paths[0]] = trained.pieces.count("\n")
    return written


def _write_removed(corpus: Corpus, path: str, *, guard_cells: bool) -> dict[str, int]:
    """Write the rows that were removed, each with its reason, and beside them what leaked; nothing where there is none.

    Leaks stand a line each, the row of the corpus counted from 0 over all inputs.
    """
    written = {}
    if count := sum(corpus.counts().values()):
        write_bitext(corpus.removed(), path, guard_cells=guard_cells)
        written[path] = count
    if corpus.leaks.height:
        leaks = leaks_beside(path)
        with atomic_writer(leaks, binary=True) as stream:
            stream.write(escaped(corpus.leaks.write_ndjson()).encode())
        written[leaks] = corpus.leaks.height
    return written


def samples(corpus: Corpus) -> pl.DataFrame:
    """Return the first few rows that each reason removed, with the column ``removed_by`` and the scores."""
    chosen = [np.flatnonzero(corpus.reasons == number)[:_SAMPLES] for number in range(1, len(corpus.names))]
    return corpus.removed(np.sort(np.concatenate(chosen))).collect()
