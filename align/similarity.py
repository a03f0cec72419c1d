"""Similarity by a sentence encoder: a filter that asks how near the vectors of both sides are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.align.encoder import UNIVERSAL, Encoder, encode, load_encoder, unknown_languages
from songngu.corpus.export.filters.filter import Filter, FilterMaker
from songngu.corpus.language.by_language import code

_COLUMNS = ("source", "target", "source_lang", "target_lang")
_ROWS = 4096


def _made(name: str, settings: Mapping[str, Any], _: object) -> Filter:
    encoder = load_encoder(str(settings.get("by", UNIVERSAL)))
    return Filter(name, ENCODER.summary, lambda: similarity(encoder), least=0.5, settings={"by": UNIVERSAL, **settings})


ENCODER = FilterMaker("encoder", "cosine of the vectors of both sides by a sentence encoder", ("by",), _made, main="by")


def similarity(encoder: Encoder) -> pl.Expr:
    """Return the cosine of the vectors of both sides; null where a side is empty or of a language it does not know."""
    rows = pl.struct(pl.col(name).fill_null("") for name in _COLUMNS)
    return rows.map_batches(lambda batch: _cosines(encoder, batch), return_dtype=pl.Float64, is_elementwise=True)


def _cosines(encoder: Encoder, rows: pl.Series) -> pl.Series:
    frame = rows.struct.unnest()
    langs = pl.concat([frame["source_lang"], frame["target_lang"]]).unique().to_list()
    strange = unknown_languages(encoder, [code(lang) for lang in langs])
    texts = pl.all_horizontal(pl.col("source", "target").str.contains(r"\w"))
    known = ~pl.any_horizontal(
        pl.col(f"{side}_lang").map_elements(code, return_dtype=pl.Utf8).is_in(strange) for side in ("source", "target")
    )
    places = frame.select(texts & known).to_series().arg_true()
    found = [_near(encoder, frame[places[start : start + _ROWS]]) for start in range(0, len(places), _ROWS)]
    result = pl.repeat(None, len(frame), dtype=pl.Float64, eager=True)
    return result.scatter(places, pl.Series(np.concatenate(found))) if found else result


def _near(encoder: Encoder, rows: pl.DataFrame) -> NDArray[np.float64]:
    source, target = (encode(encoder, rows[side].to_list()) for side in ("source", "target"))
    return np.asarray(np.einsum("ij,ij->i", source, target), np.float64)
