import pytest

from songngu.corpus.language.tags import base_language, find_tag, normal_tag, tags_match


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
        ("zh-Hant-TW", ["zh", "zh-Hant"], 1),
        ("zh-Hant-TW", ["zh-Hans", "zh"], 1),
    ],
)
def test_the_nearest_tag_is_found(wanted: str, tags: list[str | None], place: int | None) -> None:
    assert find_tag(wanted, tags) == place


def test_another_region_only_if_loose() -> None:
    assert find_tag("en-GB", ["vi", "en-US"], loose=True) == 1


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [("en", "en-GB", True), ("vi_VN", "vie", True), ("en-US", "en-GB", False), ("vi", "en", False), ("", "vi", False)],
)
def test_what_holds_of_one_tag_holds_of_the_other(one: str, other: str, match: bool) -> None:
    assert tags_match(one, other) is tags_match(other, one) is match
