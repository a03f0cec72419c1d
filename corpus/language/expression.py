"""Regular expressions that a person writes: those of Python's `re`, stopped where they backtrack without bound.

The engine is that of the package `regex`, which takes a limit of processor time. What runs away is found on texts made
of the characters of the expression itself: a character, two in turn or a word, many times over, and then all that it
asks for in the end, so that nothing but the last step fails.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from songngu.corpus.errors import UsageError

_LONG = 1000
SECONDS = 1.0
"""The processor time that an expression may take on a text, and a little more for a long one."""

_PER_CHARACTER = 1e-5
_PUMPED = 40
_PROBE_SECONDS = 0.25
_MOST_LETTERS = 24
_SAMPLE = "aA1 ."
# What `regex` reads as something else than `re` does: a brace that opens no count of rounds.
_BRACE = re.compile(r"\\N\{[^}]*\}|\\.|\{(?:\d+(?:,\d*)?|,\d+)\}|\{", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:[xuU][0-9a-fA-F]+|N\{[^}]*\}|.)|\(\?[^:)]*[:)]?", re.DOTALL)


_WORD = re.compile(r"[^\W\d_]{2,} ?")


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression. Its methods raise UsageError where it takes more than ``seconds`` of work on a text."""

    text: str
    _pattern: regex.Pattern[str]
    seconds: float = SECONDS

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start and the end of each match in ``text``, from left to right."""
        try:
            for match in self._pattern.finditer(text, timeout=self.seconds + len(text) * _PER_CHARACTER):
                yield match.span()
        except TimeoutError:
            raise self._runs_away() from None

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and the end of the first match in ``text``, None where there is none."""
        return next(self.spans(text), None)

    def _runs_away(self) -> UsageError:
        return UsageError(
            f"the regular expression {self.text!r} takes too long: it backtracks without bound on a text",
            hint="part the rounds of its loops by something certain, as in (?:\\w+ )+ for (?:\\w+ ?)+",
        )


@lru_cache(maxsize=1 << 12)
def expression(text: str, *, ignore_case: bool = False, seconds: float = SECONDS) -> Expression:
    """Return the expression that is written in ``text``; raises UsageError where it does not compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
            flags = regex.V0 | (regex.IGNORECASE if ignore_case else 0)
            return Expression(text, regex.compile(_BRACE.sub(_literal, text), flags), seconds)
    except (re.error, regex.error, OverflowError, RecursionError, ValueError, Warning) as error:
        raise UsageError(f"the regular expression {text!r} does not compile: {error}") from None


def _literal(found: re.Match[str]) -> str:
    return r"\{" if found[0] == "{" else found[0]


@lru_cache(maxsize=1 << 12)
def fault(text: str) -> str | None:
    """Return why an expression is no good for looking through many texts, or None where it is sound."""
    if len(text) > _LONG:
        return f"is longer than {_LONG} characters"
    try:
        made = expression(text)
    except UsageError as error:
        return str(error).removeprefix(f"the regular expression {text!r} ")
    try:
        if made._pattern.fullmatch("", timeout=_PROBE_SECONDS):
            return "matches the empty text"
        for probe in _probes(text):
            made._pattern.search(probe, timeout=_PROBE_SECONDS)
    except TimeoutError:
        return "backtracks without bound"
    return None


def _probes(text: str) -> Iterator[str]:
    """Yield texts that an expression with an ambiguous loop takes in very many ways, none of which succeeds."""
    letters = "".join(dict.fromkeys(_ESCAPED.sub("", text)))[:_MOST_LETTERS]
    end = f"\0{letters}\0"
    words = _WORD.findall(text)[:_MOST_LETTERS]
    for piece in dict.fromkeys([*letters, *_SAMPLE, *map("".join, pairwise(letters)), *words, "a ", "A1"]):
        yield piece * _PUMPED + end
