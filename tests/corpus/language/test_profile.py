"""What a sentence splitter knows of a language."""

import pytest

from songngu.corpus.language.profile import profile


@pytest.mark.parametrize("lang", ["vi", "en", "de", "fr", "xx"])
def test_abbreviations_are_lower_case_and_without_their_last_stop(lang: str) -> None:
    found = profile(lang)
    for words in (found.abbreviations, found.closing, found.before_number, found.numbered):
        assert all(word == word.lower() and not word.endswith(".") for word in words)


def test_only_the_first_subtag_counts() -> None:
    assert profile("de-AT") == profile("de")
    assert profile("de").ordinal_stop
    assert not profile("en").ordinal_stop


def test_a_language_without_tables_has_what_all_share() -> None:
    assert profile("xx").abbreviations
    assert profile("xx").abbreviations == profile("yy").abbreviations
