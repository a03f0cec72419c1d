"""True-casing (Lita et al. 2003) as Moses does it: each word in the case it has most often inside sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from songngu.corpus.export.steps.step import SIDES, NormalisationStep, changed

if TYPE_CHECKING:
    from sacremoses import MosesTruecaser


def _truecase(bitext: pl.LazyFrame, _: object) -> pl.LazyFrame:
    """Train on both sides of the bitext, each for itself, and case every word by what was learnt."""
    return bitext.with_columns(_cased(pl.col(side), _best(bitext, side)).alias(side) for side in SIDES)


def _best(bitext: pl.LazyFrame, side: str) -> dict[str, str]:
    """Return the commonest form of each word of a side, of equally common ones the first in the order of code points.

    Only the words are held in memory, not the texts.
    """
    forms = pl.col(side).drop_nulls().map_batches(_forms, return_dtype=pl.List(pl.Utf8), is_elementwise=True)
    counts = bitext.select(form=forms).explode("form").drop_nulls().group_by("form").len()
    best: dict[str, str] = {}
    for form in counts.sort(-pl.col("len").cast(pl.Int64), "form").collect(engine="streaming")["form"]:
        best.setdefault(form.lower(), form)
    return best


def _forms(texts: pl.Series) -> pl.Series:
    """Return the words of each text that stand inside a sentence, as they are written."""
    learn = _truecaser().learn_truecase_weights
    forms = [[form for _, form, _ in learn(text.split())] for text in texts]
    return pl.Series(texts.name, forms, dtype=pl.List(pl.Utf8))


def _cased(text: pl.Expr, best: Mapping[str, str]) -> pl.Expr:
    change = _casing(best)
    return text.map_batches(lambda texts: changed(texts, change), return_dtype=pl.Utf8, is_elementwise=True)


def _casing(best: Mapping[str, str]) -> Callable[[str], str]:
    from sacremoses import MosesTruecaser

    truecaser = MosesTruecaser()
    truecaser.model = {"best": best, "known": {}}
    return lambda text: str(truecaser.truecase(text, return_str=True))


@cache
def _truecaser() -> MosesTruecaser:
    from sacremoses import MosesTruecaser

    return MosesTruecaser()


TRUECASE = NormalisationStep(
    "truecase", "each word in the case it has most often inside sentences; of tokens", _truecase, moses=True
)
