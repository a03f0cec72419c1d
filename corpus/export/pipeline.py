"""The pipeline of an export: each stage reads the rows on disk and says of each row what becomes of it.

The rows are written once, scored, and those that stay once more where tokens are made of them; what later stages say of
them (a repeat, a leak, a part of the split) is kept in arrays by their places, some bytes a row, and joined to the
rows as they are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.duplicates.row_numbers import RowNumbers, codes
from songngu.corpus.duplicates.stages import Stages, read_array, temporary_of, write_array
from songngu.corpus.export.clusters import Clusters, find_clusters
from songngu.corpus.export.corpus import (
    COMPRESSION,
    COPIES,
    DUPLICATE,
    LEAK,
    NOT_DRAWN,
    PLACE,
    REJECTED,
    SET_ASIDE,
    STRETCH,
    Corpus,
    stretches,
)
from songngu.corpus.export.filters import FILTERS, Lent, Threshold, all_filters, removed_by, scored, threshold_of
from songngu.corpus.export.identities import own_ids
from songngu.corpus.export.leaks import HeldOut, find_leaks, leaking_rows
from songngu.corpus.export.part_leaks import PartLeaks
from songngu.corpus.export.part_sizes import PartSizes, parse_part_sizes
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.export.repeats import exact_repeats
from songngu.corpus.export.sampling import sample
from songngu.corpus.export.split import Split, check_column, split_rows
from songngu.corpus.export.steps import Steps, steps_of

Progress = Callable[[str], None]

_BY_LANGUAGE = ("language", "script", "alphabet")
_LAST = ("tokenise", "truecase")


def corpus_of(
    rows: pl.LazyFrame,
    recipe: Recipe,
    held: Sequence[HeldOut],
    folder: Path,
    scorers: Lent,
    progress: Progress = lambda stage: None,
    stages: Stages | None = None,
) -> Corpus:
    """Return the corpus that a recipe makes of the rows of bitexts; it is in ``folder``, which must stay.

    ``held`` are the test sets it must not hold, ``scorers`` filters beside those of `corpus.filters`; ``progress`` is
    told each stage as it begins. With ``stages``, which see ``folder``, rows are scored, compared and searched in
    tasks, and the corpus is the same.
    """
    first, last = _parted(recipe)
    progress("scoring")
    if recipe.split.shares and recipe.split.strata:
        check_column(rows, recipe.split.strata)
    if stages:
        corpus = _scored_in_tasks(rows, recipe, folder, scorers, stages)
    else:
        corpus = scored_corpus(first.apply(rows), recipe, folder, scorers)
    corpus.notes += [*_nameless(corpus, recipe), *_unjudged(corpus, thresholds(recipe, scorers))]
    progress("looking for repeats")
    clusters = remove_repeats(corpus, recipe, folder, stages)
    progress("looking for leaks")
    remove_leaks(corpus, held, folder, stages)
    progress("splitting")
    deal(corpus, recipe, clusters, folder, stages, progress)
    draw(corpus, recipe)
    corpus.finish(last, folder)
    corpus.arrange(recipe, folder)
    return corpus


def _parted(recipe: Recipe) -> tuple[Steps, Steps]:
    """Return the steps that come before all else, and those that come last."""
    steps = steps_of(recipe.normalise).chosen
    first, last = (Steps(tuple(each for each in steps if (each[0].name in _LAST) == late)) for late in (False, True))
    return first, last


def _nameless(corpus: Corpus, recipe: Recipe) -> list[str]:
    """Return the note on rows that filters let pass because they do not say which languages they are in."""
    blind = [name for name in _BY_LANGUAGE if name in recipe.filters]
    if not blind:
        return []
    unnamed = pl.any_horizontal(pl.col("source_lang", "target_lang").fill_null("") == "")
    number: int = corpus.scored_rows().select(unnamed.sum()).collect(engine="streaming").item()
    if not number:
        return []
    rows = "1 row names" if number == 1 else f"{number:,} rows name"
    return [f"{rows} no language, so {', '.join(blind)} cannot judge: name it with --source-lang and --target-lang"]


def _unjudged(corpus: Corpus, filters: Sequence[Threshold]) -> list[str]:
    """Return the notes on filters by what a model or a lexicon knows that could tell nothing of any row."""
    asked = {each.name: list(each.scores()) for each in filters if each.name not in FILTERS}
    columns = [column for names in asked.values() for column in names]
    counts = corpus.scored_rows().select(pl.col(columns).count()).collect(engine="streaming") if columns else None
    if counts is None or not len(corpus.reasons):
        return []
    blind = [name for name, names in asked.items() if not sum(counts.select(names).row(0))]
    return [f"the filter {name} could not judge a single row" for name in blind]


def thresholds(recipe: Recipe, scorers: Lent) -> list[Threshold]:
    """Return the filters of a recipe with their bounds; that of empty sides is among them unless it is set to false."""
    given = {"empty": True} | recipe.filters
    known = all_filters(scorers)
    return [threshold_of(name, value, known) for name, value in given.items() if value is not False]


def scored_corpus(rows: pl.LazyFrame, recipe: Recipe, folder: Path, scorers: Lent) -> Corpus:
    """Write ``rows``, scored, to ``folder``, and say which ones its filters remove.

    What an earlier export said of them, which filter they failed and, where they are to be split, their part, goes. A
    row whose id an earlier one has gets its own.
    """
    filters = thresholds(recipe, scorers)
    names, code = _names(filters), _code(filters)
    paths, reasons = [], []
    # Polars' own sink lets the rows that wait for their scores pile up, and its row index all rows; batches do not.
    for number, numbered in enumerate(_numbered(rows, recipe)):
        told = scored(numbered.lazy(), filters).with_columns(code).collect()
        paths.append(folder / f"scored-{number:06}.parquet")
        told.drop("reason").write_parquet(paths[-1], compression=COMPRESSION)
        reasons.append(told["reason"].to_numpy())
    return Corpus(tuple(paths), names, np.concatenate(reasons))


def _names(filters: Sequence[Threshold]) -> list[str]:
    """Return the reasons for which rows are removed, the first of which is none."""
    return ["", REJECTED, SET_ASIDE, *(each.name for each in filters), DUPLICATE, LEAK, NOT_DRAWN]


def _code(filters: Sequence[Threshold]) -> pl.Expr:
    """Return the reason for which a row is removed, by its place in the names."""
    reason = pl.coalesce(
        pl.when(pl.col("status").cast(pl.Utf8) == "rejected").then(pl.lit(REJECTED)),
        pl.when(pl.col("duplicate_of").is_not_null()).then(pl.lit(SET_ASIDE)),
        removed_by(filters),
    )
    return reason.fill_null("").cast(pl.Enum(_names(filters))).to_physical().alias("reason")


def _numbered(rows: pl.LazyFrame, recipe: Recipe, size: int = STRETCH) -> Iterator[pl.DataFrame]:
    """Yield the rows a file's worth at a time, each with an id of its own and its place."""
    rows = rows.drop("removed_by", *(["split"] if recipe.split.shares else []), strict=False)
    start, own = 0, own_ids(rows)
    for batch in stretches(rows, size):
        yield own.given(batch, start).with_row_index(PLACE, start)
        start += batch.height


