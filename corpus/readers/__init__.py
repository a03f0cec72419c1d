"""Readers of documents, one module a format: each turns a file into blocks; sentences are found here.

A format that is text has ``read_blocks(raw)``, one that is an archive ``read_archive(data, lang)``, which also returns
the view of its text that spans point into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Sentence, Span
from songngu.corpus.errors import InputError
from songngu.corpus.readers.plain import line_groups
from songngu.corpus.readers.segment import split_sentences

ReadBlocks = Callable[[str], list[Block]]
ReadArchive = Callable[[bytes, str], tuple[str, list[Block]]]

READERS = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".srt": "subtitles", ".vtt": "subtitles",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt", ".epub": "epub",
}  # fmt: skip
"""File suffix to the module of this package that reads it; any other suffix is plain text."""

ARCHIVES = frozenset({"docx", "odt", "epub"})
"""The modules whose files are archives."""


def read_document(
    path: str | Path, lang: str, *, encoding: str | None = None, main: bool = False, data: bytes | None = None
) -> Document:
    """Read a file in the format its suffix names and split it into sentences; ``-`` is standard input, plain text.

    ``encoding`` names that of the file (``tcvn3``, ``utf-16``); without it, it is told from the file. ``main`` keeps of
    a web page its main text only. ``data`` are the bytes of the file where they are read already: the file is then not
    opened, ``path`` only names it. A file without text gives a document without sentences. Raises UsageError where
    there is no such file or encoding, InputError where the file cannot be read as what its suffix says.
    """
    from songngu.corpus.readers.source import read_bytes

    name = READERS.get(Path(path).suffix.lower(), "plain")
    with _named(path):
        data = read_bytes(path) if data is None else data
        if name in ARCHIVES:
            raw, blocks, warnings = _read_archive(name, data, lang, encoding)
        else:
            raw, blocks, warnings = _read_text(name, data, lang, encoding, main=main)
        document = segment_blocks(str(path), lang, raw, blocks)
    return replace(document, warnings=warnings) if warnings else document


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


def read_presplit(path: str | Path, lang: str, *, encoding: str | None = None, data: bytes | None = None) -> Document:
    """Read a text file that has one sentence a line; blank lines part paragraphs.

    ``data`` are the bytes of the file where they are read already. Raises as ``read_document`` does.
    """
    from songngu.corpus.readers.source import decode, read_bytes

    with _named(path):
        text = decode(read_bytes(path) if data is None else data, lang, named=encoding)
    raw, view = text.raw, text.view
    blocks: list[Block] = []
    sentences: list[Sentence] = []

    def shown(start: int, end: int) -> MappedText:
        return view.slice(start, end) if view else MappedText.verbatim(raw, Span(start, end))

    for lines in line_groups(view.text if view else raw):
        for line in lines:
            sentences.append(Sentence(len(sentences), len(blocks), shown(line.start, line.end)))
        blocks.append(Block(BlockKind.PARAGRAPH, shown(lines[0].start, lines[-1].end)))
    return Document(str(path), lang, raw, tuple(blocks), tuple(sentences), text.warnings)


def _read_text(
    name: str, data: bytes, lang: str, encoding: str | None, *, main: bool
) -> tuple[str, list[Block], tuple[str, ...]]:
    """Return the text of a file, its blocks and what to warn about."""
    from songngu.corpus.readers.encodings.legacy import compose
    from songngu.corpus.readers.source import declared_encoding, decode

    text = decode(data, lang, named=encoding, declared=declared_encoding(data) if name == "html" else None)
    module = import_module(f"{__name__}.{name}")
    read_blocks: ReadBlocks = module.read_main if main and name == "html" else module.read_blocks
    view = text.view
    if view is None:
        return text.raw, read_blocks(text.raw), text.warnings
    blocks = [replace(block, content=compose(block.content, view)) for block in read_blocks(view.text)]
    return text.raw, blocks, text.warnings


def _read_archive(name: str, data: bytes, lang: str, encoding: str | None) -> tuple[str, list[Block], tuple[str, ...]]:
    """Return the text of an archive, its blocks and what to warn about; legacy codes are converted block by block."""
    from songngu.corpus.readers.encodings.legacy import convert
    from songngu.corpus.readers.source import legacy_codes

    read_archive: ReadArchive = import_module(f"{__name__}.{name}").read_archive
    raw, blocks = read_archive(data, lang)
    legacy, warnings = legacy_codes(raw, lang, encoding)
    if legacy:
        blocks = [replace(block, content=convert(block.content, legacy)) for block in blocks]
    return raw, blocks, warnings


@contextmanager
def _named(path: str | Path) -> Iterator[None]:
    """Put the name of the file before what is wrong with it."""
    try:
        yield
    except InputError as error:
        raise InputError(str(error), path=str(path), hint=error.hint) from None
