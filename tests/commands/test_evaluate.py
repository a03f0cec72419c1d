"""The command `songngu evaluate`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gold.tsv").write_text("0\t0\n1\t1\n2\t2,3\n", encoding="utf-8")
    Path("hyp.beads").write_text("0\t0\n1\t1,2\n2\t3\n", encoding="utf-8")
    Path("a.vi.txt").write_text(
        "Một câu.\nMột câu khác dài hơn <b>.\nCâu cuối cùng là câu dài nhất.\n", encoding="utf-8"
    )
    Path("a.en.txt").write_text("A sentence.\nOther, longer.\nThe last one.\nIt is the longest.\n", encoding="utf-8")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["evaluate", *arguments])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, str(result.exception)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


TEXTS = ("--texts", "a.vi.txt", "a.en.txt", "--pre-split")


def test_the_scores_alone_are_as_they_were() -> None:
    code, out, _ = run("gold.tsv", "hyp.beads")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["strict", "lax", "within-group"]


def test_a_baseline_beside_or_alone() -> None:
    code, out, _ = run("gold.tsv", "hyp.beads", "--baseline", "gale-church", *TEXTS)
    assert code == 0
    assert "gale-church" in out.splitlines()
    assert len(run("gold.tsv", "--baseline", "gale-church", *TEXTS)[1].splitlines()) == 3


def test_json() -> None:
    found = json.loads(run("gold.tsv", "hyp.beads", "--baseline", "gale-church", *TEXTS, "--format", "json")[1])
    assert found["version"] == 1
    assert set(found["strict"]) == {"precision", "recall", "f1"}
    assert found["baseline"]["name"] == "gale-church"


def test_a_page_where_they_differ() -> None:
    assert run("gold.tsv", "hyp.beads", "--page", "page.html", *TEXTS)[0] == 0
    text = Path("page.html").read_text(encoding="utf-8")
    assert "1 place where" in text
    assert "The last one." in text
    assert "&lt;b&gt;" in text
    assert "A sentence." not in text


@pytest.mark.parametrize("arguments", [(), ("hyp.beads", "--baseline", "gale-church"), ("--baseline", "gale-church")])
def test_what_is_missing_is_told(arguments: tuple[str, ...]) -> None:
    assert run("gold.tsv", *arguments)[0] == 2
