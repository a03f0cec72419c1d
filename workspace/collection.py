"""Collections: many pairs of documents aligned side by side, one bitext a pair; what is done is not done again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path

from songngu import __version__
from songngu.align.aligner import Aligner, side_of
from songngu.align.alignment import align_documents
from songngu.align.pairing import Pairing, files_of, pair_by_content, pair_by_name
from songngu.align.rows import pair_name, to_bitext
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.formats import SUFFIXES, write_bitext
from songngu.corpus.formats.statistics import at_least
from songngu.corpus.readers import read_document, read_presplit
from songngu.corpus.readers.extraction import Wrap

Progress = Callable[[int, int], None]


class Outcome(StrEnum):
    """What became of a pair."""

    WRITTEN = "written"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A pair of files with where its bitext goes."""

    source: Path
    target: Path
    output: Path
    stamp: Path


@dataclass(frozen=True, slots=True)
class Result:
    """A job and what became of it; ``message`` says why one failed."""

    job: Job
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """How the pairs of a collection are read, aligned and written.

    ``evidence`` identifies what the aligner was given beside what ships, so that a run with other evidence is another.
    """

    langs: tuple[str, str]
    format: str
    pre_split: bool = False
    encoding: str | None = None
    keep_duplicates: bool = False
    min_probability: float = 0.0
    aligner: Aligner | None = None
    main: bool = False
    wrap: Wrap = Wrap.AUTO
    evidence: str = ""

    def read(self, path: Path, lang: str) -> Document:
        """Read a document as the task says. Raises as the readers do."""
        if self.pre_split:
            return read_presplit(path, lang, encoding=self.encoding)
        return read_document(path, lang, encoding=self.encoding, main=self.main, wrap=self.wrap)


def jobs_of(pairing: Pairing, folders: tuple[Path, Path], output: Path, task: Task) -> list[Job]:
    """Return the job of each pair: its bitext is named after both files, in ``output``.

    Raises UsageError where two pairs would have one name.
    """
    suffix, jobs, names = SUFFIXES[task.format][0], [], set[str]()
    for source, target in pairing.pairs:
        inside = source.relative_to(folders[0]), target.relative_to(folders[1])
        name = pair_name(inside[0].as_posix(), inside[1].as_posix(), *task.langs)
        if name in names:
            raise UsageError(f"two pairs would be written to {name}{suffix}", hint="rename one of the source files")
        names.add(name)
        jobs.append(Job(source, target, output / f"{name}{suffix}", output / ".songngu" / f"{name}{suffix}.stamp"))
    return jobs


def align_collection(
    jobs: Sequence[Job], task: Task, *, workers: int = 1, force: bool = False, progress: Progress | None = None
) -> Iterator[Result]:
    """Align the jobs and yield their results in order; one that fails does not stop the others.

    With more than one worker the calling script must guard its main part by ``if __name__ == "__main__"``.
    A job whose files, settings and version are those of its last run is kept as it is, unless ``force``.
    """
    found: list[Result | None] = [None] * len(jobs)
    stamps = [_stamp(job, task) for job in jobs]
    todo = []
    for k, (job, stamp) in enumerate(zip(jobs, stamps, strict=True)):
        if not force and job.output.exists() and stamp is not None and _read(job.stamp) == stamp:
            found[k] = Result(job, Outcome.KEPT)
        else:
            todo.append(k)
    done = len(jobs) - len(todo)
    for k, result in _run(jobs, stamps, todo, task, workers):
        found[k], done = result, done + 1
        if progress:
            progress(done, len(jobs))
    yield from (result for result in found if result is not None)


