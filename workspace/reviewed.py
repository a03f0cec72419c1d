"""What a person decided in a kept bitext, carried over to a fresh alignment of documents that may have changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from songngu.corpus.bitext import MOVED, SCHEMA, from_rows, moved_rows, row_id
from songngu.corpus.document import Document, Span
from songngu.corpus.errors import InputError
from songngu.corpus.formats.excel_cell import fills_cell
from songngu.workspace.placement import Part, Parts, SentencePlaces, as_xml, left_over

if TYPE_CHECKING:
    import polars as pl

_SIDES = ("source", "target")
_LONGEST = 8
_SHOWN = 60
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """A fresh bitext with all decisions in their places; ``displaced`` are those whose sentences are no longer there.

    ``deleted`` counts the rows that are rejected now because a person deleted them.
    """

    bitext: pl.DataFrame
    displaced: pl.DataFrame
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row of the kept bitext, its number there, and where both of its texts stand now."""

    number: int
    row: Row
    parts: tuple[Parts, Parts]


def is_decided(row: Row) -> bool:
    """Tell whether a person has decided something about a row: by its status, by a note, or by changing its texts."""
    if row["status"] != "auto" or (row["note"] and row["note"] != MOVED and moved_rows(row["note"]) is None):
        return True
    return _is_rewritten(row)


def _is_rewritten(row: Row) -> bool:
    """Tell whether the texts of a row are no longer those that gave it its identity, whichever was the source then."""
    if not row["source_file"] or not any(row[f"{side}_spans"] for side in _SIDES):
        return False
    return row["id"] not in {_identity(row, _SIDES), _identity(row, _SIDES[::-1])}


def _identity(row: Row, sides: tuple[str, str]) -> str:
    """Return the identity of a row with these as its source and its target."""
    spans = [[Span(span["start"], span["end"]) for span in row[f"{side}_spans"] or ()] for side in sides]
    files = [row[f"{side}_file"] for side in sides]
    return row_id(files[0], files[1], spans[0], spans[1], row[sides[0]], row[sides[1]])


def has_decisions(bitext: pl.DataFrame) -> bool:
    """Tell whether a bitext holds anything that a person decided."""
    return any(is_decided(row) for row in bitext.iter_rows(named=True))


def carried_over(
    fresh: pl.DataFrame, kept: pl.DataFrame, documents: tuple[Document, Document], name: str, *, complete: bool = True
) -> Carried:
    """Return a fresh alignment with what a person decided in ``kept``, the bitext in the file ``name``.

    A row that was accepted, edited, rejected, noted, joined or split is found again by its texts, else by the numbers
    of its sentences; fresh rows give way to it. Where ``kept`` is ``complete``, sentences in none of its rows are in
    rows that a person deleted: they come back rejected. Raises InputError, with the line, where a text stands in two
    rows or a part of a sentence in none.
    """
    rows = kept.to_dicts()
    places = SentencePlaces(documents[0]), SentencePlaces(documents[1])
    placed = _placed(rows, places, name)
    decided = [each for each in placed if is_decided(each.row)]
    found = {each.number for each in placed}
    displaced = [row for number, row in enumerate(rows) if number not in found and is_decided(row)]
    _refuse_doubled(decided, places, name)
    deleted = _deleted(placed, rows, places) if complete else (frozenset(), frozenset())
    out = _merged(fresh.to_dicts(), decided, places, deleted, name)
    mine = {each.row["id"] for each in decided}
    gone = sum(row["status"] == "rejected" and row["id"] not in mine and _is_gone(row, deleted) for row in out)
    return Carried(from_rows(out), from_rows(displaced), gone)


