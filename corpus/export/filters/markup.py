"""What the web leaves in a corpus: tags and entities, menus, notices, scripts, addresses."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import greater, text

_TAG = r"<!--.*?-->|</?[A-Za-z][^<>]*>|<!\[CDATA\[|\]\]>"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_ADDRESS = r"(?:(?:https?|ftp)://|www\.)\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"
# Signs by their form: separators of menus, notices of rights and cookies, calls to act, statements of a script.
_SIGNS = (
    r"\s[|›•·▸►]\s",
    r"(?i)©|(?:\(c\)|\bcopyright)\s(?:19|20)[0-9]{2}|all rights reserved|giữ (?:mọi |toàn )?bản quyền|bản quyền ©",
    r"(?i)(?:use|uses|accept|allow|consent to|dùng|chấp nhận)\s(?:\S+\s){0,3}cookies?|cookies? (?:policy|settings)",
    r"(?i)\b(?:click here|read more|see more|log ?in|sign (?:in|up)|back to top|xem thêm|đọc tiếp|đăng nhập|đăng ký)\b",
    r"(?i)javascript:|\bfunction\s*\(|\b(?:document|window)\.[a-z]+|=>\s*\{|\{[^{}]*[:=][^{}]*;[^{}]*\}",
)


def _covered(pattern: str, side: str) -> pl.Expr:
    """Return the share of the characters of a side that ``pattern`` matches."""
    length = text(side).str.len_chars().cast(pl.Int64)
    return (length - text(side).str.replace_all(pattern, "").str.len_chars()) / length


def _signs(side: str) -> pl.Expr:
    return pl.sum_horizontal(text(side).str.count_matches(sign) for sign in _SIGNS)


MARKUP = Filter(
    "markup",
    "characters in tags and entities by all characters, the more of both sides",
    lambda: greater(lambda side: _covered(f"{_TAG}|{_ENTITY}", side)),
    most=0.2,
)
ADDRESSES = Filter(
    "addresses",
    "characters in web and e-mail addresses by all characters, the more of both sides",
    lambda: greater(lambda side: _covered(_ADDRESS, side)),
    most=0.4,
)
BOILERPLATE = Filter(
    "boilerplate",
    "menu separators, notices of rights and cookies, calls to act and statements of scripts, the more of both sides",
    lambda: greater(_signs),
    most=1,
)
