"""Measure that nothing is left twice: an export, then an export of what it wrote, by the same recipe.

    python -m benchmarks.repeats
    python -m benchmarks.repeats --generated 2000000

The pairs of ``../shared/data/train`` with 5 % of the rows standing 2 to 30 times and 5 % with a word of each side
changed, shuffled; or the pairs of `benchmarks.corpora`. Near-duplicates are removed, and a split in three is made.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.corpora import generated
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Duplicates, Recipe, SplitTable
from songngu.corpus.formats.buffered import buffered_bitext

TRAIN = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "train"
SPLIT = SplitTable(shares="train=0.98,dev=0.01,test=0.01", by="cluster")


def pairs(seed: int) -> list[tuple[str, str]]:
    """Return the training pairs with their planted repeats."""
    rng = random.Random(seed)
    rows = []
    for name in ("train_permissive.tsv", "train_mpl.tsv"):
        lines = (TRAIN / name).read_text(encoding="utf-8").splitlines()
        rows += [(columns[0], columns[1]) for columns in (line.split("\t") for line in lines)]
    again = [pair for pair in rng.sample(rows, len(rows) // 20) for _ in range(rng.randint(1, 29))]
    edited = [(_edited(pair[0], rng), _edited(pair[1], rng)) for pair in rng.sample(rows, len(rows) // 20)]
    rows += again + edited
    rng.shuffle(rows)
    return rows


def _edited(text: str, rng: random.Random) -> str:
    words = text.split()
    words[rng.randrange(len(words))] = rng.choice(words)
    return " ".join(words)


def measure(path: Path, recipe: Recipe) -> None:
    """Export twice and print what each run removed."""
    source: tuple[str, ...] = (str(path),)
    for name in ("first", "second"):
        before = resource.getrusage(resource.RUSAGE_SELF)
        done = export(Job(source, (str(path.with_name(f"{name}.parquet")),), card=False), recipe)
        after = resource.getrusage(resource.RUSAGE_SELF)
        removed = ", ".join(f"{count:,} {reason}" for reason, count in done.removed.items() if count) or "nothing"
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{name}: {done.rows:,} rows, removed {removed}; {used:.1f} s of processor", flush=True)
        source = tuple(file for file in done.written if file.endswith(".parquet"))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=int, metavar="ROWS")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "pairs.parquet")
        if options.generated:
            with buffered_bitext(generated(options.generated, options.seed)) as rows:
                rows.lazy().sink_parquet(path)
        else:
            frame = pl.DataFrame(pairs(options.seed), schema=["source", "target"], orient="row")
            frame.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en")).write_parquet(path)
        for split in (SplitTable(), SPLIT):
            for remove in ("exact", "near"):
                print(f"{remove}, {'split in three' if split.shares else 'no split'}")
                measure(path, Recipe(duplicates=Duplicates(remove=remove), split=split))


if __name__ == "__main__":
    main()
