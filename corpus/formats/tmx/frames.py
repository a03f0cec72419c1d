"""The rows of a bitext that the units of a TMX file become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from songngu.corpus.bitext import EXTRAS
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.columns import Filling, filled
from songngu.corpus.formats.fields import Row, parse_cell, row_batches
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import exchanged
from songngu.corpus.formats.tmx.alike import Alike
from songngu.corpus.formats.tmx.blocks import UnitBlock
from songngu.corpus.formats.tmx.head import Head
from songngu.corpus.formats.tmx.pairs import ALL, Pairs, Side
from songngu.corpus.formats.tmx.units import Unit, units, with_header

OWN = (
    *("document", "probability", "status", "duplicate_of", "source_file", "target_file"),
    *("source_spans", "target_spans", "source_ids", "target_ids"),
)
"""The columns that stand in properties, a type each: its name with hyphens."""

KEPT_EXTRAS = [name for name in EXTRAS if name != "original"]
_NAMES = {name.replace("_", "-"): name for name in OWN} | {name: name for name in KEPT_EXTRAS}


@dataclass(slots=True)
class Frames:
    """Makes rows of the units of one file, block by block; ``units`` counts them."""

    reading: Reading
    pairs: Pairs
    units: int = 0
    entities: int = 0
    _filling: Filling = field(default_factory=Filling)

    def of(self, block: UnitBlock, head: Head) -> Iterator[pl.DataFrame]:
        """Yield the rows of a block, the first of the file with its header.

        Raises InputError for a property of ours that is broken.
        """
        header = "" if self.units else head.header
        if isinstance(block.units, Alike) and (frame := self._together(block.units, header)) is not None:
            self.units += frame.height
            yield frame
            return
        named = head.source_lang in (ALL, "")
        found = block.units.units() if isinstance(block.units, Alike) else list(units(block.units, named=named))
        if found and header:
            found[0] = with_header(found[0], header)
        self.units += len(found)
        self.entities += sum(unit.entities for unit in found)
        sources, targets, originals = self.pairs.sides(found)
        if any(unit.own for unit in found):
            rows = self._rows(found, sources, targets, originals, block.line)
            yield from row_batches(rows, self.reading, counts=self._filling.counts)
        elif found:
            yield self._simple(found, sources, targets, originals)

    def _together(self, alike: Alike, header: str) -> pl.DataFrame | None:
        """Return the rows of units of two texts, source and target in one order; None for any other."""
        langs = alike.langs()
        order = self.pairs.order(langs) if all(len(pair) == 2 for _, pair in langs) else None
        if order is None or any(unit.entities for unit in alike.others):
            return None
        table = alike.whole()
        if header:
            first = with_header(alike.units()[0], header).original
            table = table.with_columns(table["original"].scatter(0, first))
        columns = [
            pl.col(place + part).alias(side + part)
            for place, side in zip(order, ("source", "target"), strict=True)
            for part in ("", "_lang")
        ]
        kept = ["original"] if table["original"].null_count() < table.height else []
        return filled(table.select("id", *columns, "note", *kept), self._filling, self.reading)

    def notes(self) -> Iterator[str]:
        """Yield what there is to say of the file, a sentence each."""
        if self.pairs.one_sided:
            yield f"{quantity(self.pairs.one_sided, 'unit')} without one of the two languages: a side is empty"
        if self.pairs.repeated:
            yield f"{quantity(self.pairs.repeated, 'unit')} with a language twice: the first variant is taken"
        if self.entities:
            yield f"{quantity(self.entities, 'reference')} to undeclared entities, kept as they stand"

    def _rows(
        self, units: list[Unit], sources: list[Side], targets: list[Side], originals: list[str | None], line: int
    ) -> Iterator[tuple[int, Row]]:
        for unit, source, target, original in zip(units, sources, targets, originals, strict=True):
            number = line + unit.line - 1
            row: Row = {"id": unit.id, "note": unit.note} | ({"original": original} if original else {})
            row |= {"source_lang": source[0], "source": source[1], "target_lang": target[0], "target": target[1]}
            turned = self.pairs.is_turned(unit, source[0], target[0])
            for kind, text in (unit.own or {}).items():
                name = exchanged(_NAMES.get(kind, kind)) if turned else _NAMES.get(kind, kind)
                if kind in _NAMES or kind.startswith("score."):
                    row[name] = self._cell(name, text, number)
            yield number, row

    def _cell(self, name: str, text: str, line: int) -> Any:
        try:
            return parse_cell(name, text)
        except ValueError as error:
            raise self.reading.error(f"property {name}: {error}", line) from error

    def _simple(
        self, units: list[Unit], sources: list[Side], targets: list[Side], originals: list[str | None]
    ) -> pl.DataFrame:
        """Return the rows of units without properties of ours, column by column."""
        source_langs, source_texts = zip(*sources, strict=True)
        target_langs, target_texts = zip(*targets, strict=True)
        texts = {
            "id": [unit.id for unit in units],
            "source": source_texts,
            "target": target_texts,
            "source_lang": source_langs,
            "target_lang": target_langs,
            "note": [unit.note for unit in units],
        }
        if any(originals):
            texts["original"] = originals
        table = pl.DataFrame({name: pl.Series(name, values, dtype=pl.Utf8) for name, values in texts.items()})
        return filled(table, self._filling, self.reading)
