import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.text.tokens import number_tokens, tokens, tokens_of_runs, units


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
        ("白猫看见２０２４年的“门”。", "zh", ["白", "猫", "看", "见", "2024", "年", "的", '"', "门", '"']),
        ("新しいドアの「鍵」", "ja-JP", ["新", "し", "い", "ド", "ア", "の", '"', "鍵", '"']),
        ("문을 열다", "ko", ["문", "을", "열", "다"]),
        ("เปิดประตู 3 ครั้ง", "th", ["เปิ", "ด", "ป", "ระ", "ตู", "3", "ค", "รั้", "ง"]),
        ("The 門 sign", "en", ["the", "門", "sign"]),
        ("हिन्दी में", "mr", ["हिन्दी", "में"]),
        ("كم؟ ١٬٥٠٠ ١٢٫٥", "ar", ["كم", "?", "1500", "12.5"]),
        ("والبيت كتــاب هٰذا ـ", "ar", ["بيت", "كتاب", "هذا", "ـ"]),
        ("İstanbul", "tr", ["istanbul"]),
        ("售价2,500万元", "zh-Hant", ["售", "价", "25", "元"]),
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


def test_units_of_chinese_hold_pairs_of_characters() -> None:
    assert units(tokens("白猫AI图", "zh"), "zh") == ["白", "猫", "ai", "图", "白_猫"]


@given(st.text(), st.sampled_from(["vi", "en", "zh", "th", "ko", "hi", "ar"]))
def test_no_token_is_empty(text: str, lang: str) -> None:
    assert all(tokens(text, lang))


@given(st.text(st.sampled_from("aĐð 1.,'s’\u0301\u2009\u00a0\n\u200b-%(\u0e40门")), st.sampled_from(["vi", "en", "ar"]))
def test_no_token_crosses_a_space(text: str, lang: str) -> None:
    lengths, _ = number_tokens([" ".join(text.splitlines())], lang, numbers := {})
    assert len(tokens(text, lang)) == lengths[0]
    assert list(numbers) == list(dict.fromkeys(tokens(text, lang)))


@pytest.mark.parametrize("lang", ["vi", "en", "zh"])
def test_runs_have_the_tokens_of_their_texts(lang: str) -> None:
    runs = ["Trời", "mưa,", "1.000", "Don’t", "天氣"]
    assert tokens_of_runs(runs, lang) == [tuple(tokens(run, lang)) for run in runs]
