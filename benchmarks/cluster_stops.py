"""Runs stopped in every stage and begun again: the same bytes, and nothing done twice but what was under way.

python -m benchmarks.cluster_stops [TIMES] [JOB…]: each command that takes ``--cluster`` is given over and over, killed
with all its processes at a random moment of its first stage, then of its second, and so on, at last while it writes;
then it may end. What it wrote is compared with that of a run that nobody stopped. This is done TIMES times (10).
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import psutil

from benchmarks.cluster import rows

ROWS, TASK_ROWS = 3000, 750
DOCUMENTS, SENTENCES = 24, 40
PAIRING_TASKS = 21
LANGS = ["--source-lang", "vi", "--target-lang", "en"]
RECIPE = ["--duplicates", "near", "--split", "train=0.8,dev=0.1,test=0.1", "--filter", "ratio", "--filter", "length"]
BEGUN, ENDED = "begun", "ended"
START, WRITING = "start", "writing"


@dataclass(frozen=True, slots=True)
class Job:
    """A command with its arguments, the files that mark tasks as done, by glob with the tasks that one stands for, and
    how many tasks are told before they are marked.
    """

    arguments: tuple[str, ...]
    marks: Mapping[str, int] = field(default_factory=lambda: {"**/*.done": 1})
    told_early: int = 0


JOBS = {
    "export": Job(("export", "corpus.tsv", "-o", "out/corpus.parquet", *RECIPE, "--against", "held.tsv", *LANGS)),
    "duplicates": Job(("duplicates", "corpus.parquet", "-o", "out/report.json", "--format", "json")),
    "lexicon": Job(("lexicon", "train", "corpus.tsv", "-o", "out/lexicon.npz", *LANGS)),
    "pairs": Job(("align", "--pairs", "pairs.parquet", "-o", "out", *LANGS), marks={"out/run-*/*.json": 1}),
    "content": Job(
        ("align", "--pairs", "pairs.parquet", "-o", "out", "--pair-by", "content", *LANGS),
        {"**/*.done": 1, "out/run-*/*.json": 1, "out/.songngu/cache/**/pairings-3/*/*": PAIRING_TASKS},
    ),
    "folders": Job(("align", "vi", "en", "-o", "out", "--pre-split", *LANGS), marks={"out/.songngu/**/*.stamp": 1}),
    "build": Job(("build", "--exit-zero"), marks={"**/cache/**/bitexts/**/*": 1}, told_early=1),
}  # fmt: skip

CONFIGURATION = """\
[languages]
source = "vi"
target = "en"

[[documents]]
source = "texts/*.vi.txt"
target = "texts/*.en.txt"

