"""Held texts: what a search for leaks looks for, on disk; the index of some of it is in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.columns import DiskTexts
from songngu.corpus.duplicates.shingles import BATCH
from songngu.corpus.export.text_index import TextIndex

INDEXED = 1 << 18
"""Texts of one index. Of more there are several, for each of which a corpus is read: memory does not grow with them."""

IN_A_TASK = 1 << 16
"""Texts of a file that a task reads, which holds no more of them at a time."""


@dataclass(frozen=True, slots=True)
class HeldTexts:
    """Some of the texts that are held: their index, and their folded letters on disk, by the numbers it tells.

    ``lengths`` counts the letters of each.
    """

    index: TextIndex
    letters: DiskTexts
    lengths: NDArray[np.int32]
    first: int

    def lengths_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many folded letters texts have."""
        return self.lengths[numbers - self.first].astype(np.int64)

    def folded(self, numbers: NDArray[np.int64]) -> list[str]:
        """Return the folded letters of texts."""
        return self.letters.at(numbers - self.first)


def write_held(
    texts: pl.Series, sample: Callable[[], Iterable[Sequence[str]]], folder: Path, at_once: int = INDEXED
) -> tuple[tuple[Path, ...], ...]:
    """Write texts, of which no two have the same words, to files of so many in ``folder``; `read_held` reads one.

    Returns the files of each index. ``sample`` gives some texts of the corpus that is to be searched for them.
    """
    whole = []
    for first in range(0, len(texts), INDEXED):
        indexed = texts[first : first + INDEXED]
        index, files = TextIndex(indexed, sample(), first), list[Path]()
        for start in range(0, len(indexed), at_once):
            held = indexed[start : start + at_once]
            files.append(folder / f"{first + start:012}")
            letters, lengths = DiskTexts(files[-1]), np.empty(0, np.int32)
            for low in range(0, len(held), BATCH):
                folded = letters_of(held[low : low + BATCH])
                letters.append(folded.to_list())
                lengths = np.append(lengths, folded.str.len_chars().cast(pl.Int32).to_numpy())
            arrays: dict[str, Any] = index.arrays(start, start + len(held))
            with files[-1].with_suffix(".npz").open("wb") as stream:
                np.savez(stream, ends=letters.ends, lengths=lengths, **arrays)
        whole.append(tuple(files))
    return tuple(whole)


def read_held(file: Path) -> HeldTexts:
    """Return the texts of a file of `write_held`."""
    with np.load(file.with_suffix(".npz"), allow_pickle=False) as arrays:
        index = TextIndex.of_arrays(arrays)
        return HeldTexts(index, DiskTexts(file, arrays["ends"]), arrays["lengths"], int(file.name))


@lru_cache(maxsize=1)
def _read_last(file: Path, stamp: int) -> HeldTexts:
    return read_held(file)


def read_held_once(file: Path) -> HeldTexts:
    """Return the texts of a file, which are read once for all tasks of a process as long as they need no other."""
    return _read_last(file, file.with_suffix(".npz").stat().st_mtime_ns)


def forget_held() -> None:
    """Let go of the texts that were read last."""
    _read_last.cache_clear()


def letters_of(texts: pl.Series) -> pl.Series:
    """Return the letters of texts: no case, diacritics, punctuation or spacing, as words have it."""
    loose = pl.col("text").str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    folded = loose.str.replace_all("đ", "d").str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
    return texts.alias("text").to_frame().select(folded).to_series()
