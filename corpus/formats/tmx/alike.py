"""Units that look alike: two texts with attributes, properties and notes, taken from the text of a file by one pattern.

They are by far the most frequent kind. A pattern that admits only well-formed units proves them so, in a tenth of the
time of a parser; what it does not admit (codes, references to characters, a third variant) is left to one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from songngu.corpus.formats.tmx.units import Unit

COLUMNS = ("id", "source_lang", "first_lang", "first", "second_lang", "second", "note", "original")
"""What a table has of each unit: nothing of one that does not look alike, no ``original`` of a plain one."""

_SPACE = r"[ \n\t]*"
_VALUE = r"[^\"<>&\t\n]*(?:&(?:amp|lt|gt);[^\"<>&\t\n]*)*"
_ATTRIBUTES = rf"(?:[ \n\t]+(?:xml:(?:lang|space)|[A-Za-z_][\w.-]*)=\"{_VALUE}\")*"
_TEXT = r"[^<>&]*(?:&(?:amp|lt|gt|quot|apos);[^<>&]*)*"
_META = rf"(?:<(?:prop{_ATTRIBUTES}{_SPACE}>{_TEXT}</prop|note{_ATTRIBUTES}{_SPACE}>{_TEXT}</note){_SPACE}>{_SPACE})*"
_VARIANT = rf"<tuv({_ATTRIBUTES}){_SPACE}>{_SPACE}({_META})<seg>({_TEXT})</seg>{_SPACE}</tuv>{_SPACE}"
# Of bytes, as all that parts a unit is ASCII: nothing is decoded but what becomes a column.
_UNIT = re.compile(rf"<tu({_ATTRIBUTES}){_SPACE}>{_SPACE}({_META}){_VARIANT}{_VARIANT}</tu>{_SPACE}".encode())
_SIDES = ("first", "second")
_GROUPS = ("attributes", "meta", *(f"{side}{part}" for side in _SIDES for part in ("_attributes", "_meta", "")))
_NONE = (None,) * len(_GROUPS)
_BETWEEN = re.compile(rb"(?=<tu[ \n\t>])")
_REFERENCES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_END = re.compile(rb"</body>\s*</tmx>\s*")
_TAIL = b"</body>"


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
    """Return a row of ``COLUMNS`` for each unit.

    ``named`` where each unit is expected to say its source language, so that one that does is plain all the same. The
    original of a unit that is more than plain is as a parser would write it again.
    """
    match = _UNIT.fullmatch
    found = [_NONE if unit is None else unit.groups() for unit in map(match, units)]
    groups = dict(zip(_GROUPS, zip(*found, strict=True) if found else [()] * len(_GROUPS), strict=True))
    binary = {name: pl.Series(name, values, dtype=pl.Binary) for name, values in (*groups.items(), ("unit", units))}
    table = pl.DataFrame(binary).cast(pl.Utf8).with_columns(pl.col("unit").str.strip_chars_end(" \n\t"))
    told = table.select(
        _attribute("attributes", "tuid").alias("id"),
        _attribute("attributes", "srclang").alias("source_lang"),
        *(column for side in _SIDES for column in _side(side)),
        _notes(table).alias("note"),
        original=pl.when(~_is_plain(named=named)).then(_written(pl.col("unit"))),
    )
    return told.select(pl.when(_is_sound(table) & pl.col("first_lang").is_not_null()).then(pl.all()))


def _is_sound(table: pl.DataFrame) -> pl.Series:
    """Tell for each unit what the pattern cannot: that no tag has an attribute twice."""
    sound = table["first"].is_not_null()
    for name in _GROUPS:
        if name not in _SIDES:
            tags = table[name].str.replace_all(r'="[^"]*"|>[^<]*', " ")
            doubled = [tag for tag in tags.unique().drop_nulls() if _has_double(tag)]
            if doubled:
                sound &= ~tags.is_in(doubled)
    return sound


def _has_double(tags: str) -> bool:
    return any(len(set(names)) < len(names) for names in map(str.split, re.split("</?", tags)))


def _side(side: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the language and the text of a variant; no language for one that names it in another way."""
    lang = _attribute(f"{side}_attributes", "xml:lang").alias(f"{side}_lang")
    text = pl.col(side)
    return lang, _read(text).alias(side)


def _attribute(column: str, name: str) -> pl.Expr:
    return _read(pl.col(column).str.extract(rf'[ \n\t]{name}="([^"]*)"'))


def _read(text: pl.Expr) -> pl.Expr:
    """Return a text with what its references stand for."""
    return text.str.replace_many(list(_REFERENCES), list(_REFERENCES.values()))


def _written(unit: pl.Expr) -> pl.Expr:
    """Return a unit as a parser writes it, which needs no reference for a quotation mark; attributes have none."""
    return unit.str.replace_many(["&quot;", "&apos;"], ['"', "'"])


def _notes(table: pl.DataFrame) -> pl.Expr:
    """Return the notes of a unit, a line each; null where there is none or they are empty."""
    if not table["meta"].str.contains("<note", literal=True).any():
        return pl.lit(None, pl.Utf8)
    notes = pl.col("meta").str.extract_all(rf"<note{_ATTRIBUTES}{_SPACE}>{_TEXT}")
    text = notes.list.eval(pl.element().str.replace(r"^<[^>]*>", "")).list.join("\n")
    return pl.when(text != "").then(_read(text))


def _is_plain(*, named: bool) -> pl.Expr:
    """Tell whether a unit is two texts, a note and its own id, and its source language where it is ``named``."""
    own = rf'^(?:[ \n\t]+(?:tuid{"|srclang" if named else ""})="[^"]*")*$'
    only_lang = r'^[ \n\t]+xml:lang="[^"]*"$'
    return pl.all_horizontal(
        pl.col("attributes").str.contains(own),
        pl.col("meta").str.contains(r"^(?:<note>[^<]+</note>[ \n\t]*)?$"),
        *(pl.col(f"{side}_attributes").str.contains(only_lang) for side in _SIDES),
        *(pl.col(f"{side}_meta") == "" for side in _SIDES),
        *(pl.col(side) != "" for side in _SIDES),
    )
