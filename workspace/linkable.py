"""The rows of bitexts as texts that render each other, in the languages they are in, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from songngu.align.links import LinkedPair, Linker
from songngu.align.links.linker import Pair
from songngu.align.links.symmetry import Symmetry
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.display import quantity, shown_path
from songngu.corpus.formats import scan_bitext
from songngu.corpus.formats.found import find_bitexts
from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.tags import base_language
from songngu.corpus.readers.pair_languages import Given, pair_languages
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.languages import guesses_of
from songngu.workspace.runners.runner import Runner, in_order

_SAMPLE = 400
_PART = 4_096


@dataclass(frozen=True, slots=True)
class LinkableRow:
    """A row with text on both sides: of which bitext, which row there (from 1), its id, and where its source began."""

    bitext: str
    number: int
    id: str
    source: str
    target: str
    file: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Linkable:
    """Rows of bitexts in one pair of languages; ``notes`` tell what was left out."""

    langs: tuple[str, str]
    rows: tuple[LinkableRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The texts of the rows."""
        return [(row.source, row.target) for row in self.rows]


def read_linkable(
    names: Sequence[str], given: Given = (None, None), *, format: str | None = None, columns: Sequence[str] = ()
) -> Linkable:
    """Read bitexts; rows that a person rejected, that repeat others, or that lack a side are left out.

    ``given`` chooses the languages. Raises UsageError where the rows are of several pairs of languages, or in others
    than those given, InputError for a file that cannot be read.
    """
    rows: list[LinkableRow] = []
    pairs: set[tuple[str, str]] = set()
    one_sided, set_aside, notes = 0, 0, list[str]()
    for name in find_bitexts(names):
        reading = Reading(name, given, columns=tuple(columns))
        number = 0
        for batch in scan_bitext(name, format, reading):
            for row in batch.iter_rows(named=True):
                number += 1
                if row["status"] == "rejected" or row["duplicate_of"]:
                    set_aside += 1
                elif not (row["source"] or "").strip() or not (row["target"] or "").strip():
                    one_sided += 1
                else:
                    pairs.add((row["source_lang"] or "", row["target_lang"] or ""))
                    spans = row["source_spans"] or [{}]
                    rows.append(
                        LinkableRow(shown_path(name), number, row["id"] or "", row["source"], row["target"],
                                    row["source_file"] or "", spans[0].get("start"))
                    )  # fmt: skip
        notes += [f"{shown_path(name)}: {note}" for note in reading.notes]
    notes += [f"{quantity(one_sided, 'row')} without text on both sides left out"] if one_sided else []
    notes += [f"{quantity(set_aside, 'rejected or repeated row')} left out"] if set_aside else []
    return Linkable(_langs(rows, pairs, given, notes), tuple(rows), tuple(notes))


def _langs(rows: Sequence[LinkableRow], pairs: set[tuple[str, str]], given: Given, notes: list[str]) -> tuple[str, str]:
    """Return the languages of the rows: as the rows name them, as given, else as the texts tell; note a mere guess."""
    bases = {(base_language(one), base_language(other)) for one, other in pairs}
    if len(bases) > 1:
        listed = ", ".join("-".join(lang or "none" for lang in pair) for pair in sorted(bases))
        raise UsageError(
            f"the rows are of several pairs of languages: {listed}",
            hint="choose one with --source-lang and --target-lang",
        )
    named = min(pairs, default=("", ""))
    known = (given[0] or named[0] or None, given[1] or named[1] or None)
    if not rows:
        return known[0] or "vi", known[1] or "en"
    step = max(1, len(rows) // _SAMPLE)
    sides = [[row.source for row in rows[::step]], [row.target for row in rows[::step]]]
    documents = [
        Document.from_sentences([" ".join(text.split()) for text in side], lang or "vi", rows[0].bitext)
        for side, lang in zip(sides, known, strict=True)
    ]
    langs = pair_languages((documents[0], documents[1]), known)
    notes += guesses_of((documents[0], documents[1]), langs, known)
    return langs


@dataclass(slots=True)
class DocumentPlaces:
    """Finds the file and the line of rows: of the document they were made from where that is there, else the bitext."""

    langs: tuple[str, str]
    _documents: dict[str, Document | None] = field(default_factory=dict)

    def of(self, row: LinkableRow) -> tuple[str, int]:
        """Return the file and the line (from 1) of a row; of a bitext the row stands for the line."""
        document = self._document(row)
        if document is None or row.start is None or row.start > len(document.raw):
            return row.bitext, row.number
        return row.file, document.position(row.start)[0]

    def _document(self, row: LinkableRow) -> Document | None:
        if not row.file:
            return None
        if row.file not in self._documents:
            self._documents[row.file] = self._read(row)
        return self._documents[row.file]

    def _read(self, row: LinkableRow) -> Document | None:
        for folder in (Path(), Path(row.bitext).parent):
            path = folder / row.file
            if path.is_file():
                try:
                    return ReadingOptions().at(path).read(path, self.langs[0])
                except SongnguError:
                    return None
        return None


def linked_rows(linker: Linker, pairs: Sequence[Pair], symmetry: Symmetry, runner: Runner) -> Iterator[LinkedPair]:
    """Yield the pairs with their links, in order, the same whatever the runner: it is given some thousands at a time.

    Raises SongnguError where a part was given up.
    """
    parts = [pairs[start : start + _PART] for start in range(0, len(pairs), _PART)]
    for linked in in_order(runner.run(_linked, parts, (linker, symmetry))):
        yield from linked


def _linked(shared: tuple[Linker, Symmetry], pairs: Sequence[Pair]) -> list[LinkedPair]:
    linker, symmetry = shared
    return list(linker.link(pairs, symmetry))
