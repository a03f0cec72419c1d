"""Noise made of clean pairs."""

import pytest

from songngu.corpus.export.spoiling import SPOILT, spoilt

NAMES = ["Lan", "Minh", "Hòa", "Tuấn", "Ngọc", "Sơn"]


PAIRS = [
    (f"Sáng ngày {number} bạn {NAMES[number % 6]} chèo đò sang sông bán cá ở chợ làng.",
     f"On the morning of day {number} {NAMES[number % 6]} rowed over the river to sell fish at the market.")
    for number in range(120)
]  # fmt: skip


@pytest.mark.parametrize("kind", SPOILT)
def test_each_kind_of_noise_spoils_pairs(kind: str) -> None:
    made = spoilt(PAIRS, kind, 20)
    assert len(made) == 20 == len(set(made) - set(PAIRS))
    assert made == spoilt(PAIRS, kind, 20)
    assert spoilt(PAIRS[:1], kind, 20) == []
