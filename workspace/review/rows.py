"""The rows of a bitext as beads of a sheet, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import Span
from songngu.workspace.review.sheet import SIDES, ReviewBead, ReviewSentence, Side

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.document import Document

MARK = "needs review"
"""The first line of the note of a row that was marked for a second look."""

_EDITED = {"id", "row", "probability", "status", "duplicate_of", "note"} | {
    f"{side}{part}" for side in SIDES for part in ("", "_ids", "_spans")
}
Find = Callable[[str, str], "Document | None"]
"""Returns the document of a name and a language that rows give, or None where it is not there."""


def beads_of(bitext: pl.DataFrame, find: Find = lambda *_: None) -> list[ReviewBead]:
    """Return the rows of a bitext as beads; documents tell the sentences apart where the row alone cannot."""
    beads: list[ReviewBead] = []
    counts: dict[str, int] = {}
    for row in bitext.iter_rows(named=True):
        id = row["id"] or ""
        counts[id] = counts.get(id, 0) + 1
        beads.append(_bead(row, id if counts[id] == 1 else f"{id}~{counts[id]}", find))
    return beads


def _bead(row: Mapping[str, Any], key: str, find: Find) -> ReviewBead:
    sides, texts = [], []
    for side in SIDES:
        sentences = _sentences(row, side, find)
        text = row[side] or ""
        sides.append(sentences)
        texts.append(None if " ".join(sentence.text for sentence in sentences) == text else text)
    first, _, rest = (row["note"] or "").partition("\n")
    marked = first == MARK
    return ReviewBead(
        key=key,
        id=row["id"] or "",
        sides=(sides[0], sides[1]),
        status=row["status"] or "auto",
        probability=row["probability"],
        texts=(texts[0], texts[1]),
        note=(rest if marked else row["note"]) or None,
        marked=marked,
        duplicate_of=row["duplicate_of"],
        cells={name: value for name, value in row.items() if name not in _EDITED},
    )


def _sentences(row: Mapping[str, Any], side: str, find: Find) -> Side:
    text, numbers = row[side] or "", tuple(row[f"{side}_ids"] or ())
    spans = tuple(Span(span["start"], span["end"]) for span in row[f"{side}_spans"] or ())
    if not text and not numbers:
        return ()
    if row["status"] == "edited" or len(numbers) > 1:
        parts = _by_length(text, numbers, spans) if row["status"] != "edited" else None
        parts = parts or _of_document(numbers, spans, find(row[f"{side}_file"] or "", row[f"{side}_lang"] or ""))
        if parts and (row["status"] == "edited" or " ".join(parts) == text):
            each = spans if len(spans) == len(numbers) else (None,) * len(numbers)
            return tuple(
                ReviewSentence(part, (number,), (span,) if span else ())
                for part, number, span in zip(parts, numbers, each, strict=True)
            )
    return (ReviewSentence(text, numbers, spans),)


def _by_length(text: str, numbers: Sequence[int], spans: Sequence[Span]) -> list[str] | None:
    """Return the sentences of a text where each is as long as its place in the file, as in plain text."""
    if len(spans) != len(numbers) or sum(map(len, spans)) + len(spans) - 1 != len(text):
        return None
    parts, start = [], 0
    for span in spans:
        parts.append(text[start : start + len(span)])
        start += len(span) + 1
    return parts if " ".join(parts) == text else None


def _of_document(numbers: Sequence[int], spans: Sequence[Span], document: Document | None) -> list[str] | None:
    """Return the sentences with the given numbers, as far as they still stand where they did."""
    if document is None or not numbers or max(numbers) >= len(document.sentences):
        return None
    sentences = [document.sentences[number] for number in numbers]
    moved = len(spans) == len(sentences) and any(s.span != span for s, span in zip(sentences, spans, strict=True))
    return None if moved else [sentence.text for sentence in sentences]


def rows_of(beads: Iterable[ReviewBead]) -> Iterator[dict[str, Any]]:
    """Yield beads as rows of a bitext, numbered within their documents."""
    counts: dict[str, int] = {}
    for bead in beads:
        number = counts.get(bead.document, 0)
        counts[bead.document] = number + 1
        row = dict(bead.cells)
        row |= {
            "id": bead.id,
            "row": number,
            "probability": bead.probability,
            "status": bead.status,
            "duplicate_of": bead.duplicate_of,
            "note": _note(bead),
        }
        for k, side in enumerate(SIDES):
            row[side] = bead.text(k)
            row[f"{side}_ids"] = [number for sentence in bead.sides[k] for number in sentence.numbers]
            row[f"{side}_spans"] = [
                {"start": span.start, "end": span.end} for sentence in bead.sides[k] for span in sentence.spans
            ]
        yield row


def _note(bead: ReviewBead) -> str | None:
    return "\n".join(line for line in (MARK if bead.marked else "", bead.note) if line) or None


def bitext_of(beads: Sequence[ReviewBead]) -> pl.DataFrame:
    """Return beads as a bitext, with the scores and other columns that the rows they came from had."""
    import polars as pl

    from songngu.corpus.bitext import EXTRAS, SCHEMA, from_rows

    rows = list(rows_of(beads))
    names = dict.fromkeys(name for bead in beads for name in bead.cells if name not in SCHEMA)
    extra = [
        pl.Series(name, [row.get(name) for row in rows], dtype=EXTRAS.get(name, pl.Float64()), strict=False)
        for name in names
    ]
    return from_rows(rows).with_columns(extra)


def stored(bead: ReviewBead) -> list[Any]:
    """Return a bead as JSON can hold it; `restored` reads it."""
    sides = [[[s.text, s.numbers, [[p.start, p.end] for p in s.spans]] for s in side] for side in bead.sides]
    return [
        *(bead.key, bead.id, sides, bead.status, bead.probability, bead.texts),
        *(bead.note, bead.marked, bead.duplicate_of, bead.cells),
    ]


def restored(value: Sequence[Any]) -> ReviewBead:
    """Return the bead that `stored` wrote."""
    key, id, sides, status, probability, texts, note, marked, duplicate_of, cells = value
    source, target = (
        tuple(
            ReviewSentence(text, tuple(numbers), tuple(Span(*span) for span in spans)) for text, numbers, spans in side
        )
        for side in sides
    )
    return ReviewBead(
        *(key, id, (source, target), status, probability, (texts[0], texts[1])), note, marked, duplicate_of, cells
    )
