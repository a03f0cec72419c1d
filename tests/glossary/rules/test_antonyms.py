"""The table of opposites: whole pairs, and no phrase on both sides of one."""

from __future__ import annotations

import re

from songngu.glossary.rules.antonyms import ANTONYMS


def test_every_line_has_both_languages_and_its_opposite() -> None:
    lines = re.split(r"\n(?! )", ANTONYMS)
    assert len(lines) % 2 == 0
    assert all(line.count("/") == 1 for line in lines)


def test_of_more_than_two_any_two_are_opposites() -> None:
    assert sum("mùa~đông" in line for line in ANTONYMS.split("\n")) == 3
