"""The command `songngu convert`."""

import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import write_bitext


def _run(*arguments: str | Path, stdin: bytes | None = None) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(app, ["convert", *map(str, arguments)], input=stdin)
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout_bytes, str(result.exception)
    return result.exit_code, result.stdout_bytes, result.stderr


@pytest.fixture
def bitext() -> pl.DataFrame:
    texts = [("Ghe đến.", "Boats come."), ("Bà cười.", ""), ("", "Photograph: the author.")]
    langs = {"source_lang": "vi", "target_lang": "en", "status": "auto", "document": "d"}
    return from_rows(
        {"id": str(k), "row": k, "source": source, "target": target, **langs}
        for k, (source, target) in enumerate(texts)
    )


def test_the_command(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "a.tsv")
    code, out, err = _run(tmp_path / "a.tsv", tmp_path / "b.tmx")
    assert (code, out, err) == (0, b"", "note: 2 rows with an empty side left out: no translation unit\n")
    assert _run(tmp_path / "a.tsv", tmp_path / "b.tmx")[0] == 2
    assert _run(tmp_path / "a.tsv", tmp_path / "b.tmx", "--force")[0] == 0
    assert _run(tmp_path / "a.tsv", tmp_path / "b.unknown")[0] == 2
    assert _run(tmp_path / "none.tsv", tmp_path / "c.tmx")[0] == 3
    assert "Example: songngu convert" in _run("--help")[1].decode()


def test_standard_streams(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "a.tsv")
    assert _run(tmp_path / "a.tsv", tmp_path / "a.jsonl")[0] == 0
    code, out, err = _run("-", "-", "--from", "tsv", "--to", "jsonl", stdin=(tmp_path / "a.tsv").read_bytes())
    assert (code, err) == (0, "")
    assert out == (tmp_path / "a.jsonl").read_bytes()
    assert sys.stdout.writable()


def test_what_has_no_name_is_no_bitext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (".", ""):
        code, _, message = _run(name, "-", "--to", "tsv")
        assert code == 2 and message
