import hashlib
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.corpus.export.part_sizes import parse_part_sizes
from songngu.corpus.export.split import split_rows

THIRDS = parse_part_sizes("train=0.6,dev=0.2,test=0.2")


def written(folder: Path, documents: list[str | None], **columns: list[str]) -> Path:
    path = folder / "table.parquet"
    ids = [f"{row:016x}" for row in range(len(documents))]
    pl.DataFrame(
        {"id": ids, "document": documents, **columns}, schema_overrides={"id": pl.Utf8, "document": pl.Utf8}
    ).write_parquet(path)
    return path


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_that_belongs_together_is_parted(tmp_path: Path, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 60))
    documents = data.draw(st.lists(st.sampled_from(["a", "b", "c", "d", None, ""]), min_size=count, max_size=count))
    clusters = [data.draw(st.integers(max(0, row - 2), row)) for row in range(count)]
    path = written(tmp_path, documents)
    split = split_rows(path, THIRDS, clusters=np.array(clusters, np.int32), seed=data.draw(st.integers(0, 3)))
    parts = split.parts.to_list()
    assert len(parts) == count == sum(split.sizes.values())
    assert {name: parts.count(name) for name in THIRDS.names} == split.sizes
    named: dict[str, str] = {}
    for row, document in enumerate(documents):
        assert parts[row] == parts[clusters[row]]
        if document:
            assert named.setdefault(document, parts[row]) == parts[row]


def test_rows_by_themselves_fill_the_parts_exactly(tmp_path: Path) -> None:
    path = written(tmp_path, ["one"] * 1000)
    split = split_rows(path, parse_part_sizes("train=rest,dev=0.013,test=17"), document=None, seed=5)
    assert split.sizes == {"train": 970, "dev": 13, "test": 17}
    assert split.groups == 1000
    assert not split.notes
    assert split.parts.dtype == pl.Enum(["train", "dev", "test"])
    again = split_rows(path, parse_part_sizes("train=rest,dev=0.013,test=17"), document=None, seed=5)
    other = split_rows(path, parse_part_sizes("train=rest,dev=0.013,test=17"), document=None, seed=6)
    assert split.parts.equals(again.parts)
    assert not split.parts.equals(other.parts)


def test_the_parts_of_a_seed_are_the_same_on_every_machine(tmp_path: Path) -> None:
    split = split_rows(written(tmp_path, [None] * 10), THIRDS, seed=1)
    order = sorted(range(10), key=lambda row: hashlib.blake2b(f"1\0{row:016x}".encode(), digest_size=8).digest())
    expected = dict.fromkeys(order[:2], "dev") | dict.fromkeys(order[2:4], "test")
    assert split.parts.to_list() == [expected.get(row, "train") for row in range(10)]


def test_documents_of_many_sizes(tmp_path: Path) -> None:
    documents = [f"d{number}" for number in range(40) for _ in range(5 + number % 7)]
    split = split_rows(written(tmp_path, documents), parse_part_sizes("train=0.8,dev=0.1,test=0.1"))
    wanted = round(len(documents) / 10)
    assert abs(split.sizes["dev"] - wanted) <= 2
    assert abs(split.sizes["test"] - wanted) <= 2


def test_each_stratum_has_its_share(tmp_path: Path) -> None:
    corpora = ["news"] * 600 + ["law"] * 300 + ["small"] * 3
    split = split_rows(written(tmp_path, [None] * 903, corpus=corpora), THIRDS, strata="corpus")
    table = pl.DataFrame({"corpus": corpora, "part": split.parts}).group_by("corpus", "part").len()
    sizes = {(corpus, str(part)): rows for corpus, part, rows in table.rows()}
    assert sizes["news", "dev"] == sizes["news", "test"] == 120
    assert sizes["law", "dev"] == sizes["law", "test"] == 60
    assert split.sizes["test"] == 181


def test_a_document_larger_than_a_part_is_told(tmp_path: Path) -> None:
    split = split_rows(written(tmp_path, ["a"] * 90 + ["b"] * 10), parse_part_sizes("train=0.98,dev=0.01,test=0.01"))
    assert split.sizes == {"train": 100, "dev": 0, "test": 0}
    assert split.groups == 2
    assert split.notes == (
        "dev has 0 rows instead of 1, test has 0 rows instead of 1: "
        "rows that stay together make 2 groups, the largest of 90 rows",
    )
    alone = split_rows(written(tmp_path, ["a"] * 90), parse_part_sizes("train=0.9,test=0.1"))
    assert alone.notes == ("test has 0 rows instead of 9: rows that stay together make one group of 90 rows",)


def test_what_whole_groups_leave_over_is_carried_on(tmp_path: Path) -> None:
    documents = [f"{number}" for number in range(30) for _ in range(10)]
    corpora = [f"corpus {number // 10}" for number in range(30) for _ in range(10)]
    split = split_rows(
        written(tmp_path, documents, corpus=corpora), parse_part_sizes("train=0.96,test=0.04"), strata="corpus"
    )
    assert split.sizes == {"train": 290, "test": 10}


def test_no_such_column(tmp_path: Path) -> None:
    path = written(tmp_path, ["a"])
    with pytest.raises(UsageError, match="no column named book to split by"):
        split_rows(path, THIRDS, document="book")
    with pytest.raises(UsageError, match="no column named corpus"):
        split_rows(path, THIRDS, strata="corpus")
