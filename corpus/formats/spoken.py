"""The languages that the rows of a bitext are said to be in, and those that their texts are plainly in."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.identify import contradicts, identify
from songngu.corpus.language.names import language_name

_SIDES = ("source", "target")
_SAMPLE = 200
_MOST_LANGUAGES = 4


def with_warnings(batches: Iterator[pl.DataFrame], reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the batches of a bitext; a language that the first rows plainly are not in is told in the notes.

    What the file declares is kept.
    """
    for number, batch in enumerate(batches):
        if not number:
            reading.notes.extend(_contradictions(batch))
        yield batch


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
