"""The documents of a pair: each file read once, for its key and for what stands in it, and named from one folder."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.document import Block, Document, Sentence
from songngu.corpus.errors import InputError
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.readers.extraction import Wrap
from songngu.workspace.cache import Cache, CacheEntries, content_key
from songngu.workspace.configuration import Pair
from songngu.workspace.declared import declared
from songngu.workspace.kept import kept_bytes
from songngu.workspace.program import program

if TYPE_CHECKING:
    import polars as pl
    from pydantic import TypeAdapter

_FORMAT = "4"
_MOST_UP = 2


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is read: a sentence a line, in an encoding that is named, the main text of a page only,
    the lines of plain text as paragraphs or as parts of them.
    """

    pre_split: bool = False
    encoding: str | None = None
    main: bool = False
    wrap: Wrap = Wrap.AUTO

    def at(self, path: str | Path) -> ReadingOptions:
        """Return how the file at ``path`` is read: in the encoding that its workspace names, unless one is named."""
        return self if self.encoding else replace(self, encoding=declared(path).encoding)

    def read(self, path: str | Path, lang: str, data: bytes | None = None) -> Document:
        """Read a document, from its bytes where they are at hand. Raises as the readers do."""
        from songngu.corpus.readers import read_document, read_presplit

        if self.pre_split:
            return read_presplit(path, lang, encoding=self.encoding, data=data)
        return read_document(path, lang, encoding=self.encoding, main=self.main, wrap=self.wrap, data=data)


@dataclass(frozen=True)
class PairFiles:
    """A pair with the bytes of its files as read; ``langs`` of source and target, ``kept`` the bytes of its bitext.

    ``options`` are how each side is read, ``kept_format`` the format of the bitext where its name does not tell it.
    ``complete`` says that the kept bitext was written with all its rows: those it lacks were deleted by a person.
    """

    root: Path
    pair: Pair
    langs: tuple[str, str]
    data: tuple[bytes, bytes]
    kept: bytes | None = None
    options: tuple[ReadingOptions, ReadingOptions] = (ReadingOptions(), ReadingOptions())
    complete: bool = True
    kept_format: str | None = None

    @property
    def names(self) -> tuple[str, str]:
        """The names of both files, as rows and findings tell them."""
        return self.pair.source, self.pair.target

    @cached_property
    def key(self) -> str:
        """What the documents and a kept bitext of the pair are, by content."""
        return content_key((self.key_of_documents, str(self.complete), self.kept or b""))

    @cached_property
    def key_of_documents(self) -> str:
        """What the documents of the pair are, by their content and names and by how they are read."""
        marks = (_FORMAT, program(), repr(self.options), *self.names, *self.langs)
        return content_key((*marks, *self.data))

    def kept_bitext(self) -> pl.DataFrame | None:
        """Return the bitext of the pair as it is kept, None where there is none; raises InputError for a broken one."""
        if self.kept is None or self.pair.bitext is None:
            return None
        from songngu.corpus.formats import read_bitext
        from songngu.corpus.formats.reading import Reading

        path = self.root / self.pair.bitext
        return read_bitext(path, self.kept_format, Reading(self.pair.bitext, self.langs, whole=True))

    def read_as_asked(
        self, paths: tuple[str, str], asked: tuple[str | None, str | None], *, trust: bool
    ) -> tuple[Document, Document]:
        """Read both documents, named by ``paths``, in the languages ``asked`` for or else told from the texts.

        Raises as `read_in_their_languages` does.
        """
        from songngu.corpus.readers.pair_languages import likely_first, read_in_their_languages

        return read_in_their_languages(
            lambda side, lang: self.options[side].read(paths[side], lang, self.data[side]),
            asked,
            trust=trust,
            first=(likely_first(self.data[0]), likely_first(self.data[1])),
        )

    def read(self) -> tuple[Document, Document]:
        """Read both documents from the bytes at hand, named as the pair names them. Raises as the readers do."""
        sides = zip(self.options, self.names, self.langs, self.data, strict=True)
        source, target = (replace(options.read(name, lang, data), path=name) for options, name, lang, data in sides)
        return source, target


def read_pair_files(
    root: Path,
    pair: Pair,
    langs: tuple[str, str],
    options: ReadingOptions = ReadingOptions(),
    *,
    at: Sequence[str | Path] | None = None,
) -> PairFiles:
    """Read the bytes of a pair and of its bitext, where there is one.

    ``at`` is where its files are, where their names do not lead to them.

    Each file is read as its workspace says, but for what the ``options`` name.
    Raises UsageError for a file that is missing, InputError for one that cannot be read.
    """
    names = pair.source, pair.target
    places = [Path(place) if str(place) != "-" else "-" for place in at or [_place(root, name) for name in names]]
    source, target = (options.at(place) for place in places)
    data = [_bytes(place, name) for place, name in zip(places, names, strict=True)]
    kept = kept_bytes(root / pair.bitext) if pair.bitext else None
    return PairFiles(root, pair, langs, (data[0], data[1]), kept, (source, target))


def with_kept(files: PairFiles, path: Path, format: str) -> PairFiles:
    """Return the pair with the bitext at ``path``, in a format, as the one that is kept of it."""
    pair = replace(files.pair, bitext=str(path))
    return replace(files, pair=pair, kept=kept_bytes(path), kept_format=format)


