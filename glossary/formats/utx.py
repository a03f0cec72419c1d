"""UTX 1.20, the simple glossary format of AAMT: lines of cells with tabs, the columns named by the last # line.

``#UTX 1.20; vi/en; …`` opens the file; the columns are ``src``, ``tgt`` or ``term:LANG``, parts of speech, ``term
status``, ``concept ID`` and comments. Rows of one concept ID are one concept.
"""

from __future__ import annotations

import re
from pathlib import Path

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Concept, Glossary, Status, Term
from songngu.glossary.formats import tables
from songngu.glossary.formats.languages import code
from songngu.glossary.formats.losses import GlossaryReading, Loss, losses_of
from songngu.glossary.formats.pairs import TermPair, gathered, on_one_line

_HEAD = re.compile(r"#\s*UTX(?:-S(?:imple)?)?\s*([\d.]+)\s*;\s*([^;]*)", re.IGNORECASE)
_STATUSES = {
    "": Status.PREFERRED, "approved": Status.PREFERRED, "non-standard": Status.ADMITTED,
    "provisional": Status.PROPOSED, "forbidden": Status.FORBIDDEN, "rejected": Status.FORBIDDEN,
    "obsolete": Status.DEPRECATED,
}  # fmt: skip
_WRITTEN = {
    Status.PREFERRED: "approved", Status.ADMITTED: "non-standard", Status.PROPOSED: "provisional",
    Status.FORBIDDEN: "forbidden", Status.DEPRECATED: "obsolete",
}  # fmt: skip
_COLUMNS = ("src", "tgt", "src:pos", "tgt:pos", "term status", "concept ID", "comment")
_KNOWN = {"src:pos", "tgt:pos", "pos", "term status", "status", "concept id", "id", "comment", "comments", "note"}
_NOTHING = {"", "-"}


def read(path: Path, text: str) -> GlossaryReading:
    """Read a UTX glossary of one pair of languages.

    Raises InputError, naming the line, for a missing header, languages or columns, and an unknown term status.
    """
    langs: tuple[str, str] | None = None
    columns: list[str] | None = None
    pairs: list[TermPair] = []
    for line, cells in tables.tabbed(text):
        first = cells[0].strip()
        head = _HEAD.match("\t".join(cells)) if langs is None else None
        if head:
            langs = _langs(head[2], path, line)
        elif langs is None:
            raise InputError("not UTX", path=str(path), line=line, hint="begin with #UTX 1.20; vi/en; …")
        elif first.startswith("#") and not first.startswith("##"):
            columns = _header(cells, langs, columns, path, line)
        elif not first.startswith("#"):
            if columns is None:
                raise InputError("no line of columns", path=str(path), line=line, hint="#src, tgt, src:pos …")
            pairs.append(_pair(line, dict(zip(columns, map(str.strip, cells), strict=False)), langs, path))
    if langs is None:
        raise InputError("the file is empty", path=str(path), hint="begin with #UTX 1.20; vi/en; …")
    return gathered(pairs)


def _langs(text: str, path: Path, line: int) -> tuple[str, str]:
    codes = [code(part) for part in text.split("/")]
    if len(codes) < 2 or codes[0] is None or codes[1] is None:
        raise InputError(f"{text.strip()!r} is no pair of languages", path=str(path), line=line, hint="write vi/en")
    return codes[0], codes[1]


def _header(
    cells: list[str], langs: tuple[str, str], columns: list[str] | None, path: Path, line: int
) -> list[str] | None:
    """Return the columns that a line names; a comment before them is passed over."""
    names = [cell.strip().lower() for cell in cells]
    names[0] = names[0].removeprefix("#").strip()
    sides = {"src": "src", "tgt": "tgt"} | {
        f"term:{lang.lower()}": side for lang, side in zip(langs, ("src", "tgt"), strict=True)
    }
    names = [sides.get(name, name) for name in names]
    if {"src", "tgt"} <= set(names):
        return names
    if columns is None and len(cells) > 1:
        raise InputError("no columns src and tgt", path=str(path), line=line, hint="name the columns: #src, tgt, …")
    return columns


def _pair(line: int, row: dict[str, str], langs: tuple[str, str], path: Path) -> TermPair:
    given = row.get("term status", row.get("status", "")).lower()
    if given not in _STATUSES:
        hint = f"use one of {', '.join(filter(None, _STATUSES))}"
        raise InputError(f"term status is {given!r}", path=str(path), line=line, hint=hint)
    source, target = ("" if row.get(side, "") in _NOTHING else row[side] for side in ("src", "tgt"))
    pos = row.get("pos", "")
    parts = row.get("src:pos", pos), row.get("tgt:pos", pos)
    note = " ".join(filter(None, (row.get(name, "") for name in ("comment", "comments", "note"))))
    extra = [(name, cell) for name, cell in row.items() if cell and name not in _KNOWN and name not in {"src", "tgt"}]
    concept = row.get("concept id") or row.get("id", "")
    return TermPair(line, source, target, langs, note, parts[1], _STATUSES[given], concept, tuple(extra), parts[0])


def write(glossary: Glossary, langs: tuple[str, str]) -> tuple[str, list[Loss]]:
    """Return a glossary as UTX, each term with the preferred rendering and each other rendering once."""
    losses = list(losses_of(glossary, concept={"note"}, term={"pos"}, langs=langs))
    lines = [f"#UTX 1.20; {langs[0]}/{langs[1]};", "#" + "\t".join(_COLUMNS)]
    for concept in glossary:
        sources, targets = (concept.in_lang(lang) for lang in langs)
        if not sources or not targets:
            losses.append(Loss(concept.id, f"the concept, which has no pair of {langs[0]} and {langs[1]} terms"))
            continue
        usual = [Status.PREFERRED, *[Status.ADMITTED] * (len(sources) - 1)]
        losses += [
            Loss(concept.id, f"status of a {langs[0]} term")
            for term, status in zip(sources, usual, strict=True)
            if term.status not in {status, Status.PREFERRED}
        ]
        rows = [(sources[0], target) for target in targets] + [(source, targets[0]) for source in sources[1:]]
        lines += ["\t".join(_row(concept, *row, losses)) for row in rows]
    return "\n".join(lines) + "\n", losses


def _row(concept: Concept, source: Term, target: Term, losses: list[Loss]) -> list[str]:
    cells = (source.text, target.text, source.pos, target.pos, _WRITTEN[target.status], concept.id, concept.note)
    return [on_one_line(cell, concept, losses) for cell in cells]
