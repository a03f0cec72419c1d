"""How Vietnamese is spelt."""

from __future__ import annotations

import pytest

from songngu.glossary.rules.rule import Row
from songngu.glossary.rules.spelling import RULES, is_impossible

IMPOSSIBLE, TONES = (rule.across for rule in RULES)


@pytest.mark.parametrize(
    "word",
    [
        "lúăa",
        "đẽp",
        "nghành",
        "ngĩ",
        "cỉ",
        "ghà",
        "tiêếng",
        "đuờng",
        "viẹt",
        "hảc",
        "cuả",
        "ngừơi",
        "rât",
        "qúa",
        "tiêngs",
        "đẹpp",
        "đườngf",
        "nghiêg",
    ],
)
def test_impossible_syllables(word: str) -> None:
    assert is_impossible(word)


GOOD = (
    "gịa đẹp nghề ghế kỹ giặt quýt khuỷu ngoằn thuở ôtô prôtêin café résumé Đắk São tuýp rượu giếng gì yếm hươu xoong"
)


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables_loans_and_names_pass(word: str) -> None:
    assert not is_impossible(word)


def found(*texts: str, lang: str = "vi") -> tuple[list[str], int]:
    assert IMPOSSIBLE and TONES
    rows = [Row("x", text, "en", lang) for text in texts]
    wrong = [rows[at].target[slice(*(issue.target_mark or (0, 0)))] for at, issue in IMPOSSIBLE(rows)]
    return wrong, len(list(TONES(rows)))


def test_the_rules_look_at_vietnamese_prose_alone() -> None:
    assert found("Trời đẽp, gặt lúăa.", "Một đẽp nữa.") == (["đẽp", "lúăa", "đẽp"], 0)
    assert found("Gọi `đẽp` và a_đẽp, xe-đẽp.") == ([], 0)
    assert found("Đẽp đẽp", lang="fr") == ([], 0)
    assert found("Trời de\u0303p.") == (["de\u0303p"], 0)


def test_the_first_word_of_a_sentence_is_judged_and_names_are_not() -> None:
    assert found("Nghành này mới. Ngừơi ta nói: ông Nghành ở đây.")[0] == ["Nghành", "Ngừơi"]


def test_tones_placed_in_two_ways_are_told_once_a_file() -> None:
    assert found("hòa", "hòa", "khoẻ", "quý, mùa, hoàn") == ([], 1)
    assert found("hòa", "khỏe") == ([], 0)
    assert found("Hoà", "khoẻ") == ([], 0)
