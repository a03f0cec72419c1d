"""Rows side by side, and the screens of rules over them: they leave out no row in which a rule finds something."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.rules import RULES
from songngu.glossary.rules.block import RowBlock, having, with_sign
from songngu.glossary.rules.rule import Row, Rule

SCREENED = [rule for rule in RULES.values() if rule.among]
VIETNAMESE = (
    "không chưa chỉ có ít nhất tối đa trước khi sau tăng giảm bán bản hàng cửa hàng năm 2020 3:1 hàng nghìn vài triệu"
    " Phạm Quốc Khánh hai ba một nửa 5,25% `x=3`"
)
ENGLISH = (
    "not never only at least no one up to more than before after rises falls sells goods thousands of millions few"
    " hundred Pham Quoc Hung two three half 2021 1:3 5.25% nobody"
    " <b> {x} %d www.a.example @b.example $x^2$ 長い文書 bánh"
)
WORDS = f"{VIETNAMESE} {ENGLISH}".split(" ")
SPACES = st.sampled_from((" ", "  ", "\u00a0", "\n", "\u2009"))
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), SPACES), max_size=12).map(lambda held: "".join(map("".join, held)))
FORMS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("đ", "ð").replace("a", "a\u200b") + "e\u0301",
)


def assert_nothing_is_left_out(rows: list[Row], rule: Rule) -> None:
    assert rule.among
    for row, may in zip(rows, rule.among(RowBlock(rows)), strict=True):
        assert may or not list(rule.check(row)), (rule.id, row)
    assert rule.among(rows).tolist() == rule.among(RowBlock(rows)).tolist()


@pytest.mark.parametrize("rule", SCREENED, ids=lambda rule: rule.id)
def test_a_screen_lets_pass_what_its_rule_finds_in_the_examples(rule: Rule) -> None:
    pairs = [
        (change(one), change(other))
        for each in RULES.values()
        for example in each.examples
        for one, other in zip(example.source.split("\n"), example.target.split("\n"), strict=False)
        for change in FORMS
    ]
    rows = [Row(*pair, "vi", "en") for pair in pairs] + [Row(*pair[::-1], "en", "vi-VN") for pair in pairs]
    assert_nothing_is_left_out(rows, rule)


@given(
    st.lists(
        st.tuples(TEXTS, TEXTS, st.sampled_from((("vi", "en"), ("en", "vi"), ("fr", "vi"), ("zh", "en")))), max_size=4
    )
)
def test_a_screen_lets_pass_what_its_rule_finds(given: list[tuple[str, str, tuple[str, str]]]) -> None:
    for rule in SCREENED:
        assert_nothing_is_left_out([Row(one, other, *langs) for one, other, langs in given], rule)


def test_a_block_is_the_rows_it_holds() -> None:
    code = Markup(MarkupKind.CODE, "x", Span(0, 3))
    rows = [Row("Mưa to.", "It rains.", "vi", "en"), Row("mưa rơi", "rain", "vi", "en", source_markup=[code])]
    block = RowBlock.of(rows)
    assert (RowBlock.of(block), len(block), list(block), block[1], block[:1]) == (block, 2, rows, rows[1], rows[:1])
    assert block.holding("source", lambda lang: "Mưa".__eq__).tolist() == [True, False]
    assert block.holding("source", lambda lang: "mưa".__eq__).tolist() == [False, True]
    assert block.saying("source", lambda lang: "mưa".__eq__).tolist() == [True, True]
    assert block.saying("source", lambda lang: "to.".__eq__).tolist() == [True, True]
    assert block.holding("source", lambda lang: None).tolist() == [False, False]
    assert list(RowBlock([]).lowered("source")) == [[]]
    assert list(RowBlock([Row("Ðò O\u0302ng", "", "vi", "en")]).lowered("source")) == [["ðò", "ông"], ["đò", "ông"]]
    assert block.words("target", "en").distinct[:2] == ("it", "rain")


def test_a_sign_is_found_in_the_rows_that_hold_it() -> None:
    rows = [Row(text, "", "vi", "en") for text in ("", "a%", "%s and %d", "b", "c {", "{", "")]
    block = RowBlock(rows)
    assert block.marked("source", "%").tolist() == [False, True, True, False, False, False, False]
    assert block.marked("source", "{").tolist() == [False] * 4 + [True, True, False]
    assert with_sign("%", "{")(rows).tolist() == [bool(row.source.strip("abc")) for row in rows]
    assert not RowBlock([]).marked("target", "%").size
    assert having(lambda row: row.source)(block).tolist() == [bool(row.source) for row in rows]
