"""Texts in more than two languages: units of one text in each, from files of many languages and from several bitexts
that share a language, and bitexts of any two of them.

Rows of bitexts belong to one unit where their sides in the language that all share, the pivot, overlap: spans of one
file or, where there are none, equal texts. A unit has a language only where its rows cover all of the unit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.document import Span
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export.forest import Forest
from songngu.corpus.language.tags import base_language, find_tag

Pair = tuple[str, str]

_SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class UnitText:
    """What a unit is in one language: its text, and where that stands; the probability is that of its alignment."""

    text: str
    file: str = ""
    spans: tuple[Span, ...] = ()
    ids: tuple[int, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class ParallelUnit:
    """One text in several languages, by their tags, of a document; ``id`` is the same whatever languages are there."""

    id: str
    document: str
    segments: Mapping[str, UnitText]


@dataclass(slots=True)
class _Bead:
    """A row of a bitext, turned so that the pivot comes first, and the intervals of that which it covers."""

    document: str
    lang: str
    pivot: UnitText
    other: UnitText
    intervals: list[tuple[int, int]] = field(default_factory=list)


def parse_pairs(text: str) -> tuple[Pair, ...]:
    """Read pairs of languages such as ``vi-en,en-fr``, or ``vi:zh-Hant`` for tags with hyphens; none for ``all``.

    Raises UsageError for another form, a language with itself, and a pair that stands twice, in either direction.
    """
    if text == "all":
        return ()
    pairs = []
    for item in text.split(","):
        separator = ":" if ":" in item else "-"
        sides = tuple(side.strip() for side in item.split(separator))
        if len(sides) != 2 or not all(sides) or base_language(sides[0]) == base_language(sides[1]):
            hint = "write vi-en,en-fr, vi:zh-Hant for tags with hyphens, or all"
            raise UsageError(f"{item.strip()!r} is no pair of languages", hint=hint)
        pairs.append((sides[0], sides[1]))
    if twice := [pair for pair in pairs if pairs.count(pair) > 1 or pair[::-1] in pairs]:
        raise UsageError(f"the pair {'-'.join(twice[0])} is asked for twice")
    return tuple(pairs)


def units_of_readings(readings: Sequence[tuple[str, pl.DataFrame]], path: str) -> list[ParallelUnit]:
    """Return the units of a file of many languages that was read once for each language beside the first.

    ``readings`` are the languages with their bitexts, a row a unit, which all have the same sources. Raises InputError
    where they do not.
    """
    pivot = readings[0][1]
    if any(not table["source"].equals(pivot["source"]) for _, table in readings):
        raise InputError("its units are not the same in each of its languages", path=path)
    langs = [pivot["source_lang"].mode().sort()[0], *(lang for lang, _ in readings)]
    texts = [pivot["source"], *(table["target"] for _, table in readings)]
    units = []
    for number, row in enumerate(zip(pivot["document"], *texts, strict=True)):
        segments = {lang: UnitText(text) for lang, text in zip(langs, row[1:], strict=True) if text}
        if segments:
            told = "\0".join(f"{lang}\0{segment.text}" for lang, segment in sorted(segments.items()))
            units.append(ParallelUnit(row_id(path, str(number), (), (), told, ""), row[0] or path, segments))
    return units


def units_of_bitexts(rows: pl.DataFrame) -> tuple[list[ParallelUnit], list[str]]:
    """Return the units of the rows of bitexts that share a language, and notes on what could not be joined.

    Rows that a reader rejected or that were set aside, and those with an empty side, are none. Raises UsageError where
    there is no language that all rows are in.
    """
    kept = rows.filter(
        (pl.col("status").cast(pl.Utf8).fill_null("") != "rejected") & pl.col("duplicate_of").is_null()
        & (pl.col("source").fill_null("") != "") & (pl.col("target").fill_null("") != "")
    )  # fmt: skip
    if kept.is_empty():
        return [], []
    beads = _beads(kept, _pivot(kept))
    groups = defaultdict(list)
    for bead, root in zip(beads, _roots(beads), strict=True):
        groups[root].append(bead)
    lost = Counter[str]()
    pivot = _pivot(kept)
    units = [unit for group in groups.values() if (unit := _unit(group, pivot, lost))]
    notes = [
        f"{count:,} units have no text in {lang}: its rows cover only part of them" for lang, count in lost.items()
    ]
    return units, notes


def _pivot(rows: pl.DataFrame) -> str:
    """Return the language that every row is in, that of the source first."""
    pairs = rows.select(pl.col("source_lang", "target_lang").fill_null("")).unique(maintain_order=True).rows()
    first: tuple[str, str] = pairs[0]
    for lang in first:
        if lang and all(find_tag(lang, pair, loose=True) is not None for pair in pairs):
            return lang
    named = ", ".join("-".join(lang or "none" for lang in pair) for pair in pairs[:5])
    raise UsageError(f"no language is in all bitexts ({named})", hint="name files that share one")


def _beads(rows: pl.DataFrame, pivot: str) -> list[_Bead]:
    beads = []
    seen = Counter[tuple[str, str, str]]()
    for row in rows.iter_rows(named=True):
        first, second = (
            ("source", "target") if find_tag(pivot, [row["source_lang"]], loose=True) == 0 else ("target", "source")
        )
        bead = _Bead(row["document"] or "", row[f"{second}_lang"] or "", _segment(row, first), _segment(row, second))
        bead.intervals = [(span.start, span.end) for span in bead.pivot.spans if span.end > span.start]
        if not bead.intervals:
            # Equal texts are paired in their order: whichever is taken, it renders the same words.
            key = (bead.lang, bead.document, bead.pivot.text)
            bead.intervals = [(2 * seen[key], 2 * seen[key] + 1)]
            seen[key] += 1
        beads.append(bead)
    return beads


def _segment(row: Mapping[str, Any], side: str) -> UnitText:
    spans = tuple(Span(span["start"], span["end"]) for span in row[f"{side}_spans"] or ())
    return UnitText(row[side], row[f"{side}_file"] or "", spans, tuple(row[f"{side}_ids"] or ()), row["probability"])


def _roots(beads: Sequence[_Bead]) -> list[int]:
    """Return for each bead the first one whose pivot it overlaps, directly or through others."""
    lines = [
        (bead.pivot.file if bead.pivot.spans else f"\0{bead.document}\0{bead.pivot.text}", start, end, number)
        for number, bead in enumerate(beads)
        for start, end in bead.intervals
    ]
    ones, others = [], []
    file, reach, holder = None, 0, 0
    for name, start, end, number in sorted(lines):
        if name == file and start < reach:
            ones.append(holder)
            others.append(number)
        if name != file or end > reach:
            file, reach, holder = name, end, number
    forest = Forest(len(beads))
    forest.join(np.array(ones, np.int64), np.array(others, np.int64))
    return [int(root) for root in forest.firsts()]


def _unit(beads: Sequence[_Bead], pivot: str, lost: Counter[str]) -> ParallelUnit | None:
    """Return the unit of beads whose pivots overlap; None where no language covers all of it."""
    every = [interval for bead in beads for interval in bead.intervals]
    by_lang: dict[str, list[_Bead]] = defaultdict(list)
    for bead in sorted(beads, key=lambda bead: bead.intervals[0]):
        if not any(
            _overlap(interval, other)
            for held in by_lang[bead.lang]
            for interval in held.intervals
            for other in bead.intervals
        ):
            by_lang[bead.lang].append(bead)
    whole = {
        lang: held
        for lang, held in by_lang.items()
        if all(any(_overlap(interval, own) for bead in held for own in bead.intervals) for interval in every)
    }
    lost.update(lang for lang in by_lang if lang not in whole)
    if not whole:
        return None
    first = next(iter(whole.values()))
    base = _joined([bead.pivot for bead in first], pivot)
    segments = {pivot: base} | {lang: _joined([bead.other for bead in held], lang) for lang, held in whole.items()}
    identity = row_id(base.file, first[0].document, base.spans, (), base.text, str(every[0] if not base.spans else ""))
    return ParallelUnit(identity, first[0].document, segments)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(segments: Sequence[UnitText], lang: str) -> UnitText:
    if len(segments) == 1:
        return segments[0]
    blank = "" if base_language(lang) in _SPACELESS else " "
    known = [segment.probability for segment in segments if segment.probability is not None]
    return UnitText(
        blank.join(segment.text for segment in segments),
        segments[0].file,
        tuple(span for segment in segments for span in segment.spans),
        tuple(number for segment in segments for number in segment.ids),
        min(known, default=None),
    )


def all_pairs(units: Iterable[ParallelUnit]) -> tuple[Pair, ...]:
    """Return every pair of the languages of units, in the order in which the languages come first."""
    langs = dict.fromkeys(lang for unit in units for lang in unit.segments)
    return tuple(combinations(langs, 2))


def rows_of_pairs(units: Sequence[ParallelUnit], pairs: Sequence[Pair]) -> Iterator[pl.DataFrame]:
    """Yield for each pair the bitext of the units that are in both languages; the column ``unit`` has their ids."""
    for source, target in pairs:
        rows = [row for number, unit in enumerate(units) if (row := _row(unit, number, source, target))]
        yield from_rows(rows).with_columns(unit=pl.Series([row["unit"] for row in rows], dtype=pl.Utf8))


def _row(unit: ParallelUnit, number: int, source: str, target: str) -> dict[str, Any] | None:
    langs = list(unit.segments)
    places = find_tag(source, langs, loose=True), find_tag(target, langs, loose=True)
    if places[0] is None or places[1] is None or places[0] == places[1]:
        return None
    one, other = (unit.segments[langs[place]] for place in places if place is not None)
    known = [segment.probability for segment in (one, other) if segment.probability is not None]
    return {
        "id": row_id(one.file, other.file, one.spans, other.spans, one.text, f"{other.text}\0{unit.id}"),
        "unit": unit.id, "document": unit.document, "row": number, "source": one.text, "target": other.text,
        "source_lang": source, "target_lang": target, "source_file": one.file, "target_file": other.file,
        "source_spans": _spans(one), "target_spans": _spans(other), "source_ids": list(one.ids),
        "target_ids": list(other.ids), "probability": min(known, default=None), "status": "auto",
    }  # fmt: skip


def _spans(segment: UnitText) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in segment.spans]
