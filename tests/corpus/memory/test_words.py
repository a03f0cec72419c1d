"""The words of a text as a memory finds them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Span
from songngu.corpus.memory.words import bare, keys, span_of


@pytest.mark.parametrize(
    "forms",
    [
        "model models model's Models modelled modeled modelling modeling", "make makes made making",
        "use used using uses", "study studies studied studying", "go goes went gone", "box boxes boxed",
        "plan plans planned planning", "child children", "fall falls fell falling", "press pressed presses pressing",
        "agree agrees agreed", "company companies",
    ],
)  # fmt: skip
def test_inflected_forms_are_one(forms: str) -> None:
    assert len({tuple(keys(form, "en")) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["token tokenizer", "university universe", "general generic", "news new", "thing think", "sing singer"]
)
def test_other_words_are_apart(pair: str) -> None:
    one, other = pair.split()
    assert keys(one, "en") != keys(other, "en")


def test_vietnamese_spellings_are_one() -> None:
    assert keys("hòa", "vi") == keys("hoà", "vi") == keys("HOÀ", "vi") == keys("ho\u0300a", "vi")
    assert keys("kỹ", "vi") == keys("kĩ", "vi")
    assert [bare(key) for key in keys("Đường dài", "vi")] == ["duong", "dai"]


@given(st.text(st.sampled_from("aăâđeêioôơuưyAĐ bcd\u0300\u0301\u0323\u00ad中'’s-.1é"), max_size=30))
def test_words_stand_where_they_are_told(text: str) -> None:
    found = [span_of(text, place, place) for place in range(len(keys(text, "vi")))]
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(keys(text[span.start : span.end], "vi") for span in found)
    if found:
        assert span_of(text, 0, len(found) - 1) == Span(found[0].start, found[-1].end)
