"""Workers killed, a scheduler that goes, a disk that is full: all rows, none twice, the same bytes.

python -m benchmarks.cluster_faults kills|scheduler|disk [TIMES]: an export and an alignment of made-up pairs in
dozens of small tasks; each is compared with one that nothing befell.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import polars as pl
import psutil

from benchmarks.cluster import recipe, rows
from songngu.corpus.export.delivery import Job, export
from songngu.workspace import pair_table
from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence, lent_filters
from songngu.workspace.pairs_run import PairsTask, align_pairs
from songngu.workspace.run_report import RunFacts, reported
from songngu.workspace.runners.account import Account, AccountedRunner
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.opening import opened
from songngu.workspace.runners.runner import Runner
from songngu.workspace.staged_export import stages_of

ROWS, TASK_ROWS = 4000, 1000
DOCUMENTS, SENTENCES = 24, 60
LANGS = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run wrote, as a digest, how many tasks it did, how many it found done, and how many workers died."""

    digest: str
    done: int
    kept: int
    deaths: int
    seconds: float


def make_inputs(folder: Path) -> None:
    """Write a corpus, its test set and a table of documents."""
    made = rows(ROWS)
    made.write_csv(folder / "corpus.tsv", separator="\t")
    made.slice(ROWS // 2, 50).write_csv(folder / "held.tsv", separator="\t")
    rng = random.Random(5)
    syllables = [f"{first}{last}" for first in "bcdghklmnrstv" for last in ("a", "ôn", "ính", "ượng", "ây", "oan")]
    words = [f"{first}{last}" for first in "bcdfghklmnprstw" for last in ("arn", "ell", "ight", "ound", "ist")]
    texts = [[_text(side, rng) for side in (syllables, words)] for _ in range(DOCUMENTS)]
    pl.DataFrame(texts, schema=["source", "target"], orient="row").write_parquet(folder / "pairs.parquet")


def _text(words: list[str], rng: random.Random) -> str:
    return "\n".join(f"{k}. " + " ".join(rng.choices(words, k=9)) + "." for k in range(SENTENCES))


def run_export(folder: Path, out: Path, runner: Runner, account: Account) -> None:
    """Export the corpus in small tasks."""
    out.mkdir(exist_ok=True)
    job = Job((str(folder / "corpus.tsv"),), (str(out / "corpus.parquet"),), langs=LANGS)
    chosen = recipe(folder / "held.tsv")
    with stages_of(job, chosen, runner, TASK_ROWS) as stages:
        told = replace(stages, rows=TASK_ROWS, tell=account.begin)
        export(job, chosen, lent_filters(LANGS), stages=told)


def run_alignment(folder: Path, out: Path, runner: Runner, account: Account) -> None:
    """Align the table of documents, two of them a task."""
    pair_table.TASK = 2 * SENTENCES * 70
    pairs = pair_table.read_pair_table(folder / "pairs.parquet")
    task = PairsTask({LANGS: Alignments(Evidence(LANGS))}, ReadingOptions(), str(out), folder, LANGS, trust=True)
    account.rows_of = lambda part: (part.rows, part.kept)
    align_pairs(pairs, task, runner)


JOBS: dict[str, Callable[[Path, Path, Runner, Account], None]] = {"export": run_export, "align": run_alignment}


def digest(out: Path) -> str:
    """Return a digest of all that a run wrote, but of its report and of folders of stages."""
    whole = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and ".songngu" not in path.parts and path.suffix != ".mark":
            whole.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def do(name: str, folder: Path, out: Path, runner: Runner, report: Path) -> None:
    """Do a job and write the report of it."""
    account = Account(name)
    with reported(report, account, RunFacts(name, "")):
        JOBS[name](folder, out, AccountedRunner(runner, account), account)


def outcome(out: Path, report: Path) -> Outcome:
    """Return what came of a run."""
    told = json.loads(report.read_text(encoding="utf-8"))
    done, kept, deaths = (sum(stage[each] for stage in told["stages"]) for each in ("done", "kept", "deaths"))
    return Outcome(digest(out), done, kept, deaths, told["seconds"])


def workers() -> list[psutil.Process]:
    """Return the workers that this process started."""
    found = psutil.Process().children(recursive=True)
    return [each for each in found if any("spawn_main" in part for part in _arguments(each))]


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def kills(folder: Path, times: int) -> None:
    """Kill one of two workers at a random moment of each run."""
    rng = random.Random(11)
    with opened(Cluster("local:2"), 1) as runner:
        for name in JOBS:
            expected = calm(name, folder, runner)
            right = deaths = 0
            for number in range(times):
                out, report = folder / f"kill-{name}-{number}", folder / "run.json"
                killer = Thread(target=_kill_later, args=(rng.uniform(0, expected.seconds), rng.random()))
                killer.start()
                do(name, folder, out, runner, report)
                killer.join()
                found = outcome(out, report)
                right += found.digest == expected.digest
                deaths += found.deaths
                shutil.rmtree(out)
            print(f"{name}: {times} kills, {deaths} under tasks, {right} times the same bytes", flush=True)


def calm(name: str, folder: Path, runner: Runner) -> Outcome:
    """Do a job that nothing befalls; the second time, when workers have all they need."""
    for number in range(2):
        out, report = folder / f"calm-{name}-{number}", folder / "run.json"
        do(name, folder, out, runner, report)
        found = outcome(out, report)
    print(f"{name}: {found.done} tasks in {found.seconds:.1f} s", flush=True)
    return found


def _kill_later(seconds: float, which: float) -> None:
    time.sleep(seconds)
    living = workers()
    if living:
        living[int(which * len(living))].send_signal(signal.SIGKILL)


def _marks(out: Path) -> int:
    """Return how many tasks are done, by their marks or records."""
    return sum(1 for path in out.rglob("*.done")) + sum(1 for path in out.rglob("run-*/*.json"))


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.kill()


def _wait_for_marks(marks: int, out: Path, begun: subprocess.Popen[bytes]) -> None:
    while _marks(out) < marks and begun.poll() is None:
        time.sleep(0.02)


def _command(name: str, folder: Path, out: Path, address: str, report: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.cluster_faults", "do", name, str(folder), str(out), address, str(report)]


def _begin(name: str, folder: Path, out: Path, address: str, report: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(name, folder, out, address, report))


@contextmanager
def _running(port: int, more: list[dict[str, str]], folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run a scheduler and a worker for each of the surroundings ``more``."""
    dask = str(Path(sys.executable).with_name("dask"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    host = ["--host", "127.0.0.1"]
    started = [subprocess.Popen([dask, "scheduler", *host, "--port", str(port), "--no-dashboard"], **quiet)]
    for number, surroundings in enumerate(more):
        local = ["--local-directory", surroundings.get("TMPDIR", str(folder / f"worker-{number}"))]
        command = [dask, "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", *host, *local]
        started.append(subprocess.Popen(command, env={**os.environ, **surroundings}, **quiet))
    try:
        yield started
    finally:
        for process in started:
            for each in [*_family(process), process]:
                _kill(each)
            process.wait()


def _family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def scheduler(folder: Path, times: int) -> None:
    """Kill the scheduler in the midst of a run, and its workers with it; start both again."""
    for name in JOBS:
        with opened(None, 1) as here:
            expected = calm(name, folder, here)
        for number in range(times):
            port, out, report = free_port(), folder / f"sched-{name}-{number}", folder / "run.json"
            with _running(port, [{}, {}], folder):
                begun = _begin(name, folder, out, f"tcp://127.0.0.1:{port}", report)
                _wait_for_marks(expected.done // 3, out, begun)
            with _running(port, [{}, {}], folder):
                status = begun.wait()
            found = outcome(out, report)
            same = found.digest == expected.digest
            print(f"{name}: exit {status}, the same bytes: {same}, {found.done} of {expected.done} tasks", flush=True)
            shutil.rmtree(out)


def disk(folder: Path, times: int) -> None:
    """Give one of two workers a disk of its own that is full (needs the right to mount one)."""
    full = folder / "full"
    full.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(full)], check=True)
    try:
        for name in JOBS:
            with opened(None, 1) as here:
                expected = calm(name, folder, here)
            port, out, report = free_port(), folder / f"disk-{name}", folder / "run.json"
            with _running(port, [{"TMPDIR": str(full)}, {}], folder):
                time.sleep(15)
                with (full / "filler").open("wb") as stream, suppress(OSError):
                    stream.write(b"\0" * (8 << 20))
                status = _begin(name, folder, out, f"tcp://127.0.0.1:{port}", report).wait()
            found = outcome(out, report)
            notes = json.loads(report.read_text(encoding="utf-8"))["notes"]
            print(f"{name}: exit {status}, {found.digest == expected.digest}, {found.done} tasks, {notes}", flush=True)
    finally:
        subprocess.run(["umount", "-l", str(full)], check=True)


def main() -> None:
    """Do what is asked for."""
    if sys.argv[1] == "do":
        name, folder, out, address, report = sys.argv[2:]
        with opened(Cluster(address), 1) as runner:
            do(name, Path(folder), Path(out), runner, Path(report))
        return
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as held:
        make_inputs(Path(held))
        {"kills": kills, "scheduler": scheduler, "disk": disk}[sys.argv[1]](Path(held), times)


if __name__ == "__main__":
    main()
