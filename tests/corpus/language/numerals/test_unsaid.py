"""What one text counts and the other says otherwise, or fewer times."""

from __future__ import annotations

import pytest

from tests.corpus.language.numerals.verdicts import verdict


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        # the number was lost, and its unit or currency kept
        ("cách 50 dặm (80 km)", "50 miles (some km) away", "error NUM010"),
        ("cách 50 dặm (80 km)", "80 km away", "ok"),
        ("kéo dài 95 phút", "lasts an hour and 35 minutes", "ok"),
        ("góp 150 triệu euro (199 triệu đô la Mỹ)", "gave 150 million euros (US$ some million)", "error NUM010"),
        # another number in the same unit is no conversion of the other one
        ("cách 305 km (190 dặm)", "303 km (190 miles) away", "error NUM010"),
        # fewer times
        ("giết 40 lính và làm bị thương 40 dân", "killed 40 soldiers and wounded some civilians", "warn NUM010"),
        ("Lan và Mai, cùng 22 tuổi, có 22 cuốn sách", "Lan and Mai are both 22", "ok"),
        ("trang 15, trang 15", "page 15", "ok"),
        # months by name anywhere
        ("Vở diễn mở màn ngày 18 tháng Ba.", "The play opens on March, 18.", "ok"),
        ("Đi 600 dặm hải lý.", "It went 600 nautical miles.", "ok"),
        ("Tấm buồm 20 mét vuông.", "A 20-metre square sail.", "ok"),
        ("Từ giữa tháng Tám, rừng cháy.", "Since mid-August the forest has burned.", "ok"),
        ("Kỳ bầu cử tháng Năm.", "The May poll.", "ok"),
        # numbers of kings
        ("Nữ hoàng Elizabeth II qua đời.", "Queen Elizabeth I died.", "error NUM009"),
        ("Nữ hoàng Elizabeth II qua đời.", "Queen Elizabeth II died.", "ok"),
        ("Nữ hoàng Elizabeth II qua đời.", "Queen Elizabeth died.", "ok"),
        ("Thế chiến thứ II kết thúc một ngày nọ.", "World War III ended one day.", "error NUM009"),
    ],
)
def test_verdicts_in_both_directions(vi: str, en: str, expected: str) -> None:
    assert verdict(vi, en) == expected
    assert verdict(en, vi, "en", "vi") == expected
