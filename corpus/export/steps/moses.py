"""Steps of the Moses toolkit (Koehn et al. 2007), done by sacremoses: punctuation, tokens and back.

sacremoses has no rules for Vietnamese; those for English are taken: they split off punctuation and leave the syllables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import polars as pl

from songngu.corpus.export.steps.joints import after_detokenising, before_detokenising
from songngu.corpus.export.steps.step import NormalisationStep, by_side_language, changed
from songngu.corpus.language.by_language import UNKNOWN

_Change = Callable[[str], str]
_RULES = {"vi": "en", UNKNOWN: "en"}


@cache
def _punctuation(lang: str) -> _Change:
    from sacremoses import MosesPunctNormalizer

    normaliser = MosesPunctNormalizer(lang)
    return lambda text: str(normaliser.normalize(text))


@cache
def _tokeniser(lang: str) -> _Change:
    from sacremoses import MosesTokenizer

    tokeniser = MosesTokenizer(lang)
    return lambda text: str(tokeniser.tokenize(text, return_str=True, escape=False))


@cache
def _detokeniser(lang: str) -> _Change:
    from sacremoses import MosesDetokenizer

    detokeniser = MosesDetokenizer(lang)

    def text_of(tokens: str) -> str:
        joined = before_detokenising(detokeniser.unescape_xml(tokens), lang)
        return after_detokenising(str(detokeniser.detokenize(joined.split(), return_str=True, unescape=False)), lang)

    return text_of


def tokens_of(text: str, lang: str) -> str:
    """Return the tokens of a text with a space between them."""
    return _tokeniser(_RULES.get(lang, lang))(text)


def _by(maker: Callable[[str], _Change]) -> Callable[[pl.LazyFrame, object], pl.LazyFrame]:
    """Return the change of a step by what ``maker`` gives for the rules of a language."""

    def work(texts: pl.Series, lang: str) -> pl.Series:
        return changed(texts, maker(_RULES.get(lang, lang)))

    return lambda bitext, _: by_side_language(bitext, work)


PUNCTUATION = NormalisationStep("punctuation", "punctuation as Moses normalises it", _by(_punctuation), moses=True)
TOKENISE = NormalisationStep(
    "tokenise", "Moses tokens with a space between them, nothing escaped", _by(_tokeniser), moses=True
)
DETOKENISE = NormalisationStep(
    "detokenise", "text again where it came as Moses tokens, escapes undone", _by(_detokeniser), moses=True
)
