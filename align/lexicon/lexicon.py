"""Bilingual lexicons: translation probabilities in both directions, with the corpus statistics that weigh them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import repeat
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from songngu.align.text.tokens import tokens
from songngu.corpus.errors import InputError, UsageError, unreadable
from songngu.corpus.language.normalise import other_spellings
from songngu.corpus.language.tags import base_language

_VERSION = 1
_STEPS_PER_NAT = 40


def numbered(index: Mapping[str, int], words: Sequence[str]) -> NDArray[np.int64]:
    """Return the numbers of words, -1 for those that have none."""
    return np.fromiter(map(index.get, words, repeat(-1)), np.int64, len(words))


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The units of one language with what a corpus says of them.

    ``df`` counts the training sentences that hold a unit; ``ease`` is the mean over training sentences of the other
    language of the best probability with which the sentence explains the unit.
    """

    lang: str
    units: tuple[str, ...]
    df: NDArray[np.int32]
    ease: NDArray[np.float32]

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each unit, under every spelling of it that is not a unit of its own."""
        found = {unit: i for i, unit in enumerate(self.units)}
        if base_language(self.lang) == "vi":
            for unit, spelling in other_spellings(self.units):
                found.setdefault(spelling, found[unit])
        return found


@lru_cache(maxsize=8)  # both directions, and the statistics, ask for the words of the same two texts
def unit_numbers(vocabulary: Vocabulary, words: tuple[str, ...]) -> NDArray[np.int64]:
    """Return the numbers of words, -1 for those that the vocabulary does not have."""
    return numbered(vocabulary.index, words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Translation probabilities between the units of two languages, from ``sentences`` training pairs.

    ``forward[s, t]`` is p(t | s) of target token ``t`` given source unit ``s``, ``backward[t, s]`` is p(s | t) of
    source token ``s`` given target unit ``t``.
    """

    source: Vocabulary
    target: Vocabulary
    forward: sp.csr_array
    backward: sp.csr_array
    sentences: int

    def reversed(self) -> Lexicon:
        """Return the same lexicon with source and target exchanged."""
        return Lexicon(self.target, self.source, self.backward, self.forward, self.sentences)


def renderings(lexicon: Lexicon, word: str, most: int = 10) -> list[tuple[str, float]]:
    """Return the likeliest target units of ``word`` (its syllables if several) with their probabilities, best first."""
    number = lexicon.source.index.get("_".join(tokens(word, lexicon.source.lang)))
    if number is None:
        return []
    row = lexicon.forward[[number]]
    order = np.lexsort((row.indices, -row.data))[:most]
    return [(lexicon.target.units[row.indices[k]], float(row.data[k])) for k in order]


