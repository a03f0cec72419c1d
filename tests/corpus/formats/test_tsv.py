import csv
import io
from typing import Any

import polars as pl
import pytest

from songngu.corpus.bitext import SCHEMA, from_rows, joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import tsv
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tsv import scan, write


def read(stream: io.BytesIO, path: str) -> pl.DataFrame:
    return joined(list(scan(stream, Reading(path))))


def _lines(bitext: pl.DataFrame) -> list[list[str]]:
    stream = io.BytesIO()
    assert write(bitext, stream) == []
    return [line.split("\t") for line in stream.getvalue().decode().split("\n")]


def _read(text: str) -> pl.DataFrame:
    return read(io.BytesIO(text.encode()), "corpus.tsv")


def test_what_is_written(bitext: pl.DataFrame) -> None:
    header, *lines, last = _lines(bitext.with_columns(pl.lit(1 / 3).alias("score.length")))
    assert header == [*SCHEMA, "score.length"]
    assert last == [""]
    second = dict(zip(header, lines[1], strict=True))
    assert second["source_spans"] == "18-26,27-34" and second["source_ids"] == "1,2"
    assert second["probability"] == "0.87" and second["score.length"] == "0.333333"
    assert second["duplicate_of"] == second["note"] == ""
    assert dict(zip(header, lines[4], strict=True))["note"] == "Checked\\nby two readers"


def test_characters_that_would_break_a_line_are_escaped() -> None:
    _, line, _ = _lines(from_rows([{"source": "a\tb\nc\rd\\ne", "target": "\u2028\x0b\x85"}]))
    assert line[3:5] == ["a\\tb\\nc\\rd\\\\ne", "\u2028\x0b\x85"]


def test_a_file_of_two_columns_is_enough() -> None:
    back = _read("\ufefftarget\tother\tsource\r\nFerry\tx\tĐò\r\n\r\nBoat\ty\tGhe\\q")
    assert back.select("row", "source", "target", "status").rows() == [
        (0, "Đò", "Ferry", "auto"),
        (1, "Ghe\\q", "Boat", "auto"),
    ]
    assert dict(back.schema) == SCHEMA


def test_columns_may_be_named_by_their_languages() -> None:
    reading = Reading("corpus.tsv")
    back = joined(list(scan(io.BytesIO(b"en\tvi-VN\tid\tdomain\nFerry\tPh\xc3\xa0\t7\tx\n"), reading)))
    columns = ("id", "source", "target", "source_lang", "target_lang")
    assert back.select(columns).rows() == [("7", "Phà", "Ferry", "vi-VN", "en")]
    assert reading.notes == ["columns that a bitext does not have are left out: domain"]
    turned = Reading("corpus.tsv", ("en", "vi"))
    assert joined(list(scan(io.BytesIO("vi\ten\nPhà\tFerry\n".encode()), turned)))["source"].to_list() == ["Ferry"]


def test_columns_whose_names_might_be_languages() -> None:
    reading = Reading("corpus.tsv")
    back = joined(list(scan(io.BytesIO(b"vi\ten\tlic\nPha\tFerry\tCC0\n"), reading)))
    assert back.select("source", "target").rows() == [("Pha", "Ferry")]
    assert reading.notes == ["columns that a bitext does not have are left out: lic"]
    three = b"vi\ten\tzh\na\tb\tc\n"
    with pytest.raises(InputError, match="columns of more than two languages: vi, en, zh") as error:
        list(scan(io.BytesIO(three), Reading("corpus.tsv")))
    assert error.value.hint == "choose with --source-lang and --target-lang"
    chosen = joined(list(scan(io.BytesIO(three), Reading("corpus.tsv", ("vi", "zh")))))
    assert chosen.select("source", "target", "target_lang").rows() == [("a", "c", "zh")]


