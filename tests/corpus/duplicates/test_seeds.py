"""Seeds of repeated passages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates import find_duplicates, seeds
from songngu.corpus.duplicates.seeds import GRAM, find_seeds
from songngu.corpus.duplicates.words import read_words
from tests.corpus.duplicates.passages import LINES, document, filler, texts


def test_sampled_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "\n".join(LINES)
    documents = [
        document(f"{filler(0, 70)}\n{body}\n{filler(90, 4)}"),
        document(f"{filler(100, 33)}\n{body}"),
        document("a"),
    ]
    whole = find_duplicates(documents)
    monkeypatch.setattr(seeds, "_SAMPLED_FROM", 16)
    assert find_duplicates(documents) == whole
    assert [texts(p) for p in whole] == [(body, body)]


@given(st.lists(st.sampled_from("abc"), max_size=60))
def test_seeds_are_runs_of_equal_words(letters: list[str]) -> None:
    words = read_words([document(" ".join(letters))])
    found = find_seeds(words, lambda start, count: np.ones(count, np.bool_))
    for first, second, length in zip(found.first, found.second, found.length, strict=True):
        assert first < second
        assert length >= GRAM
        assert letters[first : first + length] == letters[second : second + length]
    assert found.where(found.length > 10**6).first.tolist() == []
