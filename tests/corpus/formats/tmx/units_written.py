"""Units with more than texts."""

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


def read(data: bytes | str, langs: tuple[str | None, str | None] = (None, None)) -> pl.DataFrame:
    data = data.encode() if isinstance(data, str) else data
    return joined(list(scan(io.BytesIO(data), Reading("there", langs))))


def file(*units: str, header: str = '<header srclang="vi"/>') -> str:
    return f'<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def written(bitext: pl.DataFrame) -> tuple[etree._Element, list[str]]:
    stream = io.BytesIO()
    notes = write(bitext, stream)
    return etree.fromstring(stream.getvalue()), notes
