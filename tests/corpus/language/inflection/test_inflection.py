from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.inflection import (
    governs,
    inflected_forms,
    inflects,
    plural_forms,
)


def test_a_word_without_plurals_is_its_own_form() -> None:
    assert plural_forms("sách", "vi") == {"sách"}
    assert not inflects("vi")


def test_heads() -> None:
    assert governs("of", "en-GB")
    assert not governs("of", "fr")
    assert not governs("sale", "en")


@given(st.text(min_size=1, max_size=12), st.sampled_from(["en", "fr", "es", "pt", "it", "de", "nl", "vi", "zh"]))
def test_any_word_is_a_form_of_itself(word: str, lang: str) -> None:
    assert word in inflected_forms(word, lang)
    assert all(inflected_forms(word, lang))
