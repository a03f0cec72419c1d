"""How like two segments are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.memory.likeness import edits, likeness


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Em bé ngủ.", "Em bé ngủ.", 100, 100),
        ("Em be\u0301 ngủ.", "Em  bé ngủ.", 100, 100),
        ("Em bé ngủ.", "Em bé ngủ!", 99, 99),
        ("Em bé ngủ.", "EM BÉ NGỦ.", 99, 99),
        ("Chị hoà giải.", "Chị hòa giải.", 99, 99),
        ("Có 3 con mèo.", "Có 12 con mèo.", 99, 99),
        ("Có {a} con mèo.", "Có {b} con mèo.", 99, 99),
        ("Có <b>3</b> con mèo.", "Có 3 con mèo.", 50, 98),
        ("Mô hình này nhỏ hơn mô hình kia.", "Mô hình này to hơn mô hình kia.", 80, 95),
        ("Mô hình này nhỏ hơn.", "Trời hôm nay mưa to.", 0, 30),
        ("…", "…", 100, 100), ("…", "!", 0, 0), ("", "", 100, 100),
    ],
)  # fmt: skip
def test_scores(one: str, other: str, least: int, most: int) -> None:
    assert least <= likeness(one, other, "vi") <= most


@given(st.text("ab 1,.<>é", max_size=20), st.text("ab 1,.<>é", max_size=20))
def test_it_is_the_same_both_ways_and_has_bounds(one: str, other: str) -> None:
    score = likeness(one, other, "vi")
    assert 0 <= score <= 100
    assert score == pytest.approx(likeness(other, one, "vi"))


@given(st.text("ab 1,é", max_size=20), st.text("ab 1,é", max_size=20))
def test_edits_lead_from_one_to_the_other(one: str, other: str) -> None:
    changed = edits(one, other, "en")
    assert all(0 <= each.old.start <= each.old.end <= len(one) for each in changed)
    words, at = [], 0
    for each in changed:
        words += [*one[at : each.old.start].split(), *other[each.new.start : each.new.end].split()]
        at = each.old.end
    kept = "".join([*words, *one[at:].split()]).replace(",", "")
    assert kept == other.replace(" ", "").replace(",", "")
