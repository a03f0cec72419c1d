import io
import json

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats.jsonl import KEYS, scan, write
from songngu.corpus.formats.reading import Reading


def read(stream: io.BytesIO, path: str) -> pl.DataFrame:
    return joined(list(scan(stream, Reading(path))))


def _read(*rows: object) -> pl.DataFrame:
    return read(io.BytesIO("\n".join(json.dumps(row) for row in rows).encode()), "corpus.jsonl")


def test_what_is_written(bitext: pl.DataFrame) -> None:
    stream = io.BytesIO()
    assert write(bitext.with_columns(pl.lit(2 / 3).alias("score.length")), stream) == []
    lines = stream.getvalue().decode().splitlines()
    assert lines[1].startswith(
        f'{{"id": "{bitext["id"][1]}", "source": "Ghe đến. Ghe đi.", "target": "Boats come & go;'
    )
    second = json.loads(lines[1])
    assert list(second) == [*KEYS, "score.length"]
    assert second["source_spans"] == [[18, 26], [27, 34]] and second["target_ids"] == [1]
    assert second["score.length"] == 0.666667
    assert json.loads(lines[2])["target_spans"] == []
    assert json.loads(lines[5])["duplicate_of"] == bitext["id"][0]


def test_what_is_no_number_is_null() -> None:
    stream = io.BytesIO()
    rows = [{"source": "a", "target": "b", "probability": number} for number in (float("nan"), float("inf"))]
    write(from_rows(rows), stream)
    assert [json.loads(line)["probability"] for line in stream.getvalue().splitlines()] == [None, None]


def test_two_keys_are_enough() -> None:
    back = _read({"source": "Đò", "target": "Ferry", "other": [1]}, {"source": None, "target": "x", "score.a": 1})
    assert back.select("row", "source", "status", "score.a").rows() == [(0, "Đò", "auto", None), (1, "", "auto", 1.0)]


@pytest.mark.parametrize("more", [{"vi": "Phà", "en": "Ferry"}, {"translation": {"en": "Ferry", "vi": "Phà"}}])
def test_texts_may_stand_under_their_languages(more: dict[str, object]) -> None:
    reading = Reading("corpus.jsonl")
    line = json.dumps({"id": "7", "domain": "sea", **more}).encode()
    back = joined(list(scan(io.BytesIO(line), reading)))
    columns = ("id", "source", "target", "source_lang", "target_lang")
    assert back.select(columns).rows() == [("7", "Phà", "Ferry", "vi", "en")]
    assert reading.notes == ["columns that a bitext does not have are left out: domain"]


def test_lines_that_are_no_text_are_passed_over() -> None:
    reading = Reading("corpus.jsonl", keep_going=True)
    data = b'\xff\n{"source": "a", "target": "b"}\n{"vi": "c", "number": 1}\n'
    assert joined(list(scan(io.BytesIO(data), reading)))["source"].to_list() == ["a"]
    assert reading.notes == [
        "corpus.jsonl:1:1: not UTF-8: passed over",
        "corpus.jsonl:3: no source and no target: passed over",
    ]


def test_blank_lines_and_windows_line_ends_are_read() -> None:
    data = b'{"source": "a", "target": "b"}\r\n\r\n  \n{"source": "c", "target": "d"}'
    assert read(io.BytesIO(data), "-")["source"].to_list() == ["a", "c"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"source": 1}, "source: 1 is not a text"),
        ({"source": "\ud800"}, 'source: "\\ud800" is not a text'),
        ({"probability": "high"}, 'probability: "high" is not a number'),
        ({"probability": True}, "probability: true is not a number"),
        ({"score.a": 10**400}, "score.a: 1000"),
        ({"source_ids": 1}, "source_ids: 1 is not a list of sentence numbers"),
        ({"source_ids": [-1]}, "source_ids: [-1] is not a list of sentence numbers"),
        ({"source_ids": [2**32]}, "source_ids holds a number that is too large"),
        ({"source_spans": [[1]]}, "source_spans: [[1]] is not a list of [start, end]"),
        ({"source_spans": [[0, "1"]]}, 'source_spans: [[0, "1"]] is not a list'),
        ({"target_spans": [[0, 2**64]]}, "target_spans holds a number that is too large"),
        ({"status": "fine"}, "unknown status 'fine'"),
        ({"probability": float("nan")}, "NaN is not JSON"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(more: dict[str, object], message: str) -> None:
    row = {"source": "a", "target": "b"}
    with pytest.raises(InputError) as error:
        _read(row, row | more)
    assert str(error.value).startswith(f"corpus.jsonl:2: {message}")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"source": "a",}', "corpus.jsonl:1:16: not JSON: "),
        (b"[]", "corpus.jsonl:1: not an object"),
        (b"{}", "corpus.jsonl:1: no source and no target"),
        (b'{"source": "a", "target": "b", "source": "c"}', 'corpus.jsonl:1: the key "source" stands twice'),
        (b"[" * 100_000, "corpus.jsonl:1: not a row: nested too deeply"),
        (b'{"source": "a", "target": "b", "score.a": ' + b"9" * 5000 + b"}", "corpus.jsonl:1: Exceeds the limit"),
    ],
)
def test_what_is_no_row_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(io.BytesIO(data), "corpus.jsonl")
    assert str(error.value).startswith(message)


def test_a_text_that_is_null_is_empty() -> None:
    got = _read({"vi": "Chào", "en": None, "id": None})
    assert got.select("source", "source_lang", "target", "target_lang").row(0) == ("Chào", "vi", "", "en")


def test_languages_are_written_as_tags_whatever_the_case_of_the_keys() -> None:
    got = _read({"EN": "Hello", "VI_vn": "Chào"})
    assert got.select("source", "source_lang", "target", "target_lang").row(0) == ("Chào", "vi-VN", "Hello", "en")
