"""The index of texts that another may be an edited copy of."""

import polars as pl

from songngu.corpus.duplicates.words import Folder
from songngu.corpus.export.text_index import TextIndex, read_grams

TEXTS = ["con đò nhỏ chở khách sang bến sông bên kia", "chợ quê họp sớm trên bãi đất trống đầu làng"]


def test_pairs_of_neighbouring_words() -> None:
    grams = read_grams(["một hai ba", "", "Một HAI", "…"], Folder())
    assert grams.counts.tolist() == [3, 0, 2, 0]
    assert grams.rows.tolist() == [0, 0, 2]
    assert grams.values[0] == grams.values[2] != grams.values[1]
    assert [key == 0 for key in grams.keys.tolist()] == [False, True, False, True]


def test_equal_words_are_told_by_the_number_of_their_text() -> None:
    index = TextIndex(pl.Series(TEXTS), [TEXTS])
    keys = read_grams([TEXTS[1].upper() + "!", "khác hẳn", TEXTS[0]], Folder()).keys
    assert index.equals(keys).tolist() == [1, -1, 0]


def test_an_edited_copy_is_a_candidate_and_told_once() -> None:
    index = TextIndex(pl.Series(TEXTS), [TEXTS])
    grams = read_grams(["gió mùa đông bắc về", TEXTS[0].replace("nhỏ", "cũ")], Folder())
    found = [
        found
        for columns in index.candidates(grams)
        for found in zip(*(column.tolist() for column in columns), strict=True)
    ]
    assert found == [(1, 0, False)]


def test_a_longer_text_may_hold_another() -> None:
    index = TextIndex(pl.Series(TEXTS), [TEXTS])
    ((rows, texts, within),) = index.candidates(read_grams([f"{TEXTS[0]} và {TEXTS[1]}"], Folder()))
    assert sorted(zip(rows.tolist(), texts.tolist(), within.tolist(), strict=True)) == [(0, 0, True), (0, 1, True)]
    assert index.word_counts(texts).tolist() == [10, 10]
