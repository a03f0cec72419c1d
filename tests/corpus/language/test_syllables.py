"""Which strings Vietnamese orthography allows as syllables."""

import pytest

from songngu.corpus.language.syllables import is_syllable


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True), ("Quyển", True), ("GIẾNG", True), ("o\u0301c", True), ("bac", True), ("bàc", False),
        ("straße", False), ("aóá", False), ("xyz", False),
    ],
)  # fmt: skip
def test_syllables(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one
