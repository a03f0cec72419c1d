"""Inline Markdown whose tokens know their place: markdown-it gives line numbers for blocks only.

``PlacedParser`` is markdown-it's inline parser with one addition: every token that holds text carries ``meta["at"]``,
the span of the inline source it was read from. Text is kept as it was read: the rules that join neighbouring tokens are
left out, since a joined token would have no one place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from songngu.corpus.document import MappedText, MarkupKind, Piece, Span
from songngu.corpus.readers.marks import EMPHASES, Marks, element_marks

_HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


class _PlacedState(StateInline):
    """The state of a parse that remembers where its pending text began; pending text is always one stretch."""

    pending_from = 0

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        start = self.pending_from
        token = super().pushPending()
        token.meta = {"at": Span(start, start + len(token.content))}
        return token


class PlacedParser(ParserInline):
    """The inline parser that gives each text token its place in the inline source."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Parse ``src`` into ``tokens``."""
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Run the rules over the rest of the source, as the parent does, and place what they push."""
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        assert isinstance(state, _PlacedState)
        while state.pos < state.posMax:
            start, pushed = state.pos, len(state.tokens)
            if not state.pending:
                state.pending_from = start
            if state.level < deepest and any(rule(state, False) for rule in rules):
                _place(state.tokens[pushed:], start, state.pos)
            else:
                state.append_pending(state.src[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()


def _place(tokens: Sequence[Token], start: int, end: int) -> None:
    """Give the tokens that one rule pushed for ``start`` to ``end`` their places, but for those that have one."""
    for token in tokens:
        if "at" in token.meta:
            continue
        if token.type == "text":
            at = Span(start, start + len(token.content))
            if token.content and tokens[0].markup == "autolink":
                at = Span(start + 1, end - 1)
            start = at.end
        else:
            at = Span(start, end)
        token.meta = {"at": at}


class Places:
    """Where the characters of an inline source stand in the file: stretches that correspond one by one.

    ``whole`` is the part of the file that holds them all, the place of what cannot be told more closely.
    """

    def __init__(self, stretches: Sequence[tuple[int, int]], whole: Span) -> None:
        """Take (offset in the source, offset in the file) of the start of each stretch, in order."""
        self.whole = whole
        self._starts = [start for start, _ in stretches]
        self._files = [file for _, file in stretches]

    def of(self, at: Span) -> Iterator[tuple[Span, int]]:
        """Yield the parts of ``at`` that lie in one stretch, with their offset in the file."""
        index = max(0, bisect_right(self._starts, at.start) - 1)
        start = at.start
        while start < at.end and self._starts:
            end = min(at.end, self._starts[index + 1]) if index + 1 < len(self._starts) else at.end
            yield Span(start, end), self._files[index] + start - self._starts[index]
            start, index = end, index + 1


class _Rendering:
    """A mapped text in the making."""

    def __init__(self, raw: str, places: Places) -> None:
        self._raw, self._places = raw, places
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self.marks = Marks()

    @property
    def length(self) -> int:
        """The number of characters so far."""
        return self._length

    def add(self, text: str, at: Span) -> None:
        """Add text that stands in the source as it is, at ``at``."""
        for part, file in self._places.of(at):
            here = text[part.start - at.start : part.end - at.start]
            self._map(here, Span(file, file + len(here)))

    def add_whole(self, text: str, at: Span) -> None:
        """Add text that stands for all of ``at``: an entity, an escape, a line break tag."""
        files = [Span(file, file + len(part)) for part, file in self._places.of(at)]
        if files:
            self._map(text, Span(files[0].start, files[-1].end))

    def add_space(self) -> None:
        """Add the space that a line break is read as."""
        self._append(" ")

    def finish(self) -> MappedText:
        """Return the text, without white space at its ends."""
        text = "".join(self._texts)
        start = len(text) - len(text.lstrip())
        whole = self.marks.on(MappedText(text, tuple(self._pieces)))
        return whole.slice(start, max(start, len(text.rstrip())))

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def _map(self, text: str, raw: Span) -> None:
        if len(text) == len(raw) and not self._raw.startswith(text, raw.start):
            raw = self._places.whole
        here = Span(self._length, self._length + len(text))
        last = self._pieces[-1] if self._pieces and self._pieces[-1].text.end == here.start else None
        if last and _is_verbatim(last) and len(text) == len(raw) and last.raw.end == raw.start:
            here, raw = Span(last.text.start, here.end), Span(last.raw.start, raw.end)
            self._pieces.pop()
        self._pieces.append(Piece(here, raw))
        self._append(text)


def _is_verbatim(piece: Piece) -> bool:
    return len(piece.text) == len(piece.raw)


def render(raw: str, inline: Token, places: Places) -> tuple[list[MappedText], list[MappedText]]:
    """Return the texts a reader sees in an inline token, and the alternative texts of its images.

    There is one text, but for a first line all in bold, which labels what follows and stands alone.
    """
    texts, captions = [], []
    rendering = _Rendering(raw, places)
    children = inline.children or []
    line_start = 0
    for index, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            if _is_label(children[line_start:index]):
                texts.append(rendering.finish())
                rendering = _Rendering(raw, places)
            rendering.add_space()
            line_start = index + 1
        elif token.type == "image":
            caption = _render_caption(raw, token, places, 0)
            captions.append(caption)
            if not caption.text:
                rendering.marks.point(MarkupKind.IMAGE, _attribute(token, "src"), rendering.length)
        else:
            _mark(rendering, token)
            _render_token(rendering, token, inline.content, 0)
    return [*texts, rendering.finish()], captions


def _is_label(line: Sequence[Token]) -> bool:
    tokens = [token for token in line if token.content.strip() or token.nesting]
    kinds = [token.type for token in tokens]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1


def _mark(rendering: _Rendering, token: Token) -> None:
    """Note the markup that a token opens, closes or is."""
    name = token.tag
    if token.type == "code_inline":
        rendering.marks.over(MarkupKind.CODE, token.content, rendering.length, rendering.length + len(token.content))
    elif token.type == "html_inline":
        _mark_html(rendering, token.content)
    elif token.nesting == 1:
        held = [(EMPHASES[name], "")] if name in EMPHASES else []
        if token.type == "link_open" and token.markup != "autolink":
            held = [(MarkupKind.LINK, _attribute(token, "href")), *_titles(token)]
        rendering.marks.open(name, held, rendering.length)
    elif token.nesting == -1:
        rendering.marks.close(name, rendering.length)


def _mark_html(rendering: _Rendering, text: str) -> None:
    tag = _HTML_TAG.match(text)
    if not tag or _LINE_BREAK_TAG.fullmatch(text):
        return
    name, at = tag[2].lower(), rendering.length
    if tag[1]:
        rendering.marks.close(f"<{name}>", at)
    elif not text.endswith("/>") and name not in ("img", "wbr"):
        held = element_marks(name, lambda key: _html_attribute(text, key))
        rendering.marks.open(f"<{name}>", held, at)
    elif name == "img":
        rendering.marks.point(MarkupKind.IMAGE, _html_attribute(text, "src"), at)


def _html_attribute(text: str, key: str) -> str:
    found = re.search(rf"""\s{re.escape(key)}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", text, re.IGNORECASE)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def _attribute(token: Token, name: str) -> str:
    return str(token.attrs.get(name, ""))


