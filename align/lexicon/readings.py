"""Chinese characters and their Vietnamese readings: 经济 explains *kinh tế*, 梁文锋 explains *Lương Văn Phong*.

Most learned words of Vietnamese are Chinese words in Vietnamese reading, with their syllables in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import scipy.sparse as sp

from songngu.align.lexicon.layers import table_of
from songngu.align.text.tokenised import TokenisedText
from songngu.align.text.tokens import paired, tokens
from songngu.corpus.language.tags import base_language

READ = frozenset({"zh", "ja", "yue", "wuu", "lzh"})
"""The languages written with characters that have a Vietnamese reading."""

_ALONE = 0.4
_IN_PAIR = 0.9

Cells = Iterator[tuple[int, int, float]]


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """Return the Vietnamese readings of each character, in all its forms, as the aligner spells syllables."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    table = files("songngu.align").joinpath("data", "readings.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        word, _, characters = line.partition("\t")
        for character in characters:
            found[character].update(tokens(word, "vi"))
    return {character: frozenset(words) for character, words in found.items()}


def is_read(characters: str, vietnamese: str) -> bool:
    """Tell whether Chinese characters may be read as a Vietnamese word or name, syllable by syllable."""
    signs = characters.split()
    if len(signs) != 1 or signs[0].isascii():
        return False
    syllables, known = tokens(vietnamese, "vi"), readings()
    return len(syllables) == len(signs[0]) and all(
        syllable in known.get(sign, ()) for sign, syllable in zip(signs[0], syllables, strict=True)
    )


class ReadingLayer:
    """Characters against the syllables they are read as, and pairs of them, which are surer, against pairs."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return how likely a Vietnamese syllable or pair on the source side renders a character, or the reverse."""
        return _table(source, target)

    def backward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        """Return the same the other way round."""
        return _table(target, source)


def _table(given: TokenisedText, wanted: TokenisedText) -> sp.csr_array:
    turned = base_language(wanted.lang) == "vi"
    syllables, characters = (wanted, given) if turned else (given, wanted)
    cells: list[tuple[int, int, float]] = []
    words, units = _numbers(wanted.words), _numbers(given.units)
    for read, written in _matches(syllables, characters):
        units_of, words_of = (written, read) if turned else (read, written)
        unit = units[paired(*units_of) if len(units_of) > 1 else units_of[0]]
        worth = _IN_PAIR if len(units_of) > 1 else _ALONE
        cells += [(unit, words[word], worth) for word in words_of if word in words]
    return table_of(cells, len(given.units), len(wanted.words))


def _matches(syllables: TokenisedText, characters: TokenisedText) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the syllables, one or two, and the characters so read that stand on both sides."""
    known, heard = readings(), set(syllables.words)
    read = {word: known[word] & heard for word in characters.words if word in known}
    for character, words in read.items():
        for word in sorted(words):
            yield (word,), (character,)
    spoken = set(syllables.units[len(syllables.words) :])
    for pair in characters.units[len(characters.words) :]:
        first, _, second = pair.partition("_")
        for one in sorted(read.get(first, ())):
            for other in sorted(read.get(second, ())):
                if paired(one, other) in spoken:
                    yield (one, other), (first, second)


def _numbers(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}
