"""Measure `songngu export` on generated corpora: time, memory and what it finds, against OpusFilter.

    python -m benchmarks.corpora --rows 1000000 5000000
    python -m benchmarks.corpora --rows 100000 [--opusfilter /path/to/venv/bin/opusfilter]

The pairs are words of ``../shared/data/train`` drawn at random by their frequency, so that no two pairs are alike but
the planted ones: two in a hundred repeat an earlier pair exactly, two in a hundred with one word changed on each side.
Ten filters at their defaults, near-duplicate removal, a split in three and Parquet out; OpusFilter runs its ten filters
of the same kinds and its removal of exact duplicates on the same pairs in the same run. Each runs in a process of its
own, whose time and peak memory the operating system tells.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.opusfilter import program
from songngu.corpus.bitext import SCHEMA
from songngu.corpus.formats.buffered import buffered_bitext

TRAIN = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "train"
CHUNK = 250_000
DOCUMENT = 200
FILTERS = (
    "length", "ratio", "longest", "markup", "language", "numbers", "punctuation", "untranslated", "repetition", "script"
)  # fmt: skip


def vocabulary(column: int) -> tuple[pl.Series, np.ndarray]:
    """Return the words of one side of the training pairs and their shares."""
    lines = (TRAIN / "train_permissive.tsv").read_text(encoding="utf-8").splitlines()
    words = pl.Series("word", [line.split("\t")[column] for line in lines]).str.to_lowercase()
    counts = (
        words.str.extract_all(r"\p{L}+").explode().drop_nulls().value_counts().sort("count", "word", descending=True)
    )
    return counts["word"], (counts["count"] / counts["count"].sum()).to_numpy()


def texts(words: pl.Series, shares: np.ndarray, lengths: np.ndarray, rng: np.random.Generator) -> pl.Series:
    """Return one text of random words for each length, a capital first and a full stop last."""
    drawn = words.gather(rng.choice(len(words), int(lengths.sum()), p=shares))
    rows = pl.Series(np.repeat(np.arange(len(lengths)), lengths))
    frame = (
        pl.DataFrame({"row": rows, "word": drawn})
        .group_by("row", maintain_order=True)
        .agg(pl.col("word").str.join(" "))
    )
    text = pl.col("word")
    return frame.select(text.str.slice(0, 1).str.to_uppercase() + text.str.slice(1) + ".")["word"]


def generated(rows: int, seed: int) -> Iterator[pl.DataFrame]:
    """Yield a bitext of ``rows`` rows, the planted repeats among them."""
    rng = np.random.default_rng(seed)
    sides = vocabulary(0), vocabulary(1)
    for first in range(0, rows, CHUNK):
        count = min(CHUNK, rows - first)
        lengths = rng.integers(8, 25, count)
        frame = pl.DataFrame(
            {
                "source": texts(*sides[0], lengths, rng),
                "target": texts(*sides[1], np.maximum(4, (lengths * rng.uniform(0.6, 0.9, count)).astype(int)), rng),
            }
        )
        yield _completed(_planted(frame, rng), first)


def _planted(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Put copies of rows of the first half in places of the second: 2 % exact, 2 % with a word of each side changed."""
    count = frame.height
    copies, places = rng.choice(count // 2, count // 25, False), count // 2 + rng.choice(count // 2, count // 25, False)
    near = np.arange(len(copies)) % 2 == 1
    copied = frame[copies].with_columns(
        pl.when(pl.Series(near)).then(pl.col(side).str.replace(r" \S+ ", f" {word} ")).otherwise(side).alias(side)
        for side, word in (("source", "thay"), ("target", "instead"))
    )
    order = np.arange(count)
    order[places] = count + np.arange(len(copies))
    return pl.concat([frame, copied])[order]


def _completed(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return the frame with every column of a bitext."""
    number = (pl.int_range(pl.len()) + first).cast(pl.UInt64)
    document = pl.format("text-{}", (number // DOCUMENT).cast(pl.Utf8).str.zfill(6))
    span = pl.concat_list(pl.struct(start=number * 100, end=number * 100 + 90))
    ids = pl.concat_list((number % DOCUMENT).cast(pl.UInt32))
    return frame.with_columns(
        id=number.cast(pl.Utf8).str.zfill(16), document=document, row=(number % DOCUMENT).cast(pl.UInt32),
        source_lang=pl.lit("vi"), target_lang=pl.lit("en"),
        source_file=pl.format("{}.vi.txt", document), target_file=pl.format("{}.en.txt", document),
        source_spans=span, target_spans=span, source_ids=ids, target_ids=ids,
        probability=pl.lit(0.99), status=pl.lit("auto"), duplicate_of=pl.lit(None), note=pl.lit(None),
    ).select(*SCHEMA).cast(pl.Schema(SCHEMA))  # fmt: skip


def opusfilter_steps(folder: Path) -> str:
    """Return OpusFilter's configuration: ten filters of the same kinds, and exact duplicates removed."""
    files = [
        ["source.txt", "target.txt"],
        ["filtered.source.txt", "filtered.target.txt"],
        ["unique.source.txt", "unique.target.txt"],
    ]
    filters = [
        {"LengthFilter": {"unit": "word", "min_length": 1, "max_length": 100}},
        {"LengthRatioFilter": {"unit": "word", "threshold": 3}},
        {"LongWordFilter": {"threshold": 40}},
        {"HtmlTagFilter": {}},
        {"CharacterScoreFilter": {"scripts": ["Latin", "Latin"], "thresholds": [1, 1]}},
        {"NonZeroNumeralsFilter": {"threshold": 0.5}},
        {"TerminalPunctuationFilter": {"threshold": -2}},
        {"SimilarityFilter": {"threshold": 0.8}},
        {"RepetitionFilter": {}},
        {"AlphabetRatioFilter": {"threshold": 0.5}},
    ]
    steps = [
        {"type": "filter", "parameters": {"inputs": files[0], "outputs": files[1], "filters": filters}},
        {"type": "remove_duplicates", "parameters": {"inputs": files[1], "outputs": files[2]}},
    ]
    return json.dumps({"common": {"output_directory": str(folder), "default_n_jobs": 2}, "steps": steps})


def timed(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Run a command; return its wall and processor seconds, and the peak megabytes of its largest process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(said)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(rows: int, seed: int, opusfilter: str | None) -> None:
    """Generate a corpus and export it; print what each took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with buffered_bitext(generated(rows, seed)) as pairs:
            pairs.lazy().sink_parquet(folder / "pairs.parquet")
        command = [sys.executable, "-m", "songngu", "export", "pairs.parquet", "-o", "corpus.parquet", "--quiet"]
        command += [word for filter in FILTERS for word in ("--filter", filter)]
        command += ["--duplicates", "near", "--split", "train=0.98,dev=0.01,test=0.01", "--by", "cluster"]
        report(f"songngu, {rows:,} pairs", timed(command, folder))
        manifest = json.loads((folder / "corpus.manifest.json").read_text(encoding="utf-8"))
        print(", ".join(f"{each['rows']:,} {each['reason']}" for each in manifest["removed"]))
        if opusfilter:
            pairs = pl.read_parquet(folder / "pairs.parquet", columns=["source", "target"])
            for side in pairs.columns:
                (folder / f"{side}.txt").write_text("\n".join(pairs[side]) + "\n", encoding="utf-8")
            (folder / "steps.yaml").write_text(opusfilter_steps(folder), encoding="utf-8")
            report(f"OpusFilter, {rows:,} pairs", timed([opusfilter, "--overwrite", "steps.yaml"], folder))


def report(label: str, figures: tuple[float, float, float]) -> None:
    """Print one line of figures."""
    wall, cpu, peak = figures
    print(f"{label}: {wall:.1f} s wall, {cpu:.1f} s of processor, {peak:.0f} MB", flush=True)


def main() -> None:
    """Measure each size asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, nargs="+", default=[100_000])
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--opusfilter", help="the program of OpusFilter, where it is not on the path")
    options = arguments.parse_args()
    opusfilter = program(options.opusfilter)
    for rows in options.rows:
        measure(rows, options.seed, opusfilter)


if __name__ == "__main__":
    main()
