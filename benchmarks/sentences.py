"""Measure the search for repeated sentences: recall, precision, time, memory and growth, against other libraries.

100,000 lines: 60,000 of the distinct Vietnamese lines of ``../shared/data/train``, drawn with the seed, 30,000 copies
of some with 3 to 8 % of their words replaced (at least one) by words of other lines, 10,000 exact copies of others, all
shuffled. Two lines are alike when the Jaccard similarity of their sets of three-word runs is at least .6, words being
lower-case letters and digits without diacritics: computed here from the text, apart from the library.

Recall: of the copies that are alike with their line, how many are told, whichever of the two stands later. Precision:
of all pairs told, how many are alike. datasketch (MinHashLSH) and rensa (RMinHashLSH) get the same sets and the same
threshold, with 128 permutations; their candidates are given as they come and verified. The exact hash finds equal lines
only. Each method runs in a process of its own; time is that of the search from a list of lines in memory, without
start-up, in wall and in processor seconds. ``--growth`` searches generated lines in Parquet files.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import polars as pl

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
LINES, NEAR, EXACT = 60_000, 30_000, 10_000
THRESHOLD = 0.6

Pairs = list[tuple[int, int]]


def generate(seed: int) -> tuple[list[str], Pairs]:
    """Return the lines and the pairs of a line and its copy, the earlier place first."""
    rng = random.Random(seed)
    names = ("train_permissive.tsv", "train_mpl.tsv")
    texts = [(SHARED / "train" / name).read_text(encoding="utf-8").splitlines() for name in names]
    pool = list(dict.fromkeys(line.split("\t")[0].strip() for text in texts for line in text))
    rng.shuffle(pool)
    lines = pool[:LINES]
    vocabulary = [word for line in pool[LINES:] for word in line.split()]
    originals = rng.sample(range(LINES), NEAR + EXACT)
    copies = [_edited(lines[i], vocabulary, rng) for i in originals[:NEAR]] + [lines[i] for i in originals[NEAR:]]
    order = list(range(LINES + NEAR + EXACT))
    rng.shuffle(order)
    place = {number: at for at, number in enumerate(order)}
    whole = [*lines, *copies]
    pairs = [(place[i], place[LINES + number]) for number, i in enumerate(originals)]
    return [whole[i] for i in order], [(min(pair), max(pair)) for pair in pairs]


def _edited(line: str, vocabulary: list[str], rng: random.Random) -> str:
    words = line.split()
    for i in rng.sample(range(len(words)), max(1, round(rng.uniform(0.03, 0.08) * len(words)))):
        words[i] = rng.choice(vocabulary)
    return " ".join(words)


def shingles(line: str) -> frozenset[str]:
    """Return the three-word runs of a line, or the whole of a shorter one."""
    bare = unicodedata.normalize("NFKD", line.casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d"))
    return frozenset(" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the size of the intersection by that of the union."""
    return len(one & other) / len(one | other)


def with_songngu(lines: list[str]) -> tuple[Pairs, Pairs]:
    """Return the pairs told; there are no other candidates."""
    from songngu.corpus.duplicates.sentences import repeats_frame

    pairs = repeats_frame(lines, similarity=THRESHOLD).select("repeats", "row").rows()
    return pairs, pairs


def with_exact_hash(lines: list[str]) -> tuple[Pairs, Pairs]:
    """Return the equal lines."""
    first: dict[int, int] = {}
    pairs = [(first[hash(line)], i) for i, line in enumerate(lines) if first.setdefault(hash(line), i) != i]
    return pairs, pairs


def with_datasketch(lines: list[str]) -> tuple[Pairs, Pairs]:
    """Return the candidates and those verified."""
    from datasketch import MinHash, MinHashLSH

    sets = [shingles(line) for line in lines]
    index, candidates = MinHashLSH(threshold=THRESHOLD, num_perm=128), []
    signatures = MinHash.generator([[text.encode() for text in one] for one in sets], num_perm=128)
    for i, signature in enumerate(signatures):
        candidates += [(j, i) for j in index.query(signature)]
        index.insert(i, signature)
    return candidates, [pair for pair in candidates if jaccard(sets[pair[0]], sets[pair[1]]) >= THRESHOLD]


def with_rensa(lines: list[str]) -> tuple[Pairs, Pairs]:
    """Return the candidates and those verified."""
    from rensa import RMinHash, RMinHashLSH

    sets = [shingles(line) for line in lines]
    index, candidates = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32), []
    for i, one in enumerate(sets):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(list(one))
        candidates += [(j, i) for j in index.query(signature)]
        index.insert(i, signature)
    return candidates, [pair for pair in candidates if jaccard(sets[pair[0]], sets[pair[1]]) >= THRESHOLD]


