import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals.han import in_thousands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三百二十人", "320人"),
        ("二〇二四年", "2024年"),
        ("第十一章", "第11章"),
        ("一千零一夜", "1001夜"),
        ("45万枚", "450000枚"),
        ("2,500万ドル", "25ドル"),
        ("1.5億", "150"),
        ("约35亿元", "约3.5元"),
        ("90億4300万ドル", "9.043ドル"),
        ("5억 2천만 원", "520 원"),
        ("1億5千万枚", "150枚"),
        ("二十三亿", "2.3"),
        ("兩萬五千", "25000"),
        ("3万5000", "35000"),
        ("一兆", "1"),
        ("万一下雨，千万小心，一个人十分忙。", "万一下雨，千万小心，一个人十分忙。"),
        ("2024年6月5日，30 分", "2024年6月5日，30 分"),
        ("no numerals, 12,000 cars", "no numerals, 12,000 cars"),
    ],
)
def test_numerals_in_thousands(text: str, expected: str) -> None:
    assert in_thousands(text) == expected


@given(st.text("〇一二十百千万亿兆0123.,억천만 人"))
def test_any_text_is_read(text: str) -> None:
    assert in_thousands(in_thousands(text)) is not None
