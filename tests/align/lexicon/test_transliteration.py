from __future__ import annotations

import pytest

from songngu.align.lexicon.names import name_likeness
from songngu.align.lexicon.transliteration import is_spelt_by_ear, transliteration_score

NAMES = {
    "Oa-sinh-tơn": "Washington", "Xta-lin": "Stalin", "Pu-tin": "Putin", "Ken-nơ-đi": "Kennedy", "Xít-ni": "Sydney",
    "Luân-đôn": "London", "Ca-li-phoóc-ni-a": "California", "Ma-lai-xi-a": "Malaysia", "Áp-ga-ni-xtan": "Afghanistan",
    "Ga-li-lê": "Galileo", "Xinh-ga-po": "Singapore",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_spelt_by_ear_goes_best_with_its_own(name: str) -> None:
    assert max(NAMES.values(), key=lambda other: transliteration_score(name, other)) == NAMES[name]


def test_what_is_not_spelt_by_ear_tells_nothing() -> None:
    assert not is_spelt_by_ear("Lương Văn Phong") and not is_spelt_by_ear("mát-xcơ-va")
    assert transliteration_score("Lương Văn Phong", "Liang Wenfeng") == 0
    assert transliteration_score("Oa-sinh-tơn", "washing") == 0
    assert transliteration_score("Pa-ri", "Ottawa") == 0


def test_a_name_is_heard_or_read() -> None:
    assert name_likeness("Lương Văn Phong", "Liang Wenfeng") > 0.3
    assert name_likeness("Oa-sinh-tơn", "Washington") > 0.9