def _placed(rows: Sequence[Row], places: tuple[SentencePlaces, SentencePlaces], name: str) -> list[_Placed]:
    """Return the rows whose texts stand in the documents, and those rewritten by hand by what stands around them."""
    found: dict[int, list[Parts | None]] = {}
    drift = [0, 0]
    for k in sorted(range(len(rows)), key=lambda k: _first(rows[k], k)):
        found[k] = [_find(rows[k], side, places[n], drift[n]) for n, side in enumerate(_SIDES)]
        for n, side in enumerate(_SIDES):
            parts, ids = found[k][n], rows[k][f"{side}_ids"]
            if parts and ids:
                drift[n] = parts[0].sentence - ids[0]
    around = [_Neighbours(rows, found, n) for n in (0, 1)]
    placed = []
    for k, row in enumerate(rows):
        source, target = found[k]
        lost = source is None or target is None
        if lost and (row["status"] == "edited" or _is_rewritten(row)):
            source = around[0].place(k, places[0]) if source is None else source
            target = around[1].place(k, places[1]) if target is None else target
        elif lost and is_decided(row) and not any(row[f"{side}_ids"] for side in _SIDES):
            hint = "write its texts as the documents have them, or mark the row it was made of as edited"
            raise InputError(f"row {k + 1} stands in neither document", path=name, hint=hint)
        if source is not None and target is not None and (source or target):
            placed.append(_Placed(k, row, (source, target)))
    return placed


def _first(row: Row, number: int) -> tuple[int, int]:
    ids = row["source_ids"] or row["target_ids"] or ()
    return (ids[0], number) if ids else (number, number)


def _find(row: Row, side: str, places: SentencePlaces, drift: int) -> Parts | None:
    text = row[side] or ""
    if not text.strip():
        return ()
    ids = row[f"{side}_ids"] or ()
    near = ids[0] + drift if ids else row["row"] or 0
    cut = places.find_beginning(text, len(ids), near) if ids and fills_cell(text) else None
    return cut or places.find(text, near)


class _Neighbours:
    """The rows of one side that were found: what stands between two of them belongs to the rows between them."""

    def __init__(self, rows: Sequence[Row], found: dict[int, list[Parts | None]], n: int) -> None:
        self._rows, self._side = rows, _SIDES[n]
        known = ((rows[k][f"{self._side}_ids"], parts[n]) for k, parts in found.items())
        ends = ((ids[0], ids[-1], parts[0].sentence, parts[-1].sentence) for ids, parts in known if ids and parts)
        self._known = sorted(ends)
        self._starts = [ids for ids, *_ in self._known]

    def place(self, k: int, places: SentencePlaces) -> Parts | None:
        """Return the sentences that a rewritten text is likest to or, if it is like none, all that are left for it."""
        row = self._rows[k]
        ids = row[f"{self._side}_ids"]
        if not ids:
            return None
        at = bisect_left(self._starts, ids[0])
        low, high = 0, len(places) - 1
        if at:
            low = self._known[at - 1][3] + 1
            high = min(high, low + (ids[-1] - self._known[at - 1][1]) + _LONGEST)
        if at < len(self._known):
            high = min(high, self._known[at][2] - 1)
        runs = [(a, b) for a in range(low, high + 1) for b in range(a, min(a + _LONGEST, high + 1))]
        best = places.likest(row[self._side], runs)
        return best or (places.run(low, high) if high - low == ids[-1] - ids[0] else None)


def _refuse_doubled(decided: Sequence[_Placed], places: tuple[SentencePlaces, SentencePlaces], name: str) -> None:
    for n in (0, 1):
        seen: dict[int, list[tuple[Part, int]]] = defaultdict(list)
        for each in decided:
            for part in each.parts[n]:
                for other, number in seen[part.sentence]:
                    if part.start < other.end and other.start < part.end:
                        text = places[n].texts[part.sentence]
                        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
                        message = f"“{shown}” stands in row {number + 1} and in row {each.number + 1}"
                        raise InputError(message, path=name, hint="delete it from one of them")
                seen[part.sentence].append((part, each.number))


