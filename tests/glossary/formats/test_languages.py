"""Languages as other tools name them."""

from songngu.glossary.formats.languages import code, name_of, named
from songngu.glossary.formats.pairs import slug


def test_languages_by_name() -> None:
    assert [code(text) for text in ("EN-us", "zh_hant", "entry", "")] == ["en-US", "zh-Hant", None, None]
    assert [named(text) for text in ("Chinese (PRC)", "English", "English_Mars", "X")] == ["zh-CN", "en", None, None]
    assert [name_of(lang) for lang in ("vi", "en-GB", "en-XX", "tlh")] == [
        "Vietnamese",
        "English_United_Kingdom",
        "en-XX",
        "tlh",
    ]
    assert [slug(text) for text in ("Hà Nội!", "墨", "Đà Nẵng 2")] == ["ha-noi", "墨", "da-nang-2"]
