"""Plurals and cases of German and Dutch."""

import pytest

from songngu.corpus.language.inflection import inflects, plural_forms


@pytest.mark.parametrize(
    ("word", "lang", "forms"),
    [
        ("lehrer", "de", "lehrern lehrers"),
        ("kind", "de", "kinder kindern"),
        ("haus", "de", "häuser hauses"),
        ("baum", "de", "bäume"),
        ("frage", "de", "fragen"),
        ("lehrerin", "de", "lehrerinnen"),
        ("ergebnis", "de", "ergebnisse"),
        ("foto", "nl", "foto's"),
        ("man", "nl", "mannen"),
        ("brief", "nl", "brieven"),
        ("boom", "nl", "bomen"),
        ("tuinier", "nl", "tuinieren"),
        ("ziekte", "nl", "ziekten"),
        ("x", "de", ""),
        ("x", "nl", ""),
    ],
)
def test_plurals(word: str, lang: str, forms: str) -> None:
    assert {word, *forms.split()} <= plural_forms(word, lang)
    assert not forms or inflects(lang)


def test_spiel_is_not_its_player() -> None:
    assert "spieler" not in plural_forms("spiel", "de")
