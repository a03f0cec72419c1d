"""The words of documents as arrays: a folded key for each, and where it stands in its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Document
from songngu.corpus.language.words import UNSPACED

# Characters are classed once, when first met.
_GAP, _LETTER, _MARK, _SINGLE, _UNKNOWN = 0, 1, 2, 3, 255
_CLASS_SHIFT = 24

_UNDECOMPOSED = {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i"}
_IGNORABLE = frozenset("\u00ad\u200c\u200d\u2060\ufeff")

_LINE_FEED, _RETURN = 10, 13
_CHUNK = 1 << 18
_SPACE = re.compile(r"\s")
_BASE = 0x9E3779B97F4A7C15
_PERIOD = 1024


@dataclass(frozen=True, slots=True)
class Words:
    """The words of several documents, one after the other.

    ``keys``: uint32 hashes of the folded words; ``starts`` and ``ends``: their places in ``Document.raw``, in code
    points; ``heads``: whether a word is the first of its line or block; ``bounds``: where each document begins in these
    arrays, and at last their length.
    """

    keys: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    heads: NDArray[np.bool_]
    bounds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)


def read_words(documents: Sequence[Document]) -> Words:
    """Return the words a reader sees in the documents, folded: no case, diacritics or punctuation, đ as d.

    A word is a run of letters and digits; in scripts written without spaces, one character. Two words are taken for the
    same when the 32-bit hashes of their folded letters agree. A document without blocks is read as it stands.
    """
    folder = shared_folder()
    growing, lengths = _Growing(), []
    for document in documents:
        lengths.append(0)
        for part in _document_words(document, folder):
            growing.add(part)
            lengths[-1] += len(part.keys)
    bounds = np.cumsum([0, *lengths], dtype=np.int64)
    columns = growing.done()
    columns.heads[bounds[:-1][np.diff(bounds) > 0]] = True
    return Words(columns.keys, columns.starts, columns.ends, columns.heads, bounds)


def line_starts(text: str) -> NDArray[np.int64]:
    r"""Return where the lines of a text start; ``\n``, ``\r`` and ``\r\n`` end one."""
    starts = [np.zeros(1, np.int64)]
    for begin in range(0, len(text), _CHUNK):
        # One character more tells whether a line feed follows a carriage return.
        codes = np.frombuffer(text[begin : begin + _CHUNK + 1].encode("utf-32-le", "surrogatepass"), np.uint32)
        ends = codes == _LINE_FEED
        ends |= (codes == _RETURN) & ~np.append(ends[1:], False)
        starts.append(np.flatnonzero(ends[:_CHUNK]) + begin + 1)
    return np.concatenate(starts)


class _Columns(NamedTuple):
    keys: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    heads: NDArray[np.bool_]


def _no_words() -> _Columns:
    return _Columns(np.empty(0, np.uint32), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.bool_))


def is_read_as_it_stands(document: Document) -> bool:
    """Tell whether all of the file is text, the lines as they are."""
    if not document.blocks:
        return True
    pieces = [piece for block in document.blocks for piece in block.content.pieces]
    return len(pieces) == 1 and pieces[0].text == pieces[0].raw and len(pieces[0].raw) == len(document.raw)


def _document_words(document: Document, folder: Folder) -> Iterator[_Columns]:
    if is_read_as_it_stands(document):
        return (folder.fold(text, start) for start, text in _chunks(document.raw))
    return iter([_rendered_words(document, folder)])


def _rendered_words(document: Document, folder: Folder) -> _Columns:
    """Read the blocks as rendered, so that markup splits no word and adds none; then map to the file."""
    text = "\n".join(block.content.text for block in document.blocks)
    rows, base = [], 0
    for block in document.blocks:
        rows += [
            (base + p.text.start, base + p.text.end, p.raw.start, p.raw.end)
            for p in block.content.pieces
            if len(p.text)
        ]
        base += len(block.content.text) + 1
    growing = _Growing()
    for start, chunk in _chunks(text):
        growing.add(folder.fold(chunk, start))
    keys, starts, ends, heads = growing.done()
    if not rows or not len(keys):
        return _no_words()
    text_start, text_end, raw_start, raw_end = np.array(rows, dtype=np.int64).T
    whole = text_end - text_start != raw_end - raw_start

    def place(offsets: NDArray[np.int64], edge: NDArray[np.int64]) -> NDArray[np.int32]:
        piece = np.maximum(np.searchsorted(text_start, offsets, side="right") - 1, 0)
        inside = np.minimum(raw_start[piece] + offsets - text_start[piece], raw_end[piece] - 1)
        return np.where(whole[piece], edge[piece], inside).astype(np.int32)

    firsts = place(starts.astype(np.int64), raw_start)
    lasts = place(ends.astype(np.int64) - 1, raw_end - 1) + np.int32(1)
    return _Columns(keys, firsts, np.maximum(lasts, firsts), heads)


class _Growing:
    """Columns that grow in place, so that nothing is ever held twice."""

    def __init__(self) -> None:
        self._columns = _no_words()
        self._length = 0

    def add(self, part: _Columns) -> None:
        """Add the words of ``part`` at the end."""
        length = self._length + len(part.keys)
        if length > len(self._columns.keys):
            self._resize(length + length // 16)
        for column, values in zip(self._columns, part, strict=True):
            column[self._length : length] = values
        self._length = length

    def done(self) -> _Columns:
        """Return the columns, of which nobody else may hold a part."""
        self._resize(self._length)
        return self._columns

    def _resize(self, length: int) -> None:
        for column in self._columns:
            column.resize(length, refcheck=False)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut at spaces, so that memory follows the chunk and not the file."""
    start = 0
    while start < len(text):
        cut = _SPACE.search(text, start + _CHUNK)
        end = cut.start() if cut else len(text)
        yield start, text[start:end]
        start = end


