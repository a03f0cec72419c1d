"""Number conventions: whether a text writes 1.234,5 or 1,234.5, and what its digits then stand for."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from functools import cache

from songngu.corpus.language.numerals.figures import plain_figures

_SPACES = " \u00a0\u2009\u202f'’"  # the Swiss group digits by an apostrophe
NUMBER = rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
"""A pattern for digits with grouping and decimal marks."""

_EVIDENCE = re.compile(rf"(?<![\w.,/:$-])(?P<name>[A-Z][\w-]* )?[$€£¥]?(?P<number>{NUMBER})(?![\w/:]|[.,]\d)")
_INTERNET = re.compile(r"(?:(?:1?\d{1,2}|2[0-4]\d|25[0-5])\.){3}\d{1,3}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


class Convention(StrEnum):
    """Which mark stands before the decimals; the other one groups digits by three."""

    COMMA = "comma"
    POINT = "point"
    EITHER = "either"


_DEFAULTS = {"vi": Convention.COMMA, "en": Convention.POINT}


@cache
def default_convention(lang: str) -> Convention:
    """Return the convention that the language's style guides ask for; ``EITHER`` for languages not known here."""
    return _DEFAULTS.get(lang.partition("-")[0].lower(), Convention.EITHER)


def detect_convention(text: str, lang: str) -> Convention:
    """Return the convention a text follows, told from the numbers in it that can be read one way only.

    The language's own convention stands unless at least two numbers speak for the other and four times as many as
    against it. A number after a capitalised word (``USB 3.0``) may be a version and does not count.
    """
    votes = {Convention.COMMA: 0, Convention.POINT: 0}
    for match in _EVIDENCE.finditer(plain_figures(text)):
        vote = None if match["name"] else _vote(match["number"])
        if vote:
            votes[vote] += 1
    own = default_convention(lang)
    if own is Convention.EITHER:
        comma, point = votes[Convention.COMMA], votes[Convention.POINT]
        most = Convention.COMMA if comma > point else Convention.POINT
        return most if max(comma, point) >= max(1, 4 * min(comma, point)) else own
    other = Convention.POINT if own is Convention.COMMA else Convention.COMMA
    return other if votes[other] >= max(2, 4 * votes[own]) else own


def _vote(number: str) -> Convention | None:
    """Return the convention one number must follow; three zeros after a mark (50.000) are taken for a group."""
    marks = [mark for mark in number if mark in ".,"]
    if not marks or _DATE.fullmatch(number):
        return None
    last, tail = marks[-1], re.split(r"[.,]", number)[-1]
    decimal = Convention.COMMA if last == "," else Convention.POINT
    grouping = Convention.POINT if last == "," else Convention.COMMA
    if len(set(marks)) > 1:
        return decimal if marks.count(last) == 1 else None
    if len(marks) > 1:
        return grouping if _grouped(number, last) else None
    if _grouped(number, last):
        return grouping if tail == "000" else None
    return decimal if len(tail) < 3 else None


def _grouped(number: str, mark: str) -> bool:
    """Return whether ``mark`` may group the digits of ``number`` by three."""
    head, *rest = number.split(mark)
    return 1 <= len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in rest)


def parse_digits(number: str, convention: Convention) -> tuple[tuple[Fraction, ...], bool]:
    """Return what digits with marks stand for, likeliest first, and whether their marks break the convention.

    Decimals of three zeros (10,000 in Vietnamese) may be a group written against the convention. Nothing is returned
    for what is no number in any convention, a version (1.2.3) or an internet address.
    """
    bare = "".join(mark for mark in number if mark not in _SPACES)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return (Fraction(int(bare)),), False
    own = {Convention.COMMA: ",", Convention.POINT: "."}.get(convention, "")
    if len(set(marks)) > 1:
        return _both_marks(bare, marks, own)
    if len(marks) > 1:
        whole = _grouped(bare, marks[0]) and not _INTERNET.fullmatch(bare)
        return ((Fraction(int(bare.replace(marks[0], ""))),), marks[0] == own) if whole else ((), False)
    return _one_mark(bare, marks[0], own)


def _both_marks(bare: str, marks: list[str], own: str) -> tuple[tuple[Fraction, ...], bool]:
    """Read 1.234,5: the last mark, and only that one, is the decimal mark."""
    last = marks[-1]
    if marks.count(last) > 1:
        return (), False
    return (_decimal(bare, last),), own not in ("", last)


def _one_mark(bare: str, mark: str, own: str) -> tuple[tuple[Fraction, ...], bool]:
    """Read 1.234: a decimal mark unless three digits follow and the convention's decimal mark is the other."""
    decimal = _decimal(bare, mark)
    if not _grouped(bare, mark):
        return (decimal,), own not in ("", mark)
    whole = Fraction(int(bare.replace(mark, "")))
    if own not in ("", mark):
        return (whole,), False
    if not own:
        return (whole, decimal), False
    return ((decimal, whole) if bare.endswith("000") else (decimal,)), False


def _decimal(bare: str, mark: str) -> Fraction:
    head, _, tail = bare.rpartition(mark)
    digits = head.replace(".", "").replace(",", "")
    return Fraction(int(digits + tail), 10 ** len(tail))
