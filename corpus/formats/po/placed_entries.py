"""Where the strings of the entries of a PO file stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.corpus.document import Span
from songngu.corpus.formats.placed_unit import PlacedText, PlacedUnit
from songngu.corpus.formats.po.entry import PoEntry, unescaped

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_STRING = re.compile(r'(?:#~\s*)?\s*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)\s*)?"((?:[^"\\]|\\.)*)"')
_CHARACTER = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}|.)|.", re.DOTALL)


def placed_entries(raw: str) -> Iterator[PlacedUnit]:
    """Yield the units of a PO file, one for each form of an entry."""
    strings: dict[str, PlacedText] = {}
    comments: list[str] = []
    dialects: tuple[str, ...] = ()
    last = ""
    for line in _LINE.finditer(raw):
        found = _STRING.match(line[0])
        if not found:
            comments += [line[0].strip()] if line[0].startswith("#,") else []
            if line[0].strip() and not line[0].lstrip().startswith("#"):
                last = ""
            continue
        name = found[1] or last
        if found[1] and not name.startswith("msgstr") and (last.startswith("msgstr") or not strings):
            yield from _units(strings)
            strings, dialects, comments = {}, _dialects(comments), []
        if name:
            _add(strings.setdefault(name, PlacedText(dialects=dialects)), found, line.start())
        last = name
        if line.end() == len(raw):
            break
    yield from _units(strings)


def _dialects(comments: list[str]) -> tuple[str, ...]:
    """Return the flags that say in which dialect placeholders are written, or in which not."""
    return tuple(sorted(flag for flag in PoEntry(comments=comments).flags() if flag.endswith("-format")))


def _add(text: PlacedText, found: re.Match[str], offset: int) -> None:
    """Add one line of a string, without the marks around it."""
    start = offset + found.start(2)
    for each in _CHARACTER.finditer(found[2]):
        place = Span(start + each.start(), start + each.end())
        for character in unescaped(each[0]):
            text.add(character, place.start, place.end)
    begin = text.whole.start if len(text.whole) else offset + found.start(2)
    text.whole = Span(begin, offset + found.end(2))


def _units(strings: dict[str, PlacedText]) -> Iterator[PlacedUnit]:
    entry = PoEntry(strings=dict.fromkeys(strings, ""))
    is_header = "msgid" in strings and not strings["msgid"].characters and "msgctxt" not in strings
    for source, target in entry.forms if not is_header else ():
        if source in strings and target in strings:
            yield PlacedUnit(strings[source], strings[target])
