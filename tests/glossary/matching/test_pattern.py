import re
import time

import pytest

from songngu.glossary.matching.pattern import fault


@pytest.mark.parametrize(
    "pattern",
    [
        r"No\. ?\d+",
        r"(?:\d+\.)+\d+",
        r"\d+\s*\d+",
        r"(?:[A-Z]\w*\s)+Co",
        r"[a-z]{3,40}",
        r"(ab|ac)+",
        r"(?:ab|cd)+",
        r"(?i)Q[1-4] \d{4}",
        r"^\b(?:the|a)\s+\w+$",
        r"((?:một|hai) )+x",
        r"(.|\n)*x",
        r"(?P<x>a)(?(x)b|c)+",
        r"(?:[^\W\d]\S\.)+",
        r"(?>ab)+c",
        r"a(?!b)c",
        r"(?:[^a]b)+",
        r"(a|ab)*c",
        r"(?:\W\D-)+x",
    ],
)
def test_sound_patterns(pattern: str) -> None:
    assert fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+",
        r"(\w+\s?)+$",
        r"(x+x+)+y",
        r"(.*a){20,}",
        r"(a{1,30}){1,30}",
        r"(?=(a+)+b)",
        r"(a)\1+",
        r"((a|b)+)+",
        r"(a|a)+",
        r"(a|ab|b)*c",
        r"(?s)(.|\n)*x",
        r"(?:ab?|\w)+x",
        r"x(?:(?:ab?)+)*",
        r"(?:(?!x)\w+)+y",
        r"(?:(ab|a)b?)*c",
    ],
)
def test_patterns_that_run_away(pattern: str) -> None:
    assert fault(pattern) is not None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(", "does not compile"),
        (r"\p", "does not compile"),
        ("x*", "matches the empty text"),
        ("a" * 1001, "longer than"),
    ],
)
def test_other_faults(pattern: str, words: str) -> None:
    assert words in (fault(pattern) or "")


@pytest.mark.parametrize("pattern", [r"(?:\d+\.)+\d+", r"(?:[A-Z]\w*\s)+Co", r"(a|ab)*c", r"((?:một|hai) )+x"])
def test_sound_patterns_are_quick_on_contrived_texts(pattern: str) -> None:
    begin = time.process_time()
    for piece in ("1.", "A ", "a", "ab", "một ", "1"):
        re.search(pattern, piece * 3000 + "!")
    assert time.process_time() - begin < 5
