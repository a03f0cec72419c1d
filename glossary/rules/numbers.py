"""NUM: numbers mean the same on both sides, by value; read and compared by `songngu.corpus.language.numerals`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import MappedText, Span
from songngu.corpus.language.normalise import nfc
from songngu.corpus.language.numerals import (
    ANYTHING,
    NumberDifference,
    beginnings_in,
    compare_magnitudes,
    compare_numerals,
    magnitudes_in,
)
from songngu.corpus.language.numerals import NumberSeverity as Weight
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import SIDES, Example, Issue, Mark, Row, Rule

_HINTS = {
    "NUM001": "write the decimal mark of the target language",
    "NUM002": "triệu is million, tỷ billion, nghìn tỷ trillion, vạn ten thousand",
    "NUM003": "group digits by the mark of the target language, or not at all",
    "NUM004": "render the same day, month and year, the month in words where day and month may be confused",
    "NUM005": "render the same time: sáng is a.m., chiều and tối are p.m.",
    "NUM006": "render the same fraction or multiple",
    "NUM007": "render the same percentage",
    "NUM008": "render both ends of the range",
    "NUM009": "render the same number",
    "NUM010": "render every number of the source and no other",
    "NUM011": "keep names with digits as they are",
    "NUM012": "name the same unit, or convert the number",
    "NUM013": "name the same currency, or convert the amount",
    "NUM014": "keep the minus sign, or say it in words",
    "NUM015": "keep the sign, or say it in words: < is less than, ≤ at most, ± plus or minus",
}

_SEVERITIES = {Weight.WARN: Severity.WARNING, Weight.INFO: Severity.INFO}


def _check(rule: str) -> Callable[[Row], Iterator[Issue]]:
    """Return the check that yields the differences of one rule."""

    def check(row: Row) -> Iterator[Issue]:
        for found in _differences(row):
            if found.rule == rule:
                yield _issue(found, row)

    return check


@lru_cache(maxsize=4)
def _differences(row: Row) -> tuple[NumberDifference, ...]:
    """Return the differences of a row; the rules ask for the same row one after the other."""
    source, target = row.source.strip(), row.target.strip()
    if row.untranslated or not source or not target or source == target:
        return ()
    left, right = composed(row.source_prose), composed(row.target_prose)
    conventions = row.source_convention, row.target_convention
    langs = row.source_lang, row.target_lang
    return (*compare_numerals(left, right, *langs, *conventions), *compare_magnitudes(left, right, *langs))


def composed(text: str) -> str:
    """Return the composed form of a text, in which numbers are read."""
    return text if unicodedata.is_normalized("NFC", text) else nfc(text).text


def _may_differ(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with numerals on both sides, or one that needs a counterpart, or with magnitudes on both."""
    block = RowBlock.of(rows)
    ours, theirs = (block.weight(side, beginnings_in) for side in SIDES)
    vague = [block.saying(side, magnitudes_in) for side in SIDES]
    return (np.maximum(ours, theirs) >= ANYTHING) | ((ours > 0) & (theirs > 0)) | (vague[0] & vague[1])


def _issue(found: NumberDifference, row: Row) -> Issue:
    source, target = mark_in(row.source, found.source), mark_in(row.target, found.target)
    return Issue(
        "target" if target or not source else "source",
        found.message,
        _HINTS[found.rule],
        source_mark=source,
        target_mark=target,
        severity=_SEVERITIES.get(found.severity),
    )


def mark_in(text: str, span: Span | None) -> Mark | None:
    """Return the place in ``text`` of a span of its composed form, None for none."""
    if span is None:
        return None
    if unicodedata.is_normalized("NFC", text):
        return span.start, span.end
    view: MappedText = nfc(text)
    hull = view.hull(span.start, span.end)
    return hull.start, hull.end


def _rule(rule: str, name: str, explanation: str, *examples: tuple[str, str, bool]) -> Rule:
    shown = tuple(Example("", source, target, fires) for source, target, fires in examples)
    return Rule(rule, name, Severity.ERROR, explanation, shown, _check(rule), concerns=_differences, among=_may_differ)


