"""Amounts said in other units, or as one with their neighbours."""

import pytest

from songngu.corpus.language.numerals import (
    compare_numerals,
)


@pytest.mark.parametrize(
    ("vietnamese", "english", "rules"),
    [
        ("Phim dài 1 giờ 30 phút.", "The film runs for 90 minutes.", ""),
        ("Phim dài một giờ rưỡi.", "The film runs for 90 minutes.", ""),
        ("Phim dài 1 giờ 30 phút.", "The film runs for 80 minutes.", "NUM010"),
        ("Trại kéo dài 18 tháng.", "The camp lasts a year and a half.", ""),
        ("Trại kéo dài một năm rưỡi.", "The camp lasts 18 months.", ""),
        ("Có kết quả trong 24 giờ.", "Results come within a day.", ""),
        ("Có kết quả trong 48 giờ.", "Results come within a day.", "NUM010"),
        ("Cô cao 1m70.", "She is 5 feet 7 inches tall.", ""),
        ("Mua 5 lạng thịt.", "Buy 500 grams of meat.", ""),
        ("Ba lít rưỡi nước mưa.", "Three and a half litres of rainwater.", ""),
        ("Ba lít rưỡi nước mưa.", "Four and a half litres of rainwater.", "NUM009"),
        ("Trong năm năm qua.", "In the past six years.", "NUM009"),
        ("Chừng 10-15 phút.", "Some 10 to 15 hours.", "NUM012"),
        ("Chừng 12-18 kg gạo.", "Some 12-19 kg of rice.", "NUM008"),
        ("Chừng 12–18 kg gạo.", "Some 11–18 kg of rice.", "NUM008"),
        ("Chừng 10-15 km.", "Some 6-9 miles.", ""),
        ("Chừng 10-15 km.", "Some 6-19 miles.", "NUM008"),
        ("Chừng 2–3 triệu đồng.", "Some 2 to 3 million dong.", ""),
        ("Chừng 2–3 triệu đồng.", "Some 2 to 3 million yen.", "NUM013"),
        ("Có 0 lỗi.", "There are no errors.", ""),
        ("Có 0 lỗi.", "There are some errors.", "NUM010"),
        ("Hai phần ba dân làng.", "Some 67% of the villagers.", ""),
        ("Hai phần ba dân làng.", "Some 69% of the villagers.", "NUM006"),
        ("Chương thứ hai.", "Chapter III.", "NUM009"),
    ],
)
def test_quantities_said_otherwise(vietnamese: str, english: str, rules: str) -> None:
    for one, other, langs in ((vietnamese, english, ("vi", "en")), (english, vietnamese, ("en", "vi"))):
        found = {each.rule for each in compare_numerals(one, other, *langs)}
        assert bool(found) == bool(rules)
        if langs == ("vi", "en"):
            assert found >= set(rules.split())
