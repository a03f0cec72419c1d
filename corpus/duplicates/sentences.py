"""Repeated sentences: texts of a long list that stand again, exactly or nearly, found on disk within bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.candidates import Entries, Rows, Sketch, frequent, pairs, prefixes, signatures
from songngu.corpus.duplicates.columns import DiskColumn, Partitions
from songngu.corpus.duplicates.passage import SIMILARITY, PassageKind, check_similarity
from songngu.corpus.duplicates.row_numbers import check_rows, packed, unpacked
from songngu.corpus.duplicates.shingles import BATCH, Hashes, Shingles, shingle
from songngu.corpus.duplicates.words import Folder
from songngu.corpus.errors import UsageError
from songngu.corpus.files.scratch import scratch_folder

MEMORY = 512
LEAST_MEMORY = 64
"""Megabytes for the arrays of a search; the interpreter and its libraries come on top."""

KINDS = pl.Enum([str(kind) for kind in PassageKind])
SCHEMA = pl.Schema({"row": pl.Int64(), "repeats": pl.Int64(), "kind": KINDS, "similarity": pl.Float64()})
"""The table of repeated texts: a row, the earliest row it repeats (both from 0), and how alike they are."""

_MEGABYTE = 1_000_000
# Bytes a row of a block, an entry of a partition and a shingle under verification take at their peak, about.
_ROW, _ENTRY, _ELEMENT, _PAIR = 2400, 160, 60, 320
# Bytes of a sketch that tells rare shingles from others in some million texts: with less, none counts as rare.
_SKETCH = 64 * _MEGABYTE
_PAIRS = 1 << 16
_STRETCH = 1 << 18


def repeated_texts(
    batches: Iterable[Sequence[str]], *, similarity: float = SIMILARITY, memory: int = MEMORY, references: int = 0
) -> Iterator[pl.DataFrame]:
    """Yield the texts that stand again, in frames of ``SCHEMA``, rows ascending, each with the earliest one it repeats.

    Two texts are alike when the Jaccard similarity of their sets of three-word runs is at least ``similarity``; every
    pair told was verified so. Case, diacritics and punctuation do not count, and a text without words repeats nothing.
    With ``references``, only what repeats one of that many first texts is told. All but a few arrays of together about
    ``memory`` megabytes are kept in temporary files; time grows linearly with the texts. A text that shares each of its
    rare shingles with very many others is compared with a few of them only.

    Raises UsageError where an option is out of range.
    """
    check_similarity(similarity)
    check_memory(memory)
    with scratch_folder() as folder:
        search = Search(folder, similarity, memory=memory, references=references)
        search.read(batches)
        deque(search.links(), maxlen=0)
        yield from search.told()


def check_memory(megabytes: int) -> None:
    """Raise UsageError where a search has too little memory."""
    if megabytes < LEAST_MEMORY:
        raise UsageError(f"{megabytes} MB of memory are too few", hint=f"use at least {LEAST_MEMORY}")


def repeats_frame(texts: Sequence[str], *, similarity: float = SIMILARITY, references: int = 0) -> pl.DataFrame:
    """Return the texts that stand again as one frame; see `repeated_texts`."""
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return pl.concat([SCHEMA.to_frame(), *repeated_texts(batches, similarity=similarity, references=references)])


def raw_hashes(texts: Sequence[str]) -> Hashes:
    """Return a hash of the characters of each text."""
    return pl.Series(texts, dtype=pl.Utf8).hash(0).to_numpy()


class Search:
    """The columns of one search, in a folder that outlives it: what each text holds, and which one it repeats."""

    def __init__(self, folder: Path, similarity: float, *, memory: int = MEMORY, references: int = 0) -> None:
        self._folder = folder
        self._similarity = similarity
        self._memory = memory * _MEGABYTE
        self._references = references
        self._keys = DiskColumn(folder / "keys", np.uint64)
        self._raws = DiskColumn(folder / "raws", np.uint64)
        self._sizes = DiskColumn(folder / "sizes", np.int32)
        self._starts = DiskColumn(folder / "starts", np.int64)
        self._values = DiskColumn(folder / "values", np.uint64)
        self._canonical = DiskColumn(folder / "canonical", np.int64)
        self._nearest = DiskColumn(folder / "nearest", np.int64)
        self._alike = DiskColumn(folder / "alike", np.float32)
        self._crowds: list[Rows] = []
        self._block = BATCH * max(1, self._memory // (BATCH * _ROW))

    def read(self, batches: Iterable[Sequence[str]]) -> None:
        """Shingle the texts."""
        folder = Folder()
        for batch in batches:
            for start in range(0, len(batch), BATCH):
                texts = batch[start : start + BATCH]
                self.take(shingle(texts, folder), raw_hashes(texts))

    def take(self, found: Shingles, raws: Hashes) -> None:
        """Add texts that are shingled already; ``raws`` are hashes of their characters."""
        places = len(self._values) + np.cumsum(found.sizes) - found.sizes
        self._keys.append(found.keys)
        self._raws.append(raws)
        self._sizes.append(found.sizes)
        self._starts.append(places)
        self._values.append(found.values)

    def links(self) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
        """Find what is alike among the texts read; yield the pairs of rows verified, the earlier first, and how alike.

        Only the first of the texts that have the same words stands in pairs; see `equals`.
        """
        self.group()
        for block, candidates in enumerate(self._candidates()):
            yield from self._verify(block, *candidates)

    def __len__(self) -> int:
        """Return how many texts were read."""
        return len(self._keys)

    def known(self) -> Iterator[tuple[int, Rows, NDArray[np.int32]]]:
        """Yield what is known of stretches of rows once links are found: the first, equals and sizes.

        Those are for each row the first with the same words, itself where it has none, and how many different shingles
        it has: 0 without words, else the words less two or more.
        """
        for start, canonical in self._canonical.blocks(_STRETCH):
            yield start, canonical, self._sizes.read(start, start + len(canonical))

    def crowded(self) -> NDArray[np.bool_]:
        """Tell for each row, once links are found, whether it was compared with a few only of those it may be like."""
        marked = np.zeros(len(self), np.bool_)
        for rows in self._crowds:
            marked[rows] = True
        for start, canonical, _ in self.known():
            marked[start : start + len(canonical)] = marked[canonical]
        return marked

    def same(self, one: Rows, other: Rows) -> NDArray[np.bool_]:
        """Tell for pairs of rows whether they are equal character by character."""
        return np.asarray(self._raws.at(one) == self._raws.at(other))

    def alike(self, one: Rows, other: Rows) -> NDArray[np.float64]:
        """Return the similarity of the pairs of rows, of which one at least has words."""
        step = self._step
        parts = [self._jaccard(one[low : low + step], other[low : low + step]) for low in range(0, len(one), step)]
        return np.concatenate(parts or [np.empty(0)])

    @property
    def similarity(self) -> float:
        """How alike two texts are to be linked."""
        return self._similarity

    @property
    def references(self) -> int:
        """How many of the first texts are those that the others are compared with; 0 where each is with each."""
        return self._references

    def sketch(self) -> Sketch:
        """Return an empty sketch of the size that the memory of the search allows, or of one that is of use."""
        return Sketch(max(self._memory // 4, _SKETCH))

    def entries(self, start: int, end: int, sketch: Sketch) -> Iterator[Entries]:
        """Yield the prefixes of the texts that are the first of their like, of the rows from ``start`` to ``end``."""
        for rows, sizes, values in self.distinct(start, end):
            shingles, texts = prefixes(sizes, values, sketch, self._similarity)
            columns = (signatures(sizes, values)[texts], sizes[texts].astype(np.int32))
            yield Entries(shingles, rows[texts], *columns)

    def compared(self, first: Rows, second: Rows) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
        """Yield those of the pairs of rows that are alike, some at a time, and how alike they are."""
        step = self._step
        for low in range(0, len(first), step):
            one, other = first[low : low + step], second[low : low + step]
            values = self._jaccard(one, other)
            kept = values >= self._similarity
            yield one[kept], other[kept], values[kept]

    def group(self) -> None:
        """Find for each text the first of those with the same words: itself, where there is none before it.

        Raises UsageError where there are more texts than can be numbered.
        """
        check_rows(len(self._keys))
        count = max(1, -(-len(self._keys) * 40 // self._memory))
        links = Partitions(self._folder, "links", (np.int64, np.int64), self._blocks)
        for number in range(count):
            parts = []
            for start, keys in self._keys.blocks(self._block):
                mine = np.flatnonzero((keys >> np.uint64(1)) % np.uint64(count) == number)
                mine = mine[keys[mine] != 0]
                parts.append((keys[mine], mine + start))
            keys, rows = (np.concatenate([part[i] for part in parts] or [np.empty(0, np.int64)]) for i in range(2))
            order = np.argsort(keys, kind="stable")
            keys, rows = keys[order], rows[order]
            heads = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
            firsts = rows[np.maximum.accumulate(np.where(heads, np.arange(len(rows)), 0))]
            links.append(rows[~heads] // self._block, rows[~heads], firsts[~heads])
        for block, (rows, firsts) in enumerate(links):
            start = block * self._block
            canonical = np.arange(start, min(start + self._block, len(self._keys)))
            canonical[rows - start] = firsts
            self._canonical.append(canonical)

    def _candidates(self) -> Iterator[tuple[Rows, Rows]]:
        """Yield for each block of rows the pairs whose later row stands in it, sorted, none twice."""
        sketch = self.sketch()
        for _, _, values in self.distinct():
            sketch.add(values)
        count = max(1, -(-len(self._values) // 2 * _ENTRY // self._memory))
        entries = Partitions(self._folder, "entries", (np.uint64, np.int64, np.uint64, np.int32), count)
        for held in self.entries(0, len(self._keys), sketch):
            numbers = (held.shingles % np.uint64(count)).astype(np.int64)
            entries.append(numbers, held.shingles, held.rows, held.signatures, held.sizes)
        del sketch
        found = Partitions(self._folder, "pairs", (np.int64, np.int64), self._blocks)
        for part in entries:
            ordered = Entries(*part).sorted()
            self.crowd(np.unique(ordered.rows[frequent(ordered)]))
            for first, second in _some_at_a_time(pairs(ordered, self._similarity), self._memory // _PAIR):
                kept = first < second
                if self._references:
                    kept &= (first < self._references) & (second >= self._references)
                found.append(second[kept] // self._block, first[kept], second[kept])
        for first, second in found:
            yield unpacked(np.unique(packed(second, first)))

    def _verify(self, block: int, first: Rows, second: Rows) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
        """Yield the pairs that are alike; keep for each row of a block the earliest, and how alike it is."""
        start = block * self._block
        yield from self.settled(start, min(self._block, len(self._keys) - start), self.compared(first, second))

    def settled(
        self, start: int, length: int, links: Iterable[tuple[Rows, Rows, NDArray[np.float64]]]
    ) -> Iterator[tuple[Rows, Rows, NDArray[np.float64]]]:
        """Yield the links of the next rows, in order; keep for each row the earliest that is like it, and how alike."""
        nearest, alike = np.full(length, -1, np.int64), np.zeros(length, np.float32)
        for one, other, values in links:
            yield one, other, values
            # Pairs ascend by their later row, then by the earlier one: written backwards, the earliest stays.
            kept = np.flatnonzero(nearest[other - start] < 0)[::-1]
            nearest[other[kept] - start], alike[other[kept] - start] = one[kept], values[kept]
        self._nearest.append(nearest)
        self._alike.append(alike)

    def told(self) -> Iterator[pl.DataFrame]:
        """Yield what repeats: of each group of equal texts all but the first, and that one where it is near another."""
        for start, canonical in self._canonical.blocks(self._block):
            rows = np.arange(start, start + len(canonical))
            nearest, alike = self._nearest.read(start, start + len(rows)), self._alike.read(start, start + len(rows))
            equal = canonical < (self._references or len(self._keys))
            equal &= (canonical < rows) & (rows >= self._references)
            # What equals no reference may yet be near one, as the first of its like is.
            inherits = np.flatnonzero((canonical < rows) & ~equal & (rows >= self._references))
            single = np.ones(len(inherits), np.int64)
            nearest[inherits] = self._nearest.gather(canonical[inherits], single)
            alike[inherits] = self._alike.gather(canonical[inherits], single)
            repeats = np.where(equal, canonical, nearest)
            kept = np.flatnonzero(repeats >= 0)
            yield self._frame(rows[kept], repeats[kept], equal[kept], alike[kept])

    def _frame(self, rows: Rows, repeats: Rows, equal: np.ndarray, alike: np.ndarray) -> pl.DataFrame:
        single = np.ones(len(rows), np.int64)
        same = self._raws.gather(rows, single) == self._raws.gather(repeats, single)
        # Different words can have the same shingles (a b a b a, b a b a b): they are near, at similarity 1.
        kinds = np.where(equal, np.where(same, 0, 1), 2)
        return pl.DataFrame(
            {
                "row": rows,
                "repeats": repeats,
                "kind": pl.Series(np.array(KINDS.categories.to_list())[kinds], dtype=pl.Utf8),
                "similarity": np.where(equal, 1.0, alike.astype(np.float64).round(6)),
            },
            schema_overrides={"kind": KINDS},
        )

    @property
    def _blocks(self) -> int:
        return -(-len(self._keys) // self._block)

    @property
    def _step(self) -> int:
        """The pairs whose shingles are compared at a time."""
        widest = max((int(sizes.max()) for _, sizes in self._sizes.blocks(self._block)), default=0)
        return max(1, min(_PAIRS, self._memory // _ELEMENT // max(1, 2 * widest)))

    def crowd(self, rows: Rows) -> None:
        """Remember rows that were compared with some of their like only."""
        self._crowds.append(rows)

    def distinct(self, first: int = 0, end: int | None = None) -> Iterator[tuple[Rows, Rows, np.ndarray]]:
        """Yield rows, sizes and shingles of the texts that are the first of their like, in batches."""
        end = len(self._canonical) if end is None else end
        for start in range(first, end, BATCH):
            canonical = self._canonical.read(start, min(start + BATCH, end))
            rows = np.arange(start, start + len(canonical))
            sizes = self._sizes.read(start, start + len(rows)).astype(np.int64)
            begin = int(self._starts.read(start, start + 1)[0])
            values = self._values.read(begin, begin + int(sizes.sum()))
            heads = (canonical == rows) & (sizes > 0)
            if not heads.any():
                continue
            yield rows[heads], sizes[heads], values[np.repeat(heads, sizes)]

    def _jaccard(self, first: Rows, second: Rows) -> np.ndarray:
        """Return the sizes of the intersections by those of the unions, for pairs of rows."""
        sides = []
        for rows in (first, second):
            different, place = np.unique(rows, return_inverse=True)
            single = np.ones(len(different), np.int64)
            sizes = self._sizes.gather(different, single).astype(np.int64)
            values = self._values.gather(self._starts.gather(different, single), sizes)
            sides.append((sizes[place], _taken(values, sizes, place)))
        number = np.arange(len(first), dtype=np.uint64) << np.uint64(48)
        packed = np.concatenate([np.repeat(number, sizes) | values for sizes, values in sides])
        packed.sort()
        equal = packed[1:][packed[1:] == packed[:-1]] >> np.uint64(48)
        shared = np.bincount(equal.astype(np.int64), minlength=len(first))
        return np.asarray(shared / (sides[0][0] + sides[1][0] - shared))


def _some_at_a_time(parts: Iterable[tuple[Rows, Rows]], least: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield pairs of rows in fewer parts, of so many pairs at least but the last."""
    held: list[tuple[Rows, Rows]] = []
    for part in parts:
        held.append(part)
        if sum(len(first) for first, _ in held) >= least:
            yield _one_part(held)
            held = []
    if held:
        yield _one_part(held)


def _one_part(parts: Sequence[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    first, second = (np.concatenate(column) for column in zip(*parts, strict=True))
    return first, second


def _taken(values: np.ndarray, sizes: Rows, order: Rows) -> np.ndarray:
    """Return the stretches of ``values``, of the given sizes, in another order."""
    starts = np.cumsum(sizes) - sizes
    lengths = sizes[order]
    places = np.repeat(starts[order] - (np.cumsum(lengths) - lengths), lengths) + np.arange(int(lengths.sum()))
    return np.asarray(values[places])
