"""Tasks on a Dask cluster: the same as on this machine, whatever dies, and nothing sent where it is not safe."""

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import polars as pl
import pytest

pytest.importorskip("distributed", reason="needs the extra `cluster`")

import dask
import psutil
from distributed import LocalCluster, Security

import songngu
from songngu.align.pairing import pair_by_name
from songngu.corpus.errors import FullDiskError, UsageError
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Recipe
from songngu.workspace.alignments import Alignments
from songngu.workspace.cache import Cache
from songngu.workspace.configuration import Pair
from songngu.workspace.documents import ReadingOptions, read_pair_files
from songngu.workspace.evidence import Evidence, lent_filters
from songngu.workspace.folders import FolderTask, Outcome, align_jobs, jobs_of
from songngu.workspace.runners import dask as dask_runner
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.dask import DaskRunner
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.opening import opened
from songngu.workspace.runners.runner import Runner, spread_over
from songngu.workspace.staged_export import stages_of
from tests.workspace.runners.tasks import dies, fills, is_killed, times


@pytest.fixture(scope="module")
def runner() -> Iterator[DaskRunner]:
    with opened(Cluster("local:2"), 1) as found:
        assert isinstance(found, DaskRunner)
        yield found


def process(shared: None, task: int) -> int:
    return os.getpid()


def fails(shared: None, task: int) -> int:
    raise TimeoutError("of its own")


def unusual(shared: Any, task: Any) -> Any:
    return task


@pytest.mark.slow
def test_the_same_as_here(runner: DaskRunner) -> None:
    done = list(runner.run(times, range(7), 10))
    assert sorted((each.number, each.value) for each in done) == [(k, 10 * k) for k in range(7)]
    assert os.getpid() not in {each.value for each in runner.run(process, range(4))}
    assert list(spread_over(runner)(abs, [-3, 2, -1])) == [3, 2, 1]
    assert list(runner.run(times, [], 10)) == []


@pytest.mark.slow
def test_tasks_are_values_not_graphs(runner: DaskRunner) -> None:
    """Dask takes a tuple that begins with something callable for a call, and text for a key."""
    tasks = [(abs, -1), {"shared": "task-0"}, "task-1", b"\0" * 20_000_000, None]
    assert {each.number: each.value for each in runner.run(unusual, tasks)} == dict(enumerate(tasks))


@pytest.mark.slow
def test_a_death_costs_its_own_task(runner: DaskRunner, tmp_path: Path) -> None:
    """Tasks that went to the worker together with one that brings it down are done all the same."""
    with DaskRunner(runner._link) as own:  # one that knows of no other deaths
        done = {each.number: each for each in own.run(dies, range(40), str(tmp_path))}
    assert sorted(done) == list(range(40))
    assert done[3].value is None and "its process died" in (done[3].failure or "")
    assert [done[k].value for k in range(40) if k != 3] == [k for k in range(40) if k != 3]


@pytest.mark.slow
def test_what_the_work_raises_is_raised(runner: DaskRunner) -> None:
    with pytest.raises(TimeoutError, match="of its own"):
        list(runner.run(fails, range(3)))


@pytest.mark.slow
def test_a_worker_without_room_is_left_out(runner: DaskRunner, tmp_path: Path) -> None:
    runner._link.client.wait_for_workers(2)  # one may be starting, after the deaths of another test
    with DaskRunner(runner._link) as own:
        assert sorted(done.value for done in own.run(fills, range(6), str(tmp_path))) == list(range(6))
        assert len(own.notes) == 1 and "No space left" in own.notes[0]
    with DaskRunner(runner._link) as own, pytest.raises(FullDiskError, match="No space left"):
        list(own.run(fills, range(6), ""))


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(runner: DaskRunner, tmp_path: Path) -> None:
    """Kill processes four times; how many of these deaths are counted against a task depends on what went with them."""
    with DaskRunner(runner._link) as own:
        done = list(own.run(is_killed, range(6), str(tmp_path)))
    assert sorted(each.value for each in done) == list(range(6))
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.slow
def test_a_folder_of_the_past_is_not_looked_for(runner: DaskRunner, tmp_path: Path) -> None:
    with DaskRunner(runner._link) as own:
        own.share(tmp_path / "first")
        shutil.rmtree(tmp_path / "first")
        own.share(tmp_path / "second")
        assert [each.value for each in own.run(times, [4], 10)] == [40]


@pytest.mark.slow
def test_a_run_that_is_left_is_cancelled(runner: DaskRunner) -> None:
    run = runner.run(times, range(1000), 10)
    next(run)
    run.close()  # type: ignore[attr-defined]
    assert [each.value for each in runner.run(times, [4], 10)] == [40]


