"""Counting: the facts of the rows of a corpus, in two passes over them that hold none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

import polars as pl

import songngu
from songngu.corpus.export.card.facts import (
    DocumentSize,
    Facts,
    File,
    Histogram,
    LeakCount,
    Origin,
    OriginSize,
    ScoreFacts,
    Size,
)

_LISTED = 100
_STEP, _BINS = 5, 20
_PERCENTS = 20
# Scores are summed as whole millionths: sums of floating-point numbers depend on their order.
_UNIT = 1_000_000

_SIDES = ("source", "target")
_SIZES = ("rows", "source_words", "target_words", "source_characters", "target_characters")


def facts(
    rows: pl.LazyFrame,
    *,
    name: str,
    recipe: Mapping[str, Any],
    inputs: Sequence[File] = (),
    outputs: Sequence[File] = (),
    removed: Mapping[str, int] | None = None,
    leaks: pl.DataFrame | None = None,
    searched: Sequence[str] = (),
    searched_rows: int = 0,
    origins: Sequence[Origin] = (),
    notes: Sequence[str] = (),
    samples: int = 5,
    created: str | None = None,
) -> Facts:
    """Return the facts of a corpus called ``name``, whose ``rows`` are of the bitext schema and may have a ``split``.

    What the rows do not tell is given: the ``recipe`` as plain values, the files read and written, how many rows each
    reason removed, the report of `find_leaks`, the test sets that were ``searched`` for and in how many rows, where
    documents come from (the first pattern that fits the name of the document or one of its files counts), remarks, and
    the day. The ``samples`` are the rows with the least ids, which are hashes.
    """
    schema = rows.collect_schema()
    scores = [column for column in schema.names() if column.startswith("score.")]
    rows = rows.with_columns(split=pl.col("split").cast(pl.Utf8) if "split" in schema else pl.lit(None, pl.Utf8))
    counted, documents = _counted(rows, scores).collect(engine="streaming"), _documents(rows)
    sizes = _sizes(counted, documents, list(dict.fromkeys(file.part for file in outputs)))
    placed = _placed(documents, origins)
    found = leak_counts(leaks) if leaks is not None else []
    return Facts(
        name=name,
        version=songngu.__version__,
        languages=(_most(counted, "source_lang"), _most(counted, "target_lang")),
        whole=sizes[0],
        parts=tuple(sizes[1:]),
        source_lengths=_lengths(counted, "source_length"),
        target_lengths=_lengths(counted, "target_length"),
        probabilities=_probabilities(counted),
        statuses=tuple(_marginal(counted, "status").rows()),
        scores=tuple(_scores(counted, scores)),
        document_count=len(placed),
        documents=tuple(document for document, _ in placed[:_LISTED]),
        origins=tuple(_origins(placed, origins)),
        samples=_samples(rows, samples),
        recipe=recipe,
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        removed=tuple((removed or {}).items()),
        leaks=(*found, *_clean(searched, found)),
        searched=searched_rows,
        notes=tuple(notes),
        created=created,
    )


def _counted(rows: pl.LazyFrame, scores: Sequence[str]) -> pl.LazyFrame:
    """Count the rows of each combination of what is told of them: every figure of the card is a sum over these."""
    words = {side: pl.col(side).fill_null("").str.count_matches(r"\S+").cast(pl.Int64) for side in _SIDES}
    lengths = {side: pl.col(side).fill_null("").str.len_chars().cast(pl.Int64) for side in _SIDES}
    percent = (pl.col("probability").fill_nan(None) * _PERCENTS).floor().clip(0, _PERCENTS - 1).cast(pl.Int64)
    shown = rows.select(
        pl.col("split"),
        pl.col("source_lang", "target_lang").fill_null(""),
        pl.col("status").cast(pl.Utf8).fill_null(""),
        percent.alias("percent"),
        *(pl.when(pl.col(score).is_finite()).then(pl.col(score)).alias(score) for score in scores),
        **{f"{side}_words": words[side] for side in _SIDES},
        **{f"{side}_characters": lengths[side] for side in _SIDES},
    )
    bins = {f"{side}_length": ((pl.col(f"{side}_words") + _STEP - 1) // _STEP).clip(0, _BINS + 1) for side in _SIDES}
    keys = ("split", "source_lang", "target_lang", "status", "percent", "source_length", "target_length")
    sums = [pl.col(column).sum() for column in _SIZES[1:]]
    whole = [(pl.col(score) * _UNIT).round().cast(pl.Int64).sum().alias(f"{score} sum") for score in scores]
    edges = [
        expression.alias(f"{score} {label}")
        for score in scores
        for label, expression in (
            ("count", pl.col(score).count()),
            ("least", pl.col(score).min()),
            ("greatest", pl.col(score).max()),
        )
    ]
    return shown.with_columns(**bins).group_by(keys).agg(pl.len().cast(pl.Int64).alias("rows"), *sums, *whole, *edges)


def _samples(rows: pl.LazyFrame, number: int) -> tuple[tuple[str, str], ...]:
    order = ("id", *_SIDES)
    taken = rows.select(order).bottom_k(number, by=order).collect(engine="streaming")
    return tuple(taken.sort(order).select(pl.col(_SIDES).fill_null("")).rows())


def _documents(rows: pl.LazyFrame) -> pl.DataFrame:
    names = ("document", "source_file", "target_file")
    shown = rows.select("split", pl.col(names).fill_null(""))
    return shown.group_by("split", *names).agg(pl.len().cast(pl.Int64).alias("rows")).collect(engine="streaming")


def _sizes(counted: pl.DataFrame, documents: pl.DataFrame, order: Sequence[str]) -> list[Size]:
    """Return the size of the whole, then of each part: those of ``order`` as they stand in it, then the largest."""
    held = documents.group_by("split").agg(pl.col("document").n_unique())
    parts = counted.drop_nulls("split").group_by("split").agg(pl.col(_SIZES).sum())
    parts = parts.join(held, on="split", how="left").sort("rows", "split", descending=(True, False))
    whole = counted.select(pl.col(_SIZES).sum()).with_columns(
        split=pl.lit("all"), document=pl.lit(documents["document"].n_unique())
    )
    place = {name: number for number, name in enumerate(order)}
    placed = sorted(parts.to_dicts(), key=lambda row: place.get(row["split"], len(place)))
    return [
        Size(row["split"], row["rows"], row["document"], *(row[column] for column in _SIZES[1:]))
        for row in (*whole.to_dicts(), *placed)
    ]


def _marginal(counted: pl.DataFrame, column: str) -> pl.DataFrame:
    return counted.group_by(column).agg(pl.col("rows").sum()).sort(column)


def _most(counted: pl.DataFrame, column: str) -> str:
    found = _marginal(counted, column).sort("rows", descending=True, maintain_order=True)
    return str(found[column][0]) if len(found) else ""


def _lengths(counted: pl.DataFrame, column: str) -> Histogram:
    found = dict(_marginal(counted, column).rows())
    ranges = [(f"{low + 1}–{low + _STEP}", low // _STEP + 1) for low in range(0, _BINS * _STEP, _STEP)]
    ranges.append((f"over {_BINS * _STEP}", _BINS + 1))
    return Histogram(tuple((label, found.get(place, 0)) for label, place in ranges), found.get(0, 0))


def _probabilities(counted: pl.DataFrame) -> Histogram:
    found = dict(_marginal(counted, "percent").rows())
    step = 1 / _PERCENTS
    ranges = ((f"{place * step:.2f}–{(place + 1) * step:.2f}", found.get(place, 0)) for place in range(_PERCENTS))
    return Histogram(tuple(ranges), found.get(None, 0))


def _scores(counted: pl.DataFrame, scores: Sequence[str]) -> list[ScoreFacts]:
    told = []
    for score in scores:
        rows = int(counted[f"{score} count"].sum())
        if rows:
            edges = (counted[f"{score} least"].min(), counted[f"{score} greatest"].max())
            least, greatest = (round(float(edge), 6) for edge in edges)  # type: ignore[arg-type]
            mean = round(int(counted[f"{score} sum"].sum()) / _UNIT / rows, 6)
            told.append(ScoreFacts(score.removeprefix("score."), rows, least, mean, greatest))
    return told


def _placed(documents: pl.DataFrame, origins: Sequence[Origin]) -> list[tuple[DocumentSize, int | None]]:
    """Return the documents, the largest first, each with the place of its origin."""
    names = ("document", "source_file", "target_file")
    whole = documents.group_by(names).agg(pl.col("rows").sum())
    placed = []
    for name, source, target, rows in whole.sort("rows", *names, descending=(True, False, False, False)).rows():
        fitting = (i for i, origin in enumerate(origins) if _fits(origin.pattern, (name, source, target)))
        place = next(fitting, None)
        origin = "" if place is None else origins[place].name or origins[place].pattern
        placed.append((DocumentSize(name, source, target, rows, origin), place))
    return placed


def _fits(pattern: str, names: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for name in names)


def _origins(placed: Sequence[tuple[DocumentSize, int | None]], origins: Sequence[Origin]) -> list[OriginSize]:
    documents = Counter(place for _, place in placed)
    rows: Counter[int | None] = Counter()
    for document, place in placed:
        rows[place] += document.rows
    known = [OriginSize(origin, documents[i], rows[i]) for i, origin in enumerate(origins)]
    return known + ([OriginSize(Origin(""), documents[None], rows[None])] if documents[None] else [])


def _clean(searched: Sequence[str], found: Sequence[LeakCount]) -> list[LeakCount]:
    """Return what is to be told of the test sets in which no row stands."""
    named = {leak.set for leak in found}
    return [LeakCount(name, "none", False, 0) for name in searched if name not in named]


def leak_counts(leaks: pl.DataFrame) -> list[LeakCount]:
    """Count the rows of a report of `find_leaks`.

    Each counts once in a set: as a leak where one of its sides is not short, of the kind that is nearest.
    """
    sides = leaks.with_columns(
        alone=pl.col("side").n_unique().over("row", "set") == 1,
        inside=pl.col("contained").all().over("row", "set", "short"),
    )
    best = sides.sort("short", "kind", "side").unique(("row", "set"), keep="first", maintain_order=True)
    grouped = best.group_by("set", "kind", "short").agg(
        rows=pl.len(), one_side=pl.col("alone").sum(), inside=pl.col("inside").sum()
    )
    counts = grouped.sort("set", "short", "kind")
    return [LeakCount(*row) for row in counts.with_columns(pl.col("kind").cast(pl.Utf8)).rows()]
