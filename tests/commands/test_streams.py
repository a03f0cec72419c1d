"""A standard stream without a format: the error names the option that tells it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["export", "-", "-o", "out.tsv"], "--from"),
        (["export", "a.tsv", "-o", "-"], "--format"),
        (["convert", "-", "out.tsv"], "--from"),
        (["convert", "a.tsv", "-"], "--to"),
        (["words", "-", "-o", "out.txt"], "--from"),
    ],
)
def test_the_option_that_names_the_format_is_told(
    arguments: list[str], option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text("vi\ten\ncon đò\tthe ferry\n", encoding="utf-8")
    result = CliRunner().invoke(app, arguments, input="vi\ten\ncon đò\tthe ferry\n")
    assert result.exit_code == 2 or getattr(result.exception, "exit_code", None) == 2
    assert option in f"{result.output}{result.stderr}{result.exception}"
    assert not Path("out.tsv").exists()


def test_a_standard_stream_with_its_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ["convert", "-", "-", "--from", "tsv", "--to", "jsonl"]
    result = CliRunner().invoke(app, arguments, input="vi\ten\ncon đò\tthe ferry\n")
    assert result.exit_code == 0
    assert "con đò" in result.stdout
