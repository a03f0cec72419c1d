"""`--cluster` on the command line and in the configuration."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.commands.runner import cluster_of
from songngu.corpus.errors import SongnguError, UsageError
from songngu.workspace.configuration import open_workspace
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.local import LocalRunner


def test_the_command_line_before_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "songngu.toml").write_text('[cluster]\naddress = "local:3"\nworker-memory = "1GB"\n', encoding="utf-8")
    workspace = open_workspace(tmp_path)
    assert cluster_of(workspace, None, None, insecure=False) == Cluster("local:3", "1GB")
    assert cluster_of(workspace, "local:2", "2GB", insecure=False) == Cluster("local:2", "2GB")
    assert cluster_of(workspace, "tls://host:8786", None, insecure=False) == Cluster("tls://host:8786")


def test_a_configuration_allows_nothing_insecure(tmp_path: Path) -> None:
    path = tmp_path / "songngu.toml"
    path.write_text('[cluster]\naddress = "tcp://far.example:8786"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no TLS"):
        cluster_of(open_workspace(tmp_path), None, None, insecure=False)
    path.write_text('[cluster]\naddress = "local:2"\ninsecure = true\n', encoding="utf-8")
    with pytest.raises(UsageError, match="insecure"):
        open_workspace(tmp_path)


@pytest.mark.parametrize("option", [["--worker-memory", "2GB"], ["--insecure-cluster"]])
def test_options_of_a_cluster_without_one(option: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("vi", "en"):
        (tmp_path / name).mkdir()
    done = CliRunner().invoke(app, ["align", "vi", "en", "-o", "out", *option])
    assert isinstance(done.exception, UsageError)


def test_a_single_pair_needs_no_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.vi.txt", "a.en.txt"):
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["align", "a.vi.txt", "a.en.txt", "--cluster", "local:2"])
    assert isinstance(done.exception, UsageError)


@dataclass(frozen=True)
class Elsewhere(LocalRunner):
    """This process, as a runner that leaves this machine."""

    leaves_this_machine: ClassVar[bool] = True
    dashboard: ClassVar[str] = "http://127.0.0.1:1/status"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Cluster | None]:
    """Return the clusters that commands ask for; what they do is done here."""
    found: list[Cluster | None] = []

    @contextmanager
    def opened(cluster: Cluster | None, workers: int) -> Iterator[LocalRunner]:
        found.append(cluster)
        yield Elsewhere() if cluster else LocalRunner()

    monkeypatch.setattr("songngu.workspace.runners.opening.opened", opened)
    monkeypatch.chdir(tmp_path)
    return found


def same(*arguments: str, output: Path) -> None:
    """Run a command here and on a cluster, and compare what is written."""
    written = []
    for more in ([], ["--cluster", "local:2"]):
        output.parent.mkdir(exist_ok=True)
        done = CliRunner().invoke(app, [*arguments, "-o", str(output), *more], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert ("can be watched at" in done.output) == bool(more)
        files = (path for path in output.parent.rglob("*") if path.is_file())
        written.append({path.relative_to(output.parent): path.read_bytes() for path in files})
        shutil.rmtree(output.parent)
    assert written[0] == written[1] and written[0]


JOBS = [
    ["export", "c.tsv", "--duplicates", "near", "-o", "c2.parquet"],
    ["duplicates", "c.parquet", "-o", "d.txt"],
    ["lexicon", "train", "c.tsv", "-o", "l.npz"],
]


def reports(*arguments: str) -> dict[str, Any]:
    """Run a command that writes a report of its run, and return that."""
    done = CliRunner().invoke(app, [*arguments, "--report", "run.json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert arguments[0] in told["command"] and told["error"] is None
    assert all(stage["kept"] + stage["done"] == stage["tasks"] for stage in told["stages"])
    return told


LINES = [(f"con mèo số {k} ngủ trên ghế", f"the cat number {k} sleeps on the chair") for k in range(12)]


@pytest.mark.slow
def test_every_command_that_asks_for_a_cluster_gives_the_same(asked: list[Cluster | None]) -> None:
    table = pl.DataFrame([*LINES, *LINES[:3]], schema=["source", "target"], orient="row")
    table.write_csv("c.tsv", separator="\t")
    table.write_parquet("c.parquet")
    same("export", "c.tsv", "--duplicates", "near", output=Path("out/c.parquet"))
    same("duplicates", "c.parquet", "--format", "jsonl", output=Path("out/d.jsonl"))
    same("lexicon", "train", "c.tsv", output=Path("out/l.npz"))
    for more in ([], ["--cluster", "local:2"]):
        stages = [len(reports(*each, *more)["stages"]) for each in JOBS]
        assert all(stages) == bool(more)
    assert [each for each in asked if each] == [Cluster("local:2")] * 6


@pytest.mark.slow
def test_folders_and_workspaces_on_a_cluster(asked: list[Cluster | None]) -> None:
    for lang, side in (("vi", 0), ("en", 1)):
        Path(lang).mkdir()
        for number in range(4):
            text = "\n\n".join(pair[side] for pair in LINES[number : number + 3])
            Path(lang, f"{number}.txt").write_text(text, encoding="utf-8")
    same("align", "vi", "en", output=Path("out/all/0.tmx").parent)
    same("align", "vi", "en", output=Path("out/all.tmx"))
    documents = '[[documents]]\nsource = "vi/*.txt"\ntarget = "en/*.txt"\nbitext = "out/*.jsonl"\n'
    Path("songngu.toml").write_text(documents, encoding="utf-8")
    bitexts = []
    for more in (["--no-cache"], ["--no-cache", "--cluster", "local:2"], ["--cluster", "local:2"]):
        done = CliRunner().invoke(app, ["build", "--exit-zero", *more], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        bitexts.append({path.name: path.read_bytes() for path in Path("out").iterdir()})
        shutil.rmtree("out")
    assert bitexts[0] == bitexts[1] == bitexts[2] and len(bitexts[0]) == 4
    assert [each for each in asked if each] == [Cluster("local:2")] * 4


def test_reports_of_alignments_and_builds(asked: list[Cluster | None]) -> None:
    for lang, side in (("vi", 0), ("en", 1)):
        Path(lang).mkdir()
        for number in range(2):
            text = "\n\n".join(pair[side] for pair in LINES[number : number + 3])
            Path(lang, f"{number}.txt").write_text(text, encoding="utf-8")
    for more in ([], ["--cluster", "local:2"]):
        told = reports("align", "vi", "en", "-o", f"out{len(more)}", *more)
        assert (told["pairs"], told["stages"][0]["done"], told["failed"]) == (6, 2, [])
        assert told["per_million_pairs"]["core_hours"] > 0
    Path("songngu.toml").write_text('[[documents]]\nsource = "vi/*.txt"\ntarget = "en/*.txt"\n', encoding="utf-8")
    assert reports("build", "--exit-zero", "--cluster", "local:2")["pairs"] == 6
    table = pl.DataFrame(LINES, schema=["source", "target"], orient="row")
    table.write_parquet("pairs.parquet")
    done = CliRunner().invoke(app, ["align", "--pairs", "pairs.parquet", "-o", "parts", "--report", "run.html"])
    assert done.exit_code == 0, done.output
    assert "<table>" in Path("run.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "c.tsv", "-o", "run.json"],
        ["export", "c.tsv", "-o", "run.tsv", "--report", "run.manifest.json"],
        ["duplicates", "c.parquet", "-o", "run.json"],
        ["align", "--pairs", "c.parquet", "-o", "out", "--report", "out/manifest.json"],
        ["align", "vi", "en", "-o", "out", "--summary", "run.json"],
    ],
)
def test_a_report_is_no_other_output(arguments: list[str], asked: list[Cluster | None]) -> None:
    table = pl.DataFrame(LINES, schema=["source", "target"], orient="row")
    table.write_csv("c.tsv", separator="\t")
    table.write_parquet("c.parquet")
    for lang, side in (("vi", 0), ("en", 1), ("out", 0)):
        Path(lang).mkdir()
        Path(lang, "a.txt").write_text("\n\n".join(pair[side] for pair in LINES[:3]), encoding="utf-8")
    report = [] if "--report" in arguments else ["--report", "run.json"]
    done = CliRunner().invoke(app, [*arguments, *report])
    assert isinstance(done.exception, UsageError), done.output
    assert not list(Path().rglob("*.json"))


def test_a_report_writes_over_no_input(asked: list[Cluster | None]) -> None:
    Path("c.json").write_text("[]", encoding="utf-8")
    for arguments in (["export", "c.json", "-o", "c.tsv"], ["align", "--pairs", "c.json", "-o", "out"]):
        done = CliRunner().invoke(app, [*arguments, "--report", "c.json"])
        assert isinstance(done.exception, SongnguError)
    assert Path("c.json").read_text(encoding="utf-8") == "[]"
