"""Words of a text as numbers: the tokens that the matcher walks, each with its place in the original text.

A text is cut at spaces; what a chunk between two spaces holds is worked out once and remembered, so that all work
per occurrence is array arithmetic. Hyphens inside a compound and white space leave no token, all other punctuation
is a token of its own (a term with a comma in it matches only with the comma); a blank line breaks every match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.normalise import WORD, word_key
from songngu.glossary.chunks import Chunks, Ints

_TOKEN = re.compile(
    rf"(?P<word>{WORD}(?:['’]{WORD})*)|(?P<hyphen>(?<=[\w\u0300-\u036f])[-\u2010\u2011](?=\w))"
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\w\s]|_"
)
_PLAIN_WORD = re.compile("[A-Za-z\u00c0-\u1eff]+")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"(?:\n|\r(?!\n))\s*[\n\r]")
_BREAK = "\0"
_BLOCK = 1 << 18
_CACHE = 1 << 18


class Token(NamedTuple):
    """One token: its key, its place, its end without a possessive ending, and whether a hyphen ties it to the next."""

    key: str
    word: bool
    start: int
    end: int
    full_end: int
    tied: bool = False


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """Return the Snowball stem of an English word in casefolded letters; what is no such word comes back as it is."""
    return str(_snowball().stem(key)) if key.isalpha() and key.isascii() else key


@lru_cache(maxsize=1)
def _snowball() -> Any:
    from nltk.stem.snowball import EnglishStemmer  # takes a second to import

    return EnglishStemmer()


def tokenise(text: str, lang: str) -> list[Token]:
    """Return the tokens of ``text``, keyed by the rules of ``lang``."""
    if _PLAIN_WORD.fullmatch(text):
        return [Token(word_key(text, lang), True, 0, len(text), len(text))]
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind, word, start, end = found.lastgroup, found[0], found.start(), found.end()
        if kind == "hyphen":
            tokens[-1] = tokens[-1]._replace(tied=True)
        elif kind == "word":
            bare = word if word.isalnum() else _POSSESSIVE.sub("", word)
            tokens.append(Token(word_key(bare.replace("’", "'"), lang), True, start, start + len(bare), end))
        else:
            tokens.append(Token(word, False, start, end, end))
    return tokens


def stem_key(key: str) -> str:
    """Return the name under which the stem of a word stands in a vocabulary, apart from all plain keys."""
    return "~" + stem(key)


def one_line(text: str) -> str:
    """Return ``text``, equally long, with spaces for line ends and a break for every blank line."""
    if "\n" in text or "\r" in text:
        text = _BLANK_LINE.sub(lambda blank: _BREAK + " " * (len(blank[0]) - 1), text)
        text = text.replace("\n", " ").replace("\r", " ")
    return text


@dataclass(frozen=True, slots=True)
class Labels:
    """The tokens of a text as arrays of one length n.

    ``plain`` and ``stems`` are vocabulary numbers (0: not in it), ``joined`` that of a hyphenated pair read as one
    word; the latter two are None where no term asks for them. ``entry`` and ``offset`` locate the token.
    """

    plain: Ints
    stems: Ints | None
    joined: Ints | None
    entry: Ints
    offset: Ints


class Tokeniser:
    """Turns texts into labels of a vocabulary, remembering every chunk it has seen."""

    def __init__(self, vocabulary: Mapping[str, int], lang: str) -> None:
        self.lang = lang
        self._vocabulary = vocabulary
        self.stemming = any(key.startswith("~") and len(key) > 1 for key in vocabulary)
        self._reset()

    def _reset(self) -> None:
        self._chunks = Chunks(self._learn)
        self._table = np.zeros((2, 1024), np.int32)  # of a chunk: its first token entry, how many
        self._entries = np.zeros((6, 1024), np.int32)  # of a token: plain, stem, joined, start, end, full end
        self._used = 0
        self._new_chunks: list[tuple[int, int, int]] = []
        self._new_entries: list[tuple[int, int, int, int, int, int]] = []

    def _learn(self, number: int, chunk: str) -> None:
        tokens = tokenise(chunk, self.lang)
        self._new_chunks.append((number, self._used + len(self._new_entries), len(tokens)))
        for i, token in enumerate(tokens):
            after = tokens[i + 1].key if token.tied and i + 1 < len(tokens) else None
            self._new_entries.append((*self._labels(token, after), token.start, token.end, token.full_end))

    def _keep_learnt(self) -> None:
        """Move what was learnt from lists into the tables: one by one would take most of the time of a first text."""
        if not self._new_chunks:
            return
        number, first, count = np.array(self._new_chunks, np.int32).T
        self._table = _room(self._table, int(number.max()) + 1)
        self._table[:, number] = first, count
        used = self._used + len(self._new_entries)
        self._entries = _room(self._entries, used)
        self._entries[:, self._used : used] = np.array(self._new_entries, np.int32).reshape(-1, 6).T
        self._used = used
        self._new_chunks, self._new_entries = [], []

    def _labels(self, token: Token, tied_to: str | None) -> tuple[int, int, int]:
        find = self._vocabulary.get
        if not (self.stemming and token.word):
            return find(token.key, 0), 0, 0
        joined = find(stem_key(token.key + tied_to), 0) if tied_to else 0
        return find(token.key, 0), find(stem_key(token.key), 0), joined

    def labels(self, text: str) -> Labels:
        """Return the labels of ``text``, which is `one_line`."""
        if len(self._chunks) > _CACHE:
            self._reset()
        blocks = [self._block(text[start:end], start) for start, end in _blocks(text)]
        entry, offset = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        column = self._entries
        stems, joined = (column[1][entry], column[2][entry]) if self.stemming else (None, None)
        return Labels(column[0][entry], stems, joined, entry, offset)

    def _block(self, text: str, base: int) -> tuple[Ints, Ints]:
        numbers, starts = self._chunks.number(text)
        self._keep_learnt()
        first, count = self._table[:, numbers]
        last = np.cumsum(count, dtype=np.int32)
        entry = np.repeat(first - last + count, count) + np.arange(last[-1], dtype=np.int32)
        return entry, np.repeat(starts.astype(np.int32) + np.int32(base), count)

    def starts(self, labels: Labels, tokens: NDArray[np.intp]) -> Ints:
        """Return where in the text the given tokens begin."""
        starts: Ints = labels.offset[tokens] + self._entries[3][labels.entry[tokens]]
        return starts

    def ends(self, labels: Labels, tokens: NDArray[np.intp], full: NDArray[np.bool_]) -> Ints:
        """Return where the given tokens end, with their possessive ending where ``full``."""
        entry = labels.entry[tokens]
        ends: Ints = labels.offset[tokens] + np.where(full, self._entries[5][entry], self._entries[4][entry])
        return ends


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of moderate length that end before a space, so that no list of all chunks is ever held."""
    start = 0
    while (end := text.find(" ", start + _BLOCK)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


def _room(table: Ints, size: int) -> Ints:
    """Return ``table`` with at least ``size`` columns."""
    if size <= table.shape[1]:
        return table
    return np.concatenate((table, np.zeros((table.shape[0], max(size, table.shape[1])), np.int32)), axis=1)
