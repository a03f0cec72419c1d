"""Files of XLIFF of both versions, read and written."""

import io

import polars as pl
import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.formats import load_format
from songngu.corpus.formats.reading import Reading

NS = "{urn:oasis:names:tc:xliff:document:1.2}"
NS2 = "{urn:oasis:names:tc:xliff:document:2.0}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
BOTH = pytest.mark.parametrize("name", ["xliff", "xliff2"])


def written(bitext: pl.DataFrame, name: str) -> tuple[bytes, list[str]]:
    stream = io.BytesIO()
    notes = load_format(name).write(bitext, stream)  # type: ignore[union-attr]
    return stream.getvalue(), notes


def scanned(data: str | bytes, *langs: str | None, keep_going: bool = False) -> tuple[pl.DataFrame, list[str]]:
    reading = Reading("f.xlf", langs or (None, None), keep_going)  # type: ignore[arg-type]
    raw = data.encode() if isinstance(data, str) else data
    parts = list(load_format("xliff").scan(io.BytesIO(raw), reading))  # type: ignore[union-attr]
    return joined(parts), reading.notes


def file_of(body: str, more: str = "", **attributes: str) -> str:
    values = {"source-language": "vi", "target-language": "en", "original": "a.txt", "datatype": "plaintext"}
    values |= {name.replace("_", "-"): value for name, value in attributes.items()}
    text = "".join(f' {name}="{value}"' for name, value in values.items() if value)
    namespaces = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
    return f'<xliff version="1.2" {namespaces} xmlns:mq="MQXliff"><file{text}>{more}<body>{body}</body></file></xliff>'


def file2_of(body: str, langs: str = 'srcLang="vi" trgLang="en"') -> str:
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"'
    return f'{head} {langs}><file id="f1" original="a.txt">{body}</file></xliff>'


def unit_of(inner: str, attributes: str = 'id="1"') -> str:
    return f"<trans-unit {attributes}>{inner}</trans-unit>"


def texts_of(data: str, *langs: str | None) -> list[tuple[str, str]]:
    return scanned(data, *langs)[0].select("source", "target").rows()


TRADOS = file_of(
    "<group>"
    + unit_of('<source><x id="0"/></source>', 'id="a" translate="no"')
    + unit_of(
        '<source>Một. Hai.</source><seg-source><g id="9"><mrk mtype="seg" mid="1">Một.</mrk> '
        '<mrk mtype="seg" mid="2">Hai.</mrk></g></seg-source>'
        '<target><g id="9"><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2"></mrk></g></target>'
        '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation" percent="99"/><sdl:seg id="2" '
        'conf="RejectedTranslation"/></sdl:seg-defs>',
        'id="b"',
    )
    + "</group>",
    more="<header><sdl:ref-files/></header>",
)
