"""Time and memory of one alignment by size: made-up books of 1k to 100k sentences a side, through the command line.

    python -m benchmarks.scaling [SENTENCES …]

Sentences are training pairs in their order, both files one after the other, 3 % left out on each side. Past the end of
the data the first clause of one pair is put before the rest of another, so that no pair stands twice and nothing but
its words tells a sentence from others. hunalign is timed on the same files in the same run where it is on PATH; NLTK's
Gale-Church refuses more than 4,000.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.alignment import command, gale_church
from benchmarks.gold import DATA, read_lines
from songngu.align.evaluate import read_beads

SIZES = (1_000, 5_000, 20_000, 100_000)
FILES = ("train_permissive.tsv", "train_mpl.tsv")

_CLAUSES = re.compile(r"(?<=[,;:]) ")
_STEP = 7_919

Pair = tuple[str, str]


def pairs() -> Iterator[Pair]:
    """Yield the training pairs, then recombinations of their clauses, none twice."""
    rows = [line.split("\t")[:2] for name in FILES for line in read_lines(DATA / "train" / name)]
    seen = dict.fromkeys((source, target) for source, target in rows)
    yield from list(seen)
    for pair in _recombined(list(seen)):
        if pair not in seen:
            seen[pair] = None
            yield pair


def _recombined(rows: list[Pair]) -> Iterator[Pair]:
    """Yield the first clauses of pairs before the other clauses of pairs further on, both sides having as many."""
    clauses = [(_CLAUSES.split(source), _CLAUSES.split(target)) for source, target in rows]
    clauses = [(left, right) for left, right in clauses if len(left) == len(right) > 1]
    for turn in range(1, len(clauses)):
        for k, (left, right) in enumerate(clauses):
            others = clauses[(k + turn * _STEP) % len(clauses)]
            yield " ".join([left[0], *others[0][1:]]), " ".join([right[0], *others[1][1:]])


def book(size: int) -> tuple[list[str], list[str], set[tuple[int, int]]]:
    """Return both sides of a book and its true one-to-one pairs."""
    rng = random.Random(1)
    source: list[str] = []
    target: list[str] = []
    true: set[tuple[int, int]] = set()
    for left, right in islice(pairs(), size):
        kept = rng.random()
        if kept >= 0.06:
            true.add((len(source), len(target)))
        if kept >= 0.03:
            source.append(left)
        if kept < 0.03 or kept >= 0.06:
            target.append(right)
    return source, target, true


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Return the wall and the processor seconds that a run and its child processes take."""
    before, start = os.times(), time.perf_counter()
    run()
    seconds, after = time.perf_counter() - start, os.times()
    return seconds, sum(after[:4]) - sum(before[:4])


def found(path: Path, true: set[tuple[int, int]]) -> float:
    """Return the share of the true pairs among the beads of a file."""
    beads = {(source[0], target[0]) for source, target in read_beads(path) if len(source) == len(target) == 1}
    return len(beads & true) / len(true)


def measure(size: int, folder: Path) -> None:
    """Print seconds, memory and recall of the true pairs for one size."""
    source, target, true = book(size)
    files = [folder / "book.vi", folder / "book.en"]
    for path, side in zip(files, (source, target), strict=True):
        path.write_text("\n".join(side) + "\n", encoding="utf-8")
    out, names, peaks = folder / "book.beads", [str(path) for path in files], []

    def align() -> None:
        peaks.append(command("align", "--pre-split", "-q", *names, "-o", str(out))[2])

    def show(name: str, times: tuple[float, float], more: str = "") -> None:
        print(f"{size:7} {name:20} {times[0]:7.1f} s wall {times[1]:7.1f} s processor{more}", flush=True)

    times = timed(align)
    show("songngu", times, f" {peaks[0]:6.0f} MB, true pairs found {found(out, true):.4f}")
    if shutil.which("hunalign"):
        (folder / "empty.dic").write_text("", encoding="utf-8")
        call = ["hunalign", str(folder / "empty.dic"), *names]
        show("hunalign", timed(lambda: subprocess.run(call, capture_output=True, check=False)))
    if size <= 4_000:
        beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        times = timed(lambda: beads.extend(gale_church(source, target)))
        right = len({(a[0], b[0]) for a, b in beads if len(a) == len(b) == 1} & true)
        show("Gale-Church (NLTK)", times, f", true pairs found {right / len(true):.4f}")


def main() -> None:
    """Measure the sizes named, or all."""
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
