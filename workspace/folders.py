"""Two folders of documents: which of them are pairs, and the bitext of each pair beside the others in a third."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from songngu.align.pairing import Pairing, files_of, pair_by_content, pair_by_name, parted
from songngu.align.rows import pair_name
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.display import shortened
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.formats import suffixes_of, write_bitext
from songngu.corpus.formats.statistics import ALL_ROWS, RowSelection, summary
from songngu.corpus.language.names import language_named
from songngu.corpus.readers.language_check import LanguageWarning, check_languages
from songngu.corpus.readers.pair_languages import Given, check_pair
from songngu.workspace.alignments import Alignments
from songngu.workspace.cache import content_key
from songngu.workspace.configuration import Pair
from songngu.workspace.content_pairs import MOST_COMPARED, HeldDocuments, from_disk, marks_of, pair_held
from songngu.workspace.documents import PairFiles, ReadingOptions, named_from, read_pair_files
from songngu.workspace.evidence import Evidence
from songngu.workspace.kept import decided_in, refuse_other_documents, refuse_rewritten, tell_carried
from songngu.workspace.languages import told_languages, usual_languages
from songngu.workspace.pair_figures import PairFigures
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Runner

_MOST_WARNINGS = 3
_HERE = LocalRunner()


class Outcome(StrEnum):
    """What became of a pair."""

    WRITTEN = "written"
    KEPT = "kept"
    EMPTY = "without a pair"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PairJob:
    """A pair of files with where its bitext goes, and the stamp that tells what the bitext was made of."""

    source: Path
    target: Path
    output: Path
    stamp: Path


@dataclass(frozen=True, slots=True)
class JobResult:
    """A job and what became of it; ``messages`` say why one failed, or what is to be said of one that did not.

    ``figures`` are those of a bitext that was written, or kept as it is.
    """

    job: PairJob
    outcome: Outcome
    messages: tuple[str, ...] = ()
    figures: PairFigures | None = None


@dataclass(frozen=True)
class FolderTask:
    """How the pairs of two folders are read, aligned and written.

    ``root`` is that of the workspace they lie in; files are named as from ``named_from``, or from the output's folder.
    """

    alignments: Alignments
    format: str
    options: ReadingOptions
    selection: RowSelection = ALL_ROWS
    root: Path | None = None
    trust: bool = False
    named_from: Path | None = None
    here: Path | None = None

    def told(self, path: Path) -> str:
        """Return a path as people are told of it: from the working directory ``here``, where a worker has another."""
        return (path.relative_to(self.here) if self.here and path.is_relative_to(self.here) else path).as_posix()

    @property
    def langs(self) -> tuple[str, str]:
        """The languages of source and target."""
        return self.alignments.evidence.langs

    @cached_property
    def settings(self) -> tuple[str, ...]:
        """What a bitext depends on beside its files."""
        return self.format, repr(self.selection), self.alignments.fingerprint

    def files(self, job: PairJob) -> PairFiles:
        """Read the bytes of a job's files, named as in the rows. Raises UsageError and InputError as readers do."""
        folder = self.named_from or job.output.parent
        paths = str(job.source), str(job.target)
        root, names = named_from(paths, self.root, folder)
        return read_pair_files(root, Pair(names[0], names[1]), self.langs, self.options, at=paths)


def folder_languages(
    folders: tuple[Path, Path],
    asked: Given,
    options: ReadingOptions,
    *,
    output: Path | None = None,
    trust: bool = False,
    tell: Callable[[str], None] | None = None,
) -> tuple[str, str]:
    """Return the languages of two folders: those ``asked`` for, else those of the texts in them, whichever is first.

    The names of files tell them too, where pairs are found by these. Raises UsageError as `told_languages` does.
    """
    usual = usual_languages(asked)
    orders = [usual] if None not in asked else [usual, usual[::-1], *_named_languages(folders)]
    found = [pair_by_name(*folders, langs, output).pairs for langs in orders]
    pairs = max(found, key=len)
    if not pairs:
        pairs = tuple(zip(*(files_of(folder, output) for folder in folders), strict=False))
    return told_languages(asked, pairs, options, trust=trust, tell=tell)


def _named_languages(folders: tuple[Path, Path]) -> list[tuple[str, str]]:
    named = [language_named(folder.resolve().name) for folder in folders]
    return [(named[0], named[1])] if named[0] and named[1] else []


