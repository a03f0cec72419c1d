"""Readers of documents, one module a format: each turns a file into blocks; sentences are found here.

A format that is text has ``read_blocks(raw, extraction)``, any other ``read_archive(data, extraction)``, which also
returns the view of its text that spans point into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Sentence, Span
from songngu.corpus.errors import InputError
from songngu.corpus.files.registry import Registry
from songngu.corpus.readers.extraction import Extraction, Omission, Wrap

ReadBlocks = Callable[[str, Extraction], list[Block]]
ReadArchive = Callable[[bytes, Extraction], tuple[str, list[Block]]]

READERS = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".mkdn": "markdown", ".mdwn": "markdown", ".qmd": "markdown", ".rmd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".xht": "html", ".shtml": "html",
    ".srt": "subtitles", ".vtt": "subtitles",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt", ".epub": "epub",
    ".pdf": "pdf", ".pptx": "pptx", ".pptm": "pptx", ".ppsx": "pptx", ".odp": "odt", ".ods": "odt",
    ".fodt": "odt", ".fodp": "odt", ".fods": "odt",
}  # fmt: skip
"""File suffix to the module of this package that reads it; any other suffix is plain text."""

_TEXT = ("", ".txt", ".text")
# White space, and the characters that only say where a word may break or how it joins.
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")

ARCHIVES = frozenset({"docx", "odt", "epub", "libreoffice", "pdf", "pptx", "xlsx"})
"""The modules whose files are no text."""

OF_OTHERS: Registry[Any] = Registry(
    "reader", {}, "songngu.readers", lambda it: hasattr(it, "read_blocks") or hasattr(it, "read_archive")
)
"""The readers of other packages by the suffix they read, without its dot."""

DOCUMENTS = frozenset({*READERS, ".txt", ".doc", ".rtf"})
"""The suffixes of documents."""


def read_document(
    path: str | Path,
    lang: str,
    *,
    encoding: str | None = None,
    main: bool = False,
    wrap: Wrap | str = Wrap.AUTO,
    data: bytes | None = None,
) -> Document:
    """Read a file in the format its suffix names and split it into sentences; ``-`` is standard input, plain text.

    A file that is plainly of another format than its suffix says is read as what it is, with a warning; one that is
    compressed is expanded. ``encoding`` names that of the file (``tcvn3``, ``utf-16``); without it, it is told from the
    file. ``main`` keeps of a web page its main text only. ``wrap`` says whether lines of plain text are joined where
    they were wrapped (``auto``) or each kept as a paragraph (``keep``). ``data`` are the bytes of the file where they
    are read already: the file is then not opened, ``path`` only names it. A file without text gives a document without
    sentences. Raises UsageError where there is no such file or encoding, InputError where the file cannot be read as
    what it is.
    """
    return extract(path, Extraction(lang, encoding, main, Wrap(wrap)), data)


def document_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file to read, perhaps more than once; ``-`` is standard input. Raises as the readers do."""
    from songngu.corpus.readers.source import read_bytes

    with _named(path):
        return read_bytes(path)


def extract(path: str | Path, extraction: Extraction, data: bytes | None = None) -> Document:
    """Read a document as ``read_document`` does; what is left out of it is noted in ``extraction``."""
    from songngu.corpus.readers.ornaments import without_ornaments
    from songngu.corpus.readers.source import read_bytes

    with _named(path):
        name, content = _unpacked(str(path), read_bytes(path) if data is None else data)
        reader = _reader_of(name, content, extraction)
        is_archive = _reads_archive(reader)
        raw, blocks = (_read_archive if is_archive else _read_text)(reader, content, extraction)
        said = blocks if reader == "plain" else without_ornaments(blocks, extraction, None if is_archive else raw)
        document = segment_blocks(str(path), extraction.lang, raw, said)
    return replace(document, warnings=tuple(extraction.warnings)) if extraction.warnings else document


def reader_named(path: str | Path) -> str:
    """Return the reader that the suffix of a path names, ``plain`` where it names none."""
    from songngu.corpus.readers.packed import bare_name

    suffix = Path(bare_name(str(path))).suffix.lower()
    if suffix in READERS or suffix in _TEXT:
        return READERS.get(suffix, "plain")
    return suffix[1:] if suffix[1:] in OF_OTHERS else "plain"


def _module(reader: str) -> Any:
    """Return what reads: the module of this package, else what another package named."""
    ours = {*READERS.values(), *ARCHIVES, "plain"}
    return OF_OTHERS[reader] if reader not in ours and reader in OF_OTHERS else import_module(f"{__name__}.{reader}")


