"""The header of a table: what its first line calls the columns, or what the reader was told they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import side_columns

_SCORE = "score"
_LEFT_OUT = ("", "-", "_")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table under the names of a bitext's, None for one that is left out on purpose.

    ``langs`` are what columns named by their languages say of the sides; ``given`` where the table has no line of
    names, so that its first line is a row.
    """

    columns: tuple[str | None, ...]
    langs: dict[str, str]
    given: bool


def read_header(first: Sequence[str], reading: Reading) -> Header:
    """Return the header of a table that begins with the cells ``first``.

    Where ``reading`` names the columns, the first line may repeat the names; one that has ``source`` and ``target``
    names them itself, and without ``reading`` it must. Raises InputError for columns of the same name, for too few or
    too many, and where the texts are not among them.
    """
    given = () if {"source", "target"} <= set(first) else tuple(reading.columns)
    names = list(given or first)
    if given and len(first) != len(given):
        raise reading.error(f"{len(first)} columns, and {len(given)} are named: {', '.join(given)}", 1)
    used = [name for name in names if not given or name not in _LEFT_OUT]
    if twice := next((name for name in used if used.count(name) > 1), None):
        raise reading.error(f"two columns have the same name, {twice!r}", 1)
    sides = side_columns(used, reading)
    if sides is None:
        hint = "the first line names the columns, source and target or two languages; else name them: --columns vi,en"
        raise reading.error("no columns source and target, nor two named by their languages", 1, hint=hint)
    columns = tuple(_column(name, sides, given=bool(given)) for name in names)
    langs = {f"{side}_lang": name for name, side in sides.items() if name != side}
    return Header(columns, langs, given=bool(given) and not _same(first, given))


def _column(name: str, sides: dict[str, str], *, given: bool) -> str | None:
    if given and name in _LEFT_OUT:
        return None
    # A score of no name, as mining writes it, is what a person who names the column wants to keep.
    return f"{_SCORE}.{_SCORE}" if given and name == _SCORE else sides.get(name, name)


def _same(first: Sequence[str], given: Sequence[str]) -> bool:
    """Tell whether a line is nothing but the names."""
    return [cell.strip().casefold() for cell in first] == [name.casefold() for name in given]
