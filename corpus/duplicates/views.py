"""What a reader sees of the files of documents where copies are compared, and which of their lines go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from songngu.corpus.document import Document
from songngu.corpus.duplicates.tags import without_tags
from songngu.corpus.duplicates.words import is_read_as_it_stands
from songngu.corpus.readers.plain import line_groups, wrap_width

_LINE_END = re.compile(r"\r\n|\r|\n")
_FINAL = re.compile(r"[.!?…:;。！？]")
_WORDLIKE = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"[\s>]*\d{1,9}[.)]\s+")
_OPENING = " \t\"'“‘«([「『"
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class View:
    """The text of a file without its tags, every character at its place.

    ``is_plain`` says that its lines are the file's, not blocks of a markup; ``width`` is what they are wrapped at, None
    where a line is a paragraph.
    """

    raw: str
    is_plain: bool = False
    width: int | None = None

    def goes_on(self, end: int, start: int) -> bool:
        """Tell whether the line whose last word ends at ``end`` goes on with the next, whose first is at ``start``.

        It does where it ends without a stop and the next begins in small letters or, in a text of wrapped lines, with a
        word that had no room.
        """
        breaks = list(_LINE_END.finditer(self.raw, end, start)) if self.is_plain else []
        if len(breaks) != 1 or _FINAL.search(self.raw, end, start):
            return False
        if self.raw[breaks[0].end() : start].strip(_OPENING):
            return False
        return self.raw[start].islower() or self._is_full(breaks[0].start(), start)

    def _is_full(self, line_end: int, start: int) -> bool:
        if self.width is None:
            return False
        line = _LINE_END.split(self.raw[max(0, line_end - _LONGEST) : line_end])[-1].strip()
        word = self.raw[start : start + _LONGEST].split(None, 1)[0]
        return len(line) + 1 + len(word) > self.width


def holds_words(line: str) -> bool:
    """Tell whether there is a word in what stands before a line's first; the number of an item in markup is none."""
    return not _NUMBER.fullmatch(line) and bool(_WORDLIKE.search(line))


class Views:
    """The views of documents, each made when it is first asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._views: dict[int, View] = {}

    def __getitem__(self, index: int) -> View:
        if index not in self._views:
            self._views[index] = _view(self._documents[index])
        return self._views[index]


def _view(document: Document) -> View:
    if not is_read_as_it_stands(document):
        return View(without_tags(document))
    return View(document.raw, is_plain=True, width=wrap_width(document.raw, line_groups(document.raw)))
