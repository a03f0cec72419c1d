"""Units that are written as they were read: those of which no column has changed since, told a batch at a time."""

from __future__ import annotations

import polars as pl

from songngu.corpus.formats.tmx.alike import texts_alike
from songngu.corpus.formats.tmx.pattern import MARK, units_in_turn
from songngu.corpus.formats.tmx.shape import shaped_units
from songngu.corpus.formats.tmx.units import PREFIX

_BEFORE_14 = ' lang="'
_SIDES = ("source", "target", "source_lang", "target_lang")


def is_unchanged(rows: pl.DataFrame, ids: pl.Series, own: pl.DataFrame) -> pl.Series:
    """Tell of rows with an original whether it is a unit that holds what they do, as a parser would write it again.

    ``ids`` are those that the units must name, null where reading gives the same; ``own`` are the properties that the
    rows are to have. What is told not to be may be all the same.
    """
    originals = rows["original"]
    found = _texts_of(originals).rename({"id": "tuid", "note": "noted", "source_lang": "own_lang"})
    table = pl.concat([rows.select("id", "note", *_SIDES), found, ids.alias("needed").to_frame()], how="horizontal")
    straight = _is("first", "source") & _is("second", "target")
    turned = _is("first", "target") & _is("second", "source")
    named = pl.when(pl.col("tuid").is_null()).then(pl.col("needed").is_null()).otherwise(pl.col("tuid") == pl.col("id"))
    noted = pl.col("note").replace("", None).eq_missing(pl.col("noted"))
    different = pl.col("first_lang") != pl.col("second_lang")
    same = table.select(pl.all_horizontal(different, straight | turned, named, noted).fill_null(value=False))[:, 0]
    bare = own.select(pl.all_horizontal(pl.all().fill_null("") == "") if own.width else pl.lit(True))[:, 0]
    marked = originals.str.contains(PREFIX, literal=True) | originals.str.contains(_BEFORE_14, literal=True)
    return same & bare & ~marked


def _texts_of(originals: pl.Series) -> pl.DataFrame:
    """Return the languages, texts and notes of units, all null of those that do not look alike."""
    written = originals.str.join(MARK.decode()).cast(pl.Binary)[0]
    shaped = shaped_units(written, MARK)
    return texts_alike(units_in_turn(written.split(MARK))) if shaped is None else shaped.table


def _is(variant: str, side: str) -> pl.Expr:
    """Tell whether a variant is that of a side."""
    return (pl.col(variant) == pl.col(side)) & (pl.col(f"{variant}_lang") == pl.col(f"{side}_lang"))
