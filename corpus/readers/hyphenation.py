"""Lines put together again: a space for each line break, and words that were broken at the end of a line made whole.

A hyphen at the end of a line may belong to the word (*well-known*). It stays where the text writes the word so
elsewhere, where the parts are such as are joined by hyphens, and in Vietnamese, whose syllables are never broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from songngu.corpus.document import MappedText, Piece, Span
from songngu.corpus.language.words import LETTERS
from songngu.corpus.readers.extraction import Extraction

BROKEN = "a hyphen that breaks a word"
"""Why a hyphen at the end of a line is left out."""

_HYPHENS = "-\u2010\u00ad\u00ac"
# The sign of negation is what programs that recognise characters write for a hyphen that breaks a word.
_SOFT = "\u00ad\u00ac"
# Chinese and Japanese part no words by spaces.
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]{2}")
_WORD_END = re.compile(r"(?P<word>[^\W\d_]{2,})(?P<hyphen>[-\u2010\u00ad\u00ac])$")
_WORD = re.compile(LETTERS)
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_FIRST_PART_NAMES = """
all cross double ex fast first full half hard high ill large last left long low mid non one open right second self short
single small so third three top two well
"""
_LAST_PART_NAMES = """
aged aware based born bound called driven edged effective ended eyed fashioned friendly handed intensive known led level
made making minded oriented proof purpose quality related saving scale sharing sized solving speaking specific storey
style term year
"""
_FIRST_PARTS, _LAST_PARTS = frozenset(_FIRST_PART_NAMES.split()), frozenset(_LAST_PART_NAMES.split())
_ADDRESS = re.compile(r"[/@\d._]\S*$")
_LONGEST = 60


class Hyphenation:
    """What the lines of one text say of its hyphens; words are looked for in the text when first needed."""

    def __init__(self, raw: str, lang: str) -> None:
        self._raw = raw
        self._keeps_all = lang.lower().startswith("vi")
        self._words: tuple[frozenset[str], frozenset[str]] | None = None

    def join(self, lines: Sequence[Span], extraction: Extraction) -> MappedText:
        """Return the text of lines that follow each other, each without white space at its ends."""
        texts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else None
            cut, glue = self._break(line, following) if following else (0, "")
            if cut:
                extraction.omit_span(BROKEN, self._raw, Span(line.end - cut, line.end))
            kept = Span(line.start, line.end - cut)
            texts.extend((self._raw[kept.start : kept.end], glue))
            pieces.append(Piece(Span(length, length + len(kept)), kept))
            length += len(kept) + len(glue)
        return MappedText("".join(texts), tuple(piece for piece in pieces if len(piece.text)))

    def _break(self, line: Span, following: Span) -> tuple[int, str]:
        """Return how many characters a line loses at its end, and what joins it to the next."""
        if self._raw[line.end - 1] not in _HYPHENS:
            ends = self._raw[line.end - 1] + self._raw[following.start]
            return 0, "" if _UNSPACED.fullmatch(ends) else " "
        tail = self._raw[max(line.start, line.end - _LONGEST) : line.end]
        end = _WORD_END.search(tail)
        word = _WORD.match(self._raw, following.start, following.end)
        if end is None or word is None or not word[0][0].islower():
            return 0, "" if tail[-2:-1].isalnum() and self._raw[following.start].isalnum() else " "
        if end["hyphen"] in _SOFT:
            return 1, ""
        before = tail[: end.start()]
        if _ADDRESS.search(before):
            return 0, ""
        is_chain = before.endswith(("-", "\u2010"))
        return (0, "") if self._is_compound(end["word"].lower(), word[0].lower(), is_chain=is_chain) else (1, "")

    def _is_compound(self, first: str, second: str, *, is_chain: bool) -> bool:
        """Decide whether the hyphen between two parts is the word's own; one after another hyphen mostly is."""
        if self._keeps_all:
            return True
        words, compounds = self._seen()
        if first + second in words:
            return False
        if f"{first}-{second}" in compounds or is_chain:
            return True
        if first in _FIRST_PARTS or second in _LAST_PARTS:
            return True
        return min(len(first), len(second)) >= 4 and first in words and second in words

    def _seen(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words and the compounds that stand whole in the text, in lower case."""
        if self._words is None:
            text = re.sub(r"[^\W\d_]+[-\u2010\u00ad]\s*\n\s*[^\W\d_]+", " ", self._raw).lower()
            compounds = frozenset(match.replace("\u2010", "-") for match in _COMPOUND.findall(text))
            self._words = frozenset(_WORD.findall(text)), compounds
        return self._words