def read_pairs(paths: Iterable[Path], langs: tuple[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the texts of bitexts of any format, of ``langs`` if given, or the first two columns of TSV files.

    A table is a bitext where its first line names its columns. Rows that a person rejected are left out. Raises
    InputError, with the line, for what is no pair.
    """
    for path in paths:
        try:
            yield from _bitext_pairs(path, langs) if _is_bitext(path) else _columns(path)
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8 ({error.reason})", path=str(path)) from None
        except OSError as error:
            raise unreadable(error, path) from None


def _is_bitext(path: Path) -> bool:
    from songngu.corpus.formats import format_by_suffix
    from songngu.corpus.formats.compression import bare
    from songngu.corpus.formats.sides import called_sides

    if path.is_dir() or bare(path) != path:
        return True
    if format_by_suffix(path) not in (None, "tsv"):
        return True
    with path.open(encoding="utf-8-sig", newline="\n") as lines:
        return called_sides(lines.readline().rstrip("\r\n").split("\t")) is not None


def _bitext_pairs(path: Path, langs: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    from songngu.corpus.formats import scan_bitext
    from songngu.corpus.formats.reading import Reading

    for batch in scan_bitext(path, None, Reading(str(path), langs or (None, None))):
        rows = batch.filter(batch["status"].cast(str).ne_missing("rejected")).select("source", "target")
        yield from rows.fill_null("").rows()


def _columns(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\r\n").split("\t")
            if len(columns) < 2:
                raise InputError("no tab in the line", path=str(path), line=number, hint="source TAB target")
            yield columns[0], columns[1]


def save_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Write a lexicon: a compressed NumPy archive; probabilities are kept to 1/40 of a natural logarithm."""
    from songngu.corpus.files.output import atomic_writer

    arrays: dict[str, NDArray[np.generic]] = {"version": np.array(_VERSION), "sentences": np.array(lexicon.sentences)}
    for name, side in (("source", lexicon.source), ("target", lexicon.target)):
        arrays[f"{name}_lang"] = _packed([side.lang])
        arrays[f"{name}_units"] = _packed(side.units)
        arrays[f"{name}_df"] = side.df
        arrays[f"{name}_ease"] = _quantised(side.ease)
    for name, table in (("forward", lexicon.forward), ("backward", lexicon.backward)):
        gaps = np.diff(table.indices, prepend=0)
        gaps[table.indptr[:-1][np.diff(table.indptr) > 0]] = table.indices[table.indptr[:-1][np.diff(table.indptr) > 0]]
        arrays[f"{name}_lengths"] = np.diff(table.indptr).astype(np.uint16)
        arrays[f"{name}_gaps"] = gaps.astype(np.uint16)
        arrays[f"{name}_probabilities"] = _quantised(table.data)
    with atomic_writer(path, binary=True) as stream:
        np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]


def load_lexicon(path: Path, langs: tuple[str, str] | None = None) -> Lexicon:
    """Read a lexicon written by ``save_lexicon``, turned to lead from the first of ``langs`` to the second if given.

    Raises InputError where the file is none, UsageError where it is for other languages.
    """
    lexicon = _read(path)
    known = base_language(lexicon.source.lang), base_language(lexicon.target.lang)
    wanted = (base_language(langs[0]), base_language(langs[1])) if langs else known
    if known == wanted[::-1]:
        return lexicon.reversed()
    if langs and known != wanted:
        raise UsageError(f"{path}: a lexicon for {'-'.join(known)}, not for {'-'.join(langs)}")
    return lexicon


def _read(path: Path) -> Lexicon:
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            if int(arrays["version"]) != _VERSION:
                raise InputError("a lexicon of another version", path=str(path), hint="train it again")
            return _restored({name: arrays[name] for name in arrays.files})
    except FileNotFoundError:
        raise UsageError(f"{path}: no such lexicon") from None
    except InputError:
        raise
    except Exception as error:  # NumPy lets through what its parts raise: of ZIP, zlib, its own headers
        reason = " ".join(str(error).split())
        raise InputError(f"not a lexicon ({reason})", path=str(path), hint="train it again") from None


def _restored(arrays: dict[str, NDArray[np.generic]]) -> Lexicon:
    sides = [
        Vocabulary(
            _unpacked(arrays[f"{name}_lang"])[0], _unpacked(arrays[f"{name}_units"]),
            arrays[f"{name}_df"].astype(np.int32), _probabilities(arrays[f"{name}_ease"]),
        )
        for name in ("source", "target")
    ]  # fmt: skip
    sizes = len(sides[0].units), len(sides[1].units)
    if any(not len(side.units) == len(side.df) == len(side.ease) for side in sides):
        raise ValueError("its words are damaged")
    tables = _table(arrays, "forward", sizes), _table(arrays, "backward", sizes[::-1])
    return Lexicon(sides[0], sides[1], *tables, int(arrays["sentences"]))


def _table(arrays: dict[str, NDArray[np.generic]], name: str, shape: tuple[int, int]) -> sp.csr_array:
    pointers = np.concatenate(([0], np.cumsum(arrays[f"{name}_lengths"], dtype=np.int64)))
    gaps = np.concatenate(([0], np.cumsum(arrays[f"{name}_gaps"], dtype=np.int64)))
    data = _probabilities(arrays[f"{name}_probabilities"])
    if len(pointers) != shape[0] + 1 or not pointers[-1] == len(gaps) - 1 == len(data):
        raise ValueError(f"the table {name} is damaged")
    before = np.repeat(gaps[pointers[:-1]], np.diff(pointers))
    columns = (gaps[1:] - before).astype(np.int32)
    if columns.size and not 0 <= columns.min() <= columns.max() < shape[1]:
        raise ValueError(f"the table {name} is damaged")
    return sp.csr_array((data, columns, pointers.astype(np.int32)), shape=shape)


def _quantised(probabilities: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Code probabilities as 1/40 steps of -log p, 255 for those under exp(-6.35)."""
    steps = np.rint(-np.log(np.maximum(probabilities, 1e-9)) * _STEPS_PER_NAT)
    return np.asarray(np.minimum(steps, 255), np.uint8)


def _probabilities(codes: NDArray[np.generic]) -> NDArray[np.float32]:
    table = np.exp(-np.arange(256) / _STEPS_PER_NAT).astype(np.float32)
    return table[codes.astype(np.uint8)]


def _packed(strings: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpacked(codes: NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(codes.tobytes().decode().split("\n"))


@cache
def shipped_lexicon(source_lang: str, target_lang: str) -> Lexicon | None:
    """Return the lexicon that comes with songngu for a pair of languages, in either direction, or None."""
    data = resources.files("songngu.align") / "data"
    source, target = base_language(source_lang), base_language(target_lang)
    for name, turned in ((f"{source}-{target}", False), (f"{target}-{source}", True)):
        resource = data / f"lexicon.{name}.npz"
        if resource.is_file():
            with resources.as_file(resource) as path:
                lexicon = load_lexicon(path)
            return lexicon.reversed() if turned else lexicon
    return None