def pair_folders(
    folders: tuple[Path, Path],
    evidence: Evidence,
    options: ReadingOptions,
    *,
    by_content: bool = False,
    output: Path | None = None,
    runner: Runner = _HERE,
) -> Pairing:
    """Pair the files of two folders by their names or by what they hold; those in a folder ``output`` are not theirs.

    Very many are paired in tasks of ``runner``. Raises UsageError where a folder has no files, or none that can be
    read.
    """
    if not by_content:
        return pair_by_name(*folders, evidence.langs, output)
    found = [parted(files_of(folder, output)) for folder in folders]
    assets = tuple(path for _, others in found for path in others)
    if output and len(found[0][0]) * len(found[1][0]) > MOST_COMPARED:
        return replace(_pair_many((found[0][0], found[1][0]), evidence, options, output, runner), passed_over=assets)
    sides: list[list[Document]] = []
    unread: list[str] = []
    for folder, lang, (documents, _) in zip(folders, evidence.langs, found, strict=True):
        sides.append([])
        for path in documents:
            try:
                sides[-1].append(options.at(path).read(path, lang))
            except SongnguError as error:
                unread.append(str(error))
        if not sides[-1]:
            raise UsageError(f"{folder}: no file in this folder can be read", hint=unread[-1] if unread else None)
    aligner = evidence.aligner()
    return replace(
        pair_by_content(sides[0], sides[1], aligner.layers, aligner.lexicon),
        unread=tuple(unread),
        passed_over=assets,
    )


def _pair_many(
    sides: tuple[Sequence[Path], Sequence[Path]],
    evidence: Evidence,
    options: ReadingOptions,
    output: Path,
    runner: Runner,
) -> Pairing:
    """Pair very many files by what they hold, in tasks that lie in the folder ``output``."""
    names = tuple(str(path.absolute()) for path in sides[0]), tuple(str(path.absolute()) for path in sides[1])
    held = HeldDocuments(names, evidence.langs, options, from_disk)
    found = pair_held(held, evidence, output.absolute(), marks_of([*names[0], *names[1]]), runner)
    pairs = tuple((sides[0][pair.source], sides[1][pair.target]) for pair in found.pairs)
    taken = {path for pair in pairs for path in pair} | {sides[side][number] for side, number, _ in found.unread}
    rest = tuple(path for side in sides for path in side if path not in taken)
    doubtful = tuple(files for files, pair in zip(pairs, found.pairs, strict=True) if pair.doubtful)
    likeness = {files: round(pair.likeness, 6) for files, pair in zip(pairs, found.pairs, strict=True)}
    return Pairing(pairs, rest, tuple(why for _, _, why in found.unread), doubtful=doubtful, likeness=likeness)


def jobs_of(pairing: Pairing, folders: tuple[Path, Path], output: Path, task: FolderTask) -> list[PairJob]:
    """Return the job of each pair: its bitext is named after both files, in ``output``.

    Raises UsageError where two pairs would have one name.
    """
    suffix, jobs, names = suffixes_of(task.format)[0], [], set[str]()
    for source, target in pairing.pairs:
        inside = source.relative_to(folders[0]), target.relative_to(folders[1])
        name = pair_name(inside[0].as_posix(), task.langs[0])
        if name in names:
            raise UsageError(f"two pairs would be written to {name}{suffix}", hint="rename one of the source files")
        names.add(name)
        jobs.append(PairJob(source, target, output / f"{name}{suffix}", output / ".songngu" / f"{name}{suffix}.stamp"))
    return jobs


def with_collection(task: FolderTask, jobs: Sequence[PairJob]) -> FolderTask:
    """Return the task with all pairs to learn from, where no lexicon ships for their languages."""
    if task.alignments.evidence.has_lexicon:
        return task
    pairs = []
    for job in jobs:
        try:
            pairs.append(task.files(job))
        except SongnguError:  # told where the pair itself is aligned
            continue
    return replace(task, alignments=replace(task.alignments, collection=tuple(pairs)))


