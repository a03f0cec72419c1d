import pytest

from songngu.corpus.language.numerals import NumberSeverity, compare_numerals


def worst(source: str, target: str, source_lang: str, target_lang: str) -> str:
    found = compare_numerals(source, target, source_lang, target_lang)
    return "error" if any(each.severity is NumberSeverity.ERROR for each in found) else "warn" if found else ""


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Gọi 0912 345 678.", "Call +84 912 345 678.", ""),
        ("Gọi 0912.345.678.", "Call 0912-345-678.", ""),
        ("Gọi (028) 3822 1234.", "Call +84 28 3822 1234.", ""),
        ("Gọi 0912 345 678.", "Call 0912 345 687.", "error"),
        ("Gọi 0912 345 678.", "Call +84 912 345 687.", "error"),
        ("Từ 1.000 m trở lên.", "From 1 km up.", ""),
        ("Dài 1.000 m.", "It is 1,000 km long.", "error"),
    ],
)
def test_telephone_numbers_and_units_of_one_thousand(source: str, target: str, told: str) -> None:
    assert worst(source, target, "vi", "en") == told
    assert worst(target, source, "en", "vi") == told
