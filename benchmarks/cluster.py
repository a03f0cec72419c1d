"""The same export on one machine, in tasks, and on clusters: equal digests, processor time.

python benchmarks/cluster.py [ROWS]: 200,000 rows with planted copies, edits and leaks.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Recipe
from songngu.workspace.evidence import lent_filters
from songngu.workspace.runners.cluster import Cluster
from songngu.workspace.runners.opening import opened
from songngu.workspace.runners.runner import spread_over

PARTS = (8, 32, 128)
WORKERS = (1, 2, 4)


def rows(count: int) -> pl.DataFrame:
    """Return pairs of made-up words, a tenth of them copies, a tenth edited, some short lines that stand often."""
    rng = random.Random(7)
    words = [[f"{letter}{number:x}" for number in range(size)] for letter, size in (("v", 4000), ("e", 8000))]
    made: list[tuple[str, str]] = []
    while len(made) < count:
        kind = rng.random()
        source, target = rng.choice(made) if made and kind < 0.2 else _pair(words, rng)
        if 0.1 < kind < 0.2 and source:
            source = f"{source} {rng.choice(words[0])}"
            target = target.upper() if rng.random() < 0.5 else f"{rng.choice(words[1])} {target}"
        elif 0.2 < kind < 0.22:
            source, target = "Chương 3", "Chapter 3"
        made.append((source, target))
    return pl.DataFrame(made, schema=["source", "target"], orient="row")


def _pair(words: list[list[str]], rng: random.Random) -> tuple[str, str]:
    length = rng.randint(4, 25)
    source, target = (" ".join(rng.choice(side) for _ in range(length)) for side in words)
    return source, target


def recipe(held: Path) -> Recipe:
    """Return near-duplicates, leaks and a split, and filters that keep made-up words."""
    chosen = Recipe().with_filters({"ratio": True, "length": True}).without_repeats("near")
    return chosen.with_split(shares="train=0.98,dev=0.01,test=0.01").with_test_sets([str(held)])


def digest(folder: Path) -> str:
    """Return a digest of all files of an export."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def processor() -> float:
    """Return the seconds of processor of this process and those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(name: str, table: Path, held: Path, out: Path, stages: Stages | None = None) -> str:
    """Export, and return the digest of what was written."""
    out.mkdir()
    job = Job((str(table),), (str(out / "corpus.parquet"),), langs=("vi", "en"))
    done = export(job, recipe(held), lent_filters(("vi", "en")), stages=stages)
    found = digest(out)
    print(f"{name}: {found} {dict(done.removed)} {dict(done.parts)}", flush=True)
    return found


@contextmanager
def timed() -> Iterator[None]:
    """Print the seconds and the processor time of a block."""
    wall, used = time.monotonic(), processor()
    yield
    print(f"  {time.monotonic() - wall:.1f} s, {processor() - used:.1f} s of processor", flush=True)


def main() -> None:
    """Compare all ways."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, held = folder / "rows.tsv", folder / "held.tsv"
        made = rows(count)
        made.write_csv(table, separator="\t")
        made.slice(count // 2, 200).write_csv(held, separator="\t")
        with timed():
            expected = measured("one machine", table, held, folder / "one")
        for parts in PARTS:
            with timed():
                stages = Stages(folder / f"stages-{parts}", rows=-(-count // parts))
                stages.folder.mkdir()
                assert (
                    measured(f"{parts} parts, in this process", table, held, folder / f"p{parts}", stages) == expected
                )
        for workers in WORKERS:
            with timed(), opened(Cluster(f"local:{workers}"), 1) as runner:
                stages = Stages(folder / f"cluster-{workers}", spread_over(runner), -(-count // 32))
                stages.folder.mkdir()
                assert measured(f"32 parts, local:{workers}", table, held, folder / f"w{workers}", stages) == expected


if __name__ == "__main__":
    main()
