"""A search in tasks finds what a search in one process finds, however many tasks there are."""

import random
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from songngu.corpus.duplicates import spread_search
from songngu.corpus.duplicates.row_numbers import unpacked
from songngu.corpus.duplicates.sentences import Search
from songngu.corpus.duplicates.spread_search import links_spread, read_spread
from songngu.corpus.duplicates.stages import StageOutput, Stages, read_rows, write_rows
from songngu.corpus.duplicates.tables import find_repeated_texts


def texts(count: int) -> list[str | None]:
    rng = random.Random(count)
    words = [f"w{k}" for k in range(300)]
    found: list[str | None] = [
        "",
        None,
        "…",
        "A b",
        "a B!",
        "chapter three",
        *["the same line stands on every page"] * 80,
    ]
    while len(found) < count:
        old = rng.choice(found)
        if rng.random() < 0.4 and old and len(old.split()) > 4:
            edited = old.split()
            edited[rng.randrange(len(edited))] = rng.choice(words)
            found.append(" ".join(edited))
        else:
            found.append(" ".join(rng.choices(words, k=rng.randint(2, 20))))
    return found


def told(search: Search, links: object) -> tuple[object, ...]:
    found = sorted((int(a), int(b), float(s)) for one, other, alike in links for a, b, s in zip(one, other, alike))  # type: ignore[attr-defined]  # noqa: B905
    rows = np.array([row for row, _, _ in found], np.int64), np.array([row for _, row, _ in found], np.int64)
    known = [(start, equals.tolist(), sizes.tolist()) for start, equals, sizes in search.known()]
    return found, known, *(each.tolist() for each in (search.crowded(), search.same(*rows), search.alike(*rows)))


@pytest.mark.parametrize("rows", [3000, 400, 97])
def test_the_same_links(rows: int, tmp_path: Path) -> None:
    table = tmp_path / "texts.parquet"
    pl.DataFrame({"source": texts(3000)}).write_parquet(table)
    plain, spread = tmp_path / "plain", tmp_path / "spread"
    for folder in (plain, spread):
        folder.mkdir()
    one, other = (Search(folder, 0.6, memory=64) for folder in (plain, spread))
    one.read([pl.read_parquet(table)["source"].fill_null("").to_list()])
    expected = told(one, one.links())
    stages = Stages(tmp_path / "stages", rows=rows)
    read_spread(other, stages, "texts", table, "source")
    assert told(other, links_spread(other, stages, "texts")) == expected
    assert len(expected[0]) > 500 and any(expected[2])  # type: ignore[arg-type, call-overload]


@pytest.mark.parametrize("references", [0, 800])
def test_the_same_table_of_repeats(references: int, tmp_path: Path) -> None:
    rows = texts(2000)
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for path, part in zip(paths, (rows[:800], rows[800:]), strict=True):
        pl.DataFrame({"source": part}).write_parquet(path)
    held, tables = (paths[:1], paths[1:]) if references else ([], paths)
    (tmp_path / "stages").mkdir()
    one, other = (
        pl.concat(find_repeated_texts(tables, "source", against=held, memory=64, stages=stages))
        for stages in (None, Stages(tmp_path / "stages", rows=170))
    )
    assert one.equals(other) and one.height > 100


def test_no_texts(tmp_path: Path) -> None:
    pl.DataFrame({"source": []}, schema={"source": pl.Utf8}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "search").mkdir()
    search, stages = Search(tmp_path / "search", 0.6, memory=64), Stages(tmp_path / "stages")
    read_spread(search, stages, "a", tmp_path / "a.parquet", "source")
    assert [len(one) for one, _, _ in links_spread(search, stages, "a")] == [0]


@pytest.mark.parametrize("offset", [0, (1 << 31) - 3, (1 << 32) - 24])
def test_pairs_of_rows_past_31_bits(offset: int, tmp_path: Path) -> None:
    """The entries are those of rows that are not there: the last stretches of a long table."""
    rows, stretches = 8, 3
    entries = [StageOutput(tmp_path / f"e{number}", [0, 4, 4, 4]) for number in range(stretches)]
    for number, (path, _) in enumerate(entries):
        table = np.zeros(4, spread_search._ENTRY)
        table["shingle"], table["size"] = [1, 2, 3, 3], 5
        table["row"] = offset + rows * number + np.arange(4)
        write_rows(path, table)
    found = spread_search._paired(0.5, 0, entries, rows, tmp_path / "p", 0)
    one, other = unpacked(read_rows(tmp_path / "p", np.dtype(np.uint64)))
    assert (one < other).all() and (one >= offset).all() and other.max() == offset + 19
    expected = {(a, b) for shingle in ({0}, {1}, {2, 3}) for a in range(24) for b in range(24) if a < b
                if a % 8 in shingle and b % 8 in shingle and a // 8 < 3}  # fmt: skip
    assert {(a - offset, b - offset) for a, b in zip(one.tolist(), other.tolist(), strict=True)} == expected
    assert found[-1] == len(one) and (offset or found == [0, *np.searchsorted(other, [8, 16]).tolist(), len(one)])
