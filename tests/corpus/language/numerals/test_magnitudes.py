"""Thousands for millions: magnitudes that nobody counted."""

from __future__ import annotations

import pytest

from songngu.corpus.language.numerals import NumberSeverity, compare_magnitudes
from songngu.corpus.language.numerals.magnitudes import magnitudes


@pytest.mark.parametrize(
    ("text", "lang", "sizes"),
    [
        ("Hàng nghìn người xuống đường.", "vi", [10**3]),
        ("hàng chục triệu đô la", "vi", [10**7]),
        ("vài trăm ngàn chữ ký", "vi", [10**5]),
        ("hàng tỷ lệ, nhiều triệu phú", "vi", []),
        ("tens of thousands for hundreds", "en", [10**4, 100]),
        ("several million, a few dozen", "en", [10**6, 10]),
        ("A thousand people", "en", []),
        ("des milliers", "fr", []),
    ],
)
def test_sizes(text: str, lang: str, sizes: list[int]) -> None:
    found = magnitudes(text, lang)
    assert [each.size for each in found] == sizes
    assert [text[each.span.start : each.span.end] for each in found] == [each.text for each in found]


@pytest.mark.parametrize(
    ("vi", "en", "differs"),
    [
        ("Hàng triệu người xem trận đấu.", "Millions of people watched the match.", False),
        ("Hàng triệu người xem trận đấu.", "Thousands of people watched the match.", True),
        ("Hàng chục người bị thương.", "Dozens were injured.", False),
        ("Hàng chục người bị thương.", "Scores were injured.", False),
        ("Hàng chục nghìn công nhân", "hundreds of thousands of workers", True),
        ("hàng vạn người", "tens of thousands of people", False),
        ("hàng vạn người", "thousands of people", False),
        ("hàng vạn người", "millions of people", True),
        ("hàng trăm ngôi nhà, hàng nghìn người", "hundreds of houses and thousands of people", False),
        ("hàng trăm ngôi nhà", "countless houses", False),
        ("hàng trăm ngôi nhà, hàng nghìn người", "thousands of people", False),
    ],
)
def test_comparison(vi: str, en: str, differs: bool) -> None:
    for found in (compare_magnitudes(vi, en, "vi", "en"), compare_magnitudes(en, vi, "en-GB", "vi")):
        assert [each.severity for each in found] == ([NumberSeverity.ERROR] if differs else [])
