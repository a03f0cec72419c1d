"""A table of pairs aligned here and on two workers: processor time, memory, the same parts.

python -m benchmarks.cluster_align [PAIRS]: documents of 117 sentences a side, of training pairs in their order.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import polars as pl

from benchmarks.cluster import digest
from benchmarks.scaling import pairs
from benchmarks.small import SIZE

WAYS = (["--jobs", "2"], ["--cluster", "local:2"])


def table(count: int, path: Path) -> None:
    """Write pairs of texts, one sentence in 33 left out of each side."""
    found, rows = [], iter(pairs())
    for _ in range(count):
        texts = list(islice(rows, SIZE))
        found.append(
            ["\n".join(pair[side] for k, pair in enumerate(texts) if k % 33 != 7 + 11 * side) for side in (0, 1)]
        )
    pl.DataFrame(found, schema=["source", "target"], orient="row").write_parquet(path)


def processor() -> float:
    """Return the seconds of processor of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Align in each way, and compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table(count, folder / "pairs.parquet")
        songngu = str(Path(sys.executable).with_name("songngu"))
        for way in WAYS:
            out, report = folder / "out", folder / "run.json"
            command = [songngu, "align", "--pairs", str(folder / "pairs.parquet"), "-o", str(out), "--pre-split"]
            clock, used = time.monotonic(), processor()
            subprocess.run([*command, "--quiet", "--report", str(report), *way], check=True)
            spent, told = processor() - used, json.loads(report.read_text(encoding="utf-8"))
            memory = told["memory"]["worker"] // 1_000_000
            print(f"{way}: {time.monotonic() - clock:.1f} s, {spent:.1f} s of processor, {told['pairs']} rows in")
            print(f"  {told['parts']} parts, {memory} MB a worker, {digest(out / told_run(out))}", flush=True)
            out.rename(folder / way[0].strip("-"))


def told_run(out: Path) -> str:
    """Return the folder of parts in the folder of an alignment."""
    return next(each.name for each in out.iterdir() if each.is_dir())


if __name__ == "__main__":
    main()
