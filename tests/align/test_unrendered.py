"""Stretches that nothing renders, by links: the added clause is found where its words have their like beside it."""

from __future__ import annotations

import pytest

from songngu.align.unrendered import side_pair, unrendered, weigh

VI = "Bác sĩ khám cho bệnh nhân vào buổi sáng, và y tá phát thuốc cho bệnh nhân vào buổi chiều."
EN = "The doctor sees the patients in the morning, and the nurse hands out medicine to the patients in the afternoon."
MORE_EN = ", while the patients' families wait for the doctor in the garden behind the hospital"
MORE_VI = ", còn người nhà bệnh nhân thì ngồi chờ bác sĩ ngoài vườn sau bệnh viện"


def found(vi: str, en: str, lang: str) -> tuple[str, float]:
    (weighed,) = weigh([(vi, en)])
    side = side_pair((vi, en), weighed, lang, 1.0)
    best = unrendered(side)
    return (side.text[best.start : best.end], best.score) if best else ("", -99.0)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_added_clause_is_the_stretch_that_nothing_renders(lang: str) -> None:
    vi, en = (VI[:-1] + MORE_VI + ".", EN) if lang == "vi" else (VI, EN[:-1] + MORE_EN + ".")
    stretch, score = found(vi, en, lang)
    more = (MORE_VI if lang == "vi" else MORE_EN).strip(", ")
    assert more in stretch and score > 0


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("more", [("", ""), (MORE_VI, MORE_EN)])
def test_a_whole_rendering_scores_low(lang: str, more: tuple[str, str]) -> None:
    assert found(f"{VI[:-1]}{more[0]}.", f"{EN[:-1]}{more[1]}.", lang)[1] < -1.2


@pytest.mark.parametrize("texts", [("", ""), ("Vâng.", "Yes."), ("Một hai ba", ""), ("", "one two three four")])
def test_what_has_too_few_words_has_no_stretch(texts: tuple[str, str]) -> None:
    assert {found(*texts, lang) for lang in ("vi", "en")} == {("", -99.0)}


def test_pairs_are_weighed_alone_as_together() -> None:
    pairs = [(VI, EN), (VI[:-1] + MORE_VI, EN), ("Trà sen.", "Lotus tea.")]
    scores = []
    for weigh_at_once in (True, False):
        weighed = list(weigh(pairs)) if weigh_at_once else [next(weigh([pair])) for pair in pairs]
        best = [unrendered(side_pair(pair, each, "vi", 1.0)) for pair, each in zip(pairs, weighed, strict=True)]
        scores.append([each and (each.start, each.end, round(each.score, 3)) for each in best])
    assert scores[0] == scores[1]
