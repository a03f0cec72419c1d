import errno
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import SCHEMA, from_rows, joined
from songngu.corpus.duplicates.parquet import text_batches
from songngu.corpus.errors import InputError
from songngu.corpus.formats import parquet, read_bitext, scan_bitext, write_bitext
from songngu.corpus.formats.reading import Reading


def _read(table: pl.DataFrame, *langs: str | None) -> tuple[pl.DataFrame, list[str]]:
    stream = io.BytesIO()
    table.write_parquet(stream)
    reading = Reading("t.parquet", langs or (None, None))  # type: ignore[arg-type]
    return joined(list(parquet.scan(io.BytesIO(stream.getvalue()), reading))), reading.notes


def test_every_column_is_kept_as_it_is(bitext: pl.DataFrame, tmp_path: Path) -> None:
    more = bitext.with_columns(pl.lit(1 / 3).alias("score.ratio"), split=pl.lit("dev"), original=pl.lit(None, pl.Utf8))
    assert write_bitext(more, tmp_path / "a.parquet") == []
    assert_frame_equal(read_bitext(tmp_path / "a.parquet"), more)
    assert_frame_equal(pl.read_parquet(tmp_path / "a.parquet"), more)


def test_groups_do_not_depend_on_how_the_rows_lie(
    bitext: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 10)
    long = pl.concat([bitext] * 5)
    parts = pl.concat([long[:3], long[3:14], long[14:]], rechunk=False)
    long.write_parquet(tmp_path / "source.parquet", row_group_size=4)
    written = []
    for table in (long, parts, long.lazy(), pl.scan_parquet(tmp_path / "source.parquet")):
        stream = io.BytesIO()
        parquet.write(table, stream)
        written.append(stream.getvalue())
    assert len(set(written)) == 1
    assert_frame_equal(pl.read_parquet(io.BytesIO(written[0])), long)


def test_columns_of_more_languages_than_two() -> None:
    with pytest.raises(InputError, match=r"t.parquet: columns of more than two languages: en, vi, fr"):
        _read(pl.DataFrame({name: ["a"] for name in ("en", "vi", "fr")}), "fr", None)


@pytest.mark.parametrize(
    ("columns", "langs", "expected"),
    [
        (["en", "vi"], (), ("vi", "en")),
        (["id", "en", "fr"], (), ("en", "fr")),
        (["en", "vi-VN", "fr"], ("fr", "VI"), ("fr", "vi-VN")),
        (["en", "vi"], (None, "vi"), ("en", "vi")),
        (["en"], (), None),
        (["text", "label"], (), None),
    ],
)
def test_columns_named_by_languages(
    columns: list[str], langs: tuple[str | None, str | None], expected: tuple[str, str] | None
) -> None:
    table = pl.DataFrame({name: [f"{name} 1", f"{name} 2"] for name in columns})
    if expected is None:
        with pytest.raises(InputError, match=r"t.parquet: no columns source and target") as error:
            _read(table, *langs)
        assert error.value.hint == f"it has {', '.join(columns)}"
        return
    back, notes = _read(table, *langs)
    assert back.select("source", "target", "source_lang", "target_lang").row(1) == (
        *(f"{name} 2" for name in expected),
        *expected,
    )
    assert back["row"].to_list() == [0, 1]
    assert dict(back.schema) == SCHEMA
    left_out = [name for name in columns if name not in expected and name != "id"]
    assert notes == ([f"columns that a bitext does not have are left out: {', '.join(left_out)}"] if left_out else [])


@pytest.mark.parametrize(
    ("names", "turned", "langs"),
    [
        (("Tiếng Việt", "English"), False, ("vi", "en")),
        (("English", "Tiếng Việt"), True, ("vi", "en")),
        (("Vietnamese", "en"), False, ("vi", "en")),
        (("English text", "Vietnamese text"), True, ("vi", "en")),
        (("bản dịch", "bản gốc"), True, ("vi", "en")),
        (("a", "b"), False, ("vi", "en")),
        (("Answer", "Question"), True, ("vi", "en")),
    ],
)
def test_columns_are_called_as_people_call_them(
    names: tuple[str, str], turned: bool, langs: tuple[str, str], tmp_path: Path
) -> None:
    texts = (["Tôi đi học vào buổi sáng.", "Trời mưa rất to."], ["I go to school in the morning.", "It rains a lot."])
    table = pl.DataFrame({"STT": ["1", "2"], **dict(zip(names, texts[::-1] if turned else texts, strict=True))})
    got, notes = _read(table)
    columns = [got[name].to_list() for name in ("source", "target", "source_lang", "target_lang")]
    assert columns == [*texts, [langs[0]] * 2, [langs[1]] * 2]
    assert notes == ["columns that a bitext does not have are left out: STT"]
    table.write_csv(tmp_path / "t.csv")
    table.write_parquet(tmp_path / "t.parquet")
    sides = ("source", "target", "source_lang", "target_lang")
    assert read_bitext(tmp_path / "t.parquet").select(sides).equals(read_bitext(tmp_path / "t.csv").select(sides))


def test_languages_are_written_as_tags_whatever_the_case_of_the_columns() -> None:
    got, _ = _read(pl.DataFrame({"EN": ["Hello"], "VI_vn": ["Chào"]}))
    assert got.select("source", "source_lang", "target", "target_lang").row(0) == ("Chào", "vi-VN", "Hello", "en")


