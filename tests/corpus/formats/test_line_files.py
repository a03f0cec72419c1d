"""Folders of lines for toolkits: which files, what is in them, and all or none."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export import Job, Recipe, export
from songngu.corpus.formats import write_bitext

ROWS = [
    {"source": f"câu\n{n}", "target": f"line {n}", "source_lang": "vi", "target_lang": "en", "status": "auto"}
    for n in range(4)
]
PARTS = pl.Series("split", ["train", "dev", "test", None])


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("fairseq", ["test.en", "test.vi", "train.en", "train.vi", "valid.en", "valid.vi"]),
        ("marian", ["data.yml", "dev.en", "dev.vi", "test.en", "test.vi", "train.en", "train.vi"]),
        (
            "opennmt",
            [
                "data.yaml",
                "src-test.txt",
                "src-train.txt",
                "src-val.txt",
                "tgt-test.txt",
                "tgt-train.txt",
                "tgt-val.txt",
            ],
        ),
    ],
)
def test_each_toolkit_has_its_names(name: str, files: list[str], tmp_path: Path) -> None:
    folder = tmp_path / f"corpus.{name}"
    notes = write_bitext(from_rows(ROWS).with_columns(PARTS), folder)
    assert notes == ["line ends inside 4 rows are spaces"]
    assert sorted(path.name for path in folder.iterdir()) == files
    train = folder / ("src-train.txt" if name == "opennmt" else "train.vi")
    assert train.read_text(encoding="utf-8") == "câu 0\ncâu 3\n"


def test_nothing_is_left_of_what_could_not_be_written(tmp_path: Path) -> None:
    mixed = from_rows([*ROWS, {**ROWS[0], "source_lang": "fr"}])
    with pytest.raises(UsageError):
        write_bitext(mixed, tmp_path / "a.fairseq")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.fairseq").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_bitext(from_rows(ROWS), tmp_path / "b.fairseq")


def test_an_export_holds_all_parts(tmp_path: Path) -> None:
    words = ["chợ", "phố", "đò", "mưa", "nắng", "trăng", "lúa", "cau"]
    made = [{**ROWS[0], "source": f"{word} đi qua bến", "target": f"{word} went by", "id": word} for word in words]
    rows = from_rows(made)
    write_bitext(rows, tmp_path / "in.jsonl")
    recipe = Recipe().with_split(shares="train=0.5,dev=0.5", by="cluster")
    done = export(Job((str(tmp_path / "in.jsonl"),), (str(tmp_path / "out.fairseq"),)), recipe)
    lines = [
        (tmp_path / "out.fairseq" / f"{part}.vi").read_text(encoding="utf-8").count("\n") for part in ("train", "valid")
    ]
    assert sum(lines) == 8 and min(lines) > 0
    assert done.written[str(tmp_path / "out.fairseq")] == 8
    assert (tmp_path / "out.croissant.json").is_file()
