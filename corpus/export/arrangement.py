"""The arrangement of the rows that are written: sentences joined to passages of their documents, and the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from songngu.corpus.bitext import batches, row_id
from songngu.corpus.document import Span
from songngu.corpus.export.order import order_keys

_ROWS = 131_072
_SIDES = ("source", "target")
_SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """How long a passage may be: so many rows, so many tokens (runs between spaces) on either side; None is no bound.

    ``bridge`` joins what stands around a row that is gone; without it a passage ends there.
    """

    rows: int | None = None
    tokens: int | None = None
    bridge: bool = False


def joined_to_passages(
    rows: pl.LazyFrame, bound: Bound, *, place: str, part: str | None = None
) -> Iterator[pl.DataFrame]:
    """Yield a bitext whose rows that follow each other in a document are joined to passages within a bound.

    A passage has the spans and sentence numbers of all its rows, the column ``place`` of the first, the least of their
    probabilities. Rows of two documents, or of two parts of the split in the column ``part``, are never joined. Texts
    are joined by a line feed where their spans say that a paragraph ends, else by a space.
    """
    held: list[Row] = []
    done: list[Row] = []
    for batch in batches(rows):
        for row in batch.iter_rows(named=True):
            if held and not _follows(held, row, bound, part):
                done.append(_passage(held, place))
                held = []
            held.append(row)
        if done:
            yield pl.DataFrame(done, schema=batch.schema, orient="row")
            done = []
    if held:
        yield pl.DataFrame([_passage(held, place)], schema=rows.collect_schema(), orient="row")


def _follows(held: Sequence[Row], row: Row, bound: Bound, part: str | None) -> bool:
    last = held[-1]
    same = [name for name in ("document", "source_file", "target_file", "source_lang", "target_lang", part) if name]
    if any(last[name] != row[name] for name in same):
        return False
    if bound.rows is not None and len(held) >= bound.rows:
        return False
    if bound.tokens is not None:
        longest = max(sum(_tokens(each[side]) for each in (*held, row)) for side in _SIDES)
        if longest > bound.tokens:
            return False
    return bound.bridge or all(_next_to(last, row, side) for side in _SIDES)


def _tokens(text: str | None) -> int:
    return len((text or "").split())


def _next_to(last: Row, row: Row, side: str) -> bool:
    """Tell whether no sentence of a side stands between two rows; where none is numbered, whether no row does."""
    before, after = last[f"{side}_ids"], row[f"{side}_ids"]
    if before and after:
        return bool(max(before) + 1 == min(after))
    return bool(last["row"] is not None and row["row"] is not None and last["row"] + 1 == row["row"])


def _passage(rows: Sequence[Row], place: str) -> Row:
    first = rows[0]
    if len(rows) == 1:
        return first
    told = {f"{side}_{what}": _all(rows, f"{side}_{what}") for side in _SIDES for what in ("spans", "ids")}
    texts = {side: _text(rows, side) for side in _SIDES}
    known = [row["probability"] for row in rows if row["probability"] is not None]
    spans = [[Span(span["start"], span["end"]) for span in told[f"{side}_spans"]] for side in _SIDES]
    files = [first[f"{side}_file"] or "" for side in _SIDES]
    identity = row_id(files[0], files[1], spans[0], spans[1], texts["source"], texts["target"])
    scores = {name: None for name in first if name.startswith("score.") or name in ("original", "note")}
    own = {"id": identity, "probability": min(known, default=None), place: first[place]}
    return {**first, **scores, **told, **texts, **own}


def _all(rows: Sequence[Row], column: str) -> list[Any]:
    return [item for row in rows for item in row[column] or ()]


def _text(rows: Sequence[Row], side: str) -> str:
    parts = [rows[0][side] or ""]
    for last, row in pairwise(rows):
        parts += [_between(last, row, side), row[side] or ""]
    return "".join(parts).strip()


def _between(last: Row, row: Row, side: str) -> str:
    """Return what joins two sentences: more than a blank between their spans is the end of a paragraph."""
    before, after = last[f"{side}_spans"], row[f"{side}_spans"]
    if before and after and after[0]["start"] - before[-1]["end"] > 1:
        return "\n"
    return "" if (row[f"{side}_lang"] or "").partition("-")[0] in _SPACELESS else " "


def shuffled(rows: pl.LazyFrame, seed: int, folder: Path) -> tuple[Path, ...]:
    """Write rows to files in the order of a hash of the seed and their ids, and return them, within bounded memory.

    Rows are dealt to files by the first bits of the hash, so many that each is small and can be put in order alone.
    """
    count = int(rows.select(pl.len()).collect(engine="streaming").item())
    number = max(1, -(-count // _ROWS))
    dealt: list[list[Path]] = [[] for _ in range(number)]
    for turn, batch in enumerate(batches(rows, _ROWS)):
        keyed = batch.with_columns(key=pl.Series(order_keys(batch["id"], seed)))
        bucket = (keyed["key"].to_numpy() >> np.uint64(32)) * number >> np.uint64(32)
        for place in np.unique(bucket).tolist():
            path = folder / f"dealt-{place:05}-{turn:05}.parquet"
            keyed.filter(pl.Series(bucket == place)).write_parquet(path, compression="lz4")
            dealt[place].append(path)
    paths = []
    for place, parts in enumerate(dealt):
        if parts:
            paths.append(folder / f"shuffled-{place:05}.parquet")
            whole = pl.concat([pl.read_parquet(part) for part in parts]).sort("key", "id").drop("key")
            whole.write_parquet(paths[-1], compression="lz4")
    return tuple(paths)


def written(frames: Iterable[pl.DataFrame], name: str, folder: Path) -> tuple[Path, ...]:
    """Write frames to files and return them."""
    paths = []
    for number, frame in enumerate(frames):
        paths.append(folder / f"{name}-{number:06}.parquet")
        frame.write_parquet(paths[-1], compression="lz4")
    return tuple(paths)
