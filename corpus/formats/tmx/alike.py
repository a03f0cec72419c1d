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
from songngu.corpus.formats.tmx.segment import plain_of_written
from songngu.corpus.formats.tmx.units import Unit

COLUMNS = ("id", "source_lang", "first_lang", "first", "second_lang", "second", "note", "original")
"""What a table has of each unit: nothing of one that does not look alike, no ``original`` of a plain one."""

# What is left of a tag without the values of its attributes, and of elements without their texts, has few forms.
_VALUE = r"\"[^\"<&\n\t]*(?:&(?:amp|lt|gt);[^\"<&\n\t]*)*\""
_ATTRIBUTES = r"(?: (?:xml:(?:lang|space)|[A-Za-z_][\w.-]*)=\")*"
_FORMS = {
    "attributes": re.compile(_ATTRIBUTES, re.ASCII),
    "meta": re.compile(rf"(?:<(prop|note){_ATTRIBUTES}></\1>)*", re.ASCII),
    "text": re.compile(rf"(?:<(bpt|ept|it|ph|ut){_ATTRIBUTES}(?:></\1>|/>))*", re.ASCII),
}
_KNOWN = r"&(?:amp|lt|gt|quot|apos);"
_REFERENCES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_LANG_ALONE = re.compile(r' (?:xml:)?lang="[^"]*"')
_CODE = r"<[a-z]+[^<>]*?(?:/>|>[^<]*</[a-z]+>)"
# A code beside white space or the end of a segment, or one that may break the line, as `plain_of_written` has it.
_DELICATE = r"(?i)\s<[a-z]|</[a-z]+>\s|/>\s|type=\"(?:lb|pb|br|x-[a-z]+)\"|&lt;br|>(?:\n|\t|\\[nt])</"


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
        names = ("id", "source_lang", "note", "original")
        rows = [
            {name: getattr(unit, name) for name in names}
            | {f"{side}_lang": unit.langs[k] for k, side in enumerate(SIDES)}
            | {side: unit.texts[k] for k, side in enumerate(SIDES)}
            for unit in self.others
        ]
        others = pl.DataFrame(rows, schema=self.table.schema)
        if others.is_empty():
            return self.table
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
    binary = {name: pl.Series(name, values, dtype=pl.Binary) for name, values in found.columns.items()}
    try:
        table = pl.DataFrame(binary).cast(pl.Utf8)
    except pl.exceptions.PolarsError:
        raise UnicodeError("units that are not UTF-8") from None
    sound = _is_sound(table)
    whole = sound.all()
    told = table if whole else table.filter(sound)
    langs = {side: _langs(told[f"{side}_attributes"]) for side in SIDES}
    plain = _is_plain(langs, named=named)
    told = told.select(
        _attribute("attributes", "tuid").alias("id"),
        _attribute("attributes", "srclang").alias("source_lang"),
        *(column for side in SIDES for column in _side(side, langs[side])),
        _notes(told).alias("note"),
        original=pl.when(~plain).then("unit"),
    ).with_columns(pl.col("id", "source_lang", "note").map_batches(_read, return_dtype=pl.Utf8))
    told = told.with_columns(_written(told["original"]))
    if whole:
        return told
    places = pl.when(sound).then(sound.cum_sum() - 1)
    return told.select(pl.all().gather(pl.select(places).to_series()))


def _is_sound(table: pl.DataFrame) -> pl.Series:
    """Tell of each unit what the pattern does not: whether its tags, attributes and references are well-formed."""
    unit = pl.col("unit")
    seen = table.select(
        sound=unit.is_not_null() & ~unit.str.contains("]]>", literal=True).fill_null(value=True),
        references=unit.str.count_matches("&", literal=True),
        **{name: _has_tags(name) for name in GROUPS},
    )
    sound = seen["sound"]
    for name in GROUPS:
        rows = seen[name].arg_true()
        if len(rows):
            values = table[name].gather(rows)
            odd = _malformed(values.unique(), _kind(name))
            sound = sound.scatter(rows.filter(values.is_in(odd.implode())), False) if len(odd) else sound
    rows = (seen["references"] > 0).arg_true()
    strange = seen["references"].gather(rows) != table["unit"].gather(rows).str.count_matches(_KNOWN)
    return sound.scatter(rows.filter(strange), False)


def _kind(name: str) -> str:
    return "text" if name in SIDES else name.rpartition("_")[2]


