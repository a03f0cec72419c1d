"""Units that look alike: two texts with attributes, properties and notes, taken from the text of a file by one pattern.

They are by far the most frequent kind. A pattern that admits only well-formed units proves them so, in a tenth of the
time of a parser; what it does not admit (nested codes, references to characters, a third variant) is left to one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from songngu.corpus.formats.tmx.pattern import GROUPS, SIDES, FoundUnits
from songngu.corpus.formats.tmx.segment import plain_texts, read_references
from songngu.corpus.formats.tmx.serialised import serialised
from songngu.corpus.formats.tmx.shape import TEXTS, ShapedUnits
from songngu.corpus.formats.tmx.units import Unit
from songngu.corpus.formats.tmx.wellformed import has_odd_references, malformed

COLUMNS = (*TEXTS, "original")
"""What a table has of each unit: nothing of one that does not look alike, no ``original`` of a plain one."""

_LANG_ALONE = re.compile(r' (?:xml:)?lang="[^"]*"')


@dataclass(frozen=True, slots=True)
class Alike:
    """Units as a ``table`` of `COLUMNS`, and the ``others`` that are not alike, by their ``places`` in it."""

    table: pl.DataFrame
    others: list[Unit]
    places: list[int]

    def langs(self) -> list[tuple[str | None, tuple[str, ...]]]:
        """Return the languages of the units, each once, in the order they are met, with what they say of a source."""
        names = ("source_lang", "first_lang", "second_lang")
        own = self.table.select(*names).with_row_index().unique(names, keep="first", maintain_order=True)
        found = [(place, (source, (one, other))) for place, source, one, other in own.rows() if one is not None]
        odd = [(place, (unit.source_lang, unit.langs)) for place, unit in zip(self.places, self.others, strict=True)]
        return list(dict.fromkeys(langs for _, langs in sorted([*found, *odd], key=lambda each: each[0])))

    def whole(self) -> pl.DataFrame:
        """Return the table with the others in it, all of two variants."""
        if not self.others:
            return self.table
        names = ("id", "source_lang", "note", "original")
        rows = [
            {name: getattr(unit, name) for name in names}
            | {f"{side}_lang": unit.langs[k] for k, side in enumerate(SIDES)}
            | {side: unit.texts[k] for k, side in enumerate(SIDES)}
            for unit in self.others
        ]
        others = pl.DataFrame(rows, schema=self.table.schema)
        return self.table.with_columns(
            self.table[name].scatter(self.places, others[name]) for name in self.table.columns
        )

    def units(self) -> list[Unit]:
        """Return the units one by one."""
        units = [
            Unit(name, source, (one, other), (first, second), note, None, original)
            for name, source, one, first, other, second, note, original in self.table.iter_rows()
        ]
        for place, unit in zip(self.places, self.others, strict=True):
            units[place] = unit
        return units


def alike(found: FoundUnits, *, named: bool) -> pl.DataFrame:
    """Return a row of ``COLUMNS`` for each unit; raise UnicodeError where one is not UTF-8.

    ``named`` where each unit is expected to say its source language, so that one that does is plain all the same. The
    original of a unit that is more than plain is as a parser would write it again.
    """
    told, sound = _sound(found)
    langs = {side: _langs(told[f"{side}_attributes"]) for side in SIDES}
    originals = told.select(pl.when(~_is_plain(langs, named=named)).then("unit").alias("original"))["original"]
    return _placed(_texts(told, langs).with_columns(serialised(originals)), sound)


def texts_alike(found: FoundUnits) -> pl.DataFrame:
    """Return what `alike` does, but for the originals."""
    told, sound = _sound(found)
    return _placed(_texts(told, {side: _langs(told[f"{side}_attributes"]) for side in SIDES}), sound)


def shaped_alike(shaped: ShapedUnits, *, named: bool) -> pl.DataFrame:
    """Return what `alike` does, of units of one shape."""
    return shaped.table.with_columns(serialised(shaped.originals(named=named)))


def _sound(found: FoundUnits) -> tuple[pl.DataFrame, pl.Series]:
    """Return what the pattern found of the units that are well-formed, and which those are."""
    binary = {name: pl.Series(name, values, dtype=pl.Binary) for name, values in found.columns.items()}
    try:
        table = pl.DataFrame(binary).cast(pl.Utf8)
    except pl.exceptions.PolarsError:
        raise UnicodeError("units that are not UTF-8") from None
    sound = _is_sound(table)
    return (table if sound.all() else table.filter(sound)), sound


def _texts(told: pl.DataFrame, langs: Mapping[str, Mapping[str, str]]) -> pl.DataFrame:
    return told.select(
        _attribute("attributes", "tuid").alias("id"),
        _attribute("attributes", "srclang").alias("source_lang"),
        *(column for side in SIDES for column in _side(side, langs[side])),
        _notes(told).alias("note"),
    ).with_columns(pl.col("id", "source_lang", "note").map_batches(read_references, return_dtype=pl.Utf8))


def _placed(told: pl.DataFrame, sound: pl.Series) -> pl.DataFrame:
    """Return the rows of the units that are well-formed at their places, all null between them."""
    if sound.all():
        return told
    places = pl.when(sound).then(sound.cum_sum() - 1)
    return told.select(pl.all().gather(pl.select(places).to_series()))


def _is_sound(table: pl.DataFrame) -> pl.Series:
    """Tell of each unit what the pattern does not: whether its tags, attributes and references are well-formed."""
    there = table["unit"].is_not_null()
    sound = there & ~has_odd_references(table["unit"].fill_null(""))
    seen = table.select(**{name: _has_tags(name) for name in GROUPS})
    for name in GROUPS:
        rows = seen[name].arg_true()
        if len(rows):
            values = table[name].gather(rows)
            odd = malformed(values.unique(), _kind(name))
            sound = sound.scatter(rows.filter(values.is_in(odd.implode())), False) if len(odd) else sound
    return sound


def _kind(name: str) -> str:
    return "text" if name in SIDES else name.rpartition("_")[2]


def _has_tags(name: str) -> pl.Expr:
    """Tell whether what the pattern found holds tags, or attributes."""
    column = pl.col(name)
    marked = column != "" if _kind(name) == "attributes" else column.str.contains("<", literal=True)
    return marked.fill_null(value=False)


def _langs(attributes: pl.Series) -> dict[str, str]:
    """Return the language that each of the different attributes of variants names, "" for none."""
    different = attributes.unique()
    found = (different.str.extract(rf' {name}="([^"]*)"') for name in ("xml:lang", "lang"))
    first, second = (read_references(langs) for langs in found)
    # TMX before 1.4 has lang for xml:lang.
    pairs = zip(different, first, second, strict=True)
    return {each: one or other or "" for each, one, other in pairs}


def _side(side: str, langs: Mapping[str, str]) -> tuple[pl.Expr, pl.Expr]:
    """Return the language and the text of a variant."""
    known, named = (pl.Series(values, dtype=pl.Utf8) for values in (list(langs), list(langs.values())))
    lang = pl.col(f"{side}_attributes").replace_strict(known, named, return_dtype=pl.Utf8)
    text = pl.col(side).map_batches(plain_texts, return_dtype=pl.Utf8, is_elementwise=True)
    return lang.alias(f"{side}_lang"), text


def _attribute(column: str, name: str) -> pl.Expr:
    return pl.col(column).str.extract(rf' {name}="([^"]*)"')


def _notes(table: pl.DataFrame) -> pl.Expr:
    """Return the notes of a unit, a line each; null where there is none or they are empty."""
    if not table["meta"].str.contains("<note", literal=True).any():
        return pl.lit(None, pl.Utf8)
    notes = pl.col("meta").str.extract_all(r"<note[^>]*>[^<]*")
    text = notes.list.eval(pl.element().str.replace(r"^<[^>]*>", "")).list.join("\n")
    return pl.when(text != "").then(text)


def _is_plain(langs: Mapping[str, Mapping[str, str]], *, named: bool) -> pl.Expr:
    """Tell whether a unit is two texts, a note and its own id, and its source language where it is ``named``."""
    own = rf'^(?: (?:tuid{"|srclang" if named else ""})="[^"]*")*$'
    bare = {side: pl.Series(filter(_LANG_ALONE.fullmatch, langs[side]), dtype=pl.Utf8) for side in SIDES}
    return pl.all_horizontal(
        pl.col("attributes").str.contains(own),
        pl.col("meta").str.contains(r"^(?:<note>[^<]+</note>[ \n\t]*)?$"),
        *(pl.col(f"{side}_attributes").is_in(bare[side].implode()) for side in SIDES),
        *(pl.col(f"{side}_meta") == "" for side in SIDES),
        *((pl.col(side) != "") & ~pl.col(side).str.contains("<", literal=True) for side in SIDES),
    )
