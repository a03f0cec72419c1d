"""Noise made of clean pairs."""

import pytest

from songngu.corpus.export.spoiling import SPOILT, spoilt
from tests.corpus.export.clean_pairs import PAIRS


@pytest.mark.parametrize("kind", SPOILT)
def test_each_kind_of_noise_spoils_pairs(kind: str) -> None:
    made = spoilt(PAIRS, kind, 20)
    assert len(made) == 20 == len(set(made) - set(PAIRS))
    assert made == spoilt(PAIRS, kind, 20)
    assert spoilt(PAIRS[:1], kind, 20) == []
