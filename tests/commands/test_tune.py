"""The command `songngu tune`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError
from songngu.corpus.export.recipe import read_recipe
from tests.corpus.export.clean_pairs import PAIRS


@pytest.mark.slow
def test_the_command_writes_a_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.tsv").write_text("\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    run = CliRunner().invoke(
        app, ["tune", "good.tsv", "--columns", "vi,en", "-o", "recipe.toml", "--format", "json", "--bounds"]
    )
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["noise"]["target is the source"] > 0.97
    recipe = read_recipe(Path("recipe.toml"))
    assert recipe.filters["noise"] == "..0"
    run = CliRunner().invoke(app, ["tune", "good.tsv", "--columns", "vi,en", "--bad", "good.tsv"])
    assert "bounds: 0.00% of 120 clean rows removed" in run.stdout
    assert "warning: 120 rows of good.tsv are among the clean rows of good.tsv too" in run.stderr
    assert any(line.split()[0] == "average-word-length" for line in run.stdout.splitlines())
    assert isinstance(CliRunner().invoke(app, ["tune", "good.tsv", "-o", "good.tsv"]).exception, UsageError)
