"""Tables of pairs."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.workspace import pair_table
from songngu.workspace.pair_table import TablePair, read_pair_table, tasks_of


def test_tasks_have_about_as_much_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_table, "TASK", 100)
    sizes = [40, 50, 20, 300, 5, 5]
    pairs = [TablePair(str(k), "", "", (None, None), False, size) for k, size in enumerate(sizes)]
    assert [[int(pair.id) for pair in task] for task in tasks_of(pairs)] == [[0, 1], [2], [3], [4, 5]]
    assert list(tasks_of([])) == []


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"quelle": ["a"]}, "no column source and target"),
        ({"source": ["a b"]}, "no column target"),
        ({"source": ["a b", "a b"], "target": ["c d", "c d"], "id": ["x", "x"]}, "stands twice"),
        ({"source": ["a b"], "target": ["c d"], "id": [None]}, "has no id"),
        ({"source": ["a b"], "target": ["c d"], "source_lang": ["Klingon"]}, "source_lang"),
        ({"source": ["a b", "b c", "a.txt"], "target": ["c d", "d e", "b.txt"]}, r"files among texts \(rows 3"),
        ({"source": ["a.txt", "s3://b/c"], "target": ["c.md", "a\nb"]}, r"texts among files \(rows 2"),
    ],
)
def test_tables_that_are_none(columns: dict[str, list[str | None]], told: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.parquet"
    pl.DataFrame(columns).write_parquet(path)
    with pytest.raises(UsageError, match=told):
        read_pair_table(path)


def test_what_is_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    for name in ("a.parquet", "none.parquet"):
        with pytest.raises(InputError, match=r"can(not)? be read"):
            read_pair_table(tmp_path / name)
