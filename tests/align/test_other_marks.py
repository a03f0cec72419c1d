"""Words that a wrong mark made others, told by their renderings."""

from __future__ import annotations

import pytest

from songngu.align.other_marks import SyllablePairs, other_marks
from songngu.align.text.ragged import Ragged


def slips(vietnamese: str, english: str) -> list[tuple[str, str]]:
    finder = other_marks("vi", "en")
    assert finder
    return [(vietnamese[each.at.start : each.at.end], each.meant) for each in finder.slips(vietnamese, english)]


@pytest.mark.parametrize(
    ("vietnamese", "english", "found"),
    [
        ("Cô Tư bản nhà hồi tháng trước.", "Aunt Tư sold the house a month ago.", [("bản", "bán")]),
        ("Cô Tư bán nhà hồi tháng trước.", "Aunt Tư sold the house a month ago.", []),
        ("Cô Tư có bản đồ.", "Aunt Tư has a map.", []),
        ("Chính phú vừa họp.", "The government has just met.", [("phú", "phủ")]),
        ("Bên bở-biển sóng to.", "The waves are high on the coast.", []),
        ("Tháng trước, họ đổ lội cho nhau.", "Last month they blamed each other.", [("lội", "đổ lỗi")]),
    ],
)
def test_the_rendering_says_which_word_was_meant(vietnamese: str, english: str, found: list[tuple[str, str]]) -> None:
    assert slips(vietnamese, english) == found


@pytest.mark.parametrize(
    ("vietnamese", "english", "is_sure"),
    [
        ("Ông mở lớn xưởng gỗ của mình.", "He made his timber yard a large one.", [False]),
        ("Họ bàn luận rồi nghỉ.", "They gave advice, then rested.", []),
        ("Tháng trước, họ đổ lội cho nhau.", "Last month they blamed each other.", [True]),
    ],
)
def test_what_a_neighbour_renders_alone_is_not_sure(vietnamese: str, english: str, is_sure: list[bool]) -> None:
    finder = other_marks("vi", "en")
    assert finder
    assert [each.is_sure for each in finder.slips(vietnamese, english)] == is_sure


def test_there_is_none_without_a_lexicon() -> None:
    assert other_marks("vi", "fr") is None
    assert other_marks("en", "vi") is not None


def test_pairs_of_syllables_are_found_in_many_texts() -> None:
    pairs = SyllablePairs(("bán_hàng", "hàng_xóm", "chợ", "a_b_c"))
    texts = Ragged.of([["bán", "hàng", "xóm"], [], ["hàng"], ["xóm", "hàng", "bán"], ["bán", "hàng"]])
    assert pairs.standing(texts, texts.distinct).tolist() == [True, True, False, False, False, False, False, True]
    assert not SyllablePairs(()).standing(texts, texts.distinct).any()
