"""The words of documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates import find_duplicates, words
from songngu.corpus.duplicates.words import read_words
from tests.corpus.duplicates.passages import LINES, document, texts


def test_unspaced_scripts_count_characters() -> None:
    sentence = "清晨卖糯米饭的老奶奶已经在巷口生起炭火招呼邻居。"
    (passage,) = find_duplicates([document(f"前言{sentence}中间的话不一样{sentence}")])
    assert texts(passage) == (sentence, sentence)


def test_words_of_a_document() -> None:
    text = "Đây là “Việt Nam”, NGHĨA_x 5,5 day la vie\u0323\u0302t\u00ad nam nghia 中文a ❤\ufe0f b"
    found = read_words([document(text), document("")])
    written = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    expected = "Đây là Việt Nam NGHĨA x 5 5 day la vie\u0323\u0302t\u00ad nam nghia 中 文 a b"
    assert written == expected.split(" ")
    assert len(set(found.keys[[2, 10]].tolist())) == 1
    assert found.bounds.tolist() == [0, 17, 17]
    assert found.heads.tolist() == [True] + [False] * 16


def test_long_texts_are_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(LINES * 3)
    whole = read_words([document(text)])
    monkeypatch.setattr(words, "_CHUNK", 50)
    parts = read_words([document(text)])
    for name in ("keys", "starts", "ends", "heads"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))


@given(st.text(st.sampled_from("ab\r\n\u2028"), max_size=30), st.integers(1, 9))
def test_line_starts_are_those_of_the_document(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_CHUNK", chunk)
        starts = words.line_starts(text).tolist()
    source = document(text)
    assert [source.position(start) for start in starts] == [(number, 1) for number in range(1, len(starts) + 1)]
    assert source.position(len(text))[0] == len(starts)
