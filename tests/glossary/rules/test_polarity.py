"""Sentences turned round, in both directions."""

from __future__ import annotations

import pytest

from songngu.glossary.rules.polarity import RULES
from songngu.glossary.rules.rule import Row

NEGATION, BOUND, ONLY = (rule.check for rule in RULES)


@pytest.mark.parametrize(
    ("vi", "en", "lost"),
    [
        ("Nước giếng không uống được.", "The water can be drunk.", True),
        ("Nước giếng không uống được.", "The water is undrinkable.", False),
        ("Anh có khoẻ không?", "Are you well?", False),
        ("Tàu vũ trụ bay vào không gian.", "The craft flew to space.", False),
        ("Không chỉ thế, giá tăng.", "What is more, prices rose.", False),
        ("Cửa mở.", "The door does not open.", True),
        ("Gọi `không`.", "Call `x`.", False),
        ("Đó là chuyện khó.", "That is not easy.", False),
        ("Chưa đến 1% dân số biết bơi.", "Less than 1% of the people can swim.", False),
        ("Không dưới 20 người đến.", "Some 20 people or more came.", False),
        ("Chiếc xe không quá đắt.", "The car is expensive.", True),
        ("Từ 5 ngày trở xuống.", "Not more than 5 days.", False),
        ("Không kích làm 3 người chết.", "An air strike killed 3 people.", False),
        ("Bật thì sáng, không thì tối.", "On, it is bright; else dark.", False),
        ("Máy bay bay trên không.", "The plane is in the air.", False),
        ("Mọi thứ đều tốt.", "No one is fine.", True),
        ("Chẳng mấy chốc mưa tạnh.", "Soon the rain was over.", False),
        ("Toà tuyên trắng án.", "The court found them not guilty.", False),
    ],
)
def test_negation(vi: str, en: str, lost: bool) -> None:
    assert bool(list(NEGATION(Row(vi, en, "vi", "en")))) is lost
    assert bool(list(NEGATION(Row(en, vi, "en", "vi-VN")))) is lost


@pytest.mark.parametrize(
    ("vi", "en", "turned"),
    [
        ("Cần ít nhất 20 ghế.", "At most 20 chairs are needed.", True),
        ("Chứa tối đa 50 người.", "It holds at least 50 people.", True),
        ("Chứa không quá 50 người.", "It holds no more than 50 people.", False),
        ("Hơn 20 người đến.", "Fewer than 20 people came.", True),
        ("Chưa đến 1% biết bơi.", "More than 1% can swim.", True),
        ("Không đầy 5 phút.", "Less than 5 minutes.", False),
        ("Hơn 20 người đến.", "More than 20 people came.", False),
        ("Trẻ từ 6 tuổi trở lên.", "Children of 6 years or more.", False),
        ("Anh đứng trên bục.", "He stood under a roof.", False),
        ("Ít hơn 20 người đến.", "More than 20 people came.", True),
        ("Số nhỏ hơn 2.", "A number less than 2.", False),
        ("Không thể có hơn chín người.", "There can be no more than nine people.", False),
        ("Gió lên đến hơn 60 dặm.", "Winds of up to 60 miles.", False),
        ("Ít nhất 60 dặm.", "Up to 60 miles.", True),
        ("Từ 60 tuổi trở lên.", "Aged 60 and under.", True),
        ("Từ 60 tuổi trở lên.", "Aged 60 or older.", False),
        ("Không vượt quá 8 MB.", "It must exceed 8 MB.", True),
        ("Không được vượt quá 8 MB.", "It cannot exceed 8 MB.", False),
        ("Không thấp hơn 8 độ.", "Lower than 8 degrees.", True),
        ("Không thấp hơn 8 độ.", "No lower than 8 degrees.", False),
    ],
)
def test_bounds(vi: str, en: str, turned: bool) -> None:
    assert bool(list(BOUND(Row(vi, en, "vi", "en")))) is turned
    assert bool(list(BOUND(Row(en, vi, "en", "vi")))) is turned


def test_other_languages_are_not_judged() -> None:
    assert not list(NEGATION(Row("Il ne vient pas.", "He comes.", "fr", "en")))
    assert not list(BOUND(Row("au moins 3", "at most 3", "fr", "en")))


@pytest.mark.parametrize(
    ("vi", "en", "told"),
    [
        ("Chỉ có thành viên được vào.", "Members may enter.", True),
        ("Chỉ có thành viên được vào.", "Only members may enter.", False),
        ("Chỉ có thành viên được vào.", "None but members may enter.", False),
        ("Anh là con trai duy nhất.", "He is a son.", True),
        ("Thành viên được vào.", "Only members may enter.", True),
        ("Riêng thành viên được vào.", "Members only.", False),
        ("Danh sách địa chỉ mới.", "New address list.", False),
        ("Anh chỉ tôi đường ra ga.", "He showed me the way to the station.", False),
    ],
)
def test_only(vi: str, en: str, told: bool) -> None:
    assert bool(list(ONLY(Row(vi, en, "vi", "en")))) is told
    assert bool(list(ONLY(Row(en, vi, "en", "vi")))) is told
