"""One document that holds two languages: parted into two, and aligned by the rows of its tables where it has such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from songngu.align.aligner import Aligner
from songngu.align.alignment import Alignment, align_documents
from songngu.align.bead import Bead
from songngu.corpus.document import Block, BlockKind, Document, Span
from songngu.corpus.errors import UsageError
from songngu.corpus.formats.layout import Layout, read_layout
from songngu.corpus.formats.reading import Reading
from songngu.corpus.language.identify import likelier_language, likely_language
from songngu.corpus.language.names import language_name
from songngu.corpus.language.tags import base_language
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.pair_languages import USUAL, Given
from songngu.corpus.readers.segment import split_sentences

Ids = tuple[int, ...]

_LEAST_SHARE = 0.1
_CELL = re.compile(
    r"(?P<row>table \d+, row \d+), column (?P<column>\d+)|(?P<path>.*/tr\[\d+\])/t[dh]\[(?P<place>\d+)\]"
)
_TABLE = re.compile(r", row \d+$|(?:/t(?:head|body|foot)\[\d+\])?/tr\[\d+\]$")
_COLUMNS = 64
_LEADING = re.compile(r"[/|–—]\s+")
_JOINT = re.compile(r"\s+[/|–—-]\s+|\s*\t\s*")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The two sides of a document, with the sentences of both in each row of a table."""

    source: Document
    target: Document
    rows: tuple[tuple[Ids, Ids], ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A block of one side, and the number of its row where it stands in a table of two languages."""

    block: Block
    side: int
    row: int | None = None


def is_mixed(document: Document) -> bool:
    """Tell whether some block of a document holds sentences of two languages, as lines do that were joined."""
    for block in document.blocks:
        spans = _pieces(block.content.text, document.lang)
        told = {likely_language(block.content.text[span.start : span.end]) for span in spans}
        if len(told - {None}) > 1:
            return True
    return False


def split_bilingual(document: Document, asked: Given = (None, None), columns: Sequence[str] = ()) -> Bilingual:
    """Part a document by the columns of its tables and by the language of each block.

    ``asked`` are the languages of source and target; what nothing says is told from the texts, Vietnamese the source.
    ``columns`` names those of its tables. Raises UsageError where the document does not hold two languages.
    """
    tables = dict(_laid_out(document, asked, columns))
    langs = _languages(document, asked, [layout for layout, _ in tables.values()])
    parts = list(_parts(document, tables, langs))
    sides = [[part for part in parts if part.side == side] for side in (0, 1)]
    source, target = (
        segment_blocks(document.path, lang, document.raw, [part.block for part in side])
        for lang, side in zip(langs, sides, strict=True)
    )
    return Bilingual(source, target, tuple(_rows((source, target), sides)))


def align_bilingual(both: Bilingual, *, keep_duplicates: bool = False, aligner: Aligner | None = None) -> Alignment:
    """Align the two sides of a document; no bead crosses the rows of a table, and one sentence goes with its whole row.

    Raises as `align_documents` does.
    """
    keep = keep_duplicates or bool(both.rows)
    alignment = align_documents(both.source, both.target, keep_duplicates=keep, aligner=aligner)
    broken = [row for row in both.rows if not _is_kept(row, alignment.beads)]
    if not broken:
        return alignment
    return replace(alignment, beads=tuple(_forced(broken, alignment)), moves=())


def _laid_out(document: Document, asked: Given, columns: Sequence[str]) -> Iterator[tuple[str, tuple[Layout, _Grid]]]:
    """Yield the tables of a document of which two columns are in two languages, with their cells."""
    for name, grid in _grids(document).items():
        reading = Reading(document.path, asked, columns=tuple(columns))
        texts = [
            [
                "\n".join(document.blocks[k].content.text for k in cells.get(column, ()))
                for column in range(max(cells) + 1)
            ]
            for cells in grid.values()
        ]
        layout = read_layout(texts, reading)
        if layout and {"source", "target"} <= set(layout.columns.values()):
            yield name, (layout, grid)


_Grid = dict[str, dict[int, list[int]]]
"""The numbers of the blocks in each cell of a table, by its row and the place of its column."""


def _grids(document: Document) -> dict[str, _Grid]:
    grids: dict[str, _Grid] = {}
    line, table, column = -1, 0, 0
    for number, block in enumerate(document.blocks):
        if block.kind is not BlockKind.CELL:
            line = -1
            continue
        if found := _CELL.search(block.locator):
            row, place = found["row"] or found["path"], int(found["column"] or found["place"]) - 1
            name = _TABLE.sub("", row)
        else:  # Markdown: a line is a row
            here = document.position(block.content.hull().start)[0]
            table, column = table + (line < 0), column + 1 if here == line else 0
            line, name, row, place = here, f"table {table}", f"line {here}", column
        grids.setdefault(name, {}).setdefault(row, {}).setdefault(min(place, _COLUMNS), []).append(number)
    return grids


def _languages(document: Document, asked: Given, layouts: Sequence[Layout]) -> tuple[str, str]:
    """Return the languages of source and target: as asked, as the tables have them, else those of most of the text."""
    source, target = asked
    for layout in layouts:
        source = source or layout.langs.get("source_lang")
        target = target or layout.langs.get("target_lang")
    if source and target:
        return source, target
    lengths: Counter[str] = Counter()
    for block in document.blocks:
        for span in _pieces(block.content.text, document.lang):
            text = block.content.text[span.start : span.end]
            lang = likely_language(text)
            lengths[lang or ""] += len(text)
    lengths.pop("", None)
    spoken = [lang for lang, length in lengths.items() if length >= _LEAST_SHARE * lengths.total()]
    ranked = sorted(spoken, key=lambda lang: (-lengths[lang], lang))
    named = {base_language(tag) for tag in (source, target) if tag}
    others = [lang for lang in ranked if base_language(lang) not in named]
    if len(others) < (source is None) + (target is None):
        told = f", {language_name(ranked[0])}" if ranked else ""
        raise UsageError(
            f"{document.path} holds text in one language only{told}", hint="name its rendering too: SOURCE TARGET"
        )
    first, *rest = sorted(others[:2], key=lambda lang: (lang != USUAL[0], others.index(lang)))
    return (source or first, target or (first if source else rest[0]))


def _parts(document: Document, tables: dict[str, tuple[Layout, _Grid]], langs: tuple[str, str]) -> Iterator[_Part]:
    """Yield the blocks of both sides in order; header rows and other columns of the tables are left out."""
    placed: dict[int, tuple[int, int] | None] = {}
    number = 0
    for layout, grid in tables.values():
        for k, cells in enumerate(grid.values()):
            number += 1
            for column, blocks in cells.items():
                side = {"source": 0, "target": 1}.get(layout.columns.get(column, ""))
                place = None if k < layout.first or side is None else (side, number)
                placed.update(dict.fromkeys(blocks, place))
    last = 1
    for k, block in enumerate(document.blocks):
        if k in placed:
            if place := placed[k]:
                yield _Part(block, *place)
            continue
        if _is_twin(document, k):  # a name or a number, the same in both languages
            last = 1 - last
            yield _Part(block, last)
            continue
        for run, side in _runs(block, document.lang, langs, last):
            yield _Part(run, side)
            last = side


def _is_twin(document: Document, number: int) -> bool:
    """Tell whether a block has the text of the one before it or after it."""
    near = document.blocks[max(0, number - 1) : number + 2]
    text = document.blocks[number].content.text
    return sum(block.content.text == text for block in near) == 2


def _runs(block: Block, lang: str, langs: tuple[str, str], last: int) -> Iterator[tuple[Block, int]]:
    """Yield the stretches of a block that are in one language, and the side that is; numbers and names of nobody's
    language go to the side that did not speak last.
    """
    text = block.content.text
    whole = likelier_language(text, langs)
    sides: list[tuple[int, int, int | None]] = []
    for span in _pieces(text, lang):
        told = likelier_language(text[span.start : span.end], langs)
        side = None if told is None else langs.index(told)
        if sides and side in (sides[-1][2], None):
            sides[-1] = sides[-1][0], span.end, sides[-1][2]
        else:
            sides.append((span.start, span.end, side))
    if len(sides) < 2:
        yield block, 1 - last if whole is None else langs.index(whole)
        return
    for start, end, side in sides:
        yield replace(block, content=block.content.slice(start, end)), 1 - last if side is None else side


def _pieces(text: str, lang: str) -> list[Span]:
    """Return the sentences of a text; one with a dash, slash, bar or tab between two languages is two."""
    found: list[Span] = []
    for span in split_sentences(text, lang):
        begun = _LEADING.match(text, span.start, span.end) if found else None
        ends = [begun.end() if begun else span.start]
        for mark in _JOINT.finditer(text, span.start, span.end):
            ends += [mark.start(), mark.end()]
        ends.append(span.end)
        parts = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if start < end]
        told = {likely_language(text[part.start : part.end]) for part in parts}
        found += parts if len(told) > 1 and None not in told else [Span(ends[0], span.end)]
    return found


def _rows(documents: tuple[Document, Document], sides: Sequence[Sequence[_Part]]) -> Iterator[tuple[Ids, Ids]]:
    """Yield the sentences of each row of the tables."""
    rows: dict[int, tuple[list[int], list[int]]] = {}
    for side, (document, parts) in enumerate(zip(documents, sides, strict=True)):
        shown = [part for part in parts if part.block.content.text.strip()]
        for sentence in document.sentences:
            row = shown[sentence.block].row
            if row is not None:
                rows.setdefault(row, ([], []))[side].append(sentence.index)
    for _, (source, target) in sorted(rows.items()):
        yield tuple(source), tuple(target)


def _is_kept(row: tuple[Ids, Ids], beads: Sequence[Bead]) -> bool:
    """Tell whether the beads of a row stay inside it and leave nothing of it without a partner, if both sides speak."""
    source, target = map(set, row)
    inside = [bead for bead in beads if not source.isdisjoint(bead.source) or not target.isdisjoint(bead.target)]
    if not all(source.issuperset(bead.source) and target.issuperset(bead.target) for bead in inside):
        return False
    if not source or not target:
        return True
    paired = all(bead.source and bead.target for bead in inside)
    return paired and (len(inside) == 1 or min(len(source), len(target)) > 1)


def _forced(rows: Sequence[tuple[Ids, Ids]], alignment: Alignment) -> list[Bead]:
    """Return the beads with those that break rows replaced by one bead a row, in the order of the document."""
    held = ({i for row in rows for i in row[0]}, {j for row in rows for j in row[1]})
    beads: list[Bead] = [Bead(*row, 1.0) for row in rows]
    for bead in alignment.beads:
        source = tuple(i for i in bead.source if i not in held[0])
        target = tuple(j for j in bead.target if j not in held[1])
        if (source, target) == (bead.source, bead.target):
            beads.append(bead)
        else:
            beads += [Bead((i,), (), bead.probability) for i in source]
            beads += [Bead((), (j,), bead.probability) for j in target]
    return _in_order(beads, len(alignment.target.sentences))


def _in_order(beads: Sequence[Bead], targets: int) -> list[Bead]:
    """Return beads that cover two texts in the order of the source, those without one after what precedes them."""
    of_target = {j: bead for bead in beads for j in bead.target}
    places: dict[Bead, tuple[int, int, int]] = {bead: (bead.source[0], 0, 0) for bead in beads if bead.source}
    last = -1
    for j in range(targets):
        bead = of_target[j]
        last = max(last, bead.source[-1]) if bead.source else last
        places.setdefault(bead, (last, 1, j))
    return sorted(beads, key=places.__getitem__)