def test_a_line_that_is_no_text_is_passed_over() -> None:
    reading = Reading("corpus.tsv", keep_going=True)
    back = joined(list(scan(io.BytesIO(b"source\ttarget\na\tb\nc\t\xff\nd\te\n"), reading)))
    assert back["source"].to_list() == ["a", "d"]
    assert reading.notes == ["corpus.tsv:3:3: not UTF-8: passed over"]


def test_rows_are_numbered_by_document() -> None:
    back = _read("document\tsource\ttarget\na\tx\ty\nb\tx\ty\na\tx\ty\n")
    assert back["row"].to_list() == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "corpus.tsv:1: no columns of texts in two languages"),
        ("source\tsource\ttarget\n", "corpus.tsv:1: two columns have the same name"),
        ("source\ttarget\n\nĐò\n", "corpus.tsv:3: 1 cells where the first line has 2"),
        ("source\ttarget\tprobability\na\tb\thigh\n", "corpus.tsv:2: column probability: could not convert"),
        ("source\ttarget\tscore.x\na\tb\tnan\n", "corpus.tsv:2: column score.x: 'nan' is not a finite number"),
        ("source\ttarget\trow\na\tb\t-1\n", "corpus.tsv:2: column row: '-1' is not a whole number"),
        ("source\ttarget\trow\na\tb\t4294967296\n", "corpus.tsv:2: row holds a number that is too large"),
        ("source\ttarget\tsource_spans\na\tb\t1\n", "corpus.tsv:2: column source_spans: '1' is not a span"),
        ("source\ttarget\tstatus\na\tb\tfine\n", "corpus.tsv:2: unknown status 'fine'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _read(text)
    assert str(error.value).startswith(message)


def test_what_is_not_utf8_is_said_with_its_place() -> None:
    with pytest.raises(InputError, match=r"corpus.tsv:2:4: not UTF-8"):
        read(io.BytesIO("source\ttarget\nĐò\t".encode() + b"\xe9\n"), "corpus.tsv")


def read_columns(
    text: str, columns: str, langs: tuple[str | None, str | None] = (None, None)
) -> tuple[list[object], Reading]:
    reading = Reading("mined.tsv", langs, columns=tuple(columns.split(",")))
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), reading)))
    names = [name for name in ("source", "target", "source_lang", "target_lang", "score.score") if name in rows.columns]
    return rows.select(names).rows(), reading


def test_columns_are_named_where_the_table_does_not() -> None:
    rows, _ = read_columns("Bến C:\\new\tA quay\nĐò\tA ferry\n", "vi,en")
    assert rows == [("Bến C:\\new", "A quay", "vi", "en"), ("Đò", "A ferry", "vi", "en")]


def test_a_score_is_kept_and_what_is_not_wanted_left_out() -> None:
    rows, reading = read_columns("1.25\tĐò\tx\tA ferry\n", "score,vi,-,en")
    assert rows == [("Đò", "A ferry", "vi", "en", 1.25)]
    assert reading.notes == []


def test_a_line_that_repeats_the_names_is_no_row() -> None:
    assert read_columns("VI\tEN\nĐò\tA ferry\n", "vi,en")[0] == [("Đò", "A ferry", "vi", "en")]


def test_sides_may_be_named() -> None:
    assert read_columns("A ferry\tĐò\n", "target,source")[0] == [("Đò", "A ferry", "vi", "")]


