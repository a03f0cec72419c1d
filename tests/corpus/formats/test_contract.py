"""What every format promises: put a new one into ``READABLE`` or ``WRITE_ONLY`` and it is held to it."""

import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import SCHEMA, STATUSES, Bitext, batches, joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import FORMATS, format_of, is_readable, load_format, read_bitext, suffixes_of, write_bitext
from songngu.corpus.formats.reading import Reading
from tests.corpus.formats.small_files import (
    FILES,
    LINES,
    READ_ONLY,
    READABLE,
    WRITE_ONLY,
    Files,
    all_files,
    written,
)

ALL = sorted([*READABLE, *WRITE_ONLY])


BINARY = ["huggingface", "parquet", "xlsx"]


_ODD = "\t\n\r\\\"'&<>\x00\x01\x1f\x85\u2028\ufeff\ufffd\ufffe\U0010ffffÐđ̣"


_texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_ODD)), max_size=12)


_numbers = st.one_of(st.none(), st.floats(0, 1).map(lambda number: round(number, 6)))


_lists = st.lists(st.integers(0, 2**32 - 1), max_size=3)


_spans = st.lists(
    st.fixed_dictionaries({"start": st.integers(0, 2**64 - 1), "end": st.integers(0, 2**64 - 1)}), max_size=3
)


_rows = st.fixed_dictionaries(
    dict.fromkeys(("document", "source", "target", "source_lang", "target_lang", "source_file", "target_file"), _texts)
    | {"id": _texts.filter(bool), "row": st.integers(0, 2**32 - 1), "probability": _numbers, "score.length": _numbers}
    | {"source_ids": _lists, "target_ids": _lists, "source_spans": _spans, "target_spans": _spans}
    | {"status": st.sampled_from(STATUSES)}
    | {name: st.one_of(st.none(), _texts.filter(bool)) for name in ("duplicate_of", "note")}
)


bitexts = st.lists(_rows, max_size=4).map(
    lambda rows: pl.DataFrame(rows, schema=SCHEMA | {"score.length": pl.Float64()})
)


def _back(files: Files, name: str) -> pl.DataFrame:
    module = load_format(name)
    if name not in FILES:
        return joined(list(module.scan(io.BytesIO(files["corpus"]), Reading("there"))))
    with TemporaryDirectory() as folder:
        (Path(folder) / "corpus").mkdir()
        for path, data in files.items():
            place = Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return joined(list(module.scan_files(Path(folder) / "corpus", Reading("there"))))


