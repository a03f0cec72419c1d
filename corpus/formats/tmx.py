"""TMX 1.4, the exchange format of translation memories (LISA OSCAR, ``tmx14.dtd``).

What TMX has no place for stands in ``prop`` elements of the types ``x-songngu-NAME``, so that a bitext can
be read back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, cast

import polars as pl
from lxml import etree

import songngu
from songngu.corpus.bitext import EXTRAS, Bitext, batches
from songngu.corpus.errors import UsageError
from songngu.corpus.formats.fields import (
    FORBIDDEN,
    Row,
    extra_names,
    ids_text,
    number_text,
    parse_cell,
    quantity,
    row_batches,
    score_names,
    scrubbed,
    spans_text,
)
from songngu.corpus.formats.reading import Reading

_PREFIX = "x-songngu-"
_PROPS = {
    "document": pl.col("document"),
    "probability": number_text("probability"),
    "status": pl.col("status").cast(pl.Utf8),
    "duplicate_of": pl.col("duplicate_of"),
    "source_file": pl.col("source_file"),
    "target_file": pl.col("target_file"),
    "source_spans": spans_text("source_spans"),
    "target_spans": spans_text("target_spans"),
    "source_ids": ids_text("source_ids"),
    "target_ids": ids_text("target_ids"),
}
# A parser turns a literal carriage return into a line feed, and every white space in an attribute into a space.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE_ESCAPES = _ESCAPES | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_ATTRIBUTE_TABLE = {ord(character): escape for character, escape in _ATTRIBUTE_ESCAPES.items()}
# Inline elements that hold codes of the original format; the text of ``hi`` is text.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_NAMES = {f"{_PREFIX}{name.replace('_', '-')}": name for name in _PROPS}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Variant = tuple[str, str]
"""Language and text of one side of a unit."""


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write the rows of ``bitext`` that have both sides as translation units.

    Lost, and told in the notes: rows with an empty side, characters that XML forbids. No clock time is written, but for
    the one that the environment variable SOURCE_DATE_EPOCH holds.
    """
    languages = _source_langs(bitext)
    source_lang = languages[0] if len(languages) == 1 and languages[0] else "*all*"
    stream.write(_header(source_lang).encode())
    unit = _unit([*score_names(bitext), *extra_names(bitext)], with_lang=source_lang == "*all*")
    one_sided = forbidden = 0
    for batch in batches(bitext):
        clean, dropped = scrubbed(batch)
        pairs = clean.filter((pl.col("source") != "") & (pl.col("target") != ""))
        stream.write("".join(pairs.select(unit=unit)["unit"].to_list()).encode())
        forbidden += dropped
        one_sided += batch.height - pairs.height
    stream.write(b"</body>\n</tmx>\n")
    return _notes(one_sided, forbidden)


def _source_langs(bitext: Bitext) -> list[str]:
    clean = bitext.lazy().select(pl.col("source", "target", "source_lang").str.replace_all(FORBIDDEN, ""))
    pairs = clean.filter((pl.col("source") != "") & (pl.col("target") != ""))
    return pairs.select(pl.col("source_lang").unique()).collect(engine="streaming")["source_lang"].to_list()


def _notes(one_sided: int, forbidden: int) -> list[str]:
    notes = []
    if one_sided:
        notes.append(f"{quantity(one_sided, 'row', 'rows')} with an empty side left out: no translation unit")
    if forbidden:
        notes.append(f"{quantity(forbidden, 'character', 'characters')} that XML forbids dropped")
    return notes


def _header(source_lang: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="songngu" creationtoolversion="{songngu.__version__}" segtype="sentence" o-tmf="songngu"'
        f' adminlang="en" srclang="{source_lang.translate(_ATTRIBUTE_TABLE)}" datatype="plaintext"'
        f"{_creation_date()}/>\n<body>\n"
    )


def _creation_date() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return ""
    try:
        date = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970") from error
    return f' creationdate="{date:%Y%m%dT%H%M%SZ}"'


def _unit(more: list[str], *, with_lang: bool) -> pl.Expr:
    """Return the expression of a translation unit: Polars joins and escapes texts many times faster than Python."""
    props = _PROPS | {name: number_text(name) if name not in EXTRAS else pl.col(name) for name in more}
    parts = [
        _wrapped('<tu tuid="', _escaped(pl.col("id"), _ATTRIBUTE_ESCAPES), '"', otherwise="<tu"),
        _wrapped(' srclang="', _escaped(pl.col("source_lang"), _ATTRIBUTE_ESCAPES), '"') if with_lang else pl.lit(""),
        pl.lit(">\n"),
        _wrapped("<note>", _escaped(pl.col("note")), "</note>\n"),
        *(
            _wrapped(f'<prop type="{_PREFIX}{_type(name)}">', _escaped(value), "</prop>\n")
            for name, value in props.items()
        ),
        *(part for side in ("source", "target") for part in _variant(side)),
        pl.lit("</tu>\n"),
    ]
    return pl.concat_str(parts)


