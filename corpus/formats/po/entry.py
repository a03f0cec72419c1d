"""Entries of a PO file (GNU gettext manual, "The Format of PO Files"): read line by line, written in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d{1,2}\])?)\s*(".*")\s*', re.ASCII)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_SPECIAL = re.compile(r'["\\\x01-\x1f\x7f]')
_ESCAPES = {character: f"\\{letter}" for letter, character in _SIMPLE.items()}
_PREVIOUS = re.compile(r'\|\s*((?:msgctxt|msgid|msgid_plural)\s+)?".*"\s*', re.ASCII)
_ORDER = ("msgctxt", "msgid", "msgid_plural")


@dataclass(slots=True)
class PoEntry:
    """One message: its line, its comments as they stand (``#``, ``#.``, ``#:``, ``#,``, ``#|``) and its strings."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    obsolete: bool = False

    @property
    def is_header(self) -> bool:
        """Tell whether it is the entry that describes the file."""
        return self.strings.get("msgid") == "" and "msgctxt" not in self.strings

    @property
    def forms(self) -> list[tuple[str, str]]:
        """The names of the strings that belong together: of the source, and of its translation."""
        if "msgid_plural" not in self.strings:
            return [("msgid", "msgstr")]
        numbers = [int(name[7:-1]) for name in self.strings if name.startswith("msgstr[")]
        # A language with one form, Vietnamese say, renders the plural: msgfmt compares the two as well.
        return [
            ("msgid_plural" if number or len(numbers) == 1 else "msgid", f"msgstr[{number}]")
            for number in sorted(numbers)
        ]

    def flags(self) -> set[str]:
        """Return its flags: ``fuzzy``, ``c-format`` and the like."""
        lines = (comment[2:] for comment in self.comments if comment.startswith("#,"))
        return {flag.strip() for line in lines for flag in line.split(",")}


class EntryError(ValueError):
    """A line that no entry can hold."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def entries(lines: Iterable[tuple[int, str]]) -> Iterator[PoEntry | EntryError]:
    """Yield the entries of numbered lines; in the place of one that is broken, what is wrong with it."""
    entry, last = PoEntry(), ""
    broken: EntryError | None = None
    for number, text in lines:
        line, obsolete = _bare(text)
        if _begins(line, last, broken):
            yield from _complete(entry, broken)
            entry, last, broken = PoEntry(number), "", None
        if not line or broken:
            continue
        entry.line = entry.line or number
        entry.obsolete = entry.obsolete or obsolete
        try:
            last = _take(entry, line, last, number)
        except EntryError as error:
            broken = error
    yield from _complete(entry, broken)


def _bare(text: str) -> tuple[str, bool]:
    """Return a line without white space around it and without the mark of an obsolete entry."""
    line = text.strip(" \t\f\v\r")
    return (line[2:].lstrip(" \t"), True) if line.startswith("#~") else (line, False)


def _begins(line: str, last: str, broken: EntryError | None) -> bool:
    """Tell whether a line begins another entry: after the translation stands nothing but more of it."""
    if broken:
        return not line
    return last.startswith("msgstr") and not line.startswith(("msgstr", '"'))


def _complete(entry: PoEntry, broken: EntryError | None) -> Iterator[PoEntry | EntryError]:
    if broken:
        yield broken
    elif entry.strings:
        needed = [name for pair in entry.forms or [("msgid", "msgstr[0]")] for name in pair]
        missing = [name for name in needed if name not in entry.strings]
        yield EntryError(f"an entry without {missing[0]}", entry.line) if missing else entry


def _take(entry: PoEntry, line: str, last: str, number: int) -> str:
    """Add a line to an entry and return the string that the next line may go on with."""
    # What is marked as the previous source of an obsolete entry has no other mark left.
    if line.startswith("#") or (entry.obsolete and _PREVIOUS.fullmatch(line)):
        entry.comments.append(line if line.startswith("#") else f"#{line}")
        return last
    if match := _STRING.fullmatch(line):
        if not last:
            raise EntryError("a string that continues nothing", number)
        entry.strings[last] += unescaped(match[1])
        return last
    keyword = _KEYWORD.fullmatch(line)
    string = _STRING.fullmatch(keyword[2]) if keyword else None
    if keyword is None or string is None:
        raise EntryError(f"not a line of a PO file: {line[:40]}", number)
    if keyword[1] in entry.strings:
        raise EntryError(f"a second {keyword[1]}", number)
    entry.strings[keyword[1]] = unescaped(string[1])
    return keyword[1]


def unescaped(text: str) -> str:
    """Return what stands between quotation marks as the text it means."""
    return _ESCAPE.sub(_meaning, text) if "\\" in text else text


def _meaning(match: re.Match[str]) -> str:
    octal, code, letter = match.groups()
    if letter is not None:
        return _SIMPLE.get(letter, match[0])
    return chr(int(octal, 8) if octal else int(code, 16))


def written(entry: PoEntry) -> str:
    """Return the lines of an entry; a string of several lines has each in a line of its own."""
    names = sorted(entry.strings, key=lambda name: (_ORDER.index(name) if name in _ORDER else 3, name.zfill(12)))
    lines = [line for name in names for line in _string(name, entry.strings[name])]
    previous = [comment for comment in entry.comments if comment.startswith("#|")]
    if entry.obsolete:
        lines = [*(f"#~{comment[1:]}" for comment in previous), *(f"#~ {line}" for line in lines)]
    else:
        lines = [*previous, *lines]
    comments = [comment for comment in entry.comments if not comment.startswith("#|")]
    return "\n".join([*comments, *lines]) + "\n"


def _string(name: str, text: str) -> Iterator[str]:
    parts = re.findall(r"[^\n]*\n|[^\n]+", text)
    quoted = [_SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{ord(match[0]):03o}"), part) for part in parts]
    if len(quoted) < 2:
        yield f'{name} "{"".join(quoted)}"'
    else:
        yield f'{name} ""'
        yield from (f'"{part}"' for part in quoted)