def _has_tags(name: str) -> pl.Expr:
    """Tell whether what the pattern found holds tags, or attributes."""
    column = pl.col(name)
    marked = column != "" if _kind(name) == "attributes" else column.str.contains("<", literal=True)
    return marked.fill_null(value=False)


def _malformed(values: pl.Series, kind: str) -> pl.Series:
    """Return those of ``values`` whose form is not one of its kind."""
    forms = values.str.replace_all(_VALUE, '"')
    if kind != "attributes":
        forms = forms.str.replace_all(r"(^|>)[^<]*", "$1")
    odd = [form for form in forms.unique() if not _is_well_formed(form, kind)]
    return values.filter(forms.is_in(odd))


def _is_well_formed(form: str, kind: str) -> bool:
    """Tell whether a form is one of its kind in which no tag has an attribute twice."""
    if _FORMS[kind].fullmatch(form) is None:
        return False
    names = (tag.split() for tag in form.split("<"))
    return all(len(set(each)) == len(each) for each in names)


def _langs(attributes: pl.Series) -> dict[str, str]:
    """Return the language that each of the different attributes of variants names, "" for none."""
    different = attributes.unique()
    found = (different.str.extract(rf' {name}="([^"]*)"') for name in ("xml:lang", "lang"))
    first, second = (_read(langs) for langs in found)
    # TMX before 1.4 has lang for xml:lang.
    pairs = zip(different, first, second, strict=True)
    return {each: one or other or "" for each, one, other in pairs}


def _side(side: str, langs: Mapping[str, str]) -> tuple[pl.Expr, pl.Expr]:
    """Return the language and the text of a variant."""
    known, named = (pl.Series(values, dtype=pl.Utf8) for values in (list(langs), list(langs.values())))
    lang = pl.col(f"{side}_attributes").replace_strict(known, named, return_dtype=pl.Utf8)
    text = pl.col(side).map_batches(_plain_texts, return_dtype=pl.Utf8, is_elementwise=True)
    return lang.alias(f"{side}_lang"), text


def _plain_texts(segments: pl.Series) -> pl.Series:
    """Return the texts of segments, without their codes."""
    coded = segments.str.contains("<", literal=True).arg_true()
    if len(coded):
        written = segments.gather(coded)
        # Codes that touch no white space and break no line are only taken out.
        delicate = written.str.contains(_DELICATE)
        bare = written.str.replace_all(_CODE, "")
        odd = delicate.arg_true()
        segments = _read(segments.scatter(coded, bare))
        return segments.scatter(coded.gather(odd), list(map(plain_of_written, written.gather(odd))))
    return _read(segments)


def _attribute(column: str, name: str) -> pl.Expr:
    return pl.col(column).str.extract(rf' {name}="([^"]*)"')


def _read(texts: pl.Series) -> pl.Series:
    """Return texts with what their references stand for."""
    rows = texts.str.contains("&", literal=True).arg_true()
    if not len(rows):
        return texts
    return texts.scatter(rows, texts.gather(rows).str.replace_many(list(_REFERENCES), list(_REFERENCES.values())))


def _written(units: pl.Series) -> pl.Series:
    """Return units as a parser writes them: bare ``>`` by reference, quotation marks as they are, empty tags as one."""
    seen = units.to_frame("unit").select(
        bare=pl.col("unit").str.count_matches("<", literal=True) < pl.col("unit").str.count_matches(">", literal=True),
        quoted=pl.col("unit").str.contains("&(?:quot|apos);"),
        empty=pl.col("unit").str.contains("></", literal=True),
    )
    for name, change in (("bare", _without_bare), ("quoted", _unquoted), ("empty", _closed)):
        rows = seen[name].arg_true()
        if len(rows):
            units = units.scatter(rows, change(units.gather(rows)))
    return units


def _without_bare(units: pl.Series) -> pl.Series:
    # No text has these characters, which XML forbids.
    marked = units.str.replace_all("<([^<>]*)>", "\x01${1}\x02").str.replace_all(">", "&gt;", literal=True)
    return marked.str.replace_many(["\x01", "\x02"], ["<", ">"])


def _unquoted(units: pl.Series) -> pl.Series:
    return units.str.replace_many(["&quot;", "&apos;"], ['"', "'"])


def _closed(units: pl.Series) -> pl.Series:
    return units.str.replace_all(r"<([a-z]+)([^<>/]*)></[a-z]+>", "<$1$2/>")


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
