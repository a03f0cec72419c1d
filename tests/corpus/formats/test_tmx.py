import io
import random
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.bitext import from_rows, joined
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import read_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import scan, write

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "data" / "samples"
shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared")


def read(stream: io.BytesIO, path: str) -> pl.DataFrame:
    return joined(list(scan(stream, Reading(path))))


def _tmx(bitext: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    write(bitext, stream)
    return stream.getvalue()


def _read(body: str, srclang: str = "vi", head: str = "") -> pl.DataFrame:
    text = f'{head}<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'
    return read(io.BytesIO(text.encode()), "memory.tmx")


def _unit(*variants: tuple[str, str], attributes: str = "") -> str:
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants)
    return f"<tu {attributes}>{tuvs}</tu>"


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
        "status": "auto",
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


@pytest.mark.parametrize(
    ("body", "srclang", "expected"),
    [
        (_unit(("en", "Ferry"), ("vi", "Đò")), "vi", ("vi", "Đò", "en", "Ferry")),
        (_unit(("EN-US", "Ferry"), ("VI-VN", "Đò")), "vi", ("VI-VN", "Đò", "EN-US", "Ferry")),
        (_unit(("en-GB", "Lorry"), ("en-US", "Truck")), "en-US", ("en-US", "Truck", "en-GB", "Lorry")),
        (_unit(("en", "Ferry"), ("vi", "Đò")), "*all*", ("en", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò")), "fr", ("en", "Ferry", "vi", "Đò")),
        (_unit(("en", "Ferry"), ("vi", "Đò"), attributes='srclang="vi"'), "en", ("vi", "Đò", "en", "Ferry")),
        (_unit(("en", "Ferry")), "vi", ("vi", "", "en", "Ferry")),
        (_unit(("vi", "Đò")), "vi", ("vi", "Đò", "", "")),
        (_unit(("vi", "Đò")), "*all*", ("vi", "Đò", "", "")),
        ("<tu/>", "vi", ("vi", "", "", "")),
        ('<tu><tuv lang="vi"/><tuv lang="en"><seg/></tuv></tu>', "vi", ("vi", "", "en", "")),
    ],
)
def test_which_side_is_the_source(body: str, srclang: str, expected: tuple[str, ...]) -> None:
    back = _read(body, srclang)
    assert back.select("source_lang", "source", "target_lang", "target").rows() == [expected]


def test_codes_inside_segments_are_dropped() -> None:
    seg = 'Ấn <bpt i="1">&lt;b&gt;</bpt><hi>Xong</hi><ept i="1">&lt;/b&gt;</ept><!-- c --> <ph><sub>s</sub></ph>nhé'
    assert _read(_unit(("vi", seg), ("en", "OK")))["source"].to_list() == ["Ấn Xong nhé"]


def test_files_of_other_tools_get_numbers_and_ids() -> None:
    back = _read(
        "<tu><note>a</note><note>b</note><prop type='x-other'>c</prop></tu>" + _unit(("vi", "Đò"), ("en", "Ferry"))
    )
    assert back["row"].to_list() == [0, 1]
    assert back["note"].to_list() == ["a\nb", None]
    assert back["id"].str.len_chars().to_list() == [16, 16]
    assert back["status"].to_list() == ["auto", "auto"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (_unit(("vi", "a"), ("en", "b"), ("fr", "c")), "3 variants (vi, en, fr)"),
        ('<tu><prop type="x-songngu-source-spans">0-x</prop></tu>', "property source_spans: 'x' is not a whole number"),
        ('<tu><prop type="x-songngu-score.length">inf</prop></tu>', "property score.length: 'inf' is not a finite"),
        ('<tu><prop type="x-songngu-status">fine</prop></tu>', "unknown status 'fine'"),
        ('<tu><prop type="x-songngu-source-ids">4294967296</prop></tu>', "source_ids holds a number that is too large"),
        ("<tu>", "not well-formed XML: Opening and ending tag mismatch: tu"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _read(f"\n{body}")
    assert str(error.value).startswith("memory.tmx:2:")
    assert message in str(error.value)


def test_another_kind_of_xml_is_no_tmx() -> None:
    with pytest.raises(InputError, match="the outermost element is <html>"):
        read(io.BytesIO(b"<html/>"), "page.html")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    head = f'<!DOCTYPE tmx [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY i "ten lies">]>'
    back = _read(_unit(("vi", "a&e;&i;b"), ("en", "b")), head=head)
    assert back["source"].to_list() == ["a&e;&i;b"]


def test_other_encodings_are_read() -> None:
    unit = _unit(("vi", "Đò dọc"), ("en", "Ferry"))
    text = f'<?xml version="1.0" encoding="UTF-16"?><tmx version="1.4"><header srclang="vi"/><body>{unit}</body></tmx>'
    assert read(io.BytesIO(text.encode("utf-16")), "-")["source"].to_list() == ["Đò dọc"]


@shared
@pytest.mark.parametrize("path", sorted((SAMPLES / "tmx").rglob("*.tmx")), ids=lambda path: str(path.name))
def test_files_of_others_give_a_bitext_or_an_input_error(path: Path) -> None:
    try:
        back = read_bitext(path)
    except InputError as error:
        assert path.name in str(error)
    else:
        assert back.height == sum(1 for _ in etree.parse(str(path)).iter("{*}tu"))


def test_a_long_file_survives() -> None:
    shuffle = random.Random(7)
    rows = [{"id": str(i), "source": f"Câu {i}", "target": f"Sentence {shuffle.random()}"} for i in range(40_000)]
    bitext = from_rows(rows)
    assert read(io.BytesIO(_tmx(bitext)), "-")["target"].to_list() == bitext["target"].to_list()
