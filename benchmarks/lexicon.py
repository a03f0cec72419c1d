"""Training a lexicon measured: seconds of processor and peak memory of `songngu lexicon train`, by number of pairs.

    python -m benchmarks.lexicon [PAIRS …]

The pairs are made from `../shared/data/train`: each copy of the data is shuffled, pairs of fewer than fifteen words are
joined with the next, and words seen five times or less get a letter of the copy, so that rare words are as many as in a
corpus of that size. Memory is that of the command and its processes together (Linux).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.gold import DATA, read_lines

SIZES = (50_000, 1_000_000)
SHORT = 15
RARE = 5


def made(size: int) -> Iterator[str]:
    """Yield lines of ``source TAB target``."""
    rows = [
        tuple(line.split("\t")[:2])
        for name in ("train_permissive.tsv", "train_mpl.tsv")
        for line in read_lines(DATA / "train" / name)
    ]
    counts = [Counter(word for row in rows for word in row[side].split()) for side in (0, 1)]
    left, copy = size, 0
    while left:
        order = random.Random(copy).sample(rows, len(rows))
        while order and left:
            pair = order.pop()
            if order and len(pair[0].split()) < SHORT:
                pair = tuple(" ".join(texts) for texts in zip(pair, order.pop(), strict=True))
            letter = chr(ord("a") + copy % 26)
            yield "\t".join(
                " ".join(
                    word + letter if word.isalpha() and counts[side][word] <= RARE else word for word in text.split()
                )
                for side, text in enumerate(pair)
            )
            left -= 1
        copy += 1


def memory(root: int) -> float:
    """Return the proportional set size of a process and all that it started, in MB."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    family, total = {root}, 0
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    for pid in family:
        with suppress(OSError, IndexError):
            total += int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:", 1)[1].split()[0])
    return total / 1024


def measure(size: int, folder: Path) -> None:
    """Train on ``size`` pairs and print what it took."""
    corpus = folder / "corpus.tsv"
    corpus.write_text("".join(line + "\n" for line in made(size)), encoding="utf-8")
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "songngu", "lexicon", "train", str(corpus), "-o", str(folder / "lexicon.npz")]
    peak = 0.0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(1)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    disk = (folder / "lexicon.npz").stat().st_size / 1e6
    print(
        f"{size} pairs: {time.perf_counter() - start:.0f} s wall, {processor:.0f} s of processor, {peak:.0f} MB peak, "
        f"{disk:.1f} MB on disk",
        flush=True,
    )


def main() -> None:
    """Measure each size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