@pytest.mark.slow
def test_workers_must_see_the_folders(runner: DaskRunner, tmp_path: Path) -> None:
    with DaskRunner(runner._link) as own:
        own.share(tmp_path / "out")
        assert [each.value for each in own.run(times, [4], 10)] == [40]
        (mark,) = (tmp_path / "out").iterdir()
        mark.rename(tmp_path / "hidden")
        with pytest.raises(UsageError, match="does not see the folder"):
            own.share(tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.slow
def test_workers_must_have_the_same_version(runner: DaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(songngu, "__version__", "0.0.1")
    with pytest.raises(UsageError, match=r"the worker tcp://.* has songngu .*, this is 0\.0\.1"):
        list(runner.run(times, [4], 10))
    with pytest.raises(UsageError, match=r"the worker tcp://.* has songngu .*, this is 0\.0\.1"):
        DaskRunner(runner._link)


@pytest.mark.slow
def test_a_cluster_of_this_machine_is_for_this_machine(runner: DaskRunner) -> None:
    info = runner._link.client.scheduler_info()
    assert info["address"].startswith("tcp://127.0.0.1:")
    assert all(worker.startswith("tcp://127.0.0.1:") for worker in info["workers"])
    assert runner.dashboard is None or runner.dashboard.startswith("http://127.0.0.1:")


@pytest.mark.slow
@pytest.mark.parametrize("listening", [False, True])
def test_no_scheduler(listening: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_runner, "_CONNECT", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        if listening:
            taken.listen()
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageError, match="no scheduler answers at") as raised, opened(Cluster(address), 1):
            pass
    assert "\n" not in str(raised.value)


def certificates(cert: Path, key: Path) -> dict[str, Any]:
    files = {"cert": str(cert), "key": str(key)}
    roles = {f"{role}.{name}": path for role in ("client", "worker", "scheduler") for name, path in files.items()}
    return {f"distributed.comm.tls.{name}": path for name, path in {"ca-file": str(cert), **roles}.items()}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_by_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the certificate is answered, whoever has another one is not."""
    monkeypatch.setattr(dask_runner, "_CONNECT", 60.0)
    own, other = ((tmp_path / f"{name}.pem", tmp_path / f"{name}-key.pem") for name in ("own", "other"))
    for cert, key in (own, other):
        made = [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=songngu",
            "-keyout",
        ]
        subprocess.run([*made, str(key), "-out", str(cert)], check=True, capture_output=True)
    with (
        dask.config.set({**certificates(*own), "distributed.comm.require-encryption": True}),
        LocalCluster(
            n_workers=1, processes=False, protocol="tls", host="127.0.0.1", security=Security(), dashboard_address=None
        ) as cluster,
    ):
        address = cluster.scheduler_address
        assert address.startswith("tls://127.0.0.1:")
        with opened(Cluster(address), 1) as runner:
            assert [each.value for each in runner.run(times, [4], 10)] == [40]
        with (
            dask.config.set(certificates(*other)),
            pytest.raises(UsageError, match="no scheduler answers") as raised,
            opened(Cluster(address), 1),
        ):
            pass
    assert "\n" not in str(raised.value)


def test_certificates_must_be_named_and_readable(tmp_path: Path) -> None:
    """An address by TLS is not even asked without them."""
    names = {
        f"distributed.comm.tls.{name}": str(tmp_path / "no.pem") for name in ("ca-file", "client.cert", "client.key")
    }
    with pytest.raises(UsageError, match="no certificates are named"), opened(Cluster("tls://127.0.0.1:1"), 1):
        pass
    with (
        dask.config.set(names),
        pytest.raises(UsageError, match="cannot be read") as raised,
        opened(Cluster("tls://127.0.0.1:1"), 1),
    ):
        pass
    assert "\n" not in str(raised.value)


EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def pair_folders(tmp_path: Path) -> tuple[Path, Path]:
    for lang in ("vi", "en"):
        (tmp_path / lang / "blog").mkdir(parents=True)
        shutil.copy(EXAMPLES / "news" / f"founder.{lang}.txt", tmp_path / lang / "founder.txt")
        shutil.copy(EXAMPLES / "blog" / f"release.{lang}.md", tmp_path / lang / "blog" / "release.md")
        (tmp_path / lang / "broken.docx").write_bytes(b"PK\x03\x04")
    return tmp_path / "vi", tmp_path / "en"


def aligned(folders: tuple[Path, Path], output: Path, runner: Runner) -> tuple[dict[str, Outcome], dict[str, bytes]]:
    evidence = Evidence(("vi", "en"), glossaries=(EXAMPLES / "news" / "glossary.csv",))
    task = FolderTask(Alignments(evidence), "jsonl", ReadingOptions())
    jobs = jobs_of(pair_by_name(*folders, task.langs, output), folders, output, task)
    outcomes = {
        str(done.job.output.relative_to(output)): done.outcome for done in align_jobs(jobs, task, runner=runner)
    }
    written = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.suffix != ".mark"}
    return outcomes, {name: path.read_bytes() for name, path in written.items() if path.is_file()}


@pytest.mark.slow
def test_folders_give_the_same_bytes(
    runner: DaskRunner, pair_folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = aligned(pair_folders, tmp_path / "here", LocalRunner())
    monkeypatch.chdir(tmp_path)  # the workers have started elsewhere
    there = aligned((Path("vi"), Path("en")), Path("there"), runner)
    assert there == here
    assert Outcome.FAILED in there[0].values() and len(there[1]) == 4
    again, _ = aligned((Path("vi"), Path("en")), Path("there"), runner)
    assert sorted(again.values()) == [Outcome.FAILED, Outcome.KEPT, Outcome.KEPT]


@pytest.mark.slow
def test_a_cache_is_filled_with_the_same_entries(runner: DaskRunner, tmp_path: Path) -> None:
    texts = [("Trời đẹp.", "It is lovely."), ("Tôi đi chợ.", "I go to the market."), ("Ba con cá.", "Three fish."),
             ("Hai con mèo.", "Two cats.")]  # fmt: skip
    for number, pair in enumerate(texts):
        for lang, text in zip(("vi", "en"), pair, strict=True):
            (tmp_path / f"{number}.{lang}.txt").write_text(text, encoding="utf-8")
    alignments = Alignments(Evidence(("vi", "en")))
    files = [read_pair_files(tmp_path, Pair(f"{k}.vi.txt", f"{k}.en.txt"), ("vi", "en")) for k in range(4)]
    caches = Cache(tmp_path / "here" / "cache"), Cache(tmp_path / "there" / "cache")
    for cache, where in zip(caches, (LocalRunner(), runner), strict=True):
        alignments.prepare(files, cache, where)
    held = [{p.relative_to(c.folder): p.read_bytes() for p in c.folder.rglob("*") if p.is_file()} for c in caches]
    assert held[0] == held[1] and len(held[0]) == 3 * len(texts)


@pytest.mark.slow
def test_an_export_gives_the_same_bytes(runner: DaskRunner, tmp_path: Path) -> None:
    rng = random.Random(0)
    words = [[f"{letter}{k}" for k in range(200)] for letter in "vw"]
    rows = [[" ".join(rng.choices(side, k=9)) for side in words] for _ in range(300)]
    rows += [[" ".join(text.split()[1:]) for text in rng.choice(rows)] for _ in range(100)]
    pl.DataFrame(rows, schema=["source", "target"], orient="row").write_csv(tmp_path / "c.tsv", separator="\t")
    recipe = Recipe().cleaning().with_split(shares="train=0.8,dev=0.2").with_filters({"language": False})
    written = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        job = Job((str(tmp_path / "c.tsv"),), (str(tmp_path / name / "c.parquet"),), langs=("vi", "en"))
        if name == "here":
            export(job, recipe, lent_filters(("vi", "en")))
        else:
            with stages_of(job, recipe, runner, rows=100) as stages:
                export(job, recipe, lent_filters(("vi", "en")), stages=stages)
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file() and path.suffix != ".mark")
        written.append({path.name: path.read_bytes() for path in files})
    assert written[0] == written[1] and len(written[0]) > 3


@pytest.mark.slow
def test_workers_that_die_while_they_start_are_started_again() -> None:
    """Dask gives up a process that is killed before it has answered; a run is over it."""
    others = {each.pid for each in psutil.Process().children(recursive=True)}
    killed = set[int]()

    def kill_those_that_start() -> None:
        while len(killed) < 4:
            found = psutil.Process().children(recursive=True)
            for each in (each for each in found if each.pid not in killed | others):
                with suppress(psutil.Error):
                    if any("spawn_main" in part for part in each.cmdline()):
                        each.kill()
                        killed.add(each.pid)
            time.sleep(0.01)

    with opened(Cluster("local:2"), 1) as own:
        killer = Thread(target=kill_those_that_start, daemon=True)
        killer.start()
        while killer.is_alive():  # a worker that was slow to be killed may have begun a task
            ended = {each.number: each for each in own.run(times, range(8), 10)}
            assert all(ended[k].failure or ended[k].value == 10 * k for k in range(8))
        assert sorted(each.value or 0 for each in own.run(times, range(8), 10)) == [10 * k for k in range(8)]
