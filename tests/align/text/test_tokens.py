import pytest

from songngu.align.text.tokens import tokens, units


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Hoà bình, THUỶ thủ!", "vi", ["hòa", "bình", "thủy", "thủ", "!"]),
        ("quý khách và quả", "vi", ["quý", "khách", "và", "quả"]),
        ("Ðà Nẵng", "vi", ["đà", "nẵng"]),
        ("The engineers' models weren’t running", "en", ["the", "engin", "model", "weren't", "run"]),
        ("“Lanhe’s” 3.500 kỹ sư", "vi", ['"', "lanhe", '"', "3500", "kỹ", "sư"]),
        ("1,5 triệu (2015)", "vi", ["1.5", "triệu", "(", "2015", ")"]),
        ("Häuser bauen", "de", ["haus", "bau"]),
        ("word forms", "xx", ["word", "forms"]),
        ("", "en", []),
    ],
)
def test_tokens(text: str, lang: str, expected: list[str]) -> None:
    assert tokens(text, lang) == expected


def test_decomposed_text_has_the_same_tokens() -> None:
    import unicodedata

    text = "Mô hình được huấn luyện ở Thâm Quyến."
    assert tokens(unicodedata.normalize("NFD", text), "vi") == tokens(text, "vi")


def test_units_of_vietnamese_hold_pairs_of_syllables() -> None:
    assert units(["mô", "hình", "3", "lớn"], "vi") == ["mô", "hình", "3", "lớn", "mô_hình"]
    assert units(["model", "big"], "en") == ["model", "big"]
