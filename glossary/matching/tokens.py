"""Words of a text as numbers: the tokens that the matcher walks, each with its place in the original text.

A text is cut at spaces; what a chunk between two spaces holds is worked out once and remembered, so that all work
per occurrence is array arithmetic. Hyphens inside a compound and white space leave no token, all other punctuation
is a token of its own (a term with a comma in it matches only with the comma); a blank line breaks every match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.normalise import word_key
from songngu.corpus.language.tags import base_language
from songngu.corpus.language.words import CHARACTER, WORD
from songngu.glossary.matching.chunks import Chunks, Ints

_TOKEN = re.compile(
    rf"(?P<word>{WORD}(?:['’]{WORD})*)|(?P<hyphen>(?<=[\w\u0300-\u036f])[-\u2010\u2011](?=\w))"
    rf"|{CHARACTER}|[^\w\s]|_"
)
_PLAIN = "[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+"
_PLAIN_WORD = re.compile(_PLAIN)
_PLAIN_WORDS = re.compile(f"{_PLAIN}(?:-{_PLAIN})*")
_MARKS = ".,;:!?()[]{}\"'“”‘’«»…/%*"  # stand alone wherever they stand beside a word
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_APOSTROPHE = re.compile("[’ʼ]")
# What loses its vowel before another word is a word of its own: l'analyse, d’approvisionnement, dell'acqua.
_ELIDING = frozenset(("fr", "it", "ca", "oc"))
_ELIDED = re.compile(
    "([cdjlmnst]|(?:jus|lors|puis|quoi|quel)?qu|(?:a|da|de|ne|su)ll|un|quest|gl|c[io]|sant)['’ʼ](?=\\w)", re.IGNORECASE
)
# A table of others holds a line break as people escape it; in a path it is none, but no term stands in a path.
_ESCAPED_BREAK = re.compile(r"(?<=\w)\\[nrt](?=\w)")
_BLANK_LINE = re.compile(r"(?:\n|\r(?!\n))\s*[\n\r]")
_BREAK = "\0"
_FIELDS = 5  # of a token: plain, closed, start, end, full end
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


def tokenise(text: str, lang: str) -> list[Token]:
    """Return the tokens of ``text``, keyed by the rules of ``lang``."""
    if _PLAIN_WORD.fullmatch(text):
        return [Token(word_key(text, lang), True, 0, len(text), len(text))]
    eliding = base_language(lang) in _ELIDING
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        start, end = found.span()
        if kind is None:
            tokens.append(Token(found[0], False, start, end, end))
        elif kind == "word":
            while eliding and (elided := _ELIDED.match(text, start, end)):
                tokens.append(Token(word_key(elided[1], lang) + "'", True, start, elided.end(), elided.end()))
                start = elided.end()
            tokens.append(_word(text, start, end, lang))
        else:
            tokens[-1] = Token(*tokens[-1][:5], True)
    return tokens


def _word(text: str, start: int, end: int, lang: str) -> Token:
    word = text[start:end]
    bare = word if word.isalnum() and "ʼ" not in word else _APOSTROPHE.sub("'", _POSSESSIVE.sub("", word))
    return Token(word_key(bare, lang), True, start, start + len(bare), end)


def closed_key(key: str) -> str:
    """Return the name in a vocabulary of a word that may stand with a hyphen in it, apart from all plain keys."""
    return "~" + key


def one_line(text: str) -> str:
    """Return ``text``, equally long, with spaces for line ends, escaped ones too, and a break for every blank line."""
    if "\\" in text:
        text = _ESCAPED_BREAK.sub("  ", text)
    if "\r" not in text:
        lines = text.split("\n")
        if "" not in lines[1:-1] and not any(map(str.isspace, lines)):
            return text.replace("\n", " ")
    if "\n" in text or "\r" in text:
        text = _BLANK_LINE.sub(lambda blank: _BREAK + " " * (len(blank[0]) - 1), text)
        text = text.replace("\n", " ").replace("\r", " ")
    return text


@dataclass(frozen=True, slots=True)
class Labels:
    """The tokens of a text as arrays of one length n.

    ``plain`` are vocabulary numbers (0: not in it), ``closed`` those of hyphenated pairs read as one word, None where
    no term asks for them. ``entry`` and ``offset`` locate the token.
    """

    plain: Ints
    closed: Ints | None
    entry: Ints
    offset: Ints


class Tokeniser:
    """Turns texts into labels of a vocabulary, remembering every chunk it has seen."""

    def __init__(self, vocabulary: Mapping[str, int], lang: str) -> None:
        self.lang = lang
        self._vocabulary = vocabulary
        self.closing = any(key.startswith("~") and len(key) > 1 for key in vocabulary)
        self._reset()

    def _reset(self) -> None:
        self._chunks = Chunks(self._learn)
        self._table = np.zeros((2, 1024), np.int32)  # of a chunk: its first token entry, how many
        self._entries = np.zeros((_FIELDS, 1024), np.int32)
        self._words: dict[str, int] = {}
        self._used = 0
        self._new_chunks: list[int] = []
        self._new_entries: list[int] = []

    def _learn(self, number: int, chunks: list[str]) -> None:
        """Note the tokens of new chunks, the first of which has that number."""
        entries, words, find = self._new_entries, self._words, self._vocabulary.get
        for chunk in chunks:
            before = len(entries)
            core = chunk.strip(_MARKS)
            if _PLAIN_WORDS.fullmatch(core) and not (self.closing and "-" in core):
                # Most chunks: a word or a compound, perhaps with marks about it.
                start = chunk.find(core)
                for i in range(start):
                    entries += (find(chunk[i], 0), 0, i, i + 1, i + 1)
                for word in core.split("-"):
                    end = start + len(word)
                    label = words.get(word)
                    entries += (self._label_of(word) if label is None else label, 0, start, end, end)
                    start = end + 1
                for i in range(end, len(chunk)):
                    entries += (find(chunk[i], 0), 0, i, i + 1, i + 1)
            else:
                self._note_tokens(chunk)
            self._new_chunks += (number, self._used + before // _FIELDS, (len(entries) - before) // _FIELDS)
            number += 1

    def _label_of(self, word: str) -> int:
        """Return the number of a word, remembered by its letters."""
        label = self._words[word] = self._vocabulary.get(word_key(word, self.lang), 0)
        return label

    def _note_tokens(self, chunk: str) -> None:
        tokens = tokenise(chunk, self.lang)
        find = self._vocabulary.get
        for i, (key, _, start, end, full_end, tied) in enumerate(tokens):
            both = self.closing and tied and i + 1 < len(tokens)
            closed = find(closed_key(key + tokens[i + 1].key), 0) if both else 0
            self._new_entries += (find(key, 0), closed, start, end, full_end)

    def _keep_learnt(self) -> None:
        """Move what was learnt from lists into the tables: one by one would take most of the time of a first text."""
        if not self._new_chunks:
            return
        number, first, count = np.array(self._new_chunks, np.int32).reshape(-1, 3).T
        self._table = _room(self._table, int(number.max()) + 1)
        self._table[:, number] = first, count
        used = self._used + len(self._new_entries) // _FIELDS
        self._entries = _room(self._entries, used)
        self._entries[:, self._used : used] = np.array(self._new_entries, np.int32).reshape(-1, _FIELDS).T
        self._used = used
        self._new_chunks, self._new_entries = [], []

    def labels(self, text: str) -> Labels:
        """Return the labels of ``text``, which is `one_line`."""
        if len(self._chunks) > _CACHE:
            self._reset()
        blocks = [self._block(text[start:end], start) for start, end in _blocks(text)]
        entry, offset = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        column = self._entries
        return Labels(column[0][entry], column[1][entry] if self.closing else None, entry, offset)

    def _block(self, text: str, base: int) -> tuple[Ints, Ints]:
        numbers, starts = self._chunks.number(text)
        self._keep_learnt()
        first, count = self._table[:, numbers]
        last = np.cumsum(count, dtype=np.int32)
        entry = np.repeat(first - last + count, count) + np.arange(last[-1], dtype=np.int32)
        return entry, np.repeat(starts.astype(np.int32) + np.int32(base), count)

    def starts(self, labels: Labels, tokens: NDArray[np.intp]) -> Ints:
        """Return where in the text the given tokens begin."""
        starts: Ints = labels.offset[tokens] + self._entries[2][labels.entry[tokens]]
        return starts

    def ends(self, labels: Labels, tokens: NDArray[np.intp], full: NDArray[np.bool_]) -> Ints:
        """Return where the given tokens end, with their possessive ending where ``full``."""
        entry = labels.entry[tokens]
        ends: Ints = labels.offset[tokens] + np.where(full, self._entries[4][entry], self._entries[3][entry])
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
