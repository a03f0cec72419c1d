"""Document pairs as bitexts: aligned once, remembered by content; what a reader has reviewed is never aligned anew."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import songngu
from songngu.corpus.document import Document, MappedText, Markup, MarkupKind, Piece, Sentence, Span
from songngu.corpus.errors import UsageError
from songngu.workspace.cache import Cache, content_key
from songngu.workspace.configuration import Pair

if TYPE_CHECKING:
    import polars as pl

_FORMAT = "2"


@dataclass(frozen=True)
class PairFiles:
    """A pair with the bytes of its files as read; ``langs`` of source and target."""

    root: Path
    pair: Pair
    langs: tuple[str, str]
    data: tuple[bytes, bytes]
    kept: bytes | None = None
    pre_split: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """The names of both files, as findings tell them."""
        return self.pair.source, self.pair.target

    @cached_property
    def key(self) -> str:
        """What an alignment of the pair depends on."""
        marks = (_FORMAT, songngu.__version__, str(self.pre_split), *self.names, *self.langs)
        return content_key((*marks, *self.data, self.kept or b""))

    def load(self, cache: Cache | None = None) -> AlignedPair:
        """Return the bitext of the pair, from the cache where it holds it."""
        return aligned_pair(self, cache)


def read_pair_files(root: Path, pair: Pair, langs: tuple[str, str], *, pre_split: bool = False) -> PairFiles:
    """Read the bytes of a pair and of its bitext, where there is one; raises UsageError for a missing file."""
    data = []
    for name in (pair.source, pair.target):
        try:
            data.append((root / name).read_bytes())
        except OSError as error:
            raise UsageError(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    path = root / pair.bitext if pair.bitext else None
    kept = path.read_bytes() if path and path.is_file() else None
    return PairFiles(root, pair, langs, (data[0], data[1]), kept, pre_split)


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """The bitext of a pair, and how to get at its documents, which are read only where a finding asks for them."""

    bitext: pl.DataFrame
    read: Mapping[str, Callable[[], Document]]


class Documents(Mapping[str, Document]):
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


def aligned_pair(files: PairFiles, cache: Cache | None) -> AlignedPair:
    """Return the bitext of a pair from the cache or, aligned, into it."""
    stored = cache.get("bitexts", files.key) if cache else None
    bitext = _bitext(stored) if stored else None
    if cache and bitext is not None:
        return AlignedPair(bitext, _lazy(files, cache))
    documents = read_documents(files)
    bitext = align_pair(files, documents)
    if cache:
        stream = io.BytesIO()
        bitext.write_ipc(stream)
        cache.put("bitexts", files.key, stream.getvalue())
        cache.put("sentences", files.key, _stored(documents, files))
    return AlignedPair(bitext, {document.path: (lambda d=document: d) for document in documents})  # type: ignore[misc]


def _bitext(data: bytes) -> pl.DataFrame | None:
    import polars as pl

    from songngu.corpus.bitext import SCHEMA

    try:
        bitext = pl.read_ipc(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError):  # of another version of Polars
        return None
    return bitext if dict(bitext.schema) == SCHEMA else None


def read_documents(files: PairFiles) -> tuple[Document, Document]:
    """Read both documents of a pair, named as the pair names them."""
    from songngu.corpus.readers import read_document, read_presplit

    read = read_presplit if files.pre_split else read_document
    source, target = (
        replace(read(files.root / name, lang), path=name) for name, lang in zip(files.names, files.langs, strict=True)
    )
    return source, target


def align_pair(files: PairFiles, documents: tuple[Document, Document]) -> pl.DataFrame:
    """Align a pair; the reviewed rows of its bitext stay as they are, as long as the documents hold their sentences."""
    from songngu.align.alignment import align_documents
    from songngu.align.rows import to_bitext

    bitext = to_bitext(align_documents(*documents))
    if files.kept is None or files.pair.bitext is None:
        return bitext
    from songngu.corpus.formats import read_bitext
    from songngu.workspace.reviewed import with_reviewed

    return with_reviewed(bitext, read_bitext(files.root / files.pair.bitext), documents)


def _stored(documents: Sequence[Document], files: PairFiles) -> bytes:
    """Return the sentences of both documents as JSON; the text of the file too, where it is not simply decoded."""
    sides = []
    for document, data in zip(documents, files.data, strict=True):
        raw = None if _plain(data) == document.raw else document.raw
        sentences = [
            [
                s.text,
                s.block,
                [[p.text.start, p.text.end, p.raw.start, p.raw.end] for p in s.content.pieces],
                [[m.kind, m.value, m.at.start, m.at.end] for m in s.content.markup],
            ]
            for s in document.sentences
        ]
        sides.append([raw, sentences])
    return json.dumps(sides, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _plain(data: bytes) -> str | None:
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return None


def _lazy(files: PairFiles, cache: Cache) -> dict[str, Callable[[], Document]]:
    """Return how to read each document of a pair again, from the cache where it still can be."""
    both: list[tuple[Document, Document]] = []

    def read(side: int) -> Document:
        if not both:
            data = cache.get("sentences", files.key)
            both.append(_restored(files, json.loads(data)) if data else read_documents(files))
        return both[0][side]

    return {name: (lambda side=side: read(side)) for side, name in enumerate(files.names)}  # type: ignore[misc]


def _restored(files: PairFiles, sides: Sequence[Any]) -> tuple[Document, Document]:
    documents = []
    for name, lang, data, (raw, rows) in zip(files.names, files.langs, files.data, sides, strict=True):
        sentences = cast("tuple[Sentence, ...]", _Sentences(rows))
        documents.append(Document(name, lang, _plain(data) or "" if raw is None else raw, (), sentences))
    return documents[0], documents[1]


class _Sentences(Sequence[Sentence]):
    """The sentences of a document as stored; one is made when it is asked for, as few findings ask for few."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        text, block, pieces, markup = self._rows[index]
        made = tuple(Piece(Span(a, b), Span(c, d)) for a, b, c, d in pieces)
        marked = tuple(Markup(MarkupKind(kind), value, Span(a, b)) for kind, value, a, b in markup)
        return Sentence(index, block, MappedText(text, made, marked))
