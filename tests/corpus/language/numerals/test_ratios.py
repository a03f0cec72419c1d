"""Ratios, scores and ranges turned round, in both directions."""

from __future__ import annotations

import pytest

from songngu.corpus.language.numerals import compare_ratios


@pytest.mark.parametrize(
    ("source", "target", "turned"),
    [
        ("Pha theo tỷ lệ 1:4.", "Dilute 4:1.", True),
        ("Pha theo tỷ lệ 1 : 4.", "Dilute 1:4.", False),
        ("Đội khách thắng 4-2.", "The visitors won 2–4.", True),
        ("Đội khách thắng 4-2.", "The visitors won 4–2.", False),
        ("Đội nhà thua 0-2.", "The home side lost 2–0.", False),
        ("Lượt đi 2-1, lượt về 1-2.", "First leg 1–2, second leg 2–1.", False),
        ("Nặng 10-15 kg.", "It weighs 15–10 kg.", True),
        ("Lúc 3:15, tỷ lệ 2:5.", "At 3:15, the ratio was 2:5.", False),
        ("Họp ngày 12-10.", "The meeting is on 10-12.", False),
        ("Không có tỷ số.", "There is no score.", False),
        ("Giá tăng từ 4% lên 9%.", "It rose from 9% to 4%.", True),
        ("Giá tăng từ 4% lên 9%.", "It rose from 4% to about 9%.", False),
        ("Giá tăng từ 4% lên 9%.", "It rose to 9% from 4%.", False),
        ("Từ năm 1930 đến năm 1940.", "From 1940 to 1930.", True),
    ],
)
def test_members_that_are_exchanged(source: str, target: str, turned: bool) -> None:
    assert [each.rule for each in compare_ratios(source, target, "vi", "en")] == ["NUM016"] * turned
    assert [each.rule for each in compare_ratios(target, source, "en", "vi")] == ["NUM016"] * turned


def test_other_languages_turn_ratios_round_too() -> None:
    (found,) = compare_ratios("Un mélange de 3:1.", "A mix of 1:3.", "fr", "en")
    assert found.source and found.target and (found.source.start, found.target.start) == (14, 9)
    assert not compare_ratios("Sie verloren 1:3.", "They were beaten 3:1.", "de", "en")