def _reads_archive(reader: str) -> bool:
    return reader in ARCHIVES or hasattr(_module(reader), "read_archive")


def _unpacked(path: str, data: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a document, expanded where it is compressed, twice at most."""
    from songngu.corpus.readers.kinds import ZIP, kind_of
    from songngu.corpus.readers.packed import unpack

    for _ in range(2):
        kind = kind_of(data)
        if kind is None or kind.reader != "packed" or (kind is ZIP and reader_named(path) in ARCHIVES):
            return path, data
        path, data = unpack(path, data, kind, DOCUMENTS)
    return path, data


def _reader_of(path: str, data: bytes, extraction: Extraction) -> str:
    """Return the reader of a file: what it plainly is, else what its suffix names."""
    from songngu.corpus.readers.kinds import ZIP, kind_of
    from songngu.corpus.readers.notations import markup_named, notation_of

    named, kind = reader_named(path), kind_of(data)
    if kind is None and named == "plain":
        kind = notation_of(data)
    if kind is None or (kind is ZIP and named in ARCHIVES):
        if named == "plain" and (markup := markup_named(Path(path).suffix.lower(), data)):
            extraction.warn(f"{markup}, read as plain text: its marks stay in the sentences")
        return named
    if not kind.reader or kind.reader == "packed":
        raise InputError(f"is {kind.title}", hint=kind.hint)
    is_named = named == kind.reader or f"({Path(path).suffix.lower()})" in kind.title
    if not is_named and kind.reader != "libreoffice" and path != "-":
        extraction.warn(f"is {kind.title}, whatever its name says, and read as such")
    return kind.reader


def segment_blocks(path: str, lang: str, raw: str, blocks: Iterable[Block]) -> Document:
    """Return the document of ``blocks`` with the sentences of each; those without a visible character are none."""
    from songngu.corpus.readers.segment import split_sentences

    kept = tuple(block for block in blocks if not _UNSEEN.fullmatch(block.content.text))
    contents = [
        (number, block.content.slice(span.start, span.end))
        for number, block in enumerate(kept)
        for span in split_sentences(block.content.text, lang)
        if not _UNSEEN.fullmatch(block.content.text, span.start, span.end)
    ]
    sentences = tuple(Sentence(index, number, content) for index, (number, content) in enumerate(contents))
    return Document(path, lang, raw, kept, sentences)


def read_presplit(path: str | Path, lang: str, *, encoding: str | None = None, data: bytes | None = None) -> Document:
    """Read a text file that has one sentence a line; blank lines part paragraphs.

    ``data`` are the bytes of the file where they are read already. Raises as ``read_document`` does.
    """
    from songngu.corpus.readers.plain import line_groups
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


def _read_text(name: str, data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a file and its blocks."""
    from songngu.corpus.readers.encodings.legacy import compose
    from songngu.corpus.readers.source import declared_encoding, decode

    declared = declared_encoding(data) if name == "html" else None
    text = decode(data, extraction.lang, named=extraction.encoding, declared=declared)
    extraction.warnings.extend(text.warnings)
    read_blocks: ReadBlocks = _module(name).read_blocks
    view = text.view
    if view is None:
        return text.raw, read_blocks(text.raw, extraction)
    blocks = [replace(block, content=compose(block.content, view)) for block in read_blocks(view.text, extraction)]
    extraction.omissions[:] = [_in_file(omission, view) for omission in extraction.omissions]
    return text.raw, blocks


def _in_file(omission: Omission, view: MappedText) -> Omission:
    """Return an omission from the view of a text in a legacy encoding with its place in the file."""
    spans = view.raw_spans(omission.span.start, omission.span.end) if omission.span else ()
    return replace(omission, span=Span(spans[0].start, spans[-1].end)) if spans else omission


def _read_archive(name: str, data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a file that is no text, and its blocks; legacy codes are converted block by block."""
    from songngu.corpus.readers.encodings.legacy import convert
    from songngu.corpus.readers.source import legacy_codes

    read_archive: ReadArchive = _module(name).read_archive
    raw, blocks = read_archive(data, extraction)
    legacy, warnings = legacy_codes(raw, extraction.lang, extraction.encoding)
    extraction.warnings.extend(warnings)
    if legacy:
        blocks = [replace(block, content=convert(block.content, legacy)) for block in blocks]
    return raw, blocks


@contextmanager
def _named(path: str | Path) -> Iterator[None]:
    """Put the name of the file before what is wrong with it."""
    try:
        yield
    except InputError as error:
        raise InputError(str(error), path=str(path), hint=error.hint) from None
