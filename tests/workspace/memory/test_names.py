"""Names in their other spelling."""

import pytest

from songngu.corpus.memory.words import keys
from songngu.workspace.memory.names import other_spellings


@pytest.mark.parametrize(
    ("name", "lang", "spelt"),
    [
        ("Lương Văn Phong", "en", "Liang Wenfeng"),
        ("Liang Wenfeng", "vi", "Lương Văn Phong"),
        ("Hàng Châu", "en", "Hangzhou"),
    ],
)
def test_a_name_is_looked_for_in_its_other_spelling(name: str, lang: str, spelt: str) -> None:
    held = set(keys(spelt, lang))
    assert tuple(keys(spelt, lang)) in other_spellings(name, lang, held.__contains__)


@pytest.mark.parametrize("text", ["", "lương văn phong", "Lương", "Câu 3", "Một Hai Ba Bốn Năm Sáu"])
def test_what_is_no_name_has_none(text: str) -> None:
    assert list(other_spellings(text, "en", lambda key: True)) == []


def test_only_words_that_are_there_are_looked_for() -> None:
    assert list(other_spellings("Lương Văn Phong", "en", lambda key: False)) == []
