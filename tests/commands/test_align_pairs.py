"""The command `songngu align --pairs`."""

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError
from tests.workspace.test_pairs_run import TEXTS


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sides = zip(*TEXTS, strict=True)
    table = pl.DataFrame(dict(zip(("source", "target"), map(list, sides), strict=True)))
    table.write_parquet("pairs.parquet")
    pl.concat([table, pl.DataFrame({"source": ["Một."], "target": [""]})]).write_parquet("more.parquet")
    table.clear().write_parquet("none.parquet")
    invoke = CliRunner().invoke
    done = invoke(app, ["align", "--pairs", "pairs.parquet", "-o", "out", "--jobs", "1"])
    assert done.exit_code == 0 and "2 pairs aligned, 0 of them before" in done.output
    assert invoke(app, ["align", "--pairs", "pairs.parquet", "-o", Path("out").absolute().as_uri()]).exit_code == 0
    assert invoke(app, ["align", "--pairs", "more.parquet", "-o", "out", "--jobs", "1"]).exit_code == 1
    wrong = [
        ["align", "--pairs", "pairs.parquet"], ["align", "--pairs", "none.parquet", "-o", "out"], ["align"],
        ["align", "a", "b", "--pairs", "pairs.parquet", "-o", "out"],
        ["align", "--pairs", "pairs.parquet", "-o", "pairs.parquet"],
        ["align", "--pairs", "pairs.parquet", "-o", "out", "--force"],
    ]  # fmt: skip
    for arguments in wrong:
        assert isinstance(invoke(app, arguments).exception, UsageError), arguments
