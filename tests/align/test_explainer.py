"""What the words of a text explain of those of another."""

from __future__ import annotations

from songngu.align.explainer import explainer

SALE = "Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký. Bên bán chịu mọi chi phí vận chuyển."
HALF = "The Seller shall deliver the goods within 20 days of signing."


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
