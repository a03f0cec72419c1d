"""Expressions of people mean what `re` says they mean, and none of them keeps a run from ending."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.corpus.language.expression import expression, fault

SOUND = [
    r"No\. ?\d+", r"(?:\d+\.)+\d+", r"(?:[A-Z]\w*\s)+Co", r"[a-z]{3,40}", r"(ab|ac)+", r"(?i)Q[1-4] \d{4}",
    r"^\b(?:the|a)\s+\w+$", r"((?:một|hai) )+x", r"(.|\n)*x", r"(?P<x>a)(?(x)b|c)+", r"(?>ab)+c", r"a(?!b)c",
    r"(?:[^a]b)+", r"(a|ab)*c", r"\bđường\b", r"x{e}", r"a{1,2}b{,3}[{}]", r"\N{EN DASH}\d", r"\{\d+\}",
]  # fmt: skip

AWAY = [
    r"(a|a)+b", r"((a|b)|a)+c", r"(?:a|a)+$", r"(?:ab?|\w)+x", r"(\w|\w\w)+!", r"(?:một|mộ|t)+x",
]  # fmt: skip


@pytest.mark.parametrize("pattern", SOUND)
def test_sound_patterns(pattern: str) -> None:
    assert fault(pattern) is None


@pytest.mark.parametrize("pattern", AWAY)
def test_patterns_that_run_away(pattern: str) -> None:
    assert fault(pattern) == "backtracks without bound"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("(", "does not compile"), (r"\p", "does not compile"), ("x*", "matches the empty text"), ("a" * 1001, "longer")],
)
def test_other_faults(pattern: str, words: str) -> None:
    assert words in (fault(pattern) or "")


@pytest.mark.parametrize("pattern", [*SOUND, r"\w+", r"\b\w", r"[^\W\d]+", r"a{e}", r"(?:abc){s<=1}", r"\{a{2}"])
@given(text=st.text("aAbcđườngQ1234 {}e–.\n", max_size=30))
def test_the_meaning_is_that_of_re(pattern: str, text: str) -> None:
    assert list(expression(pattern).spans(text)) == [found.span() for found in re.finditer(pattern, text)]
    found = re.search(pattern, text, re.IGNORECASE)
    assert expression(pattern, ignore_case=True).first(text) == (found.span() if found else None)


def test_a_text_that_takes_too_long_is_told() -> None:
    with pytest.raises(UsageError, match="takes too long") as caught:
        expression(r"(k|k)+b", seconds=0.05).first("k" * 60 + "cb")
    assert caught.value.hint
