"""How unlikely a text is by a language model of n-grams, and how much likelier by that of a domain than in general.

The models are files that the settings name, one for each side (`songngu.corpus.language.ngrams`). Texts are cut into
tokens at their spaces, as KenLM does; with ``tokenise`` they are made tokens of Moses first, which most models are of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import Filter, FilterMaker
from songngu.corpus.export.filters.words import SIDES, text
from songngu.corpus.export.steps.moses import tokens_of
from songngu.corpus.language.by_language import by_language
from songngu.corpus.language.ngrams import load_perplexity

_Score = Callable[[Sequence[str]], float]


def _perplexity(name: str, settings: Mapping[str, Any], _: object) -> Filter:
    models = {side: load_perplexity(settings[side]) for side in SIDES if side in settings}
    return _filter(name, PERPLEXITY.summary, models, settings, "source and target")


def _difference(name: str, settings: Mapping[str, Any], _: object) -> Filter:
    sides = [side for side in SIDES if side in settings]
    if lone := next((side for side in sides if f"{side}-general" not in settings), None):
        raise UsageError(f"filter {name} compares two models", hint=f"name the general one with {lone}-general")
    models = {side: _likelier(settings[side], settings[f"{side}-general"]) for side in sides}
    return _filter(name, DIFFERENCE.summary, models, settings, "source")


def _likelier(own: str, general: str) -> _Score:
    """Return the difference of cross entropies, in bits a token, of the model of a domain and of a general one."""
    ours, theirs = load_perplexity(own), load_perplexity(general)
    return lambda tokens: math.log2(ours(tokens)) - math.log2(theirs(tokens))


def _filter(name: str, summary: str, models: Mapping[str, _Score], settings: Mapping[str, Any], keys: str) -> Filter:
    if not models:
        raise UsageError(f"filter {name} needs a model", hint=f"name its file with {keys}")
    if not isinstance(settings.get("tokenise", False), bool):
        raise UsageError(f"filter {name}: tokenise is true or false")
    scores = [_side(side, models[side], settings) if side in models else pl.lit(None, pl.Float64) for side in SIDES]
    return Filter(name, summary, lambda: (scores[0], scores[1]), settings=settings)


def _side(side: str, score: _Score, settings: Mapping[str, Any]) -> pl.Expr:
    def work(texts: pl.Series, lang: str) -> pl.Series:
        tokens = (tokens_of(each, lang) if settings.get("tokenise") else each for each in texts)
        scores = [score(each.split()) if each.strip() else None for each in tokens]
        return pl.Series(scores, dtype=pl.Float64)

    return by_language(text(side), f"{side}_lang", work, pl.Float64())


_GENERAL = tuple(f"{side}-general" for side in SIDES)
PERPLEXITY = FilterMaker(
    "perplexity",
    "perplexity of each side by the language model of a file",
    (*SIDES, "tokenise"),
    _perplexity,
    files=SIDES,
)
DIFFERENCE = FilterMaker(
    "cross-entropy-difference",
    "bits a token that the model of a domain needs more than a general one, of each side (Moore and Lewis 2010)",
    (*SIDES, *_GENERAL, "tokenise"),
    _difference,
    files=(*SIDES, *_GENERAL),
)
