"""A certificate against contamination: what of a corpus, or of any text, stands in each of a library of test sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from songngu.corpus.duplicates.parquet import ROW_GROUP
from songngu.corpus.export.leaks import HeldOut, find_leaks
from songngu.corpus.export.library import holds_text, passed_over, read_test_set, read_test_sets, test_sets
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.buffered import scratch

VERSION = 1
"""The version of the certificate's form as JSON."""

_EXACT, _EDITED = "exact", "edited"


@dataclass(frozen=True, slots=True)
class Contamination:
    """What stands in one test set of so many ``texts``: rows of the corpus, each counted once.

    ``exact`` are equal, ``changed`` differ in case, diacritics, punctuation or spacing only, ``edited`` are alike;
    ``one_side`` counts those of them of which one side only stands there, ``contained`` those of which but sentences
    do, or that are sentences of longer texts there. ``short`` are rows told for a text too short to count.
    """

    name: str
    texts: int
    exact: int
    changed: int
    edited: int
    one_side: int
    contained: int
    short: int

    @property
    def rows(self) -> int:
        """How many rows stand in the set."""
        return self.exact + self.changed + self.edited


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many rows were searched, and what of them stands in each test set, also where that is nothing.

    Each row was compared whole and sentence by sentence. ``passed_over`` are files in the folders that were searched
    and searched for which hold no texts by their names, ``empty`` those that do by their names, and hold none;
    ``notes`` are what readers have to say.
    """

    searched: int
    sets: tuple[Contamination, ...]
    passed_over: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether no row stands in a test set."""
        return not any(each.rows for each in self.sets)

    def as_json(self) -> dict[str, Any]:
        """Return the certificate as plain values."""
        sets = [asdict(each) for each in self.sets]
        return {
            "version": VERSION,
            "rows": self.searched,
            "sets": sets,
            "passed_over": list(self.passed_over),
            "empty": list(self.empty),
            "notes": list(self.notes),
        }

    def lines(self) -> Iterator[str]:
        """Yield the certificate for people, a line a set."""
        yield f"{quantity(self.searched, 'row')} searched, whole and sentence by sentence"
        for each in self.sets:
            found = f"{each.exact:,} exactly, {each.changed:,} in other spelling, {each.edited:,} edited"
            side = f"; {each.one_side:,} on one side only" if each.one_side else ""
            part = f"; {each.contained:,} inside longer texts only" if each.contained else ""
            short = f"; {each.short:,} too short to count" if each.short else ""
            texts, rows = quantity(each.texts, "text"), quantity(each.rows, "row stands", "rows stand")
            yield f"{each.name} ({texts}): {rows} in it: {found}{side}{part}{short}"
        if self.passed_over:
            yield f"passed over, being no texts by their names: {', '.join(self.passed_over)}"
        if self.empty:
            yield f"empty: {', '.join(self.empty)}"


def certify(corpora: Sequence[str], against: Sequence[str]) -> Certificate:
    """Return what of bitexts, texts or documents stands in test sets, each by its name.

    Both may be folders, of which everything below is taken: bitexts, texts and the sides of pairs. Monolingual texts
    are compared with both sides, as parallel ones are. Raises UsageError where there is nothing to search or to search
    for, InputError for what cannot be read.
    """
    with scratch() as folder, ExitStack() as stack:
        held, empty = stack.enter_context(read_test_sets(against))
        texts: list[pl.LazyFrame] = []
        notes = [note for one in held for note in one.named_notes()]
        for one in test_sets(corpora):
            found = stack.enter_context(read_test_set(one))
            notes += found.named_notes()
            if holds_text(found.texts):
                texts += _sides(found.texts)
            else:
                empty += one.paths
        rows = pl.concat([pl.LazyFrame(schema={"source": pl.Utf8, "target": pl.Utf8}), *texts], how="diagonal")
        path = folder / "corpus.parquet"
        unread = tuple(passed_over([*corpora, *against]))
        rows.filter(pl.any_horizontal(pl.all() != "")).sink_parquet(path, row_group_size=ROW_GROUP, maintain_order=True)
        leaks = find_leaks(path, held)
        searched: int = pl.scan_parquet(path).select(pl.len()).collect().item()
        sets = tuple(_contamination(one, leaks.filter(set=one.name)) for one in held)
        return Certificate(searched, sets, unread, tuple(empty), tuple(dict.fromkeys(notes)))


def _sides(texts: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """Yield the texts of a corpus as rows of two sides: those of its first two languages, and of each other alone."""
    first, *others = (texts.collect_schema().names()[:2], *texts.collect_schema().names()[2:])
    yield texts.select(first)
    yield from (texts.select(source=pl.col(name)) for name in others)


def _contamination(held: HeldOut, leaks: pl.DataFrame) -> Contamination:
    """Count the rows of a report that is of one test set."""
    texts = held.texts.select(pl.sum_horizontal((pl.all() != "").sum())).collect(engine="streaming").item()
    long = leaks.filter(~pl.col("short"))
    told = (pl.col("kind").first(), pl.col("contained").all())
    best = long.sort("kind").group_by("row").agg(*told, sides=pl.col("side").n_unique())
    kinds = dict(best.group_by("kind").len().select(pl.col("kind").cast(pl.Utf8), "len").rows())
    exact, edited = kinds.get(_EXACT, 0), kinds.get(_EDITED, 0)
    return Contamination(
        name=held.name,
        texts=texts,
        exact=exact,
        changed=best.height - exact - edited,
        edited=edited,
        one_side=best.filter(sides=1).height if len(held.texts.collect_schema()) > 1 else 0,
        contained=best.filter("contained").height,
        short=leaks.filter(~pl.col("row").is_in(long["row"].implode()))["row"].n_unique(),
    )
