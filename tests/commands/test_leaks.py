"""The command `songngu leaks`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError
from tests.corpus.export.library import write_library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command(folder: Path) -> None:
    run = CliRunner().invoke(app, ["leaks", "corpus.parquet", "--against", "tests", "--fail"])
    assert run.exit_code == 1
    assert "exact.tsv (2 texts): 1 row stands in it: 1 exactly" in run.stdout
    run = CliRunner().invoke(
        app, ["leaks", "corpus.parquet", "--against", "tests/other.txt", "--fail", "--format", "json"]
    )
    assert run.exit_code == 0
    assert json.loads(run.stdout)["sets"][0]["exact"] == 0 and json.loads(run.stdout)["passed_over"] == []
    assert isinstance(CliRunner().invoke(app, ["leaks", "corpus.parquet"]).exception, UsageError)


def test_files_that_are_passed_over_are_told(folder: Path) -> None:
    for name in ("README.rst", "river/set.sgm", ".hidden/x.rst"):
        (folder / "tests" / name).parent.mkdir(exist_ok=True)
        (folder / "tests" / name).write_text("Nothing.\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["leaks", "corpus.parquet", "--against", "tests"])
    assert run.stdout.splitlines()[-1].endswith("README.rst, river/set.sgm")
