"""Reviewed rows of a bitext that is kept, carried over to documents that have changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import Document

if TYPE_CHECKING:
    import polars as pl

_REVIEWED = ("accepted", "edited", "rejected")
_SIDES = ("source", "target")
Runs = tuple[tuple[int, ...], tuple[int, ...]]
"""The sentence numbers of a bead on both sides."""


def with_reviewed(bitext: pl.DataFrame, kept: pl.DataFrame, documents: tuple[Document, Document]) -> pl.DataFrame:
    """Return a fresh alignment with the reviewed rows of a kept one in their places.

    A reviewed row is found again by the texts of the sentences its spans held when it was kept, in order; those of an
    edited row need not be its text any more. Where its sentences are no longer there it is dropped. Fresh rows that
    share a sentence with a reviewed one give way: what else they held becomes rows of its own.
    """
    from songngu.corpus.bitext import from_rows

    fresh = bitext.to_dicts()
    pinned = _pinned(kept.to_dicts(), documents)
    taken = [{i for runs, _ in pinned for i in runs[side]} for side in (0, 1)]
    rows: list[tuple[Runs, dict[str, Any]]] = [(runs, _row(runs, row, documents, fresh)) for runs, row in pinned]
    for row in fresh:
        runs = tuple(row["source_ids"]), tuple(row["target_ids"])
        left: Runs = tuple(tuple(i for i in runs[side] if i not in taken[side]) for side in (0, 1))  # type: ignore[assignment]
        if left == runs:
            rows.append((runs, row))
        elif any(left):
            rows.append((left, _row(left, {**row, "note": None}, documents, fresh)))
    ordered = [row for _, row in sorted(rows, key=lambda item: _order(item[0], rows))]
    return from_rows({**row, "row": number} for number, row in enumerate(ordered))


def _order(runs: Runs, rows: Sequence[tuple[Runs, dict[str, Any]]]) -> tuple[float, float]:
    """Return where a row stands: by its source; a row without one follows the last source before its target."""
    source, target = runs
    if source:
        return source[0], -1
    before = [other[0][-1] for other, _ in rows if other[0] and other[1] and other[1][-1] < target[0]]
    return max(before, default=-1) + 0.5, target[0]


def _pinned(kept: Sequence[dict[str, Any]], documents: tuple[Document, Document]) -> list[tuple[Runs, dict[str, Any]]]:
    """Return the reviewed rows with the numbers that their sentences have now."""
    found: list[tuple[Runs, dict[str, Any]]] = []
    least = [0, 0]
    for row in kept:
        if row["status"] not in _REVIEWED:
            continue
        runs = [_find(row, side, documents[k], least[k]) for k, side in enumerate(_SIDES)]
        if runs[0] is None or runs[1] is None or not any(runs):
            continue
        found.append(((runs[0], runs[1]), row))
        least = [runs[k][-1] + 1 if runs[k] else least[k] for k in (0, 1)]  # type: ignore[index]
    return found


def _find(row: dict[str, Any], side: str, document: Document, least: int) -> tuple[int, ...] | None:
    """Return the run of sentences a side of the row is, from number ``least`` on; None where it is no longer there."""
    size, text = len(row[f"{side}_ids"] or ()), row[side] or ""
    if not size:
        return None if text else ()
    texts = [sentence.text for sentence in document.sentences]
    for start in range(least, len(texts) - size + 1):
        if " ".join(texts[start : start + size]) == text:
            return tuple(range(start, start + size))
    # An edited text is in no document: its sentences are those of the same numbers, if there still are as many.
    ids = tuple(row[f"{side}_ids"])
    return ids if row["status"] == "edited" and ids[0] >= least and ids[-1] < len(texts) else None


def _row(runs: Runs, row: dict[str, Any], documents: tuple[Document, Document], fresh: Sequence[Any]) -> dict[str, Any]:
    """Return the row for the given sentences; the text of an edited row stays."""
    from songngu.corpus.bitext import SCHEMA, row_id

    values: dict[str, Any] = {name: row.get(name) for name in SCHEMA}
    spans = []
    for side, ids, document in zip(_SIDES, runs, documents, strict=True):
        sentences = [document.sentences[i] for i in ids]
        spans.append([sentence.span for sentence in sentences])
        if row["status"] != "edited":
            values[side] = " ".join(sentence.text for sentence in sentences)
        values[f"{side}_ids"] = list(ids)
        values[f"{side}_spans"] = [{"start": span.start, "end": span.end} for span in spans[-1]]
        values[f"{side}_lang"], values[f"{side}_file"] = document.lang, document.path
    values["document"] = fresh[0]["document"] if fresh else row["document"]
    values["id"] = row_id(documents[0].path, documents[1].path, spans[0], spans[1], values["source"], values["target"])
    if not (runs[0] and runs[1]) and row["status"] == "auto":
        values["probability"] = None
    return values
