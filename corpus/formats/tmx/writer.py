"""Writes TMX 1.4, valid against ``tmx14.dtd``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

import polars as pl

from songngu.corpus.bitext import Bitext, batches, columns_of, row_id
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import (
    FORBIDDEN,
    extra_names,
    ids_text,
    number_text,
    score_names,
    scrubbed,
    spans_text,
)
from songngu.corpus.formats.sides import nameless
from songngu.corpus.formats.tmx.header import common_source, header_xml
from songngu.corpus.formats.tmx.originals import Restorer, parse_original
from songngu.corpus.formats.tmx.pairs import ALL
from songngu.corpus.formats.tmx.unchanged import is_unchanged
from songngu.corpus.formats.tmx.units import PREFIX
from songngu.corpus.formats.written_ids import WrittenIds

_PROPS = {
    "document": pl.col("document"),
    "probability": number_text("probability"),
    "status": pl.col("status").cast(pl.Utf8).replace("auto", ""),
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
_BOTH_SIDES = (pl.col("source") != "") & (pl.col("target") != "")
_UNPLACED = (
    (pl.col("source_file") == "")
    & (pl.col("target_file") == "")
    & (pl.col("source_spans").list.len() == 0)
    & (pl.col("target_spans").list.len() == 0)
    & (pl.col("id").str.len_bytes() == 16)
)

_TUID = "tuid"
_ROWS = 4_096
"""Rows whose units are made at once: enough for Polars to be fast, few enough for the texts to be small."""


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write a translation unit for each row that has both sides, or that was a unit when it was read.

    A unit in the column ``original`` is written as it was, with what has changed since. A unit without a ``tuid`` that
    was read elsewhere stays so: its texts give the same id again.

    Lost, and told in the notes: rows with an empty side, characters that XML forbids, inline codes of texts that were
    changed. No clock time is written, but for the one that the environment variable SOURCE_DATE_EPOCH holds.
    """
    contents = _contents(bitext)
    lang = common_source(contents.pairs)
    header = header_xml(lang or ALL, contents.headers)
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{header}\n<body>\n'.encode())
    writing = _Writing([*score_names(bitext), *(n for n in extra_names(bitext) if n != "original")], named=lang is None)
    for rows in batches(bitext, _ROWS):
        stream.write(writing.units(rows))
    stream.write(b"</body>\n</tmx>\n")
    return [*writing.notes(), *nameless(contents.pairs)]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What must be known before the first unit is written."""

    pairs: list[tuple[str, str]]
    headers: list[str]


def _contents(bitext: Bitext) -> _Contents:
    langs = [pl.col(f"{side}_lang").fill_null("").str.replace_all(FORBIDDEN, "") for side in ("source", "target")]
    lazy = bitext.lazy()
    pairs = lazy.filter(_BOTH_SIDES).select(langs).unique().collect(engine="streaming").rows()
    headers: list[str] = []
    if "original" in columns_of(bitext):
        kept = lazy.select("original").filter(pl.col("original").str.starts_with("<tmx"))
        headers = kept.collect(engine="streaming")["original"].to_list()
    return _Contents(pairs, headers)


@dataclass(slots=True)
class _Writing:
    """Writes units batch by batch; ``more`` are columns of scores, ``named`` makes each unit say its source."""

    more: list[str]
    named: bool
    one_sided: int = 0
    forbidden: int = 0
    restorer: Restorer = field(default_factory=Restorer)
    ids: WrittenIds = field(default_factory=WrittenIds)
    _units: dict[tuple[str, ...], pl.Expr] = field(default_factory=dict)

    def units(self, batch: pl.DataFrame) -> bytes:
        """Return the units of ``batch`` as XML, each with the end of its line."""
        clean, dropped = scrubbed(batch)
        clean = self.ids.of(batch, clean)
        if "original" not in clean.columns:
            clean = clean.with_columns(original=pl.lit(None, dtype=pl.Utf8))
        rows = clean.filter(_BOTH_SIDES | pl.col("original").is_not_null())
        self.forbidden += dropped
        self.one_sided += batch.height - rows.height
        rows = rows.with_columns(_needed_ids(rows).alias(_TUID))
        units = rows["original"]
        marked = units.is_not_null().arg_true()
        if not marked.is_empty():
            kept = rows[marked]
            own = kept.select(value.alias(kind) for kind, value in self._props().items())
            changed = ~is_unchanged(kept, kept[_TUID], own)
            restored = self._restored(kept.filter(changed), own.filter(changed))
            units = units.scatter(marked.filter(changed), pl.Series(restored, dtype=pl.Utf8))
        missing = units.is_null().arg_true()
        units = units.scatter(missing, self._new(rows if units.null_count() == len(units) else rows[missing]))
        # Joined as bytes: to decode each text only to encode it takes longer than all the rest.
        return (units.str.join("\n").cast(pl.Binary)[0] + b"\n") if len(units) else b""

    def _new(self, rows: pl.DataFrame) -> pl.Series:
        """Return units of rows that were none. Most properties are in no row of a batch, and ask for no work."""
        told = rows.select(value.alias(kind) for kind, value in self._props().items())
        there = told.select((pl.all() != "").any()).row(0)
        kinds = tuple(kind for kind, is_there in zip(told.columns, there, strict=True) if is_there)
        if kinds not in self._units:
            self._units[kinds] = _unit(kinds, named=self.named)
        return rows.hstack(told.select(kinds)).select(self._units[kinds]).to_series()

    def _props(self) -> dict[str, pl.Expr]:
        """Return the properties of a row, by type; null or empty where there is none."""
        props = _PROPS | {name: number_text(name) if name.startswith("score.") else pl.col(name) for name in self.more}
        return {_type(name): value for name, value in props.items()}

    def _restored(self, rows: pl.DataFrame, owns: pl.DataFrame) -> Iterator[str | None]:
        """Yield the units that rows were read from, as they are now; None for an original that is no unit."""
        for row, own in zip(rows.iter_rows(named=True), owns.iter_rows(named=True), strict=True):
            root = parse_original(row["original"])
            yield (
                root
                if root is None
                else self.restorer.restore(root, row, {kind: text for kind, text in own.items() if text})
            )

    def notes(self) -> Iterator[str]:
        """Yield what was lost, a sentence each."""
        if self.one_sided:
            yield f"{quantity(self.one_sided, 'row')} with an empty side left out: no translation unit"
        if self.forbidden:
            yield f"{quantity(self.forbidden, 'character')} that XML forbids dropped"
        if self.restorer.stripped:
            yield f"{quantity(self.restorer.stripped, 'unit')} with changed text lost inline codes"


def _needed_ids(rows: pl.DataFrame) -> pl.Series:
    """Return the ids of rows, null where reading the unit gives the same."""
    ids = rows["id"]
    places = rows.select(_UNPLACED)[:, 0].arg_true()
    if places.is_empty():
        return ids
    given = [
        row_id("", "", (), (), source, target) for source, target in rows[places].select("source", "target").iter_rows()
    ]
    return ids.scatter(places, [None if a == b else a for a, b in zip(ids[places], given, strict=True)])


def _unit(kinds: Sequence[str], *, named: bool) -> pl.Expr:
    """Return the expression of a unit with columns of properties: Polars joins and escapes far faster than Python."""
    parts = [
        _wrapped('<tu tuid="', _escaped(pl.col(_TUID), _ATTRIBUTE_ESCAPES), '"', otherwise="<tu"),
        *((pl.lit(' srclang="'), _lang("source"), pl.lit('"')) if named else ()),
        pl.lit(">\n"),
        _wrapped("<note>", _escaped(pl.col("note")), "</note>\n"),
        *(
            _wrapped(f'<prop type="{kind.translate(_ATTRIBUTE_TABLE)}">', _escaped(pl.col(kind)), "</prop>\n")
            for kind in kinds
        ),
        *(part for side in ("source", "target") for part in _variant(side)),
        pl.lit("</tu>"),
    ]
    return pl.concat_str(parts)


def _variant(side: str) -> Iterator[pl.Expr]:
    yield pl.lit('<tuv xml:lang="')
    yield _lang(side)
    yield pl.lit('"><seg>')
    yield _escaped(pl.col(side))
    yield pl.lit("</seg></tuv>\n")


def _lang(side: str) -> pl.Expr:
    return _escaped(pl.col(f"{side}_lang"), _ATTRIBUTE_ESCAPES).fill_null("")


def _wrapped(before: str, value: pl.Expr, after: str, otherwise: str = "") -> pl.Expr:
    """Return ``value`` between two texts; ``otherwise`` where it is null or empty."""
    return pl.when(value != "").then(pl.concat_str(pl.lit(before), value, pl.lit(after))).otherwise(pl.lit(otherwise))


def _escaped(value: pl.Expr, escapes: Mapping[str, str] = _ESCAPES) -> pl.Expr:
    return value.map_batches(partial(_with_escapes, escapes=escapes), return_dtype=pl.Utf8, is_elementwise=True)


def _with_escapes(texts: pl.Series, escapes: Mapping[str, str]) -> pl.Series:
    # A search takes a tenth of the time of a replacement, and most texts have nothing to replace.
    rows = texts.str.contains(f"[{''.join(escapes)}]").arg_true()
    return texts.scatter(rows, texts.gather(rows).str.replace_many(dict(escapes))) if len(rows) else texts


def _type(name: str) -> str:
    text = name.replace("_", "-") if name in _PROPS else re.sub(FORBIDDEN, "", name)
    return f"{PREFIX}{text}"
