"""The header that a file is written with."""

import io

import polars as pl
from lxml import etree

from songngu.corpus.bitext import joined
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import scan, write

HEADER = '<header srclang="vi" datatype="html" o-tmf="x"><note>h</note><prop type="p">q</prop></header>'


CODED = (
    '<tu tuid="7" changedate="20240101T000000Z"><note>n</note><prop type="client">c</prop>'
    '<tuv xml:lang="vi" creationid="T"><seg>Bến <bpt i="1">&lt;b></bpt>phà<ept i="1">&lt;/b></ept></seg></tuv>'
    '<tuv xml:lang="en"><prop type="x">y</prop><seg>The <hi>ferry</hi></seg></tuv></tu>'
)


def _read(data: bytes | str, langs: tuple[str | None, str | None] = (None, None)) -> pl.DataFrame:
    data = data.encode() if isinstance(data, str) else data
    return joined(list(scan(io.BytesIO(data), Reading("there", langs))))


def _file(*units: str, header: str = '<header srclang="vi"/>') -> str:
    return f'<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def _written(bitext: pl.DataFrame) -> tuple[etree._Element, list[str]]:
    stream = io.BytesIO()
    notes = write(bitext, stream)
    return etree.fromstring(stream.getvalue()), notes


def test_headers_of_several_files() -> None:
    other = HEADER.replace(">q<", ">r<").replace("html", "xml")
    both = joined([_read(_file(CODED, header=HEADER)), _read(_file(CODED, header=other))])
    header = _written(both)[0].find("header")
    assert header is not None
    assert (header.get("datatype"), header.get("creationtool")) == ("plaintext", "songngu")
    assert [child.text for child in header] == ["h", "q", "r"]
    alone = _written(_read(_file(CODED, header=HEADER)))[0].find("header")
    assert alone is not None
    assert (alone.get("datatype"), alone.get("o-tmf"), alone.get("srclang")) == ("html", "x", "vi")


def test_a_namespace_of_the_file_is_kept() -> None:
    unit = '<x:tu tuid="1"><x:tuv xml:lang="vi"><x:seg>Đò<x:ph/></x:seg></x:tuv><x:tuv xml:lang="en"/></x:tu>'
    text = f'<x:tmx xmlns:x="urn:x"><x:header srclang="vi"><x:note>n</x:note></x:header><x:body>{unit}</x:body></x:tmx>'
    bitext = _read(text)
    assert bitext.select("source", "source_lang").row(0) == ("Đò", "vi")
    stream = io.BytesIO()
    write(bitext.with_columns(target=pl.lit("Ferry")), stream)
    back = _read(stream.getvalue())
    assert back.select("source", "target").row(0) == ("Đò", "Ferry")
