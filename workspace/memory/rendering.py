"""The likely rendering of a stretch of a sentence in the other one, by the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.align.text.tokens import tokens, units
from songngu.corpus.document import Span
from songngu.corpus.language.words import CHARACTER, WORD

_WORD = re.compile(f"{WORD}(?:['’]{WORD})*|{CHARACTER}")
_FLOOR = 0.03
"""The probability with which any word explains any other."""
_LIKE = 0.5
"""The share of its explanation that a word of the rendering owes to the stretch."""
_LONGEST = 8


def rendering_of(texts: tuple[str, str], langs: tuple[str, str], match: Span) -> Span | None:
    """Return where the stretch ``match`` of the first text is rendered in the second; None where nothing tells.

    Each word of the second text is worth the share of its explanation that it owes to the stretch, over against the
    rest of the first text; the rendering is the stretch of words with the greatest sum of what is above one half.
    """
    first, second = texts
    chosen = units(tokens(first[match.start : match.end], langs[0]), langs[0])
    inside = _rendered(tuple(chosen), langs)
    words = [(found.start(), found.end(), _token(found[0], langs[1])) for found in _WORD.finditer(second)]
    if not any(token in inside for _, _, token in words):
        return None
    parts = first[: match.start], first[match.end :]
    rest = {unit for part in parts for unit in units(tokens(part, langs[0]), langs[0])}.difference(chosen)
    return _best([
        (start, end, _share(inside[token], token, rest, langs) if token in inside else 0.0)
        for start, end, token in words
    ])  # fmt: skip


def _share(within: float, token: str, rest: Set[str], langs: tuple[str, str]) -> float:
    """Return the share of the explanation of a word that is not the rest's."""
    explained = _explained(token, langs)
    without = max(map(explained.__getitem__, explained.keys() & rest), default=0.0)
    return within / (within + without + _FLOOR)


def _best(words: Sequence[tuple[int, int, float]]) -> Span | None:
    best, chosen = 0.0, None
    for first, (start, _, share) in enumerate(words):
        if share <= _LIKE:
            continue
        total = 0.0
        for _, end, other in words[first : first + _LONGEST]:
            total += other - _LIKE
            if total > best:
                best, chosen = total, Span(start, end)
    return chosen


@lru_cache(maxsize=1 << 16)
def _token(word: str, lang: str) -> str:
    return "".join(tokens(word, lang))


@lru_cache(maxsize=1 << 12)
def _rendered(stretch: tuple[str, ...], langs: tuple[str, str]) -> Mapping[str, float]:
    """Return how likely each token renders one of some units; themselves surely: names and numbers stay as they are."""
    found = dict.fromkeys(stretch, 1.0)
    lexicon = shipped_lexicon(*langs)
    for unit in stretch:
        number = lexicon.source.index.get(unit) if lexicon else None
        if lexicon is not None and number is not None:
            first, last = lexicon.forward.indptr[number : number + 2]
            numbers, values = lexicon.forward.indices[first:last].tolist(), lexicon.forward.data[first:last].tolist()
            for k, value in zip(numbers, values, strict=True):
                if value > _FLOOR:  # what is less likely can owe the stretch no half of its explanation
                    token = lexicon.target.units[k]
                    found[token] = max(found.get(token, 0.0), value)
    return found


@lru_cache(maxsize=1 << 12)
def _explained(token: str, langs: tuple[str, str]) -> Mapping[str, float]:
    """Return how likely a token renders each unit; itself surely."""
    lexicon = shipped_lexicon(*langs)
    number = lexicon.target.index.get(token) if lexicon else None
    if lexicon is None or number is None:
        return {token: 1.0}
    columns = _columns(langs)
    first, last = columns.indptr[number : number + 2]
    rows, values = columns.indices[first:last].tolist(), columns.data[first:last].tolist()
    return {lexicon.source.units[k]: value for k, value in zip(rows, values, strict=True)} | {token: 1.0}


@lru_cache(maxsize=4)
def _columns(langs: tuple[str, str]) -> Any:
    lexicon = shipped_lexicon(*langs)
    return lexicon.forward.tocsc() if lexicon else None