def align_jobs(
    jobs: Sequence[PairJob], task: FolderTask, *, runner: Runner = _HERE, force: bool = False
) -> Iterator[JobResult]:
    """Align the jobs and yield what became of each, as they end; one that fails does not stop the others.

    A job whose files, settings and version are those of its last run is kept as it is, unless ``force``. On a cluster,
    every worker must see the files of the jobs and the folders of their outputs.
    """
    todo = []
    for job in jobs:
        last = {} if force or not job.output.exists() else _read(job.stamp)
        if last and _stamp(job, task).items() <= last.items():
            yield JobResult(job, Outcome.KEPT, figures=PairFigures.from_json(last.get("figures")))
        else:
            todo.append(job)
    if not todo:
        return
    lent = replace(task, alignments=task.alignments.lent(whole=runner.leaves_this_machine))
    given = todo
    if runner.leaves_this_machine:  # where the working directory is another one
        lent, given = _absolute_task(lent), [_absolute_job(job) for job in todo]
    runner.share(Path(os.path.commonpath([job.output.parent for job in todo])))
    for done in runner.run(_align, given, lent):
        job = todo[done.number]
        failed = JobResult(job, Outcome.FAILED, (f"{job.source}: {done.failure}",))
        yield replace(done.value, job=job) if done.value else failed


def _absolute_task(task: FolderTask) -> FolderTask:
    named = task.named_from.absolute() if task.named_from else None
    return replace(task, root=task.root.absolute() if task.root else None, named_from=named, here=Path().absolute())


def _absolute_job(job: PairJob) -> PairJob:
    return PairJob(*(path.absolute() for path in (job.source, job.target, job.output, job.stamp)))


def _align(task: FolderTask, job: PairJob) -> JobResult:
    try:
        return _written(task, job)
    except SongnguError as error:
        return JobResult(job, Outcome.FAILED, (str(error),))
    except Exception as error:  # what one file brings about must not stop the others
        return JobResult(job, Outcome.FAILED, (f"{task.told(job.source)}: {type(error).__name__}: {error}",))


def _written(task: FolderTask, job: PairJob) -> JobResult:
    """Align a pair, write its bitext with what a person decided in the last one, and return what became of it.

    A pair of which no sentence found a partner has no stamp: it is aligned again the next time.
    """
    files = task.files(job)
    for folder in (job.output.parent, job.stamp.parent):
        _make(folder)
    if decided_in([(str(job.output), task.format)], task.langs):
        pair = replace(files.pair, bitext=str(job.output.resolve()))
        files = replace(files, pair=pair, kept=b"", kept_format=task.format, complete=task.selection.is_all)
    documents = files.read()
    check_pair(documents, task.langs, trust=task.trust)
    aligned = task.alignments.align(files, documents)
    refuse_other_documents(aligned.carried, files, str(job.output))
    refuse_rewritten([(str(job.output), task.format)], aligned.bitext)
    write_bitext(task.selection.of(aligned.bitext), job.output, task.format)
    paths = (task.told(job.source), task.told(job.target))
    named = [replace(document, path=path) for document, path in zip(documents, paths, strict=True)]
    foreign = [check_languages(document, other.lang) for document, other in (named, named[::-1])]
    warned: list[Sequence[LanguageWarning | str]] = [*foreign, *map(_reader_warnings, named)]
    told = (line for warnings in warned for line in _warnings(warnings))
    said = [*told, *tell_carried(aligned.carried, job.output, str(job.output))]
    figures = PairFigures.of(aligned.bitext, sum(map(len, foreign)))
    if summary(aligned.bitext).is_unaligned:
        said.append(f"warning: {paths[0]}: no sentence has a partner in {paths[1]}")
        return JobResult(job, Outcome.EMPTY, tuple(said), figures)
    with atomic_writer(job.stamp) as stream:
        stream.write(json.dumps(_stamp_of(files, task) | {"figures": asdict(figures)}) + "\n")
    return JobResult(job, Outcome.WRITTEN, tuple(said), figures)


def _reader_warnings(document: Document) -> list[str]:
    return [f"{document.path}: {warning}" for warning in document.warnings]


def _warnings(found: Sequence[LanguageWarning | str]) -> Iterator[str]:
    yield from (f"warning: {warning}" for warning in shortened(list(map(str, found)), _MOST_WARNINGS))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {folder}: {error.strerror or error}") from None


def _stamp(job: PairJob, task: FolderTask) -> dict[str, Any]:
    """Return what identifies a run over the files as they are now; where they cannot be read, what identifies none."""
    try:
        return _stamp_of(task.files(job), task)
    except SongnguError:
        return {"made_of": None}


def _stamp_of(files: PairFiles, task: FolderTask) -> dict[str, Any]:
    """Return what identifies a run: both files, the settings and the version; and how many pairs were learnt from."""
    made_of = content_key((files.key_of_documents, *task.settings))
    return {"made_of": made_of, "learnt_from": task.alignments.learnt_from}


def _read(path: Path) -> dict[str, Any]:
    """Return what a stamp says, nothing where there is none."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}
