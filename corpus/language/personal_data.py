"""Data that point to a person: e-mail addresses, telephone numbers, Vietnamese identity numbers; counted and masked.

Telephone numbers are those of Vietnam's numbering plan (mobile 03, 05, 07, 08, 09 and eight digits; fixed 02 and nine),
international ones with + (ITU-T E.164) and North American ones with their marks. Identity numbers are the twelve digits
of the citizen's card (province, century and sex, year of birth, six more; Circular 07/2016/TT-BCA) and, after the words
that announce them, the nine digits of the older card, passport numbers and tax codes.
"""

from __future__ import annotations

import re

import polars as pl

_PROVINCES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 "
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 "
    "089 091 092 093 094 095 096"
)
_CARDS = "CMND|CMTND|CMT|CCCD|chứng minh (?:nhân dân|thư)|căn cước(?: công dân)?|(?:ID|identity) card"
_ANNOUNCED = {
    _CARDS: "[0-9]{9}(?:[0-9]{3})?",
    "hộ chiếu|passport": "[A-Z][0-9]{7,8}",
    "MST|mã số thuế|tax (?:code|ID)": "[0-9]{10}(?:-[0-9]{3})?",
}
_LINK = r"[\s:.]{1,3}(?i:(?:số|no|number|là|is)\b[\s:.]{0,2}){0,2}"
# Country codes (ITU-T E.164): those of one and two digits, and the first two of those of three.
_COUNTRIES = (
    "7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|80|8[578]|9[679])[0-9]"
)
_CURRENCIES = (
    r"đ(?:ồng)?\b|vn[dđ]\b|dong\b|₫|[$€£¥]|us[d$]|eur(?:o|os)?\b|dollars?\b|đô\b|pounds?\b|bảng\b|yen\b|yuan\b|tệ\b"
    r"|won\b|baht\b|rupees?\b|rubles?\b|rúp\b|francs?\b|[a-z]{3}/"
)
# Behind 1 stand ten digits, of which neither the first nor the fourth is 0 or 1.
_NORTH_AMERICAN = r"1[ .-]?\(?[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}(?![0-9])"
_AMOUNT = rf"[0-9]{{1,3}}(?:[ .][0-9]{{3}})+ ?(?i:{_CURRENCIES})"
_PHONES = (
    r"0[35789][0-9](?:[ .-]?[0-9]){7}",
    r"02[0-9](?:[ .-]?[0-9]){8}",
    r"\(02[0-9]{1,2}\)(?:[ .-]?[0-9]){7,8}",
    rf"(?<![$€£¥₫])(?<![$€£¥₫] )\+(?!{_AMOUNT})(?:{_NORTH_AMERICAN}"
    rf"|(?:{_COUNTRIES})[ .-]?(?:\([0-9]{{1,4}}\)[ .-]?)?[0-9](?:[ .-]?[0-9]){{6,10}})",
    r"0084[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9](?:[ .-]?[0-9]){6,10}",
    r"(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}-)[2-9][0-9]{2}-[0-9]{4}",
)
_BEFORE, _AFTER = r"(?<![\w+.,>-])", r"(?![\w-]|[.,][0-9])"
_KINDS = {
    "email": r"[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?!\w)",
    "id": f"{_BEFORE}(?:{'|'.join(_PROVINCES.split())})[0-3][0-9]{{8}}{_AFTER}",
    "phone": f"{_BEFORE}(?:{'|'.join(_PHONES)}){_AFTER}",
}
_FOUND = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    + "|"
    + "|".join(
        rf"(?P<before{number}>\b(?i:{words}){_LINK}){form}(?!\w)"
        for number, (words, form) in enumerate(_ANNOUNCED.items())
    )
)
_SUSPECT = r"@|[0-9][0-9 .()-]{5,}[0-9]"
"""What every one of them holds, told by an expression, so that few texts are looked at closely."""


def masked(text: str) -> str:
    """Return ``text`` with ``<email>``, ``<phone>`` and ``<id>`` in place of what points to a person."""
    return _FOUND.sub(_placeholder, text)


def _placeholder(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    return f"<{kind}>" if kind in _KINDS else f"{found[kind]}<id>"


def personal_data_masked(text: pl.Expr) -> pl.Expr:
    """Return the expression of `masked`; null stays null."""
    return text.map_batches(_masked, return_dtype=pl.Utf8, is_elementwise=True)


def personal_data_count(text: pl.Expr) -> pl.Expr:
    """Return the expression of how many addresses and numbers a text holds that `masked` would replace."""
    return text.map_batches(_counts, return_dtype=pl.UInt32, is_elementwise=True)


def _masked(texts: pl.Series) -> pl.Series:
    places = texts.str.contains(_SUSPECT).fill_null(value=False).arg_true()
    return texts.scatter(places, [masked(text) for text in texts.gather(places)]) if len(places) else texts


def _counts(texts: pl.Series) -> pl.Series:
    places = texts.str.contains(_SUSPECT).fill_null(value=False).arg_true()
    counts = pl.repeat(0, len(texts), dtype=pl.UInt32, eager=True)
    found = [sum(1 for _ in _FOUND.finditer(text)) for text in texts.gather(places)]
    return counts.scatter(places, pl.Series(found, dtype=pl.UInt32))
