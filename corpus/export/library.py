"""A library of test sets: bitexts, texts, documents, and pairs of texts of one sentence a line, each with a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from songngu.corpus.errors import InputError, UsageError, unreadable
from songngu.corpus.export.inputs import joined_rows, read_inputs
from songngu.corpus.export.leaks import HeldOut
from songngu.corpus.export.running_text import document_texts, wrapped_sentences
from songngu.corpus.formats import NO_ROWS, format_by_suffix, is_of_files, is_readable
from songngu.corpus.formats.compression import bare, is_archive, opened
from songngu.corpus.formats.moses import is_side
from songngu.corpus.formats.reading import Reading
from songngu.corpus.readers import DOCUMENTS, reader_named
from songngu.corpus.readers.encodings.wide import text_codec
from songngu.corpus.readers.kinds import FileKind, kind_of
from songngu.corpus.readers.notations import notation_of

_OTHERS = frozenset({".pdf", ".doc", ".rtf"})
"""Documents that are read where they are named: what reads them is not always there."""


@dataclass(frozen=True, slots=True)
class NamedTexts:
    """A test set by its name: one file, or the texts of one pair in a file for each language."""

    name: str
    paths: tuple[str, ...]


def test_sets(paths: Sequence[str]) -> list[NamedTexts]:
    """Return the test sets that paths stand for, each with its name: from a folder, by where it is in it.

    ``news.vi`` and ``news.en``, where both are there, are the one set ``news``. Raises UsageError for a folder without
    texts.
    """
    sets: dict[object, NamedTexts] = {}
    for path, name in _files(paths):
        pair = bare(path).with_suffix("") if _is_line_file(path) and is_side(path) else None
        if pair is None:
            sets[len(sets), path] = NamedTexts(name, (path,))
            continue
        held = sets.get(pair)
        # A side that is named alone is a text by itself, with the ending in its name.
        sets[pair] = NamedTexts(_stem(name), (*held.paths, path)) if held else NamedTexts(name, (path,))
    return list(sets.values())


def _stem(name: str) -> str:
    return bare(name).with_suffix("").as_posix()


def _files(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that paths stand for, each with its name."""
    for path in paths:
        if not Path(path).is_dir() or _is_bitext_of_files(path):
            yield path, Path(path).name
            continue
        inside = [file for file in _inside(path) if _is_text(file)]
        if not inside:
            raise UsageError(f"{path}: no texts in this folder")
        yield from ((file.as_posix(), file.relative_to(path).as_posix()) for file in inside)


def passed_over(paths: Sequence[str]) -> list[str]:
    """Return the files in folders that `test_sets` takes for no texts, by where they are; hidden ones are left out."""
    folders = [path for path in paths if Path(path).is_dir() and not _is_bitext_of_files(path)]
    return [file.relative_to(path).as_posix() for path in folders for file in _inside(path) if not _is_text(file)]


def _inside(folder: str) -> Iterator[Path]:
    """Yield the files in a folder, in the order of their names; hidden ones are left out."""
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _is_bitext_of_files(path: str) -> bool:
    known = format_by_suffix(path)
    return known is not None and is_of_files(known) and is_readable(known)


def _is_text(file: Path) -> bool:
    name = format_by_suffix(file)
    if name is not None and is_readable(name):
        return True
    return bare(file).suffix.lower() in DOCUMENTS - _OTHERS or (name is None and is_side(file))


def _is_line_file(path: str) -> bool:
    """Tell whether a file is a text or a document, by its name: a page may be written of a bitext, none is read."""
    name = format_by_suffix(path)
    if name is not None and not is_readable(name):
        return bare(path).suffix.lower() in DOCUMENTS
    return name is None and not is_archive(path)


