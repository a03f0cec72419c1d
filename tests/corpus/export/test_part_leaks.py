from pathlib import Path

import numpy as np
import polars as pl
import pytest

from songngu.corpus.export import part_leaks
from songngu.corpus.export.part_leaks import PartLeaks

VI = "Bến đò vắng khách từ khi cây cầu mới bắc qua sông."
EN = "The ferry has had no guests since the new bridge was built."
NEAR = EN.replace("guests", "visitors")
ROWS = [("a b c d e", EN), ("f g h i j", "k"), (VI, NEAR), (VI, "m"), ("k l", NEAR), ("n", EN)]
PARTS = pl.Enum(["train", "dev", "test"])


def table(folder: Path, rows: list[tuple[str | None, str | None]]) -> Path:
    path = folder / "corpus.parquet"
    pl.DataFrame(rows, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row").write_parquet(path)
    return path


def test_what_leaks_between_parts(tmp_path: Path) -> None:
    path = table(tmp_path, list(ROWS))
    parts = pl.Series(["test", "train", "train", "dev", "test", None], dtype=PARTS)
    found = PartLeaks(path).between(parts)
    assert found.select("row", "side", "set", "set_row", "kind").rows() == [
        (2, "source", "dev", 3, "exact"),
        (2, "target", "test", 4, "exact"),
    ]
    assert PartLeaks(path).between(pl.Series(["a", "a", "a", "a", "b", "b"]))["set_row"].to_list() == [5, 4]
    assert PartLeaks(path).between(pl.Series([None] * 6, dtype=pl.Utf8)).is_empty()


def test_a_search_tells_of_another_split_what_a_new_one_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path, [*ROWS, (None, None), ("…", EN)])
    rng = np.random.default_rng(1)
    splits = [
        pl.Series([[None, *PARTS.categories][place] for place in rng.integers(0, 4, 8)], dtype=PARTS) for _ in range(12)
    ]
    search = PartLeaks(path)
    for parts in splits:
        assert search.between(parts).equals(PartLeaks(path).between(parts))
    whole = PartLeaks(path)
    whole.between(splits[0], np.arange(8))
    monkeypatch.setattr(part_leaks, "LeakSearch", None)
    for parts in splits:
        assert whole.between(parts).equals(search.between(parts))