def _variant(side: str) -> Iterator[pl.Expr]:
    yield pl.lit('<tuv xml:lang="')
    yield _escaped(pl.col(f"{side}_lang"), _ATTRIBUTE_ESCAPES).fill_null("")
    yield pl.lit('"><seg>')
    yield _escaped(pl.col(side))
    yield pl.lit("</seg></tuv>\n")


def _wrapped(before: str, value: pl.Expr, after: str, otherwise: str = "") -> pl.Expr:
    """Return ``value`` between two texts; ``otherwise`` where it is null or empty."""
    return pl.when(value != "").then(pl.concat_str(pl.lit(before), value, pl.lit(after))).otherwise(pl.lit(otherwise))


def _escaped(value: pl.Expr, escapes: dict[str, str] = _ESCAPES) -> pl.Expr:
    return value.str.replace_many(list(escapes), list(escapes.values()))


def _type(name: str) -> str:
    text = name.replace("_", "-") if name in _PROPS else re.sub(FORBIDDEN, "", name)
    return text.translate(_ATTRIBUTE_TABLE)


def scan(stream: BinaryIO, reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the units of the TMX in ``stream``, of any level and any tool; codes inside segments are dropped.

    The source is the language of the header (``srclang``), else that of the first variant. A unit with only one of the
    two languages becomes a row with an empty side. Raises InputError for broken XML and for more than two languages.
    """
    yield from row_batches(_rows(stream, reading), reading)


def _rows(stream: BinaryIO, reading: Reading) -> Iterator[tuple[int, Row]]:
    context = etree.iterparse(
        stream,
        events=("end",),
        tag=("{*}header", "{*}tu"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    source_lang = "*all*"
    try:
        for _, element in context:
            if etree.QName(element).localname == "header":
                source_lang = element.get("srclang", source_lang)
            else:
                yield _checked(element, source_lang, reading)
            _forget(element)
    except etree.XMLSyntaxError as error:
        line, column = (max(place, 1) for place in error.position)
        reason = error.msg.partition(", line ")[0] if error.msg else "unknown error"
        raise reading.error(f"not well-formed XML: {reason}", line, column) from error
    root = etree.QName(context.root).localname
    if root != "tmx":
        raise reading.error(f"not a TMX file: the outermost element is <{root}>")


def _checked(unit: etree._Element, header_lang: str, reading: Reading) -> tuple[int, Row]:
    line = cast(int, unit.sourceline)
    try:
        return line, _row(unit, header_lang)
    except ValueError as error:
        raise reading.error(str(error), line) from error


def _row(unit: etree._Element, header_lang: str) -> Row:
    row: Row = {"id": unit.get("tuid")}
    for prop in unit.iterfind("{*}prop"):
        kind = prop.get("type", "")
        name = _NAMES.get(kind, kind.removeprefix(_PREFIX))
        if kind in _NAMES or kind.startswith(f"{_PREFIX}score.") or name in EXTRAS:
            row[name] = _prop(name, prop.text or "")
    notes = [note.text or "" for note in unit.iterfind("{*}note")]
    row["note"] = "\n".join(notes) or None
    variants = [(_lang(variant), _segment(variant)) for variant in unit.iterfind("{*}tuv")]
    if len(variants) > 2:
        languages = ", ".join(lang or "none" for lang, _ in variants)
        raise ValueError(f"a unit of {len(variants)} variants ({languages}); a bitext has two languages")
    source, target = _sides(variants, unit.get("srclang") or header_lang)
    names = ("source_lang", "source", "target_lang", "target")
    return row | dict(zip(names, (*source, *target), strict=True))


def _prop(name: str, text: str) -> Any:
    try:
        return parse_cell(name, text)
    except ValueError as error:
        raise ValueError(f"property {name}: {error}") from error


def _lang(variant: etree._Element) -> str:
    # TMX before 1.4 has lang for xml:lang.
    return variant.get(_XML_LANG) or variant.get("lang") or ""


def _segment(variant: etree._Element) -> str:
    segment = variant.find("{*}seg")
    return "" if segment is None else "".join(_visible(segment))


def _visible(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        # Comments and entities have a function for a tag.
        if child.tag is etree.Entity:
            yield child.text or ""
        elif isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            yield from _visible(child)
        yield child.tail or ""


def _sides(variants: list[Variant], source_lang: str) -> tuple[Variant, Variant]:
    """Return source and target of a unit of at most two variants; an absent one is empty."""
    absent = ("" if source_lang == "*all*" else source_lang, "")
    wanted = source_lang.lower()
    matches = (
        [lang.lower() == wanted for lang, _ in variants],
        [lang.lower().split("-")[0] == wanted.split("-")[0] for lang, _ in variants],
    )
    place = next((match.index(True) for match in matches if True in match), None)
    if place is None:
        place = 0 if source_lang == "*all*" or len(variants) == 2 else None
    source = absent if place is None or not variants else variants[place]
    rest = [variant for number, variant in enumerate(variants) if number != place]
    return source, rest[0] if rest else ("", "")


def _forget(element: etree._Element) -> None:
    """Free what was read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
