"""Stretches that nothing on the other side renders."""

from __future__ import annotations

import pytest

from songngu.align.leftover import Extent, explainer

SALE = "Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký. Bên bán chịu mọi chi phí vận chuyển."
HALF = "The Seller shall deliver the goods within 20 days of signing."
WHOLE = f"{HALF} The Seller bears all costs of transport."


def scores(text: str, other: str, *, is_source: bool) -> dict[str, float]:
    words = explainer("vi", "en")
    assert words is not None
    found = words.leftovers(text, other, is_source=is_source, ratio=1.0)
    return {text[each.start : each.end].strip(): each.score for each in found}


def test_what_is_rendered_scores_less_than_what_is_not() -> None:
    left = scores(SALE, HALF, is_source=True)
    assert (
        left["Bên bán chịu mọi chi phí vận chuyển."] > 3 > left["Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký."]
    )
    assert max(scores(SALE, WHOLE, is_source=True).values()) < 1
    assert max(scores(WHOLE, SALE, is_source=False).values()) < 1


@pytest.mark.parametrize("text", ["", "Một.", "Yes, no.", "a, b, c, d", "   , , "])
def test_short_texts_hold_no_stretches(text: str) -> None:
    assert scores(text, HALF, is_source=True) == {}


def test_the_share_explained() -> None:
    words = explainer("en", "vi")
    assert words is not None and explainer("fr", "de") is None
    assert words.explained(HALF, SALE, is_source=True) > 0.7
    assert words.explained(HALF, "Mèo ngủ.", is_source=False) < 0.5
    assert words.explained("", "", is_source=True) == 0


def test_how_likely_words_render_each_other() -> None:
    words = explainer("vi", "en")
    assert words
    assert words.likeness("trứng", "eggs") > 0.3 > words.likeness("trứng", "loaves")
    assert words.likeness("", "eggs") == 0
    other = explainer("en", "vi")
    assert other and other.likeness("eggs", "trứng") == words.likeness("trứng", "eggs")


def extents(text: str, other: str) -> dict[str, Extent]:
    words = explainer("vi", "en")
    assert words is not None
    found = words.leftovers(text, other, is_source=False, ratio=1.0)
    return {text[each.start : each.end].strip(): each.extent for each in found}


def test_clauses_are_parted_at_conjunctions_too() -> None:
    text = "The old tenant pays the rent every month and repairs the roof at his own cost."
    assert extents(text, "Bên thuê trả tiền nhà.") == {"and repairs the roof at his own cost.": Extent.JOINED}
    both = extents(f"{text} The landlord keeps the garden.", "Bên thuê trả tiền nhà.")
    assert both[text] is Extent.SENTENCE and both["and repairs the roof at his own cost."] is Extent.JOINED


def test_no_clause_ends_in_a_date_or_a_half() -> None:
    assert not extents("The road is about seven and a half miles long.", "Con đường dài.")
    assert "The deadline is August 15," not in extents(
        "The deadline is August 15, 2023, and the office closes.", "Hạn nộp là 15/8/2023."
    )
