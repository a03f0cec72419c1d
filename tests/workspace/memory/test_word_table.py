"""A job as a table in a Word document."""

import io
import zipfile

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.workspace.memory.word_table import write_word_table


def written(bitext: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    write_word_table(bitext, stream)
    return stream.getvalue()


def test_cells_are_read_back() -> None:
    rows = [
        {"row": 0, "source": "a < b & c", "target": "x\x00y", "note": "seen"},
        {"row": 1, "source": "d", "target": ""},
    ]
    data = written(from_rows(rows))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        text = archive.read("word/document.xml").decode()
    assert text.count("<w:tr>") == 2
    assert "a &lt; b &amp; c" in text
    assert "\x00" not in text
    assert data == written(from_rows(rows))


def test_no_rows_make_no_table() -> None:
    with zipfile.ZipFile(io.BytesIO(written(from_rows([])))) as archive:
        assert "<w:tbl>" not in archive.read("word/document.xml").decode()
