"""Readers of documents, one module a format: each turns the text of a file into blocks; sentences are found here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Sentence, Span
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers.plain import line_groups
from songngu.corpus.segment import split_sentences

ReadBlocks = Callable[[str], list[Block]]

READERS = {".md": "markdown", ".markdown": "markdown", ".mdx": "markdown"}
"""File suffix to the module of this package whose ``read_blocks`` reads it; any other suffix is plain text."""

_BOM = b"\xef\xbb\xbf"


def read_document(path: str | Path, lang: str) -> Document:
    """Read a file in the format its suffix names and split it into sentences; ``-`` is standard input, plain text.

    A file without text gives a document without sentences. Raises UsageError where there is no such file, InputError
    where it cannot be read as UTF-8 text.
    """
    raw = _read_text(path)
    module = import_module(f"{__name__}.{READERS.get(Path(path).suffix.lower(), 'plain')}")
    read_blocks: ReadBlocks = module.read_blocks
    return segment_blocks(str(path), lang, raw, read_blocks(raw))


def segment_blocks(path: str, lang: str, raw: str, blocks: Iterable[Block]) -> Document:
    """Return the document of ``blocks`` with the sentences of each."""
    kept = tuple(block for block in blocks if not (not block.content.text or block.content.text.isspace()))
    contents = [
        (number, block.content.slice(span.start, span.end))
        for number, block in enumerate(kept)
        for span in split_sentences(block.content.text, lang)
    ]
    sentences = tuple(Sentence(index, number, content) for index, (number, content) in enumerate(contents))
    return Document(path, lang, raw, kept, sentences)


def read_presplit(path: str | Path, lang: str) -> Document:
    """Read a text file that has one sentence a line; blank lines part paragraphs. Raises as ``read_document`` does."""
    raw = _read_text(path)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for lines in line_groups(raw):
        for line in lines:
            sentences.append(Sentence(len(sentences), len(blocks), MappedText.verbatim(raw, line)))
        whole = Span(lines[0].start, lines[-1].end)
        blocks.append(Block(BlockKind.PARAGRAPH, MappedText.verbatim(raw, whole)))
    return Document(str(path), lang, raw, tuple(blocks), tuple(sentences))


def _read_text(path: str | Path) -> str:
    """Return the decoded file, without a byte order mark and with its line ends as they are."""
    data = _read_bytes(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("is UTF-16, not UTF-8 (byte 0)", path=str(path), hint="convert it to UTF-8")
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    zero = data.find(0)
    if zero >= 0:
        raise InputError(f"is not a text file: NUL at byte {zero}", path=str(path))
    try:
        return data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        place = skipped + error.start
        raise InputError(
            f"is not UTF-8: byte {place} (0x{data[place]:02x}) cannot be decoded",
            path=str(path),
            hint="convert it to UTF-8",
        ) from None


def _read_bytes(path: str | Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    file = Path(path)
    try:
        if file.is_dir():
            raise UsageError(f"{path}: is a folder, not a file")
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(f"cannot be read: {reason}", path=str(path)) from None
