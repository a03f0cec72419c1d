"""Documents: the text as it stands in a file, and the sentences a reader sees in it, each mapped to its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACED = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive), in code points of the decoded file; a BOM is not counted."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch ``text`` of a rendered text that was read from the stretch ``raw`` of the file.

    Where both are equally long, characters correspond one by one; else (an entity, an escape) the piece is indivisible.
    """

    text: Span
    raw: Span

    def cut(self, start: int, end: int) -> Piece:
        """Return the part of the piece inside ``start`` to ``end`` of the text, positions unchanged."""
        start, end = max(start, self.text.start), min(end, self.text.end)
        if len(self.text) != len(self.raw):
            return Piece(Span(start, end), self.raw)
        shift = self.raw.start - self.text.start
        return Piece(Span(start, end), Span(start + shift, end + shift))


class MarkupKind(StrEnum):
    """What a stretch of markup inside a text is."""

    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    TAG = "tag"
    ATTRIBUTE = "attribute"
    PLACEHOLDER = "placeholder"
    DIALECT = "dialect"


@dataclass(frozen=True, slots=True)
class Markup:
    """Markup that was read away from the characters ``at`` of a text.

    ``value`` is the target of a link, the address of an image, the text of inline code, the name of a tag, of an
    attribute that a reader sees (a title) ``name=value``, of an inline code of TMX or XLIFF what tells it from others,
    of a dialect that of the placeholders, as the file says (``c-format``); of emphasis it is empty. What holds no text,
    an image say, stands at the character before it.
    """

    kind: MarkupKind
    value: str
    at: Span


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text as a reader sees it, the pieces, in order, that map it to the file, and the markup that was read away.

    Characters that no piece covers (a space that joins two table cells, say) stand in no file.
    """

    text: str
    pieces: tuple[Piece, ...]
    markup: tuple[Markup, ...] = ()

    @classmethod
    def verbatim(cls, raw: str, span: Span) -> MappedText:
        """Return the stretch ``span`` of the file as it stands there."""
        return cls(raw[span.start : span.end], (Piece(Span(0, len(span)), span),))

    @classmethod
    def single_spaced(cls, raw: str, span: Span) -> MappedText:
        """Return the stretch ``span`` of the file with one space for each run of white space."""
        parts, pieces, length = [], [], 0
        for found in _SPACED.finditer(raw, span.start, span.end):
            text = " " if found[0].isspace() else found[0]
            parts.append(text)
            pieces.append(Piece(Span(length, length + len(text)), Span(*found.span())))
            length += len(text)
        return cls("".join(parts), tuple(pieces))

    def slice(self, start: int, end: int) -> MappedText:
        """Return the characters ``start`` to ``end`` with their pieces."""
        pieces = []
        for piece in self._within(start, end):
            cut = piece.cut(start, end)
            pieces.append(Piece(Span(cut.text.start - start, cut.text.end - start), cut.raw))
        markup = tuple(
            Markup(each.kind, each.value, Span(max(each.at.start, start) - start, min(each.at.end, end) - start))
            for each in self.markup
            if each.at.start < end and start < each.at.end
        )
        return MappedText(self.text[start:end], tuple(pieces), markup)

    def raw_spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Return the stretches of the file that hold characters ``start`` to ``end``, joined where they touch."""
        spans: list[Span] = []
        for piece in self._within(start, len(self.text) if end is None else end):
            raw = piece.cut(start, len(self.text) if end is None else end).raw
            if spans and spans[-1].end == raw.start:
                raw = Span(spans.pop().start, raw.end)
            spans.append(raw)
        return tuple(spans)

    def hull(self, start: int = 0, end: int | None = None) -> Span:
        """Return the one stretch of the file from the first to the last character of ``start`` to ``end``.

        An empty text has an empty stretch. Raises ValueError where nothing in that range was read from a file.
        """
        if start == 0 and end is None and len(self.pieces) == 1 and self.text:
            return self.pieces[0].raw
        spans = self.raw_spans(start, end) or tuple(piece.raw for piece in self.pieces[:1] if not self.text)
        if not spans:
            raise ValueError(f"characters {start} to {end} stand in no file")
        return Span(spans[0].start, spans[-1].end)

    def offset_of(self, position: int) -> int | None:
        """Return the offset in the text of the file's character at ``position``, or None where it was not rendered."""
        for piece in self.pieces:
            if piece.raw.start <= position < piece.raw.end:
                whole = len(piece.text) != len(piece.raw)
                return piece.text.start + (0 if whole else position - piece.raw.start)
        return None

    def _within(self, start: int, end: int) -> Iterable[Piece]:
        first = bisect_right(self.pieces, start, key=lambda piece: piece.text.end)
        for index in range(first, len(self.pieces)):
            if self.pieces[index].text.start >= end:
                break
            yield self.pieces[index]


class BlockKind(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit: sentences never cross its ends.

    ``level`` is the heading level (1 to 6), the nesting depth of a list item or quote (from 1), else 0. ``locator``
    says where the block is where line and column would not (an XPath, a table cell, the time of a cue), ``lang`` what
    the file itself declares its language to be; both are empty where there is nothing to say.
    """

    kind: BlockKind
    content: MappedText
    level: int = 0
    locator: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: its number (from 0), the number of its block, and its text mapped to the file."""

    index: int
    block: int
    content: MappedText

    @property
    def text(self) -> str:
        """The sentence as a reader sees it, on one line."""
        return self.content.text

    @property
    def span(self) -> Span:
        """Where the sentence stands in the file, from its first to its last character."""
        return self.content.hull()


@dataclass(frozen=True)
class Document:
    """A text in one language as read from a file.

    ``path`` is the name given to the reader (``-`` for standard input), ``raw`` the decoded file, never changed, or
    for a file that is an archive (DOCX, ODT, EPUB) a view of its text, a block a line. ``warnings`` are what the reader
    has to say to the person who gave it the file.
    """

    path: str
    lang: str
    raw: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_sentences(cls, sentences: Sequence[str], lang: str, path: str = "-") -> Document:
        """Return a document of one paragraph whose file holds the given sentences, one a line."""
        spans, start = [], 0
        for text in sentences:
            spans.append(Span(start, start + len(text)))
            start += len(text) + 1
        raw = "\n".join(sentences)
        block = Block(BlockKind.PARAGRAPH, MappedText.verbatim(raw, Span(0, len(raw))))
        rows = (Sentence(i, 0, MappedText.verbatim(raw, span)) for i, span in enumerate(spans))
        return cls(path, lang, raw, (block,), tuple(rows))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.raw))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column (both 1-based, in code points) of the character at ``offset``."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def place(self, sentence: Sentence) -> str:
        """Return where a sentence stands, for a person: the locator of its block, else ``line:column``."""
        return self.blocks[sentence.block].locator or "{}:{}".format(*self.position(sentence.span.start))
