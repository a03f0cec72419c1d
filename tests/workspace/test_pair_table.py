"""Tables of pairs."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.workspace import pair_table
from songngu.workspace.pair_table import TablePair, name_in_rows, read_pair_table, tasks_of


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
        ({"source": ["a b"], "target": [["c", "d"]]}, "target holds List"),
        ({"source": [b"a b"], "target": ["c d"]}, "source holds Binary"),
        ({"source": [1], "target": [2]}, "source holds Int"),
        ({"source": ["a b"], "target": ["c d"], "id": [b"x"]}, "id holds Binary"),
        ({"source": ["a b"], "target": ["c d"], "target_lang": [1.5]}, "target_lang holds Float"),
    ],
)
def test_tables_that_are_none(columns: dict[str, list[object]], told: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.parquet"
    pl.DataFrame(columns).write_parquet(path)
    with pytest.raises(UsageError, match=told):
        read_pair_table(path)


def test_what_is_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    for name in ("a.parquet", "none.parquet"):
        with pytest.raises(InputError, match=r"can(not)? be read"):
            read_pair_table(tmp_path / name)


def test_a_folder_of_tables_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "pairs"
    folder.mkdir()
    with pytest.raises(InputError, match="no Parquet files in this folder"):
        read_pair_table(folder)
    for number, texts in enumerate((["a b", "c d"], ["e f"])):
        pl.DataFrame({"source": texts, "target": texts}).write_parquet(folder / f"{number}.parquet")
    assert [(pair.id, pair.source) for pair in read_pair_table(folder)] == [("0", "a b"), ("1", "c d"), ("2", "e f")]
    (folder / "3.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="not a Parquet file"):
        read_pair_table(folder)


def test_a_table_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("source,target\na,b\n")
    with pytest.raises(UsageError, match="a table of pairs is Parquet"):
        read_pair_table(tmp_path / "pairs.csv")


@pytest.mark.parametrize("name", ["{}", "{}.txt"])
def test_sides_that_a_row_does_not_have(name: str, tmp_path: Path) -> None:
    sides = {"source": [name.format("a b"), None, ""], "target": [name.format("c d"), name.format("e"), None]}
    pl.DataFrame({**sides, "id": [7, 8, 9]}).write_parquet(tmp_path / "pairs.parquet")
    pairs = read_pair_table(tmp_path / "pairs.parquet")
    are_files = name != "{}"
    assert {pair.are_files for pair in pairs} == {are_files}
    assert [pair.missing for pair in pairs] == [(), ("source",), ("source", "target") if are_files else ("target",)]


def test_an_url_of_another_machine_fails_where_it_is_read(tmp_path: Path) -> None:
    pl.DataFrame({"source": ["file://far/a.txt"], "target": ["b.txt"]}).write_parquet(tmp_path / "pairs.parquet")
    (pair,) = read_pair_table(tmp_path / "pairs.parquet")
    assert name_in_rows(pair, 0, tmp_path) == "far/a.txt"
