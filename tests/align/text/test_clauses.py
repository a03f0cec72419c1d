"""Where clauses begin, told by runs of characters between spaces."""

from __future__ import annotations

from itertools import pairwise

import pytest

from songngu.align.text.clauses import clause_cuts
from songngu.align.text.ragged import Ragged


def parts(text: str) -> list[str]:
    runs = text.split()
    cuts = clause_cuts(Ragged.of([["Before,", "it."], runs, []]))
    places = [place - 2 for place, number in zip(cuts.runs.tolist(), cuts.texts.tolist(), strict=True) if number == 1]
    assert not runs or (places[0], places[-1]) == (0, len(runs))
    return [" ".join(runs[a:b]) for a, b in pairwise(places)]


@pytest.mark.parametrize(
    "text",
    [
        "", "Yes.", "He pays; | she waits: | both, | at home, | sleep!”", "Pay – | or leave | (now) | at once.",
        "The old tenant pays | and repairs the roof", "Bà bán rau | trong khi ông ngủ | và cháu đọc sách.",
        "It rains | so that we stay", "The deadline is August 15, 2023, | and the office closes.",
        "Ngày 2, 3 và, | khi mưa, | anh đi.", "so", "trong nhà", "Thôi… | Đi.",
    ],
)  # fmt: skip
def test_clauses(text: str) -> None:
    assert parts(text.replace("| ", "")) == [part.strip() for part in text.split("|") if part.strip()]


def test_what_parts_them() -> None:
    cuts = clause_cuts(Ragged.of([["He", "pays.", "She", "waits,", "and", "he", "sleeps", "while", "she", "reads"]]))
    assert cuts.runs.tolist() == [0, 2, 4, 7, 10]
    assert cuts.by_mark.tolist() == [True, True, True, False, True]
    assert cuts.sentences.tolist() == [True, True, False, False, True]


def test_no_texts() -> None:
    assert clause_cuts(Ragged.of([])).runs.tolist() == clause_cuts(Ragged.of([[]])).runs.tolist() == []
