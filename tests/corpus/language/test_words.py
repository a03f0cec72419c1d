"""All expressions for a word find the same words where nothing is known to differ."""

import re

import polars as pl
import pytest

from songngu.corpus.language.words import CHARACTER, LETTERS, STREAMED_WORD, TOKEN, UNSPACED, WORD

PLAIN = "Ngôi nhà nhỏ của chúng tôi ở Huế\nOur small house là École Straße Ångström đường đi"


@pytest.mark.parametrize("expression", [WORD, LETTERS, TOKEN])
def test_plain_words_are_the_same_everywhere(expression: str) -> None:
    assert re.findall(expression, PLAIN) == PLAIN.split()
    assert pl.select(pl.lit(PLAIN).str.extract_all(STREAMED_WORD)).item().to_list() == PLAIN.split()


@pytest.mark.parametrize("text", ["漢字", "かな"])
def test_characters_written_without_spaces_stand_alone(text: str) -> None:
    assert re.findall(f"{WORD}|{CHARACTER}", text) == re.findall(TOKEN, text) == list(text)
    assert pl.select(pl.lit(text).str.extract_all(STREAMED_WORD)).item().to_list() == list(text)
    assert all(any(low <= ord(character) <= high for low, high in UNSPACED) for character in text)


def test_what_differs() -> None:
    decomposed = "Hue\u0302\u0301"
    assert re.findall(WORD, decomposed) == [decomposed] == re.findall(TOKEN, decomposed)
    assert re.findall(TOKEN, "It's 1.234,5!") == ["It's", "1.234,5", "!"]
