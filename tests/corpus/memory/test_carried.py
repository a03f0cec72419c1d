"""Numbers and names carried over."""

import pytest

from songngu.corpus.memory.carried import carried_over

VI_EN = ("vi", "en")


@pytest.mark.parametrize(
    ("old", "new", "rendering", "expected"),
    [
        ("Có 3 con.", "Có 12 con.", "There are 3.", "There are 12."),
        ("Giá 1.500,5 đồng.", "Giá 2.750,25 đồng.", "It is 1,500.5 dong.", "It is 2,750.25 dong."),
        ("Anh Nam gửi thư cho Lan.", "Anh Nam gửi thư cho Hoa.", "Nam wrote to Lan.", "Nam wrote to Hoa."),
        ("Có 3 và 3 con.", "Có 4 và 3 con.", "There are 3 and 3.", None),
        ("Có 3 con mèo.", "Có 3 con chó.", "There are 3 cats.", None),
        ("Có ba con 3.", "Có bốn con 4.", "There are three 3.", None),
        ("Có 3 con.", "Có 3 con.", "There are 3.", None),
    ],
)
def test_what_stands_once_and_plainly(old: str, new: str, rendering: str, expected: str | None) -> None:
    assert carried_over(old, new, rendering, VI_EN) == expected


def test_numbers_are_written_as_the_language_of_the_rendering_does() -> None:
    assert carried_over("It is 1,500.5.", "It is 2,750.25.", "Giá 1.500,5.", ("en", "vi")) == "Giá 2.750,25."
