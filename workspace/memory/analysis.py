"""The analysis of a job, as translators are paid by: how much of it a memory knows, and how well."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

BANDS = ("context", "100", "95-99", "85-94", "75-84", "50-74", "new", "repetitions")
"""The bands of an analysis, best matches first."""

_FLOORS = ((100, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74"))


@dataclass(frozen=True, slots=True)
class Counted:
    """One segment as it is counted: its file, its band, its words and characters."""

    file: str
    band: str
    words: int
    characters: int


def band_of(score: int | None, *, in_context: bool = False) -> str:
    """Return the band of the best match of a segment, None where there is none."""
    if score is None:
        return "new"
    if in_context and score == 100:
        return "context"
    return next((band for floor, band in _FLOORS if score >= floor), "new")


def count(file: str, band: str, text: str) -> Counted:
    """Count a segment: words are what spaces part, characters those that are no space."""
    words = text.split()
    return Counted(file, band, len(words), sum(map(len, words)))


def as_json(counted: Sequence[Counted]) -> dict[str, Any]:
    """Return an analysis as a JSON value, version 1: each file and all together, by band."""
    files = [{"file": file, "bands": _bands(rows)} for file, rows in _by_file(counted)]
    return {"version": 1, "files": files, "total": _bands(counted)}


def _bands(counted: Iterable[Counted]) -> dict[str, dict[str, int]]:
    table = {band: {"segments": 0, "words": 0, "characters": 0} for band in (*BANDS, "total")}
    for one in counted:
        for band in (one.band, "total"):
            table[band]["segments"] += 1
            table[band]["words"] += one.words
            table[band]["characters"] += one.characters
    return table


def _by_file(counted: Sequence[Counted]) -> list[tuple[str, list[Counted]]]:
    names = dict.fromkeys(one.file for one in counted)
    return [(name, [one for one in counted if one.file == name]) for name in names]


def _tables(counted: Sequence[Counted]) -> list[tuple[str, dict[str, dict[str, int]]]]:
    files = [(name, _bands(rows)) for name, rows in _by_file(counted)]
    return files if len(files) == 1 else [*files, ("all files", _bands(counted))]


def as_text(counted: Sequence[Counted]) -> str:
    """Return an analysis as a table for a terminal."""
    lines = []
    for name, bands in _tables(counted):
        lines += [name, f"{'match':<12}{'segments':>10}{'words':>10}{'characters':>12}"]
        lines += [
            f"{band:<12}{row['segments']:>10}{row['words']:>10}{row['characters']:>12}" for band, row in bands.items()
        ]
        lines.append("")
    return "\n".join(lines)


def as_csv(counted: Sequence[Counted]) -> str:
    """Return an analysis as CSV, a line for each file and band."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("file", "match", "segments", "words", "characters"))
    for name, bands in _tables(counted):
        writer.writerows((name, band, *row.values()) for band, row in bands.items())
    return stream.getvalue()


def as_page(counted: Sequence[Counted]) -> str:
    """Return an analysis as an HTML page."""
    from songngu.corpus.formats.page import page_of

    files = [(name, [(band, list(row.values())) for band, row in bands.items()]) for name, bands in _tables(counted)]
    return page_of("workspace", "analysis.html", files=files)
