"""A bitext side by side for a terminal."""

import io

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.table import lines, write


def test_every_row_is_written_within_the_width(bitext: pl.DataFrame) -> None:
    stream = io.BytesIO()
    write(bitext, stream)
    text = stream.getvalue().decode()
    assert all(sentence in text for sentence in ("Chợ nổi trên sông", "Photograph: the author."))
    assert all(len(line) <= 100 for line in text.splitlines())


def row(n: int, source: str) -> dict[str, object]:
    texts = {"document": "a", "source": source, "target": "one", "source_lang": "vi", "target_lang": "en"}
    return {**texts, "id": str(n), "row": n, "status": "auto", "source_ids": [n], "target_ids": [n], "probability": 0.9}


def test_rows_that_are_left_out_are_counted() -> None:
    found = "\n".join(lines(from_rows([row(n, f"câu số {n:02}") for n in range(50)]), most=5))
    shown = [n for n in range(50) if f"câu số {n:02}" in found]
    assert len(shown) == 5
    assert "45" in found


def test_long_texts_are_cut_to_the_width() -> None:
    found = list(lines(from_rows([row(0, "một hai ba bốn năm sáu " * 6)]), width=70))
    assert all(len(line) <= 70 for line in found)
    assert any("…" in line for line in found)
