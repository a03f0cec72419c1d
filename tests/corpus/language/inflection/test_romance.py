"""Plurals of the Romance languages."""

import pytest

from songngu.corpus.language.inflection import inflects, plural_forms


@pytest.mark.parametrize(
    ("word", "lang", "forms"),
    [
        ("cheval", "fr", "chevaux"),
        ("chevaux", "fr", "cheval"),
        ("jeu", "fr", "jeux"),
        ("souris", "fr", ""),
        ("œil", "fr", "yeux"),
        ("luz", "es", "luces"),
        ("mes", "es", "meses"),
        ("animal", "pt", "animais"),
        ("uomo", "it", "uomini"),
        ("banca", "it", "banche"),
        ("x", "fr", ""),
        ("x", "it", ""),
    ],
)
def test_plurals(word: str, lang: str, forms: str) -> None:
    assert {word, *forms.split()} <= plural_forms(word, lang)
    assert not forms or inflects(lang)
