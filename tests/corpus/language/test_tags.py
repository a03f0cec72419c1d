import pytest

from songngu.corpus.language.tags import base_language, find_tag, normal_tag


@pytest.mark.parametrize(
    ("tag", "normal", "base"),
    [
        ("vi", "vi", "vi"),
        ("VI_VN", "vi-vn", "vi"),
        ("vie-VN", "vi-vn", "vi"),
        ("ENG", "en", "en"),
        ("zh-Hant-TW", "zh-hant-tw", "zh"),
        ("tlh", "tlh", "tlh"),
        ("", "", ""),
    ],
)
def test_tags_in_one_form(tag: str, normal: str, base: str) -> None:
    assert (normal_tag(tag), base_language(tag)) == (normal, base)


@pytest.mark.parametrize(
    ("wanted", "tags", "place"),
    [
        ("vi", ["en-US", "VI-VN"], 1),
        ("vi-VN", ["en", "vi"], 1),
        ("vie", ["en", "vi_VN"], 1),
        ("vi", ["vi-VN", "vi"], 1),
        ("VI", ["vi", "VI"], 1),
        ("en-GB", ["en-US", "vi"], None),
        ("v", ["vi"], None),
        ("", ["vi", ""], 1),
        ("vi", [None, "vi"], 1),
        ("fr", ["vi", "en"], None),
    ],
)
def test_the_nearest_tag_is_found(wanted: str, tags: list[str | None], place: int | None) -> None:
    assert find_tag(wanted, tags) == place


def test_another_region_only_if_loose() -> None:
    assert find_tag("en-GB", ["vi", "en-US"], loose=True) == 1
