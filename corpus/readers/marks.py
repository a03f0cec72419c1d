"""Markup in the making: what is opened and closed around the text of a block while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from songngu.corpus.document import MappedText, Markup, MarkupKind, Span

EMPHASES = {
    "strong": MarkupKind.STRONG, "b": MarkupKind.STRONG, "em": MarkupKind.EMPHASIS, "i": MarkupKind.EMPHASIS,
    "s": MarkupKind.STRIKE, "del": MarkupKind.STRIKE, "strike": MarkupKind.STRIKE,
}  # fmt: skip
"""The elements of HTML that are emphasis, by their names; those of Markdown bear the same."""

_EMPHASES = frozenset(EMPHASES.values())

CODES = frozenset(("code", "samp", "tt"))
"""The elements of HTML that hold inline code."""

SHOWN = frozenset(("kbd", "mark", "sub", "sup", "u", "ins", "abbr", "q", "cite", "dfn", "var", "ruby", "small", "big"))
"""Other elements of HTML that a reader sees."""

ATTRIBUTES = frozenset(("title", "aria-label", "placeholder"))
"""The attributes of inline elements that a reader sees."""


def element_marks(name: str, attribute: Callable[[str], str]) -> list[tuple[MarkupKind, str]]:
    """Return what an inline element of HTML is to its reader; ``attribute`` returns that of a name, else an empty text.

    Inline code has no value yet: that is its text.
    """
    held = [(MarkupKind.ATTRIBUTE, f"{key}={value}") for key in sorted(ATTRIBUTES) if (value := attribute(key))]
    if name in EMPHASES:
        held.append((EMPHASES[name], ""))
    elif name == "a" and attribute("href"):
        held.append((MarkupKind.LINK, attribute("href")))
    elif name in CODES:
        held.append((MarkupKind.CODE, ""))
    elif name in SHOWN:
        held.append((MarkupKind.TAG, name))
    return held


@dataclass(slots=True)
class Marks:
    """The markup of one block so far, by offsets in its text."""

    _open: list[tuple[str, list[tuple[MarkupKind, str]], int]] = field(default_factory=list)
    _done: list[Markup] = field(default_factory=list)

    def open(self, name: str, held: Iterable[tuple[MarkupKind, str]], at: int) -> None:
        """Begin the element ``name``, which is the markup ``held``, at an offset."""
        self._open.append((name, list(held), at))

    def close(self, name: str, at: int) -> None:
        """End the last element of that name that is open; what was opened inside it and never closed is dropped."""
        if any(opened == name for opened, _, _ in self._open):
            while True:
                opened, held, start = self._open.pop()
                if opened == name:
                    self._done += [Markup(kind, value, Span(start, at)) for kind, value in held]
                    return

    def point(self, kind: MarkupKind, value: str, at: int) -> None:
        """Add markup that holds no text."""
        self._done.append(Markup(kind, value, Span(at, at)))

    def over(self, kind: MarkupKind, value: str, start: int, end: int) -> None:
        """Add markup whose text is known."""
        self._done.append(Markup(kind, value, Span(start, end)))

    def flushed(self, at: int) -> Marks:
        """End all that is open, and return what goes on into the next block: the same elements from its beginning."""
        rest = Marks([(name, list(held), 0) for name, held, _ in self._open])
        for _, held, start in self._open:
            self._done += [Markup(kind, value, Span(start, at)) for kind, value in held]
        self._open = []
        return rest

    def on(self, content: MappedText) -> MappedText:
        """Return a text with the markup, each on characters that are there and not blank at its ends."""
        if not self._done:
            return content
        placed = [
            Markup(each.kind, each.value or _code(each.kind, content.text[at.start : at.end]), at)
            for each in self._done
            if (at := _seated(each.at, content.text))
        ]
        placed.sort(key=lambda each: (each.at, each.kind.value, each.value))
        return MappedText(content.text, content.pieces, tuple(_joined(placed, content.text)))


def _joined(placed: Iterable[Markup], text: str) -> list[Markup]:
    """Return the markup with emphasis that goes on joined: office programs cut it into many runs."""
    done: list[Markup] = []
    for each in placed:
        last = next((k for k in range(len(done) - 1, -1, -1) if done[k].kind is each.kind), None)
        if each.kind in _EMPHASES and last is not None and not text[done[last].at.end : each.at.start].strip():
            end = max(each.at.end, done[last].at.end)
            done[last] = Markup(each.kind, "", Span(done[last].at.start, end))
        else:
            done.append(each)
    return done


def _code(kind: MarkupKind, text: str) -> str:
    return text if kind is MarkupKind.CODE else ""


def _seated(at: Span, text: str) -> Span | None:
    """Return the stretch without blanks at its ends; for an empty one the character before it or, failing that, after.

    None where the text has no character.
    """
    start, end = max(0, at.start), min(at.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        return Span(start, end)
    before = len(text[: min(at.start, len(text))].rstrip())
    if before:
        return Span(before - 1, before)
    after = len(text) - len(text[at.start :].lstrip()) if at.start < len(text) else len(text)
    return Span(after, after + 1) if after < len(text) else None
