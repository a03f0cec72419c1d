"""Where the texts of units stand in the files of bitexts: characters led back to the file, as its reader reads it.

A unit is placed by what it is in the file (the strings of a PO entry, the segments of TMX and XLIFF), never by looking
for its text, which may stand in several forms and places.
"""

from __future__ import annotations

from collections.abc import Sequence

from songngu.corpus.formats.placed_unit import PlacedUnit


def placed_units(format: str | None, raw: str) -> Sequence[PlacedUnit] | None:
    """Return the units of a file in a format, in order, None where they are not told apart in it."""
    if format == "po":
        from songngu.corpus.formats.po.placed_entries import placed_entries

        return list(placed_entries(raw))
    if format in ("tmx", "xliff", "xliff2"):
        from songngu.corpus.formats.placed_segments import placed_segments

        return placed_segments(raw)
    return None
