"""The translation memory under kills and beside other writers: what is committed stays, once, and is found.

    python -m benchmarks.memory_faults [--kills 200] [--races 100]

Each kill ends a process that adds 3,000 rows at a random moment (SIGKILL); each race lets two processes add to one
memory at once. After each the rows are all there or none, no key twice, ``verify`` is clean once the index is brought
up to date, and a search finds as many rows as there are.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from songngu.corpus.formats.reading import Reading
from songngu.corpus.memory.search import search
from songngu.corpus.memory.store import Memory
from songngu.workspace.memory.adding import add_bitexts

ROWS = 3000


def written(path: Path, document: str, count: int) -> Path:
    """Write a bitext of so many rows."""
    lines = "".join(f"Câu số {n} của {document}.\tSentence {n} of {document}.\n" for n in range(count))
    path.write_text(f"vi\ten\n{lines}", encoding="utf-8")
    return path


def adding(memory: Path, bitext: Path) -> subprocess.Popen[bytes]:
    """Begin to add a bitext to a memory."""
    command = [sys.executable, "-m", "songngu", "memory", "add", str(memory), str(bitext)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def held(path: Path, allowed: set[int]) -> tuple[int, bool]:
    """Return how many rows a memory has, and whether its index had to be made again; fail where anything is wrong."""
    said: list[str] = []
    with Memory(path) as memory:
        memory.indexed(said.append)
        assert memory.verify() == [], memory.verify()
        rows = memory.stats()["rows"]
        assert rows in allowed, rows
        doubled = "SELECT count(*) FROM (SELECT 1 FROM rows GROUP BY document, key HAVING count(*) > 1)"
        assert memory.connection.execute(doubled).fetchone() == (0,)
        assert not rows or search(memory, "câu số").total == rows
    return rows, bool(said)


def kills(folder: Path, count: int) -> None:
    """Kill a process that adds, at random moments, each time to a memory of 50 rows."""
    chance = random.Random(19)
    few, many = written(folder / "few.tsv", "few", 50), written(folder / "many.tsv", "many", ROWS)
    began = time.perf_counter()
    adding(folder / "timed.db", many).wait()
    span = time.perf_counter() - began
    before = remade = 0
    for turn in range(count):
        memory = folder / f"{turn}.db"
        list(add_bitexts(memory, [str(few)], Reading, print))
        process = adding(memory, many)
        time.sleep(chance.uniform(0.3, 1.4) * span)
        process.kill()
        process.wait()
        rows, again = held(memory, {50, 50 + ROWS})
        before += rows == 50
        remade += again
    print(f"{count} kills: nothing lost, none twice, verify clean; {before} before the commit, {remade} indexes remade")


def races(folder: Path, count: int) -> None:
    """Let two processes add to one memory at once."""
    bitexts = [written(folder / f"{name}.tsv", name, 300) for name in "ab"]
    remade = 0
    for turn in range(count):
        memory = folder / f"race{turn}.db"
        both = [adding(memory, bitext) for bitext in bitexts]
        assert [process.wait() for process in both] == [0, 0]
        remade += held(memory, {600})[1]
    print(f"{count} races of two writers: all rows of both, none twice, verify clean; {remade} indexes remade")


def main() -> None:
    """Run both, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--races", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kills(Path(name), arguments.kills)
        races(Path(name), arguments.races)


if __name__ == "__main__":
    main()
