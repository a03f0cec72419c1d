"""Rows and entries: what an entry says of each of its forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from songngu.corpus.bitext import STATUSES, row_id
from songngu.corpus.formats.fields import Row
from songngu.corpus.formats.po.entry import EntryError, PoEntry, entries
from songngu.corpus.formats.sides import same_base

_OURS = "#. songngu "
_REFERENCE = "#:"
_USUAL_SOURCE = "en"
# GNU gettext puts names with spaces between these (FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE).
_OPEN, _CLOSE = "\u2068", "\u2069"

Langs = tuple[str, str]
Asked = tuple[str | None, str | None]


@dataclass(slots=True)
class PoUnit:
    """An entry and, with the first of a file, its header."""

    entry: PoEntry
    header: PoEntry | None = None


def header_fields(header: PoEntry) -> dict[str, str]:
    """Return the fields of the header of a file, their names in lower case."""
    pairs = (line.partition(":") for line in header.strings["msgstr"].split("\n"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def header_langs(header: PoEntry | None, asked: Asked = (None, None)) -> Langs:
    """Return source and target of a file: what its header says; by the custom of gettext the source is English.

    One that does not say its target may be of any pair that is ``asked``, whose source is then not taken for English.
    """
    fields = header_fields(header) if header else {}
    target = fields.get("language", "")
    if target:
        implied = "" if same_base(target, _USUAL_SOURCE) else _USUAL_SOURCE
    else:
        others = [lang for lang in asked if lang and not same_base(lang, _USUAL_SOURCE)]
        implied = "" if len(others) == 2 else _USUAL_SOURCE
    return fields.get("x-source-language", implied), target


def is_ours(header: PoEntry) -> bool:
    """Tell whether a header says no more than what is written anew."""
    return header_fields(header).get("x-generator", "").startswith("songngu")


def parsed(original: str) -> PoUnit | None:
    """Return the unit that is kept in a row, or None where it is not one of a PO file."""
    found = list(entries(enumerate(original.split("\n"), start=1)))
    if any(isinstance(entry, EntryError) for entry in found):
        return None
    whole = [entry for entry in found if isinstance(entry, PoEntry)]
    header = whole.pop(0) if whole and whole[0].is_header else None
    return PoUnit(whole[0], header) if len(whole) == 1 else None


def rows_of(entry: PoEntry, langs: Langs) -> list[Row]:
    """Return the rows of an entry, one for each form of its translation, their cells as texts."""
    carried = _carried(entry)
    rows: list[Row] = []
    for source, target in entry.forms:
        texts = entry.strings[source], entry.strings[target]
        rows.append(
            {
                "id": row_id("", "", (), (), *texts),
                "document": document(entry),
                "source": texts[0],
                "target": texts[1],
                "source_lang": langs[0],
                "target_lang": langs[1],
                "status": _status(entry, texts[1]),
                "note": note(entry),
            }
        )
    return [row | dict(more) for row, more in zip(rows, carried, strict=True)] if len(carried) == len(rows) else rows


def _status(entry: PoEntry, translation: str) -> str:
    if entry.obsolete:
        return "rejected"
    return "accepted" if translation and "fuzzy" not in entry.flags() else STATUSES[0]


def set_fuzzy(entry: PoEntry, *, fuzzy: bool) -> None:
    """Put the flag that asks for a review on an entry, or take it off."""
    rest = sorted(entry.flags() - {"fuzzy"})
    entry.comments = [comment for comment in entry.comments if not comment.startswith("#,")]
    if flags := [*(["fuzzy"] if fuzzy else []), *rest]:
        entry.comments.append(f"#, {', '.join(flags)}")


def note(entry: PoEntry) -> str:
    """Return the comments of the translator."""
    return "\n".join(_note_lines(entry))


def _note_lines(entry: PoEntry) -> list[str]:
    return [comment[2:] for comment in entry.comments if comment == "#" or comment.startswith(("# ", "#\t"))]


def set_note(entry: PoEntry, text: str) -> None:
    """Make ``text`` the comments of the translator."""
    rest = [comment for comment in entry.comments if not (comment == "#" or comment.startswith(("# ", "#\t")))]
    lines = text.replace("\r", " ").split("\n") if text else []
    # Readers strip white space at the end of a line.
    entry.comments = [*(f"# {line}".rstrip(" \t\f\v") for line in lines), *rest]


def document(entry: PoEntry) -> str:
    """Return the file of the first reference."""
    for comment in entry.comments:
        text = comment.removeprefix(_REFERENCE).strip() if comment.startswith(_REFERENCE) else ""
        if text.startswith(_OPEN):
            return text[1:].partition(_CLOSE)[0].rpartition(":")[0] or text[1:].partition(_CLOSE)[0]
        if text:
            first = text.split()[0]
            name, colon, line = first.rpartition(":")
            return name if colon and line.isdigit() else first
    return ""


def reference(name: str) -> str | None:
    """Return the comment that names a document, where one can."""
    plain = name and not name.rpartition(":")[2].isdigit() and name.isprintable()
    if not plain or _OPEN in name or _CLOSE in name or " " in name:
        return None
    return f"{_REFERENCE} {name}"


def _carried(entry: PoEntry) -> list[Mapping[str, str]]:
    lines = [comment.removeprefix(_OURS) for comment in entry.comments if comment.startswith(_OURS)]
    found: list[Mapping[str, str]] = []
    for line in lines:
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise ValueError("a comment of songngu that is not an object of texts")
        found.append(values)
    return found


def carry(entry: PoEntry, rows: Sequence[Mapping[str, str]]) -> None:
    """Put columns into an entry, for each form, in the place of those that stand there."""
    rest = [comment for comment in entry.comments if not comment.startswith(_OURS)]
    ours = [_OURS + json.dumps(row, ensure_ascii=False) for row in rows] if any(rows) else []
    place = next((i for i, comment in enumerate(rest) if comment.startswith(("#:", "#,", "#|"))), len(rest))
    entry.comments = [*rest[:place], *ours, *rest[place:]]


def is_plain(entry: PoEntry) -> bool:
    """Tell whether the columns of a bitext hold all that an entry does."""
    others = [comment for comment in entry.comments if not comment.startswith(("# ", _OURS)) and comment != "#"]
    known = {"#, fuzzy", reference(document(entry))}
    context = entry.strings.get("msgctxt")
    return (
        not entry.obsolete
        and set(entry.strings) <= {"msgctxt", "msgid", "msgstr"}
        and (context is None or [context] == [values.get("id") for values in _carried(entry)])
        and len(others) == len(set(others))
        and set(others) <= known
        and ("#, fuzzy" not in others or bool(_carried(entry)))
    )
