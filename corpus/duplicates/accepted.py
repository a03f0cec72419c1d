"""Accepted passages: those a person has looked at and wants to keep, by fingerprint, with the reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from songngu.corpus.document import Document
from songngu.corpus.duplicates.passage import Passage
from songngu.corpus.duplicates.words import read_words
from songngu.corpus.errors import InputError, unreadable

_LINE = re.compile(r"([0-9a-f]{16})(?:\s+(.*))?")


def fingerprints(passages: Sequence[Passage]) -> list[str]:
    """Return 16 hexadecimal digits for each passage, told by the words of both copies alone.

    They stay the same when lines, files or folders are moved or renamed, and when case, diacritics or punctuation
    change; a changed word changes them.
    """
    copies = [copy for passage in passages for copy in (passage.first, passage.second)]
    digests = [b""] * len(copies)
    order = sorted(range(len(copies)), key=lambda i: id(copies[i].document))
    for _, group in groupby(order, key=lambda i: id(copies[i].document)):
        numbers = list(group)
        document = copies[numbers[0]].document
        # What has markup is read once for all its copies; a plain text may be large, and its copies are as they stand.
        words = read_words([document]) if document.blocks else None
        for i in numbers:
            place = copies[i].words
            digests[i] = _digest(words.keys[place.start : place.end]) if words else _text_digest(copies[i].text)
    pairs = zip(digests[::2], digests[1::2], strict=True)
    return [hashlib.blake2b(first + second, digest_size=8).hexdigest() for first, second in pairs]


def row_fingerprint(*texts: str) -> str:
    """Return 16 hexadecimal digits told by the words of some texts, in order."""
    digest = hashlib.blake2b(digest_size=8)
    for text in texts:
        digest.update(_text_digest(text))
    return digest.hexdigest()


def read_accepted(path: str | Path) -> dict[str, str]:
    """Return the reason of each accepted fingerprint.

    A line holds a fingerprint and, after a space, why it is accepted; blank lines and lines that begin with ``#`` are
    left out. Raises InputError with the line that holds anything else, or where there is no such file.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise unreadable(error, path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8: byte {error.start} cannot be decoded", path=str(path)) from None
    accepted: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if not match:
            hint = (
                "a line is the 16 hexadecimal digits of a fingerprint and a reason; --format ignore prints such lines"
            )
            raise InputError("no fingerprint", path=str(path), line=number, hint=hint)
        accepted[match[1]] = (match[2] or "").strip()
    return accepted


def _text_digest(text: str) -> bytes:
    return _digest(read_words([Document("", "", text, (), ())]).keys)


def _digest(keys: np.ndarray) -> bytes:
    return hashlib.blake2b(np.ascontiguousarray(keys, dtype="<u4").data, digest_size=16).digest()
