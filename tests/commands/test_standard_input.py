"""`songngu check -`: a bitext from standard input."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from songngu.cli import app
from songngu.corpus.errors import UsageError

ROW = "source\ttarget\tsource_lang\ttarget_lang\nNăm 2015 có mưa.\tIt rained in 2016.\tvi\ten\n"


def check(text: str, *options: str) -> Result:
    result = CliRunner().invoke(app, ["check", *options], input=text.encode())
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_bitext_is_checked_and_its_findings_named_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path, tmp_path.parent.parent):
        monkeypatch.chdir(folder)
        told = check(ROW, "-", "--from", "tsv", "--format", "json")
        (found,) = json.loads(told.stdout)["findings"]
        assert (told.exit_code, found["file"], found["line"], found["rule"]) == (1, "stdin.tsv", 2, "NUM010")
    assert "no rows" in check("", "-", "--from", "tsv").stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-"], "--from names it"),
        (["a.tsv", "--from", "tsv"], "standard input"),
        (["-", "a.tsv", "--from", "tsv"], "alone"),
        (["-", "--from", "tsv", "--fix"], "not written"),
    ],
)
def test_what_cannot_be_read_so(options: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check(ROW, *options)
