"""A text in the making: what a reader sees, each part added with the place in the file it was read from."""

from __future__ import annotations

import re

from songngu.corpus.document import MappedText, Piece, Span

BLANK = " \t\n\r\f"
"""What HTML and XML take for white space; a no-break space is a character like any other."""

# All white space but one space between two words, which stays part of its stretch.
_GAP = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]|^ | $")


class Rendering:
    """A mapped text that grows; white space collapses as in a browser, and a space stands in no file."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._space = False

    def __bool__(self) -> bool:
        return bool(self._texts)

    @property
    def length(self) -> int:
        """The number of characters so far, a space that is due left out."""
        return self._length

    def add(self, text: str, start: int) -> None:
        """Add text, no white space at its ends, that stands in the file as it is at ``start``."""
        self._append(text, Span(start, start + len(text)))

    def add_whole(self, text: str, place: Span) -> None:
        """Add text that stands for all of ``place``, an entity say."""
        if text.strip(BLANK):
            self._append(text, place)
        elif text:
            self.add_space()

    def add_space(self) -> None:
        """Part what follows from what came before by one space; none stands at the ends of a text."""
        self._space = bool(self._texts)

    def add_run(self, text: str, start: int) -> None:
        """Add text that stands in the file at ``start``, its white space collapsed."""
        position = 0
        for gap in _GAP.finditer(text):
            if gap.start() > position:
                self.add(text[position : gap.start()], start + position)
            self.add_space()
            position = gap.end()
        if position < len(text):
            self.add(text[position:], start + position)

    def tail(self) -> str:
        """Return the last few stretches added."""
        return "".join(self._texts[-4:])

    def finish(self) -> MappedText:
        """Return the text so far."""
        return MappedText("".join(self._texts), tuple(self._pieces))

    def _append(self, text: str, raw: Span) -> None:
        if self._space:
            self._texts.append(" ")
            self._length += 1
            self._space = False
        here = Span(self._length, self._length + len(text))
        self._texts.append(text)
        self._length = here.end
        self._pieces.append(Piece(here, raw))
