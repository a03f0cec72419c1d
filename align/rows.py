"""The rows of a bitext that an alignment makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from songngu.align.alignment import Alignment
from songngu.align.bead import Bead
from songngu.align.moves import Move
from songngu.corpus.language.names import names_of_language

if TYPE_CHECKING:
    import polars as pl


_SURE = 0.9
"""From this probability on a moved bead is right in 99 of 100 (measured on the odd half of the gold)."""


def to_bitext(alignment: Alignment, *, join_moved: bool = False) -> pl.DataFrame:
    """Return the alignment as a bitext; the document is named after both files, paths are as given,
    but for absolute ones, of which only the name is kept.

    With ``join_moved`` sentences of a moved block that surely go with each other are one row, where the source stands.
    """
    from songngu.corpus.bitext import MOVED, from_rows, moved_note, row_id

    alignment, joined = _joined(alignment) if join_moved else (alignment, frozenset[Bead]())
    source, target = alignment.source, alignment.target
    files = _name(source.path), _name(target.path)
    name = pair_name(files[0], source.lang)
    rows: list[dict[str, object]] = []
    for number, bead in enumerate(alignment.beads):
        left, right = [source.sentences[i] for i in bead.source], [target.sentences[j] for j in bead.target]
        spans = [s.span for s in left], [t.span for t in right]
        texts = " ".join(s.text for s in left), " ".join(t.text for t in right)
        rows.append({
            "id": row_id(*files, *spans, *texts), "document": name, "row": number,
            "source": texts[0], "target": texts[1], "source_lang": source.lang, "target_lang": target.lang,
            "source_file": files[0], "target_file": files[1],
            "source_spans": [{"start": s.start, "end": s.end} for s in spans[0]],
            "target_spans": [{"start": s.start, "end": s.end} for s in spans[1]],
            "source_ids": list(bead.source), "target_ids": list(bead.target),
            "probability": bead.probability, "status": "auto", "duplicate_of": None, "note": None,
        })  # fmt: skip
    for row, bead in zip(rows, alignment.beads, strict=True):
        if bead.repeats is not None:
            row["duplicate_of"] = rows[bead.repeats]["id"]
    for row, bead in zip(rows, alignment.beads, strict=True):
        if bead in joined:
            row["note"] = MOVED
    for number, others in _moved_rows(alignment):
        rows[number]["note"] = moved_note(others)
    return from_rows(rows)


def _joined(alignment: Alignment) -> tuple[Alignment, frozenset[Bead]]:
    """Return the alignment with the sure beads of its moves in their places, and these beads."""
    sure = {
        bead: probability
        for move in alignment.moves
        for bead, probability in zip(move.beads, move.probabilities, strict=True)
        if probability >= _SURE
    }
    of_source = {i: Bead(*pair, probability) for pair, probability in sure.items() for i in pair[0]}
    targets = {j for _, target in sure for j in target}
    beads: dict[Bead, None] = {}
    place: list[int] = []  # the number that each bead had, for those that are repeated
    kept: dict[int, int] = {}
    for number, bead in enumerate(alignment.beads):
        if not bead.source and bead.target and targets.issuperset(bead.target):
            continue
        moved = of_source.get(bead.source[0]) if bead.source and not bead.target else None
        if moved is None or moved not in beads:
            kept[number] = len(place)
            place.append(number)
            beads[moved or bead] = None
    repeats = (replace(b, repeats=kept.get(b.repeats)) if b.repeats is not None else b for b in beads)
    moves = tuple(rest for move in alignment.moves if (rest := _unsure(move, sure)) is not None)
    return replace(alignment, beads=tuple(repeats), moves=moves), frozenset(of_source.values())


def _unsure(move: Move, sure: Collection[tuple[tuple[int, ...], tuple[int, ...]]]) -> Move | None:
    rest = [k for k, bead in enumerate(move.beads) if bead not in sure]
    return Move(tuple(move.beads[k] for k in rest), tuple(move.probabilities[k] for k in rest)) if rest else None


def _moved_rows(alignment: Alignment) -> Iterator[tuple[int, list[int]]]:
    """Yield the number of each row of a moved block with those of the rows it goes with."""
    row_of = {("source", i): k for k, bead in enumerate(alignment.beads) for i in bead.source}
    row_of |= {("target", j): k for k, bead in enumerate(alignment.beads) for j in bead.target}
    for source, target in (bead for move in alignment.moves for bead in move.beads):
        rows, others = [row_of["source", i] for i in source], [row_of["target", j] for j in target]
        yield from ((k, others) for k in rows)
        yield from ((k, rows) for k in others)


def _name(path: str) -> str:
    """Return a path as it may stand in a bitext: as given, but for an absolute one, of which only the name is kept."""
    pure = PurePath(path)
    return pure.name if pure.is_absolute() else pure.as_posix()


def pair_name(source: str, source_lang: str) -> str:
    """Return the name two files share, that of the source without its language: ``news/a`` of ``news/a.vi.txt``."""
    path, called = PurePath(source), names_of_language(source_lang)
    parts = [part for part in path.stem.split(".") if part.lower() not in called]
    return path.with_suffix("").with_name(".".join(parts) or path.stem).as_posix()
