"""English forms."""

import pytest

from songngu.corpus.language.inflection import (
    inflected_forms,
    part_of_speech,
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
