"""What a run over a cluster takes: a simulator fed with measured rates, held against runs, and a table of sizes.

Run ``python -m benchmarks.cluster_sizing [ROWS] [PAIRS]``. An export of made-up rows and an alignment are done in
one process, every task timed; from that the simulator predicts what 1, 2 and 4 processes take, which then do the same.
All are seconds of processor, which a machine that others use too does not spoil. The table multiplies the same rates.
"""

from __future__ import annotations

import contextlib
import heapq
import io
import json
import math
import os
import secrets
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.cluster import measured, processor, rows
from benchmarks.gold import DATA
from songngu.corpus.duplicates.stages import Stages
from songngu.workspace import pair_table
from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.pair_table import read_pair_table
from songngu.workspace.pairs_run import PairsTask, align_pairs
from songngu.workspace.runners.local import LocalRunner, cores
from songngu.workspace.runners.runner import Done, Runner, spread_over

PROCESSES = (1, 2, 4)
DOCUMENTS, CORPUS = 1_000_000, 500_000_000
CORES = (16, 64, 256, 1024)


@dataclass(frozen=True, slots=True)
class StageTimes:
    """A stage as it was measured in one process: the seconds of each task, and the bytes that all wrote."""

    name: str
    tasks: tuple[float, ...]
    written: int


@dataclass(frozen=True, slots=True)
class RunTimes:
    """A run: its stages in order, the seconds of the machine that was asked, and of a worker to start."""

    stages: tuple[StageTimes, ...]
    alone: float
    start: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """Seconds of processor, and of the longest way: of the machine that was asked and, stage by stage, of the busiest
    worker. On an idle machine with a core for each worker, that is the clock.
    """

    processor: float
    longest: float


def simulate(run: RunTimes, workers: int) -> Prediction:
    """Return what a run takes on so many workers: each takes the next task of a stage when it has done one.

    A stage begins when that before it has ended. Each worker of a stage starts first, as those of one machine do.
    """
    longest, used = run.alone, run.alone
    for stage in run.stages:
        several = workers > 1 and len(stage.tasks) > 1
        lanes = [run.start if several else 0.0] * min(workers, len(stage.tasks))
        used += sum(lanes) + sum(stage.tasks)
        for seconds in stage.tasks:
            heapq.heappush(lanes, heapq.heappop(lanes) + seconds)
        longest += max(lanes, default=0.0)
    return Prediction(used, longest)


class Timed:
    """Work that notes how long each task took, in a file of its own."""

    def __init__(self, work: Callable[[Any], Any], stage: str, folder: Path) -> None:
        self.work, self.stage, self.folder = work, stage, folder

    def __call__(self, item: Any) -> Any:
        """Do one task."""
        start = time.process_time()
        value = self.work(item)
        note = json.dumps([self.stage, time.process_time() - start, os.getpid()])
        (self.folder / secrets.token_hex(8)).write_text(note, encoding="utf-8")
        return value


