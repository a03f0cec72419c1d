"""Block YAML as people and `songngu glossary fmt` write it, read in one pass over its lines.

Mappings, sequences and scalars of one line (plain, quoted, a flat ``[a, b]``) and literal blocks; every scalar is a
string. What is outside this subset of YAML 1.2, right or wrong, is left to the full parser, which is a hundred times
slower.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@`")
_QUOTED_KEY = re.compile(r"""(\"[^\"\\]*\"|'[^']*'):(?: +|$)""")
_REFUSED = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|^---|^%", re.M
)
_DOUBLE = re.compile(r'("(?:[^"\\]|\\["\\/bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*") *(#.*)?')
_SINGLE = re.compile(r"'((?:[^']|'')*)' *(#.*)?")
_FLOW = re.compile(r"\[([^\[\]{}\"'#&*!|>%@`:?]*)\] *(#.*)?")
_SPACED = _SPECIAL | {" "}
_DASH = 0


class Read(NamedTuple):
    """What a file holds, the lines of the items of its first list, and its comments by line and column.

    ``where`` has the path of the outermost value that begins on a line; it is empty where there are no comments.
    """

    value: Value
    items: list[int]
    where: dict[int, Path]
    comments: list[tuple[int, int, str]]


class _OutsideError(Exception):
    """The text leaves the subset."""


_Row = tuple[int, int, str | int | None, Value | None]  # line, indentation, key (_DASH: an item), value


