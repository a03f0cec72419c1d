import io
import random
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import UsageError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import scan, write

SAMPLES = Path(__file__).parents[4] / ".." / "shared" / "data" / "samples"
shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared")


def read(stream: io.BytesIO, path: str) -> pl.DataFrame:
    return joined(list(scan(stream, Reading(path))))


def _tmx(bitext: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    write(bitext, stream)
    return stream.getvalue()


@shared
def test_the_file_is_valid(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    dtd = etree.DTD(str(SAMPLES / "schemas" / "tmx14.dtd"))
    odd = bitext.with_columns(
        pl.col("source", "id", "note", "source_lang") + "\"<&>'\t\n\r\x00\ufffe",
        pl.lit(-1.5).alias('score."odd\x01 name'),
    )
    for frame in (bitext, odd, bitext.head(0), pl.concat([bitext, bitext.with_columns(source_lang=pl.lit("fr"))])):
        assert dtd.validate(etree.fromstring(_tmx(frame))), dtd.error_log
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    root = etree.fromstring(_tmx(bitext))
    assert dtd.validate(root)
    assert root.find("header").get("creationdate") == "19700101T000000Z"


def test_no_clock_time_without_being_asked(bitext: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"date" not in _tmx(bitext)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        _tmx(bitext)


def test_what_is_written(bitext: pl.DataFrame) -> None:
    root = etree.fromstring(_tmx(bitext))
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert (header.get("srclang"), header.get("creationtool"), header.get("segtype")) == ("vi", "songngu", "sentence")
    units = root.findall("body/tu")
    assert [unit.get("tuid") for unit in units] == [bitext["id"][row] for row in (0, 1, 4)]
    props = {prop.get("type").removeprefix("x-songngu-"): prop.text for prop in units[1].findall("prop")}
    assert props == {
        "document": "cho-noi",
        "probability": "0.87",
        "source-file": "cho-noi.vi.txt",
        "target-file": "cho-noi.en.txt",
        "source-spans": "18-26,27-34",
        "target-spans": "20-43",
        "source-ids": "1,2",
        "target-ids": "1",
    }
    assert units[2].findtext("note") == "Checked\nby two readers"
    variants = [
        (tuv.get("{http://www.w3.org/XML/1998/namespace}lang"), tuv.findtext("seg")) for tuv in units[1].findall("tuv")
    ]
    assert variants == [("vi", "Ghe đến. Ghe đi."), ("en", "Boats come & go; 1 < 2.")]


def test_what_is_lost_is_told() -> None:
    rows = [
        {"source": "Đò\x00\x1b", "target": "Fer\ufffery", "note": "\x07"},
        {"source": "\x0c", "target": "A form feed"},
        {"source": "Phà", "target": ""},
    ]
    rows = [{**row, "source_lang": "vi", "target_lang": "en"} for row in rows]
    stream = io.BytesIO()
    assert write(from_rows(rows), stream) == [
        "2 rows with an empty side left out: no translation unit",
        "5 characters that XML forbids dropped",
    ]
    stream.seek(0)
    assert read(stream, "-").select("source", "target", "note").rows() == [("Đò", "Ferry", None)]
    assert write(from_rows([rows[2] | {"source": "Phà\x00"}]), io.BytesIO()) == [
        "1 row with an empty side left out: no translation unit",
        "1 character that XML forbids dropped",
    ]


def test_several_source_languages() -> None:
    rows = [
        {"source": "Đò", "target": "Ferry", "source_lang": "vi", "target_lang": "en"},
        {"source": "Ferry", "target": "Fähre", "source_lang": "en", "target_lang": "de"},
    ]
    data = _tmx(from_rows(rows))
    assert etree.fromstring(data).find("header").get("srclang") == "*all*"
    back = read(io.BytesIO(data), "-")
    assert back.select("source_lang", "target_lang").rows() == [("vi", "en"), ("en", "de")]


def test_a_long_file_survives() -> None:
    shuffle = random.Random(7)
    rows = [{"id": str(i), "source": f"Câu {i}", "target": f"Sentence {shuffle.random()}"} for i in range(40_000)]
    bitext = from_rows(rows)
    assert read(io.BytesIO(_tmx(bitext)), "-")["target"].to_list() == bitext["target"].to_list()
