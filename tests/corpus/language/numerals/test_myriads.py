"""Numbers that count in myriads."""

import pytest

from songngu.corpus.language.numerals import read_numerals


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1億5千万", "ja", 150_000_000), ("1億6,100万", "ja", 161_000_000), ("3万5000円", "ja", 35_000),
        ("1.5 亿", "zh", 150_000_000), ("5千人", "zh", 5_000), ("5千瓦", "zh", 5), ("2万350", "zh", 20_350),
        ("1억 6천 1백만", "ko", 161_000_000), ("3,200만 명", "ko", 32_000_000), ("3만 5천 원", "ko", 35_000),
        ("3만 2024년", "ko", 30_000), ("1조 2천억", "ko", 1_200_000_000_000),
    ],
)  # fmt: skip
def test_value(text: str, lang: str, value: int) -> None:
    assert read_numerals(text, lang)[0].value == (value,)
