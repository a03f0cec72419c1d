"""Front matter: the values of a document's head that a reader sees, YAML between ``---`` or TOML between ``+++``.

Only what such heads hold in practice is understood: scalars, plain, quoted, or folded over indented lines; keys whose
value is not text for readers (dates, tags, addresses, authors) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from songngu.corpus.document import Block, MappedText, Piece, Span

_HEAD = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<body>(?:.*(?:\r\n?|\n))*?)(?P=mark)[ \t]*(?=[\r\n]|\Z)",
)
_KEYS = (
    "title|subtitle|description|summary|excerpt|abstract|caption|lead|lede|heading|headline|tagline|details|intro"
    "|linkTitle|sidebar_label|pagination_label|title_meta|image_alt|imageAlt|alt"
)
_ENTRY = re.compile(
    rf"(?P<indent>[ \t]*)(?:-[ \t]+)?(?P<quote>[\"']?)(?:{_KEYS})(?P=quote)[ \t]*[:=](?:[ \t]+|(?=[\r\n]|\Z))",
)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_BLOCK_MARK = re.compile(r"[|>][-+0-9]*[ \t]*$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|''", re.DOTALL)
_ESCAPED = {"n": " ", "t": " ", "r": " ", "0": "", "_": "\u00a0"}


def head_end(raw: str) -> int:
    """Return where the front matter of a file ends, 0 where it has none."""
    match = _HEAD.match(raw)
    return match.end() if match else 0


def front_lines(raw: str, values: Sequence[Block]) -> Iterator[Span]:
    """Yield the lines of the front matter that hold none of ``values``, its marks left out."""
    match = _HEAD.match(raw)
    read = {raw.count("\n", 0, span.start) for value in values for span in value.content.raw_spans()}
    for line in _LINE.finditer(raw, *match.span("body")) if match else ():
        if raw.count("\n", 0, line.start()) not in read:
            yield Span(*line.span(1))


def read_values(raw: str) -> list[MappedText]:
    """Return the texts for readers in the front matter of a file."""
    match = _HEAD.match(raw)
    if not match:
        return []
    lines = [Span(line.start(1), line.end(1)) for line in _LINE.finditer(raw, *match.span("body"))]
    values: list[MappedText] = []
    for number, line in enumerate(lines):
        entry = _ENTRY.match(raw, line.start, line.end)
        if entry:
            depth = len(entry["indent"].expandtabs())
            value = _value(raw, Span(entry.end(), line.end), list(_folded(raw, lines[number + 1 :], depth)))
            values.extend(text for text in value if text.text and not text.text.isspace())
    return values


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
    if len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(escape[1], escape[1])