def test_columns_as_people_call_them_in_the_direction_asked_for() -> None:
    got, _ = _read(pl.DataFrame({"STT": ["1"], "Tiếng Việt": ["Chào"], "English": ["Hello"]}), "en", "vi")
    assert got.select("source", "source_lang", "target", "target_lang").row(0) == ("Hello", "en", "Chào", "vi")


def test_columns_that_are_asked_for_by_name() -> None:
    table = pl.DataFrame({"vi": ["cũ"], "en": ["old"], "vi mới": ["nay"], "en mới": ["new"]})
    stream = io.BytesIO()
    table.write_parquet(stream)
    reading = Reading("t.parquet", columns=("en mới", "vi mới"))
    got = joined(list(parquet.scan(io.BytesIO(stream.getvalue()), reading)))
    assert got.select("source", "target").row(0) == ("new", "nay")


def test_a_translation_column() -> None:
    table = pl.DataFrame({"translation": [{"en": "Ferry", "vi": "Đò"}, {"en": None, "vi": "Ghe"}], "score.x": [1, 2]})
    back, notes = _read(table)
    assert back.select("source", "target", "score.x").rows() == [("Đò", "Ferry", 1.0), ("Ghe", "", 2.0)]
    assert notes == []
    with pytest.raises(InputError, match="no language fr"):
        _read(table, "fr", "en")


def test_what_is_missing_is_filled_as_rows_are() -> None:
    table = pl.DataFrame(
        {
            "source": ["a", "b", "c", None],
            "target": ["x", "y", "z", "w"],
            "document": ["d", "e", None, "d"],
            "row": [None, 7, None, None],
            "status": ["edited", None, "auto", "auto"],
            "probability": [0.5, float("nan"), None, 1.0],
            "id": [None, "own", "", None],
        }
    )
    back, _ = _read(table)
    assert back["row"].to_list() == [0, 7, 0, 1]
    assert back["status"].to_list() == ["edited", "auto", "auto", "auto"]
    assert back["probability"].to_list() == [0.5, None, None, 1.0]
    tsv = "source\ttarget\tdocument\na\tx\td\nb\ty\te\nc\tz\t\n\tw\td\n"
    from songngu.corpus.formats import tsv as rows

    same = joined(list(rows.scan(io.BytesIO(tsv.encode()), Reading("t.tsv"))))
    assert back["id"].to_list() == [same["id"][0], "own", same["id"][2], same["id"][3]]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"row": [-1]}, "column row: Int64 is not a row number"),
        ({"status": ["fine"]}, "column status: String is not one of auto, accepted"),
        ({"source_ids": ["1"]}, "column source_ids: String is not a list of numbers"),
        ({"score.x": ["high"]}, "column score.x: String is not a number"),
        ({"note": [[1]]}, r"column note: List\(Int64\) is not a text"),
    ],
)
def test_what_a_column_cannot_hold(column: dict[str, list[object]], message: str) -> None:
    with pytest.raises(InputError, match=rf"t.parquet: {message}"):
        _read(pl.DataFrame({"source": ["a"], "target": ["b"]} | column))


def test_what_is_not_parquet() -> None:
    with pytest.raises(InputError, match="not a Parquet file that can be read"):
        list(parquet.scan(io.BytesIO(b"PAR1 and no more"), Reading("t.parquet")))


def test_a_full_disk_is_told_as_one() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as error:
        parquet.write(from_rows([{"source": "a", "target": "b"}]), Full())
    assert error.value.errno == errno.ENOSPC


@pytest.mark.parametrize(
    "read",
    [
        lambda path: parquet.in_place(str(path)).filter(pl.col("row") >= 0).collect(engine="streaming"),
        lambda path: list(scan_bitext(str(path))),
        lambda path: [list(text_batches(path, side)) for side in ("source", "target")],
    ],
    ids=["in place", "as a bitext", "column by column"],
)
def test_a_file_whose_pages_are_damaged_is_told_however_it_is_read(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    rows = [{"source": f"câu số {n}", "target": f"sentence {n}", "row": n, "status": "auto"} for n in range(99)]
    path = tmp_path / "t.parquet"
    write_bitext(from_rows(rows), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + b"\xff" * (len(whole) // 3) + whole[4 + len(whole) // 3 :])
    with pytest.raises(InputError, match=r"t\.parquet: not a Parquet file that can be read"):
        read(path)


def test_columns_that_folders_name(tmp_path: Path) -> None:
    """As Hive and Spark lay out a table in partitions; what the file itself has counts first."""
    place = tmp_path / "source_lang=vi" / "target_lang=fr" / "document=t%C3%AAn%2F1" / "year=2024" / "0.parquet"
    place.parent.mkdir(parents=True)
    pl.DataFrame({"source": ["Một."], "target": ["One."], "target_lang": ["en"]}).write_parquet(place)
    row = read_bitext(place).row(0, named=True)
    assert (row["source_lang"], row["target_lang"], row["document"]) == ("vi", "en", "tên/1")
    none = tmp_path / "source_lang=__HIVE_DEFAULT_PARTITION__" / "0.parquet"
    none.parent.mkdir()
    pl.DataFrame({"source": ["Một."], "target": ["One."]}).write_parquet(none)
    assert read_bitext(none)["source_lang"].to_list() in ([""], [None])
