"""The command `songngu tune`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songngu.commands.console import print_json, say, warn
from songngu.commands.options import ColumnNames, column_names
from songngu.commands.progress import progress
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import quantity
from songngu.corpus.language.names import read_tag

if TYPE_CHECKING:
    import polars as pl

    from songngu.corpus.export.tuning import Tuning


class TuningFormat(StrEnum):
    """How a tuning is printed."""

    TEXT = "text"
    JSON = "json"


Language = Annotated[str | None, typer.Option(metavar="LANG", parser=read_tag, help="Of files with several languages.")]


def tune(
    good: Annotated[str, typer.Argument(metavar="GOOD", help="A bitext of clean rows, some thousands of them.")],
    bad: Annotated[
        str | None, typer.Option("--bad", metavar="FILE", help="A bitext of noise; else it is made of the clean rows.")
    ] = None,
    keep: Annotated[
        float, typer.Option("--keep", metavar="SHARE", help="Of the clean rows, the share that is to stay.")
    ] = 0.98,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="RECIPE", help="Where to write a recipe of it.")
    ] = None,
    bounds: Annotated[bool, typer.Option("--bounds", help="Write bounds of filters, no classifier.")] = False,
    columns: ColumnNames = None,
    source_lang: Language = None,
    target_lang: Language = None,
    format: Annotated[TuningFormat, typer.Option("--format", help="How to print.")] = TuningFormat.TEXT,
) -> None:
    """Learn from clean rows what filters are to remove.

    Bounds for the filters of export, and a classifier over all their scores.

    Example: songngu tune good.tsv --bad bad.tsv -o recipe.toml
    """
    from songngu.corpus.export.tuning import as_json
    from songngu.corpus.export.tuning import tune as tuned
    from songngu.corpus.files.output import atomic_writer
    from songngu.corpus.formats import read_bitext
    from songngu.corpus.formats.reading import Reading
    from songngu.workspace.evidence import scorers

    if output and Path(output).resolve() in {Path(path).resolve() for path in (good, bad) if path}:
        raise UsageError(f"cannot write {output}: it is one of the files read", hint="choose another name")
    langs = source_lang, target_lang
    names = column_names(columns)
    readings = [Reading(name, langs, columns=names) for name in (good, bad) if name]
    clean, *other = (read_bitext(reading.path, None, reading) for reading in readings)
    noise = other[0] if other else None
    for reading in readings:
        for note in reading.notes:
            say(f"note: {reading.path}: {note}")
    if bad and noise is not None and (common := _common(clean, noise)):
        warn(f"{quantity(common, 'row')} of {bad} are among the clean rows of {good} too")
    lent = scorers((source_lang or "vi", target_lang or "en"))
    with progress("tuning"):
        found = tuned(clean, noise, lent, keep=keep)
    if output:
        with atomic_writer(output) as stream:
            stream.write(found.recipe(bounds=bounds))
        say(f"wrote {output}")
    if format is TuningFormat.JSON:
        print_json(as_json(found))
    else:
        for line in _lines(found):
            typer.echo(line)


def _common(clean: pl.DataFrame, noise: pl.DataFrame) -> int:
    return noise.join(clean, on=["source", "target"], how="semi").height


def _lines(found: Tuning) -> Iterator[str]:
    """Yield a filter a line: bounds, precision, recall, and how clean and noisy rows score."""
    width = 2 + max(len(each.name) for each in (found.quality, *found.filters))
    yield f"{'filter':<{width}}{'bounds':<22}{'precision':>10}{'recall':>8}{'clean':>9}  clean scores, noisy scores"
    for each in (found.quality, *sorted(found.filters, key=lambda tuned: -tuned.noisy)):
        bounds = "..".join("" if bound is None else f"{bound:g}" for bound in (each.least, each.most))
        shares = f"{each.precision:>10.3f}{each.noisy:>8.3f}{each.clean:>9.2%}" if bounds != ".." else f"{'':>27}"
        shown = "" if bounds == ".." else bounds
        yield f"{each.name:<{width}}{shown:<22}{shares}  |{each.clean_bars}| |{each.noisy_bars}|"
    yield f"quality: {found.by_quality.clean:.2%} of {found.rows:,} clean rows removed; of the noise:"
    yield from (f"  {share:.3f}  {kind}" for kind, share in found.by_quality.noise.items())
    yield f"bounds: {found.together.clean:.2%} of {found.rows:,} clean rows removed; of the noise:"
    yield from (f"  {share:.3f}  {kind}" for kind, share in found.together.noise.items())
