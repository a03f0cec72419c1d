"""A library of test sets: bitexts, texts of one sentence a line, and pairs of those, each a set with a name."""

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
from songngu.corpus.formats import format_by_suffix, is_of_files, is_readable
from songngu.corpus.formats.compression import bare, is_archive, opened
from songngu.corpus.formats.moses import is_side
from songngu.corpus.formats.reading import Reading
from songngu.corpus.readers.encodings.wide import text_codec
from songngu.corpus.readers.kinds import kind_of
from songngu.corpus.readers.notations import notation_of

_TEXT = ".txt"
_HINT = "`songngu segment FILE > sentences.txt` writes the sentences of a document, one a line"


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
        inside = [file for file in sorted(Path(path).rglob("*")) if file.is_file() and _is_text(file)]
        if not inside:
            raise UsageError(f"{path}: no texts in this folder")
        yield from ((file.as_posix(), file.relative_to(path).as_posix()) for file in inside)


def passed_over(paths: Sequence[str]) -> list[str]:
    """Return the files in folders that `test_sets` takes for no texts, by where they are; hidden ones are left out."""
    folders = [path for path in paths if Path(path).is_dir() and not _is_bitext_of_files(path)]
    inside = [(file, file.relative_to(path)) for path in folders for file in sorted(Path(path).rglob("*"))]
    return [
        name.as_posix()
        for file, name in inside
        if file.is_file() and not _is_text(file) and not any(part.startswith(".") for part in name.parts)
    ]


def _is_bitext_of_files(path: str) -> bool:
    known = format_by_suffix(path)
    return known is not None and is_of_files(known) and is_readable(known)


def _is_text(file: Path) -> bool:
    name = format_by_suffix(file)
    return bare(file).suffix.lower() == _TEXT or is_side(file) or (name is not None and is_readable(name))


def _is_line_file(path: str) -> bool:
    return format_by_suffix(path) is None and not is_archive(path)


@contextmanager
def read_test_set(asked: NamedTexts) -> Iterator[HeldOut]:
    """Give a test set: a bitext of any format, or texts of one sentence a line; raise InputError for what is none."""
    if all(map(_is_line_file, asked.paths)):
        names = ("source", "target", *asked.paths[2:])
        sides = dict(zip(names, map(_lines, asked.paths), strict=False))
        longest = max(map(len, sides.values()))
        columns = {name: [*lines, *[None] * (longest - len(lines))] for name, lines in sides.items()}
        yield HeldOut(asked.name, pl.LazyFrame(columns, schema=dict.fromkeys(columns, pl.Utf8)))
        return
    for path in asked.paths:
        if (name := format_by_suffix(path)) and not is_readable(name):
            _refuse_documents(path, _bytes(path))
    with read_inputs([Reading(path) for path in asked.paths]) as inputs:
        yield HeldOut(asked.name, joined_rows(inputs).select("source", "target"))


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


def _lines(path: str) -> list[str]:
    data = _bytes(path)
    _refuse_documents(path, data)
    codec, length = text_codec(data)
    try:
        return data[length:].decode(codec).splitlines()
    except UnicodeDecodeError as error:
        told = f"cannot be read as lines of UTF-8 text: {error}"
        raise InputError(told, path=path, hint="save it as UTF-8") from error


def _bytes(path: str) -> bytes:
    try:
        with opened(path, (), Reading(path)) as stream:
            return stream.read()
    except OSError as error:
        raise unreadable(error, path) from error


def _refuse_documents(path: str, data: bytes) -> None:
    """Raise InputError for what is no lines of text by how it begins."""
    if kind := kind_of(data) or notation_of(data):
        raise InputError(f"is {kind.title}, no lines of text", path=path, hint=_HINT if kind.reader else kind.hint)


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
