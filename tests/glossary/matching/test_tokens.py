"""Words of a text, each at its place."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.concept import Case, MatchMode
from songngu.glossary.matching.matcher import Matcher, MatcherEntry
from songngu.glossary.matching.tokens import one_line


def found(
    text: str, *terms: str, lang: str = "vi", case: Case = Case.PERMISSIVE, match: MatchMode = MatchMode.NAME
) -> list[str]:
    """Return the stretches of the text in which the terms are found."""
    matcher = Matcher([MatcherEntry(term, term, case, match) for term in terms], lang)
    return [text[hit.start : hit.end] for hit in matcher.find(text)]


def test_decomposed_text_keeps_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "Bà Hồ Thị Kỷ đến.")
    hit = Matcher([MatcherEntry("Hồ Thị Kỷ", 7)], "vi").find(text)[0]
    assert unicodedata.normalize("NFC", text[hit.start : hit.end]) == "Hồ Thị Kỷ"
    assert hit.payload == 7


def test_chinese_is_read_character_by_character() -> None:
    assert found("我们在图书馆里。", "图书馆", lang="zh") == ["图书馆"]


@given(st.text(alphabet="a \n\r\t", max_size=30))
def test_one_line_keeps_every_offset(text: str) -> None:
    assert len(one_line(text)) == len(text)
    assert "\n" not in one_line(text)