def _place(root: Path, name: str) -> str | Path:
    path = root / name
    if name == "-":
        return name
    return path if path.is_file() or path.is_dir() else Path(os.path.normpath(path))


def _bytes(place: str | Path, name: str) -> bytes:
    """Return the bytes of a file; what is wrong with it names it as the pair does."""
    from songngu.corpus.readers.source import read_bytes

    try:
        return read_bytes(place)
    except InputError as error:
        raise InputError(str(error), path=name, hint=error.hint) from None


def named_from(paths: Sequence[str], workspace: Path | None, output: Path | None) -> tuple[Path, list[str]]:
    """Return the folder that the paths of a bitext start from, and the paths; the same from every working directory.

    Where a file is a copy of what an URL names, no folder leads to the paths: they are bucket and key.

    The folder is the root of the ``workspace`` that holds the files, else that of the ``output`` where it lies near
    enough that the paths tell nothing of the machine, else the one the files share.
    """
    files = [Path(path).resolve() for path in paths if not _is_stream(path)]
    if not files:
        return Path(), list(paths)
    if any(map(url_of, files)):
        return Path(), [_named_by_url(path) for path in paths]
    shared = Path(os.path.commonpath([file.parent for file in files]))
    root = shared
    if workspace and all(file.is_relative_to(workspace.resolve()) for file in files):
        root = workspace.resolve()
    elif output and is_near(output.resolve(), shared):
        root = output.resolve()
    names = (path if _is_stream(path) else os.path.relpath(Path(path).resolve(), root) for path in paths)
    return root, [Path(name).as_posix() for name in names]


def _named_by_url(path: str) -> str:
    """Return the bucket and key of a copy, and of a file of this machine beside it no more than its name."""
    url = url_of(Path(path).resolve()) if not _is_stream(path) else None
    return url.split("://", 1)[1] if url else path if _is_stream(path) else Path(path).name


def _is_stream(path: str) -> bool:
    """Tell whether a path is standard input or a pipe, whose name leads to no file."""
    return path == "-" or Path(path).is_fifo()


def is_near(start: Path, goal: Path) -> bool:
    """Tell whether a path from ``start`` to ``goal`` goes up so little that it tells nothing of the machine."""
    try:
        return Path(os.path.relpath(goal, start)).parts.count("..") <= _MOST_UP
    except ValueError:  # on another drive
        return False


class _Kept(Document):
    """A document whose text is at hand; what stands in it is restored when it is first asked for, which takes time."""

    _restored: Callable[[], Document]

    def __init__(self, path: str, lang: str, raw: str, restored: Callable[[], Document]) -> None:
        """Keep what is known, and how to restore the rest."""
        self.__dict__.update(path=path, lang=lang, raw=raw, _restored=restored)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self._restored().blocks

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the document."""
        return self._restored().sentences

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the reader had to say."""
        return self._restored().warnings


class LazyDocuments(Mapping[str, "Document"]):
    """Documents by path, each read when it is first asked for."""

    def __init__(self, readers: Mapping[str, Callable[[], Document]]) -> None:
        self._readers = readers
        self._read: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        if path not in self._read:
            self._read[path] = self._readers[path]()
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)


def keep_documents(kept: Cache | CacheEntries, files: PairFiles, documents: Sequence[Document]) -> None:
    """Put both documents of a pair into the cache, whole; the text of a file in UTF-8 is left out, as it is at hand.

    The first two bytes of the entry say of which it is.
    """
    plain = [each.raw == _plain(data) for each, data in zip(documents, files.data, strict=True)]
    source, target = (replace(each, raw="") if bare else each for each, bare in zip(documents, plain, strict=True))
    with suppress(ValueError):  # half a surrogate pair, which JSON in UTF-8 cannot hold
        kept.put("documents", files.key_of_documents, bytes(plain) + _both().dump_json((source, target)))
        kept.put("warnings", files.key_of_documents, _warnings_of(files, documents))


def kept_warnings(kept: Cache, files: PairFiles) -> list[str]:
    """Return what the readers had to say of both documents, with their names: from the cache, or else read again."""
    found = kept.get("warnings", files.key_of_documents)
    if found is None:
        found = _warnings_of(files, files.read())
        kept.put("warnings", files.key_of_documents, found)
    told: list[str] = json.loads(found)
    return told


def _warnings_of(files: PairFiles, documents: Sequence[Document]) -> bytes:
    told = [f"{name}: {each}" for name, one in zip(files.names, documents, strict=True) for each in one.warnings]
    return json.dumps(told).encode()


def kept_documents(kept: Cache | CacheEntries, files: PairFiles) -> dict[str, Callable[[], Document]]:
    """Return how to get at each document of a pair again: from the cache, or else from its bytes."""

    @cache
    def stored() -> bytes | None:
        return kept.get("documents", files.key_of_documents)

    @cache
    def both() -> tuple[Document, Document]:
        data = stored()
        return _both().validate_json(data[2:]) if data else files.read()

    def read(side: int) -> Document:
        data = stored()
        text = _plain(files.data[side]) if data and data[side] else None
        return both()[side] if text is None else _Kept(files.names[side], files.langs[side], text, lambda: both()[side])

    return {name: (lambda side=side: read(side)) for side, name in enumerate(files.names)}  # type: ignore[misc]


@cache
def _both() -> TypeAdapter[tuple[Document, Document]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Document, Document])


def _plain(data: bytes) -> str | None:
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
