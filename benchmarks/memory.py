"""The translation memory on many rows: adding, the concordance, fuzzy look-up, pretranslation; and its peers.

    python -m benchmarks.memory ROWS [QUERIES]

Rows are made from the training pairs in ../shared: each pair, then each with a short one after it, until there are
enough. Queries are drawn from the rows by a fixed seed: one to three words that follow each other, of either side.
Planted matches have three words in ten of a row replaced by words of others. Peers, in the same run: SQLite's FTS5
alone (words as it finds them), rapidfuzz over all rows.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.corpora import TRAIN
from songngu.corpus.memory.match import match
from songngu.corpus.memory.search import SearchFilter
from songngu.corpus.memory.store import Memory
from songngu.workspace.memory.concordance import concordance

Pair = tuple[str, str]
_SHORT = 60


def training_pairs() -> list[Pair]:
    """Return the training pairs, each once."""
    lines = (line for path in sorted(TRAIN.glob("*.tsv")) for line in path.open(encoding="utf-8"))
    pairs = (tuple(line.rstrip("\n").split("\t")[:2]) for line in lines)
    return list(dict.fromkeys(pair for pair in pairs if len(pair) == 2 and all(map(str.strip, pair))))  # type: ignore[arg-type]


def made(pairs: Sequence[Pair], count: int) -> Iterator[Pair]:
    """Yield so many rows."""
    short = [pair for pair in pairs if len(pair[0]) < _SHORT and len(pair[1]) < _SHORT]
    for number in range(count):
        turn, at = divmod(number, len(pairs))
        source, target = pairs[at]
        if turn:
            more = short[(at * 31 + turn * 7919) % len(short)]
            source, target = f"{source} {more[0]}", f"{target} {more[1]}"
        yield source, target


def phrases(rows: Sequence[Pair], count: int, chance: random.Random) -> list[str]:
    """Return phrases of one to three words of the rows, of both sides in turn."""
    found = []
    while len(found) < count:
        words = chance.choice(rows)[len(found) % 2].split()
        length = chance.randint(1, 3)
        if len(words) >= length:
            start = chance.randrange(len(words) - length + 1)
            phrase = " ".join(words[start : start + length])
            if any(map(str.isalpha, phrase)):
                found.append(phrase)
    return found


def planted(rows: Sequence[Pair], count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Return rows of ten words or more with three words in ten replaced, and the rows they were."""
    vocabulary = [word for source, _ in chance.choices(rows, k=2000) for word in source.split()]
    found = []
    while len(found) < count:
        source = chance.choice(rows)[0]
        words = source.split()
        if len(words) >= 10:
            for at in chance.sample(range(len(words)), round(0.3 * len(words))):
                words[at] = chance.choice(vocabulary)
            found.append((" ".join(words), source))
    return found


def timed(work: Callable[[str], object], queries: Sequence[str]) -> str:
    """Return the 50th and 95th percentile, in milliseconds of processor time, of some work."""
    times = []
    for query in queries:
        start = time.process_time()
        work(query)
        times.append((time.process_time() - start) * 1000)
    times.sort()
    return f"{times[len(times) // 2]:.2f} / {times[len(times) * 95 // 100]:.2f} ms"


def _write(path: Path, rows: Iterable[Pair]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("vi\ten\n")
        stream.writelines(f"{source}\t{target}\n" for source, target in rows)


def adding(folder: Path, bitext: Path) -> str:
    """Add the bitext by the command line, and return what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = time.perf_counter()
    command = [sys.executable, "-m", "songngu", "memory", "add", str(folder / "m.db"), str(bitext)]
    subprocess.run(command, check=True, capture_output=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for found in folder.glob("*m.db*") for path in (found, *found.rglob("*")) if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    wall, spent = time.perf_counter() - start, used.ru_utime - before
    return f"{spent:.0f} s of processor ({wall:.0f} s), {used.ru_maxrss / 1e3:.0f} MB of memory, {size:.0f} MB of file"


def fts_alone(folder: Path, rows: Sequence[Pair], queries: Sequence[str]) -> str:
    """Time SQLite's FTS5 alone on the phrases: the first hundred rows and their number."""
    connection = sqlite3.connect(folder / "fts.db")
    connection.execute("CREATE VIRTUAL TABLE peer USING fts5(source, target)")
    connection.executemany("INSERT INTO peer VALUES (?, ?)", rows)

    def look(query: str) -> None:
        wanted = '"' + query.replace('"', " ") + '"'
        connection.execute("SELECT count(*) FROM peer WHERE peer MATCH ?", (wanted,)).fetchone()
        connection.execute("SELECT * FROM peer WHERE peer MATCH ? LIMIT 100", (wanted,)).fetchall()

    return timed(look, queries)


def main() -> None:
    """Measure, and print a figure a line."""
    count, queries = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance = random.Random(19)
    pairs = training_pairs()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "rows.tsv", made(pairs, count))
        # A process counts the memory of the one that starts it for its own: the rows are not held yet.
        print(f"add {count} rows: {adding(folder, folder / 'rows.tsv')}")
        rows = list(made(pairs, count))
        wanted = phrases(rows, queries, chance)
        with Memory(folder / "m.db") as memory:
            print("concordance:", timed(lambda text: concordance([memory], text, SearchFilter(), 20), wanted))
            print("  FTS5 alone:", fts_alone(folder, rows, wanted))
            plants = planted(rows, queries, chance)
            print("fuzzy:", timed(lambda text: match(memory, text, "vi"), [text for text, _ in plants]))
            hits = sum(any(one.text == row for one in match(memory, text, "vi", least=0)) for text, row in plants)
            print(f"  planted 70 % matches among the first five: {hits / len(plants):.4f}")
        sources = [source for source, _ in rows]
        few = [text for text, _ in plants[:10]]
        print(
            "  rapidfuzz over all rows:",
            timed(lambda text: process.extract(text, sources, scorer=fuzz.ratio, limit=5), few),
        )


if __name__ == "__main__":
    main()
