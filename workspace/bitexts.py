"""Bitext files as something to check: rows placed in their original documents or else in the bitext itself."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from glob import escape as escape_pattern
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.document import Document, MappedText, Piece, Sentence, Span
from songngu.corpus.errors import unreadable
from songngu.corpus.files.streams import refuse_device
from songngu.workspace.alignments import AlignedPair
from songngu.workspace.cache import content_key
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.program import program

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.formats.placed_cells import PlacedRows
    from songngu.corpus.formats.placed_unit import PlacedText, PlacedUnit

_SIDES = ("source", "target")
_FAR = 4000


def is_bitext(name: str | Path) -> bool:
    """Tell whether the suffix of a file is that of a bitext that can be read, or a folder is one of Parquet files."""
    from songngu.corpus.formats import format_by_suffix, is_readable
    from songngu.corpus.formats.dataset import files_of_dataset

    format = format_by_suffix(name)
    return (format is not None and is_readable(format)) or files_of_dataset(name) is not None


@dataclass(frozen=True)
class BitextFile:
    """A bitext file with its bytes as read; ``langs`` hold where the rows do not say theirs.

    ``asked`` are the languages that the rows are to be of: they choose a pair among more, and turn what is the other
    way round.
    """

    root: Path
    name: str
    langs: tuple[str, str]
    data: tuple[bytes]
    asked: tuple[str | None, str | None] = (None, None)

    @property
    def names(self) -> tuple[str]:
        """The name of the file, as findings tell it."""
        return (self.name,)

    @cached_property
    def key(self) -> str:
        """What the findings in the file depend on, with the documents it was made from."""
        originals = sorted(path for path in self._originals().values() if path.is_file())
        return content_key(
            (
                program(),
                self.name,
                *self.langs,
                str(self.asked),
                *self.data,
                *(part for path in originals for part in (repr(ReadingOptions().at(path)), path.read_bytes())),
            )
        )

    @cached_property
    def _rows(self) -> pl.DataFrame:
        return self._numbered[0]

    @cached_property
    def _numbered(self) -> tuple[pl.DataFrame, list[int]]:
        """The rows, and the numbers of their lines: of a workbook, as the spreadsheet counts them."""
        from songngu.corpus.formats import read_bitext
        from songngu.corpus.formats.reading import Reading

        lines: list[int] = []
        rows = read_bitext(self.root / self.name, reading=Reading(self.name, self.asked, lines=lines))
        steps = [after - before for before, after in pairwise((0, *lines))]
        is_in_order = len(lines) == rows.height and all(0 < step < _FAR for step in steps)
        return rows, lines if is_in_order else list(range(1, rows.height + 1))

    @property
    def is_empty(self) -> bool:
        """Whether there is no row in it, as in a table that is but its header."""
        from songngu.corpus.formats import scan_bitext
        from songngu.corpus.formats.reading import Reading

        if not self.data[0].strip():
            return True
        reading = Reading(self.name, self.asked)
        return not any(batch.height for batch in scan_bitext(self.root / self.name, reading=reading))

    def _text(self) -> str:
        """Return the file as text or, where it is none, its rows, each on its line, so that findings have a line."""
        if b"\0" not in self.data[0]:
            return self.data[0].decode("utf-8-sig", "replace")
        rows, numbers = self._numbered
        texts = (" ".join(" ".join(pair).splitlines()) for pair in rows.select("source", "target").iter_rows())
        ends = (after - before for before, after in pairwise((1, *numbers)))
        return "".join("\n" * end + text for end, text in zip(ends, texts, strict=True)) + "\n"

    def _originals(self) -> dict[str, Path]:
        """Return, by the name a row gives it, each document that is there: beside the bitext, or in the workspace."""
        names = {name for side in _SIDES for name in self._rows[f"{side}_file"].unique() if name}
        folders = (self.root, (self.root / self.name).parent)
        found = {name: next((f / name for f in folders if (f / name).is_file()), None) for name in sorted(names)}
        return {name: path for name, path in found.items() if path}

    def load(self) -> AlignedPair:
        """Return the rows, each named after a file that is there, and how to read those files."""
        from songngu.corpus.bitext import from_rows
        from songngu.corpus.formats import format_by_suffix
        from songngu.corpus.formats.placed import placed_units
        from songngu.corpus.formats.placed_cells import placed_cells
        from songngu.corpus.formats.spoken import told_sides

        originals = self._originals()
        langs: dict[str, str] = {}
        text = self._text()
        units = placed_units(format_by_suffix(self.name), text) if b"\0" not in self.data[0] else None
        cells = placed_cells(format_by_suffix(self.name), text) if b"\0" not in self.data[0] else None
        placing = _Placing(self.name, text, units or (), cells)
        rows = []
        usual = [told or lang for told, lang in zip(told_sides(self._rows), self.langs, strict=True)]
        for row in self._rows.iter_rows(named=True):
            places = placing.place(row["source"] or "", row["target"] or "")
            if places is None:
                continue
            for side, lang, place in zip(_SIDES, usual, places, strict=True):
                row[f"{side}_lang"] = row[f"{side}_lang"] or lang
                if row[f"{side}_file"] in originals:
                    langs[row[f"{side}_file"]] = row[f"{side}_lang"]
                else:
                    row |= {f"{side}_file": self.name, f"{side}_ids": place[0], f"{side}_spans": place[1]}
            rows.append(row)
        readers: dict[str, Callable[[], Document]] = {self.name: placing.document}
        for name, lang in langs.items():
            readers[name] = _reader(originals[name], name, lang)
        return AlignedPair(from_rows(rows), readers)


def read_bitext_file(
    root: Path, name: str, langs: tuple[str, str], asked: tuple[str | None, str | None] = (None, None)
) -> BitextFile:
    """Read the bytes of a bitext file, or of all files that it is; raises InputError where there is none."""
    try:
        files = files_of_bitext(root / name)
        for path in files:
            refuse_device(path)
        parts = [path.read_bytes() for path in files]
    except OSError as error:
        raise unreadable(error, name) from None
    # What stands between them is in no text, so that several files are not taken for one that can be edited.
    return BitextFile(root, name, langs, (b"\0\xff".join(parts),), asked)


def files_of_bitext(path: Path) -> list[Path]:
    """Return the files that a bitext is: itself, those of its folder, or those its path begins the names of."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    # Moses pairs are named by what the names of their files begin with.
    beside = path.parent.glob(f"{escape_pattern(path.stem)}.*")
    return [path] if path.is_file() else sorted(file for file in beside if _is_part(file)) or [path]