[export]
outputs = ["out/corpus.tsv"]
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a run told while it went: how many tasks of each stage ended, in the order in which these began, and when
    it told so first and last.
    """

    ended: dict[str, int]
    first: float = 0.0
    last: float = 0.0

    @property
    def tasks(self) -> int:
        """How many tasks ended in all."""
        return sum(self.ended.values())


def make_inputs(folder: Path) -> None:
    """Write a corpus, its test set, a table of documents, two folders of them and a workspace."""
    made = rows(ROWS)
    made.write_csv(folder / "corpus.tsv", separator="\t")
    made.write_parquet(folder / "corpus.parquet")
    made.slice(ROWS // 2, 50).write_csv(folder / "held.tsv", separator="\t")
    (folder / "songngu.toml").write_text(CONFIGURATION, encoding="utf-8")
    rng = random.Random(5)
    syllables = [f"{first}{last}" for first in "bcdghklmnrstv" for last in ("a", "ôn", "ính", "ượng", "ây", "oan")]
    words = [f"{first}{last}" for first in "bcdfghklmnprstw" for last in ("arn", "ell", "ight", "ound", "ist")]
    texts = [_documents(syllables, words, rng) for _ in range(DOCUMENTS)]
    pl.DataFrame(texts, schema=["source", "target"], orient="row").write_parquet(folder / "pairs.parquet")
    for number, pair in enumerate(texts):
        for lang, text in zip(("vi", "en"), pair, strict=True):
            for place in (Path(lang, f"{number:02}.txt"), Path("texts", f"{number:02}.{lang}.txt")):
                (folder / place).parent.mkdir(exist_ok=True)
                (folder / place).write_text(text, encoding="utf-8")


def _documents(syllables: list[str], words: list[str], rng: random.Random) -> list[str]:
    """Return two texts that share figures and names, sentence by sentence."""
    sides: tuple[list[str], list[str]] = ([], [])
    for number in range(SENTENCES):
        name = f"{rng.choice(words).title()} {rng.randint(100, 99999)}"
        for side, known in zip(sides, (syllables, words), strict=True):
            side.append(f"{number}. {name} " + " ".join(rng.choices(known, k=9)) + ".")
    return ["\n".join(side) for side in sides]


def do(trace: str, arguments: list[str]) -> None:
    """Give a command whose tasks are small and told to a file as they end; the stage begins with its line."""
    from songngu.cli import main as command
    from songngu.workspace import content_pairs, pair_table, staged_export
    from songngu.workspace.runners.account import Account

    staged_export.STAGE_ROWS = TASK_ROWS  # type: ignore[misc]
    for staged, size in ((staged_export.stages_of, TASK_ROWS), (staged_export.stages_of_pairing, DOCUMENTS // 4)):
        staged.__wrapped__.__defaults__ = (size,)  # type: ignore[attr-defined]
    pair_table.TASK, content_pairs.MOST_COMPARED = 2 * SENTENCES * 70, 1  # type: ignore[misc]
    begin, expect, ended = Account.begin, Account.expect, Account.ended

    def told_begin(self: Account, name: str, kept: int = 0, tasks: int = 0, rows: int = 0) -> None:
        begin(self, name, kept, tasks, rows)
        _tell(trace, BEGUN, name)

    def told_expect(self: Account, tasks: int) -> None:
        expect(self, tasks)
        _tell(trace, BEGUN, self.stages[-1].name)

    def told_ended(self: Account, done: Any, runner: Any) -> None:
        before = self.stages[-1].done
        ended(self, done, runner)
        if self.stages[-1].done > before:
            _tell(trace, ENDED, self.stages[-1].name)

    Account.begin, Account.expect, Account.ended = told_begin, told_expect, told_ended  # type: ignore[method-assign]
    sys.argv = ["songngu", *arguments, "--cluster", "local:2"]
    command()


def _tell(trace: str, what: str, stage: str) -> None:
    with Path(trace).open("a", encoding="utf-8") as stream:
        stream.write(f"{what} {stage} {time.time()}\n")


def begin(job: Job, folder: Path, trace: Path) -> subprocess.Popen[bytes]:
    """Begin a command in a folder."""
    trace.unlink(missing_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.cluster_stops", "do", str(trace), *job.arguments]
    paths = os.pathsep.join(filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")]))
    with (trace.parent / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": paths}, stdout=log, stderr=log)


def read_trace(path: Path) -> Trace:
    """Return what a run has told so far."""
    ended: Counter[str] = Counter()
    lines = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    for what, stage, _ in (line for line in lines if len(line) == 3):
        ended[stage] += what == ENDED
    return Trace(dict(ended), float(lines[0][2]), float(lines[-1][2])) if ended else Trace({})


def digest(folder: Path) -> str:
    """Return a digest of all that a run wrote, but of what it keeps for the next one."""
    whole = hashlib.sha256()
    for path in sorted((folder / "out").rglob("*")):
        if path.is_file() and ".songngu" not in path.parts and path.suffix != ".mark":
            whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def marks(job: Job, folder: Path) -> int:
    """Return how many tasks are marked as done."""
    while True:
        found = ((path, tasks) for pattern, tasks in job.marks.items() for path in folder.glob(pattern))
        try:
            return sum(tasks for path, tasks in found if path.is_file() and not path.name.endswith(".tmp"))
        except FileNotFoundError:  # a folder went while it was listed
            continue


def kill(run: subprocess.Popen[bytes]) -> None:
    """Kill a run and all its processes."""
    with suppress(psutil.NoSuchProcess):
        for process in [*psutil.Process(run.pid).children(recursive=True), psutil.Process(run.pid)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
    run.wait()


def stopped(run: subprocess.Popen[bytes], trace: Path, at: Callable[[Trace], bool], seconds: float) -> bool:
    """Kill a run some seconds after a moment; return False where it had ended before."""
    while run.poll() is None and not at(read_trace(trace)):
        time.sleep(0.005)
    time.sleep(seconds)
    if run.poll() is not None:
        return False
    kill(run)
    return True


@dataclass(frozen=True, slots=True)
class Calm:
    """A run that nobody stopped: what it told, the seconds before that and after, and a digest of what it wrote."""

    trace: Trace
    before: float
    after: float
    digest: str

    def moment(self, stage: str, job: Job, folder: Path, rng: random.Random) -> tuple[Callable[[Trace], bool], float]:
        """Return a random moment of a stage: what has happened by then, and how many seconds ago."""
        if stage == START:
            return lambda told: True, rng.random() * self.before
        if stage == WRITING:
            all_kept = marks(job, folder) >= self.trace.tasks
            return (
                lambda told: marks(job, folder) >= self.trace.tasks,
                rng.random() * self.after + (self.before if all_kept else 0),
            )
        number, order = rng.randrange(max(1, self.trace.ended[stage])), list(self.trace.ended)
        later = order[order.index(stage) + 1 :]
        return (
            lambda told: told.ended.get(stage, -1) >= number or any(each in told.ended for each in later),
            rng.random() * (self.trace.last - self.trace.first) / self.trace.tasks,
        )


def chain(name: str, inputs: Path, place: Path, calm: Calm, rng: random.Random) -> tuple[int, bool]:
    """Stop a command in each of its stages, one after the other; return how often, and whether all went well."""
    job, folder, trace = JOBS[name], place / "work", place / "trace"
    shutil.copytree(inputs, folder)
    stops = twice = lost = 0
    for stage in [START, *calm.trace.ended, WRITING]:
        before, moment = marks(job, folder), calm.moment(stage, job, folder, rng)
        if not stopped(begin(job, folder, trace), trace, *moment):
            break
        after = marks(job, folder)
        stops += 1
        if stage == WRITING and after < calm.trace.tasks and digest(folder) == calm.digest:
            break  # all was written, what it had kept was going: nothing was left to do but to end
        twice += max(0, read_trace(trace).tasks - (after - before) - job.told_early)
        lost += max(0, before - after)
    else:
        before = marks(job, folder)
        begin(job, folder, trace).wait()
        twice += max(0, read_trace(trace).tasks - (calm.trace.tasks - before))
    told = f"{before} of {calm.trace.tasks} kept at last, {twice} done twice, {lost} marks lost"
    same = digest(folder) == calm.digest
    print(f"  {name}: {stops} stops, {told}, the same bytes: {same}", flush=True)
    good = same and twice == lost == 0
    if good:
        shutil.rmtree(place)
    return stops, good


def calm_run(name: str, inputs: Path, place: Path) -> Calm:
    """Do a job that nobody stops. Raises RuntimeError where it fails."""
    shutil.copytree(inputs, place / "work")
    begun = time.time()
    if begin(JOBS[name], place / "work", place / "trace").wait():
        raise RuntimeError((place / "log").read_text(encoding="utf-8"))
    told = read_trace(place / "trace")
    print(f"{name}: {told.ended}", flush=True)
    return Calm(told, told.first - begun, time.time() - told.last, digest(place / "work"))


def main() -> None:
    """Do what is asked for."""
    if sys.argv[1:2] == ["do"]:
        do(sys.argv[2], sys.argv[3:])
        return
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    folder = Path(tempfile.mkdtemp(prefix="stops-"))
    inputs = _made(folder / "inputs")
    make_inputs(inputs)
    bad = 0
    for name in sys.argv[2:] or JOBS:
        calm, rng = calm_run(name, inputs, _made(folder / f"calm-{name}")), random.Random(13)
        found = [chain(name, inputs, _made(folder / f"{name}-{number}"), calm, rng) for number in range(times)]
        whole = sum(good for _, good in found)
        bad += times - whole
        print(f"{name}: {sum(stops for stops, _ in found)} stops, {whole} of {times} chains whole", flush=True)
    if bad:
        print(f"what went wrong is in {folder}")
    else:
        shutil.rmtree(folder)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
