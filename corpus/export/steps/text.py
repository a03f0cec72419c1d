"""Steps that expressions do: Unicode form, quotation marks, spaces, personal data, tone marks."""

from __future__ import annotations

from typing import cast

import polars as pl

from songngu.corpus.export.steps.step import NormalisationStep, both_sides, by_side_language, changed
from songngu.corpus.language.normalise import LOOK_ALIKES
from songngu.corpus.language.personal_data import personal_data_masked
from songngu.corpus.language.tones import MISPLACEABLE, Style, placed

_DOUBLE = "[“”„‟«»″＂]"
_SINGLE = "[‘’‚‛′ʼ＇]"


def _nfc(bitext: pl.LazyFrame, _: object) -> pl.LazyFrame:
    old, new = list(LOOK_ALIKES), list(LOOK_ALIKES.values())
    return both_sides(bitext, lambda text: text.str.replace_many(old, new).str.normalize("NFC"))


def _quotes(bitext: pl.LazyFrame, _: object) -> pl.LazyFrame:
    return both_sides(bitext, lambda text: text.str.replace_all(_DOUBLE, '"').str.replace_all(_SINGLE, "'"))


def _spaces(bitext: pl.LazyFrame, _: object) -> pl.LazyFrame:
    return both_sides(bitext, lambda text: text.str.replace_all(r"\s+", " ").str.strip_chars(" "))


def _personal(bitext: pl.LazyFrame, _: object) -> pl.LazyFrame:
    return both_sides(bitext, personal_data_masked)


def _tones(bitext: pl.LazyFrame, value: object) -> pl.LazyFrame:
    style = cast(Style, value)

    def work(texts: pl.Series, lang: str) -> pl.Series:
        return _placed(texts, style) if lang == "vi" else texts

    return by_side_language(bitext, work)


def _placed(texts: pl.Series, style: Style) -> pl.Series:
    """Place the marks of the texts that hold a word whose mark moves."""
    lists = texts.str.extract_all(rf"\p{{L}}*{MISPLACEABLE}\p{{L}}*").drop_nulls()
    words = lists.filter(lists.list.len() > 0).explode().unique()
    moving = [word for word in words if placed(word, style) != word]
    if not moving:
        return texts
    places = texts.str.contains_any(moving).fill_null(value=False).arg_true()
    return texts.scatter(places, changed(texts.gather(places), lambda text: placed(text, style)))


NFC = NormalisationStep("nfc", "letters in Unicode form C, Đ for its look-alikes, no invisible characters", _nfc)
TONES = NormalisationStep(
    "tones",
    "tone marks of Vietnamese in the older (hòa) or newer (hoà) place; NFC only",
    _tones,
    ("old", "new", "keep"),
)
QUOTES = NormalisationStep("quotes", "straight quotation marks and apostrophes", _quotes)
SPACES = NormalisationStep("spaces", "one plain space for any white space, none at the ends", _spaces)
PERSONAL = NormalisationStep("personal", "<email>, <phone> and <id> for what points to a person", _personal)
