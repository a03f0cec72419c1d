"""Units that look alike: two texts with attributes, properties and notes, taken from the text of a file by one pattern.

They are by far the most frequent kind. A pattern that admits only well-formed units proves them so, in a tenth of the
time of a parser; what it does not admit (nested codes, references to characters, a third variant) is left to one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from songngu.corpus.formats.tmx.segment import plain_of_written
from songngu.corpus.formats.tmx.units import Unit

COLUMNS = ("id", "source_lang", "first_lang", "first", "second_lang", "second", "note", "original")
"""What a table has of each unit: nothing of one that does not look alike, no ``original`` of a plain one."""

# Of bytes, as all that parts a unit is ASCII: nothing is decoded but what becomes a column.
_SPACE = r"[ \n\t]*+"
_INSIDE = r"[^<>]*+"
_META = rf"((?:<(?:prop|note){_INSIDE}>[^<]*+</(?:prop|note)>{_SPACE})*+)"
_CODES = r"(?:<(?:bpt|ept|it|ph|ut)[^<>]*+>(?:[^<]*+</(?:bpt|ept|it|ph|ut)>)?+[^<]*+)*+"
_VARIANT = rf"<tuv({_INSIDE})>{_SPACE}{_META}<seg>([^<]*+{_CODES})</seg>{_SPACE}</tuv>{_SPACE}"
_UNIT = re.compile(rf"<tu({_INSIDE})>{_SPACE}{_META}{_VARIANT}{_VARIANT}</tu>{_SPACE}".encode())
_SIDES = ("first", "second")
_GROUPS = ("attributes", "meta", *(f"{side}{part}" for side in _SIDES for part in ("_attributes", "_meta", "")))
_NONE = (None,) * len(_GROUPS)
_BETWEEN = re.compile(rb"(?=<tu[ \n\t>])")
_END = re.compile(rb"</body>\s*</tmx>\s*")
_TAIL = b"</body>"

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
_BARE = re.compile(r">([^<]*)")


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
            | {f"{side}_lang": unit.langs[k] for k, side in enumerate(_SIDES)}
            | {side: unit.texts[k] for k, side in enumerate(_SIDES)}
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


def units_of(data: bytes, *, last: bool) -> list[bytes] | None:
    """Return the units of a part of a file, one after the other; None where that cannot be told from their tags.

    ``last`` where the part ends with the end of the file. Lines must end with a line feed alone. What is in a comment
    may be told too: where no unit that is not alike holds one, none does.
    """
    if last:
        end = max(data.rfind(_TAIL), 0)
        if not _END.fullmatch(data, end):
            return None
        data = data[:end]
    before, *rest = data.split(b"<tu ")
    units = [b"<tu " + unit for unit in rest]
    if before.strip():
        before, *units = _BETWEEN.split(data)
    return None if before.strip() else units


def holds_more(unit: bytes) -> bool:
    """Tell whether a unit that is not alike holds a comment, an instruction or a section of characters."""
    return b"<!" in unit or b"<?" in unit


def alike(units: Sequence[bytes], *, named: bool) -> pl.DataFrame:
    """Return a row of ``COLUMNS`` for each unit; raise UnicodeError where one is not UTF-8.

    ``named`` where each unit is expected to say its source language, so that one that does is plain all the same. The
    original of a unit that is more than plain is as a parser would write it again.
    """
    match = _UNIT.fullmatch
    found = [_NONE if unit is None else unit.groups() for unit in map(match, units)]
    groups = dict(zip(_GROUPS, zip(*found, strict=True) if found else [()] * len(_GROUPS), strict=True))
    binary = {name: pl.Series(name, values, dtype=pl.Binary) for name, values in (*groups.items(), ("unit", units))}
    try:
        table = pl.DataFrame(binary).cast(pl.Utf8)
    except pl.exceptions.PolarsError:
        raise UnicodeError("units that are not UTF-8") from None
    table = table.with_columns(pl.col("unit").str.strip_chars_end(" \n\t"))
    sound = _is_sound(table)
    told = table.filter(sound).select(
        _attribute("attributes", "tuid").alias("id"),
        _attribute("attributes", "srclang").alias("source_lang"),
        *(column for side in _SIDES for column in _side(side)),
        _notes(table).alias("note"),
        original=pl.when(~_is_plain(named=named)).then("unit"),
    )
    told = told.with_columns(_written(told["original"]))
    if sound.all():
        return told
    places = pl.when(sound).then(sound.cum_sum() - 1)
    return told.select(pl.all().gather(pl.select(places).to_series()))


def _is_sound(table: pl.DataFrame) -> pl.Series:
    """Tell of each unit what the pattern does not: whether its tags, attributes and references are well-formed."""
    sound = table["first"].is_not_null() & ~table["unit"].str.contains("]]>", literal=True)
    for name in _GROUPS:
        kind = name.rpartition("_")[2] if name not in _SIDES else "text"
        marked = table[name] != "" if kind == "attributes" else table[name].str.contains("<", literal=True)
        rows = marked.fill_null(value=False).arg_true()
        forms = table[name].gather(rows).str.replace_all(_VALUE, '"')
        if kind != "attributes":
            forms = forms.str.replace_all(r"(^|>)[^<]*", "$1")
        odd = [form for form in forms.unique() if not _is_well_formed(form, kind)]
        if odd:
            sound = sound.scatter(rows.filter(forms.is_in(odd)), False)
    referring = table["unit"].str.contains("&", literal=True).arg_true()
    units = table["unit"].gather(referring)
    strange = units.str.count_matches("&", literal=True) != units.str.count_matches(_KNOWN)
    return sound.scatter(referring.filter(strange), False)


def _is_well_formed(form: str, kind: str) -> bool:
    """Tell whether a form is one of its kind in which no tag has an attribute twice."""
    if _FORMS[kind].fullmatch(form) is None:
        return False
    names = (tag.split() for tag in form.split("<"))
    return all(len(set(each)) == len(each) for each in names)


def _side(side: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the language and the text of a variant."""
    coded = pl.col(side).str.contains("<", literal=True)
    text = pl.when(coded).then(pl.col(side)).map_batches(_uncoded, return_dtype=pl.Utf8, is_elementwise=True)
    lang = pl.coalesce(
        _attribute(f"{side}_attributes", "xml:lang"), _attribute(f"{side}_attributes", "lang"), pl.lit("")
    )
    return lang.alias(f"{side}_lang"), pl.coalesce(text, _read(pl.col(side))).alias(side)


