"""Inline Markdown whose tokens know their place: markdown-it gives line numbers for blocks only.

``PlacedParser`` is markdown-it's inline parser with one addition: every token that holds text carries ``meta["at"]``,
the span of the inline source it was read from. Text is kept as it was read: the rules that join neighbouring tokens are
left out, since a joined token would have no one place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from songngu.corpus.document import Span


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


class InlinePlaces:
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