def _fitting(bitext: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a bitext that the format holds at all."""
    if name in LINES or (name in READABLE and READABLE[name].one_pair):
        return bitext.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en"))
    return bitext


def test_every_format_is_held_to_the_contract() -> None:
    assert sorted(FORMATS) == sorted([*ALL, *READ_ONLY])
    for name in FORMATS:
        suffixes = suffixes_of(name)
        assert is_readable(name) == (name in [*READABLE, *READ_ONLY])
        assert all(format_of(f"corpus{suffix.upper()}") == name for suffix in suffixes)


@pytest.mark.parametrize("name", READABLE)
def test_reading_gives_back_what_was_written(bitext: pl.DataFrame, name: str, tmp_path: Path) -> None:
    promise = READABLE[name]
    notes = write_bitext(bitext, tmp_path / f"corpus{suffixes_of(name)[0]}")
    back = read_bitext(tmp_path / f"corpus{suffixes_of(name)[0]}")
    assert back.schema == bitext.schema
    assert_frame_equal(back.drop(promise.dropped), promise.expected(bitext).drop(promise.dropped))
    assert bool(notes) == promise.notes


@pytest.mark.parametrize("name", READABLE)
@given(bitext=bitexts)
@settings(max_examples=30, deadline=None)
def test_any_text_survives(name: str, bitext: pl.DataFrame) -> None:
    promise = READABLE[name]
    bitext = _fitting(bitext, name)
    # An id that is empty, were it by what the format cannot hold, is computed anew.
    expected = promise.expected(bitext.with_row_index("place")).filter(pl.col("id") != "")
    bitext = bitext[expected["place"].to_list()]
    expected = promise.expected(bitext)
    back = _back(written(bitext, name)[0], name)
    # An XML file or a JSON one names a score only in rows that have it.
    absent = [column for column in expected.columns if column not in back.columns]
    assert all(expected[column].is_null().all() or name in FILES for column in absent)
    dropped = [*promise.dropped, *absent]
    assert_frame_equal(back.drop(dropped, strict=False), expected.drop(dropped), check_column_order=False)


@pytest.mark.parametrize("name", ALL)
@given(bitext=bitexts)
@settings(max_examples=12, deadline=None)
def test_writing_depends_on_the_bitext_alone(name: str, bitext: pl.DataFrame) -> None:
    bitext = _fitting(bitext, name)
    halves = pl.concat([bitext[: bitext.height // 2], bitext[bitext.height // 2 :]], rechunk=False)
    files, notes = written(bitext, name)
    assert (files, notes) == written(halves, name) == written(bitext.lazy(), name)
    if name in BINARY:
        return
    for data in files.values():
        data.decode("utf-8")
        # A carriage return of a text is white space to HTML, as it stands; elsewhere it is escaped.
        assert name in ("csv", "html") or b"\r" not in data


def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone(bitext: pl.DataFrame, tmp_path: Path) -> None:
    bitext.write_parquet(tmp_path / "bitext.parquet")
    code = (
        "import sys, polars; from songngu.corpus.formats import FORMATS, suffixes_of, write_bitext\n"
        "for name in set(FORMATS) - {'mo'}:\n"
        " path = sys.argv[1] + name\n"
        " write_bitext(polars.read_parquet('bitext.parquet'), path + '.moses' * (name == 'moses'), name)"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", code, "corpus."], cwd=tmp_path, env=env, check=True)
    for known in ALL:
        for path, data in written(bitext, known)[0].items():
            assert (tmp_path / path.replace("corpus", f"corpus.{known}", 1)).read_bytes() == data


@pytest.mark.parametrize("name", ALL)
def test_many_rows_are_written_in_batches(bitext: pl.DataFrame, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(bitext, name)
    monkeypatch.setattr(batches, "__defaults__", (2,))
    assert written(bitext, name) == whole


@pytest.mark.parametrize("name", ALL)
def test_an_empty_bitext(bitext: pl.DataFrame, name: str) -> None:
    files, notes = written(bitext.head(0), name)
    assert notes == []
    if name in READABLE:
        back = _back(files, name)
        assert back.is_empty() and back.schema == bitext.schema


@pytest.mark.parametrize("name", ALL)
def test_a_failure_leaves_the_old_files_whole(
    bitext: pl.DataFrame, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"corpus{suffixes_of(name)[0]}"
    write_bitext(bitext, path)
    before = {file: file.read_bytes() for file in all_files(tmp_path)}

    def fail(bitext: Bitext, stream: io.BytesIO) -> list[str]:
        stream.write(b"half of it")
        raise KeyboardInterrupt

    def fail_at_the_end(_: int) -> None:
        raise KeyboardInterrupt

    if name in FILES:
        monkeypatch.setattr(os, "fsync", fail_at_the_end)
    else:
        monkeypatch.setattr(load_format(name), "write", fail)
    with pytest.raises(KeyboardInterrupt):
        write_bitext(bitext, path)
    assert {file: file.read_bytes() for file in all_files(tmp_path)} == before


@pytest.mark.parametrize("name", READABLE)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_a_bitext_or_an_input_error(name: str, data: bytes) -> None:
    _is_read_or_refused(dict.fromkeys(_small(name), data), name)


@pytest.mark.parametrize("name", READABLE)
@given(
    place=st.floats(0, 1),
    which=st.integers(0, 9),
    junk=st.sampled_from([b"", b"\xff", b"\x00", b"9" * 30, b"\t", b"\n", b'"', b"<", b"-", b"]"]),
)
@settings(max_examples=40, deadline=None)
def test_damaged_files_give_a_bitext_or_an_input_error(name: str, place: float, which: int, junk: bytes) -> None:
    files = dict(_small(name))
    path = sorted(files)[which % len(files)]
    cut = int(place * len(files[path]))
    _is_read_or_refused(files | {path: files[path][:cut] + junk + files[path][cut + len(junk) :]}, name)


@cache
def _small(name: str) -> Files:
    row = {"id": "a", "document": "d", "row": 0, "source": "Đò", "target": "A ferry", "source_lang": "vi"}
    row |= {"target_lang": "en", "source_ids": [1], "source_spans": [{"start": 0, "end": 2}], "status": "auto"}
    return written(pl.DataFrame([row], schema=SCHEMA), name)[0]


def _is_read_or_refused(files: Files, name: str) -> None:
    try:
        assert list(_back(files, name).columns[: len(SCHEMA)]) == list(SCHEMA)
    except InputError as error:
        assert str(error).startswith("there:") or name in FILES
