"""OmegaT glossaries: source, target and comment, with tabs between them or as CSV; lines with # are comments.

The encoding is that of the byte order mark or of a first line with ``-*- coding: NAME -*-``, else UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Glossary
from songngu.glossary.formats import tables
from songngu.glossary.formats.direction import oriented
from songngu.glossary.formats.losses import GlossaryReading, Loss, losses_of
from songngu.glossary.formats.pairs import WRITTEN, TermPair, every_pair, gathered, on_one_line

_MAGIC = re.compile(rb"[^\n]*-\*-[^\n]*coding:\s*([A-Za-z0-9._-]+)")
_HEAD = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"


def text_of(data: bytes, path: Path) -> str:
    """Return the text of a file; raises InputError for an encoding that does not exist or does not fit."""
    magic = _MAGIC.match(data)
    name = magic[1].decode("ascii") if magic else "utf-8"
    try:
        codecs.lookup(name)
        return tables.decoded(data, path, name)
    except LookupError:
        raise InputError(
            f"no such encoding: {name}", path=str(path), line=1, column=1, hint="name another one, utf-8 for example"
        ) from None


def read(path: Path, table: Sequence[tuple[int, list[str]]], langs: tuple[str, str]) -> GlossaryReading:
    """Read a glossary from rows of source, target and comment; further cells are comment too.

    Which column is in which of the languages is told by the terms; a column of row numbers before them is passed over.
    Raises InputError for one whose head does not say what the other columns are.
    """
    rows = [(line, cells) for line, cells in table if not cells[0].startswith("#")]
    numbered = [len(cells) > 2 and cells[0].strip(" .").isdecimal() for _, cells in rows]
    if rows and all(numbered):
        rows = [(line, cells[1:]) for line, cells in rows]
    elif len(rows) > 1 and all(numbered[1:]):
        hint = "head the columns of terms with their languages (vi, English …)"
        raise InputError("the columns name no languages", path=str(path), line=rows[0][0], hint=hint)
    langs = oriented(((cells[0], cells[1]) for _, cells in rows if len(cells) > 1), langs)
    return gathered(
        TermPair(line, cells[0], cells[1] if len(cells) > 1 else "", langs, " ".join(filter(None, cells[2:])))
        for line, cells in rows
    )


def write(glossary: Glossary, langs: tuple[str, str], *, csv: bool = False) -> tuple[str, list[Loss]]:
    """Return a glossary as OmegaT reads it, each allowed term with each allowed rendering, and what is lost."""
    losses = list(losses_of(glossary, concept={"note"}, term={"note"}, statuses=WRITTEN, langs=langs, ids=False))
    rows = []
    for concept, source, target in every_pair(glossary, langs, losses):
        if source.text.startswith("#"):
            losses.append(Loss(concept.id, f"the term {source.text!r}, which would be a comment"))
            continue
        note = " ".join(filter(None, (concept.note, target.note)))
        rows.append([on_one_line(text, concept, losses) for text in (source.text, target.text, note)])
    if csv:
        return tables.written(rows, losses), losses
    return _HEAD + "".join("\t".join(row).rstrip("\t") + "\n" for row in rows), losses