def _scored_in_tasks(rows: pl.LazyFrame, recipe: Recipe, folder: Path, scorers: Lent, stages: Stages) -> Corpus:
    """Do what `scored_corpus` does, and the steps before it, in tasks of a file each."""
    raw, rows_read = [], 0
    for number, numbered in enumerate(_numbered(rows, recipe, stages.rows)):
        raw.append(folder / f"read-{number:06}.parquet")
        numbered.write_parquet(raw[-1], compression=COMPRESSION)
        rows_read += numbered.height
    found = recipe.found_from(Path().absolute())  # models, as those find them who work in another folder
    outputs = stages.run("scores", partial(_scored_task, found, scorers), raw, rows_read)
    paths = tuple(output.path for output in outputs)
    reasons = np.concatenate([read_array(path.with_name(f"{path.name}-reasons")) for path in paths])
    return Corpus(paths, _names(thresholds(recipe, scorers)), reasons)


def _scored_task(recipe: Recipe, scorers: Lent, path: Path, raw: Path) -> Sequence[int]:
    filters = thresholds(recipe, scorers)
    rows = _parted(recipe)[0].apply(pl.scan_parquet(raw, glob=False))
    told = scored(rows, filters).with_columns(_code(filters)).collect()
    write_array(path.with_name(f"{path.name}-reasons"), told["reason"].to_numpy())
    temporary = temporary_of(path)
    told.drop("reason").write_parquet(temporary, compression=COMPRESSION)
    temporary.replace(path)
    return ()


@dataclass(frozen=True, slots=True)
class Found:
    """The near-duplicates among the rows that ``stood`` when they were searched."""

    stood: NDArray[np.bool_]
    clusters: Clusters

    def among(self, corpus: Corpus) -> RowNumbers:
        """Return, for each row that stays, the first one that stays of its cluster."""
        return self.clusters.among(corpus.reasons[self.stood] == 0)


def remove_repeats(corpus: Corpus, recipe: Recipe, folder: Path, stages: Stages | None = None) -> Found | None:
    """Remove the rows that repeat both sides of an earlier one; return the clusters a split needs, if there is one.

    What is removed is found at the bound of the removal, clusters at that of the split.
    """
    remove, split = recipe.duplicates, recipe.split
    if remove.remove == "exact":
        texts = corpus.texts(folder / "exact.parquet")
        _remove(corpus, corpus.places(), exact_repeats(texts), texts)
    near = remove.similarity if remove.remove == "near" else None
    if near is None and not split.shares:
        return None
    stood, texts = corpus.reasons == 0, corpus.texts(folder / "texts.parquet")
    similarity = split.similarity if split.shares else near or 1
    found = find_clusters(texts, similarity=similarity, repeats=near, stages=stages)
    _remove(corpus, np.flatnonzero(stood), found.repeats, texts)
    return Found(stood, found)


