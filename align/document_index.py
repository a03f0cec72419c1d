"""Pairs of documents among very many, by what they hold: an inverted index of their rarest words, in stages of tasks.

Documents become keys by stretches; the rarest keys of each are written by partitions of keys; a partition gives the
pairs of documents that share a key which few have; each stretch of the source adds up the pairs of its documents, and
compares the most promising by the cosine of all their keys. One machine then takes the likeliest pairs first; those
that do not stand out for certain are aligned, and stand out less the less of them goes together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.content_keys import ContentKeys
from songngu.corpus.duplicates.stages import StageOutput, Stages, read_array, write_array
from songngu.corpus.errors import SongnguError

LEAST_DISTINCTION = 0.18
FIRM_DISTINCTION = 0.25
"""Pairs that stand out less are told: of these many are of documents that are only about the same."""

_PROMISING, _CERTAIN = 0.15, 0.5
_ALIGNED = 64
_SURE, _LENGTHS, _MOST_APART, _APART = 0.4, 0.4, 0.7, 0.5
_RAREST = 64
_MOST_SHARING = 1 << 16
_CANDIDATES = 12
_PIECE = 1 << 23
_ENTRY = np.dtype([("key", np.uint64), ("document", np.int64), ("weight", np.int64)])
_SHARED = np.dtype([("source", np.int64), ("target", np.int64), ("weight", np.int64)])
_LIKENESS = np.dtype([("source", np.int64), ("target", np.int64), ("likeness", np.float64)])

ReadText = Callable[[int, int], str]
"""Returns the text of the document of a number on a side; raises a SongnguError where it cannot be read."""

Covered = Callable[[int, int], float]
"""Returns what share of a source and a target goes together, of the side of which it is less."""


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """The numbers of two documents, the cosine of what they hold, and whether they may be no pair."""

    source: int
    target: int
    likeness: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """So many documents of two sides, how each is read, how it becomes keys, and how two of them are aligned."""

    counts: tuple[int, int]
    read: ReadText
    keys: ContentKeys
    covered: Covered


@dataclass(frozen=True, slots=True)
class PairedDocuments:
    """The pairs, in the order of their sources, and of documents that could not be read side, number and reason."""

    pairs: list[DocumentPair]
    unread: list[tuple[int, int, str]]

    def to_json(self) -> bytes:
        """Return what `from_json` reads."""
        return json.dumps([[astuple(pair) for pair in self.pairs], self.unread]).encode()

    @classmethod
    def from_json(cls, data: bytes) -> PairedDocuments:
        """Return the pairs that `to_json` wrote."""
        pairs, unread = json.loads(data)
        return cls([DocumentPair(*each) for each in pairs], [(side, number, why) for side, number, why in unread])


def pair_documents(documents: DocumentSet, stages: Stages) -> PairedDocuments:
    """Return pairs of documents, each in one at most; the same however the work is cut and whoever does it."""
    ranges = [stages.ranges(count) for count in documents.counts]
    tasks = [(side, low, high) for side, cut in enumerate(ranges) for low, high in cut]
    entries = stages.run("keys", partial(_keyed, documents, len(tasks)), tasks)
    lows = [[low for low, _ in cut] for cut in ranges]
    shared = stages.run("shared", partial(_sharing, entries, lows[0]), range(len(tasks)))
    work = partial(_likened, shared, entries[: len(lows[0])], (entries[len(lows[0]) :], lows[1]))
    found = [read_array(path) for path, _ in stages.run("likeness", work, list(enumerate(lows[0])))]
    unread = [tuple(each) for path, _ in entries for each in json.loads(_beside(path, "unread").read_bytes())]
    cuts = entries[: len(lows[0])], entries[len(lows[0]) :]
    sizes = [np.concatenate([read_array(_beside(path, "sizes")) for path, _ in cut]) for cut in cuts]
    promising = _one_to_one(np.concatenate(found), sizes)
    return PairedDocuments(list(_settled(promising, _shares(documents.covered, promising, stages))), unread)


def _one_to_one(found: NDArray[np.void], sizes: Sequence[NDArray[np.int64]]) -> list[tuple[DocumentPair, float]]:
    """Take the likeliest pair whose documents are both free, until there is none; return those that promise something.

    A pair stands out by its likeness less half that of the likest other that one of the two could have, and less .4 of
    how far the ratio of their ``sizes`` (letters) is from the usual one, in logarithms: by .15 at least, which is
    returned beside it. One of which a document is more like another is none.
    """
    of_source, of_target = (_two_best(found[side], found["likeness"]) for side in ("source", "target"))
    order = np.lexsort((found["target"], found["source"], -found["likeness"]))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs, ratios = [], []
    for source, target, likeness in found[order].tolist():
        if source in taken[0] or target in taken[1]:
            continue
        taken[0].add(source)
        taken[1].add(target)
        others = [tops[1] if tops[0] == likeness else tops[0] for tops in (of_source[source], of_target[target])]
        distinction = likeness - max(others) / 2
        if distinction >= _PROMISING and max(others) <= likeness:
            ratios.append(float(np.log((sizes[1][target] + 1) / (sizes[0][source] + 1))))
            pairs.append((DocumentPair(source, target, likeness), distinction))
    return sorted(_of_usual_sizes(pairs, ratios), key=lambda each: each[0].source)


def _of_usual_sizes(
    pairs: Sequence[tuple[DocumentPair, float]], ratios: Sequence[float]
) -> Iterator[tuple[DocumentPair, float]]:
    """Yield the pairs that stand out by more than their sizes are apart; ``ratios`` of the firm ones are the usual."""
    firm = [ratio for (_, distinction), ratio in zip(pairs, ratios, strict=True) if distinction >= _SURE]
    usual = float(np.median(firm or ratios or [0.0]))
    for (pair, distinction), ratio in zip(pairs, ratios, strict=True):
        left = round(distinction - _LENGTHS * min(abs(ratio - usual), _MOST_APART), 9)
        if left >= _PROMISING:
            yield pair, left


def _shares(
    covered: Covered, promising: Sequence[tuple[DocumentPair, float]], stages: Stages
) -> dict[tuple[int, int], float]:
    """Return what share goes together of the pairs that do not stand out for certain."""
    asked = [(pair.source, pair.target) for pair, distinction in promising if distinction < _CERTAIN]
    tasks = [asked[start : start + _ALIGNED] for start in range(0, len(asked), _ALIGNED)]
    outputs = stages.run("coverage", partial(_covered, covered), tasks)
    return dict(zip(asked, [share for path, _ in outputs for share in read_array(path).tolist()], strict=True))


def _covered(covered: Covered, path: Path, task: Sequence[tuple[int, int]]) -> Sequence[int]:
    write_array(path, np.array([round(covered(source, target), 6) for source, target in task], np.float64))
    return ()


def _settled(
    promising: Sequence[tuple[DocumentPair, float]], shares: Mapping[tuple[int, int], float]
) -> Iterator[DocumentPair]:
    """Yield the pairs that still stand out by .18, less half of the share of them that does not go together."""
    for pair, distinction in promising:
        left = round(distinction - _APART * (1 - shares.get((pair.source, pair.target), 1.0)), 9)
        if left >= LEAST_DISTINCTION:
            yield replace(pair, doubtful=left < FIRM_DISTINCTION)


def _two_best(owners: NDArray[np.int64], likeness: NDArray[np.float64]) -> dict[int, tuple[float, float]]:
    """Return the two highest likenesses of each document, 0 where there is no second."""
    best: dict[int, tuple[float, float]] = {}
    for owner, value in zip(owners.tolist(), likeness.tolist(), strict=True):
        first, second = best.get(owner, (0.0, 0.0))
        best[owner] = (max(first, value), max(second, min(first, value)))
    return best


def _keyed(documents: DocumentSet, partitions: int, path: Path, task: tuple[int, int, int]) -> Sequence[int]:
    """Write the keys of a stretch, where those of each document begin, and the rarest of each by partition.

    Returns where each partition begins.
    """
    side, low, high = task
    texts, unread = _texts(documents.read, side, range(low, high))
    _beside(path, "unread").write_text(json.dumps(unread), encoding="utf-8")
    write_array(_beside(path, "sizes"), np.array([len(text) for text in texts], np.int64))
    keys = documents.keys.of(texts, side)
    starts = np.searchsorted(keys["document"], np.arange(high - low + 1))
    write_array(_beside(path, "keys"), keys[["key", "weight"]])
    write_array(_beside(path, "starts"), starts)
    rare = keys[np.arange(len(keys)) - starts[keys["document"]] < _RAREST]
    numbers = rare["document"] + low
    entries = _table(_ENTRY, key=rare["key"], weight=rare["weight"], document=numbers if side == 0 else -1 - numbers)
    parts = (entries["key"] % np.uint64(partitions)).astype(np.int64)
    order = np.argsort(parts, kind="stable")
    write_array(path, entries[order])
    return np.searchsorted(parts[order], np.arange(partitions + 1)).tolist()  # type: ignore[no-any-return]


def _table(kind: np.dtype[np.void], **columns: NDArray[np.generic]) -> NDArray[np.void]:
    table = np.empty(len(next(iter(columns.values()))), kind)
    for name, values in columns.items():
        table[name] = values
    return table


def _texts(read: ReadText, side: int, numbers: range) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Return the texts of documents, empty ones for those that cannot be read, and why these cannot."""
    texts, unread = [], []
    for number in numbers:
        try:
            texts.append(read(side, number))
        except SongnguError as error:
            texts.append("")
            unread.append((side, number, str(error)))
    return texts, unread


