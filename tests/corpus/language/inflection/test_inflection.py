import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.inflection import (
    governs,
    inflected_forms,
    inflects,
    part_of_speech,
    plural_forms,
)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("child", "children"),
        ("children", "child"),
        ("leaf", "leaves"),
        ("shelf", "shelves"),
        ("datum", "data"),
        ("data", "datum"),
        ("analysis", "analyses"),
        ("matrix", "matrices matrixes"),
        ("salesman", "salesmen"),
        ("grandchildren", "grandchild"),
        ("company", "companies"),
        ("box", "boxes"),
        ("hero", "heroes"),
        ("buy", "buys buying bought"),
        ("rewind", "rewound"),
        ("go", "goes going went gone"),
        ("run", "runs running ran"),
        ("plan", "planned planning"),
        ("travel", "traveled travelled traveling travelling"),
        ("admit", "admitted admitting"),
        ("panic", "panicked panicking"),
        ("create", "created creating"),
        ("agree", "agreed agreeing"),
        ("supply", "supplied supplying supplies"),
        ("lie", "lying lay lain"),
        ("learn", "learned learnt"),
        ("big", "bigger biggest"),
        ("heavy", "heavier heaviest"),
        ("good", "better best"),
        ("tokens", "token"),
        ("boxes", "box"),
        ("policies", "policy"),
        ("café", "cafés"),
    ],
)
def test_english_forms(word: str, forms: str) -> None:
    assert set(forms.split()) <= inflected_forms(word, "en")


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("token", "tokenizer tokenize tokenization tokenized"),
        ("tokenizer", "token tokenize"),
        ("author", "authority authorize authorship"),
        ("authority", "author"),
        ("function", "functionality functional"),
        ("functionality", "function"),
        ("nation", "national nationality"),
        ("national", "nation"),
        ("teach", "teacher"),
        ("teacher", "teach"),
        ("run", "runner"),
        ("build", "builder building"),
        ("mean", "meaning"),
        ("organ", "organic organize organization"),
        ("general", "generally generate"),
        ("news", "new"),
        ("new", "news"),
        ("good", "goods"),
        ("rich", "riches"),
        ("economic", "economics"),
        ("concern", "concerning"),
        ("physics", "physic"),
        ("class", "clas"),
        ("bus", "bu"),
        ("training", "train trained"),
        ("series", "sery"),
    ],
)
def test_a_derived_word_is_another_word(word: str, others: str) -> None:
    assert inflected_forms(word, "en").isdisjoint(others.split())


def test_the_part_of_speech_decides() -> None:
    assert "printing" not in inflected_forms("print", "en", "noun")
    assert "building" in inflected_forms("build", "en", "verb")
    assert "books" not in inflected_forms("book", "en", "adjective")
    assert part_of_speech("Danh từ") == "noun"
    assert part_of_speech("interjection") == ""


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
        ("sách", "vi", ""),
        ("x", "fr", ""),
        ("x", "de", ""),
        ("x", "nl", ""),
        ("x", "it", ""),
    ],
)
def test_plurals_of_other_languages(word: str, lang: str, forms: str) -> None:
    assert {word, *forms.split()} <= plural_forms(word, lang)
    assert not forms or inflects(lang)


def test_spiel_is_not_its_player() -> None:
    assert "spieler" not in plural_forms("spiel", "de")


def test_heads() -> None:
    assert governs("of", "en-GB")
    assert not governs("of", "fr")
    assert not governs("sale", "en")


@given(st.text(min_size=1, max_size=12), st.sampled_from(["en", "fr", "es", "pt", "it", "de", "nl", "vi", "zh"]))
def test_any_word_is_a_form_of_itself(word: str, lang: str) -> None:
    assert word in inflected_forms(word, lang)
    assert all(inflected_forms(word, lang))
