from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import SCHEMA, batches, from_rows, joined
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats.buffered import HELD, MORSEL, buffered_bitext, in_turn, scratch


@pytest.mark.parametrize("number", [0, 1, HELD, HELD + 1, HELD + 5])
def test_all_parts_are_there_in_order(number: int) -> None:
    parts = [from_rows([{"source": f"{part} {row}", "target": "x"} for row in range(3)]) for part in range(number)]
    parts = [part if k % 3 else part.with_columns(pl.lit(0.5).alias("score.x")) for k, part in enumerate(parts)]
    with buffered_bitext(iter(parts)) as bitext:
        assert isinstance(bitext, pl.LazyFrame) == (number > HELD)
        for _ in range(2):
            assert_frame_equal(joined(list(batches(bitext))), joined(parts))
    assert list(bitext.collect_schema())[: len(SCHEMA)] == list(SCHEMA)


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device (os error 28)")

    monkeypatch.setattr(pl.DataFrame, "write_ipc", full)
    full_disk = pytest.raises(SongnguError, match=r"cannot keep the rows in .*: No space left")
    with full_disk as error, buffered_bitext([from_rows([])] * (HELD + 1)):
        pytest.fail("the bitext is given though it could not be kept")
    assert error.value.hint == "free some space, or name another folder in TMPDIR"


@pytest.mark.parametrize("number", [28, 112])
def test_a_disk_that_polars_finds_full(number: int) -> None:
    with pytest.raises(SongnguError, match=r"cannot keep the rows in .*: the disk is full"), scratch():
        raise pl.exceptions.ComputeError(f"parquet: underlying IO error: it is full (os error {number})")


def test_other_errors_in_a_scratch_folder_are_passed_on() -> None:
    with pytest.raises(pl.exceptions.ComputeError), scratch() as folder:
        assert folder.is_dir()
        raise pl.exceptions.ComputeError("os error 281")
    assert not folder.exists()


def test_the_error_of_a_part_is_passed_on() -> None:
    def parts() -> object:
        yield from [from_rows([])] * (HELD + 2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), buffered_bitext(parts()):  # type: ignore[arg-type]
        pytest.fail("the bitext is given before all parts are there")


def test_rows_in_turn_are_those_of_one_scan(tmp_path: Path) -> None:
    frames = [pl.DataFrame({"a": range(start, start + 5), "b": [str(start)] * 5}) for start in (0, 5, 10)]
    paths = [tmp_path / f"{number}.parquet" for number in range(3)]
    for frame, path in zip(frames, paths, strict=True):
        frame.write_parquet(path)
    rows, whole = in_turn(paths, pl.scan_parquet, rows=2), pl.concat(frames)
    assert rows.collect().equals(whole)
    assert rows.head(7).collect().equals(whole.head(7))
    assert rows.select("b").slice(3, 4).collect().equals(whole.select("b")[3:7])
    assert (
        rows.filter(pl.col("a") % 3 == 0).select("b").collect().equals(whole.filter(pl.col("a") % 3 == 0).select("b"))
    )
    assert rows.select(pl.len()).collect().item() == 15


def test_rows_in_turn_are_handed_on_in_small_frames(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.parquet" for number in range(2)]
    for number, path in enumerate(paths):
        pl.DataFrame({"row": range(number * 9_000, (number + 1) * 9_000)}).write_parquet(path)
    rows = in_turn(paths, pl.scan_parquet, rows=7_000)
    assert max(len(batch) for batch in rows.collect_batches(chunk_size=1, engine="streaming")) <= MORSEL
    assert rows.collect()["row"].to_list() == list(range(18_000))
    assert rows.filter(pl.col("row") % 2 == 0).head(5_000).collect()["row"].to_list() == list(range(0, 10_000, 2))
