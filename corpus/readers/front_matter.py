"""Front matter: the values of a document's head that a reader sees.

It is YAML between ``---``, TOML between ``+++``, or JSON: an object the file begins with, or between ``---json`` and
``---``. Only what such heads hold in practice is understood: scalars, plain, quoted, or folded over indented lines;
keys whose value is not text for readers (dates, tags, addresses, authors) are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songngu.corpus.document import Block, MappedText, Piece, Span

_HEAD = re.compile(
    r"(?P<mark>---|\+\+\+)(?P<json>json)?[ \t]*(?:\r\n?|\n)(?P<body>(?:.*(?:\r\n?|\n))*?)(?P=mark)[ \t]*(?=[\r\n]|\Z)",
)
_KEYS = (
    "title|subtitle|description|summary|excerpt|abstract|caption|lead|lede|heading|headline|tagline|details|intro"
    "|linkTitle|sidebar_label|pagination_label|title_meta|image_alt|imageAlt|alt"
)
_ENTRY = re.compile(
    rf"(?P<indent>[ \t]*)(?:-[ \t]+)?(?P<quote>[\"']?)(?:{_KEYS})(?P=quote)[ \t]*[:=](?:[ \t]+|(?=[\r\n]|\Z))",
)
_STRING = r"\"((?:[^\"\\]|\\.)*+)\""
# Strings in turn: one before a colon is a key, whose value may be one too.
_MEMBER = re.compile(rf"{_STRING}(?:\s*:(?:\s*{_STRING})?)?", re.DOTALL)
_KEY = re.compile(_KEYS)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_BLOCK_MARK = re.compile(r"[|>][-+0-9]*[ \t]*$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|''",
    re.DOTALL,
)
_ESCAPED = {"n": " ", "t": " ", "r": " ", "f": " ", "b": "", "0": "", "_": "\u00a0"}


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the text of a head stands, where what follows it begins, and whether it is JSON."""

    body: tuple[int, int]
    end: int
    is_json: bool


def _head(raw: str) -> _Head | None:
    match = _HEAD.match(raw)
    if match:
        return _Head(match.span("body"), match.end(), match["json"] is not None)
    if not raw.startswith("{"):
        return None
    try:
        found, end = json.JSONDecoder().raw_decode(raw)
    except (ValueError, RecursionError):
        return None
    rest = raw[end:].lstrip(" \t")
    return _Head((0, end), end, is_json=True) if found and (not rest or rest[0] in "\r\n") else None


def head_end(raw: str) -> int:
    """Return where the front matter of a file ends, 0 where it has none."""
    head = _head(raw)
    return head.end if head else 0


def front_lines(raw: str, values: Sequence[Block]) -> Iterator[Span]:
    """Yield the lines of the front matter that hold none of ``values``, its marks left out."""
    head = _head(raw)
    read = {raw.count("\n", 0, span.start) for value in values for span in value.content.raw_spans()}
    for line in _LINE.finditer(raw, *head.body) if head else ():
        if raw.count("\n", 0, line.start()) not in read:
            yield Span(*line.span(1))


def read_values(raw: str) -> list[MappedText]:
    """Return the texts for readers in the front matter of a file."""
    head = _head(raw)
    if not head:
        return []
    values = _members(raw, head) if head.is_json else _entries(raw, head)
    return [text for text in values if text.text and not text.text.isspace()]


def _members(raw: str, head: _Head) -> Iterator[MappedText]:
    for member in _MEMBER.finditer(raw, *head.body):
        if member[2] and _KEY.fullmatch(member[1]):
            yield _join(raw, [Span(*member.span(2))], quoted='"')


def _entries(raw: str, head: _Head) -> Iterator[MappedText]:
    lines = [Span(line.start(1), line.end(1)) for line in _LINE.finditer(raw, *head.body)]
    for number, line in enumerate(lines):
        entry = _ENTRY.match(raw, line.start, line.end)
        if entry:
            depth = len(entry["indent"].expandtabs())
            yield from _value(raw, Span(entry.end(), line.end), list(_folded(raw, lines[number + 1 :], depth)))


def _folded(raw: str, lines: list[Span], depth: int) -> Iterator[Span]:
    """Yield the lines that continue a value: those indented deeper than its key, and blank ones between."""
    for line in lines:
        text = raw[line.start : line.end].expandtabs()
        if text.strip() and len(text) - len(text.lstrip()) <= depth:
            return
        yield line


def _value(raw: str, first: Span, more: list[Span]) -> Iterator[MappedText]:
    """Yield the text of a value: one, or for a block of lines one a paragraph."""
    head = raw[first.start : first.end]
    if head[:1] in ('"', "'"):
        close = _closing_quote(raw, first.start, more[-1].end if more else first.end)
        yield _join(raw, [_clip(line, first.start + 1, close) for line in (first, *more)], quoted=head[0])
    elif head[:1] in ("[", "{", "&", "*", "!"):
        return
    elif _BLOCK_MARK.match(head):
        group: list[Span] = []
        for line in [*more, Span(0, 0)]:
            if raw[line.start : line.end].strip():
                group.append(line)
            elif group:
                yield _join(raw, group)
                group = []
    else:
        yield _join(raw, [_uncommented(raw, line) for line in (first, *more)])


def _closing_quote(raw: str, start: int, end: int) -> int:
    """Return where a quoted value that opens at ``start`` closes, or ``end``."""
    inside = r"(?:[^\"\\]|\\.)*+" if raw[start] == '"' else r"(?:[^']|'')*+"
    match = re.compile(inside, re.DOTALL).match(raw, start + 1, end)
    return match.end() if match else end


def _clip(line: Span, start: int, end: int) -> Span:
    low = min(max(line.start, start), end)
    return Span(low, max(low, min(line.end, end)))


def _uncommented(raw: str, line: Span) -> Span:
    comment = _COMMENT.search(raw[line.start : line.end])
    return Span(line.start, line.start + comment.start()) if comment else line


def _join(raw: str, lines: list[Span], quoted: str = "") -> MappedText:
    """Return the text of ``lines``, trimmed, a space for each line break, quoted characters as they are meant."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for line in lines:
        text = raw[line.start : line.end]
        start, end = line.start + len(text) - len(text.lstrip()), line.start + len(text.rstrip())
        if start >= end:
            continue
        if texts:
            texts.append(" ")
            length += 1
        for part, place in _unquoted(raw, start, end, quoted):
            texts.append(part)
            pieces.append(Piece(Span(length, length + len(part)), place))
            length += len(part)
    return MappedText("".join(texts), tuple(piece for piece in pieces if len(piece.text)))


def _unquoted(raw: str, start: int, end: int, quoted: str) -> Iterator[tuple[str, Span]]:
    """Yield the stretches of a quoted value as read, with their places: plain text and escapes in turn."""
    for match in _ESCAPE.finditer(raw, start, end) if quoted else ():
        if (match[0] == "''") != (quoted == "'"):
            continue
        yield raw[start : match.start()], Span(start, match.start())
        yield _meaning(match[0]), Span(*match.span())
        start = match.end()
    yield raw[start:end], Span(start, end)


def _meaning(escape: str) -> str:
    """Return the character an escape stands for; line breaks are spaces to a reader."""
    if escape == "''":
        return "'"
    if escape.startswith("\\u") and len(escape) > 6:
        return bytes.fromhex(escape[2:6] + escape[8:]).decode("utf-16-be")
    if len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(escape[1], escape[1])
