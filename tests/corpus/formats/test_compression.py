import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import compression, format_of, read_bitext, write_bitext
from songngu.corpus.formats.reading import Reading

TSV = "source\ttarget\nĐò\tFerry\n".encode()


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


@pytest.mark.parametrize("name", ["jsonl", "parquet", "tsv"])
def test_gzip_there_and_back(bitext: pl.DataFrame, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"corpus.{name}.GZ"
    write_bitext(bitext, path)
    assert_frame_equal(read_bitext(path), bitext)
    first = path.read_bytes()
    assert first[4:8] == bytes(4) and first[3] == 0, "a clock time or a name"
    write_bitext(bitext, path)
    assert path.read_bytes() == first


def test_the_format_is_that_of_the_suffix_before() -> None:
    assert [format_of(f"corpus.{name}") for name in ("tmx.gz", "TSV.Zip")] == ["tmx", "tsv"]
    with pytest.raises(UsageError, match="no suffix"):
        format_of("corpus.gz")


def test_a_zip_archive_of_one_bitext(tmp_path: Path) -> None:
    shadow = {"__MACOSX/._corpus__tsv": b"\x00", "README": b"read me", "corpus__tsv": TSV}
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("folder") if hasattr(archive, "mkdir") else archive.writestr("folder/", b"")
        for name, data in shadow.items():
            archive.writestr(name.replace("__tsv", ".tsv"), data)
    assert read_bitext(path)["target"].to_list() == ["Ferry"]
    assert read_bitext(_zip(tmp_path / "corpus.tsv.zip", data=TSV))["target"].to_list() == ["Ferry"]


def test_an_archive_of_several_names_them(tmp_path: Path) -> None:
    path = _zip(tmp_path / "corpus.zip", a__tsv=TSV, b__tmx=b"", c__txt=b"")
    with pytest.raises(InputError, match=r"corpus.zip: the archive holds 2 files: a.tsv, b.tmx"):
        read_bitext(path)
    assert read_bitext(path, "tsv").height == 1
    many = _zip(tmp_path / "many.zip", **{f"{n}__tsv": TSV for n in range(6)})
    with pytest.raises(InputError, match=r"6 files: .*3.tsv, 4.tsv …"):
        read_bitext(many)


def test_an_archive_of_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the archive holds no file"):
        read_bitext(_zip(tmp_path / "corpus.zip"))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04junk")
    with pytest.raises(InputError, match=r"broken.zip: not a zip archive"):
        read_bitext(tmp_path / "broken.zip")


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "corpus.zip", corpus__tsv=TSV)
    data = bytearray(path.read_bytes())
    for place in (6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"corpus.tsv cannot be read from the archive: .*password"):
        read_bitext(path)


def test_an_archive_is_not_written(bitext: pl.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a zip archive is read, not written"):
        write_bitext(bitext, tmp_path / "corpus.tsv.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv.gz"
    rows = b"".join(b"%d\tx\n" % number for number in range(20_000))
    path.write_bytes(gzip.compress(b"source\ttarget\n" + rows)[:-10_000])
    with pytest.raises(InputError, match=r"corpus.tsv.gz: the compressed file is broken"):
        read_bitext(path)
    reading = Reading("it", keep_going=True)
    stream = compression.opened(path, [".tsv"], reading)
    with stream as content:
        assert 1000 < len(content.read().splitlines()) < 20_000
    assert "what stands before is read" in reading.notes[0]


def test_a_small_truncated_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv.gz"
    rows = b"".join(b"%d\tx\n" % number for number in range(2000))
    path.write_bytes(gzip.compress(b"source\ttarget\n" + rows)[:-1000])
    reading = Reading("it", keep_going=True)
    kept = read_bitext(path, reading=reading)["source"].to_list()
    assert 1000 < len(kept) < 2000
    assert kept[:-1] == [str(number) for number in range(len(kept) - 1)]
    assert len([note for note in reading.notes if "broken" in note]) == 1


@given(cut=st.floats(0, 1), junk=st.binary(max_size=8), kind=st.sampled_from(["gz", "zip"]))
@example(cut=0.78125, junk=b"\x00", kind="zip")
@settings(max_examples=30, deadline=None)
def test_damage_is_an_input_error(cut: float, junk: bytes, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("damage") / f"corpus.tsv.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(TSV))
    else:
        _zip(path, corpus__tsv=TSV)
    data = path.read_bytes()
    place = int(cut * len(data))
    path.write_bytes(data[:place] + junk + data[place + len(junk) :])
    try:
        read_bitext(path)
    except InputError as error:
        assert str(path) in str(error)


@pytest.mark.parametrize("pack", [lambda path, data: path.write_bytes(gzip.compress(data)), None])
def test_a_bomb(pack: Callable[[Path, bytes], object] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "_HARMLESS", 1 << 16)
    path = tmp_path / ("corpus.tsv.gz" if pack else "corpus.zip")
    data = TSV + b"a\tb" * (1 << 20)
    if pack:
        pack(path, data)
    else:
        _zip(path, corpus__tsv=data)
    with pytest.raises(InputError, match="expands to more than 200 times its size"):
        read_bitext(path)


def test_a_stream_that_cannot_be_moved_about_in_is_copied() -> None:
    with compression.on_disk(io.BytesIO(b"abc")) as copy:
        copy.seek(1)
        assert copy.read() == b"bc"
