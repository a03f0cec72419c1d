"""Round the clock."""

import pytest

from songngu.corpus.language.numerals import compare_numerals


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ja", "24時間365日の窓口"), ("tr", "7/24 destek"), ("fr", "Ouvert 24h/24 et 7j/7."), ("pt", "24 horas, 7 dias"),
     ("vi", "Mở 24/7.")],
)  # fmt: skip
def test_it_is_put_into_other_figures(lang: str, text: str) -> None:
    assert not compare_numerals("Open 24/7.", text, "en", lang)
    assert not compare_numerals(text, "Open 24/7.", lang, "en")


def test_other_hours_are_told() -> None:
    assert compare_numerals("Open 24/7.", "Ouvert 24/5.", "en", "fr")
