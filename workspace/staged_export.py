"""Long work whose tasks are done by a runner, in a folder from which the same work goes on where it stopped."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import songngu
from songngu.corpus.duplicates.collection import TABLES
from songngu.corpus.duplicates.stages import STAGE_ROWS, Stages
from songngu.corpus.errors import FullDiskError, SongnguError, UsageError
from songngu.corpus.export.delivery import Job, check_job, places_written
from songngu.corpus.export.library import test_sets
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.files.output import STDOUT
from songngu.corpus.files.refusal import is_full
from songngu.corpus.formats.found import files_behind, find_bitexts
from songngu.corpus.formats.parts import files_of_parts
from songngu.workspace.cache import content_key
from songngu.workspace.runners.runner import Runner, spread_over

_FORM = "3"
_PIECE = 1 << 24
_LONGEST_NAME = 1024


@contextmanager
def stages_of(job: Job, recipe: Recipe, runner: Runner, rows: int = STAGE_ROWS) -> Iterator[Stages]:
    """Give the stages of an export in a folder beside its first output, which goes when all went well.

    It is named by the bytes of everything read, models of filters too, by the recipe, the job and the version: another
    export never takes its tasks for done. Raises UsageError where there is no output to be beside of, where standard
    input is read, which cannot be read again, and where a worker does not see the folder.
    """
    if not job.outputs or job.outputs[0] == STDOUT:
        raise UsageError("on a cluster, an export is written to files", hint="name one with -o")
    if STDOUT in job.inputs:
        raise UsageError("on a cluster, standard input cannot be exported", hint="save it to a file")
    job = replace(job, inputs=tuple(find_bitexts(job.inputs, places_written(job, recipe))))
    check_job(job, recipe)
    with _stages_beside(job.outputs[0], f"export-{_key(job, recipe, rows)}", runner, rows) as stages:
        yield stages


@contextmanager
def stages_of_training(
    corpora: Sequence[Path], langs: tuple[str, str], output: Path, runner: Runner
) -> Iterator[Stages]:
    """Give the stages of a training in a folder beside the lexicon, as `stages_of` does for an export."""
    key = content_key((_FORM, songngu.__version__, *langs, *map(_digest, corpora)))[:16]
    with _stages_beside(output, f"lexicon-{key}", runner, STAGE_ROWS) as stages:
        yield stages


@contextmanager
def stages_of_pairing(folder: Path, marks: Sequence[str], runner: Runner, rows: int = 1024) -> Iterator[Stages]:
    """Give the stages of a search for pairs of documents in ``folder``; ``marks`` tell what it depends on."""
    with _stages_beside(
        folder / "pairs", f"pairing-{content_key((_FORM, songngu.__version__, *marks))[:16]}", runner, rows
    ) as stages:
        yield stages


@contextmanager
def stages_of_search(tables: Sequence[str], marks: Sequence[str], runner: Runner) -> Iterator[Stages]:
    """Give the stages of a search of Parquet tables in a folder beside the first of them; ``marks`` tell its options.

    Raises UsageError where there is another kind of file among them: passages are looked for on one machine.
    """
    files = [file for name in tables for file in _tables_of(Path(name))]
    others = [file for file in files if not file.is_file() or file.suffix.lower() not in TABLES]
    if others:
        raise UsageError(f"{others[0]} is no Parquet table: a cluster searches these alone", hint="leave --cluster out")
    key = content_key((_FORM, songngu.__version__, *marks, *map(_digest, files)))[:16]
    with _stages_beside(tables[0], f"duplicates-{key}", runner, STAGE_ROWS) as stages:
        yield stages


def _tables_of(path: Path) -> Sequence[Path]:
    return (files_of_parts(path) if path.is_dir() else None) or [path]


@contextmanager
def _stages_beside(output: str | Path, name: str, runner: Runner, rows: int) -> Iterator[Stages]:
    held = Path(output).absolute().parent / ".songngu" / name
    try:
        held.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {held}: {error.strerror or error}") from None
    runner.share(held)
    try:
        yield Stages(held, spread_over(runner), rows)
    except Exception as error:
        if not is_full(error) or isinstance(error, SongnguError):
            raise
        hint = "free some space: the same command goes on where it stopped"
        raise FullDiskError(f"cannot keep the rows in {held}: the disk is full", hint=hint) from error
    shutil.rmtree(held, ignore_errors=True)
    with suppress(OSError):  # something else is kept there
        held.parent.rmdir()


def _key(job: Job, recipe: Recipe, rows: int) -> str:
    read = [
        *find_bitexts(job.inputs, job.outputs),
        *(path for one in test_sets(recipe.leaks.against) for path in one.paths),
    ]
    digests = [f"{name}\0{_digest(path)}" for name in read for path in files_behind(name)]
    digests += [_digest(file) for path in _named_in(recipe.filters) for file in _files_at(path)]
    marks = (_FORM, songngu.__version__, str(rows), repr(job), recipe.model_dump_json())
    return content_key((*marks, *digests))[:16]


def _named_in(settings: object) -> Iterator[Path]:
    """Yield what is there by a name that the settings of filters hold: models are files and folders."""
    if (
        isinstance(settings, str)
        and len(settings) <= _LONGEST_NAME
        and "\0" not in settings
        and Path(settings).exists()
    ):
        yield Path(settings)
    elif isinstance(settings, Mapping):
        for name in sorted(settings):
            yield from _named_in(settings[name])


def _files_at(path: Path) -> list[Path]:
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    if path.is_file():
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