def timed_spread(runner: Runner, folder: Path) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]:
    """Return a map over a runner whose tasks are timed; a stage is named by the folder that its work writes to."""

    def spread(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
        assert isinstance(work, partial)
        return spread_over(runner)(Timed(work, Path(work.args[1]).name, folder), items)

    return spread


def stage_times(notes: Path, written: Path) -> tuple[tuple[StageTimes, ...], float]:
    """Return the stages that the notes of a run tell of, and the seconds of the busiest process of each, summed up."""
    found: dict[str, list[float]] = defaultdict(list)
    lanes: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for note in sorted(notes.iterdir(), key=lambda path: path.stat().st_mtime_ns):
        stage, seconds, process = json.loads(note.read_text(encoding="utf-8"))
        found[stage].append(seconds)
        lanes[stage][process] += seconds
    busiest = sum(max(each.values()) for each in lanes.values())
    return tuple(StageTimes(name, tuple(tasks), size_of(written / name)) for name, tasks in found.items()), busiest


def size_of(folder: Path) -> int:
    """Return the bytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def start_of_process() -> float:
    """Return the seconds of processor that a worker takes before its first task: Python, and what it imports."""
    before = processor()
    for _ in LocalRunner(2).run(_begin, [0, 1]):
        pass
    return (processor() - before) / 2


def _begin(shared: None, task: int) -> int:
    import songngu.align.alignment
    import songngu.corpus.export.delivery  # noqa: F401

    return task


class Noting:
    """A runner that times the tasks of another."""

    leaves_this_machine = False

    def __init__(self, runner: LocalRunner, folder: Path) -> None:
        self.runner, self.folder = runner, folder

    def run(self, work: Callable[[Any, Any], Any], tasks: Sequence[Any], shared: Any = None) -> Iterable[Done[Any]]:
        """Do the tasks on the other runner."""
        return self.runner.run(partial(_noted, work, self.folder), tasks, shared)

    def share(self, folder: Path) -> None:
        """Do nothing."""


def _noted(work: Callable[[Any, Any], Any], folder: Path, shared: Any, task: Any) -> Any:
    return Timed(partial(work, shared), "align", folder)(task)


Job = Callable[[Path, int], tuple[RunTimes, Prediction]]


def export_run(
    table: Path, held: Path, count: int, start: float, folder: Path, workers: int
) -> tuple[RunTimes, Prediction]:
    """Export with so many processes; return the times of the tasks, and what the whole took."""
    (folder / "notes").mkdir(parents=True)
    stages = Stages(folder / "stages", timed_spread(LocalRunner(workers), folder / "notes"), math.ceil(count / 16))
    stages.folder.mkdir()
    used = processor()
    with contextlib.redirect_stdout(io.StringIO()):
        measured("", table, held, folder / "out", stages)
    return _taken(folder / "notes", stages.folder, processor() - used, start, workers)


def align_run(table: Path, start: float, folder: Path, workers: int) -> tuple[RunTimes, Prediction]:
    """Align a table of pairs with so many processes."""
    (folder / "notes").mkdir(parents=True)
    alignments = {("vi", "en"): Alignments(Evidence(("vi", "en")))}
    task = PairsTask(alignments, ReadingOptions(), str(folder / "align"), table.parent, ("vi", "en"))
    used = processor()
    align_pairs(read_pair_table(table), task, Noting(LocalRunner(workers), folder / "notes"))  # type: ignore[arg-type]
    return _taken(folder / "notes", folder, processor() - used, start, workers)


def _taken(notes: Path, written: Path, used: float, start: float, workers: int) -> tuple[RunTimes, Prediction]:
    times, busiest = stage_times(notes, written)
    starts = start * sum(min(workers, len(each.tasks)) for each in times if workers > 1 and len(each.tasks) > 1)
    alone = max(0.0, used - sum(sum(each.tasks) for each in times) - starts)
    begun = start * sum(workers > 1 and len(each.tasks) > 1 for each in times)
    return RunTimes(times, alone, start), Prediction(used, alone + begun + busiest)


def document_table(path: Path, pairs: int, sentences: int = 117) -> int:
    """Write a table of pairs made of the training texts, and return how many segments they have on both sides."""
    lines = [line.split("\t") for line in (DATA / "train" / "train_permissive.tsv").read_text("utf-8").splitlines()]
    texts = []
    for number in range(pairs):
        start = number * sentences // 2 % (len(lines) - sentences)
        part = lines[start : start + sentences // 2]
        texts.append(["\n\n".join(row[side] for row in part) for side in (0, 1)])
    frame = pl.DataFrame(texts, schema=["source", "target"], orient="row")
    frame.write_parquet(path)
    return pairs * (sentences // 2) * 2


def compared(name: str, job: Callable[[Path, int], tuple[RunTimes, Prediction]], folder: Path) -> RunTimes:
    """Run a job with each number of processes, print what was predicted and what it took; return the run of one."""
    base, _ = job(folder / f"{name}-1", 1)
    print(
        f"{name}: alone {base.alone:.1f} s, stages "
        + ", ".join(f"{each.name} {sum(each.tasks):.1f} s {each.written / 1e6:.1f} MB" for each in base.stages)
    )
    for workers in PROCESSES:
        _, took = job(folder / f"{name}-again-{workers}", workers)
        told = simulate(base, workers)
        print(
            f"  {workers} processes: predicted {told.processor:.1f} s of processor, took {took.processor:.1f} s; "
            f"longest way predicted {told.longest:.1f} s, took {took.longest:.1f} s",
            flush=True,
        )
    return base


def scaled(run: RunTimes, factor: float, task_seconds: float, fixed: float = 0.0) -> RunTimes:
    """Return a run of so many times the work, in tasks of so many seconds; ``fixed`` of what is done alone stays."""
    stages = []
    for stage in run.stages:
        whole = sum(stage.tasks) * factor
        tasks = max(1, round(whole / task_seconds))
        stages.append(StageTimes(stage.name, (whole / tasks,) * tasks, round(stage.written * factor)))
    return RunTimes(tuple(stages), fixed + (run.alone - fixed) * factor, run.start)


def fixed_share(small: RunTimes, large: RunTimes, factor: float) -> float:
    """Return the seconds done alone that do not grow with the work, from two runs of which one is ``factor`` times."""
    return max(0.0, (small.alone * factor - large.alone) / (factor - 1))


def sizing(jobs: Mapping[str, tuple[RunTimes, float, float]]) -> None:
    """Print the sizing table: core hours, shuffled bytes, and the hours of the clock on clusters of several sizes."""
    heads = " | ".join(f"{cores} cores" for cores in CORES)
    print(f"| job | core hours | of these one after the other | written by tasks | {heads} |")
    print("|---|---|---|---|" + "---|" * len(CORES))
    for name, (run, factor, fixed) in jobs.items():
        whole = scaled(run, factor, 60.0, fixed)
        hours = [simulate(whole, cores).longest / 3600 for cores in CORES]
        spent = simulate(whole, 1).processor / 3600
        written = sum(stage.written for stage in whole.stages) / 1e9
        cells = " | ".join(f"{each:,.1f} h" for each in hours)
        print(f"| {name} | {spent:,.0f} | {whole.alone / 3600:,.1f} | {written:,.0f} GB | {cells} |")


def main() -> None:
    """Measure, compare, and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    start = start_of_process()
    print(f"a worker starts in {start:.2f} s of processor; {cores()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = rows(count)
        made.write_csv(folder / "rows.tsv", separator="\t")
        made.slice(count // 2, 200).write_csv(folder / "held.tsv", separator="\t")
        segments = document_table(folder / "pairs.parquet", pairs)
        pair_table.TASK = 200_000  # as many tasks as workers can share, of few pairs
        aligned = compared("align", partial(align_run, folder / "pairs.parquet", start), folder)
        print(f"  {segments / sum(sum(each.tasks) for each in aligned.stages):,.0f} segments a second and core")
        made.head(count // 4).write_csv(folder / "small.tsv", separator="\t")
        small, _ = export_run(folder / "small.tsv", folder / "held.tsv", count // 4, start, folder / "small", 1)
        exported = compared(
            "export", partial(export_run, folder / "rows.tsv", folder / "held.tsv", count, start), folder
        )
        print(
            f"  {count / sum(sum(each.tasks) for each in exported.stages):,.0f} rows a second and core, "
            + ", ".join(f"{each.name} {each.written / count:.1f} B a row" for each in exported.stages)
        )
    sizing(
        {
            f"align {DOCUMENTS:,} document pairs of 117 segments": (aligned, DOCUMENTS / pairs, 0.0),
            f"export {CORPUS:,} pairs": (exported, CORPUS / count, fixed_share(small, exported, 4)),
        }
    )


if __name__ == "__main__":
    main()
