"""Whether a segment has been rendered at all."""

import pytest

from songngu.glossary.rules.rendered import is_rendered, is_untranslated, is_vietnamese, leftover, words


@pytest.mark.parametrize(
    ("source", "target", "rendered", "untranslated"),
    [
        ("Trời mưa to.", "It rains hard.", True, False),
        ("Trời mưa to.", "", False, False),
        ("", "It rains.", False, False),
        ("Hôm nay trời mưa to quá.", "Hôm nay trời mưa to lắm.", False, True),
        ("GPT-4", "GPT-4", True, False),
    ],
)
def test_what_is_rendered(source: str, target: str, rendered: bool, untranslated: bool) -> None:
    assert is_untranslated(source, target, "vi", "en") is untranslated
    if source != target:
        assert is_rendered(source, target, "vi", "en") is rendered


def test_words_of_addresses_and_code_do_not_count() -> None:
    assert words("Xem https://a.example/ba và `mã` này") == ["Xem", "và", "này"]
    assert [word for word in ("chợ", "đi", "cafe", "an") if is_vietnamese(word)] == ["chợ", "đi"]


def test_runs_of_the_source_left_in_the_target() -> None:
    target = "She sells bánh khọt at the chợ."
    found = leftover("Chị bán bánh khọt ở chợ.", target)
    assert [target[start:end] for start, end in found] == ["bánh khọt", "chợ"]
    assert leftover("Chị bán bánh khọt.", "She sells cakes.") == []
