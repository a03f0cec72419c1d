"""Names in their other spelling: *Lương Văn Phong* is looked for as *Liang Wenfeng* too, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, product

from songngu.align.lexicon.names import readings_of, sounds_of, split_pinyin
from songngu.corpus.language.normalise import word_key
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tags import base_language
from songngu.corpus.memory.words import keys

_LONGEST = 4
_SHORTEST = 2
_MOST = 200
"""Spellings that are looked for: syllables of many readings have thousands together."""


def other_spellings(text: str, lang: str, holds: Callable[[str], bool]) -> Sequence[tuple[str, ...]]:
    """Return the phrases, as keys of ``lang``, that may spell the name ``text`` in it; none where it is no name.

    A name is two to four capitalised syllables. ``holds`` tells which keys there are, so that few combinations are
    left of many.
    """
    parts = text.split()
    if not parts or not all(part[:1].isupper() and part.replace("'", "").isalpha() for part in parts):
        return ()
    if base_language(lang) == "vi":
        return _in_vietnamese(parts, holds)
    return _in_pinyin(parts, lang, holds)


def _in_pinyin(parts: Sequence[str], lang: str, holds: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """Return the family name and the given name in one word, as pinyin has them, and places written in one word."""
    if not all(is_syllable(part) for part in parts) or not _SHORTEST <= len(parts) <= _LONGEST:
        return []
    sounds = [sounds_of(part) for part in parts]
    phrases: list[tuple[str, ...]] = []
    for cut in dict.fromkeys((0, 1)):
        heads = ["".join(each) for each in product(*sounds[:cut])] if cut else [""]
        tails = ["".join(each) for each in islice(product(*sounds[cut:]), _MOST)]
        left = [keys(head, lang)[0] for head in heads if head]
        known = [key for key in dict.fromkeys(keys(tail, lang)[0] for tail in tails) if holds(key)]
        firsts = [key for key in dict.fromkeys(left) if holds(key)] if cut else []
        phrases += [(a, b) for a in firsts for b in known] if cut else [(b,) for b in known]
    return phrases


def _in_vietnamese(parts: Sequence[str], holds: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """Return the syllables that read the pinyin of a name."""
    phrases: list[tuple[str, ...]] = []
    for cuts in product(*(split_pinyin(part) for part in parts)):
        sounds = [sound for cut in cuts for sound in cut]
        if not _SHORTEST <= len(sounds) <= _LONGEST:
            continue
        readings = [[key for key in map(word_key, readings_of(sound)) if holds(key)] for sound in sounds]
        phrases += islice(product(*readings), _MOST)
    return phrases[:_MOST]
