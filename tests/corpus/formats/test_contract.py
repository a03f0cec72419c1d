"""What every format promises: put a new one into ``READABLE`` or ``WRITE_ONLY`` and it is held to it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import SCHEMA, STATUSES, Bitext, batches, joined
from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.formats import SUFFIXES, format_of, is_readable, load_format, read_bitext, write_bitext
from songngu.corpus.formats.reading import Reading

# Format: the columns it does not keep, and whether it keeps rows with an empty side.
READABLE = {"tsv": ([], True), "jsonl": (["row"], True), "tmx": (["row"], False), "parquet": ([], True)}
WRITE_ONLY = ["table", "beads", "html"]
ALL = sorted([*READABLE, *WRITE_ONLY])
BINARY = ["parquet"]

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


def _written(bitext: Bitext, name: str) -> tuple[bytes, list[str]]:
    stream = io.BytesIO()
    notes = load_format(name).write(bitext, stream)
    return stream.getvalue(), notes


def _back(data: bytes, name: str) -> pl.DataFrame:
    return joined(list(load_format(name).scan(io.BytesIO(data), Reading("there"))))


def test_every_format_is_held_to_the_contract() -> None:
    assert sorted(SUFFIXES) == ALL
    for name, suffixes in SUFFIXES.items():
        assert is_readable(name) == (name in READABLE)
        assert all(format_of(f"corpus{suffix.upper()}") == name for suffix in suffixes)


@pytest.mark.parametrize("name", READABLE)
def test_reading_gives_back_what_was_written(bitext: pl.DataFrame, name: str, tmp_path: Path) -> None:
    dropped, one_sided = READABLE[name]
    notes = write_bitext(bitext, tmp_path / f"corpus.{name}")
    kept = bitext if one_sided else bitext.filter((pl.col("source") != "") & (pl.col("target") != ""))
    back = read_bitext(tmp_path / f"corpus.{name}")
    assert back.schema == bitext.schema
    assert_frame_equal(back.drop(dropped), kept.drop(dropped))
    assert bool(notes) == (not one_sided)


@pytest.mark.parametrize("name", READABLE)
@given(bitext=bitexts)
@settings(max_examples=60, deadline=None)
def test_any_text_survives(name: str, bitext: pl.DataFrame) -> None:
    dropped, one_sided = READABLE[name]
    expected = bitext
    if name == "tmx":
        forbidden = r"[^\t\n\r\x20-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"
        expected = bitext.with_columns(pl.col(pl.Utf8).str.replace_all(forbidden, ""))
        for column in ("duplicate_of", "note"):
            expected = expected.with_columns(pl.when(pl.col(column) != "").then(column))
        expected = expected.filter(pl.col("id") != "")
        bitext = bitext.filter(pl.col("id").str.replace_all(forbidden, "") != "")
    if not one_sided:
        expected = expected.filter((pl.col("source") != "") & (pl.col("target") != ""))
    data, _ = _written(bitext, name)
    back = _back(data, name)
    for column in expected.columns:
        # An XML file or a JSON one names a score only in rows that have it.
        if column not in back.columns:
            assert expected[column].null_count() == expected.height
            dropped = [*dropped, column]
    assert_frame_equal(back.drop(dropped, strict=False), expected.drop(dropped), check_column_order=False)


@pytest.mark.parametrize("name", ALL)
@given(bitext=bitexts)
@settings(max_examples=25, deadline=None)
def test_writing_depends_on_the_bitext_alone(name: str, bitext: pl.DataFrame) -> None:
    halves = pl.concat([bitext[: bitext.height // 2], bitext[bitext.height // 2 :]], rechunk=False)
    data, notes = _written(bitext, name)
    assert (data, notes) == _written(halves, name) == _written(bitext.lazy(), name)
    if name in BINARY:
        return
    data.decode("utf-8")
    # A carriage return of a text is white space to HTML, as it stands; elsewhere it is escaped, and line ends are "\n".
    assert name == "html" or b"\r" not in data


def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone(bitext: pl.DataFrame, tmp_path: Path) -> None:
    bitext.write_parquet(tmp_path / "bitext.parquet")
    code = (
        "import sys, polars; from songngu.corpus.formats import SUFFIXES, write_bitext\n"
        "for name in SUFFIXES: write_bitext(polars.read_parquet('bitext.parquet'), sys.argv[1] + name, name)"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", code, "corpus."], cwd=tmp_path, env=env, check=True)
    for known in ALL:
        assert (tmp_path / f"corpus.{known}").read_bytes() == _written(bitext, known)[0]


@pytest.mark.parametrize("name", ALL)
def test_many_rows_are_written_in_batches(bitext: pl.DataFrame, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _written(bitext, name)
    monkeypatch.setattr(batches, "__defaults__", (2,))
    assert _written(bitext, name) == whole


@pytest.mark.parametrize("name", ALL)
def test_an_empty_bitext(bitext: pl.DataFrame, name: str) -> None:
    data, notes = _written(bitext.head(0), name)
    assert notes == []
    if name in READABLE:
        back = _back(data, name)
        assert back.is_empty() and back.schema == bitext.schema


@pytest.mark.parametrize("name", ALL)
def test_a_failure_leaves_the_old_file_whole(
    bitext: pl.DataFrame, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"corpus.{name}"
    path.write_bytes(b"old")

    def fail(bitext: pl.DataFrame, stream: io.BytesIO) -> list[str]:
        stream.write(b"half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(load_format(name), "write", fail)
    with pytest.raises(KeyboardInterrupt):
        write_bitext(bitext, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", READABLE)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_a_bitext_or_an_input_error(name: str, data: bytes) -> None:
    try:
        assert list(_back(data, name).columns[: len(SCHEMA)]) == list(SCHEMA)
    except InputError as error:
        assert str(error).startswith("there:")


@pytest.mark.parametrize("name", READABLE)
@given(
    place=st.floats(0, 1),
    junk=st.sampled_from([b"", b"\xff", b"\x00", b"9" * 30, b"\t", b"\n", b'"', b"<", b"-", b"]"]),
)
@settings(max_examples=80, deadline=None)
def test_damaged_files_give_a_bitext_or_an_input_error(name: str, place: float, junk: bytes) -> None:
    row = {"id": "a", "document": "d", "row": 0, "source": "Đò", "target": "A ferry", "source_lang": "vi"}
    row |= {"target_lang": "en", "source_ids": [1], "source_spans": [{"start": 0, "end": 2}], "status": "auto"}
    data, _ = _written(pl.DataFrame([row], schema=SCHEMA), name)
    cut = int(place * len(data))
    try:
        assert list(_back(data[:cut] + junk + data[cut + len(junk) :], name).columns[: len(SCHEMA)]) == list(SCHEMA)
    except InputError as error:
        assert str(error).startswith("there:")


@pytest.mark.parametrize(
    ("path", "name", "message", "hint"),
    [
        ("corpus.tmxx", None, "unknown suffix '.tmxx'", "did you mean .tmx?"),
        ("corpus", None, "no suffix", "known are .beads, .html"),
        ("corpus.tmx", "jsonl2", "unknown format 'jsonl2'", "did you mean jsonl?"),
        ("-", None, "standard stream", "known are beads, html"),
    ],
)
def test_an_unknown_format_names_the_known_ones(path: str, name: str | None, message: str, hint: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        format_of(path, name)
    assert hint in str(error.value.hint)


def test_format_wins_over_the_suffix(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "corpus.txt", "jsonl")
    assert_frame_equal(read_bitext(tmp_path / "corpus.txt", "jsonl"), bitext)


@pytest.mark.parametrize("name", WRITE_ONLY)
def test_what_holds_no_bitext_cannot_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"cannot be read from {name}") as error:
        read_bitext(tmp_path / f"corpus.{name}")
    assert error.value.hint == f"formats that can be read: {', '.join(sorted(READABLE))}"


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(SongnguError, match="No such file") as error:
        read_bitext(tmp_path / "corpus.tsv")
    assert error.value.exit_code == 3


def test_standard_input(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_written(bitext, "tsv")[0]), encoding="ascii"))
    assert_frame_equal(read_bitext("-", "tsv"), bitext)


def test_standard_output(bitext: pl.DataFrame, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_bitext(bitext, "-", "tsv")
    assert capfdbinary.readouterr().out == _written(bitext, "tsv")[0]
