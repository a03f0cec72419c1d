"""Which documents of two folders render each other: by their names, or by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from songngu.align.aligner import Aligner
from songngu.align.alignment import align_documents
from songngu.align.lexicon.layers import Layer
from songngu.align.lexicon.lexicon import Lexicon
from songngu.align.score.comparison import compare, explain
from songngu.align.text.tokenised import prepare
from songngu.corpus.document import Document
from songngu.corpus.errors import UsageError
from songngu.corpus.language.names import names_of_language

_LEAST_LIKENESS = 0.3
_FIRM_DISTINCTION, _FIRM_MARGIN = 0.28, 0.03


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of files, in order, the files left over, what is wrong with those that could not be read, the files passed
    over that hold no text, those of the pairs that may be none, and how like the two of each are by what they hold.
    """

    pairs: tuple[tuple[Path, Path], ...]
    unpaired: tuple[Path, ...]
    unread: tuple[str, ...] = ()
    passed_over: tuple[Path, ...] = ()
    doubtful: tuple[tuple[Path, Path], ...] = ()
    likeness: Mapping[tuple[Path, Path], float] = field(default_factory=dict)


def files_of(folder: Path, output: Path | None = None) -> list[Path]:
    """Return the files under a folder in order, but hidden ones and those of an ``output`` folder inside it.

    Raises UsageError where there are none.
    """
    inside = output.resolve() if output and folder.resolve() in output.resolve().parents else None
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not (inside and inside in path.resolve().parents)
        and path.is_file()
    ]
    if not found:
        raise UsageError(f"{folder}: no files in this folder")
    return found


def pair_by_name(source: Path, target: Path, langs: tuple[str, str], output: Path | None = None) -> Pairing:
    """Pair the files of two folders whose names are equal but for the language: ``x.vi.md``, ``vi/x``, ``x_vi.md``.

    Files in a folder ``output`` inside them are no documents. Raises UsageError where a folder has no files.
    """
    keys: tuple[dict[str, list[Path]], dict[str, list[Path]]] = ({}, {})
    assets: set[Path] = set()
    for side, folder, lang in ((0, source, langs[0]), (1, target, langs[1])):
        documents, others = parted(files_of(folder, output))
        assets.update(others)
        for path in documents:
            if not (source == target and _named(path.relative_to(folder), langs[1 - side])):
                keys[side].setdefault(shared_name(path.relative_to(folder), lang), []).append(path)
    shared = [key for key in keys[0] if len(keys[0][key]) == 1 and len(keys[1].get(key, ())) == 1]
    found = ((keys[0][key][0], keys[1][key][0]) for key in shared)
    pairs = tuple(pair for pair in found if pair[0] != pair[1])
    taken = {path for pair in pairs for path in pair}
    rest = sorted({path for side in keys for paths in side.values() for path in paths} - taken)
    return Pairing(pairs, tuple(rest), passed_over=tuple(sorted(assets)))


def parted(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the documents among some files, and the files that hold no text."""
    from songngu.corpus.readers import DOCUMENTS
    from songngu.corpus.readers.assets import holds_no_text

    sides: tuple[list[Path], list[Path]] = ([], [])
    for path in paths:
        sides[holds_no_text(path, DOCUMENTS)].append(path)
    return sides


def shared_name(path: Path, lang: str) -> str:
    """Return a file's name, composed as a Mac may not write it, without its suffix and what says its language."""
    called = names_of_language(lang)
    parts = [normalize("NFC", part) for part in path.with_suffix("").parts if part.lower() not in called]
    return re.sub(rf"(?i)(^|[._-])(?:{'|'.join(map(re.escape, called))})(?=[._-]|$)", "", "/".join(parts))


def _named(path: Path, lang: str) -> bool:
    return shared_name(path, lang) != normalize("NFC", path.with_suffix("").as_posix())


def pair_by_content(
    source: Sequence[Document], target: Sequence[Document], layers: Sequence[Layer], lexicon: Lexicon | None
) -> Pairing:
    """Pair documents one to one by the cosine of their words through the lexicon, the sum being the highest possible.

    A pair must reach a likeness of .3: renderings of each other lie above .4, other texts of one field reach .31. One
    that is hardly more like than the likest other that one of the two could have is doubtful: its likeness less half of
    that is below .28, or both are less than .03 apart.
    """
    sides = [prepare([_text(document) for document in documents], documents[0].lang) for documents in (source, target)]
    comparison = compare(sides[0], sides[1], explain(sides[0], sides[1], layers), lexicon)
    vectors = comparison.source_vectors, comparison.target_vectors
    likeness = np.asarray(comparison.dots / (vectors[0].norms[0][:, None] * vectors[1].norms[0][None]))
    rows, columns = linear_sum_assignment(-likeness)
    chosen = [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if likeness[i, j] >= _LEAST_LIKENESS]
    pairs = {(i, j): (Path(source[i].path), Path(target[j].path)) for i, j in chosen}
    return Pairing(
        tuple(pairs.values()),
        tuple(_left_over(source, {i for i, _ in chosen})) + tuple(_left_over(target, {j for _, j in chosen})),
        doubtful=tuple(pair for (i, j), pair in pairs.items() if _is_doubtful(likeness, i, j)),
        likeness={pair: round(float(likeness[place]), 6) for place, pair in pairs.items()},
    )


def _is_doubtful(likeness: NDArray[np.float64], i: int, j: int) -> bool:
    others = np.concatenate([np.delete(likeness[i], j), np.delete(likeness[:, j], i)])
    own, other = float(likeness[i, j]), float(others.max(initial=0.0))
    return own - other / 2 < _FIRM_DISTINCTION or own - other < _FIRM_MARGIN


def share_together(source: Document, target: Document, aligner: Aligner) -> float:
    """Return what share of the letters of two documents is in sentences that render each other, of the side where it is
    less; each bead counts by its probability.
    """
    beads = align_documents(source, target, aligner=aligner).beads
    shares = []
    for side, document in enumerate((source, target)):
        sizes = [len(sentence.text) for sentence in document.sentences]
        together = (
            bead.probability * sizes[number]
            for bead in beads
            if bead.source and bead.target
            for number in (bead.source, bead.target)[side]
        )
        shares.append(sum(together) / max(1, sum(sizes)))
    return min(shares)


def _text(document: Document) -> str:
    return " ".join(sentence.text for sentence in document.sentences)


def _left_over(documents: Sequence[Document], taken: set[int]) -> Iterator[Path]:
    return (Path(document.path) for k, document in enumerate(documents) if k not in taken)
