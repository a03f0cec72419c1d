"""Files for fairseq."""

from pathlib import Path

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats import write_bitext

ROWS = [
    {"source": f"câu {n}", "target": f"line {n}", "source_lang": "vi", "target_lang": "en", "status": "auto"}
    for n in range(3)
]
PARTS = pl.Series("split", ["train", "dev", "test"])


def test_what_is_held_out_for_tuning_is_called_valid(tmp_path: Path) -> None:
    write_bitext(from_rows(ROWS).with_columns(PARTS), tmp_path / "a.fairseq")
    assert (tmp_path / "a.fairseq" / "valid.en").read_text(encoding="utf-8") == "line 1\n"
    assert not (tmp_path / "a.fairseq" / "dev.en").exists()


def test_rows_without_parts_are_for_training(tmp_path: Path) -> None:
    write_bitext(from_rows(ROWS), tmp_path / "a.fairseq")
    assert sorted(path.name for path in (tmp_path / "a.fairseq").iterdir()) == ["train.en", "train.vi"]
