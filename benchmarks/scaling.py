"""Time and memory of one alignment by size: made-up books of 1k to 100k sentences a side, through the command line.

    python -m benchmarks.scaling [SENTENCES …]

Sentences are training pairs in their order, 3 % left out on each side; past the end of the data they come again,
numbered.
hunalign is timed on the same files in the same run where it is on PATH; NLTK's Gale-Church refuses more than 4,000.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.alignment import command, gale_church
from benchmarks.gold import DATA, read_lines

SIZES = (1_000, 5_000, 20_000, 100_000)


def book(size: int) -> tuple[list[str], list[str], set[tuple[int, int]]]:
    """Return both sides of a book and its true one-to-one pairs."""
    rows = [line.split("\t")[:2] for line in read_lines(DATA / "train" / "train_permissive.tsv")]
    rng = random.Random(1)
    source: list[str] = []
    target: list[str] = []
    true: set[tuple[int, int]] = set()
    for k in range(size):
        left, right = rows[k % len(rows)]
        turn = f" {k // len(rows)}-{k}" if k >= len(rows) else ""
        kept = rng.random()
        if kept >= 0.06:
            true.add((len(source), len(target)))
        if kept >= 0.03:
            source.append(left + turn)
        if kept < 0.03 or kept >= 0.06:
            target.append(right + turn)
    return source, target, true


def measure(size: int, folder: Path) -> None:
    """Print seconds, memory and recall of the true pairs for one size."""
    source, target, true = book(size)
    files = [folder / "book.vi", folder / "book.en"]
    for path, side in zip(files, (source, target), strict=True):
        path.write_text("\n".join(side) + "\n", encoding="utf-8")
    out = folder / "book.beads"
    names = [str(path) for path in files]
    _, seconds, peak = command("align", "--pre-split", "--keep-duplicates", "-q", *names, "-o", str(out))
    beads = [line.split("\t")[:2] for line in out.read_text(encoding="utf-8").splitlines()]
    found = sum(a.isdigit() and b.isdigit() and (int(a), int(b)) in true for a, b in beads)
    print(f"{size:7} songngu {seconds:7.1f} s {peak:6.0f} MB, true pairs found {found / len(true):.4f}", flush=True)
    if shutil.which("hunalign"):
        (folder / "empty.dic").write_text("", encoding="utf-8")
        start = time.perf_counter()
        subprocess.run(["hunalign", str(folder / "empty.dic"), *names], capture_output=True, check=False)
        print(f"{size:7} hunalign {time.perf_counter() - start:6.1f} s")
    if size <= 4_000:
        start = time.perf_counter()
        gale_church(source, target)
        print(f"{size:7} Gale-Church (NLTK) {time.perf_counter() - start:6.1f} s")


def main() -> None:
    """Measure the sizes named, or all."""
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
