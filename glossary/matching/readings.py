"""In which words a term may stand in a text: its inflected, open, closed and hyphenated forms as keys of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import prod

from songngu.corpus.language.inflection import (
    governs,
    inflected_forms,
    inflects,
    part_of_speech,
    plural_forms,
)
from songngu.corpus.language.normalise import letters, word_key
from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import MatchMode
from songngu.glossary.matching.tokens import Token, closed_key

Reading = Sequence[Sequence[str]]
"""For each token of a text the keys of which it may have one."""

_SIBILANT = ("s", "x", "z", "ch", "sh")
_COMPOUND = 5
_WAYS = 512
_NAME_WORDS = 5


def readings(text: str, tokens: list[Token], mode: MatchMode, lang: str, pos: str = "") -> Iterator[Reading]:
    """Yield the readings of a term, whose ``tokens`` are those of ``text``; none is longer than the term."""
    plain: list[Sequence[str]] = [[token.key] for token in tokens]
    if mode is MatchMode.INFLECTED and inflects(lang):
        yield from _inflected(text, tokens, lang, part_of_speech(pos))
        return
    if mode is MatchMode.NAME and base_language(lang) == "en" and tokens[-1].word:
        plain[-1] = [tokens[-1].key, *_plurals(tokens[-1].key)]
    yield plain
    if mode is MatchMode.NAME:
        yield from _run_together(text, tokens)


def _inflected(text: str, tokens: list[Token], lang: str, part: str) -> Iterator[Reading]:
    steps = [_forms(text, tokens, i, lang, part) for i in range(len(tokens))]
    if prod(map(len, steps)) > _WAYS:
        steps = [*([token.key] for token in tokens[:-1]), steps[-1]]
    if base_language(lang) != "en":
        yield steps
        return
    yield [_with_hyphen(step) if token.word else step for step, token in zip(steps, tokens, strict=True)]
    for i in range(len(tokens) - 1):
        if tokens[i].word and tokens[i + 1].word:
            yield [*steps[:i], [tokens[i].key + form for form in steps[i + 1]], *steps[i + 2 :]]


def _forms(text: str, tokens: list[Token], i: int, lang: str, part: str) -> list[str]:
    """Return the keys of a word of a term: a head has all its forms, in other languages any word its number."""
    token = tokens[i]
    if not token.word:
        return [token.key]
    last = i + 1 == len(tokens)
    head = last or governs(tokens[i + 1].key, lang)
    word = letters(text[token.start : token.end]).casefold()
    if not head and base_language(lang) == "en":
        return [token.key]
    return [token.key, *(key for key in _form_keys(word, lang, part, head=head) if key != token.key)]


@lru_cache(maxsize=1 << 14)
def _form_keys(word: str, lang: str, part: str, *, head: bool) -> tuple[str, ...]:
    """Return the keys of the forms of a word; the terms of a glossary share their words."""
    forms = inflected_forms(word, lang, part) if head else plural_forms(word, lang)
    return tuple(sorted({word_key(form, lang) for form in forms}))


def _with_hyphen(keys: Sequence[str]) -> list[str]:
    return [*keys, *(closed_key(key) for key in keys if len(key) >= _COMPOUND)]


def _run_together(text: str, tokens: list[Token]) -> Iterator[Reading]:
    """Yield the readings of a name without some of its spaces (HaNoi), which its capitals still tell apart."""
    capitals = all(token.word and text[token.start].isupper() for token in tokens)
    if not capitals or not 1 < len(tokens) <= _NAME_WORDS:
        return
    for spaces in range(2 ** (len(tokens) - 1) - 1):
        words = [tokens[0].key]
        for i, token in enumerate(tokens[1:]):
            if spaces >> i & 1:
                words.append(token.key)
            else:
                words[-1] += token.key
        yield [[word] for word in words]


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    if word.endswith(_SIBILANT):
        yield word + "es"
    if word.endswith("y"):
        yield word[:-1] + "ies"
