"""A run over a table of pairs: tasks that can be done again and by anybody, and the manifest that ends it.

What a task writes is named by what it was made of (the texts, the evidence, the options, the version). A task that was
done is known by its record, which is written after its part; no record, not done.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import songngu
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.remote import Store, is_url, local_path, read_anywhere, shown_url
from songngu.corpus.formats.parts import MANIFEST, UNFINISHED, PartsManifest, read_manifest
from songngu.corpus.readers.pair_languages import USUAL, Given, check_pair
from songngu.workspace.alignments import Alignments
from songngu.workspace.cache import content_key
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.languages import LanguageVotes
from songngu.workspace.pair_table import TablePair, name_in_rows, tasks_of
from songngu.workspace.runners.runner import Runner

if TYPE_CHECKING:
    import polars as pl

FAILED = "failed.parquet"
_FORM = "1"
_MOST_ASKED = 6


@dataclass(frozen=True, slots=True)
class FailedPair:
    """A pair that could not be aligned, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartDone:
    """What became of a task: its part (none where no pair was aligned), rows, pairs, and those that failed.

    ``unaligned`` are the ids of pairs of which no sentence found a partner, ``kept`` tells that it was done before.
    """

    file: str | None
    rows: int
    pairs: int
    failed: tuple[FailedPair, ...] = ()
    unaligned: tuple[str, ...] = ()
    seconds: float = 0.0
    kept: bool = False


@dataclass(frozen=True)
class PairsTask:
    """How pairs are read and aligned, and the folder they are written to; ``folder`` is that of the table."""

    alignments: Mapping[tuple[str, str], Alignments]
    options: ReadingOptions
    root: str
    folder: Path
    langs: tuple[str, str]
    trust: bool = False
    min_probability: float = 0.0

    def langs_of(self, pair: TablePair) -> tuple[str, str]:
        """Return the languages of a pair: its own, else those of all."""
        return pair.langs[0] or self.langs[0], pair.langs[1] or self.langs[1]

    @property
    def run(self) -> str:
        """What identifies everything that the parts depend on beside the pairs."""
        prints = [f"{langs} {each.fingerprint}" for langs, each in sorted(self.alignments.items())]
        marks = (_FORM, songngu.__version__, repr(self.options), str(self.trust), str(self.min_probability))
        return content_key((*marks, *prints))[:16]


@dataclass(slots=True)
class PairsRun:
    """What a run has come to so far."""

    parts: dict[int, list[PartDone]] = field(default_factory=dict)

    @property
    def done(self) -> list[PartDone]:
        """What became of the tasks, in the order of the pairs."""
        return [part for number in sorted(self.parts) for part in self.parts[number]]

    @property
    def failed(self) -> list[FailedPair]:
        """The pairs that could not be aligned."""
        return [pair for part in self.done for pair in part.failed]


