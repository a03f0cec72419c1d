"""The table of English words that follow no rule."""

from songngu.corpus.language.inflection.irregular import (
    COMPARED,
    GERUND_NOUNS,
    OTHER_WORDS,
    PLURALS,
    SINGULARS_IN_S,
    UNCHANGED,
    VERBS,
)


def test_each_word_has_the_forms_of_its_row() -> None:
    assert PLURALS["child"] == ("children",)
    assert VERBS["go"] == ("went", "gone")
    assert COMPARED["good"] == COMPARED["well"] == ("better", "best")


def test_words_are_in_lower_case_and_in_one_list_only() -> None:
    words = UNCHANGED | SINGULARS_IN_S | OTHER_WORDS | GERUND_NOUNS
    assert all(word == word.lower() and word.isalpha() for word in words)
    assert UNCHANGED.isdisjoint(GERUND_NOUNS)
