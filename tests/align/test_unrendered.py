"""Stretches that nothing renders, by links: the added clause is found where its words have their like beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align.known_texts import LANGS, KnownTexts
from songngu.align.unrendered import Unrendered, unrendered

VI = "Bác sĩ khám cho bệnh nhân vào buổi sáng, và y tá phát thuốc cho bệnh nhân vào buổi chiều."
EN = "The doctor sees the patients in the morning, and the nurse hands out medicine to the patients in the afternoon."
MORE_EN = ", while the families wait for the doctor in the garden behind the hospital"
MORE_VI = ", còn người nhà thì ngồi chờ bác sĩ ngoài vườn sau bệnh viện"
Pair = tuple[str, str]


def found(pairs: Sequence[Pair], least: float = -99.0) -> tuple[dict[int, Unrendered], dict[int, Unrendered]]:
    sides = (KnownTexts.of([pair[k] for pair in pairs], lang) for k, lang in enumerate(LANGS))
    rows = np.ones(len(pairs), np.bool_)
    return unrendered((next(sides), next(sides)), np.ones(len(pairs)), (rows, rows), least)


@pytest.mark.parametrize("side", [0, 1])
def test_an_added_clause_is_the_stretch_that_nothing_renders(side: int) -> None:
    texts = [VI, EN]
    more = (MORE_VI, MORE_EN)[side]
    texts[side] = f"{texts[side][:-1]}{more}."
    best = found([(texts[0], texts[1])])[side][0]
    assert texts[side][best.start : best.end].strip() == f"{more[2:]}."
    assert best.score > 3 + max(each[0].score for each in found([(VI, EN)]))


@pytest.mark.parametrize("more", [("", ""), (MORE_VI, MORE_EN)])
def test_a_whole_rendering_scores_low(more: Pair) -> None:
    assert found([(f"{VI[:-1]}{more[0]}.", f"{EN[:-1]}{more[1]}.")], -1.0) == ({}, {})


@pytest.mark.parametrize("texts", [("", ""), ("Vâng.", "Yes."), ("Một hai ba", ""), ("", "one two three four")])
def test_what_has_too_few_words_has_no_stretch(texts: Pair) -> None:
    assert found([texts]) == ({}, {})


def test_places_are_those_of_the_text_as_it_is_spaced() -> None:
    text = f"  {EN[:-1]}{MORE_EN.replace(' ', '   ')}.\u3000"
    best = found([(VI, text)])[1][0]
    assert text[best.start : best.end].split() == f"{MORE_EN[1:]}.".split()


def test_texts_longer_than_a_page_are_left_alone() -> None:
    more = f"{EN[:-1]}{MORE_EN}."
    assert found([(VI, more), (VI, " ".join([more] * 60))])[1].keys() == {0}


words = st.sampled_from(
    [*VI.split(), *EN.split(), "và", "(or", "so", "that", "khi", "trong", "–", "7,", "5", "¿", "Ωmega"]
)
texts = st.lists(words, max_size=25).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6), st.integers(0, 5))
def test_pairs_are_weighed_alone_as_together(pairs: list[Pair], other: int) -> None:
    together = found([*pairs, (VI, EN), (VI * other, EN)])
    for number, pair in enumerate(pairs):
        alone = found([pair])
        assert [each.get(number) for each in together] == [each.get(0) for each in alone]
        assert all(0 <= best.start < best.end <= len(pair[k]) for k in (0, 1) for best in alone[k].values())
