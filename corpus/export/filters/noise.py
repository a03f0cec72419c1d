"""Characters no text should hold, and letters that a wrong encoding made of others."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import greater, text

_BROKEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\p{Co}\p{Cn}\x{fffd}]"
# The bytes of UTF-8 read as Latin-1 or Windows-1252: à is Ã and a space, ạ is áº¡, ư is Æ°, ’ is â€™.
_SECOND = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = rf"[ÃÂÄÅÆ]{_SECOND}|á[º»](?:{_SECOND}|.)|â€{_SECOND}?|ï»¿|ï¿½"
_LOST = r"\p{Ll}\?\p{Ll}"


def _side(side: str) -> pl.Expr:
    length = text(side).str.len_chars().cast(pl.Int64)
    clean = text(side).str.replace_all(f"{_BROKEN}|{_MISREAD}|{_LOST}", "").str.len_chars()
    return (length - clean) / length


NOISE = Filter(
    "noise",
    "characters that are broken, misread (áº¡ for ạ) or lost (Vi?t) by all characters, the more of both sides",
    lambda: greater(_side),
    most=0,
)