def read_block(text: str) -> Read | None:
    """Return what ``text`` (line ends ``\\n``) holds, or None where it is more than this reader knows."""
    if _REFUSED.search(text):
        return None
    try:
        reader = _Reader(text)
        return Read(reader.root(), reader.items(), reader.where, reader.comments)
    except _OutsideError:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self.where: dict[int, Path] = {}
        self.comments: list[tuple[int, int, str]] = []
        self._rows: list[_Row] = []
        self._at = 0
        number = 0
        while number < len(self._lines):
            number = self._row(number)

    def _row(self, number: int) -> int:
        """Read the rows of one line and return the number of the next line."""
        line = self._lines[number]
        body = line.lstrip(" ")
        if not body:
            return number + 1
        if body[0] == "#":
            self.comments.append((number + 1, len(line) - len(body) + 1, body.rstrip()))
            return number + 1
        while body[:2] == "- ":
            self._rows.append((number + 1, len(line) - len(body), _DASH, None))
            body = body[2:].lstrip(" ")
        if not body:
            raise _OutsideError
        indent = len(line) - len(body)
        if "#" not in body and body[0] not in _SPECIAL and body[-1] != " ":
            key, colon, rest = body.partition(": ")
            if not colon:  # a bare scalar or a key without a value, by far the most lines
                bare = key[-1] == ":"
                self._rows.append((number + 1, indent, key[:-1] if bare else None, None if bare else _text(key)))
                return number + 1
            if rest[0] not in _SPACED and rest[-1] != ":" and ": " not in rest:
                self._rows.append((number + 1, indent, key, _text(rest)))
                return number + 1
        name, rest = self._key(body)
        if rest == "|-":
            value, after = self._literal(number + 1, indent)
            self._rows.append((number + 1, indent, name, value))
            return after
        self._rows.append((number + 1, indent, name, self._scalar(rest, number + 1, len(line) - len(rest))))
        return number + 1

    def _key(self, body: str) -> tuple[str | None, str]:
        """Return the key with which ``body`` begins, if any, and what follows it."""
        if body[:1] in _SPECIAL:
            found = _QUOTED_KEY.match(body)
            return (found[1][1:-1], body[found.end() :]) if found else (None, body)
        key, colon, rest = body.partition(": ")
        if " #" in key:
            key, hash_, rest = body.partition(" #")
            rest, colon = hash_ + rest, ""
        if colon:
            return key.rstrip(), rest.lstrip(" ")
        if key[-1:] == ":":
            return key[:-1].rstrip(), rest.lstrip(" ")
        bare = key.rstrip()
        return (bare[:-1].rstrip(), rest.lstrip(" ")) if bare[-1:] == ":" else (None, body)

    def _scalar(self, text: str, line: int, column: int) -> Value | None:
        """Return the value that ``text`` writes, None for no text, and keep the comment after it."""
        if not text:
            return None
        first = text[0]
        if first not in _SPECIAL:
            return self._plain(text, line, column)
        pattern = {'"': _DOUBLE, "'": _SINGLE, "[": _FLOW}.get(first)
        found = pattern.fullmatch(text) if pattern else None
        if found is None and first == "#":
            self.comments.append((line, column + 1, text.rstrip()))
            return None
        if found is None:
            raise _OutsideError
        if found[2]:
            self.comments.append((line, column + found.start(2) + 1, found[2].rstrip()))
        if first == '"':
            return str(json.loads(found[1]))
        return found[1].replace("''", "'") if first == "'" else _items(found[1])

    def _plain(self, text: str, line: int, column: int) -> Value | None:
        value, hash_, comment = text.partition(" #")
        if hash_:
            self.comments.append((line, column + len(value) + 2, "#" + comment.rstrip()))
        value = value.rstrip()
        if ": " in value or value[-1] == ":":
            raise _OutsideError
        return _text(value)

    def _literal(self, number: int, indent: int) -> tuple[str, int]:
        """Return the literal block that begins at a line, and the number of the line after it."""
        lines = self._lines
        inner = len(lines[number]) - len(lines[number].lstrip(" ")) if number < len(lines) else 0
        held: list[str] = []
        while number < len(lines) and not lines[number][:inner].strip(" "):
            held.append(lines[number][inner:])
            number += 1
        if inner <= indent or not held[0].strip(" "):
            raise _OutsideError
        while not held[-1]:
            held.pop()
        return "\n".join(held), number

    def items(self) -> list[int]:
        """Return the lines on which the items of the first list begin."""
        indent = next((row[1] for row in self._rows if row[2] == _DASH), None)
        return [row[0] for row in self._rows if row[2] == _DASH and row[1] == indent]

    def root(self) -> Value:
        """Return the value of the whole text."""
        if not self._rows:
            return ""
        value = self._block(self._rows[0][1], () if self.comments else None)
        if self._at < len(self._rows):
            raise _OutsideError
        return value

    def _block(self, indent: int, path: Path | None) -> Value:
        _, _, key, value = self._rows[self._at]
        if key is None:
            self._at += 1
            return "" if value is None else value
        return self._sequence(indent, path) if key == _DASH else self._mapping(indent, path)

    def _sequence(self, indent: int, path: Path | None) -> Value:
        items: list[Value] = []
        rows = self._rows
        while self._at < len(rows):
            line, its, key, _ = rows[self._at]
            if its != indent or key != _DASH:
                break
            here = path
            if path is not None:
                here = (*path, len(items))
                self.where.setdefault(line, here)
            self._at += 1
            items.append(self._block(rows[self._at][1], here))
        return items

    def _mapping(self, indent: int, path: Path | None) -> Value:
        values: dict[str, Value] = {}
        rows = self._rows
        while self._at < len(rows):
            line, its, key, value = rows[self._at]
            if its != indent or not isinstance(key, str):
                break
            if key in values:
                raise _OutsideError
            here = path
            if path is not None:
                here = (*path, key)
                self.where.setdefault(line, here)
            self._at += 1
            if value is None and self._at < len(rows):
                _, its, following, _ = rows[self._at]
                if its > indent or (its == indent and following == _DASH):
                    value = self._block(its, here)
            values[key] = "" if value is None else value
        return values


def _text(plain: str) -> str:
    return "" if plain == "null" else plain


def _items(text: str) -> list[Value]:
    if not text.strip():
        return []
    items = [item.strip() for item in text.split(",")]
    if not all(item and item[0] not in _SPECIAL for item in items):
        raise _OutsideError
    return [*items]