@pytest.mark.parametrize(
    ("columns", "message"),
    [("vi,en,fr", "no columns vi, en, fr"), ("vi,-", "two columns of texts are to be named")],
)
def test_names_that_do_not_fit(columns: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_columns("Đò\tA ferry\n", columns)


def test_a_table_without_names_says_how_to_give_them() -> None:
    with pytest.raises(InputError) as error:
        list(tsv.scan(io.BytesIO(b"1\t2\n"), Reading("mined.tsv")))
    assert "--columns" in str(error.value.hint)


def _with_ids(rows: list[dict[str, str]]) -> pl.DataFrame:
    stream = io.BytesIO()
    write(from_rows(rows), stream)
    stream.seek(0)
    return read(stream, "corpus.tsv")


def _saved(bitext: pl.DataFrame, **style: Any) -> bytes:
    """Return a bitext as a spreadsheet saves it that has opened the TSV."""
    rows, out = _lines(bitext)[:-1], io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\r\n", **style).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("style", [{}, {"quoting": csv.QUOTE_ALL}])
def test_quotes_that_a_spreadsheet_put_around_cells_are_none_of_theirs(style: dict[str, Any]) -> None:
    texts = [('Bà hỏi: "Chợ nào?"', '"Which one?" she asked.'), ("Rau, cá.", "Greens, fish."), ('"Rau."', "Greens.")]
    rows = [
        {"source": one, "target": other, "source_file": "a", "target_file": "b", "status": status}
        for (one, other), status in zip(texts, ("accepted", "edited", "auto"), strict=True)
    ]
    bitext = _with_ids(rows)
    assert read(io.BytesIO(_saved(bitext, **style)), "corpus.tsv").equals(bitext)


def test_quotes_stay_where_no_spreadsheet_was() -> None:
    bitext = _with_ids([{"source": '"Rau ""sạch"", cá"', "target": '"Greens, fish"'}, {"source": "a", "target": "b"}])
    assert bitext["source"][0] == '"Rau ""sạch"", cá"'
    stream = io.BytesIO()
    write(bitext, stream)
    assert read(io.BytesIO(stream.getvalue()), "corpus.tsv").equals(bitext)


def test_numbers_and_statuses_as_people_write_them() -> None:
    stream = io.BytesIO()
    write(from_rows([{"source": "a", "target": "b", "probability": 0.75, "status": "auto"}]), stream)
    data = stream.getvalue().replace(b"0.75", b"0,75").replace(b"\tauto\t", b"\tAccepted \t")
    assert read(io.BytesIO(data), "corpus.tsv").select("probability", "status").row(0) == (0.75, "accepted")


def test_only_a_file_of_ours_has_escapes() -> None:
    foreign = "source\ttarget\nC:\\new\\table\t\\d+\\n\n"
    rows = joined(list(tsv.scan(io.BytesIO(foreign.encode()), Reading("a.tsv"))))
    assert rows.select("source", "target").rows() == [("C:\\new\\table", "\\d+\\n")]
    stream = io.BytesIO()
    write(rows, stream)
    back = joined(list(tsv.scan(io.BytesIO(stream.getvalue()), Reading("a.tsv"))))
    assert back.select("source", "target").rows() == rows.select("source", "target").rows()


@pytest.mark.parametrize("first", ["hai\ttwo", "một\tone"])
def test_words_that_are_tags_of_languages_too_name_no_columns(first: str) -> None:
    text = f"{first}\nhai\ttwo\nba\tin\ncon đò vắng\tthe empty ferry\n"
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), Reading("a.tsv"))))
    assert ["\t".join(row) for row in rows.select("source", "target").rows()] == text.splitlines()


def test_tags_below_a_title_name_the_columns() -> None:
    text = "Bến đò, chương 1\t\nvi\ten\ncon đò\tthe ferry\n"
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), Reading("a.tsv"))))
    assert rows.select("source", "target").rows() == [("con đò", "the ferry")]


@pytest.mark.parametrize("head", ["vi\ten\r", "\r\rvi\ten\r", ""])
def test_a_return_ends_lines_where_there_is_no_line_feed(head: str) -> None:
    back = _read(f"{head}Đò sang sông lúc chiều\tThe ferry crosses at dusk\rMưa to cả đêm\tRain all night\r")
    assert back["source"].to_list() == ["Đò sang sông lúc chiều", "Mưa to cả đêm"]
    assert _read("\n\r\n" + "vi\ten\nĐò\tFerry\n")["target"].to_list() == ["Ferry"]
    with pytest.raises(InputError, match="3 cells"):
        _read("vi\ten\rĐò\tFerry\rMưa\tRain\tx\r")
