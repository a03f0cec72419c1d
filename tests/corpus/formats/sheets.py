"""Sheets as people send them."""

import io

import polars as pl

from songngu.corpus.bitext import joined
from songngu.corpus.formats import csv
from songngu.corpus.formats.reading import Reading

TEA = ("Quán trà nhỏ, nằm cuối hẻm.", 'The "small" teahouse, at the end of an alley.')


STOVE = ("Bà nhóm bếp lúc 5 giờ; rồi pha trà.", "She lights the stove at 5; then makes tea.")


def scan(data: str | bytes, *langs: str, columns: tuple[str, ...] = ()) -> tuple[pl.DataFrame, Reading]:
    raw = data.encode() if isinstance(data, str) else data
    reading = Reading("b.csv", langs or (None, None), columns=columns)  # type: ignore[arg-type]
    return joined(list(csv.scan(io.BytesIO(raw), reading))), reading


def texts(data: str | bytes, *langs: str, columns: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    return scan(data, *langs, columns=columns)[0].select("source", "target").rows()


def sheet(delimiter: str = ",", end: str = "\r\n", head: str | None = "Tiếng Việt|English") -> str:
    rows = ([head.split("|")] if head else []) + [list(TEA), list(STOVE)]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return end.join(quoted) + end
