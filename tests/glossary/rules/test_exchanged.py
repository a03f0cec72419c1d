"""Numbers that changed places, in both directions."""

from __future__ import annotations

import pytest

from songngu.glossary.rules.exchanged import RULES
from songngu.glossary.rules.rule import Row

EXCHANGED = RULES[0].check


@pytest.mark.parametrize(
    ("vi", "en", "exchanged"),
    [
        ("Nhà có hai trai, bốn gái.", "They have four boys and two girls.", True),
        ("Nhà có hai trai, bốn gái.", "They have two boys and four girls.", False),
        ("Nhà có hai trai, bốn gái.", "They have four girls and two boys.", False),
        ("Mua 6 quả trứng và 4 ổ bánh mì.", "Buy 4 eggs and 6 loaves of bread.", True),
        ("Mua 6 quả trứng và 4 ổ bánh mì.", "Buy 4 loaves of bread and 6 eggs.", False),
        ("Bà sinh năm 1902 và qua đời năm 1988.", "She was born in 1988 and died in 1902.", True),
        ("Bà sinh năm 1902 và qua đời năm 1988.", "She died in 1988; she was born in 1902.", False),
        ("Có 3 con mèo, 3 con chó và 2 con gà.", "There are 3 cats, 2 dogs and 3 chickens.", False),
        ("Trộn 2:1.", "Mix 1:2.", True),
        ("Từ 3 đến 5 ngày.", "From 3 to 5 days.", False),
        ("Anh ấy có một con mèo.", "He has a cat.", False),
    ],
)
def test_numbers_that_changed_places(vi: str, en: str, exchanged: bool) -> None:
    assert bool([*EXCHANGED(Row(vi, en, "vi", "en"))]) == exchanged
    assert bool([*EXCHANGED(Row(en, vi, "en", "vi"))]) == exchanged


def test_the_marks_stand_where_the_numbers_are() -> None:
    (found,) = EXCHANGED(Row("Nhà có hai trai, bốn gái.", "They have four boys and two girls.", "vi", "en"))
    assert (found.source_mark, found.target_mark) == ((7, 10), (24, 27))


def test_what_is_not_rendered_and_other_languages_are_left_alone() -> None:
    assert not [*EXCHANGED(Row("Nhà có hai trai, bốn gái.", "", "vi", "en"))]
    assert not [*EXCHANGED(Row("Il a 2 chats et 3 chiens.", "He has 3 cats and 2 dogs.", "fr", "en"))]
