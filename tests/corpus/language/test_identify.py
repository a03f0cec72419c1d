import pytest

from songngu.corpus.language.identify import contradicts, identify, likely_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Xin chào.", "vi"),
        ("Công ty", "vi"),
        ("Toi la sinh vien nam thu ba", "vi"),
        ("Hello", "en"),
        ("Audit logs, search index, ticketing", "en"),
        ("Ich habe gestern mit meiner Mutter gesprochen", "de"),
        ("你好世界", "zh"),
        ("123, 456", None),
        ("", None),
    ],
)
def test_a_short_text_is_in_the_language_it_is_likeliest_in(text: str, lang: str | None) -> None:
    assert likely_language(text) == lang


def test_texts_in_other_scripts_are_told_though_they_have_few_spaces() -> None:
    assert identify("今天早上老奶奶起得很早给孩子们煮了一锅绿豆粥。孩子们吃完就去上学了。") == "zh"
    assert identify("今日は朝早く起きて、子供たちのためにお粥を作りました。") == "ja"


@pytest.mark.parametrize(
    ("told", "lang", "refused"),
    [
        ("en", "vi", True),
        ("vi", "en-GB", True),
        ("vi", "vi-VN", False),
        ("fr", "de", True),
        ("da", "nb", False),
        ("vi", "tyz", False),
        ("zh", "zh-Hant", False),
        ("ko", "kr", True),
        ("th", "hmn", True),
        ("zh", "nan", False),
        ("ar", "ckb", False),
    ],
)
def test_what_a_text_reads_as_contradicts_a_language(told: str, lang: str, refused: bool) -> None:
    assert contradicts(told, lang) is refused
