"""Words that compete for each other: links over arrays, the same whatever stands beside a pair."""

from __future__ import annotations

import numpy as np
import pytest

from songngu.align.known_texts import lexicon
from songngu.align.links import competition
from songngu.align.links.competition import Rivals
from songngu.align.text.ragged import Ragged

VI = ["con mèo đen ngủ", "con mèo ngủ", "", "số 7 của Zanzibar", "mèo"]
EN = ["the black cat sleep", "the cat sleep the cat", "nothing", "number 7 of Zanzibar", ""]


def shares(vi: list[str], en: list[str]) -> list[list[list[float]]]:
    sides = [Ragged.of(text.split() for text in texts) for texts in (vi, en)]
    found = Rivals(lexicon(), *sides).shares(np.arange(len(vi)))
    return [
        [np.stack((its.emitted, its.emits))[:, side.starts[k] : side.starts[k + 1]].T.tolist() for k in range(len(vi))]
        for side, its in zip(sides, found, strict=True)
    ]


def test_words_are_rendered_by_what_the_lexicon_says_and_by_their_like() -> None:
    ours, theirs = shares(VI, EN)
    assert min(emitted for emitted, _ in ours[0]) > 0.5 and min(emitted for emitted, _ in theirs[3]) > 0.5
    assert ours[3][3][0] > 0.9  # a name that no lexicon knows


def test_a_second_mention_has_nothing_left() -> None:
    first, second = (shares(VI, EN)[1][1][k][1] for k in (1, 4))
    assert first > 2 * second


@pytest.mark.parametrize("most", [1, 2, 48])
def test_the_same_to_the_last_bit_in_any_batch(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = shares(VI, EN)
    monkeypatch.setattr(competition, "_MOST_PAIRS", most)
    assert shares(VI, EN) == wanted
    monkeypatch.setattr(competition, "_MOST_CELLS", 1)
    assert shares(VI[::-1], EN[::-1]) == [side[::-1] for side in wanted]


def test_no_pairs() -> None:
    assert shares([], []) == [[], []]
