import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.stems import stemmer


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [
        ("engineers", "en", "engin"),
        ("evlerinde", "tr", "ev"),
        ("leri", "tr", "leri"),
        ("ları", "tr", "ları"),
        ("ـ", "ar", "ـ"),
        ("छ", "ne", "छ"),
        ("mots", "xx", "mots"),
    ],
)
def test_stem(word: str, lang: str, expected: str) -> None:
    assert stemmer(lang)(word) == expected


@given(
    st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=8), st.sampled_from(["ar", "ne", "tr", "id"])
)
def test_no_word_is_stemmed_away(word: str, lang: str) -> None:
    assert stemmer(lang)(word)
