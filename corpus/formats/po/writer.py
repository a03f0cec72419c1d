"""PO files written entry by entry: a row that was read from an entry changes it only where the row has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import polars as pl

import songngu
from songngu.corpus.bitext import SCHEMA, STATUSES, Bitext, batches
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import Row, cell_text, extra_names, score_names
from songngu.corpus.formats.originals import regrouped
from songngu.corpus.formats.po.entry import PoEntry, written
from songngu.corpus.formats.po.rows import (
    Langs,
    PoUnit,
    carry,
    header_langs,
    note,
    parsed,
    reference,
    rows_of,
    set_fuzzy,
    set_note,
)
from songngu.corpus.formats.sides import is_language

_NOT_CARRIED = {"row", "source", "target", "original"}
_NUL = "\x00"
_PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write the rows of ``bitext`` that have a source as entries; a source that stands again gets a context.

    What was aligned and not looked at yet is ``fuzzy``. Told in the notes: rows without a source, originals of other
    formats, NUL characters, which are dropped.
    """
    langs = _common_langs(bitext)
    writer = _Writer(langs, [*SCHEMA, *score_names(bitext), *extra_names(bitext)])
    units = regrouped(writer.rows(bitext), parsed, lambda unit: len(unit.entry.forms))
    header: PoEntry | None = None
    for unit, rows in units:
        if header is None:
            header = _in_utf8(unit.header) if unit and unit.header else _header(langs)
            writer.langs = header_langs(header)
            stream.write(written(header).encode())
        stream.write(f"\n{writer.entry(unit, rows)}".encode())
    if header is None:
        stream.write(written(_header(langs)).encode())
    return [*writer.notes()]


def _common_langs(bitext: Bitext) -> Langs:
    """Return the languages of the rows, as far as all are of one."""
    names = ("source_lang", "target_lang")
    found = bitext.lazy().select(pl.col(name).unique().implode() for name in names).collect(engine="streaming").row(0)
    source, target = (values[0] or "" if len(values) == 1 else "" for values in found)
    return source if is_language(source) else "", target if is_language(target) else ""


def _header(langs: Langs) -> PoEntry:
    fields = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": langs[1],
        "Plural-Forms": _PLURALS.get(langs[1], ""),
        "X-Source-Language": langs[0],
        "X-Generator": f"songngu {songngu.__version__}",
    }
    # A source that is not named would be taken for English.
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items() if value or name == "X-Source-Language")
    return PoEntry(strings={"msgid": "", "msgstr": lines})


def _in_utf8(header: PoEntry) -> PoEntry:
    lines = header.strings["msgstr"].split("\n")
    places = [i for i, line in enumerate(lines) if line.lower().startswith("content-type:")]
    for place in places:
        lines[place] = "Content-Type: text/plain; charset=UTF-8"
    header.strings["msgstr"] = "\n".join(lines)
    return header


@dataclass(slots=True)
class _Writer:
    """Makes entries of rows and counts what is lost."""

    langs: Langs
    names: list[str]
    number: int = 0
    nul: int = 0
    sourceless: int = 0
    strange: int = 0
    seen: set[int] = field(default_factory=set)

    def rows(self, bitext: Bitext) -> Iterator[Row]:
        """Yield the rows that have a source, their cells as texts."""
        texts = [cell_text(name).alias(name) for name in self.names]
        for batch in batches(bitext):
            cells = batch.select(texts)
            self.nul += cells.select(pl.sum_horizontal(pl.all().str.count_matches(_NUL, literal=True)).sum()).item()
            for row in cells.select(pl.all().str.replace_all(_NUL, "", literal=True)).iter_rows(named=True):
                if row["source"]:
                    yield row
                else:
                    self.sourceless += 1

    def entry(self, unit: PoUnit | None, rows: list[Row]) -> str:
        """Return the entry of ``rows``: made anew or, where there is one, brought up to date."""
        self.number += 1
        if unit is None:
            self.strange += bool(rows[0].get("original"))
            entry = self._fresh(rows[0])
        else:
            entry = unit.entry
            carry(entry, [])
            for row, names in zip(rows, entry.forms, strict=True):
                entry.strings |= dict(zip(names, (row["source"], row["target"]), strict=True))
        self._update(entry, rows)
        implied = rows_of(entry, self.langs)
        carried = [
            {name: row[name] for name in self.names if name not in _NOT_CARRIED and row[name] != now.get(name, "")}
            for row, now in zip(rows, implied, strict=True)
        ]
        if unit is None and "msgctxt" in entry.strings:
            carried[0]["id"] = rows[0]["id"]
        carry(entry, carried)
        return written(entry)

    def _fresh(self, row: Row) -> PoEntry:
        entry = PoEntry(strings={"msgid": row["source"], "msgstr": row["target"]})
        key = hash_of(row["source"])
        if key in self.seen:
            entry.strings["msgctxt"] = row["id"]
        self.seen.add(key)
        if name := reference(row["document"]):
            entry.comments.append(name)
        unsure = row["status"] == STATUSES[0] and bool(row["probability"])
        set_fuzzy(entry, fuzzy=(unsure or row["status"] == "rejected") and bool(row["target"]))
        return entry

    def _update(self, entry: PoEntry, rows: list[Row]) -> None:
        """Bring the note and, where a person has decided, the flag up to date."""
        if rows[0]["note"] != note(entry):
            set_note(entry, rows[0]["note"])
        if "fuzzy" in entry.flags() and all(row["status"] in ("accepted", "edited") for row in rows):
            set_fuzzy(entry, fuzzy=False)

    def notes(self) -> Iterator[str]:
        """Yield what was lost."""
        if self.sourceless:
            yield f"{quantity(self.sourceless, 'row')} without a source left out"
        if self.strange:
            units = quantity(self.strange, "row")
            yield f"{units} from a unit that cannot be written here: what only the unit holds is left out"
        if self.nul:
            yield f"{quantity(self.nul, 'NUL character')} dropped"


def hash_of(text: str) -> int:
    """Return a number for a text that hardly any other has, to remember many texts by."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