METHODS: dict[str, Callable[[list[str]], tuple[Pairs, Pairs]]] = {
    "songngu": with_songngu,
    "exact hash": with_exact_hash,
    "rensa": with_rensa,
    "datasketch": with_datasketch,
}


def work(method: str, path: str) -> None:
    """Search the lines of a file and print what was found as JSON; the whole of one process."""
    lines = json.loads(Path(path).read_text(encoding="utf-8"))
    wall, processor = time.perf_counter(), time.process_time()
    candidates, verified = METHODS[method](lines)
    seconds = time.perf_counter() - wall, time.process_time() - processor
    print(json.dumps({"candidates": candidates, "verified": verified, "seconds": seconds, "peak": peak()}))


def peak() -> int:
    """Return the most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024 // 1_000_000
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1_000_000 if sys.platform == "darwin" else 1000)


def compare(seed: int) -> None:
    """Run every method on the same lines and print its figures."""
    lines, planted = generate(seed)
    sets = [shingles(line) for line in lines]
    alike = {later for earlier, later in planted if jaccard(sets[earlier], sets[later]) >= THRESHOLD}
    print(f"seed {seed}: {len(lines):,} lines, {len(alike):,} of {len(planted):,} copies alike by {THRESHOLD}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.json"
        path.write_text(json.dumps(lines), encoding="utf-8")
        for method in METHODS:
            command = [sys.executable, __file__, "--work", method, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"  {method:11} left out: {done.stderr.strip().splitlines()[-1]}")
                continue
            result = json.loads(done.stdout)
            told = {later for _, later in result["verified"]}
            right = sum(jaccard(sets[a], sets[b]) >= THRESHOLD for a, b in result["candidates"])
            wall, processor = result["seconds"]
            print(
                f"  {method:11} recall {len(alike & told) / len(alike):.4f}, precision before verifying "
                f"{right / max(1, len(result['candidates'])):.4f}, {len(result['verified']):,} pairs, "
                f"{wall:.1f} s ({processor:.1f} s of processor), {result['peak']} MB"
            )


def grow(counts: list[int], memory: int) -> None:
    """Search generated lines in Parquet files of growing size and print time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            path = Path(folder) / "lines.parquet"
            _write_lines(path, count)
            command = [sys.executable, __file__, "--work-table", str(path), str(memory)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"  {count:>10,} lines, {path.stat().st_size / 1e6:,.0f} MB: {done.stdout.strip()}")


def _write_lines(path: Path, count: int) -> None:
    """Write lines of 8 to 24 drawn words; of ten, one repeats another and one repeats another but for a word."""
    import numpy as np

    rng = np.random.default_rng(7)
    words = np.array([f"{a}{b}{c}" for a in "bcdghklmnpt" for b in "aáàảãạeéèêếoóòôốơớuúư" for c in ("", *"cmnpt")])
    frequency = 1 / np.arange(1, len(words) + 1)
    parts = []
    for number, start in enumerate(range(0, count, 100_000)):
        lines = [
            " ".join(row)
            for size in rng.integers(8, 25, 100)
            for row in rng.choice(words, (min(100_000, count - start) // 100, size), p=frequency / frequency.sum())
        ]
        for i in range(9, len(lines), 10):
            lines[i] = lines[i - 9]
            changed = lines[i - 8].split()
            changed[len(changed) // 2] = "khác"
            lines[i - 1] = " ".join(changed)
        parts.append(path.with_name(f"part-{number:04}.parquet"))
        pl.DataFrame({"text": lines}).write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(path)
    for part in parts:
        part.unlink()


def work_table(path: str, memory: int) -> None:
    """Search one Parquet file and print the figures; the whole of one process."""
    from songngu.corpus.duplicates.tables import find_repeated_texts

    wall, processor = time.perf_counter(), time.process_time()
    told = sum(len(frame) for frame in find_repeated_texts([path], "text", memory=memory))
    seconds = time.perf_counter() - wall, time.process_time() - processor
    print(f"{told:,} told, {seconds[0]:.1f} s ({seconds[1]:.1f} s of processor), {peak()} MB with --memory {memory}")


def main() -> None:
    """Run what the options ask for."""
    parser = argparse.ArgumentParser(description="Measure the search for repeated sentences.")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="*", metavar="LINES", help="lines to generate and search instead")
    parser.add_argument("--memory", type=int, default=512, metavar="MB")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--work-table", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(*options.work)
    elif options.work_table:
        work_table(options.work_table[0], int(options.work_table[1]))
    elif options.growth is not None:
        print(f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
        grow(options.growth or [100_000, 1_000_000, 10_000_000], options.memory)
    else:
        compare(options.seed)


if __name__ == "__main__":
    main()
