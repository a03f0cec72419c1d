"""Files of TMX with the units given."""

import io

import polars as pl

from songngu.corpus.bitext import joined
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import scan


def read_units(body: str, srclang: str = "vi", head: str = "", reading: Reading | None = None) -> pl.DataFrame:
    text = f'{head}<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'
    return joined(list(scan(io.BytesIO(text.encode()), reading or Reading("memory.tmx"))))


def unit_of(*variants: tuple[str, str], attributes: str = "") -> str:
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants)
    return f"<tu {attributes}>{tuvs}</tu>"


PAIR = unit_of(("vi", "Đò"), ("en", "Ferry"))
