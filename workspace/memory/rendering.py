"""The likely rendering of a stretch of a sentence in the other one, by the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.align.text.tokens import has_pairs, may_pair, paired, tokens
from songngu.corpus.document import Span
from songngu.corpus.language.normalise import WORD

_WORD = re.compile(f"{WORD}(?:['’]{WORD})*|[\u3040-\u30ff\u3400-\u9fff]")
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
    chosen = _units(tokens(first[match.start : match.end], langs[0]), langs[0])
    parts = first[: match.start], first[match.end :]
    rest = [unit for part in parts for unit in _units(tokens(part, langs[0]), langs[0])]
    inside = [_renderings(unit, langs) for unit in chosen]
    outside = [_renderings(unit, langs) for unit in dict.fromkeys(rest) if unit not in chosen]
    places = [found.span() for found in _WORD.finditer(second)]
    worth = []
    for start, end in places:
        token = _token(second[start:end], langs[1])
        within = max([table.get(token, 0.0) for table in inside], default=0.0)
        without = max([table.get(token, 0.0) for table in outside], default=0.0) if within else 0.0
        worth.append(within / (within + without + _FLOOR) - _LIKE)
    return _best(places, worth)


def _best(places: Sequence[tuple[int, int]], worth: Sequence[float]) -> Span | None:
    best, chosen = 0.0, None
    for start in range(len(places)):
        total = 0.0
        for end in range(start, min(len(places), start + _LONGEST)):
            total += worth[end]
            if total > best:
                best, chosen = total, Span(places[start][0], places[end][1])
    return chosen


def _units(found: Sequence[str], lang: str) -> list[str]:
    pairs = (paired(a, b) for a, b in pairwise(found) if may_pair(a, lang) and may_pair(b, lang))
    return [*found, *pairs] if has_pairs(lang) else list(found)


@lru_cache(maxsize=1 << 16)
def _token(word: str, lang: str) -> str:
    return "".join(tokens(word, lang))


@lru_cache(maxsize=1 << 14)
def _renderings(unit: str, langs: tuple[str, str]) -> Mapping[str, float]:
    """Return how likely each token renders a unit; itself surely: names and numbers stay as they are."""
    lexicon = shipped_lexicon(*langs)
    number = lexicon.source.index.get(unit) if lexicon else None
    if lexicon is None or number is None:
        return {unit: 1.0}
    first, last = lexicon.forward.indptr[number : number + 2]
    numbers, values = lexicon.forward.indices[first:last].tolist(), lexicon.forward.data[first:last].tolist()
    found = {lexicon.target.units[k]: value for k, value in zip(numbers, values, strict=True)}
    return found | {unit: 1.0}
