"""Words of many texts as arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.text.ragged import Ragged

TEXTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), max_size=6)


def of_text(words: Ragged, number: int) -> list[str]:
    start, end = words.starts[number : number + 2]
    return [words.distinct[k] for k in words.numbers[start:end]]


@given(TEXTS)
def test_texts_come_back_word_by_word(texts: list[list[str]]) -> None:
    words = Ragged.of(texts)
    assert [of_text(words, k) for k in range(len(texts))] == texts
    flat = [(word, k) for k, text in enumerate(texts) for word in text]
    again = Ragged.placed([word for word, _ in flat], words.texts, len(texts))
    assert [of_text(again, k) for k in range(len(texts))] == texts


@given(TEXTS)
def test_words_are_replaced_by_none_or_several(texts: list[list[str]]) -> None:
    parts = {"a": [], "b": ["x", "y"], "c": ["x"]}
    words = Ragged.of(texts)
    made = words.replaced([parts.get(word, [word]) for word in words.distinct])
    wanted = [[part for word in text for part in parts.get(word, [word])] for text in texts]
    assert [of_text(made, k) for k in range(len(texts))] == wanted


@given(TEXTS, TEXTS)
def test_texts_that_share_a_word_are_told(texts: list[list[str]], others: list[list[str]]) -> None:
    pairs = list(zip(texts, others, strict=False))
    ours, theirs = (Ragged.of([pair[k] for pair in pairs]) for k in (0, 1))
    assert ours.shares(theirs).tolist() == [bool({*one} & {*other}) for one, other in pairs]
    wanted = ours.texts_with(np.array([word in "ab" for word in ours.distinct], np.bool_))
    assert wanted.tolist() == [not {"a", "b"}.isdisjoint(one) for one, _ in pairs]


@given(TEXTS)
def test_words_at_some_places_are_kept(texts: list[list[str]]) -> None:
    words = Ragged.of(texts)
    made = words.kept(np.arange(len(words.numbers)) % 2 == 0)
    places = iter(range(len(words.numbers)))
    wanted = [[word for word in text if next(places) % 2 == 0] for text in texts]
    assert [of_text(made, k) for k in range(len(texts))] == wanted
