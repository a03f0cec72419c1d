"""Glossaries of the translation services of DeepL and Google.

DeepL: CSV of source and target, or with both languages in columns three and four, and a fifth column that is kept as
a note. Google: CSV or TSV of source and target, or *equivalent term sets*, CSV with a column for each language and
perhaps ``pos`` and ``description``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Glossary, Status
from songngu.glossary.formats import tables
from songngu.glossary.formats.direction import oriented
from songngu.glossary.formats.headings import heading
from songngu.glossary.formats.languages import code
from songngu.glossary.formats.losses import GlossaryReading, Loss, losses_of
from songngu.glossary.formats.pairs import WRITTEN, TermPair, first_pairs, gathered, on_one_line

_ABOUT = ("pos", "description")
_HEADINGS = {"source", "target", "source_lang", "target_lang", "source term", "target term"}
Table = Sequence[tuple[int, list[str]]]


def is_deepl(cells: Sequence[str]) -> bool:
    """Tell whether a first row holds a pair and its two languages, or heads such rows."""
    if len(cells) not in {4, 5}:
        return False
    names = [cell.strip().lower().replace("_", " ") for cell in cells[:4]]
    if names[2:] == ["source lang", "target lang"]:
        return True
    return bool(code(cells[2]) and code(cells[3])) and not any(heading(cell).field for cell in cells[:2])


def read_pairs(path: Path, table: Table, langs: tuple[str, str]) -> GlossaryReading:
    """Read source and target of each row, their languages where columns three and four name them."""
    langs = oriented(((cells[0], cells[1]) for _, cells in table if len(cells) == 2), langs)
    return gathered(_pairs(path, table, langs))


def _pairs(path: Path, table: Table, langs: tuple[str, str]) -> Iterator[TermPair]:
    for line, cells in table:
        if {cell.strip().lower() for cell in cells[:2]} <= _HEADINGS:
            continue
        if len(cells) > 5:
            raise InputError(f"{len(cells)} cells, not 2, 4 or 5", path=str(path), line=line, hint=_QUOTES)
        source, target, first, second, note = (*cells, *[""] * (5 - len(cells)))
        named = (code(first), code(second)) if first or second else langs
        if named[0] is None or named[1] is None:
            wrong = first if named[0] is None else second
            raise InputError(f"{wrong!r} is no language code", path=str(path), line=line, hint=_LANGUAGES)
        yield TermPair(line, source, target, (named[0], named[1]), note)


_QUOTES = "put cells that hold a comma in double quotes"
_LANGUAGES = f"{_QUOTES}, or head the columns of terms with their languages (vi, English …)"


def write_pairs(
    glossary: Glossary, langs: tuple[str, str], *, columns: int = 2, tsv: bool = False
) -> tuple[str, list[Loss]]:
    """Return each term in the first language with its best rendering, and what is lost.

    With 4 ``columns`` the two languages follow, with 5 also the note. Raises ValueError for other numbers.
    """
    if columns not in {2, 4, 5}:
        raise ValueError(f"{columns} columns")
    notes = {"note"} if columns == 5 else set[str]()
    losses = list(losses_of(glossary, concept=notes, statuses=WRITTEN, langs=langs, ids=False))
    rows = []
    for concept, source, target in first_pairs(glossary, langs, losses):
        cells = [source.text, target.text, *langs, concept.note][:columns]
        rows.append([on_one_line(cell, concept, losses) for cell in cells] if tsv else cells)
    return "".join("\t".join(row) + "\n" for row in rows) if tsv else tables.written(rows, losses), losses


def write_term_set(glossary: Glossary) -> tuple[str, list[Loss]]:
    """Return the preferred terms of each concept in a row, and what is lost."""
    langs = glossary.languages
    losses = list(losses_of(glossary, concept={"note"}, term={"pos"}, statuses=[Status.PREFERRED], ids=False))
    rows = [[*langs, *_ABOUT]]
    for concept in glossary:
        terms = {lang: concept.in_lang(lang, Status.PREFERRED) for lang in langs}
        losses += [Loss(concept.id, f"second {lang} term") for lang in langs for _ in terms[lang][1:]]
        firsts = [its[0].text if its else "" for its in terms.values()]
        pos = {term.pos for its in terms.values() for term in its[:1]}
        losses += [Loss(concept.id, "part of speech of a term")] * (len(pos) > 1)
        if any(firsts):
            rows.append([*firsts, max(pos), concept.note])
        else:
            losses.append(Loss(concept.id, "the concept, which has no preferred term"))
    return tables.written(rows, losses), losses
