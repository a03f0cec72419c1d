"""Texts in the words of the shipped lexicon."""

from __future__ import annotations

import pytest

from songngu.align import known_texts
from songngu.align.known_texts import KnownTexts


def test_words_by_their_runs() -> None:
    texts = KnownTexts.of(["Well-known  cats, – slept.", "", "Cats"], "en")
    assert [texts.words.distinct[k] for k in texts.words.numbers] == ["well", "known", "cat", "slept", "cat"]
    assert texts.words.starts.tolist() == [0, 4, 4, 5] and texts.first_words.tolist() == [0, 2, 3, 3, 4, 5]
    assert texts.first_characters.tolist() == [0, 11, 17, 19, 26, 31] and texts.lengths.tolist() == [26, 0, 4]


def test_spellings_of_one_word_are_one() -> None:
    assert len(set(KnownTexts.of(["hoà hòa Hoà"], "vi").words.distinct)) == 1


def test_words_that_the_lexicon_lacks_are_rare() -> None:
    texts = KnownTexts.of(["the zyxwv"], "en")
    assert texts.unknown.tolist() == [0, 1] and texts.rarity[0] < 2 < texts.rarity[1]


@pytest.mark.parametrize("text", ["a bc  d", "  a\n bc d ", "a bc d"])
def test_the_characters_from_run_to_run(text: str) -> None:
    texts = KnownTexts.of(["x y", text], "en")
    start, end = texts.span(1, 3, 4)
    assert text[start:end].strip() == "bc" and text[texts.span(1, 4, 5)[0]] == "d"
    assert texts.span(1, 2, 5) == (text.index("a"), len(text))


def test_many_runs_do_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_texts, "_MOST_RUNS", 1)
    assert KnownTexts.of(["one two three"], "en").words.distinct == ("one", "two", "three")
