"""Files for Marian."""

from pathlib import Path

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats import write_bitext

ROWS = [
    {"source": f"câu {n}", "target": f"line {n}", "source_lang": "vi", "target_lang": "en", "status": "auto"}
    for n in range(3)
]
PARTS = pl.Series("split", ["train", "dev", "test"])


def settings(folder: Path) -> list[str]:
    return (folder / "data.yml").read_text(encoding="utf-8").splitlines()


def test_settings_name_what_is_there(tmp_path: Path) -> None:
    write_bitext(from_rows(ROWS), tmp_path / "a.marian")
    training = ["relative-paths: true", "train-sets:", "  - train.vi", "  - train.en"]
    assert settings(tmp_path / "a.marian") == training
    write_bitext(from_rows(ROWS).with_columns(PARTS), tmp_path / "b.marian")
    assert settings(tmp_path / "b.marian") == [*training, "valid-sets:", "  - dev.vi", "  - dev.en"]