def _is_part(file: Path) -> bool:
    """Tell whether a file may be one of a bitext's, and not what a review keeps beside it."""
    return file.is_file() and file.suffix not in (".journal", ".original")


def _reader(path: Path, name: str, lang: str) -> Callable[[], Document]:
    def read() -> Document:
        return replace(ReadingOptions().at(path).read(path, lang), path=name)

    return read


class _Placing:
    """Finds the texts of rows, one row after the other, in the bitext file that holds them.

    Units whose places its format tells are found by what they are, cells of tables row by row; only what is in neither
    is looked for by its text.
    """

    def __init__(self, name: str, raw: str, units: Sequence[PlacedUnit], cells: PlacedRows | None) -> None:
        self._name = name
        self._cells = cells
        self._raw = raw
        self._units: dict[tuple[str, str], deque[PlacedUnit]] = defaultdict(deque)
        for unit in units:
            self._units[unit.source.key, unit.target.key].append(unit)
        self._at = 0
        self._sentences: list[Sentence] = []

    def place(self, *texts: str) -> list[tuple[list[int], list[dict[str, int]]]] | None:
        """Return the sentence numbers and spans of both texts of the next row; None for one not to be translated."""
        ours, theirs = ("".join(text.split()) for text in texts)
        for turned in (False, True):
            held = self._units.get((theirs, ours) if turned else (ours, theirs))
            if held:
                unit = held.popleft()
                sides = (unit.target, unit.source) if turned else (unit.source, unit.target)
                placed = zip(texts, sides, strict=True)
                return [self._placed(text, side) for text, side in placed] if unit.is_translated else None
        held_cells = self._cells.find(texts) if self._cells else None
        if held_cells:
            return [self._sentence(content) for content in held_cells]
        spans: list[Span | None] = []
        after = self._at
        for text in texts:
            span = self._find(text, after)
            spans.append(span)
            after = span.end if span else after
        here = next((span for span in spans if span), None) or self._line()
        self._at = max([self._at, *(span.end for span in spans if span)])
        return [self._added(text, span or Span(here.start, here.end)) for text, span in zip(texts, spans, strict=True)]

    def _placed(self, text: str, side: PlacedText) -> tuple[list[int], list[dict[str, int]]]:
        if not text.strip():
            return [], [{"start": side.whole.start, "end": side.whole.start}]
        return self._sentence(side.mapped(text))

    def _sentence(self, content: MappedText) -> tuple[list[int], list[dict[str, int]]]:
        number = len(self._sentences)
        self._sentences.append(Sentence(number, 0, content))
        hull = content.hull()
        self._at = max(self._at, hull.end)
        return [number], [{"start": hull.start, "end": hull.end}]

    def _added(self, text: str, span: Span) -> tuple[list[int], list[dict[str, int]]]:
        if not text:
            return [], [{"start": span.start, "end": span.start}]
        number = len(self._sentences)
        self._sentences.append(Sentence(number, 0, MappedText(text, (Piece(Span(0, len(text)), span),))))
        return [number], [{"start": span.start, "end": span.end}]

    def _find(self, text: str, after: int) -> Span | None:
        """Return the nearest place of a text, as it is or as XML, JSON or TSV would write it, in the row or after."""
        if not text:
            return None
        forms = dict.fromkeys(
            (text, escape(text, quote=False), escape(text), json.dumps(text, ensure_ascii=False)[1:-1])
        )
        for start in dict.fromkeys((after, self._at)):
            found = [
                (at, len(form)) for form in forms if (at := self._raw.find(form, start, start + _FAR + len(form))) >= 0
            ]
            if found:
                at, length = min(found)
                return Span(at, at + length)
        return None

    def _line(self) -> Span:
        start = self._raw.rfind("\n", 0, self._at) + 1
        end = self._raw.find("\n", self._at)
        return Span(start, max(start, len(self._raw) if end < 0 else end))

    def document(self) -> Document:
        """Return the file as a document whose sentences are the texts of the rows."""
        return Document(self._name, "", self._raw, (), tuple(self._sentences))