def remove_leaks(corpus: Corpus, held: Sequence[HeldOut], folder: Path, stages: Stages | None = None) -> None:
    """Remove the rows that stand in a test set, and report them by their places."""
    if not held:
        return
    corpus.searched = tuple(one.name for one in held)
    stood = corpus.reasons == 0
    corpus.searched_rows = int(np.count_nonzero(stood))
    found = find_leaks(corpus.texts(folder / "leaks.parquet"), held, stages=stages)
    _report_leaks(corpus, found, row=np.flatnonzero(stood))


def _report_leaks(corpus: Corpus, found: pl.DataFrame, **places: NDArray[np.int64]) -> None:
    """Remove the rows that leak, and add what was found to the report of the corpus.

    ``places`` are those of the rows by whose numbers a column tells them.
    """
    gone = leaking_rows(found).to_numpy()
    named = [pl.Series(name, rows[found[name].to_numpy()], dtype=pl.Int64) for name, rows in places.items()]
    corpus.remove(places["row"][gone], LEAK)
    corpus.leaks = pl.concat([corpus.leaks, found.with_columns(named)])


def _remove(corpus: Corpus, places: NDArray[np.int64], repeats: pl.DataFrame, texts: Path) -> None:
    """Remove repeated rows, numbered among those of ``texts``, and remember which row each repeats."""
    rows, firsts = (repeats[name].cast(pl.Int64).to_numpy() for name in ("row", "repeats"))
    known, which = np.unique(firsts, return_inverse=True)
    stands = np.zeros(len(places), np.bool_)
    stands[known] = True
    # Added to, they are copies: what Polars filters keeps all ids around them in memory.
    ids = pl.scan_parquet(texts).select("id").filter(pl.Series(stands)).select(pl.col("id") + "").collect()["id"]
    copies = pl.DataFrame({PLACE: places[rows], "repeated": ids.gather(which)}).cast(COPIES)
    corpus.copies = pl.concat([corpus.copies, copies])
    corpus.remove(places[rows], DUPLICATE)


def deal(
    corpus: Corpus,
    recipe: Recipe,
    found: Found | None,
    folder: Path,
    stages: Stages | None = None,
    progress: Progress = lambda stage: None,
) -> None:
    """Deal the rows that stay to the parts of the split that the recipe asks for, if it does.

    Where it is to be verified, another search looks for what stands in two parts, and removes it from the larger one.
    The rest is dealt again, as it would be if it had come alone, until no row is in two parts.
    """
    if not recipe.split.shares:
        return
    shares, notes = parse_part_sizes(recipe.split.shares), list(corpus.notes)
    corpus.part_names = ("", *shares.names)
    corpus.parts = codes(len(corpus.reasons), len(corpus.part_names))
    stood = corpus.reasons == 0
    search = PartLeaks(corpus.texts(folder / "split.parquet"), stages=stages) if recipe.split.verify else None
    for number in count():
        columns = ("id", "document", *filter(None, [recipe.split.strata, corpus.unit]))
        split = _split(corpus, corpus.columns(folder / f"split-{number}.parquet", columns), recipe, shares, found)
        corpus.notes = [*notes, *split.notes]
        reserve = corpus.places()[split.reserve]
        if corpus.take_parts(split.parts) or search is None:
            return
        del split
        progress("looking for what stands in two parts")
        search.look(corpus.dealt(stood), np.searchsorted(np.flatnonzero(stood), reserve))
        progress("splitting")
        leaks = search.between(corpus.dealt(stood))
        gone = leaking_rows(leaks)
        told = leaks.filter(pl.col("row").is_in(gone.implode())) if len(gone) else leaks
        _report_leaks(corpus, told, **dict.fromkeys(("row", "set_row"), np.flatnonzero(stood)))
        if gone.is_empty():
            return


def draw(corpus: Corpus, recipe: Recipe) -> None:
    """Keep so many of the rows as the recipe says, of the largest part of the split where there is one."""
    asked = recipe.sampling
    if asked.rows is None:
        return
    part = parse_part_sizes(recipe.split.shares).largest if recipe.split.shares else None
    places = corpus.places()
    if part is not None and corpus.parts is not None:
        places = places[corpus.parts[places] == corpus.part_names.index(part)]
    found = sample(
        corpus.kept(part), asked.rows, patterns={glob: each.name or glob for glob, each in recipe.sources.items()},
        temperature=asked.temperature, weights=asked.weights, seed=asked.seed,
    )  # fmt: skip
    corpus.notes += found.notes
    corpus.remove(places[~found.kept], NOT_DRAWN)


def _split(corpus: Corpus, texts: Path, recipe: Recipe, shares: PartSizes, found: Found | None) -> Split:
    return split_rows(
        texts,
        shares,
        clusters=found.among(corpus) if found else None,
        document="document" if recipe.split.by == "document" else None,
        unit=corpus.unit,
        strata=recipe.split.strata,
        seed=recipe.split.seed,
    )
