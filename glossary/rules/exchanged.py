"""NUM: numbers that changed places: 3:1 for 1:3, two boys and three girls for ba trai, hai gái."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from songngu.align.explainer import Explainer, explainer
from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.numerals import Kind, Numeral, beginnings_in, compare_ratios, read_numerals
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.numbers import composed, mark_in
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

_HINT = "see which number belongs to which"
_MOST_NUMBERS = 6
_MOST_WORDS = 3
# How likely one renders the other, by the lexicon: of both, of one of them, and how much likelier than as they stand.
_LEAST = 0.01
_LEAST_OF_ONE = 0.05
_TIMES = 4
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOP = re.compile(r"[,.;:!?()\[\]“”\"—–]")
_JOINS = frozenset("and or but và hoặc hay còn nhưng with với".split())  # noqa: SIM905
_COUNTED = frozenset({Kind.NUMBER})


def _exchanged(row: Row) -> Iterator[Issue]:
    """Yield an issue for ratios turned round, and one where two numbers count what the other counted."""
    if row.untranslated or not row.rendered:
        return
    source, target = composed(row.source_prose), composed(row.target_prose)
    langs = row.source_lang, row.target_lang
    for found in compare_ratios(source, target, *langs, row.source_convention, row.target_convention):
        yield _issue(row, found.message, found.source, found.target)
    words = explainer(*langs)
    if words is None:
        return
    ours = read_numerals(source, langs[0], row.source_convention)
    if not 2 <= len(ours) <= _MOST_NUMBERS:
        return
    theirs = read_numerals(target, langs[1], row.target_convention)
    for one, other in combinations(_once(ours, theirs), 2):
        if _is_crossed((source, ours), (target, theirs), (one, other), words):
            first, second = one[0], one[1]
            numbers = f"“{first.text}”, “{other[0].text}” / “{other[1].text}”, “{second.text}”"
            told = Message("{what} {numbers}", what=Message("the numbers are exchanged:"), numbers=numbers)
            yield _issue(row, told, first.span, second.span)
            return


_Pair = tuple[Numeral, Numeral]
_Text = tuple[str, Sequence[Numeral]]


def _may_be_exchanged(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with numerals on both sides."""
    block = RowBlock.of(rows)
    found: NDArray[np.bool_] = (block.weight("source", beginnings_in) > 0) & (block.weight("target", beginnings_in) > 0)
    return found


def _once(ours: Sequence[Numeral], theirs: Sequence[Numeral]) -> list[_Pair]:
    """Return the numbers that each text tells once, each with its counterpart."""
    sides = [[each for each in side if each.kind in _COUNTED and not each.ambiguous] for side in (ours, theirs)]
    found = []
    for each in sides[0]:
        alike = [[it for it in side if it.value == each.value] for side in sides]
        if len(alike[0]) == len(alike[1]) == 1:
            found.append((each, alike[1][0]))
    return found


def _is_crossed(source: _Text, target: _Text, pairs: tuple[_Pair, _Pair], words: Explainer) -> bool:
    """Tell whether what stands behind, or else before, each number renders what stands there at the other."""
    for is_behind in (True, False):
        ours = [_beside(*source, pair[0], is_behind=is_behind) for pair in pairs]
        theirs = [_beside(*target, pair[1], is_behind=is_behind) for pair in pairs]
        if not all(ours) or not all(theirs):
            continue
        straight = sum(map(words.likeness, ours, theirs))
        crossed = [*map(words.likeness, ours, reversed(theirs))]
        if straight * _TIMES >= sum(crossed):
            return False
        if min(crossed) >= _LEAST and max(crossed) >= _LEAST_OF_ONE:
            return True
    return False


def _beside(text: str, numerals: Sequence[Numeral], numeral: Numeral, *, is_behind: bool) -> str:
    """Return the few words that stand behind a number, or before it, up to a mark, a conjunction or a number."""
    edges = [each.span for each in numerals]
    if is_behind:
        start = numeral.span.end
        end = min([span.start for span in edges if span.start >= start], default=len(text))
    else:
        end = numeral.span.start
        start = max([span.end for span in edges if span.end <= end], default=0)
    parts = _STOP.split(text[start:end])
    found = _WORD.findall(parts[0] if is_behind else parts[-1])
    found = found if is_behind else found[::-1]
    stop = next((k for k, word in enumerate(found) if word.lower() in _JOINS), len(found))
    kept = found[: min(stop, _MOST_WORDS)]
    return " ".join(kept if is_behind else kept[::-1])


def _issue(row: Row, message: str, here: Span | None, there: Span | None) -> Issue:
    return Issue("target", message, _HINT, mark_in(row.source, here), mark_in(row.target, there))


RULES = (
    Rule(
        "NUM016",
        "numbers exchanged",
        Severity.WARNING,
        "Two numbers changed places: a ratio, a score or a range is turned round, or each of two numbers counts what "
        "the other counted, which the lexicon that ships tells for Vietnamese and English. A score is not looked at "
        "where somebody lost by it: some languages begin with the winner.",
        (
            Example("", "Trộn theo tỷ lệ 3:1.", "Mix at a ratio of 1:3.", True),
            Example("", "Anh có ba con mèo và hai con chó.", "He has two cats and three dogs.", True),
            Example("", "Anh có ba con mèo và hai con chó.", "He has two dogs and three cats.", False),
        ),
        _exchanged,
        among=_may_be_exchanged,
    ),
)