@contextmanager
def read_test_set(asked: NamedTexts) -> Iterator[HeldOut]:
    """Give a test set: a bitext of any format, a document or a text; raise InputError for what is none.

    The rows of a text are its lines, those of a pair of texts beside each other, and its sentences that stand on
    several of them; those of a document are its paragraphs.
    """
    if all(map(_is_line_file, asked.paths)):
        names = ("source", "target", *asked.paths[2:])
        read = [_read(path) for path in asked.paths]
        sides = dict(zip(names, _beside_each_other(read), strict=False))
        texts = pl.LazyFrame(sides, schema=dict.fromkeys(sides, pl.Utf8))
        yield HeldOut(asked.name, texts, tuple(note for each in read for note in each.notes))
        return
    for path in asked.paths:
        if (name := format_by_suffix(path)) and not is_readable(name):
            _refuse_documents(path, _bytes(path))
    with read_inputs([Reading(path) for path in asked.paths]) as inputs:
        notes = [note for each in inputs for file in each.files for note in file.notes if note != NO_ROWS]
        yield HeldOut(asked.name, joined_rows(inputs).select("source", "target"), tuple(notes))


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """The ``lines`` of a text and what stands on ``several``, or the paragraphs of a document; what the reader says."""

    lines: list[str]
    several: list[str]
    notes: tuple[str, ...] = ()


def _beside_each_other(read: Sequence[ReadTexts]) -> Iterator[list[str | None]]:
    """Yield the lines of each text, as many of each, and after all of them what stands on several lines."""
    longest = max(len(each.lines) for each in read)
    more = sum(len(each.several) for each in read)
    place = longest
    for each in read:
        after = [None] * (longest + more - place - len(each.several))
        yield [*each.lines, *[None] * (place - len(each.lines)), *each.several, *after]
        place += len(each.several)


@contextmanager
def read_test_sets(paths: Sequence[str]) -> Iterator[tuple[list[HeldOut], list[str]]]:
    """Give the test sets that paths stand for, their names apart, and the files among them that hold no text.

    Raises InputError where one cannot be read, or none holds anything that could leak.
    """
    with ExitStack() as stack:
        held, empty = [], list[str]()
        for asked in test_sets(paths):
            one = stack.enter_context(read_test_set(asked))
            if holds_text(one.texts):
                held.append(one)
            else:
                empty += asked.paths
        if empty and not held:
            raise InputError("holds no text, so that nothing could be found to stand in it", path=empty[0])
        yield named_apart(held), empty


def _read(path: str) -> ReadTexts:
    """Return the lines of a text, or the paragraphs of a document; raise InputError where it cannot be read."""
    data = _bytes(path)
    _refuse_documents(path, data)
    if _is_document(path, data):
        return ReadTexts(*document_texts(path, data))
    codec, length = text_codec(data)
    try:
        raw = data[length:].decode(codec)
    except UnicodeDecodeError as error:
        told = f"cannot be read as lines of UTF-8 text: {error}"
        raise InputError(told, path=path, hint="save it as UTF-8") from error
    return ReadTexts(raw.splitlines(), list(wrapped_sentences(raw)))


def _is_document(path: str, data: bytes) -> bool:
    return reader_named(path) != "plain" or _kind(data) is not None


def _kind(data: bytes) -> FileKind | None:
    return kind_of(data) or notation_of(data)


def _bytes(path: str) -> bytes:
    try:
        with opened(path, (), Reading(path)) as stream:
            return stream.read()
    except OSError as error:
        raise unreadable(error, path) from error


def _refuse_documents(path: str, data: bytes) -> None:
    """Raise InputError for what neither is lines of text nor a document, by how it begins."""
    if (kind := _kind(data)) and not kind.reader:
        raise InputError(f"is {kind.title}, no lines of text", path=path, hint=kind.hint)


def holds_text(texts: pl.LazyFrame) -> bool:
    """Tell whether there is anything in columns of texts."""
    return not texts.filter(pl.any_horizontal(pl.all() != "")).head(1).collect().is_empty()


def named_apart(held: Sequence[HeldOut]) -> list[HeldOut]:
    """Return the test sets with a number after each name that stands before: ``test.tsv``, ``test.tsv (2)``."""
    counts = Counter[str]()
    apart = []
    for one in held:
        counts[one.name] += 1
        number = f" ({counts[one.name]})" if counts[one.name] > 1 else ""
        apart.append(replace(one, name=one.name + number))
    return apart
