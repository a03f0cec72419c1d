"""Units of one shape: the same tags with the same attributes in the same order, around other values and texts.

What a tool writes has one shape, or long stretches of one. A pattern made of a unit that is well-formed takes those
that follow apart and proves them well-formed at once, with nothing left to look at but their texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from songngu.corpus.formats.tmx.pattern import CODES, SIDES, SPACE, UNIT
from songngu.corpus.formats.tmx.segment import plain_texts, read_references
from songngu.corpus.formats.tmx.wellformed import has_odd_references, malformed

_VALUE = r"[^\"<>&\n\t]*+"
_NAME = r"(?:xml:(?:lang|space)|[A-Za-z_][\w.-]*)"
_ATTRIBUTES = re.compile(rf"(?: {_NAME}=\"{_VALUE}\")*+".encode(), re.ASCII)
_NAMES = re.compile(rf" ({_NAME})=\"".encode(), re.ASCII)
_ELEMENTS = re.compile(rf"(?:<(prop|note)[^<>]*+>[^<]*+</\1>{SPACE})*+".encode())
_ELEMENT = re.compile(rb"<(prop|note)([^<>]*+)>")
TEXTS = ("id", "source_lang", "first_lang", "first", "second_lang", "second", "note")
"""What a table has of each unit: nothing of one that does not look alike."""

_OWN = {"tuid": "id", "srclang": "source_lang"}
_LANGS = ("xml:lang", "lang")


class _ShapelessError(Exception):
    """A unit that has no shape which others could share."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The ``pattern`` of units of a shape, its groups named by the columns of a table.

    ``own`` are the attributes of the unit itself, and a ``bare`` shape has no more than these, a note (``noted``) and
    two texts.
    """

    pattern: re.Pattern[bytes]
    own: frozenset[str]
    bare: bool
    noted: bool


@dataclass(frozen=True, slots=True)
class ShapedUnits:
    """Units of one shape: a ``table`` of their languages and texts, and each as it is ``written``.

    ``coded`` are those whose texts hold codes.
    """

    shape: Shape
    table: pl.DataFrame
    written: pl.Series
    coded: pl.Series

    def originals(self, *, named: bool) -> pl.Series:
        """Return as they are written the units that have more than an id, a note and two texts, null for others.

        A source language is no more where units are expected to be ``named`` so.
        """
        if not self.shape.bare or self.shape.own - {"tuid"} - ({"srclang"} if named else set()):
            return self.written.alias("original")
        more = self.coded | self.table.select(pl.any_horizontal(pl.col(SIDES) == ""))[:, 0]
        if self.shape.noted:
            more |= self.table["note"].is_null()
        return self.written.set(~more, None).alias("original")


def shaped_units(data: bytes, between: bytes = b"") -> ShapedUnits | None:
    """Return the units that ``data`` is, with ``between`` between any two; None where they are not of one shape."""
    shape = _shape_of(data)
    table = None if shape is None else _found(shape.pattern, data, between)
    if shape is None or table is None:
        return None
    coded = table.select(pl.col(SIDES).str.contains("<", literal=True))
    odd = has_odd_references(table["unit"]).any()
    if odd or any(_has_odd_codes(table[side].filter(coded[side])) for side in SIDES):
        return None
    return ShapedUnits(shape, _read(table), table["unit"], coded["first"] | coded["second"])


def _found(pattern: re.Pattern[bytes], data: bytes, between: bytes) -> pl.DataFrame | None:
    """Return what a pattern finds of units, and each as it is written; None where it does not take all apart."""
    found = pattern.split(data)
    width = pattern.groups + 1
    if found[::width] != [b"", *[between] * (len(found) // width - 1), b""]:
        return None
    groups = {"unit": 1, **pattern.groupindex}.items()
    try:
        return pl.DataFrame(
            pl.Series(name, found[place::width], dtype=pl.Binary).cast(pl.Utf8) for name, place in groups
        )
    except pl.exceptions.PolarsError:  # not UTF-8
        return None


def _has_odd_codes(segments: pl.Series) -> bool:
    return not segments.is_empty() and not malformed(segments.unique(), "text").is_empty()


def _read(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table of what is written as that of what it means."""
    absent = (name for name in (*_OWN.values(), "note") if name not in table.columns)
    table = table.with_columns(
        *(plain_texts(table[side]) for side in SIDES), *(pl.lit(None, pl.Utf8).alias(name) for name in absent)
    ).select(TEXTS)
    notes = read_references(table["note"])
    return table.with_columns(notes.set(notes == "", None)) if notes.null_count() < len(notes) else table


def _shape_of(data: bytes) -> Shape | None:
    """Return the shape of the unit that ``data`` begins with."""
    unit = UNIT.match(data)
    if unit is None:
        return None
    _, own, meta, *variants = unit.groups()
    try:
        return _shape(own, meta, variants)
    except _ShapelessError:
        return None


def _shape(own: bytes, meta: bytes, variants: list[bytes]) -> Shape:
    names = _names(own)
    pattern = f"(<tu{_tag(names, _OWN)}>{SPACE}{_meta(meta, 'note')}"
    bare = not meta or (meta.startswith(b"<note>") and meta.count(b"</") == 1)
    for side, attributes, more in zip(SIDES, variants[::3], variants[1::3], strict=True):
        named = _names(attributes)
        lang = [name for name in named if name in _LANGS]
        if len(lang) != 1:
            raise _ShapelessError
        tag = _tag(named, {lang[0]: f"{side}_lang"})
        pattern += f"<tuv{tag}>{SPACE}{_meta(more)}<seg>(?P<{side}>[^<]*+{CODES})</seg>{SPACE}</tuv>{SPACE}"
        bare = bare and not more and len(named) == 1
    return Shape(re.compile(f"{pattern}</tu>){SPACE}".encode()), frozenset(names), bare, noted=b"<note" in meta)


def _names(attributes: bytes) -> list[str]:
    """Return the names of the attributes of a tag, in order."""
    names = [name.decode() for name in _NAMES.findall(attributes)]
    if not _ATTRIBUTES.fullmatch(attributes) or len(set(names)) < len(names):
        raise _ShapelessError
    return names


def _tag(names: list[str], groups: Mapping[str, str]) -> str:
    """Return the pattern of attributes, of which ``groups`` are to be found under a name."""
    values = {name: f"(?P<{groups[name]}>{_VALUE})" if name in groups else _VALUE for name in names}
    return "".join(f' {re.escape(name)}="{value}"' for name, value in values.items())


def _meta(elements: bytes, note: str = "") -> str:
    """Return the pattern of properties and notes, of which one ``note`` is to be found under that name."""
    if not _ELEMENTS.fullmatch(elements):
        raise _ShapelessError
    parts = []
    for kind, attributes in _ELEMENT.findall(elements):
        name = kind.decode()
        text = f"(?P<{note}>[^<]*+)" if note and name == "note" else "[^<]*+"
        parts.append(f"<{name}{_tag(_names(attributes), {})}>{text}</{name}>{SPACE}")
    if note and sum(kind == b"note" for kind, _ in _ELEMENT.findall(elements)) > 1:
        raise _ShapelessError
    return "".join(parts)