def _titles(token: Token) -> list[tuple[MarkupKind, str]]:
    title = _attribute(token, "title")
    return [(MarkupKind.ATTRIBUTE, f"title={title}")] if title else []


def _render_caption(raw: str, image: Token, places: Places, base: int) -> MappedText:
    rendering = _Rendering(raw, places)
    _render_alternative(rendering, image, base)
    for kind, value in ((MarkupKind.IMAGE, _attribute(image, "src")), *_titles(image)):
        rendering.marks.over(kind, value, 0, rendering.length)
    return rendering.finish()


def _render_alternative(rendering: _Rendering, image: Token, base: int) -> None:
    """Render an image's alternative text; what its children know is their place in it, which begins after ``![``."""
    base += image.meta["at"].start + 2
    for token in image.children or []:
        if token.type == "image":
            _render_alternative(rendering, token, base)
        elif token.type in ("softbreak", "hardbreak"):
            rendering.add_space()
        else:
            _render_token(rendering, token, image.content, base)


def _render_token(rendering: _Rendering, token: Token, source: str, base: int) -> None:
    """Render what is text in a token whose place counts from ``base`` and lies in ``source``."""
    if not token.content:
        return
    at: Span = token.meta["at"]
    placed = Span(at.start + base, at.end + base)
    if token.type == "text" and len(at) == len(token.content):
        rendering.add(token.content, placed)
    elif token.type in ("text", "text_special"):
        rendering.add_whole(token.content, placed)
    elif token.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(token.content):
        rendering.add_whole(" ", placed)
    elif token.type == "code_inline":
        _render_code(rendering, token, source, base)


def _render_code(rendering: _Rendering, token: Token, source: str, base: int) -> None:
    """Render a code span: its text without one space at both ends, a space for each line break."""
    at: Span = token.meta["at"]
    inner = len(at) - 2 * len(token.markup)
    start = at.start + len(token.markup) + (inner - len(token.content)) // 2
    for number, line in enumerate(source[start : start + len(token.content)].split("\n")):
        if number:
            rendering.add_space()
        rendering.add(line, Span(start + base, start + base + len(line)))
        start += len(line) + 1
