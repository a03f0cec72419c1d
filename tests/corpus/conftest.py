"""A bitext with everything that can stand in one."""

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.document import Span

_BEADS = [
    # source sentences, target sentences, probability, status, note, number of the row repeated
    (["Chợ nổi trên sông"], ["The Floating Market"], 0.9991, "auto", None, None),
    (["Ghe đến.", "Ghe đi."], ["Boats come & go; 1 < 2."], 0.87, "auto", None, None),
    (["Bà cười “to”."], [], 0.62, "auto", "Left out?", None),
    ([], ["Photograph: the author."], 0.95, "auto", None, None),
    (["Giá là 25.000 đồng."], ["It is 25,000 dong."], None, "accepted", "Checked\nby two readers", None),
    (["Chợ nổi trên sông"], [], 1.0, "auto", None, 0),
    (["Ghe đến.", "Ghe đi."], [], 1.0, "auto", None, 1),
]


def _side(sentences: list[str], position: int, number: int) -> tuple[list[Span], list[int]]:
    spans = []
    for text in sentences:
        spans.append(Span(position, position + len(text)))
        position += len(text) + 1
    return spans, list(range(number, number + len(sentences)))


@pytest.fixture
def bitext() -> pl.DataFrame:
    rows: list[dict[str, object]] = []
    places = {"source": (0, 0), "target": (0, 0)}
    for source, target, probability, status, note, repeated in _BEADS:
        row: dict[str, object] = {"document": "cho-noi", "row": len(rows), "probability": probability}
        spans = {}
        for side, lang, texts in (("source", "vi", source), ("target", "en", target)):
            spans[side], ids = _side(texts, *places[side])
            if ids:
                places[side] = (spans[side][-1].end + 1, ids[-1] + 1)
            row |= {side: " ".join(texts), f"{side}_lang": lang, f"{side}_file": f"cho-noi.{lang}.txt"}
            row |= {f"{side}_ids": ids, f"{side}_spans": [{"start": s.start, "end": s.end} for s in spans[side]]}
        row["id"] = row_id(
            "cho-noi.vi.txt", "cho-noi.en.txt", spans["source"], spans["target"], " ".join(source), " ".join(target)
        )
        row |= {"status": status, "note": note}
        row["duplicate_of"] = None if repeated is None else rows[repeated]["id"]
        rows.append(row)
    return from_rows(rows)
