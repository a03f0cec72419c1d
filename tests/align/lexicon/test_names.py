from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.lexicon.names import (
    name_pairs,
    name_score,
    pinyin_names,
    pinyin_syllables,
    split_pinyin,
    syllable_key,
    vietnamese_names,
)
from songngu.benchmarks.names import distractors, name_list, rank

SHARED = Path(__file__).parents[3] / ".." / "shared"


def test_spellings_of_one_syllable_have_one_key() -> None:
    assert syllable_key("hoà") == syllable_key("Hòa") == syllable_key("ho\u0300a") == "hoa1"
    assert syllable_key("Lý") == syllable_key("lí") == "li2"
    assert syllable_key("quý") == syllable_key("quí") == "qui2"
    assert syllable_key("Ðài") == syllable_key("đài") == "đai1"
    assert syllable_key("Vi") != syllable_key("Vy")


def test_table_has_what_unihan_lacks() -> None:
    for vietnamese, pinyin in [("bắc", "bei"), ("lý", "li"), ("đài", "tai")]:
        assert name_score(vietnamese, pinyin) > 0.6


def test_table_covers_the_word_list() -> None:
    path = SHARED / "data" / "names" / "hanviet_pinyin_pairs.tsv"
    if not path.exists():
        pytest.skip("the word list is not beside the project")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    known = [int(count) for vietnamese, pinyin, count, *_ in rows if name_score(vietnamese, pinyin)]
    assert sum(known) / sum(int(row[2]) for row in rows) > 0.99


def test_ambiguous_words_have_every_cut() -> None:
    assert split_pinyin("Xian") == (("xian",), ("xi", "an"))
    assert split_pinyin("Xi'an") == split_pinyin("Xi’an") == split_pinyin("Xī'ān") == (("xi", "an"),)
    assert split_pinyin("Wenfeng") == (("wen", "feng"),)
    assert split_pinyin("Lü") == split_pinyin("lǜ") == (("lv",),)
    assert split_pinyin("London") == split_pinyin("") == split_pinyin("北京") == ()


@pytest.mark.parametrize(("vietnamese", "pinyin"), name_list()[:20])
def test_the_right_pinyin_comes_first_among_thousands(vietnamese: str, pinyin: str) -> None:
    others = distractors(2000) + [other for _, other in name_list()]
    assert rank(vietnamese, pinyin, others) == 1


@pytest.mark.slow
def test_all_names_but_one_come_first() -> None:
    others = distractors(2000) + [other for _, other in name_list()]
    places = {vietnamese: rank(vietnamese, pinyin, others) for vietnamese, pinyin in name_list()}
    # 莞 of Dongguan is not read Hoản in either source.
    assert {name for name, place in places.items() if place > 1} == {"Đông Hoản"}


def test_parts_and_order() -> None:
    whole = name_score("Lương Văn Phong", "Liang Wenfeng")
    assert whole == pytest.approx(1)
    assert name_score("Văn Phong", "Liang Wenfeng") == pytest.approx((2 / 3) ** 0.5)
    assert name_score("Lương Văn Phong", "Wenfeng") == pytest.approx((2 / 3) ** 0.5)
    assert name_score("Lương Văn Phong", "Wenfeng Liang") == pytest.approx(0.9)
    assert name_score("Thiểm Tây", "Shaanxi") > name_score("Thiểm Tây", "Shanxi") > 0
    assert name_score("Sơn Tây", "Shaanxi") == 0


def test_other_names_score_nothing() -> None:
    assert name_score("Nguyễn Văn A", "Liang Wenfeng") == 0
    assert name_score("Mạnh Quân", "London") == 0
    assert name_score("", "Beijing") == name_score("Bắc Kinh", "") == 0
    assert name_score("Bắc Kinh", "Shanghai") == 0


def test_names_of_a_vietnamese_text() -> None:
    names = vietnamese_names(["Hôm qua Tập Cận Bình đến Trạm Giang, Quảng Đông. Anh Nam ở nhà."])
    assert {"Tập Cận Bình", "Tập Cận", "Cận Bình", "Trạm Giang", "Quảng Đông", "Anh Nam"} <= set(names)
    assert "Giang Quảng" not in names
    assert vietnamese_names(["Google Microsoft Bắc"]) == {}


def test_names_of_an_english_text() -> None:
    names = pinyin_names(
        ["Xi Jinping met Ren Zhengfei in Xi'an.", "She can sing a long song. Wu came too, and the wu."]
    )
    assert set(names) == {"Xi Jinping", "Jinping", "Ren Zhengfei", "Zhengfei", "Xi'an"}
    assert pinyin_names(["The song Long Song", "Made in Japan"]) == {}


def test_pairs_of_a_document() -> None:
    source = ["Lương Văn Phong sinh ở Trạm Giang.", "Ông học ở Chiết Giang.", "Mạnh Quân viết bài này."]
    target = ["Liang Wenfeng was born in Zhanjiang.", "Wenfeng studied in Zhejiang.", "By Manh Quan."]
    pairs = name_pairs(source, target)
    assert list(pairs["Lương Văn Phong"]) == ["Liang Wenfeng", "Liang", "Wenfeng"]
    assert pairs["Lương Văn Phong"]["Liang Wenfeng"] == pytest.approx(1)
    assert pairs["Văn Phong"] == {"Wenfeng": pytest.approx(1)}
    assert pairs["Trạm Giang"] == {"Zhanjiang": pytest.approx(1)}
    assert pairs["Chiết Giang"] == {"Zhejiang": pytest.approx(1)}
    assert "Mạnh Quân" not in pairs
    assert name_pairs(source, []) == name_pairs([], target) == {}


@given(st.lists(st.sampled_from(sorted(pinyin_syllables())), min_size=1, max_size=4))
def test_joined_syllables_can_be_cut_again(syllables: list[str]) -> None:
    assert tuple(syllables) in split_pinyin("".join(syllables).capitalize())


@given(st.text(max_size=20), st.text(max_size=20))
def test_scores_are_between_0_and_1(vietnamese: str, pinyin: str) -> None:
    assert 0 <= name_score(vietnamese, pinyin) <= 1
