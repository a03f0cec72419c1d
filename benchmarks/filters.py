"""Measure the filters: what their defaults remove of clean pairs, what of noise, and how fast.

    python -m benchmarks.filters --half odd
    python -m benchmarks.filters --half odd --tuned [--bounds] [--table mpl]
    python -m benchmarks.filters --speed
    python -m benchmarks.filters --beside [--opusfilter /path/to/venv/bin/opusfilter]

Clean pairs are the two tables of ``../shared/data/train``. Noise is made of 2,000 pairs of each table with six words or
more on both sides, drawn with a seed: the target is exchanged for another, cut, copied, in another language and so on,
as `KINDS` has it. A noisy pair is found when a filter at its default removes it. Defaults and lists were chosen on the
even lines of the tables; the odd lines are the report. The lexicon behind ``coverage`` was trained on the larger table,
so its figures count on the smaller one alone.

With ``--tuned`` the filters are those of the recipe that `tune` writes for the other half of each table, at most 2 % of
which go: the classifier or, with ``--bounds``, bounds of single filters.

Speed is processor time by the pair, reading and writing Parquet included, of all pairs taken three times over.
OpusFilter (`benchmarks.opusfilter`) runs its ten filters of the same kinds on a part of the pairs, ours on the same.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl

from benchmarks.opusfilter import program as opusfilter_program
from benchmarks.opusfilter import seconds as opusfilter_seconds
from songngu.align.coverage import lexicon_coverage, lexicon_scorers
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus.export.filters import FILTERS, Scorer, Threshold, all_filters, removed_by, scored, threshold_of
from songngu.corpus.export.tuning import tune

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
TABLES = ("permissive", "mpl")
COUNT = 2000
ANY = "any"
TEN = ("length", "ratio", "longest", "markup", "letters", "script", "language", "numbers", "untranslated", "repetition")
SPEED = """
import json, resource, sys, time
import polars as pl
from songngu.corpus.export.filters import FILTERS, removed_by, scored, threshold_of
thresholds = [threshold_of(name, True, FILTERS) for name in sys.argv[3:]]
start = time.perf_counter()
rows = pl.scan_parquet(sys.argv[1])
if thresholds:
    rows = scored(rows, thresholds).with_columns(removed_by(thresholds))
rows.sink_parquet(sys.argv[2])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024]))
"""

Pair = tuple[str, str]
Noise = Callable[[Pair, Pair, Sequence[str], random.Random], Pair]
MENU = "Home | News | Sport | Contact us | Log in © 2015 Example Ltd. All rights reserved."


def _tail(text: str, rng: random.Random) -> str:
    return " ".join([text, *text.split()[-rng.randint(2, 6) :] * 6])


def _digits(text: str, rng: random.Random) -> str:
    return "".join(str((int(c) + rng.randint(1, 9)) % 10) if c in "0123456789" else c for c in text)


KINDS: dict[str, Noise] = {
    "target of another pair": lambda pair, other, _, rng: (pair[0], other[1]),
    "target in Vietnamese, of another pair": lambda pair, other, _, rng: (pair[0], other[0]),
    "target in German or French": lambda pair, _, foreign, rng: (pair[0], rng.choice(foreign)),
    "sides exchanged": lambda pair, *_: (pair[1], pair[0]),
    "target is the source": lambda pair, *_: (pair[0], pair[0]),
    "half of the target untranslated": lambda pair, *_: (pair[0], f"{_half(pair[1])} {_half(pair[0], last=True)}"),
    "target cut to a third": lambda pair, *_: (pair[0], " ".join(pair[1].split()[: max(1, len(pair[1].split()) // 3)])),
    "end of the target repeated six times": lambda pair, _, __, rng: (pair[0], _tail(pair[1], rng)),
    "source: UTF-8 read as Windows-1252": lambda pair, *_: (_misread(pair[0]), pair[1]),
    "source: letters lost to ?": lambda pair, *_: (pair[0].encode("cp1252", "replace").decode("cp1252"), pair[1]),
    "target: digits changed": lambda pair, _, __, rng: (pair[0], _digits(pair[1], rng)),
    "target in tags": lambda pair, *_: (pair[0], f'<div class="text"><a href="/vi/1">{pair[1]}</a>&nbsp;</div>'),
    "target is a menu": lambda pair, *_: (pair[0], MENU),
}  # fmt: skip


def _half(text: str, *, last: bool = False) -> str:
    words = text.split()
    return " ".join(words[len(words) // 2 :] if last else words[: len(words) // 2])


def _misread(text: str) -> str:
    """Decode each byte as Windows-1252 has it, as Latin-1 where that has none."""
    raw = text.encode()
    return "".join(raw[i : i + 1].decode("cp1252", "ignore") or chr(raw[i]) for i in range(len(raw)))


def pairs_of(table: str, half: str | None = None) -> list[Pair]:
    """Return the pairs of a table, of its even or odd lines alone (from 0) where a half is named."""
    lines = (SHARED / "train" / f"train_{table}.tsv").read_text(encoding="utf-8").splitlines()
    start, step = {"even": (0, 2), "odd": (1, 2), None: (0, 1)}[half]
    return [(columns[0], columns[1]) for columns in (line.split("\t") for line in lines[start::step])]


def bitext(pairs: Iterable[Pair]) -> pl.LazyFrame:
    """Return pairs as a bitext of Vietnamese and English."""
    frame = pl.LazyFrame(list(pairs), schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row")
    langs = {"source_lang": pl.lit("vi"), "target_lang": pl.lit("en"), "probability": pl.lit(None, pl.Float64)}
    return frame.with_columns(**langs)


def thresholds() -> list[Threshold]:
    """Return all filters at their defaults, the lexicon's among them."""
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon
    scorers: dict[str, Scorer] = {**FILTERS, "coverage": lexicon_coverage(lexicon)}
    return [threshold_of(name, True, scorers) for name in scorers if name != "probability"]


