"""Regular expressions that a glossary may hold: those that compile and cannot backtrack without bound.

Backtracking is exponential where one stretch can be split among the rounds of a loop in several ways: a loop in a loop
with nothing certain between their rounds, ``(a+)+`` or ``(\\w+\\s?)+``, or alternatives that begin alike, ``(a|ab)*``
(Weideman et al. 2016). Sets of first characters are compared over a sample of characters; what it cannot tell apart
is refused.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SAMPLE = frozenset(map(chr, range(9, 127))) | frozenset("éđĐươạỹ–—“”…€。中文\u00a0\u200b")
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdigit,
    c.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdigit(),
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    c.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    c.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}
_REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
_MANY = 30
_NO_LETTER = -1
_LONG = 1000
Letters = frozenset[str]


@lru_cache(maxsize=1 << 12)
def fault(pattern: str) -> str | None:
    """Return why a glossary refuses ``pattern``, or None where it is sound."""
    if len(pattern) > _LONG:
        return f"is longer than {_LONG} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
            tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"does not compile: {error}"
    if tree.state.flags & re.DOTALL:
        _open(tree)
    alphabet = _SAMPLE | frozenset(pattern)
    if _first(tree, alphabet)[1] and re.compile(pattern).fullmatch(""):
        return "matches the empty text"
    return "backtracks without bound" if _runs_away(tree, alphabet) else None


def _open(sequence: Any) -> None:
    """Let every dot take a line end."""
    for i, (operator, argument) in enumerate(sequence):
        if operator is c.ANY:
            sequence[i] = (c.NOT_LITERAL, _NO_LETTER)
        for part in _parts(operator, argument):
            _open(part)


def _runs_away(sequence: Any, alphabet: Letters) -> bool:
    """Tell whether any loop of the sequence can take one stretch in several ways."""
    for operator, argument in sequence:
        if operator in _REPEATS:
            least, most, body = argument
            if most >= _MANY and least != most and _ambiguous(body, alphabet):
                return True
        if any(_runs_away(part, alphabet) for part in _parts(operator, argument)):
            return True
    return False


def _ambiguous(body: Any, alphabet: Letters) -> bool:
    """Tell whether a loop over ``body`` has two ways to take one stretch."""
    first, empty = _first(body, alphabet)
    return empty or _clashes(list(body), first, alphabet)


def _clashes(items: list[Any], after: Letters, alphabet: Letters) -> bool:
    """Tell whether an item can end in two places; ``after`` is what may follow the items."""
    for i, (operator, argument) in enumerate(items):
        rest, empty = _first(items[i + 1 :], alphabet)
        follow = rest | after if empty else rest
        if operator in _REPEATS:
            least, most, inner = argument
            own, _ = _first(inner, alphabet)
            if least != most and own & follow:
                return True
            if _clashes(list(inner), (own if most > 1 else frozenset()) | follow, alphabet):
                return True
        elif operator is c.BRANCH:
            if _alike([_first(part, alphabet) for part in argument[1]], follow):
                return True
            if any(_clashes(list(part), follow, alphabet) for part in argument[1]):
                return True
        elif operator not in {c.ASSERT, c.ASSERT_NOT} and any(
            _clashes(list(part), follow, alphabet) for part in _parts(operator, argument)
        ):
            return True
    return False


def _alike(alternatives: list[tuple[Letters, bool]], follow: Letters) -> bool:
    """Tell whether one stretch fits two of the alternatives, given how each begins and whether it may be empty."""
    firsts = [first for first, _ in alternatives]
    union = frozenset().union(*firsts)
    empty = sum(empty for _, empty in alternatives)
    return sum(map(len, firsts)) > len(union) or empty > 1 or (empty == 1 and bool(union & follow))


def _parts(operator: Any, argument: Any) -> list[Any]:
    """Return the sequences that an item of a parsed expression holds."""
    if operator in _REPEATS:
        return [argument[2]]
    held = {
        c.BRANCH: lambda: list(argument[1]),
        c.SUBPATTERN: lambda: [argument[3]],
        c.ASSERT: lambda: [argument[1]],
        c.ASSERT_NOT: lambda: [argument[1]],
        c.ATOMIC_GROUP: lambda: [argument],
        c.GROUPREF_EXISTS: lambda: [part for part in argument[1:] if part is not None],
    }.get(operator)
    return held() if held else []


def _first(sequence: Any, alphabet: Letters) -> tuple[Letters, bool]:
    """Return with which characters a sequence may begin, and whether it may be empty."""
    first: Letters = frozenset()
    for operator, argument in sequence:
        more, empty = _first_of(operator, argument, alphabet)
        first |= more
        if not empty:
            return first, False
    return first, True


def _first_of(operator: Any, argument: Any, alphabet: Letters) -> tuple[Letters, bool]:
    if operator in _REPEATS:
        least, _, body = argument
        first, empty = _first(body, alphabet)
        return first, empty or least == 0
    if operator in {c.ASSERT, c.ASSERT_NOT, c.AT}:
        return frozenset(), True
    if operator is c.GROUPREF:
        return alphabet, True
    parts = [_first(part, alphabet) for part in _parts(operator, argument)]
    if parts:
        return frozenset().union(*(part for part, _ in parts)), any(empty for _, empty in parts)
    taken = frozenset(letter for letter in alphabet if _takes(operator, argument, letter))
    return taken | frozenset(map(str.swapcase, taken)), False


def _takes(operator: Any, argument: Any, letter: str) -> bool:
    """Tell whether an item of one character, or a member of a set, takes the letter."""
    if operator is c.LITERAL:
        return bool(ord(letter) == argument)
    if operator is c.NOT_LITERAL:
        return bool(ord(letter) != argument)
    if operator is c.RANGE:
        return bool(argument[0] <= ord(letter) <= argument[1])
    if operator is c.CATEGORY:
        return argument not in _CATEGORIES or _CATEGORIES[argument](letter)
    if operator is c.IN:
        negated = argument[0][0] is c.NEGATE
        return bool(negated) != any(_takes(kind, what, letter) for kind, what in argument[negated:])
    return letter != "\n"