RULES = (
    _rule(
        "NUM001",
        "decimal mark",
        "The decimal mark is that of the other language, so that the value changes or the reader stumbles. Vietnamese "
        "writes 5,25 where English writes 5.25. A file that keeps the other convention throughout is recognised.",
        ("Giá tăng 5,25 triệu đồng.", "The price rose by 5,25 million dong.", True),
        ("Giá tăng 5,25 triệu đồng.", "The price rose by 5.25 million dong.", False),
    ),
    _rule(
        "NUM002",
        "scale word",
        "The digits agree and the scale does not: triệu is million, tỷ is billion, nghìn tỷ is trillion, vạn is ten "
        "thousand, rưỡi adds half of the unit before it, nửa is half. Values are compared, not words.",
        ("Quỹ có 40 tỷ đồng.", "The fund holds 40 million dong.", True),
        ("Quỹ có 40 tỷ đồng.", "The fund holds 40 billion dong.", False),
    ),
    _rule(
        "NUM003",
        "digit grouping",
        "Groups of three digits are parted by the mark of the other language, so that three thousand reads as three, "
        "or digits of a group were lost. Leaving the mark out (2048, 2,048) changes nothing and is silent.",
        ("Có 4.000 người đến.", "Some 4.000 people came.", True),
        ("Có 4.000 người đến.", "Some 4,000 people came.", False),
    ),
    _rule(
        "NUM004",
        "date",
        "Day, month, year, quarter, decade or day of the week differ, or an all-digit date can be read in two ways. "
        "The order of day and month is that of each language: ngày 20 tháng 1 is January 20 and 20 January.",
        ("Hội mở ngày 12 tháng 5.", "The fair opens on May 21.", True),
        ("Hội mở ngày 12 tháng 5.", "The fair opens on May 12.", False),
    ),
    _rule(
        "NUM005",
        "time of day",
        "The time of day differs: giờ sáng is a.m., giờ chiều and giờ tối are p.m., 15h30 is 3:30 p.m.",
        ("Tàu chạy lúc 4 giờ chiều.", "The train leaves at 4 a.m.", True),
        ("Tàu chạy lúc 4 giờ chiều.", "The train leaves at 4 p.m.", False),
    ),
    _rule(
        "NUM006",
        "fraction or multiple",
        "A fraction or a multiple differs: hai phần ba is two thirds, gấp đôi is double, 1/70 is one-seventieth.",
        ("Hai phần ba số cây đã chết.", "Three quarters of the trees have died.", True),
        ("Hai phần ba số cây đã chết.", "Two thirds of the trees have died.", False),
    ),
    _rule(
        "NUM007",
        "percentage",
        "A percentage differs, or stands on one side only. Decimal marks in percentages are told here too.",
        ("Lãi suất là 7%.", "The interest rate is 17%.", True),
        ("Lãi suất là 7 phần trăm.", "The interest rate is 7%.", False),
    ),
    _rule(
        "NUM008",
        "range",
        "A range has become one number, or has other ends: 3-9 tháng is 3–9 months, not 39.",
        ("Mất 4-6 tuần.", "It takes 46 weeks.", True),
        ("Mất 4-6 tuần.", "It takes four to six weeks.", False),
    ),
    _rule(
        "NUM009",
        "ordinal or number word",
        "An ordinal, a century, a Roman numeral or a number in words differs. Words up to ten count where each side "
        "has one that is left; idioms, một and a, hai and both are silent.",
        ("Đó là thế kỷ 19.", "It was the 18th century.", True),
        ("Đó là thế kỷ 19.", "It was the nineteenth century.", False),
    ),
    _rule(
        "NUM010",
        "number missing or added",
        "A number of the source has no counterpart in the target, or the target has one that the source lacks. Numbers "
        "in words, a month alone and 1 are a warning: they are often said otherwise.",
        ("Trường có 52 lớp.", "The school has many classes.", True),
        ("Trường có 52 lớp.", "The school has 52 classes.", False),
    ),
    _rule(
        "NUM011",
        "identifier altered",
        "A name with digits in it (a model, a version, a road) is not what it is in the source.",
        ("Máy dùng chip B200.", "The machine has B300 chips.", True),
        ("Máy dùng chip B200.", "The machine has B200 chips.", False),
    ),
    _rule(
        "NUM012",
        "unit",
        "The number is the same and its unit of measure another: 6 km are not 6 miles. A number converted into another "
        "unit of the kind, as 6 km into 3.7 miles, is silent.",
        ("Cầu dài 6 km.", "The bridge is 6 miles long.", True),
        ("Cầu dài 6 km.", "The bridge is six kilometres long.", False),
    ),
    _rule(
        "NUM013",
        "currency",
        "The amount is the same and its currency another: 50.000 đồng are not $50,000. A bare $ is any dollar.",
        ("Vé giá 50.000 đồng.", "A ticket is $50,000.", True),
        ("Vé giá 50.000 đồng.", "A ticket is 50,000 dong.", False),
    ),
    _rule(
        "NUM014",
        "sign",
        "A number is below zero on one side only. Below zero, minus, a loss, a fall by so much say it in words.",
        ("Trời lạnh âm 7 độ C.", "It was 7 °C.", True),
        ("Trời lạnh âm 7 độ C.", "It was 7 °C below zero.", False),
    ),
    _rule(
        "NUM015",
        "relation",
        "The sign before a number says something else, or nothing says it: ≤ became ≥, ± was lost, × became +. Less "
        "than, dưới, at least, plus or minus say it in words.",
        ("Giá trị p < 0,05.", "The p-value is > 0.05.", True),
        ("Giá trị p < 0,05.", "The p-value is below 0.05.", False),
    ),
)