def tuned(table: str, half: str, *, bounds: bool) -> list[Threshold]:
    """Return the filters of the recipe that is written for the half of a table that ``half`` is not."""
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon
    scorers: dict[str, Scorer] = dict(lexicon_scorers(lexicon))
    other = {"even": "odd", "odd": "even"}[half]
    found = tune(bitext(pairs_of(table, other)).collect(), scorers=scorers)
    recipe = tomllib.loads(found.recipe(bounds=bounds))
    return [threshold_of(name, value, all_filters(scorers)) for name, value in recipe["filters"].items()]


def report_tuned(tables: Sequence[str], half: str, *, bounds: bool) -> None:
    """Print what a tuned recipe removes of the clean pairs of a half, and of each kind of noise."""
    filters = {table: tuned(table, half, bounds=bounds) for table in tables}
    print(f"| removed of the {half} half | {' | '.join(tables)} |\n|---|{'---|' * len(tables)}")
    print(f"| clean | {' | '.join(f'{removed(pairs_of(table, half), filters[table])[ANY]:.2%}' for table in tables)} |")
    for kind in KINDS:
        shares = (removed(noisy(table, half, kind), filters[table])[ANY] for table in tables)
        print(f"| {kind} | {' | '.join(f'{share:.3f}' for share in shares)} |", flush=True)


def removed(pairs: Sequence[Pair], filters: Sequence[Threshold]) -> dict[str, float]:
    """Return the share of pairs each filter removes, and under `ANY` what all of them do."""
    shares = [threshold.fails().mean().alias(threshold.name) for threshold in filters]
    any_filter = removed_by(filters).is_not_null().mean().alias(ANY)
    return scored(bitext(pairs), filters).select(*shares, any_filter).collect().row(0, named=True)


def noisy(table: str, half: str, kind: str) -> list[Pair]:
    """Return pairs of a table made noise of one kind."""
    rng = random.Random(f"{table} {kind}")
    long = [pair for pair in pairs_of(table, half) if min(len(side.split()) for side in pair) >= 6]
    if kind == "target: digits changed":
        long = [pair for pair in long if any(letter in "0123456789" for letter in pair[1])]
    foreign = [
        line for lang in ("de", "fr") for line in (SHARED / "textberg" / f"dev.{lang}").read_text("utf-8").splitlines()
        if len(line.split()) >= 6
    ]  # fmt: skip
    chosen = rng.sample(long, min(COUNT, len(long)))
    return [KINDS[kind](pair, chosen[i - 1], foreign, rng) for i, pair in enumerate(chosen)]


