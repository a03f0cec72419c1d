"""The languages that the rows of a bitext are said to be in, and those that their texts are plainly in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.identify import contradicts, identify, likely_language
from songngu.corpus.language.names import language_name

_SIDES = ("source", "target")
_SAMPLE = 200
_MOST_LANGUAGES = 4
_MOST_TURNED = 0.02


def with_warnings(batches: Iterator[pl.DataFrame], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the batches of a bitext; a language that the first rows plainly are not in is told in the notes.

    What the file declares is kept.
    """
    for number, batch in enumerate(batches):
        if not number:
            reading.notes.extend(_contradictions(batch))
        yield batch


def with_languages(batches: Iterator[pl.DataFrame], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the batches of a bitext; rows that name no language get what the first of them plainly are in.

    Where something is asked for, or rows are of one language here and of the other there, they stay as they are.
    """
    told: tuple[str | None, str | None] | None = (None, None) if any(reading.langs) else None
    nameless = (pl.col("source_lang") == "") & (pl.col("target_lang") == "")
    for batch in batches:
        rows = batch.filter(nameless) if told is None or all(told) else batch.clear()
        if told is None and rows.height:
            told = told_sides(rows)
            told = told if all_in(rows.select(_SIDES).head(_SAMPLE).rows(), told) else (None, None)
        if not rows.height or told is None or not all(told):
            yield batch
            continue
        langs = zip(_SIDES, told, strict=True)
        yield batch.with_columns(
            pl.when(nameless).then(pl.lit(lang)).otherwise(f"{side}_lang").alias(f"{side}_lang") for side, lang in langs
        )


def all_in(pairs: Sequence[tuple[str, str]], langs: tuple[str | None, ...]) -> bool:
    """Tell whether source and target may be in these two languages: hardly any pair is the other way round."""
    if langs[0] == langs[1] or None in langs:
        return False
    turned = sum((likely_language(source), likely_language(target)) == langs[::-1] for source, target in pairs)
    return turned <= _MOST_TURNED * len(pairs)


def told_sides(bitext: pl.DataFrame) -> tuple[str | None, str | None]:
    """Return the languages that the sides of rows without a language are plainly in, None where that is not sure."""
    source, target = (_told(bitext.filter(pl.col(f"{side}_lang") == ""), side) for side in _SIDES)
    return (source, target) if source != target else (None, None)


def _contradictions(batch: pl.DataFrame) -> Iterator[str]:
    for side in _SIDES:
        langs = batch[f"{side}_lang"].unique().drop_nulls().sort().to_list()
        for lang in langs[:_MOST_LANGUAGES]:
            told = _told(batch.filter(pl.col(f"{side}_lang") == lang), side) if lang else None
            if told and contradicts(told, lang):
                yield f"texts said to be in {language_name(lang)} ({lang}) read as {language_name(told)}"


def _told(rows: pl.DataFrame, side: str) -> str | None:
    return identify("\n".join(text for text in rows[side].head(_SAMPLE) if text))
