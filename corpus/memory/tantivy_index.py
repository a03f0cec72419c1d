"""The index of a memory beside its file: tantivy over the keys of the words (https://github.com/quickwit-oss/tantivy).

Fields: the keys of each side and, where marks were taken off, the bare ones; a hash of all keys of a side; the number
of the row, its languages and its place among all rows. It is stamped with the generation that the rows are about to
get, then written, then the rows are committed: after a crash in between the stamps differ, and it is made anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy

from songngu.corpus.errors import InputError
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.memory.fts_index import drop_tables
from songngu.corpus.memory.index import ROWS, SIDES, Indexed, KeyPhrase, WordQuery, hashed, keyed, stamp

_STAMP = "songngu-stamp"
_HEAP = 96_000_000
_CHUNK = 20_000


def _made_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for side in SIDES:
        for name in (side, f"bare_{side}"):
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
        builder.add_unsigned_field(f"same_{side}", stored=False, indexed=True)
    builder.add_text_field("langs", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("place", stored=False, fast=True)
    return builder.build()


_SCHEMA = _made_schema()


class TantivyIndex:
    """The engine, in a folder; see `WordIndex`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = folder / _STAMP
        self._index: tantivy.Index | None = None
        self._seen = ""
        self._writer: tantivy.IndexWriter | None = None

    def is_current(self, rows: sqlite3.Connection) -> bool:
        """Tell whether the index is there, and of this moment."""
        return self._told() == stamp(rows)

    def _told(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return self._stamp.read_text(encoding="utf-8")
        return ""

    def rebuild(self, rows: sqlite3.Connection) -> None:
        """Make the index anew; that of the other engine goes."""
        self.abandon()
        drop_tables(rows)
        self._index, self._seen = None, ""
        with self._explained():
            if self._folder.exists():
                shutil.rmtree(self._folder)
            self._folder.mkdir()
            self._index = tantivy.Index(_SCHEMA, path=str(self._folder))
        found = rows.execute(f"{ROWS} ORDER BY rows.id")
        while batch := found.fetchmany(_CHUNK):
            self.put(rows, batch)
        self._writing()

    def put(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Add rows."""
        rest = keyed(entries)
        while batch := list(islice(rest, _CHUNK)):
            with self._explained():
                writer = self._writing()
                for number, texts, place, langs in batch:
                    writer.add_document(_document(number, texts, place, langs))

    def drop(self, rows: sqlite3.Connection, entries: Iterable[Indexed]) -> None:
        """Take rows out."""
        rest = iter(entries)
        while numbers := [number for number, *_ in islice(rest, _CHUNK)]:
            with self._explained():
                # Deleting by a term takes no unsigned number.
                self._writing().delete_documents_by_query(tantivy.Query.term_set_query(_SCHEMA, "row", numbers))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._opened().writer(_HEAP, 1)
        return self._writer

    def _opened(self) -> tantivy.Index:
        if self._index is None:
            self._index = tantivy.Index.open(str(self._folder))
        return self._index

    def seal(self, rows: sqlite3.Connection) -> None:
        """Write what was changed, stamped beforehand: who is ended in between leaves no index that seems current."""
        with self._explained():
            with atomic_writer(self._stamp) as stream:
                stream.write(stamp(rows))
            if self._writer is not None:
                self._writer.commit()
                self._writer.wait_merging_threads()
                self._writer = None

    def abandon(self) -> None:
        """Forget what was changed."""
        if self._writer is not None:
            with suppress(ValueError):
                self._writer.rollback()
            self._writer = None

    def size(self, rows: sqlite3.Connection) -> int:
        """Return how many rows the index has."""
        return int(self._searcher(rows).num_docs)

    def _searcher(self, rows: sqlite3.Connection) -> tantivy.Searcher:
        index = self._opened()
        if self._seen != (now := stamp(rows)):
            index.reload()
            self._seen = now
        return index.searcher()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:
            hint = f"remove {self._folder}: it is made again from the memory"
            raise InputError(f"the index cannot be used: {error}", path=str(self._folder), hint=hint) from error

    def find(self, rows: sqlite3.Connection, query: WordQuery, most: int | None) -> tuple[int, list[int]]:
        """Return how many rows there are for a query, and the first of them by place."""
        with self._explained():
            searcher = self._searcher(rows)
            wanted = _wanted(query)
            limit = max(searcher.num_docs, 1) if most is None else max(most, 1)
            found: Any = searcher.search(wanted, limit, count=True, order_by_field="place", order=tantivy.Order.Asc)
            return int(found.count), _numbers(searcher, found)[:most]

    def same_words(self, rows: sqlite3.Connection, joined: str, side: int) -> list[int]:
        """Return the numbers of the rows with just these keys on a side."""
        with self._explained():
            searcher = self._searcher(rows)
            term = tantivy.Query.term_query(_SCHEMA, f"same_{SIDES[side]}", hashed(joined, side))
            return sorted(_numbers(searcher, searcher.search(term, max(searcher.num_docs, 1), count=False)))

    def count(self, rows: sqlite3.Connection, key: str, side: int) -> int:
        """Return in about how many rows a key is on a side: those taken out lately are counted."""
        with self._explained():
            return int(self._searcher(rows).doc_freq(SIDES[side], key))

    def likely(self, rows: sqlite3.Connection, weights: Sequence[tuple[KeyPhrase, float]], most: int) -> list[int]:
        """Return the rows of the greatest sums of weights."""
        if not weights:
            return []
        with self._explained():
            searcher = self._searcher(rows)
            parts = [
                (tantivy.Occur.Should, tantivy.Query.const_score_query(_of_phrase(phrase), weight))
                for phrase, weight in weights
            ]
            return _numbers(searcher, searcher.search(tantivy.Query.boolean_query(parts), most, count=False))


def _document(number: int, texts: tuple[str, str, str, str], place: int, langs: tuple[str, str]) -> tantivy.Document:
    source, target, bare_source, bare_target = texts
    made = tantivy.Document()
    made.add_unsigned("row", number)
    made.add_unsigned("place", place)
    made.add_text("langs", " ".join(langs))
    for side, (name, text, bare) in enumerate((("source", source, bare_source), ("target", target, bare_target))):
        made.add_text(name, text)
        made.add_unsigned(f"same_{name}", hashed(text, side))
        if bare:
            made.add_text(f"bare_{name}", bare)
    return made


def _numbers(searcher: tantivy.Searcher, found: tantivy.SearchResult) -> list[int]:
    numbers: list[Any] = searcher.fast_field_values("row", [address for _, address in found.hits]) if found.hits else []
    return numbers


def _of_phrase(phrase: KeyPhrase) -> tantivy.Query:
    column = SIDES[phrase.side]
    columns = (column, f"bare_{column}") if phrase.bare else (column,)
    each = [
        tantivy.Query.phrase_query(_SCHEMA, name, list(phrase.keys))
        if len(phrase.keys) > 1
        else tantivy.Query.term_query(_SCHEMA, name, phrase.keys[0], "basic")
        for name in columns
    ]
    return _any(each)


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(parts) == 1:
        return parts[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _all(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(parts) == 1:
        return parts[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _wanted(query: WordQuery) -> tantivy.Query:
    wanted = _any([_all([_of_phrase(phrase) for phrase in group]) for group in query.groups])
    if query.langs is None:
        return wanted
    return _all([wanted, tantivy.Query.term_query(_SCHEMA, "langs", " ".join(query.langs), "basic")])
