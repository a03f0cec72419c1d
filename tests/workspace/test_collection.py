"""Two folders aligned into one bitext."""

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.collection import is_one_bitext

TEXTS = {
    "a": ("Đò rời bến lúc sáu giờ.\nTrên đò có 20 người.\n", "The ferry left at six.\nIt has 20 people.\n"),
    "b": ("Chợ họp bên sông.\nNgười ta bán cá.\n", "The market is by the river.\nPeople sell fish.\n"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for place, lang in enumerate(("vi", "en")):
        (tmp_path / lang).mkdir()
        for name, texts in TEXTS.items():
            (tmp_path / lang / f"{name}.txt").write_text(texts[place], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def align(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["align", "vi", "en", *words, "--jobs", "1"])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.stderr


def test_a_name_of_a_bitext_is_one_bitext(folder: Path) -> None:
    code, said = align("-o", "all.parquet", "-o", "all.tmx")
    assert code == 0, said
    rows = pl.read_parquet("all.parquet")
    assert rows.select("source_file", "row").rows() == [(f"vi/{n}.txt", row) for n in "ab" for row in range(2)]
    assert rows["document"].n_unique() == 2
    assert read_bitext("all.tmx")["source"].to_list() == rows["source"].to_list()
    assert sorted(path.name for path in folder.iterdir()) == ["all.parquet", "all.tmx", "en", "vi"]


def test_anything_else_is_a_folder(folder: Path) -> None:
    (folder / "old.tmx").mkdir()
    for name in ("out", "new.tmx/", "old.tmx"):
        assert align("-o", name)[0] == 0
        assert sorted(path.name for path in Path(name).glob("*.tmx")) == ["a.tmx", "b.tmx"]
    assert is_one_bitext("x.hf")
    code, said = align("-o", "out", "-o", "all.tsv")
    assert code == 2 and "one folder or into bitexts" in said
    code, said = align("-o", "none/all.tsv")
    assert code == 2 and "does not exist" in said


def test_what_a_person_decided_stays(folder: Path) -> None:
    assert align("-o", "all.tsv")[0] == 0
    rows = read_bitext("all.tsv")
    edited = pl.when(pl.col("row") == 1).then(pl.lit("edited by hand")).otherwise("target")
    status = pl.when(pl.col("row") == 1).then(pl.lit("edited")).otherwise(pl.col("status").cast(pl.Utf8))
    write_bitext(rows.with_columns(target=edited, status=status.cast(rows.schema["status"])), "all.tsv")
    assert align("-o", "all.tsv")[0] == 0
    again = read_bitext("all.tsv")
    assert again.filter(row=1).select("target", "status").rows() == [("edited by hand", "edited")] * 2
    (folder / "vi" / "b.txt").unlink()
    code, said = align("-o", "all.tsv")
    assert code == 2 and "decisions about other documents" in said
    assert read_bitext("all.tsv").equals(again)


@pytest.mark.parametrize(
    "words", [("-o", "out.hf"), ("-o", "out", "--format", "tsv"), ("-o", "out.dat", "--format", "po")]
)
def test_what_a_person_decided_stays_whatever_the_format_and_the_name(folder: Path, words: tuple[str, ...]) -> None:
    name, format = words[1], words[3] if len(words) > 2 else None
    pair = ["align", "vi/a.txt", "en/a.txt", *words, "-q"]
    assert CliRunner().invoke(app, pair).exit_code == 0
    rows = read_bitext(name, format)
    status = pl.Series(["accepted"] * rows.height, dtype=rows.schema["status"])
    write_bitext(rows.with_columns(status=status), name, format)
    assert CliRunner().invoke(app, pair).exit_code == 0
    assert read_bitext(name, format)["status"].to_list() == ["accepted"] * rows.height


def test_what_no_longer_stands_is_put_aside(folder: Path) -> None:
    assert align("-o", "all.jsonl")[0] == 0
    rows = read_bitext("all.jsonl")
    write_bitext(rows.with_columns(status=pl.lit("accepted", rows.schema["status"])), "all.jsonl")
    (folder / "vi" / "a.txt").write_text("Một câu khác hẳn.\nTrên đò có 20 người.\n", encoding="utf-8")
    code, said = align("-o", "all.jsonl")
    assert code == 0
    assert "all.jsonl.displaced.jsonl" in said
    assert read_bitext("all.jsonl.displaced.jsonl")["source"].to_list() == ["Đò rời bến lúc sáu giờ."]
