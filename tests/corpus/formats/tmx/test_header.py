"""The header that a file is written with."""

import io

import polars as pl

from songngu.corpus.bitext import joined
from songngu.corpus.formats.tmx import write
from tests.corpus.formats.tmx.units_written import CODED, HEADER, file, read, written


def test_headers_of_several_files() -> None:
    other = HEADER.replace(">q<", ">r<").replace("html", "xml")
    both = joined([read(file(CODED, header=HEADER)), read(file(CODED, header=other))])
    header = written(both)[0].find("header")
    assert header is not None
    assert (header.get("datatype"), header.get("creationtool")) == ("plaintext", "songngu")
    assert [child.text for child in header] == ["h", "q", "r"]
    alone = written(read(file(CODED, header=HEADER)))[0].find("header")
    assert alone is not None
    assert (alone.get("datatype"), alone.get("o-tmf"), alone.get("srclang")) == ("html", "x", "vi")


def test_a_namespace_of_the_file_is_kept() -> None:
    unit = '<x:tu tuid="1"><x:tuv xml:lang="vi"><x:seg>Đò<x:ph/></x:seg></x:tuv><x:tuv xml:lang="en"/></x:tu>'
    text = f'<x:tmx xmlns:x="urn:x"><x:header srclang="vi"><x:note>n</x:note></x:header><x:body>{unit}</x:body></x:tmx>'
    bitext = read(text)
    assert bitext.select("source", "source_lang").row(0) == ("Đò", "vi")
    stream = io.BytesIO()
    write(bitext.with_columns(target=pl.lit("Ferry")), stream)
    back = read(stream.getvalue())
    assert back.select("source", "target").row(0) == ("Đò", "Ferry")