def _sharing(entries: Sequence[StageOutput], lows: Sequence[int], path: Path, number: int) -> Sequence[int]:
    """Write the pairs that share a key of a partition, by stretch of the source; say where each stretch begins."""
    table = np.concatenate([read_array(each, edges[number], edges[number + 1]) for each, edges in entries])
    sides = [table[table["document"] >= 0], table[table["document"] < 0]]
    for side in sides:
        side.sort(order=["key", "document"])
    sides[1]["document"] = -1 - sides[1]["document"]
    found = _summed(np.concatenate([np.empty(0, _SHARED), *_pairs(*sides)]))
    write_array(path, found)
    return [*np.searchsorted(found["source"], lows).tolist(), len(found)]


def _pairs(sources: NDArray[np.void], targets: NDArray[np.void]) -> Iterator[NDArray[np.void]]:
    """Yield the pairs of a source and a target of the same key, but for keys that too many have, summed by pieces."""
    first = np.searchsorted(targets["key"], sources["key"])
    here = np.searchsorted(targets["key"], sources["key"], "right") - first
    same = np.searchsorted(sources["key"], sources["key"], "right") - np.searchsorted(sources["key"], sources["key"])
    here[here * same > _MOST_SHARING] = 0
    ends = np.cumsum(here)
    for low in range(0, int(ends[-1]) if len(ends) else 0, _PIECE):
        places = np.arange(low, min(low + _PIECE, int(ends[-1])))
        owner = np.searchsorted(ends, places, "right")
        other = first[owner] + places - (ends[owner] - here[owner])
        part = np.empty(len(places), _SHARED)
        part["source"], part["target"] = sources["document"][owner], targets["document"][other]
        part["weight"] = sources["weight"][owner] * targets["weight"][other]
        yield _summed(part)


