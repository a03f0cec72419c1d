import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.language.names import language_name, language_named, read_tag


@pytest.mark.parametrize(
    ("heading", "tag"),
    [
        ("Tiếng Việt", "vi"),
        ("TIẾNG VIỆT", "vi"),
        ("Tieng Viet", "vi"),
        ("Việt ngữ", "vi"),
        ("VN", "vi"),
        ("vi_vn", "vi-VN"),
        ("Câu gốc (VN)", "vi"),
        ("Bản dịch tiếng Anh", "en"),
        ("English (US)", "en"),
        ("Target EN", "en"),
        ("ENG", "en"),
        ("Deutsch", "de"),
        ("Vietnamese / English", None),
        ("STT", None),
        ("No.", None),
        ("ID", None),
        ("Người dịch", None),
        ("Ghi chú", None),
        ("", None),
    ],
)
def test_a_heading_names_a_language(heading: str, tag: str | None) -> None:
    assert language_named(heading) == tag


def test_the_english_name_of_a_tag() -> None:
    assert (language_name("vi-VN"), language_name("tlh")) == ("Vietnamese", "tlh")


@pytest.mark.parametrize(
    ("given", "tag"),
    [("vi", "vi"), ("VI", "vi"), ("vie", "vi"), ("vi_vn", "vi-VN"), ("eng-us", "en-US"), ("zh-hant-tw", "zh-Hant-TW")],
)
def test_a_tag_is_read_as_people_write_it(given: str, tag: str) -> None:
    assert read_tag(given) == tag


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("vn", "vi"),
        ("Vietnamese", "vi"),
        ("Tiếng Việt", "vi"),
        ("english", "en"),
        ("jp", "ja"),
        ("vi-VN-VN", "vi"),
        ("br", None),
    ],
)
def test_what_is_no_tag_is_answered_with_the_one_that_is_meant(given: str, meant: str | None) -> None:
    if meant is None:
        assert read_tag(given) == given
        return
    with pytest.raises(UsageError) as raised:
        read_tag(given)
    assert raised.value.hint is not None
    assert raised.value.hint.endswith(f" is {meant}")


@pytest.mark.parametrize("given", ["xx", "", "foo bar", "no such language", "\0"])
def test_what_means_no_language_is_answered_with_examples(given: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_tag(given)
    assert raised.value.hint is not None
    assert "en-GB" in raised.value.hint