def languages_of(pairs: Sequence[TablePair], langs: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of languages of the pairs, of those that name none ``langs``."""
    return sorted({(pair.langs[0] or langs[0], pair.langs[1] or langs[1]) for pair in pairs})


def languages_told(
    pairs: Sequence[TablePair],
    asked: Given,
    options: ReadingOptions,
    *,
    trust: bool = False,
    tell: Callable[[str], None] | None = None,
) -> tuple[str, str]:
    """Return the languages of the pairs that name none: those ``asked`` for, else what the first few of them tell.

    ``tell`` is called where nothing tells the language of any of them for sure.
    """
    votes = LanguageVotes(asked, trust=trust)
    nameless = [pair for pair in pairs if None in pair.langs]
    for pair in nameless[:_MOST_ASKED] if None in asked else ():
        data = _bytes_of(pair, Path())
        if isinstance(data, FailedPair):
            continue
        with suppress(SongnguError):  # told where the pair itself is aligned
            source, target = (
                options.read(_file_name(pair, side), asked[side] or USUAL[0], data[side]) for side in (0, 1)
            )
            votes.add((source, target))
    return votes.told(tell)


def align_pairs(
    pairs: Sequence[TablePair], task: PairsTask, runner: Runner, *, advance: Callable[[int], None] = lambda pairs: None
) -> PairsRun:
    """Align the pairs into parts in the folder of ``task``, then write what failed and the manifest.

    What was done before of the same texts, evidence, options and version is not done again. A task whose process dies
    three times is parted into its pairs; those that bring a process down alone have failed. ``advance`` is told how
    many more pairs are done. Raises UsageError where the folder cannot be written or holds something else.
    """
    store = Store(task.root)
    before = _before(store)
    path = local_path(task.root)
    if path:
        runner.share(path)
    if before is None:
        store.write(UNFINISHED, b"{}\n")
    lent = {langs: each.lent(whole=runner.leaves_this_machine) for langs, each in task.alignments.items()}
    lent_task = replace(task, alignments=lent)
    run, again = PairsRun(), list[tuple[int, tuple[TablePair, ...]]]()
    batches = list(tasks_of(pairs))
    for number, part, reason in _outcomes(batches, lent_task, runner):
        if part is None and len(batches[number]) > 1:
            again += [(number, (pair,)) for pair in batches[number]]
            continue
        run.parts[number] = [part or _given_up(batches[number][0], reason)]
        advance(len(batches[number]))
    single: dict[int, PartDone] = {}
    for place, part, reason in _outcomes([batch for _, batch in again], lent_task, runner):
        single[place] = part or _given_up(again[place][1][0], reason)
        advance(1)
    for place in sorted(single):
        run.parts.setdefault(again[place][0], []).append(single[place])
    _finish(store, task, run, before)
    return run


def _outcomes(
    batches: Sequence[tuple[TablePair, ...]], task: PairsTask, runner: Runner
) -> Iterator[tuple[int, PartDone | None, str]]:
    for done in runner.run(_align_batch, batches, task):
        yield done.number, done.value, done.failure or ""


def _given_up(pair: TablePair, reason: str) -> PartDone:
    return PartDone(None, 0, 0, (FailedPair(pair.id, reason),))


def _before(store: Store) -> PartsManifest | None:
    """Return the manifest of the last run; raises UsageError where another kind of thing stands in its place."""
    manifest = read_manifest(store)
    if manifest is None and store.has(MANIFEST):
        message = f"{store.root} holds a manifest of something else"
        raise UsageError(message, hint="write the bitext to a folder of its own")
    return manifest


def _finish(store: Store, task: PairsTask, run: PairsRun, before: PartsManifest | None) -> None:
    """Write what failed and the manifest, then remove the parts of runs that it replaces."""
    parts = tuple((part.file, part.rows) for part in run.done if part.file)
    failed = run.failed
    store.write(FAILED, _failed_table(failed))
    facts = {
        "songngu": songngu.__version__,
        "pairs": sum(part.pairs for part in run.done),
        "rows": sum(rows for _, rows in parts),
        "failed": len(failed),
    }
    store.write(MANIFEST, PartsManifest(task.run, parts, facts).as_bytes())
    store.remove(UNFINISHED)
    named = {name for name, _ in parts} | {_record(name) for name, _ in parts}
    folders = {f"run-{task.run}", *((f"run-{before.run}",) if before else ())}
    for name in [name for folder in sorted(folders) for name in store.names(folder)]:
        if name not in named:
            store.remove(name)


def _failed_table(failed: Sequence[FailedPair]) -> bytes:
    import polars as pl

    rows = pl.DataFrame([asdict(each) for each in failed], schema={"id": pl.Utf8(), "reason": pl.Utf8()})
    stream = io.BytesIO()
    rows.write_parquet(stream)
    return stream.getvalue()


def _record(part: str) -> str:
    return part.removesuffix(".parquet") + ".json"


def _align_batch(task: PairsTask, batch: tuple[TablePair, ...]) -> PartDone:
    """Do a task, unless it was done: what it is made of is read first, and names what it writes."""
    start = time.perf_counter()
    read = [_bytes_of(pair, task.folder) for pair in batch]
    marks = [mark for pair, data in zip(batch, read, strict=True) for mark in _marks(task, pair, data)]
    store, file = Store(task.root), f"run-{task.run}/{content_key(marks)}.parquet"
    known = _known(store, file)
    if known:
        return known
    aligned = [_aligned(task, pair, data) for pair, data in zip(batch, read, strict=True)]
    failed = tuple(each for each in aligned if isinstance(each, FailedPair))
    rows = [each for each in aligned if not isinstance(each, FailedPair)]
    unaligned = tuple(_unaligned(rows))
    count = _write(store, file, rows, task.min_probability)
    seconds = round(time.perf_counter() - start, 3)
    done = PartDone(file if count else None, count, len(rows), failed, unaligned, seconds)
    if done.file:
        store.write(_record(file), json.dumps({**asdict(done), "seconds": 0.0}).encode())
    return done


def _known(store: Store, file: str) -> PartDone | None:
    """Return what a record says of a part, None where there is no whole one."""
    data = store.read(_record(file))
    if data is None or not store.has(file):
        return None
    try:
        told = json.loads(data)
        failed = tuple(FailedPair(**each) for each in told.pop("failed"))
        return PartDone(**{**told, "failed": failed, "unaligned": tuple(told["unaligned"]), "kept": True})
    except (ValueError, KeyError, TypeError):
        return None


def _bytes_of(pair: TablePair, folder: Path) -> tuple[bytes, bytes] | FailedPair:
    if pair.missing:
        return FailedPair(pair.id, f"the row has no {' and no '.join(pair.missing)}")
    if not pair.are_files:
        source, target = (side.encode("utf-8", "surrogatepass") for side in (pair.source, pair.target))
        return source, target
    try:
        return read_anywhere(pair.source), read_anywhere(pair.target)
    except SongnguError as error:
        reason = str(error)
        for side, name in enumerate((pair.source, pair.target)):
            reason = reason.replace(name, name_in_rows(pair, side, folder))
        return FailedPair(pair.id, reason)


def _marks(task: PairsTask, pair: TablePair, data: tuple[bytes, bytes] | FailedPair) -> tuple[str | bytes, ...]:
    names = (_name(task, pair, 0), _name(task, pair, 1))
    content = ("failed", data.reason) if isinstance(data, FailedPair) else ("read", *data)
    return (pair.id, *task.langs_of(pair), *names, *content)


def _aligned(
    task: PairsTask, pair: TablePair, data: tuple[bytes, bytes] | FailedPair
) -> tuple[str, pl.DataFrame] | FailedPair:
    """Return the id and the bitext of a pair, or why there is none."""
    if isinstance(data, FailedPair):
        return data
    try:
        return pair.id, _bitext(task, pair, data)
    except SongnguError as error:
        return FailedPair(pair.id, str(error))
    except Exception as error:  # what one document brings about must not stop the others
        return FailedPair(pair.id, f"{type(error).__name__}: {error}")


def _bitext(task: PairsTask, pair: TablePair, data: tuple[bytes, bytes]) -> pl.DataFrame:
    import polars as pl

    from songngu.align.alignment import align_documents
    from songngu.align.rows import to_bitext

    langs = task.langs_of(pair)
    source, target = (
        replace(task.options.read(_file_name(pair, side), langs[side], data[side]), path=_name(task, pair, side))
        for side in (0, 1)
    )
    check_pair((source, target), langs, trust=task.trust)
    alignments = task.alignments[langs]
    alignment = align_documents(source, target, keep_duplicates=alignments.keep_duplicates, aligner=alignments.aligner)
    rows = to_bitext(alignment, join_moved=alignments.join_moved)
    return rows.with_columns(document=pl.lit(pair.id))


def _file_name(pair: TablePair, side: int) -> str:
    """Return the name by which the format of a side is told."""
    return shown_url((pair.source, pair.target)[side]) if pair.are_files else f"{pair.id}.txt"


def _name(task: PairsTask, pair: TablePair, side: int) -> str:
    return name_in_rows(pair, side, task.folder)


def _unaligned(rows: Sequence[tuple[str, pl.DataFrame]]) -> Iterator[str]:
    from songngu.corpus.formats.statistics import summary

    for id, bitext in rows:
        if summary(bitext).is_unaligned:
            yield id


def _write(store: Store, file: str, rows: Sequence[tuple[str, pl.DataFrame]], least: float) -> int:
    """Write the rows of a part and return how many there are; a part without rows is none."""
    import polars as pl

    from songngu.corpus.formats.statistics import at_least

    if not rows:
        return 0
    table = pl.concat([at_least(bitext, least) for _, bitext in rows])
    if table.height:
        stream = io.BytesIO()
        table.write_parquet(stream)
        store.write(file, stream.getvalue())
    return table.height


def place_of(output: str) -> str:
    """Return the folder of an output as every worker finds it. Raises UsageError for one that is a file."""
    if is_url(output):
        return output.rstrip("/")
    path = Path(output)
    if path.is_file():
        raise UsageError(f"{output} is a file, and a table of pairs is aligned into a folder", hint="name a folder")
    return str(path.absolute())