def _run(
    jobs: Sequence[Job], stamps: Sequence[str | None], todo: Sequence[int], task: Task, workers: int
) -> Iterator[tuple[int, Result]]:
    if workers == 1 or len(todo) < 2:
        for k in todo:
            yield k, _align(jobs[k], stamps[k], task)
        return
    # Forked workers can inherit a lock that a thread of Polars holds, and wait for it forever.
    with ProcessPoolExecutor(min(workers, len(todo)), get_context("spawn"), _begin, (task,)) as pool:
        futures = {pool.submit(_align_here, jobs[k], stamps[k]): k for k in todo}
        for future in as_completed(futures):
            k = futures[future]
            try:
                yield k, future.result()
            except BrokenProcessPool:
                yield k, Result(jobs[k], Outcome.FAILED, f"{jobs[k].source}: a process died, perhaps out of memory")


_tasks: list[Task] = []


def _begin(task: Task) -> None:
    """Keep the task of a worker: its lexicons are sent once, not with every job."""
    _tasks.append(task)


def _align_here(job: Job, stamp: str | None) -> Result:
    return _align(job, stamp, _tasks[-1])


def _align(job: Job, stamp: str | None, task: Task) -> Result:
    try:
        source, target = task.read(job.source, task.langs[0]), task.read(job.target, task.langs[1])
        alignment = align_documents(source, target, keep_duplicates=task.keep_duplicates, aligner=task.aligner)
        for folder in (job.output.parent, job.stamp.parent):
            _make(folder)
        write_bitext(at_least(to_bitext(alignment), task.min_probability), job.output, task.format)
        with atomic_writer(job.stamp) as stream:
            stream.write(stamp or "")
    except SongnguError as error:
        return Result(job, Outcome.FAILED, str(error))
    except Exception as error:  # what one file brings about must not stop the others
        return Result(job, Outcome.FAILED, f"{job.source}: {type(error).__name__}: {error}")
    return Result(job, Outcome.WRITTEN)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {folder}: {error.strerror or error}") from None


def _stamp(job: Job, task: Task) -> str | None:
    """Return what identifies a run: the contents of both files, the settings and the version."""
    digest = hashlib.blake2b(digest_size=16)
    settings = (
        __version__, *task.langs, task.format, str(task.pre_split), str(task.encoding), str(task.keep_duplicates),
        str(task.min_probability), str(task.main), task.wrap, task.evidence,
    )  # fmt: skip
    digest.update("\0".join(settings).encode())
    try:
        for path in (job.source, job.target):
            digest.update(b"\0" + path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def pair(folders: tuple[Path, Path], task: Task, *, by_content: bool = False, output: Path | None = None) -> Pairing:
    """Pair the files of two folders by their names or by what they hold; those in a folder ``output`` are not theirs.

    Raises UsageError where a folder has no files, or none that can be read.
    """
    if not by_content:
        return pair_by_name(*folders, task.langs, output)
    sides: list[list[Document]] = []
    unread: list[str] = []
    for folder, lang in zip(folders, task.langs, strict=True):
        sides.append([])
        for path in files_of(folder, output):
            try:
                sides[-1].append(task.read(path, lang))
            except SongnguError as error:
                unread.append(str(error))
        if not sides[-1]:
            raise UsageError(f"{folder}: no file in this folder can be read", hint=unread[-1])
    aligner = task.aligner or Aligner.shipped(*task.langs)
    return replace(pair_by_content(sides[0], sides[1], aligner.layers, aligner.lexicon), unread=tuple(unread))


def with_aligner(task: Task, pairing: Pairing) -> Task:
    """Return the task with an aligner that, where no lexicon ships, has learnt from all documents together."""
    aligner = task.aligner or Aligner.shipped(*task.langs)
    if aligner.lexicon is not None:
        return task
    sides, digest = [], hashlib.blake2b(task.evidence.encode(), digest_size=16)
    for pair in pairing.pairs:
        try:
            documents = [task.read(path, lang) for path, lang in zip(pair, task.langs, strict=True)]
        except SongnguError:
            continue
        sides.append((side_of(documents[0]), side_of(documents[1])))
        digest.update("\0".join(text for side in sides[-1] for text in side.texts).encode())
    return replace(task, aligner=aligner.induced(sides), evidence=digest.hexdigest())


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