def report(half: str) -> None:
    """Print what each filter removes of the clean pairs of a half, and of each kind of noise."""
    filters = thresholds()
    clean = {table: removed(pairs_of(table, half), filters) for table in TABLES}
    print(f"| filter | default | {' | '.join(TABLES)} |\n|---|---|{'---|' * len(TABLES)}")
    for threshold in filters:
        cells = (f"{clean[table][threshold.name]:.2%}" for table in TABLES)
        print(f"| {threshold.name} | {str(threshold).partition('=')[2]} | {' | '.join(cells)} |")
    print(f"| any | | {' | '.join(f'{clean[table].pop(ANY):.2%}' for table in TABLES)} |\n")
    print(f"| noise | {' | '.join(f'any, {table}' for table in TABLES)} | by filter, {TABLES[1]} |\n|---|---|---|---|")
    for kind in KINDS:
        found = {table: removed(noisy(table, half, kind), filters) for table in TABLES}
        best = sorted(((share, name) for name, share in found[TABLES[1]].items() if name != ANY), reverse=True)
        named = ", ".join(f"{name} {share:.3f}" for share, name in best[:4] if share >= 0.02)
        print(f"| {kind} | {' | '.join(f'{found[table][ANY]:.3f}' for table in TABLES)} | {named} |", flush=True)


def speed(opusfilter: str | None) -> None:
    """Print the processor time of the filters by the pair, alone and together, and that of OpusFilter."""
    every = [pair for table in TABLES for pair in pairs_of(table)] * 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle = ours(every, (), folder)[0]
        print(f"{len(every):,} pairs; reading, writing and start: {idle:.1f} µs a pair")
        for filter in FILTERS:
            print(f"  {filter}: {ours(every, (filter,), folder)[0] - idle:.1f} µs", flush=True)
        seconds, wall, peak = ours(every, TEN, folder)
        print(f"ten filters: {seconds:.1f} µs of processor time, {wall:.1f} µs of wall time, {peak:.0f} MB")
    beside(opusfilter)


def ours(pairs: Sequence[Pair], names: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Return the processor and wall microseconds a pair that filters take in a process of their own, and its peak."""
    path = folder / "pairs.parquet"
    bitext(pairs).collect().write_parquet(path, row_group_size=50_000)
    program = [sys.executable, "-c", SPEED, str(path), str(folder / "out.parquet"), *names]
    seconds, wall, peak = json.loads(subprocess.run(program, check=True, capture_output=True).stdout)
    return seconds / len(pairs) * 1e6, wall / len(pairs) * 1e6, peak


def beside(opusfilter: str | None) -> None:
    """Print what the same kinds of filters take of the same pairs here and in OpusFilter, with and without language.

    Both read and write files. What each takes to start, told by ten pairs, is printed too.
    """
    program = opusfilter_program(opusfilter)
    if not program:
        return
    every = [pair for table in TABLES for pair in pairs_of(table)]
    nine = tuple(name for name in TEN if name != "language")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, names, count in (("ten", TEN, 2_000), ("nine, without language", nine, 20_000)):
            sample = random.Random(1).sample(every, count)
            own = ours(sample, names, folder)[0] * count / 1e6
            start = ours(sample[:10], names, folder)[0] * 10 / 1e6
            other, other_start = (opusfilter_seconds(program, each, names, folder) for each in (sample, sample[:10]))
            share, bare = own / other, (own - start) / (other - other_start)
            print(f"{title}, {count:,} pairs: {own:.2f} s, OpusFilter {other:.2f} s: {share:.3f} of it;", end=" ")
            print(f"starts {start:.2f} and {other_start:.2f} s; {bare:.3f} without them", flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd"), default="odd")
    parser.add_argument("--table", choices=TABLES, action="append", help="of --tuned; all without it")
    parser.add_argument("--tuned", action="store_true", help="at what is learnt from the other half")
    parser.add_argument("--bounds", action="store_true", help="of single filters, in place of the classifier")
    parser.add_argument("--speed", action="store_true", help="measure the time alone")
    parser.add_argument("--beside", action="store_true", help="measure the time beside OpusFilter alone")
    parser.add_argument("--opusfilter", help="the program of OpusFilter, where it is not on the path")
    options = parser.parse_args()
    if options.beside:
        beside(options.opusfilter)
    elif options.speed:
        speed(options.opusfilter)
    elif options.tuned:
        report_tuned(options.table or TABLES, options.half, bounds=options.bounds)
    else:
        report(options.half)


if __name__ == "__main__":
    main()
