"""Chains of seeds."""

import numpy as np

from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.duplicates.chains import REACH, Run, find_chains
from songngu.corpus.duplicates.seeds import Seeds
from tests.corpus.duplicates.passages import LINES, document, filler


def test_unlike_gaps_part_a_chain() -> None:
    """Two short repeats with much else between them are two passages, not one of low similarity."""
    one = f"{LINES[0]} {LINES[2]}\n{filler(0, 90)}\n{LINES[4]} {LINES[5]}"
    two = f"{LINES[0]} {LINES[2]}\n{filler(200, 90)}\n{LINES[4]} {LINES[5]}"
    passages = find_duplicates([document(one), document(two)])
    assert [p.first.text for p in passages] == [f"{LINES[0]} {LINES[2]}", f"{LINES[4]} {LINES[5]}"]
    assert [p.cluster for p in passages] == [0, 1]


def chained(*runs: tuple[int, int, int], least: float = 1) -> list[tuple[float, tuple[Run, ...]]]:
    columns = (np.array(column, np.int64) for column in zip(*runs, strict=True))
    return find_chains(Seeds(*columns), np.array([0, 1000, 2000]), least)


def test_runs_near_each_other_are_one_chain() -> None:
    ((score, chain),) = chained((0, 1000, 20), (22, 1022, 20))
    assert chain == (Run(0, 1000, 20), Run(22, 1022, 20))
    assert 38 < score < 40


def test_runs_too_far_from_each_other_are_two() -> None:
    assert [chain for _, chain in chained((0, 1000, 20), (30 + REACH, 1030 + REACH, 25))] == [
        (Run(30 + REACH, 1030 + REACH, 25),),
        (Run(0, 1000, 20),),
    ]


def test_chains_of_a_low_score_are_left_out() -> None:
    assert chained((0, 1000, 20), least=21) == []