def _uncoded(segments: pl.Series) -> pl.Series:
    """Return the texts of segments with codes; null stays null."""
    places = segments.is_not_null().arg_true()
    return segments.scatter(places, list(map(plain_of_written, segments.gather(places)))) if len(places) else segments


def _attribute(column: str, name: str) -> pl.Expr:
    return _read(pl.col(column).str.extract(rf' {name}="([^"]*)"'))


def _read(text: pl.Expr) -> pl.Expr:
    """Return a text with what its references stand for."""
    return text.str.replace_many(list(_REFERENCES), list(_REFERENCES.values()))


def _written(units: pl.Series) -> pl.Series:
    """Return units as a parser writes them: bare ``>`` by reference, quotation marks as they are, empty tags as one."""
    counts = [units.str.count_matches(mark, literal=True) for mark in "<>"]
    bare = (counts[0] < counts[1]).arg_true()
    if len(bare):
        known = [_BARE.sub(lambda text: ">" + text[1].replace(">", "&gt;"), unit) for unit in units.gather(bare)]
        units = units.scatter(bare, known)
    quoted = units.str.contains("&quot;|&apos;").arg_true()
    units = units.scatter(quoted, units.gather(quoted).str.replace_many(["&quot;", "&apos;"], ['"', "'"]))
    empty = units.str.contains("></", literal=True).arg_true()
    return units.scatter(empty, units.gather(empty).str.replace_all(r"<([a-z]+)([^<>/]*)></[a-z]+>", "<$1$2/>"))


def _notes(table: pl.DataFrame) -> pl.Expr:
    """Return the notes of a unit, a line each; null where there is none or they are empty."""
    if not table["meta"].str.contains("<note", literal=True).any():
        return pl.lit(None, pl.Utf8)
    notes = pl.col("meta").str.extract_all(r"<note[^>]*>[^<]*")
    text = notes.list.eval(pl.element().str.replace(r"^<[^>]*>", "")).list.join("\n")
    return pl.when(text != "").then(_read(text))


def _is_plain(*, named: bool) -> pl.Expr:
    """Tell whether a unit is two texts, a note and its own id, and its source language where it is ``named``."""
    own = rf'^(?: (?:tuid{"|srclang" if named else ""})="[^"]*")*$'
    return pl.all_horizontal(
        pl.col("attributes").str.contains(own),
        pl.col("meta").str.contains(r"^(?:<note>[^<]+</note>[ \n\t]*)?$"),
        *(pl.col(f"{side}_attributes").str.contains(r'^ (?:xml:)?lang="[^"]*"$') for side in _SIDES),
        *(pl.col(f"{side}_meta") == "" for side in _SIDES),
        *((pl.col(side) != "") & ~pl.col(side).str.contains("<", literal=True) for side in _SIDES),
    )