def _summed(table: NDArray[np.void]) -> NDArray[np.void]:
    """Return each pair once, in order, with the sum of its weights."""
    table = table[np.lexsort((table["target"], table["source"]))]
    new = (table["source"][1:] != table["source"][:-1]) | (table["target"][1:] != table["target"][:-1])
    starts = np.flatnonzero(np.concatenate([[True], new])[: len(table)])
    once = table[starts]
    if len(once):
        once["weight"] = np.add.reduceat(table["weight"], starts)
    return once


def _likened(
    shared: Sequence[StageOutput],
    sources: Sequence[StageOutput],
    targets: tuple[Sequence[StageOutput], Sequence[int]],
    path: Path,
    task: tuple[int, int],
) -> Sequence[int]:
    """Write the likeness of the most promising pairs of a stretch of the source."""
    number, low = task
    table = _summed(np.concatenate([read_array(each, edges[number], edges[number + 1]) for each, edges in shared]))
    table = table[np.lexsort((table["target"], -table["weight"], table["source"]))]
    rank = np.arange(len(table)) - np.searchsorted(table["source"], table["source"])
    table = table[rank < _CANDIDATES]
    found = np.empty(len(table), _LIKENESS)
    found["source"], found["target"] = table["source"], table["target"]
    found["likeness"] = _cosines(
        _vectors([sources[number]], [low], table["source"]), _vectors(*targets, table["target"])
    )
    write_array(path, found)
    return ()


def _vectors(
    keyed: Sequence[StageOutput], lows: Sequence[int], wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.void], NDArray[np.int64]]:
    """Return where each wanted document is among those read, their keys, and where those of each begin."""
    documents, places = np.unique(wanted, return_inverse=True)
    parts, sizes = [np.empty(0, np.dtype([("key", np.uint64), ("weight", np.int64)]))], []
    stretch = np.searchsorted(lows, documents, "right") - 1
    for number in np.unique(stretch):
        starts = read_array(_beside(keyed[number].path, "starts"))
        keys = np.load(_beside(keyed[number].path, "keys"), mmap_mode="r", allow_pickle=False)
        for document in documents[stretch == number] - lows[number]:
            parts.append(np.array(keys[starts[document] : starts[document + 1]]))
            sizes.append(len(parts[-1]))
    return places, np.concatenate(parts), np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])


def _cosines(
    one: tuple[NDArray[np.int64], NDArray[np.void], NDArray[np.int64]],
    other: tuple[NDArray[np.int64], NDArray[np.void], NDArray[np.int64]],
) -> NDArray[np.float64]:
    """Return the cosine of each pair of vectors: sums of whole numbers, which are exact."""
    known, columns = np.unique(np.concatenate([one[1]["key"], other[1]["key"]]), return_inverse=True)
    cut = len(one[1])
    tables = [
        sp.csr_array((keys["weight"], at, starts), shape=(len(starts) - 1, max(1, len(known))))
        for (_, keys, starts), at in ((one, columns[:cut]), (other, columns[cut:]))
    ]
    norms = [np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel().astype(np.float64)) for table in tables]
    rows = [table[places] for table, (places, _, _) in zip(tables, (one, other), strict=True)]
    dots = np.asarray(rows[0].multiply(rows[1]).sum(axis=1)).ravel().astype(np.float64)
    return dots / np.maximum(norms[0][one[0]] * norms[1][other[0]], 1)  # type: ignore[no-any-return]


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}-{what}")
