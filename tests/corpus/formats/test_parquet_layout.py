"""Damaged Parquet files are refused before Polars asks for the memory that they name."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats.parquet_layout import check_layout
from tests.commands.invoked import invoke
from tests.corpus.formats.parquet_numbers import numbers_of, with_number

_LARGE = 2**31 - 1


def _table(rows: int = 40) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "source": [f"câu số {number % 7} dài hơn" for number in range(rows)],
            "target": [f"sentence number {number}" for number in range(rows)],
            "ids": [[str(number)] * (number % 3) for number in range(rows)],
            "kind": pl.Series([f"kind {number % 3}" for number in range(rows)], dtype=pl.Categorical),
            "mark": [number / 7 if number % 3 else None for number in range(rows)],
        }
    )


def _packed(rows: int = 40, compression: str = "zstd") -> bytes:
    stream = BytesIO()
    _table(rows).write_parquet(stream, compression=compression, row_group_size=16)  # type: ignore[arg-type]
    return stream.getvalue()


def _aborting() -> Iterator[bytes]:
    """Yield files with one number of a header made larger, in its place."""
    for compression in ("zstd", "uncompressed"):
        whole = _packed(compression=compression)
        for place in numbers_of(whole):
            yield with_number(whole, place, _LARGE)


@pytest.mark.parametrize("compression", ["zstd", "snappy", "lz4", "gzip", "brotli", "uncompressed"])
@pytest.mark.parametrize("rows", [0, 1, 40])
def test_whole_files_pass(rows: int, compression: str, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(_packed(rows, compression))
    check_layout(path, path)
    with path.open("rb") as stream:
        check_layout(stream, path)
        assert stream.tell() == 0


def test_long_values_in_the_statistics_of_pages_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"source": ["dài " * 20_000], "target": ["b"]}).write_parquet(path, statistics="full")
    check_layout(path, path)


def test_many_equal_rows_in_few_bytes_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"source": ["a"] * 200_000}).write_parquet(path)
    check_layout(path, path)


def test_numbers_larger_than_the_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for damaged in _aborting():
        path.write_bytes(damaged)
        with pytest.raises(InputError, match=r"a\.parquet: not a Parquet file that can be read"):
            check_layout(path, path)
        path.unlink()


@pytest.mark.parametrize(
    "data",
    [b"", b"PAR1", b"PAR1PAR1", b"PAR1\xff\xff\xff\xffPAR1", b"PAR1\x00\x00\x00\x00PAR1", b"PAR1\x01\x00\x00\x00\x00"],
)
def test_what_is_none_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    with pytest.raises(InputError):
        check_layout(path, path)


def test_every_cut_and_every_byte_of_the_footer_give_a_result_or_an_error_of_ours(tmp_path: Path) -> None:
    whole = _packed(3)
    path = tmp_path / "a.parquet"
    for place in range(0, len(whole), 3):
        for damaged in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            path.write_bytes(damaged)
            try:
                check_layout(path, path)
            except InputError as error:
                assert "\n" not in str(error)


def test_a_file_that_was_changed_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(_packed())
    check_layout(path, path)
    path.write_bytes(next(_aborting()) + b"PAR1")
    with pytest.raises(InputError):
        check_layout(path, path)


_COMMANDS = (
    ("a.parquet", "convert {} out.jsonl"),
    ("a.parquet.gz", "convert {} out.jsonl"),
    ("a.parquet.zip", "convert {} out.jsonl"),
    ("a.parquet", "export {} -o out.jsonl"),
    ("a.parquet", "duplicates {}"),
    ("a.parquet", "check {}"),
)


@pytest.mark.parametrize(("name", "command"), _COMMANDS)
def test_commands_end_with_an_error_of_one_line(
    name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = _packed()
    place = next(each for each in numbers_of(whole) if each.name == "page uncompressed")
    damaged = with_number(whole, place, _LARGE)
    _pack(tmp_path / name, damaged)
    monkeypatch.chdir(tmp_path)
    status, _, told = invoke(*command.format(name).split())
    assert status == 3, told
    assert "not a Parquet file that can be read" in told
    printed = capfd.readouterr().err  # past Python, by Polars, where that was asked
    assert "panicked" not in printed and "allocation" not in printed
    assert not (tmp_path / "out.jsonl").exists()


def _pack(path: Path, data: bytes) -> None:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(data))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.parquet", data)
    else:
        path.write_bytes(data)