def _deleted(
    placed: Sequence[_Placed], rows: Sequence[Row], places: tuple[SentencePlaces, SentencePlaces]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sentences of both sides that stood in rows which a person deleted.

    They are those between two rows that are where they were but for a common shift, and that no row has.
    """
    out = []
    for n, side in enumerate(_SIDES):
        now: dict[int, int] = {}
        for each in placed:
            ids = each.row[f"{side}_ids"] or ()
            if each.parts[n] and len(each.parts[n]) == len(ids):
                now.update((i, part.sentence) for i, part in zip(ids, each.parts[n], strict=True))
        held = {part.sentence for each in placed for part in each.parts[n]}
        known = sorted({i for row in rows for i in row[f"{side}_ids"] or ()})
        gone: set[int] = set()
        for a, b in zip([-1, *known], known, strict=False):
            start, end = now.get(a, -1 if a == -1 else None), now.get(b)
            if b - a > 1 and start is not None and end is not None and end - start == b - a:
                gone.update(range(start + 1, end))
        out.append(frozenset(gone - held))
    return out[0], out[1]


def _merged(
    fresh: Sequence[Row],
    decided: Sequence[_Placed],
    places: tuple[SentencePlaces, SentencePlaces],
    deleted: tuple[frozenset[int], frozenset[int]],
    name: str,
) -> list[Row]:
    taken: tuple[dict[int, list[Part]], dict[int, list[Part]]] = (defaultdict(list), defaultdict(list))
    for each in decided:
        for n in (0, 1):
            for part in each.parts[n]:
                taken[n][part.sentence].append(part)
    rows = [(each.parts, _decided_row(each, places, fresh)) for each in decided]
    for row in fresh:
        left = _left(row, places, taken, name)
        if left is None:
            rows.append((_whole(row, places), _rejected_if(row, deleted)))
        elif any(left):
            kept = _row(left, {**row, "note": None, "probability": None}, places, fresh)
            rows.append((left, _rejected_if(kept, deleted)))
    ordered = _in_order(rows)
    return [{**row, "row": number} for number, row in enumerate(_repeats(ordered, fresh))]


def _whole(row: Row, places: tuple[SentencePlaces, SentencePlaces]) -> tuple[Parts, Parts]:
    source, target = (
        tuple(part for i in row[f"{side}_ids"] for part in places[n].run(i, i)) for n, side in enumerate(_SIDES)
    )
    return source, target


def _left(
    row: Row,
    places: tuple[SentencePlaces, SentencePlaces],
    taken: tuple[dict[int, list[Part]], dict[int, list[Part]]],
    name: str,
) -> tuple[Parts, Parts] | None:
    """Return what decided rows leave of a fresh one, None where that is all; raise where it is half a sentence."""
    whole = _whole(row, places)
    if not any(part.sentence in taken[n] for n in (0, 1) for part in whole[n]):
        return None
    left = []
    for n in (0, 1):
        parts = left_over(whole[n], [each for part in whole[n] for each in taken[n].get(part.sentence, ())])
        left.append(tuple(part for part in parts if places[n].text((part,)).strip()))
        for part in left[n]:
            if part.end - part.start < len(places[n].texts[part.sentence]):
                text = places[n].text((part,)).strip()
                message = f"“{text}” stands in no row, the rest of its sentence does"
                raise InputError(message, path=name, hint="put it back into a row")
    return left[0], left[1]


def _is_gone(row: Row, deleted: tuple[frozenset[int], frozenset[int]]) -> bool:
    ids = set(row["source_ids"]), set(row["target_ids"])
    return any(ids) and all(ids[n] <= deleted[n] for n in (0, 1))


def _rejected_if(row: Row, deleted: tuple[frozenset[int], frozenset[int]]) -> Row:
    return {**row, "status": "rejected"} if _is_gone(row, deleted) else row


def _decided_row(each: _Placed, places: tuple[SentencePlaces, SentencePlaces], fresh: Sequence[Row]) -> Row:
    texts = {side: each.row[side] or "" for side in _SIDES}
    same = all(_is_same(each.row, side, places[n].text(each.parts[n])) for n, side in enumerate(_SIDES))
    row = {name: each.row.get(name) for name in each.row}
    if (row["status"] == "auto" and not same) or (row["status"] == "auto" and not row["note"]):
        row["status"] = "edited"
    return {**_row(each.parts, row, places, fresh), **({} if same else _named(texts, row, each.parts, places))}


def _is_same(row: Row, side: str, text: str) -> bool:
    """Tell whether a row has a text of the documents, or what the format that it was read from left of it."""
    kept = " ".join((row[side] or "").split())
    if kept == text or row["status"] == "edited" or _is_rewritten(row):
        return kept == text
    return as_xml(kept) == as_xml(text) or (fills_cell(kept) and text.startswith(kept))


def _named(
    texts: dict[str, str], row: Row, parts: tuple[Parts, Parts], places: tuple[SentencePlaces, SentencePlaces]
) -> Row:
    """Return the texts as a person wrote them, and the identity that they give their row."""
    files = places[0].document.path, places[1].document.path
    spans = places[0].spans(parts[0]), places[1].spans(parts[1])
    return {**texts, "id": row_id(*files, *spans, texts["source"], texts["target"])}


def _row(
    parts: tuple[Parts, Parts], row: Row, places: tuple[SentencePlaces, SentencePlaces], fresh: Sequence[Row]
) -> Row:
    """Return a row for the given parts of the documents."""
    values = {**dict.fromkeys(SCHEMA), **row}
    spans = []
    for n, side in enumerate(_SIDES):
        spans.append(places[n].spans(parts[n]))
        values[side] = places[n].text(parts[n])
        values[f"{side}_ids"] = list(dict.fromkeys(part.sentence for part in parts[n]))
        values[f"{side}_spans"] = [{"start": span.start, "end": span.end} for span in spans[n]]
        values[f"{side}_lang"], values[f"{side}_file"] = places[n].document.lang, places[n].document.path
    values["document"] = fresh[0]["document"] if fresh else row["document"]
    files = places[0].document.path, places[1].document.path
    values["id"] = row_id(*files, spans[0], spans[1], values["source"], values["target"])
    return values


def _in_order(rows: Sequence[tuple[tuple[Parts, Parts], Row]]) -> list[Row]:
    """Return the rows by their source; one without a source follows the last row whose target stands before its own."""
    joint = sorted((parts[1][-1].sentence, parts[0][-1].sentence) for parts, _ in rows if parts[0] and parts[1])
    ends, reach, furthest = [target for target, _ in joint], [], -1
    for _, source in joint:
        furthest = max(furthest, source)
        reach.append(furthest)

    def key(item: tuple[tuple[Parts, Parts], Row]) -> tuple[float, float, float]:
        source, target = item[0]
        if source:
            return source[0].sentence, source[0].start, -1
        before = bisect_left(ends, target[0].sentence)
        return (reach[before - 1] if before else -1) + 0.5, target[0].sentence, target[0].start

    return [row for _, row in sorted(rows, key=key)]


def _repeats(rows: Sequence[Row], fresh: Iterable[Row]) -> list[Row]:
    """Return the rows, each that repeats one which gave way naming the row that now holds its first sentence."""
    there = {None, *(row["id"] for row in rows)}
    holds = {(side, i): row["id"] for row in rows for side in _SIDES for i in row[f"{side}_ids"]}
    heirs = {
        row["id"]: next((holds.get((side, i)) for side in _SIDES for i in row[f"{side}_ids"]), None)
        for row in fresh
        if row["id"] not in there
    }
    return [
        row if row["duplicate_of"] in there else {**row, "duplicate_of": heirs.get(row["duplicate_of"])} for row in rows
    ]