@cache
def shared_folder() -> Folder:
    """Return the folder of this process: making one takes as long as folding a short text."""
    return Folder()


class Folder:
    """Folds text to word keys; remembers the class and the folded letter of each character met."""

    def __init__(self) -> None:
        # The class of a character in the high bits, its letter in the low ones: one look-up gives both.
        self._table = np.full(0x110000, _UNKNOWN << _CLASS_SHIFT, dtype=np.uint32)
        self._powers = np.array([pow(_BASE, i, 1 << 64) for i in range(_PERIOD)], dtype=np.uint64)

    def fold(self, text: str, offset: int) -> _Columns:
        """Return the words of ``text``, which stands at ``offset``."""
        codes, letters, classes = self._read(text)
        kept = np.flatnonzero(classes != _MARK)
        if len(kept) < len(codes):
            codes, letters, classes = codes[kept], letters[kept], classes[kept]
        after = np.append(kept[1:], len(text)) if len(kept) else kept
        first, last = _word_edges(classes)
        lines = np.cumsum((codes == _LINE_FEED) | (codes == _RETURN), dtype=np.int32)[first]
        starts, ends = (kept[first] + offset).astype(np.int32), (after[last] + offset).astype(np.int32)
        return _Columns(self._keys(letters, first), starts, ends, np.diff(lines, prepend=np.int32(0)) > 0)

    def keys(self, text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the keys of the words of ``text`` and where each starts: what `fold` has of them, sooner."""
        _, letters, classes = self._read(text)
        marks = classes == _MARK
        if not marks.any():
            first = _word_starts(classes)
            return self._keys(letters, first), first
        kept = np.flatnonzero(~marks)
        first = _word_starts(classes[kept])
        return self._keys(letters[kept], first), kept[first]

    def _read(self, text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
        """Return the code points of ``text``, their letters and their classes."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        places = codes.astype(np.intp)
        found = self._table[places]
        classes = (found >> np.uint32(_CLASS_SHIFT)).astype(np.uint8)
        if len(classes) and classes.max() == _UNKNOWN:
            self._learn(np.unique(codes[classes == _UNKNOWN]).tolist())
            found = self._table[places]
            classes = (found >> np.uint32(_CLASS_SHIFT)).astype(np.uint8)
        found &= np.uint32((1 << _CLASS_SHIFT) - 1)
        return codes, found, classes

    def _keys(self, letters: NDArray[np.uint32], first: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Hash each word as the polynomial of its letters over the integers modulo 2^64."""
        if not len(first):
            return np.empty(0, np.uint32)
        letters, first = letters[first[0] :], first - first[0]
        places = np.arange(len(letters), dtype=np.int32)
        places -= np.repeat(first.astype(np.int32), np.diff(first, append=len(letters)))
        places &= np.int32(_PERIOD - 1)
        terms = self._powers[places]
        terms *= letters
        sums = np.add.reduceat(terms, first)
        sums ^= sums >> np.uint64(31)
        sums *= np.uint64(0xBF58476D1CE4E5B9)
        return (sums >> np.uint64(32)).astype(np.uint32)

    def _learn(self, codes: Sequence[int]) -> None:
        for code in codes:
            kind = _class(chr(code), code)
            letter = _fold(chr(code)) if kind in (_LETTER, _SINGLE) else 0
            self._table[code] = kind << _CLASS_SHIFT | letter


def _word_starts(classes: NDArray[np.uint8]) -> NDArray[np.int64]:
    letter = classes == _LETTER
    first = letter | (classes == _SINGLE)
    first[1:] &= ~(letter[1:] & letter[:-1])
    return np.flatnonzero(first)


def _word_edges(classes: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    letter, single = classes == _LETTER, classes == _SINGLE
    first, last = letter | single, letter | single
    first[1:] &= ~(letter[1:] & letter[:-1])
    last[:-1] &= ~(letter[1:] & letter[:-1])
    return np.flatnonzero(first), np.flatnonzero(last)


def _class(character: str, code: int) -> int:
    if character in _IGNORABLE or unicodedata.category(character) in ("Mn", "Me"):
        return _MARK
    if any(low <= code <= high for low, high in UNSPACED) and (character.isalnum() or character.isalpha()):
        return _SINGLE
    return _LETTER if character.isalnum() else _GAP


def _fold(character: str) -> int:
    bare = next(
        c for c in (*unicodedata.normalize("NFKD", character.casefold()), character) if not unicodedata.combining(c)
    )
    return ord(_UNDECOMPOSED.get(bare, bare))
