"""`--cluster` on the command line and in the configuration."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.commands.runner import cluster_of
from songngu.corpus.errors import UsageError
from songngu.workspace.configuration import open_workspace
from songngu.workspace.runners.cluster import Cluster


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
