"""Tags, entities and addresses."""

import pytest

from tests.glossary.rules.checked import rules


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Bấm <b>Lưu</b> &amp; thoát.", "Press <b>Save</b> &amp; leave.", []),
        ("Bấm <b>Lưu</b>.", "Press <i>Save</i>.", ["TAG001", "TAG001"]),
        ("Lưu.", "<b>Save", ["TAG001"]),
        ("dùng: công cụ <tùy-chọn> <đường-dẫn>", "usage: tool <options> <path>", []),
        ("Đặt <none> nếu a<b và c>d.", "Put <nothing> if a<b and c>d.", []),
        ("Bấm <nut>Lưu</nut> rồi chờ.", "Press <nut>Save and wait.", ["TAG001"]),
        ("Bấm <0>Lưu</0> rồi chờ <1/>.", "Press <0>Save</0> and wait.", ["TAG001"]),
        ("Bấm <a href='x'>Lưu</a>.", 'Press <a href="y">Save</a>.', ["TAG001"]),
        ("Xem <a href='/vi/tin'>tin</a>.", 'See the <a href="/en/news">news</a>.', []),
        ("<img src='a.png' alt='mèo'/> ngủ.", '<img alt="a cat" src="a.png"/> sleeps.', []),
        ("<img src='a.png'/> ngủ.", "<img src='b.png'/> sleeps.", ["TAG001"]),
        ("<b class='x'>Lưu</b>.", "<b>Save</b>.", ["TAG001"]),
        (r"Ta có $x^2 = 2{,}5$ khi $y_1 > 0$.", r"We have $x^2=2.5$ when $y_1>0$.", []),
        (r"Ta có $x = \text{nếu đúng}^2$.", r"We have $x = \text{if true}^2$.", []),
        (r"Tập $\mathrm{{gà}}$ rỗng.", r"The set $\mathrm{{hen}}$ is empty.", []),
        (r"Ta có $x^2$.", r"We have $x^3$.", ["TAG001"]),
        (r"Ta có \(a_1\).", r"We have \(a_2\).", ["TAG001"]),
        ("Xem https://a.example/vi/b.", "See https://a.example/en/b.", []),
        ("Cơm &amp; cá &copy; quán.", "Rice & fish © the inn.", []),
        ("Cơm &copy; quán.", "Rice of the inn.", ["TAG001"]),
        ("Xem https://a.example/b.", "See (https://a.example/b).", []),
        ("Xem https://a.example/b.", "See https://a.example/c.", ["TAG003"]),
        ("Gửi a@b.example.", "Write to a@c.example.", ["TAG004"]),
    ],
)
def test_markup(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="TAG") == found


def test_an_address_ends_where_a_script_without_spaces_goes_on() -> None:
    source = "See https://vi-du.example/x and thu@vi-du.example."
    for target in ("https://vi-du.example/xとthu@vi-du.exampleへ。", "https://vi-du.example/x로 thu@vi-du.example에"):
        assert rules((source, target), select="TAG", source_lang="en", target_lang="ja") == []
    altered = rules((source, "https://vi-du.example/yとthu@vi-du.example"), select="TAG", target_lang="ja")
    assert altered == ["TAG003"]


def test_an_empty_element_of_html_is_the_same_closed_or_not() -> None:
    assert rules(("Một<br/>hai", "One<br>two"), select="TAG") == []
    assert rules(("Một<br/>hai", "One two"), select="TAG") == ["TAG001"]
    assert rules(("Một<x/>hai", "One<x>two</x>"), select="TAG") == ["TAG001"]


def test_a_formula_is_the_same_with_and_without_braces_around_one_sign() -> None:
    assert rules(("Hàm $y_n^2$.", "The function $y_{n}^{2}$."), select="TAG") == []
    assert rules(("Hàm $y_n^2$.", "The function $y_{n}^{3}$."), select="TAG") == ["TAG001"]
