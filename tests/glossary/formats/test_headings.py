"""The columns of tables, told by their headings."""

import pytest

from songngu.glossary.concept import Status
from songngu.glossary.formats.headings import TERM, heading, headings


@pytest.mark.parametrize(
    ("text", "field", "lang", "status"),
    [
        ("en", TERM, "en", None),
        ("vi_preferred", TERM, "vi", Status.PREFERRED),
        ("vi_admitted", TERM, "vi", Status.ADMITTED),
        ("Tiếng Việt", TERM, "vi", None),
        ("English (do not use)", TERM, "en", Status.FORBIDDEN),
        ("Từ cấm tiếng Anh", TERM, "en", Status.FORBIDDEN),
        ("Từ đồng nghĩa (tiếng Anh)", TERM, "en", Status.ADMITTED),
        ("Term [en]", TERM, "en", None),
        ("Description [en]", "note", "en", None),
        ("Part of speech [vi]", "pos", "vi", None),
        ("Chinese_PRC", TERM, "zh-CN", None),
        ("en-US", TERM, "en-US", None),
        ("en_term", TERM, "en", None),
        ("name-vi", TERM, "vi", None),
        ("text_id", "", "", None),
        ("Tương đương", "second", "", None),
        ("STT", "number", "", None),
        ("No.", "number", "", None),
        ("L_CODE", "language", "", None),
        ("Ghi chú", "note", "", None),
        ("Hình", "", "", None),
    ],
)
def test_a_heading(text: str, field: str, lang: str, status: Status | None) -> None:
    assert heading(text) == (field, lang, status)


@pytest.mark.parametrize("row", ["mực,ink", "English,tiếng Anh", "note,ghi chú", "bank,ngân hàng,note"])
def test_a_row_of_terms_is_no_head(row: str) -> None:
    assert headings(row.split(",")) is None
